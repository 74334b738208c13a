import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { connect } from '@thi-dua/prisma/connect';
import { inherited } from '@thi-dua/prisma/env';
import { migrate } from '@thi-dua/prisma/migrate';
import { SERVICES } from '@thi-dua/prisma/services';
import { withDatabase } from '@thi-dua/prisma/urls';
import { describe, expect, inject, test } from 'vitest';
import { testDatabase } from '../kit/database.js';

const { adminUrl } = await testDatabase();
const { app, operator, template } = inject('server');
const cli = createRequire(import.meta.url).resolve('prisma/build/index.js');
const folder = (path: string) => fileURLToPath(new URL(`../../../prisma/${path}`, import.meta.url));

/** Runs Prisma's own comparison: 0 where nothing differs, 2 where something does, 1 where it could not tell. */
const differs = (service: string, from: string[], schema = folder(`${service}/schema.prisma`)) =>
  new Promise<{ code: number; output: string }>((resolve) => {
    const args = ['migrate', 'diff', '--config', folder(`${service}/prisma.config.ts`)];
    execFile(
      process.execPath,
      [cli, ...args, ...from, '--to-schema', schema, '--exit-code'],
      { env: { ...inherited(), MIGRATION_DATABASE_URL: adminUrl } },
      (error, stdout, stderr) => resolve({ code: Number(error?.code ?? 0), output: `${stdout}${stderr}` }),
    );
  });
const history = (service: string) => ['--from-migrations', folder(`${service}/migrations`)];

describe('the history of migrations', () => {
  test.each([...SERVICES])('of %s makes what its schema says, on paper and in the database', async (service) => {
    for (const from of [history(service), ['--from-config-datasource']]) {
      const { code, output } = await differs(service, from);
      expect(output).toContain('No difference detected');
      expect(code).toBe(0);
    }
  });

  test('is seen to be behind, where a schema says more', async () => {
    const scratch = mkdtempSync(join(tmpdir(), 'thi-dua-schema-'));
    try {
      const schema = join(scratch, 'schema.prisma');
      const text = readFileSync(folder('localities/schema.prisma'), 'utf8');
      writeFileSync(schema, text.replace('model Tenant {', 'model Tenant {\n  extra Int?'));
      const { code, output } = await differs('localities', history('localities'), schema);
      expect(output).toContain('extra');
      expect(code).toBe(2);
    } finally {
      rmSync(scratch, { recursive: true });
    }
  });
});

describe('migrate', () => {
  test('by several processes at once, on one new database and on others beside it, succeeds', async () => {
    const names = ['a', 'a', 'b'].map((name) => `${template}_at_once_${name}`);
    await Promise.all(names.map((name) => migrate({ adminUrl: withDatabase(adminUrl, name), app, operator })));
    const admin = await connect(withDatabase(adminUrl, names[0] ?? ''));
    const { rows } = await admin.query('SELECT count(*)::int AS tenants FROM map.tenant');
    await admin.end();
    expect(rows).toEqual([{ tenants: 0 }]);
  });

  test('with nothing to do, does nothing', async () => {
    const admin = await connect(adminUrl);
    const applied = async () =>
      (await admin.query('SELECT id, finished_at FROM localities._prisma_migrations ORDER BY started_at')).rows;
    const before = await applied();
    await migrate({ adminUrl, app, operator });
    expect(await applied()).toEqual(before);
    expect(before.length).toBeGreaterThan(0);
    await admin.end();
  });

  test('refuses one login for both: it would serve as the administrator', async () => {
    const { username, password } = new URL(adminUrl);
    await expect(migrate({ adminUrl, app: { role: username, password } })).rejects.toMatchObject({
      code: 'APP_IS_ADMIN',
    });
  });
});
