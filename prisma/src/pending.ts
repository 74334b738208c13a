import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type pg from 'pg';

interface Migration {
  name: string;
  checksum: string;
}

const folder = (service: string) => fileURLToPath(new URL(`../${service}/migrations`, import.meta.url));

function written(service: string): Migration[] {
  return readdirSync(folder(service), { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => ({
      name,
      checksum: createHash('sha256')
        .update(readFileSync(join(folder(service), name, 'migration.sql')))
        .digest('hex'),
    }))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}

/** How the migrations that a database has had differ from those that are written, by their names. */
export interface HistoryState {
  /** Written, and not applied. */
  pending: string[];
  /** Applied, and altered since. */
  altered: string[];
  /** Applied, and not written here: of a newer version. */
  unknown: string[];
  /** Begun, and not finished. */
  broken: string[];
}

/** Compares a service's history; null where it has none yet. Asking the tables spares a start of Prisma's CLI, which takes seconds. */
export async function historyState(client: pg.ClientBase, service: string): Promise<HistoryState | null> {
  const table = `${service}._prisma_migrations`;
  const { rows: exists } = await client.query<{ found: boolean }>('SELECT to_regclass($1) IS NOT NULL AS found', [
    table,
  ]);
  if (!exists[0]?.found) return null;
  const { rows } = await client.query<{ name: string; checksum: string; done: boolean }>(
    `SELECT migration_name AS name, checksum, finished_at IS NOT NULL AS done FROM ${table} WHERE rolled_back_at IS NULL`,
  );
  const applied = new Map(rows.map((row) => [row.name, row]));
  const wanted = new Map(written(service).map((migration) => [migration.name, migration.checksum]));
  return {
    pending: [...wanted.keys()].filter((name) => !applied.has(name)),
    altered: rows
      .filter(({ name, checksum }) => wanted.has(name) && wanted.get(name) !== checksum)
      .map(({ name }) => name),
    unknown: rows.filter(({ name }) => !wanted.has(name)).map(({ name }) => name),
    broken: rows.filter(({ done }) => !done).map(({ name }) => name),
  };
}

/** Whether Prisma has anything to do for a service. */
export async function isPending(client: pg.ClientBase, service: string): Promise<boolean> {
  const state = await historyState(client, service);
  return state === null || Object.values(state).some((names: string[]) => names.length > 0);
}
