import { assertSafeRole } from '@thi-dua/prisma/assert-safe-role';
import { connect } from '@thi-dua/prisma/connect';
import { OWNER } from '@thi-dua/prisma/roles';
import { describe, expect, test } from 'vitest';
import { testDatabase } from '../kit/database.js';

const { appUrl, adminUrl, operatorUrl } = await testDatabase();

async function broken(sql: string, undo: string) {
  const admin = await connect(adminUrl);
  await admin.query(sql);
  try {
    return await assertSafeRole(appUrl).then(
      () => null,
      (error: Error) => error.message,
    );
  } finally {
    await admin.query(undo);
    await admin.end();
  }
}

describe('start-up refuses to serve', () => {
  test('never, with the app role as it is made', async () => {
    await expect(assertSafeRole(appUrl)).resolves.toBeUndefined();
  });

  test('with a login that is exempt from row-level security', async () => {
    await expect(assertSafeRole(operatorUrl)).rejects.toThrow('BYPASSRLS');
  });

  test("with a table of tenants' records on which row-level security is not forced", async () => {
    expect(
      await broken('CREATE TABLE localities.careless (tenant_id text)', 'DROP TABLE localities.careless'),
    ).toContain('row-level security is not forced on localities.careless');
  });

  test('with a login that owns one of our tables', async () => {
    const app = new URL(appUrl).username;
    expect(
      await broken(
        `CREATE TABLE localities.mine (x int); ALTER TABLE localities.mine OWNER TO ${app}`,
        'DROP TABLE localities.mine',
      ),
    ).toContain('it owns localities.mine');
  });
});

test('every table of ours belongs to the owner role, which may not log in and is confined itself', async () => {
  const operator = await connect(operatorUrl);
  const { rows } = await operator.query(
    `SELECT DISTINCT pg_get_userbyid(c.relowner) AS owner, r.rolcanlogin, r.rolsuper, r.rolbypassrls
     FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace JOIN pg_roles r ON r.oid = c.relowner
     WHERE n.nspname IN ('map', 'localities', 'indicators', 'campaigns', 'awards') AND c.relkind IN ('r', 'p', 'v', 'm')`,
  );
  await operator.end();
  expect(rows).toEqual([{ owner: OWNER, rolcanlogin: false, rolsuper: false, rolbypassrls: false }]);
});

/** Runs a statement as the app role on behalf of a tenant, and takes it back. */
async function asTenant(tenant: string, sql: string): Promise<number | string> {
  const app = await connect(appUrl);
  try {
    await app.query('BEGIN');
    await app.query(`SELECT set_config('app.tenant', $1, true)`, [tenant]);
    const { rowCount } = await app.query(sql);
    return rowCount ?? 0;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  } finally {
    await app.query('ROLLBACK');
    await app.end();
  }
}

const written = ['locality', 'locality_name', 'locality_parent', 'succession', 'designation', 'declared_children'];

describe('row-level security of the map', () => {
  test.each(written)('lets everyone read map.%s, and only the central board change it', async (table) => {
    const column = { locality: 'flags', succession: 'extent' }[table] ?? 'begins';
    const change = `UPDATE map.${table} SET ${column} = ${column}`;
    const read = await asTenant('ha-lang', `SELECT FROM map.${table}`);
    expect(read).toBeGreaterThan(0);
    for (const tenant of ['', 'ha-lang', 'cao-bang', 'nobody']) {
      expect(await asTenant(tenant, change), tenant).toBe(0);
      expect(await asTenant(tenant, `DELETE FROM map.${table}`), tenant).toBe(0);
    }
    expect(await asTenant('trung-uong', change)).toBe(read);
  });

  test('lets nobody but the central board add a unit', async () => {
    const add = `INSERT INTO map.locality (id, code, level, begins, ends)
      VALUES (gen_random_uuid(), '99999', 'COMMUNE', '2030-01-01', '9999-12-31')`;
    for (const tenant of ['', 'ha-lang', 'cao-bang'])
      expect(await asTenant(tenant, add), tenant).toContain('row-level security');
    expect(await asTenant('trung-uong', add)).toBe(1);
  });

  test('leaves what is derived to its derivation', async () => {
    for (const table of ['closure', 'authority'])
      expect(await asTenant('trung-uong', `DELETE FROM map.${table}`)).toContain('permission denied');
    expect(await asTenant('trung-uong', 'SELECT map.rebuild_closure()')).toBe(1);
  });
});

test("the migrations' own records are nobody's business", async () => {
  const app = await connect(appUrl);
  await expect(app.query('SELECT * FROM localities._prisma_migrations')).rejects.toThrow('permission denied');
  await app.end();
});
