import { z } from 'zod';
import { OperatorError } from './errors.js';

/** What a child process of ours needs of the environment, and no more. */
export const inherited = (): NodeJS.ProcessEnv => ({
  PATH: process.env.PATH,
  HOME: process.env.HOME,
  NODE_ENV: process.env.NODE_ENV,
  CHECKPOINT_DISABLE: '1',
});

/** The folder of PostgreSQL's own programs, where they are not on the PATH. */
export const postgresPrograms = (): string | undefined => process.env.PG_BIN || undefined;

const postgresUrl = z.string().regex(/^postgres(ql)?:\/\//, 'must be a postgresql:// URL');

/** The two logins of a PostgreSQL of one's own; both or neither. */
export function databaseUrls(): { admin: string; app: string } | null {
  const { DATABASE_URL, APP_DATABASE_URL } = process.env;
  if (!DATABASE_URL && !APP_DATABASE_URL) return null;
  const faults: string[] = [];
  for (const [name, value] of Object.entries({ DATABASE_URL, APP_DATABASE_URL })) {
    if (!value) faults.push(`${name} is not set`);
    else if (!postgresUrl.safeParse(value).success) faults.push(`${name} must be a postgresql:// URL`);
  }
  if (faults.length > 0 || !DATABASE_URL || !APP_DATABASE_URL) {
    throw new OperatorError(
      'ENVIRONMENT',
      `${faults.join('; ')}. DATABASE_URL is an administrator's login, for migrations; APP_DATABASE_URL the login that serves. Set both, or neither to use the embedded database.`,
    );
  }
  return { admin: DATABASE_URL, app: APP_DATABASE_URL };
}
