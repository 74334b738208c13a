import type pg from 'pg';
import { connect } from './connect.js';
import { startEmbedded } from './embedded/server.js';
import { OperatorError } from './errors.js';
import { migrate } from './migrate.js';
import { seed } from './seed/seed.js';

/** As `npm start` names it. */
const EMBEDDED = 'thi_dua';

/** A connection that is exempt from row-level security. */
export type OperatorClient = pg.Client;

/** Where an operator's command works. */
export interface OperatorDatabase {
  readonly client: OperatorClient;
  /** The login it is connected by. */
  readonly url: string;
  close(): Promise<void>;
}

/**
 * The database for an operator's work: the one that is named, which must be up to date (`table` is there), or the
 * embedded one, which is started for it.
 */
export async function openOperatorDatabase(
  env: { DATABASE_URL?: string | undefined; DATA_DIR: string },
  table: string,
): Promise<OperatorDatabase> {
  if (env.DATABASE_URL !== undefined) {
    const client = await connect(env.DATABASE_URL).catch(missing);
    const { rows } = await client.query<{ ready: boolean }>('SELECT to_regclass($1) IS NOT NULL AS ready', [table]);
    if (!rows[0]?.ready) {
      await client.end();
      throw new OperatorError(
        'NOT_MIGRATED',
        'The database in DATABASE_URL is not up to date. Run "npm run migrate" first.',
      );
    }
    return { client, url: env.DATABASE_URL, close: () => client.end() };
  }
  const server = await startEmbedded({ dataDir: env.DATA_DIR }).catch(inUse);
  try {
    const url = server.url('operator', EMBEDDED);
    await migrate({ adminUrl: server.url('admin', EMBEDDED), ...server.logins });
    await seed(url);
    const client = await connect(url);
    return {
      client,
      url,
      close: async () => {
        await client.end();
        await server.stop();
      },
    };
  } catch (error) {
    await server.stop();
    throw error;
  }
}

function missing(error: unknown): never {
  if (error instanceof Error && 'code' in error && error.code === '3D000')
    throw new OperatorError(
      'NOT_MIGRATED',
      'The database in DATABASE_URL does not exist yet. Run "npm run migrate" first.',
    );
  throw error;
}

function inUse(error: unknown): never {
  if (error instanceof OperatorError && error.code === 'DATA_DIR_IN_USE')
    throw new OperatorError(
      error.code,
      `${error.message} The embedded database belongs to the process that serves ("npm start"): stop that one while you import, or use a PostgreSQL of your own (DATABASE_URL), which both may use at once.`,
    );
  throw error;
}
