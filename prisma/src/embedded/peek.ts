import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { APP } from '../roles.js';

/** The logins of the embedded database while it runs; what is there otherwise. Starts nothing and changes nothing. */
export function peekEmbedded(
  dataDir: string,
  database: string,
): 'none yet' | 'stopped' | { admin: string; app: string } {
  const wanted = resolve(dataDir);
  const moved = join(wanted, 'moved-to');
  const folder = existsSync(moved) ? readFileSync(moved, 'utf8').trim() : wanted;
  const secrets = join(folder, 'secrets.json');
  if (!existsSync(secrets) || !existsSync(join(folder, 'pg', 'PG_VERSION'))) return 'none yet';
  const running = join(folder, 'pg', 'postmaster.pid');
  if (!existsSync(running)) return 'stopped';
  const port = readFileSync(running, 'utf8').split('\n')[3]?.trim();
  const { admin, app }: { admin: string; app: string } = JSON.parse(readFileSync(secrets, 'utf8'));
  const url = (login: string, password: string) => `postgresql://${login}:${password}@127.0.0.1:${port}/${database}`;
  return { admin: url('postgres', admin), app: url(APP, app) };
}
