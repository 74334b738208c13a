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

/** Whether Prisma has anything to do for a service. Asking the tables spares a start of its CLI, which takes seconds. */
export async function isPending(client: pg.ClientBase, service: string): Promise<boolean> {
  const table = `${service}._prisma_migrations`;
  const { rows: exists } = await client.query<{ found: boolean }>('SELECT to_regclass($1) IS NOT NULL AS found', [
    table,
  ]);
  if (!exists[0]?.found) return true;
  const { rows } = await client.query<{ name: string; checksum: string; done: boolean }>(
    `SELECT migration_name AS name, checksum, finished_at IS NOT NULL AS done FROM ${table} WHERE rolled_back_at IS NULL`,
  );
  const applied = new Map(rows.map((row) => [row.name, row]));
  const wanted = written(service);
  return (
    wanted.length !== applied.size ||
    wanted.some(({ name, checksum }) => {
      const row = applied.get(name);
      return row === undefined || !row.done || row.checksum !== checksum;
    })
  );
}
