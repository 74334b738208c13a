import { connect } from '@thi-dua/prisma/connect';
import { afterAll, expect, test } from 'vitest';
import { testDatabase } from '../kit/database.js';
import { ask, callerOf, indicators } from '../kit/services.js';

const database = await testDatabase();
const service = indicators(database.appUrl);
const operator = await connect(database.operatorUrl);
const slow = await connect(database.appUrl);
afterAll(() => Promise.all([operator.end(), slow.end()]));

interface Page {
  nodes: { id: string; value: string; updatedAt: string }[];
  totalCount: number;
  pageInfo: { hasNextPage: boolean; endCursor: string | null };
}
async function changedSince(since: string, first = 500, after: string | null = null): Promise<Page> {
  const { data, errors } = await ask(
    service,
    callerOf('quang-binh'),
    `query ($since: DateTime!, $first: Int, $after: String) { observations(filter: { updatedSince: $since, indicator: "HOUSEHOLDS" }, first: $first, after: $after) {
      totalCount nodes { id value updatedAt } pageInfo { hasNextPage endCursor } } }`,
    { since, first, after },
  );
  expect(errors).toBeUndefined();
  return JSON.parse(JSON.stringify(data)).observations;
}
let keys = 0;
async function submit(period: string, value: string) {
  const { errors } = await ask(
    service,
    callerOf('quang-binh'),
    'mutation ($input: SubmitObservationsInput!) { submitObservations(input: $input) { accepted } }',
    {
      input: {
        idempotencyKey: `step-${++keys}`,
        rows: [{ localityCode: '450', indicator: 'HOUSEHOLDS', period, value }],
      },
    },
  );
  expect(errors).toBeUndefined();
}
/** A writer that takes its time between its change and its commit. */
async function writeSlowly(value: number) {
  await slow.query('BEGIN');
  await slow.query(`SELECT set_config('app.tenant', 'ha-noi', true), set_config('app.subject', 'slow', true)`);
  await slow.query(
    `INSERT INTO indicators.observation (id, tenant_id, locality_id, indicator, period, period_end, value, status, revision, current, official, submitted_at, submitted_by)
     SELECT gen_random_uuid(), 'ha-noi', id, 'HOUSEHOLDS', '2018', '2018-12-31', $1, 'SUBMITTED', 1, true, false, now(), 'slow'
     FROM map.locality WHERE code = '001' AND begins <= '2018-12-31' AND '2018-12-31' < ends`,
    [value],
  );
}
const hanoi = async (since: string) => {
  const { data } = await ask(
    service,
    callerOf('trung-uong'),
    'query ($since: DateTime!) { observations(filter: { updatedSince: $since }, first: 500) { nodes { value updatedAt } } }',
    { since },
  );
  return JSON.parse(JSON.stringify(data)).observations.nodes as { value: string; updatedAt: string }[];
};

test('what is submitted is read at once', async () => {
  const since = new Date().toISOString();
  await submit('2010', '1');
  const { nodes } = await changedSince(since);
  expect(nodes.map(({ value }) => value)).toEqual(['1']);
  // An instant, whatever time zone the database keeps.
  expect(Math.abs(Date.parse(nodes[0]?.updatedAt ?? '') - Date.parse(since))).toBeLessThan(60_000);
});

test('a change that is committed late is not missed by one who read on meanwhile', async () => {
  const since = new Date().toISOString();
  await writeSlowly(4711);
  await submit('2011', '2');
  await submit('2012', '3');
  const meanwhile = await hanoi(since);
  // Whoever goes on from the last change seen comes to every later one, the slow one included.
  const last = meanwhile.at(-1)?.updatedAt ?? since;
  await slow.query('COMMIT');
  const after = await hanoi(last);
  const values = (nodes: { value: string }[]) => nodes.map(({ value }) => value);
  expect(new Set([...values(meanwhile), ...values(after)])).toEqual(new Set(['4711', '2', '3']));
  expect(values(after)).toContain('4711');
}, 60_000);

test('pages that are read one by one end where the first reading could end', async () => {
  const since = new Date().toISOString();
  for (const value of ['10', '11', '12', '13', '14']) await submit(`20${value}-05`, value);
  const seen: string[] = [];
  let after: string | null = null;
  do {
    const page: Page = await changedSince(since, 2, after);
    seen.push(...page.nodes.map(({ value }) => value));
    after = page.pageInfo.hasNextPage ? page.pageInfo.endCursor : null;
  } while (after !== null);
  expect(seen).toEqual(['10', '11', '12', '13', '14']);
  expect((await changedSince(since)).totalCount).toBe(5);
});

test('readers keep in step with many writers, none of whose changes is ever missed', async () => {
  const begun = new Date().toISOString();
  const seen = new Set<string>();
  let since = begun;
  let writing = true;
  const reader = (async () => {
    for (let more = true; more; ) {
      more = writing;
      const { nodes } = await changedSince(since);
      for (const { id } of nodes) seen.add(id);
      since = nodes.at(-1)?.updatedAt ?? since;
    }
  })();
  const writers = [1, 2, 3, 4].map(async (writer) => {
    for (let i = 1; i <= 12; i++)
      await submit(`19${String(writer).padStart(2, '0')}-${String(i).padStart(2, '0')}`, `${i}`);
  });
  await Promise.all(writers);
  writing = false;
  await reader;
  const { rows } = await operator.query<{ n: number }>(
    `SELECT count(*)::int AS n FROM indicators.observation WHERE tenant_id = 'quang-binh' AND updated_at >= $1`,
    [begun],
  );
  expect(rows[0]?.n).toBe(48);
  expect(seen.size).toBe(48);
}, 60_000);

test('what comes by a succession did not change: it is read once without an instant, and kept in step with from then on', async () => {
  await submit('2004', '77');
  const since = new Date().toISOString();
  const seen = async (instant: string | null) => {
    const { data } = await ask(
      service,
      callerOf('ha-noi'),
      'query ($since: DateTime) { observations(filter: { updatedSince: $since, indicator: "HOUSEHOLDS", localityCode: "450", asOf: "2004-12-31" }, first: 500) { nodes { value period } } }',
      { since: instant },
    );
    return JSON.parse(JSON.stringify(data)).observations.nodes.filter(({ period }: { period: string }) =>
      ['2004', '2005'].includes(period),
    );
  };
  expect(await seen(null)).toEqual([]);
  await operator.query(`INSERT INTO map.tenant_successor VALUES ('quang-binh', 'ha-noi')`);
  await operator.query('SELECT map.rebuild_authority()');
  expect(await seen(since)).toEqual([]);
  expect(await seen(null)).toEqual([{ value: '77', period: '2004' }]);
  await submit('2005', '78');
  expect(await seen(since)).toEqual([{ value: '78', period: '2005' }]);
});
