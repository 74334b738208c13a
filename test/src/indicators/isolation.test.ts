import { connect } from '@thi-dua/prisma/connect';
import { toGlobalId } from '@thi-dua/schema/global-id';
import pg from 'pg';
import { afterAll, describe, expect, test } from 'vitest';
import { indicators } from '../kit/services.js';
import { data, figuresDatabase } from './figures-kit.js';

const { database, operator } = await figuresDatabase();

// Submitted, and nothing else of that year.
await operator.query(
  `INSERT INTO indicators.observation (id, tenant_id, locality_id, indicator, period, period_end, value, status, revision, current, official, submitted_at, submitted_by)
   SELECT gen_random_uuid(), 'quang-binh', l.id, 'HOUSEHOLDS', '2003', '2003-12-31', 4713, 'SUBMITTED', 1, true, false, now(), 'officer@ha-noi' FROM map.locality l WHERE l.code = '450'`,
);

interface Row {
  id: string;
  tenant: string;
  status: string;
}
const { rows } = await operator.query<Row>('SELECT id, tenant_id AS tenant, status FROM indicators.observation');

/** Who may read what a tenant's figures are before they are released; by hand, from design §2 and §3. */
const readers: Record<string, string[]> = {
  'trung-uong': ['trung-uong'],
  'bac-giang': ['bac-giang', 'bac-ninh', 'trung-uong'],
  'tp-bac-giang': ['tp-bac-giang', 'bac-giang', 'bac-ninh', 'trung-uong'],
  'quang-binh': ['quang-binh', 'quang-tri', 'trung-uong'],
  'ha-noi': ['ha-noi', 'trung-uong'],
  'thanh-xuan': ['thanh-xuan', 'ha-noi', 'trung-uong'],
};
const tenants = [
  'trung-uong',
  'bac-giang',
  'bac-ninh',
  'tp-bac-giang',
  'cao-bang',
  'ha-lang',
  'ban-dan-toc-cao-bang',
  'so-dan-toc-ton-giao-cao-bang',
  'quang-binh',
  'quang-tri',
  'ha-noi',
  'thanh-xuan',
  'nobody-at-all',
];
const visibleTo = (tenant: string) =>
  rows
    .filter((row) => row.status === 'RELEASED' || readers[row.tenant]?.includes(tenant))
    .map((row) => toGlobalId('Observation', row.id))
    .sort();

const layers = [
  ['both layers', database.appUrl, true],
  ['row-level security alone', database.appUrl, false],
  ['the policy alone', database.operatorUrl, true],
] as const;
describe.each(layers)('%s', (_name, url, policyEnforced) => {
  const service = indicators(url, { policyEnforced });
  test.each(tenants)('%s reads released figures, its own, and those of the units it stands above', async (tenant) => {
    const { observations } = await data(service, tenant, '{ observations(first: 500) { totalCount nodes { id } } }');
    const expected = visibleTo(tenant);
    expect(observations.nodes.map((node: { id: string }) => node.id).sort()).toEqual(expected);
    expect(observations.totalCount).toBe(expected.length);

    const { _entities } = await data(
      service,
      tenant,
      'query ($u: [_Any!]!) { _entities(representations: $u) { ... on Observation { id __typename } } }',
      {
        u: rows.map(({ id }) => ({ __typename: 'Observation', id: toGlobalId('Observation', id) })),
      },
    );
    expect(_entities.flatMap((entity: { id: string } | null) => entity?.id ?? []).sort()).toEqual(expected);
  });

  test.each(['ha-noi', 'bac-giang', 'cao-bang'])(
    '%s is told the same of a release, whether there is a hidden figure or none',
    async (tenant) => {
      const release = async (period: string, scope: string) =>
        data(
          service,
          tenant,
          'mutation ($input: ReleaseFiguresInput!) { releaseFigures(input: $input) { released errors { code message } } }',
          { input: { localityCode: '44', asOf: '2004-12-31', period, scope, basis: 'PROVISIONAL', decision: 'x' } },
        );
      for (const scope of ['UNIT', 'BELOW', 'UNIT_AND_BELOW'])
        expect(await release('2003', scope), scope).toEqual(await release('2004', scope));
    },
  );

  test('pages do not show where hidden figures lie', async () => {
    const read: string[] = [];
    let after: string | null = null;
    do {
      const {
        observations,
      }: { observations: { nodes: { id: string }[]; pageInfo: { endCursor: string; hasNextPage: boolean } } } =
        await data(
          service,
          'cao-bang',
          'query ($after: String) { observations(first: 7, after: $after) { nodes { id } pageInfo { endCursor hasNextPage } } }',
          { after },
        );
      read.push(...observations.nodes.map((node) => node.id));
      after = observations.pageInfo.hasNextPage ? observations.pageInfo.endCursor : null;
    } while (after !== null);
    expect(read.sort()).toEqual(visibleTo('cao-bang'));
  });
});

describe('the app role, whatever it is asked to do', async () => {
  const app = await connect(database.appUrl);
  afterAll(() => app.end());
  const as = async (tenant: string, sql: string, parameters: unknown[] = []) => {
    await app.query('BEGIN');
    try {
      await app.query(`SELECT set_config('app.tenant', $1, true), set_config('app.subject', 'someone', true)`, [
        tenant,
      ]);
      return await app.query(sql, parameters);
    } finally {
      await app.query('ROLLBACK');
    }
  };
  const refused = async (work: Promise<pg.QueryResult>) => {
    await expect(work).rejects.toThrow(pg.DatabaseError);
  };
  const insert = `INSERT INTO indicators.observation (id, tenant_id, locality_id, indicator, period, period_end, methodology, value, status, revision, current, official, submitted_at, submitted_by)
    SELECT gen_random_uuid(), $1, l.id, 'HOUSEHOLDS', '2023', '2023-12-31', NULL, 1, $2, 1, true, $3, now(), 'someone' FROM map.locality l WHERE l.code = '450'`;

  test('sees nothing without a tenant', async () => {
    expect((await as('', 'SELECT FROM indicators.observation')).rowCount).toBe(0);
    expect((await as('', 'SELECT FROM indicators.release')).rowCount).toBe(0);
    expect((await as('', 'SELECT FROM indicators.submission')).rowCount).toBe(0);
  });
  test('submits for its own territory only, and nothing that is already verified', async () => {
    expect((await as('quang-binh', insert, ['quang-binh', 'SUBMITTED', false])).rowCount).toBe(1);
    await refused(as('ha-noi', insert, ['quang-binh', 'SUBMITTED', false]));
    await refused(as('ha-noi', insert, ['ha-noi', 'SUBMITTED', false]));
    await refused(as('quang-binh', insert, ['quang-binh', 'VERIFIED', true]));
  });
  test('neither verifies its own figures nor touches those of others', async () => {
    const verify = `UPDATE indicators.observation SET status = 'VERIFIED', official = true WHERE tenant_id = 'bac-giang' AND status = 'SUBMITTED'`;
    await refused(as('bac-giang', verify));
    expect((await as('ha-noi', verify)).rowCount).toBe(0);
    expect((await as('trung-uong', verify)).rowCount).toBeGreaterThan(0);
    await refused(as('bac-giang', `UPDATE indicators.observation SET value = 0 WHERE tenant_id = 'bac-giang'`));
    expect((await as('trung-uong', 'DELETE FROM indicators.observation')).rowCount).toBe(0);
  });
  test('takes back nothing that was released', async () => {
    await refused(as('trung-uong', `UPDATE indicators.observation SET official = false WHERE status = 'RELEASED'`));
  });
  test('changes no definition', async () => {
    expect((await as('ha-noi', `UPDATE indicators.indicator SET name = 'x'`)).rowCount).toBe(0);
    expect((await as('ha-noi', `UPDATE indicators.indicator SET valid_to = '2030-01-01'`)).rowCount).toBe(0);
    await refused(as('ha-noi', `INSERT INTO indicators.methodology VALUES ('X', 'x', '2030-01-01', NULL, NULL)`));
  });
  test('not even for the central board rewrites a definition: it is retired', async () => {
    await expect(as('trung-uong', `UPDATE indicators.indicator SET name = 'x'`)).rejects.toThrow(/not rewritten/);
  });
  test('releases only what it may', async () => {
    const release = `INSERT INTO indicators.release SELECT gen_random_uuid(), $1, l.id, '2022', 'OFFICIAL', 'd', 'someone', '2023-01-01' FROM map.locality l WHERE l.code = '009'`;
    expect((await as('ha-noi', release, ['ha-noi'])).rowCount).toBe(1);
    await refused(as('thanh-xuan', release, ['thanh-xuan']));
    await refused(as('quang-binh', release, ['ha-noi']));
  });
});
