import { connect } from '@thi-dua/prisma/connect';
import { startEmbedded } from '@thi-dua/prisma/embedded/server';
import { OperatorError } from '@thi-dua/prisma/errors';
import { migrate } from '@thi-dua/prisma/migrate';
import { seed } from '@thi-dua/prisma/seed/seed';
import type { Client } from './client.js';

/** As `npm start` names it. */
const embeddedName = 'thi_dua';

/** Opens the database for an operator's work: the one named, or the embedded one, which is started for it. */
export async function openDatabase(env: {
  DATABASE_URL?: string;
  DATA_DIR: string;
}): Promise<{ client: Client; close(): Promise<void> }> {
  if (env.DATABASE_URL !== undefined) {
    const client = await connect(env.DATABASE_URL).catch(missing);
    const { rows } = await client.query<{ ready: boolean }>(`SELECT to_regclass('map.unit_list') IS NOT NULL AS ready`);
    if (!rows[0]?.ready) {
      await client.end();
      throw new OperatorError(
        'NOT_MIGRATED',
        'The database in DATABASE_URL is not up to date. Run "npm run migrate" first.',
      );
    }
    return { client, close: () => client.end() };
  }
  const server = await startEmbedded({ dataDir: env.DATA_DIR }).catch(inUse);
  try {
    const url = (login: 'admin' | 'operator') => server.url(login, embeddedName);
    await migrate({ adminUrl: url('admin'), ...server.logins });
    await seed(url('operator'));
    const client = await connect(url('operator'));
    return {
      client,
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
  if (error instanceof OperatorError && error.code === 'DATA_DIR_IN_USE') {
    throw new OperatorError(
      error.code,
      `${error.message} The embedded database belongs to the process that serves ("npm start"): stop that one while you import, or use a PostgreSQL of your own (DATABASE_URL), which both may use at once.`,
    );
  }
  throw error;
}
