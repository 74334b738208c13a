import { readFileSync } from 'node:fs';
import { connect } from '@thi-dua/prisma/connect';
import { OWNER } from '@thi-dua/prisma/roles';
import { actingAs } from '@thi-dua/prisma/urls';
import { afterAll, expect, test } from 'vitest';
import { testDatabase } from '../kit/database.js';

const { adminUrl } = await testDatabase();
const admin = await connect(adminUrl);
afterAll(() => admin.end());
const guide = readFileSync(new URL('../../../docs/operations/schema-changes.md', import.meta.url), 'utf8');
const step = (name: string) => {
  const sql = new RegExp(`\`\`\`sql ${name}\n([\\s\\S]*?)\`\`\``).exec(guide)?.[1];
  if (sql === undefined) throw new Error(`the guide has no step ${name}`);
  return sql;
};

test('the change of schema in the guide keeps the statements of the old code and of the new one working at every step', async () => {
  const slug = 'ha-lang';
  const read = async (column: string) =>
    (await admin.query(`SELECT ${column} AS value FROM map.tenant WHERE slug = $1`, [slug])).rows[0]?.value;
  const write = (column: string, value: string) =>
    admin.query(`UPDATE map.tenant SET ${column} = $2 WHERE slug = $1`, [slug, value]);

  await write('ended_by', 'trước');
  await admin.query(step('expand'));
  // Both versions at once: what either writes, either reads.
  expect(await read('ended_by')).toBe('trước');
  await write('ended_by', 'bản cũ');
  expect(await read('ended_by_decision')).toBe('bản cũ');
  await write('ended_by_decision', 'bản mới');
  expect(await read('ended_by')).toBe('bản mới');
  while (((await admin.query(step('move'))).rowCount ?? 0) > 0);
  const { rows } = await admin.query('SELECT FROM map.tenant WHERE ended_by IS DISTINCT FROM ended_by_decision');
  expect(rows).toEqual([]);
  await admin.query(step('contract'));
  expect(await read('ended_by_decision')).toBe('bản mới');
  await write('ended_by_decision', 'sau');
  expect(await read('ended_by_decision')).toBe('sau');
});

test('a migration waits a bounded time for a lock, and leaves everything as it was where it gets none', async () => {
  const report = await connect(adminUrl);
  const migration = await connect(actingAs(adminUrl, OWNER, '50ms'));
  try {
    await report.query('BEGIN; LOCK TABLE map.tenant IN ACCESS SHARE MODE');
    await expect(migration.query('ALTER TABLE map.tenant ADD COLUMN later text')).rejects.toMatchObject({
      code: '55P03',
    });
    // Whoever comes next is not kept waiting behind it.
    expect((await admin.query('SELECT slug FROM map.tenant LIMIT 1')).rowCount).toBe(1);
    await report.query('COMMIT');
    await migration.query('ALTER TABLE map.tenant ADD COLUMN later text');
  } finally {
    await report.end();
    await migration.end();
  }
});
