import { spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { serverAccount } from '@thi-dua/prisma/embedded/account';
import { give } from '@thi-dua/prisma/embedded/places';
import { afterAll } from 'vitest';

/** Where Debian puts a whole PostgreSQL 15, dump and restore included; npm brings a server alone. */
export const BIN = '/usr/lib/postgresql/15/bin';
export const absent = existsSync(join(BIN, 'pg_dump')) ? undefined : `there is no ${BIN}/pg_dump`;

const freePort = () =>
  new Promise<number>((resolve) => {
    const probe = createServer().listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === 'object' && address !== null ? address.port : 0));
    });
  });

/** A server of its own with nothing in it, gone when the test file is done. */
export async function ownServer(): Promise<(database: string) => string> {
  const account = serverAccount();
  const folder = mkdtempSync(join(tmpdir(), 'thi-dua-pg15-'));
  chmodSync(folder, 0o755);
  const cluster = join(folder, 'pg');
  mkdirSync(cluster, { mode: 0o700 });
  give(cluster, account);
  const port = await freePort();
  const run = (program: string, args: string[]) => {
    const { status, stderr } = spawnSync(join(BIN, program), args, {
      ...account,
      cwd: '/',
      encoding: 'utf8',
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    if (status !== 0) throw new Error(`${program} failed: ${stderr}`);
  };
  run('initdb', ['-D', cluster, '-U', 'postgres', '--auth=trust', '--locale=C.UTF-8', '--encoding=UTF8', '--no-sync']);
  const settings = `-p ${port} -c listen_addresses=127.0.0.1 -c unix_socket_directories= -c fsync=off`;
  run('pg_ctl', ['-D', cluster, '-w', '-l', join(cluster, 'log'), '-o', settings, 'start']);
  afterAll(() => {
    run('pg_ctl', ['-D', cluster, '-m', 'immediate', '-w', 'stop']);
    rmSync(folder, { recursive: true, force: true });
  });
  return (database) => `postgresql://postgres:x@127.0.0.1:${port}/${database}`;
}
