import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startEmbedded } from '@thi-dua/prisma/embedded/server';
import { migrate } from '@thi-dua/prisma/migrate';
import { seed } from '@thi-dua/prisma/seed/seed';

export interface ThrowAway {
  adminUrl: string;
  appUrl: string;
  /** Ends the server and takes its folder away. */
  stop(): Promise<void>;
}

/** A migrated and seeded database on a server of its own. */
export async function throwAwayDatabase(name: string): Promise<ThrowAway> {
  const dataDir = mkdtempSync(join(tmpdir(), `thi-dua-${name}-`));
  // Run as root, the server works under another account, which must be able to enter.
  chmodSync(dataDir, 0o755);
  const server = await startEmbedded({ dataDir });
  const stop = async () => {
    await server.stop();
    rmSync(dataDir, { recursive: true, force: true });
  };
  try {
    await migrate({ adminUrl: server.url('admin', name), ...server.logins });
    await seed(server.url('operator', name));
    return { adminUrl: server.url('admin', name), appUrl: server.url('app', name), stop };
  } catch (error) {
    await stop();
    throw error;
  }
}
