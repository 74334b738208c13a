/** A PostgreSQL of the machine's own to test on, by an administrator's login; the embedded one where it is not given. */
export const externalDatabaseUrl = (): string | undefined => process.env.DATABASE_URL || undefined;

/** A Chromium to look at pages with, where it is none of the usual places. */
export const chromiumPath = (): string | undefined => process.env.CHROMIUM || undefined;

/** What a command needs of this process's environment to be found, and no more. */
export const commandEnv = (): Record<string, string> => ({
  PATH: process.env.PATH ?? '',
  HOME: process.env.HOME ?? '',
});
