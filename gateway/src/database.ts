import { assertSafeRole } from '@thi-dua/prisma/assert-safe-role';
import { connect } from '@thi-dua/prisma/connect';
import { startEmbedded } from '@thi-dua/prisma/embedded/server';
import { migrate } from '@thi-dua/prisma/migrate';
import { seed } from '@thi-dua/prisma/seed/seed';
import { loginOf } from '@thi-dua/prisma/urls';
import type { Log } from '@thi-dua/schema/log';
import type { GatewayEnv } from './env.js';

export interface Database {
  /** The login that serves. */
  appUrl: string;
  check(): Promise<void>;
  stop(): Promise<void>;
}

const embeddedName = 'thi_dua';

/** Brings up the database that the environment names, or the embedded one: migrated, with the seeds' facts, and safe. */
export async function startDatabase(env: GatewayEnv, log: Log): Promise<Database> {
  const { DATABASE_URL: adminUrl, APP_DATABASE_URL: appUrl } = env;
  if (adminUrl !== undefined && appUrl !== undefined) {
    await migrate({ adminUrl, app: loginOf(appUrl) });
    await seed(adminUrl);
    await assertSafeRole(appUrl);
    return { appUrl, check: () => answers(appUrl), stop: async () => {} };
  }
  const server = await startEmbedded({ dataDir: env.DATA_DIR });
  if (server.adopted) log.warn('took over the database that an earlier process left running');
  try {
    const url = (login: 'admin' | 'operator' | 'app') => server.url(login, embeddedName);
    await migrate({ adminUrl: url('admin'), ...server.logins });
    await seed(url('operator'));
    await assertSafeRole(url('app'));
    return { appUrl: url('app'), check: () => answers(url('app')), stop: () => server.stop() };
  } catch (error) {
    await server.stop();
    throw error;
  }
}

async function answers(url: string): Promise<void> {
  const client = await connect(url);
  await client.end();
}
