import { execFile } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { judgeClock } from '@thi-dua/gateway/doctor/check-database';
import { judgeRoom } from '@thi-dua/gateway/doctor/check-disk';
import { judgeDrift } from '@thi-dua/gateway/doctor/check-drift';
import { examine } from '@thi-dua/gateway/doctor/examine';
import type { Finding } from '@thi-dua/gateway/doctor/finding';
import { gatewayEnv } from '@thi-dua/gateway/env';
import { catalogOf } from '@thi-dua/prisma/catalog/catalog';
import { keptCatalog } from '@thi-dua/prisma/catalog/kept';
import { connect } from '@thi-dua/prisma/connect';
import { inherited } from '@thi-dua/prisma/env';
import { databaseOf, loginOf, withDatabase } from '@thi-dua/prisma/urls';
import { afterAll, describe, expect, test, vi } from 'vitest';
import { testDatabase } from '../kit/database.js';

const { adminUrl, appUrl, operatorUrl } = await testDatabase();
const folder = mkdtempSync(join(tmpdir(), 'thi-dua-doctor-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function look(settings: Record<string, string>): Promise<Finding[]> {
  // The one these tests may have been given is none of what is examined.
  vi.stubEnv('DATABASE_URL', undefined);
  for (const [name, value] of Object.entries({ DATA_DIR: folder, LOCALITIES_URL: '', ...settings }))
    vi.stubEnv(name, value);
  try {
    return await examine(gatewayEnv());
  } finally {
    vi.unstubAllEnvs();
  }
}
const own = { DATABASE_URL: adminUrl, APP_DATABASE_URL: appUrl };
const main = fileURLToPath(new URL('../../../gateway/src/doctor/main.ts', import.meta.url));
/** `npm run doctor`, as it stands. */
const command = (settings: Record<string, string>, ...options: string[]) =>
  new Promise<{ code: number; out: string }>((resolve) => {
    const env = { PATH: inherited().PATH, DATA_DIR: join(folder, 'of-the-command'), ...settings };
    execFile(process.execPath, ['--import', 'tsx', main, ...options], { env }, (error, stdout) =>
      resolve({ code: error === null ? 0 : Number(error.code), out: stdout }),
    );
  });
const states = (found: readonly Finding[], check: string) =>
  found.filter((one) => one.check === check).map(({ state }) => state);
const said = (found: readonly Finding[], check: string) =>
  found
    .filter((one) => one.check === check)
    .map(({ says, todo }) => `${says} ${todo ?? ''}`)
    .join(' ');

describe('the doctor', () => {
  test('finds nothing wrong with a migrated database, a confined login and committed schemas', async () => {
    const found = await look({ ...own, DATA_DIR: join(folder, 'not-made-yet') });
    expect(found.filter(({ check, state }) => state !== 'ok' && check !== 'disk' && check !== 'connections')).toEqual(
      [],
    );
    expect(new Set(found.map(({ check }) => check))).toEqual(
      new Set([
        'configuration',
        'database',
        'migrations',
        'drift',
        'role',
        'clock',
        'connections',
        'disk',
        'keys',
        'issuer',
        'services',
        'supergraph',
      ]),
    );
  });

  test('holds every object, policy and right against what the migrations make (else: npm run catalog)', async () => {
    const admin = await connect(adminUrl);
    const { role } = loginOf(appUrl);
    try {
      const found = await catalogOf(admin, role);
      expect(Object.fromEntries(found)).toEqual(Object.fromEntries(keptCatalog()));
      // Whatever is changed by hand shows, by its name.
      const spoilt: [string, string, RegExp][] = [
        ['ALTER TABLE campaigns.plan NO FORCE ROW LEVEL SECURITY', 'Altered', /table campaigns\.plan\b/],
        ['ALTER TABLE campaigns.plan ALTER COLUMN title DROP NOT NULL', 'Altered', /column campaigns\.plan\.title/],
        ['ALTER TABLE campaigns.plan ADD COLUMN extra text', 'Made by no migration', /column campaigns\.plan\.extra/],
        ['DROP INDEX events.event_occurred_at_idx', 'Missing', /index events\.event_occurred_at_idx/],
        ['CREATE INDEX by_hand ON events.event (kind)', 'Made by no migration', /index events\.by_hand/],
        ['DROP POLICY entry_read ON audit.entry', 'Missing', /policy audit\.entry: entry_read/],
        [
          'CREATE POLICY all_of_it ON audit.entry USING (true)',
          'Made by no migration',
          /policy audit\.entry: all_of_it/,
        ],
        ['ALTER POLICY entry_read ON audit.entry USING (true)', 'Altered', /policy audit\.entry: entry_read/],
        ['ALTER TABLE audit.entry DISABLE TRIGGER entry_stays', 'Altered', /trigger audit\.entry: entry_stays/],
        [
          "CREATE OR REPLACE FUNCTION map.today() RETURNS date LANGUAGE sql STABLE AS $$ SELECT '2020-01-01'::date $$",
          'Altered',
          /function map\.today\(\)/,
        ],
        ['GRANT TRUNCATE ON audit.entry TO PUBLIC', 'Made by no migration', /right on table audit\.entry: public/],
        [
          `GRANT UPDATE (codes) ON audit.entry TO ${role}`,
          'Made by no migration',
          /right on column audit\.entry\.codes: app/,
        ],
        [
          'GRANT EXECUTE ON FUNCTION events.relay(int) TO PUBLIC',
          'Made by no migration',
          /function events\.relay\(integer\): public/,
        ],
        ['ALTER FUNCTION map.today() OWNER TO CURRENT_USER', 'Altered', /function map\.today\(\)/],
        ["ALTER TYPE audit.outcome RENAME VALUE 'REFUSED' TO 'X'", 'Altered', /type audit\.outcome/],
        [
          'ALTER TABLE events.webhook_endpoint DROP CONSTRAINT webhook_endpoint_wants_something',
          'Missing',
          /constraint events\.webhook_endpoint/,
        ],
      ];
      for (const [sql, what, named] of spoilt) {
        await admin.query('BEGIN');
        await admin.query(sql);
        const findings = judgeDrift(found, await catalogOf(admin, role));
        await admin.query('ROLLBACK');
        expect(said(findings, 'drift'), sql).toMatch(named);
        expect(said(findings, 'drift'), sql).toContain(what);
        expect(states(findings, 'drift'), sql).toContain(sql.includes('by_hand') ? 'warn' : 'fail');
      }
    } finally {
      await admin.end();
    }
  });

  test('as a command says what to do, and ends with 0 where nothing fails, else with 1', async () => {
    const whole = command(own, '--json');
    const spoilt = withDatabase(adminUrl, `${databaseOf(adminUrl)}_spoilt`);
    const admin = await connect(withDatabase(adminUrl, 'postgres'));
    const as = (url: string) => withDatabase(url, databaseOf(spoilt));
    try {
      await admin.query(`CREATE DATABASE ${databaseOf(spoilt)} TEMPLATE ${databaseOf(adminUrl)}`);
      const inside = await connect(spoilt);
      await inside.query(`
        CREATE SCHEMA elsewhere;
        CREATE FUNCTION elsewhere.clock_timestamp() RETURNS timestamptz LANGUAGE sql AS
          $$ SELECT pg_catalog.clock_timestamp() + interval '1 hour' $$;
        ALTER DATABASE ${databaseOf(spoilt)} SET search_path = elsewhere, pg_catalog, public;
        ALTER TABLE campaigns.plan DISABLE ROW LEVEL SECURITY;
        CREATE OR REPLACE FUNCTION map.today() RETURNS date LANGUAGE sql STABLE AS $$ SELECT '2020-01-01'::date $$`);
      await inside.end();
      const keys = join(folder, 'open-keys');
      mkdirSync(keys);
      writeFileSync(join(keys, 'server.key'), 'x');
      chmodSync(join(keys, 'server.key'), 0o644);
      const settings = {
        DATABASE_URL: spoilt,
        APP_DATABASE_URL: as(operatorUrl),
        DATA_DIR: keys,
        // Nothing can be made there, whoever one is.
        EXPORT_DIR: '/proc/exports',
        JWKS_URL: 'http://127.0.0.1:1/',
        JWT_ISSUER: 'https://issuer.example',
        JWT_AUDIENCE: 'x',
      };
      const first = await command(settings);
      expect(first.code).toBe(1);
      expect(first.out).toMatch(/^ok {4}migrations: /m);
      for (const [line, todo] of [
        [/^fail {2}drift: Altered: .*function map\.today\(\).*table campaigns\.plan\.$/m, 'prisma/*/migrations'],
        [/^fail {2}role: .*BYPASSRLS.*not forced on campaigns\.plan/m, 'Correct it, or APP_DATABASE_URL'],
        [/^fail {2}clock: The database's clock is \d+ ms ahead/m, 'NTP'],
        [/^fail {2}disk: EXPORT_DIR: /m, 'EXPORT_DIR|on a larger disk'],
        [/^fail {2}keys: /m, 'chmod 600'],
        [/^fail {2}issuer: /m, 'Nobody can sign in'],
      ] as const) {
        const at = first.out.search(line);
        expect(at, String(line)).toBeGreaterThanOrEqual(0);
        expect(first.out.slice(at).split('\n')[1], String(line)).toMatch(new RegExp(todo.replace('*', '\\*')));
      }
    } finally {
      await admin.query(`DROP DATABASE IF EXISTS ${databaseOf(spoilt)} WITH (FORCE)`);
      await admin.end();
    }
    const healthy = await whole;
    const report = JSON.parse(healthy.out);
    const failed = report.checks.filter(({ state }: Finding) => state === 'fail');
    // What room is left is the machine's business.
    expect(failed.filter(({ check }: Finding) => check !== 'disk')).toEqual([]);
    expect([healthy.code, report.state]).toEqual(failed.length === 0 ? [0, 'ok'] : [1, 'fail']);
    const confused = await command({ DATABASE_URL: adminUrl, APP_DATABASE_URL: '' });
    expect([confused.code, confused.out.slice(0, 19)]).toEqual([1, 'fail  configuration']);
  });

  test('says of a database what is missing: itself, its migrations, one that was altered, one that is newer', async () => {
    const nowhere = await look({ DATABASE_URL: withDatabase(adminUrl, 'no_such_database'), APP_DATABASE_URL: appUrl });
    expect(said(nowhere, 'database')).toContain('npm run migrate');
    const away = await look({ DATABASE_URL: 'postgresql://x:y@127.0.0.1:1/x', APP_DATABASE_URL: appUrl });
    expect(states(away, 'database')).toEqual(['fail']);
    expect(said(away, 'database')).not.toContain(':y@');

    const admin = await connect(adminUrl);
    try {
      const history = 'awards._prisma_migrations';
      await admin.query(`UPDATE ${history} SET checksum = 'x' WHERE migration_name = '20261122001400_law'`);
      await admin.query(
        `UPDATE ${history} SET migration_name = '20991231000000_newer' WHERE migration_name = '20261122110000_dossier'`,
      );
      const found = await look(own);
      expect(states(found, 'migrations')).toEqual(['fail', 'fail', 'warn']);
      expect(said(found, 'migrations')).toContain('Altered since they were applied: awards/20261122001400_law');
      expect(said(found, 'migrations')).toContain('Not applied: awards/20261122110000_dossier');
      expect(said(found, 'migrations')).toContain('newer version: awards/20991231000000_newer');
    } finally {
      await admin.end();
    }
  });

  test('refuses a login that row-level security does not confine', async () => {
    const found = await look({ ...own, APP_DATABASE_URL: operatorUrl });
    expect(states(found, 'role')).toEqual(['fail']);
    expect(said(found, 'role')).toContain('exempt from row-level security');
  });

  test('finds keys that others can read, and a disk that is full', async () => {
    const keys = join(folder, 'keys');
    mkdirSync(keys);
    writeFileSync(join(keys, 'token.key'), 'x');
    chmodSync(join(keys, 'token.key'), 0o644);
    const found = await look({ ...own, DATA_DIR: keys });
    expect(states(found, 'keys')).toEqual(['fail']);
    expect(judgeRoom('DATA_DIR', '/', 5e8).state).toBe('fail');
    expect(judgeRoom('DATA_DIR', '/', 5e9).state).toBe('warn');
    expect(judgeRoom('DATA_DIR', '/', 5e10).state).toBe('ok');
  });

  test.each([
    [0, 'ok'],
    [-900, 'ok'],
    [2000, 'warn'],
    [-7000, 'fail'],
  ] as const)('judges a database whose clock is %d ms ahead: %s', (skew, state) => {
    expect(judgeClock(skew).state).toBe(state);
  });

  test('asks the issuer for its keys, and services whether they are ready', async () => {
    const server = createServer((request, response) =>
      request.url === '/jwks' ? response.end('{"keys":[{}]}') : response.writeHead(503).end('{}'),
    );
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    afterAll(() => server.close());
    const at = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const issuer = { JWT_ISSUER: 'https://issuer.example', JWT_AUDIENCE: 'x' };
    const services = Object.fromEntries(
      ['LOCALITIES', 'INDICATORS', 'CAMPAIGNS', 'AWARDS'].map((name) => [`${name}_URL`, `${at}/graphql`]),
    );
    const key = { IDENTITY_KEY: 'x'.repeat(43) };
    expect(states(await look({ ...own, ...issuer, JWKS_URL: `${at}/jwks` }), 'issuer')).toEqual(['ok']);
    const found = await look({ ...issuer, ...services, ...key, JWKS_URL: `${at}/nothing` });
    expect(states(found, 'issuer')).toEqual(['fail']);
    expect(states(found, 'services')).toEqual(['fail', 'fail', 'fail', 'fail']);
    expect(states(found, 'database')).toEqual(['ok']);
  });
});
