import { FIGURE_LIMIT } from '@thi-dua/indicators/figure/figure-limit';
import { toGlobalId } from '@thi-dua/schema/global-id';
import type { RuleBrief } from '@thi-dua/schema/rule';
import { describe, expect, test } from 'vitest';
import { ask, callerOf, indicators } from '../kit/services.js';
import { counted } from '../kit/statements.js';
import { figuresDatabase } from './figures-kit.js';

/** As many as make several thousand, and with a few periods more than one execution may evaluate. */
const COMMUNES = 3000;
const province = '10000000-0000-4000-8000-000000000000';

const { database, operator } = await figuresDatabase();
const service = indicators(database.appUrl);

await operator.query('BEGIN');
await operator.query(
  `INSERT INTO map.locality (id, code, level, begins, ends) VALUES ($1, 'Z1', 'PROVINCE', '0001-01-01', '9999-12-31')`,
  [province],
);
await operator.query(
  `WITH made AS (
     INSERT INTO map.locality (id, code, level, begins, ends)
     SELECT ('10000000-0000-4000-8000-' || lpad(i::text, 12, '0'))::uuid, 'Z' || lpad(i::text, 5, '0'), 'COMMUNE', '0001-01-01', '9999-12-31'
     FROM generate_series(1, $1::int) i RETURNING id),
   named AS (
     INSERT INTO map.locality_name (locality_id, name, full_name, type, begins, ends)
     SELECT id, 'Một', 'Xã Một', 'Xã', '0001-01-01', '9999-12-31' FROM made)
   INSERT INTO map.locality_parent (child_id, parent_id, begins, ends)
   SELECT id, $2::uuid, '0001-01-01'::date, '9999-12-31'::date FROM made
   UNION ALL SELECT $2::uuid, n.id, '0001-01-01', '9999-12-31' FROM map.locality n WHERE n.code = 'VN'`,
  [COMMUNES, province],
);
await operator.query('SELECT map.rebuild_closure()');
await operator.query('COMMIT');
await operator.query(
  `INSERT INTO indicators.observation (id, tenant_id, locality_id, indicator, period, period_end, value, status, revision, current, official,
     submitted_at, submitted_by)
   SELECT gen_random_uuid(), 'trung-uong', l.id, 'HOUSEHOLDS', '2022', '2022-12-31', right(l.code, 4)::int, 'VERIFIED', 1, true, true, now(), 'test'
   FROM map.locality l WHERE l.code ~ '^Z[0-9]{5}$'`,
);
await operator.query('ANALYZE');

async function asked(representation: object, fields: string) {
  const query = `query ($u: [_Any!]!) { _entities(representations: $u) { ${fields} } }`;
  const { answer, statements } = await counted(database.appUrl, () =>
    ask(service, callerOf('trung-uong'), query, { u: [representation] }),
  );
  return { data: answer.data, errors: answer.errors, statements };
}
const ofProvince = (fields: string) =>
  asked({ __typename: 'Locality', id: toGlobalId('Locality', province) }, `... on Locality { ${fields} }`);
const ordered = (period: number) =>
  `breakdown(indicator: "HOUSEHOLDS", period: "${period}", level: COMMUNE, orderBy: VALUE_DESCENDING, first: 1) { totalCount nodes { value } }`;
const byArea = (period: number) =>
  `byArea(indicator: "HOUSEHOLDS", period: "${period}") { area total { value coverage { expected complete } } }`;
/** So many periods that the figures of all communes are too many. */
const tooMany = Array.from({ length: Math.floor(FIGURE_LIMIT / COMMUNES) + 1 }, (_, i) => 1990 + i);

describe('several thousand figures at once', () => {
  test('in order of their values cost a fixed number of statements', async () => {
    await ofProvince(ordered(2022));
    const { data, errors, statements } = await ofProvince(ordered(2022));
    expect(errors).toBeUndefined();
    expect(data).toMatchObject({
      _entities: [{ breakdown: { totalCount: COMMUNES, nodes: [{ value: String(COMMUNES) }] } }],
    });
    // BEGIN, definitions, standing, units, count, figures, COMMIT.
    expect(statements).toBeLessThanOrEqual(7);
  });

  test('of a share of all communes of the country cost a fixed number of statements', async () => {
    const brief: RuleBrief = {
      rule: {
        kind: 'SHARE_OF_UNITS',
        levels: ['COMMUNE'],
        designation: null,
        comparator: 'GE',
        threshold: '50',
        rule: { kind: 'LEVEL_AT', indicator: 'HOUSEHOLDS', comparator: 'GE', threshold: '1', at: '2022' },
      },
      owner: 'trung-uong',
      scope: null,
      from: 2021,
      to: 2025,
      day: '2021-06-01',
      schedule: [],
      promised: {},
    };
    const { data, errors, statements } = await asked(
      { __typename: 'TargetPart', id: toGlobalId('TargetPart', province), ruleSpec: JSON.stringify(brief) },
      '... on TargetPart { progress { unitCount byUnit(verdict: MET) { verdict } } }',
    );
    expect(errors).toBeUndefined();
    const [part] = (data as { _entities: { progress: { unitCount: number; byUnit: unknown[] } }[] })._entities;
    expect(part?.progress.unitCount).toBeGreaterThan(COMMUNES);
    expect(part?.progress.byUnit).toHaveLength(500);
    // BEGIN, definitions, units of the country, of the share, figures, releases, COMMIT.
    expect(statements).toBeLessThanOrEqual(8);
  });
});

describe('more figures than one execution may evaluate', () => {
  test.each([
    ['breakdowns in order of values', ordered],
    ['urban and rural communes', byArea],
  ])('are refused before any is: %s', async (_name, field) => {
    expect((await ofProvince(field(2022))).errors).toBeUndefined();
    const { errors } = await ofProvince(tooMany.map((period, i) => `f${i}: ${field(period)}`).join(' '));
    expect(errors?.[0]?.extensions).toMatchObject({
      code: 'LIMIT_EXCEEDED',
      limit: 'figures',
      allowed: FIGURE_LIMIT,
      found: tooMany.length * COMMUNES,
    });
  });

  test('count once where they are asked for twice', async () => {
    const { errors } = await ofProvince(tooMany.map((_period, i) => `f${i}: ${ordered(2022)}`).join(' '));
    expect(errors).toBeUndefined();
  });
});
