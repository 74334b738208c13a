/** A PostgreSQL of the machine's own to test on, by an administrator's login; the embedded one where it is not given. */
export const externalDatabaseUrl = (): string | undefined => process.env.DATABASE_URL || undefined;
