import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { judgeClock } from '@thi-dua/gateway/doctor/check-database';
import { judgeRoom } from '@thi-dua/gateway/doctor/check-disk';
import { examine } from '@thi-dua/gateway/doctor/examine';
import type { Finding } from '@thi-dua/gateway/doctor/finding';
import { gatewayEnv } from '@thi-dua/gateway/env';
import { connect } from '@thi-dua/prisma/connect';
import { withDatabase } from '@thi-dua/prisma/urls';
import { afterAll, describe, expect, test, vi } from 'vitest';
import { testDatabase } from '../kit/database.js';

const { adminUrl, appUrl, operatorUrl } = await testDatabase();
const folder = mkdtempSync(join(tmpdir(), 'thi-dua-doctor-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function look(settings: Record<string, string>): Promise<Finding[]> {
  for (const [name, value] of Object.entries({ DATA_DIR: folder, LOCALITIES_URL: '', ...settings }))
    vi.stubEnv(name, value);
  try {
    return await examine(gatewayEnv());
  } finally {
    vi.unstubAllEnvs();
  }
}
const own = { DATABASE_URL: adminUrl, APP_DATABASE_URL: appUrl };
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
