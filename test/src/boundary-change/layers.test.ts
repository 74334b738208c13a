import { connect } from '@thi-dua/prisma/connect';
import type { Role } from '@thi-dua/schema/caller';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { withoutRowLevelSecurity } from '../isolation/graph.js';
import { localities } from '../kit/services.js';
import { changingCountry, DAY, enactment, everything, inputOf, withdrawal } from './kit.js';

const { database, appUrl, client, askAs, restore, enacted } = await changingCountry();
const act = inputOf({ rename: [{ code: '00003', fullName: 'Xã Khác' }] });
let id = '';
beforeAll(async () => {
  await restore();
  id = await enacted({ rename: [{ code: '00004', fullName: 'Xã Bình Khê' }] });
});

const attempts = [
  ['enactBoundaryChange', enactment, () => ({ input: act })],
  ['enactBoundaryChange as a dry run', enactment, () => ({ input: { ...act, dryRun: true } })],
  ['withdrawBoundaryChange', withdrawal, () => ({ input: { id, reason: 'x' } })],
] as const;
const others: [tenant: string, roles: Role[]][] = [
  ['so-noi-vu', ['ADMIN']],
  ['a-stranger', ['ADMIN']],
  ['', ['ADMIN']],
];

describe.each(attempts)('%s', (_name, document, variables) => {
  test('is for the role ADMIN alone', async () => {
    const before = await everything(client);
    const { data, errors } = await askAs('trung-uong', document, variables(), ['PLANNER', 'SIGNER', 'REPORTER']);
    expect(data).toBeNull();
    expect(errors?.[0]?.extensions.code).toBe('FORBIDDEN');
    expect(await everything(client)).toBe(before);
  });

  test.each(others)('is refused to %s by the policy', async (tenant, roles) => {
    const before = await everything(client);
    const { data, errors } = await askAs(tenant, document, variables(), roles);
    expect(data).toBeNull();
    expect(['FORBIDDEN', 'UNAUTHENTICATED']).toContain(errors?.[0]?.extensions.code);
    expect(await everything(client)).toBe(before);
  });

  test.each(others)('is refused to %s by row-level security alone', async (tenant, roles) => {
    const before = await everything(client);
    const { data } = await askAs(tenant, document, variables(), roles, localities(appUrl, { policyEnforced: false }));
    expect(data).toBeNull();
    expect(await everything(client)).toBe(before);
  });
});

describe('the database by itself', async () => {
  const app = await connect(appUrl);
  afterAll(() => app.end());
  /** What a tenant's statement comes to: the rows it touched, or why not. */
  async function tried(tenant: string, statement: string): Promise<number | string | null> {
    await app.query('BEGIN');
    try {
      await app.query(`SELECT set_config('app.tenant', $1, true)`, [tenant]);
      return (await app.query(statement)).rowCount;
    } catch (error) {
      return error instanceof Error ? error.message : String(error);
    } finally {
      await app.query('ROLLBACK');
    }
  }
  const insert = `INSERT INTO map.boundary_change (id, number, issued_on, effective_on, legal_basis, enacted_at, enacted_by)
    VALUES (gen_random_uuid(), 'x', '2020-01-01', '${DAY}', 'x', now(), 'x')`;
  const withdrawn = `UPDATE map.boundary_change SET withdrawn_at = now(), withdrawn_by = 'x', withdrawn_for = 'x'`;

  test.each(['so-noi-vu', 'a-stranger', ''])('lets %s put nothing on record, and withdraw nothing', async (tenant) => {
    expect(await tried(tenant, insert)).toContain('row-level security');
    expect(await tried(tenant, withdrawn)).toBe(0);
    for (const table of ['boundary_change', 'boundary_change_row', 'boundary_change_unit']) {
      expect(await tried(tenant, `DELETE FROM map.${table}`)).toBe(0);
      expect(await tried(tenant, `INSERT INTO map.${table} SELECT * FROM map.${table}`)).toContain(
        'row-level security',
      );
    }
  });

  test('lets the board put acts on record and withdraw them, and rewrite nothing', async () => {
    expect(await tried('trung-uong', insert)).toBe(1);
    expect(await tried('trung-uong', withdrawn)).toBe(1);
    expect(await tried('trung-uong', `UPDATE map.boundary_change SET number = 'y'`)).toContain('stays what it is');
    expect(await tried('trung-uong', `UPDATE map.boundary_change_row SET before = NULL`)).toBe(0);
    expect(await tried('trung-uong', `UPDATE map.boundary_change_unit SET code = 'x'`)).toBe(0);
    for (const table of ['boundary_change', 'boundary_change_row', 'boundary_change_unit'])
      expect(await tried('trung-uong', `DELETE FROM map.${table}`)).toBe(0);
  });

  test('lets nobody withdraw an act that has taken effect, or twice', async () => {
    await enacted({
      issuedOn: '2024-01-01',
      effectiveOn: '2024-02-01',
      rename: [{ code: '00005', fullName: 'Phường Lâm' }],
    });
    expect(await tried('trung-uong', `${withdrawn} WHERE effective_on = '2024-02-01'`)).toContain(
      'before it takes effect',
    );
    expect(await tried('trung-uong', `${withdrawn}; ${withdrawn}`)).toContain('withdrawn once');
  });
});

describe('the policy alone, where the database has no layer of its own', () => {
  beforeAll(() => withoutRowLevelSecurity(database));
  test.each(attempts)('%s is refused to others, and granted to the board', async (_name, document, variables) => {
    const before = await everything(client);
    for (const [tenant, roles] of others) {
      const { data, errors } = await askAs(tenant, document, variables(), roles);
      expect(data).toBeNull();
      expect(['FORBIDDEN', 'UNAUTHENTICATED']).toContain(errors?.[0]?.extensions.code);
    }
    expect(await everything(client)).toBe(before);
    const { errors } = await askAs('trung-uong', document, variables());
    expect(errors).toBeUndefined();
  });
});
