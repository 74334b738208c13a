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

test('the app role may read the map but not write it', async () => {
  const app = await connect(appUrl);
  await expect(app.query('SELECT count(*) FROM map.tenant')).resolves.toBeDefined();
  await expect(app.query(`UPDATE map.tenant SET name = 'x'`)).rejects.toThrow('permission denied');
  await expect(app.query('SELECT map.rebuild_authority()')).rejects.toThrow('permission denied');
  await expect(app.query('SELECT * FROM localities._prisma_migrations')).rejects.toThrow('permission denied');
  await app.end();
});
