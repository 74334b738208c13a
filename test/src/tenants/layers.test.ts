import { connect } from '@thi-dua/prisma/connect';
import { describe, expect, test } from 'vitest';
import { graph, withoutRowLevelSecurity } from '../isolation/graph.js';
import { type TestDatabase, testDatabase } from '../kit/database.js';
import { type Inputs, type Mutation, tenantGraph } from './kit.js';

/** What nobody but those above may do, and who tries. */
const attempts: [caller: string, mutation: Mutation, input: Inputs[Mutation]][] = [
  [
    'ha-noi',
    'createTenant',
    { slug: 'la', kind: 'AGENCY', name: 'x', superior: 'cao-bang', establishedOn: '2026-01-01' },
  ],
  [
    'xa-ha-lang',
    'createTenant',
    { slug: 'la', kind: 'AGENCY', name: 'x', superior: 'cao-bang', establishedOn: '2026-01-01' },
  ],
  [
    'bac-giang',
    'createTenant',
    {
      slug: 'la',
      kind: 'AGENCY',
      name: 'x',
      superior: 'bac-giang',
      establishedOn: '2020-01-01',
      dissolvedOn: '2025-01-01',
    },
  ],
  [
    'a-stranger',
    'createTenant',
    { slug: 'la', kind: 'AGENCY', name: 'x', superior: 'cao-bang', establishedOn: '2026-01-01' },
  ],
  ['ha-noi', 'dissolveTenant', { slug: 'xa-ha-lang', on: '2090-01-01', legalBasis: 'x' }],
  ['xa-ha-lang', 'dissolveTenant', { slug: 'xa-ha-lang', on: '2090-01-01', legalBasis: 'x' }],
  ['xa-ha-lang', 'dissolveTenant', { slug: 'cao-bang', on: '2090-01-01', legalBasis: 'x' }],
  ['ha-lang', 'dissolveTenant', { slug: 'xa-ha-lang', on: '2090-01-01', legalBasis: 'x' }],
  ['ha-noi', 'transferTenant', { slug: 'so-dan-toc-ton-giao-cao-bang', superior: 'ha-noi', from: '2026-01-01' }],
  ['cao-bang', 'transferTenant', { slug: 'so-dan-toc-ton-giao-cao-bang', superior: 'ha-noi', from: '2026-01-01' }],
  [
    'so-dan-toc-ton-giao-cao-bang',
    'transferTenant',
    { slug: 'so-dan-toc-ton-giao-cao-bang', superior: 'trung-uong', from: '2026-01-01' },
  ],
  ['ha-noi', 'nameSuccessor', { tenant: 'ha-lang', successor: 'ha-noi' }],
  ['cao-bang', 'nameSuccessor', { tenant: 'ha-lang', successor: 'ha-noi' }],
  ['ha-lang', 'nameSuccessor', { tenant: 'ha-lang', successor: 'xa-ha-lang' }],
  ['ha-noi', 'nameSuccessor', { tenant: 'ha-lang', successor: 'ha-noi', insteadOf: 'cao-bang' }],
];

const granted: [caller: string, mutation: Mutation, input: Inputs[Mutation]][] = [
  [
    'cao-bang',
    'createTenant',
    { slug: 'so-moi', kind: 'AGENCY', name: 'x', superior: 'cao-bang', establishedOn: '2026-01-01' },
  ],
  ['trung-uong', 'transferTenant', { slug: 'so-moi', superior: 'ha-noi', from: '2026-06-01' }],
  ['ha-noi', 'dissolveTenant', { slug: 'so-moi', on: '2026-07-01', legalBasis: 'x' }],
  ['ha-noi', 'nameSuccessor', { tenant: 'so-moi', successor: 'ha-noi' }],
  ['trung-uong', 'nameSuccessor', { tenant: 'so-moi', successor: 'cao-bang', insteadOf: 'ha-noi' }],
];

const snapshot = async ({ operatorUrl }: TestDatabase) => {
  const operator = await connect(operatorUrl);
  const { rows } = await operator.query(`SELECT
    (SELECT jsonb_agg(to_jsonb(t) ORDER BY slug) FROM map.tenant t) AS tenants,
    (SELECT jsonb_agg(to_jsonb(l) ORDER BY subordinate, begins) FROM map.tenant_line l) AS lines,
    (SELECT jsonb_agg(to_jsonb(s) ORDER BY tenant, successor) FROM map.tenant_successor s) AS successors,
    (SELECT jsonb_agg(to_jsonb(a) ORDER BY superior, subordinate, basis, begins) FROM map.authority a) AS authority`);
  await operator.end();
  return rows[0];
};

const documentOf = (mutation: Mutation) =>
  `mutation ($input: ${mutation.charAt(0).toUpperCase()}${mutation.slice(1)}Input!) { ${mutation}(input: $input) { tenant { slug } errors { code } } }`;

const modes = [
  { name: 'both layers', policyEnforced: true, prepare: null },
  { name: 'row-level security alone', policyEnforced: false, prepare: null },
  { name: 'the policy alone', policyEnforced: true, prepare: withoutRowLevelSecurity },
];

describe.each(modes)('with $name', async ({ policyEnforced, prepare }) => {
  const database = await testDatabase();
  const { done } = await tenantGraph(database);
  await done('cao-bang', 'createTenant', {
    slug: 'xa-ha-lang',
    kind: 'COMMUNE',
    localityCode: '01558',
    superior: 'cao-bang',
    establishedOn: '2025-07-01',
  });
  await prepare?.(database);
  const { ask } = await graph(database, policyEnforced);

  test.each(attempts)('%s may not %s', async (caller, mutation, input) => {
    const before = await snapshot(database);
    const answer = await ask(caller, documentOf(mutation), { input });
    const result = (answer.data as Record<string, { tenant: unknown; errors: unknown[] }> | null)?.[mutation];
    // Refused by a fault, or by the database.
    expect(result === undefined || (result.tenant === null && result.errors.length > 0), JSON.stringify(answer)).toBe(
      true,
    );
    expect(await snapshot(database)).toEqual(before);
  });

  test('whoever stands above may do all of it', async () => {
    for (const [caller, mutation, input] of granted) {
      const answer = await ask(caller, documentOf(mutation), { input });
      expect(answer.errors, mutation).toBeUndefined();
      expect(answer.data, mutation).toMatchObject({ [mutation]: { errors: [] } });
    }
  });
});

describe('the database by itself refuses', async () => {
  const { appUrl } = await testDatabase();
  const app = await connect(appUrl);
  const create = (slug: string, kind = 'AGENCY', unit = 'NULL', begins = '2026-01-01', ends = '9999-12-31') =>
    `INSERT INTO map.tenant (slug, kind, name, locality_id, begins, ends) VALUES ('${slug}', '${kind}', 'x', ${unit}, '${begins}', '${ends}')`;
  const line = (slug: string, superior: string, begins = '2026-01-01', ends = '9999-12-31') =>
    `INSERT INTO map.tenant_line VALUES ('${slug}', '${superior}', '${begins}', '${ends}')`;
  const unit = (code: string, day: string) =>
    `(SELECT id FROM map.locality WHERE code = '${code}' AND begins <= '${day}' AND '${day}' < ends)`;

  /** Commits what a tenant does, or says why not. */
  async function commits(tenant: string, ...statements: string[]): Promise<string> {
    await app.query('BEGIN');
    try {
      await app.query(`SELECT set_config('app.tenant', $1, true)`, [tenant]);
      for (const statement of statements) await app.query(statement);
      await app.query('SET CONSTRAINTS ALL IMMEDIATE');
      return 'committed';
    } catch (error) {
      return error instanceof Error ? error.message : String(error);
    } finally {
      await app.query('ROLLBACK');
    }
  }

  test.each([
    ['to make a tenant under nobody', 'cao-bang', [create('la')], 'one superior on each of its days'],
    [
      'to make one that is without a superior for some of its days',
      'cao-bang',
      [create('la'), line('la', 'cao-bang', '2026-01-02')],
      'one superior on each of its days',
    ],
    ['to make one under another', 'cao-bang', [create('la'), line('la', 'ha-noi')], 'row-level security'],
    ['to make a board', 'trung-uong', [create('la', 'CENTRAL_BOARD', unit('VN', '2026-01-01'))], 'row-level security'],
    ['to make anything for nobody', '', [create('la')], 'row-level security'],
    [
      'to make an authority for a territory elsewhere',
      'cao-bang',
      [create('la', 'COMMUNE', unit('07210', '2026-01-01')), line('la', 'cao-bang')],
      'that its territory lies in',
    ],
    [
      'to make a second authority for a territory',
      'trung-uong',
      [create('la', 'PROVINCE', unit('04', '2026-01-01')), line('la', 'trung-uong')],
      'tenant_of_a_territory_once_a_day',
    ],
    [
      'to make one under a superior that ends before it',
      'trung-uong',
      [create('la', 'AGENCY', 'NULL', '2025-01-01'), line('la', 'bac-giang', '2025-01-01')],
      'a superior stands as long as it is one',
    ],
    [
      'to end one under which others stand',
      'trung-uong',
      [
        `UPDATE map.tenant SET ends = '2026-01-01' WHERE slug = 'cao-bang'`,
        `UPDATE map.tenant_line SET ends = '2026-01-01' WHERE subordinate = 'cao-bang'`,
      ],
      'a superior stands as long as it is one',
    ],
    [
      'to end one without its line',
      'cao-bang',
      [`UPDATE map.tenant SET ends = '2026-01-01' WHERE slug = 'so-dan-toc-ton-giao-cao-bang'`],
      'one superior on each of its days',
    ],
    [
      'to call a tenant back',
      'trung-uong',
      [`UPDATE map.tenant SET ends = '9999-12-31' WHERE slug = 'ha-lang'`],
      'a tenant ends once',
    ],
    [
      'to make something else of a tenant',
      'trung-uong',
      [`UPDATE map.tenant SET name = 'x' WHERE slug = 'cao-bang'`],
      'stays what it was made',
    ],
    [
      'to name a successor for one that goes on',
      'trung-uong',
      [`INSERT INTO map.tenant_successor VALUES ('cao-bang', 'ha-noi')`],
      'stands when the tenant has ended',
    ],
    [
      'to name a successor that ended before',
      'trung-uong',
      [`INSERT INTO map.tenant_successor VALUES ('ha-lang', 'ban-dan-toc-cao-bang')`],
      'stands when the tenant has ended',
    ],
    [
      'to take away a line',
      'trung-uong',
      [`DELETE FROM map.tenant_line WHERE subordinate = 'ha-lang'`],
      'one superior on each of its days',
    ],
    ['to write who stands above whom', 'trung-uong', ['DELETE FROM map.authority'], 'permission denied'],
  ])('%s', async (_what, tenant, statements, reason) => {
    expect(await commits(tenant, ...statements)).toContain(reason);
  });

  test('nothing that is in order', async () => {
    expect(await commits('cao-bang', create('la'), line('la', 'cao-bang'))).toBe('committed');
    expect(
      await commits('cao-bang', create('la', 'COMMUNE', unit('01558', '2026-01-01')), line('la', 'cao-bang')),
    ).toBe('committed');
  });

  test.each([
    ['another', 'ha-noi'],
    ['itself', 'so-dan-toc-ton-giao-cao-bang'],
    ['nobody', ''],
  ])('and shows to %s nothing to change', async (_who, tenant) => {
    await app.query('BEGIN');
    await app.query(`SELECT set_config('app.tenant', $1, true)`, [tenant]);
    const slug = 'so-dan-toc-ton-giao-cao-bang';
    for (const statement of [
      `UPDATE map.tenant SET ends = '2026-01-01' WHERE slug = '${slug}'`,
      `DELETE FROM map.tenant WHERE slug = '${slug}'`,
      `UPDATE map.tenant_line SET ends = '2026-01-01' WHERE subordinate = '${slug}'`,
      `DELETE FROM map.tenant_line WHERE subordinate = '${slug}'`,
      `DELETE FROM map.tenant_successor WHERE tenant = 'ban-dan-toc-cao-bang'`,
    ])
      expect((await app.query(statement)).rowCount, statement).toBe(0);
    await app.query('ROLLBACK');
  });
});
