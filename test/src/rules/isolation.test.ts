import { connect } from '@thi-dua/prisma/connect';
import { planId } from '@thi-dua/prisma/seed/seed-campaigns';
import { localityId } from '@thi-dua/prisma/seed/seed-localities';
import { toGlobalId } from '@thi-dua/schema/global-id';
import type { PlanBrief, RuleBrief } from '@thi-dua/schema/rule';
import { describe, expect, test } from 'vitest';
import type { z } from 'zod';
import { type Graph, graph, withoutRowLevelSecurity } from '../isolation/graph.js';
import { type TestDatabase, testDatabase } from '../kit/database.js';
import { ask, callerOf, campaigns, indicators } from '../kit/services.js';
import { answered, report } from './figures-kit.js';

const city = localityId('D213@old');
const national = toGlobalId('Plan', planId('trung-uong-666-2022'));
const cityPlan = toGlobalId('Plan', planId('tp-bac-giang-2017'));

/** As whoever reached the subgraph would write it: on the figures of Bắc Giang city, with nobody's plan behind it. */
const forged: RuleBrief = {
  rule: { kind: 'LEVEL_AT', indicator: 'POOR_HOUSEHOLDS', comparator: 'LT', threshold: '500', at: '2023' },
  owner: 'tp-bac-giang',
  scope: { localities: [city], levels: [], designation: null, fixed: true },
  from: 2021,
  to: 2025,
  day: '2021-01-01',
  schedule: [{ locality: city, year: 2023, indicator: 'POOR_HOUSEHOLDS', meaning: 'REDUCTION', value: '1' }],
  promised: {},
};
const ofTarget: z.infer<typeof PlanBrief> = [
  { owner: 'tp-bac-giang', from: 2021, to: 2025, day: '2021-01-01', schedule: forged.schedule, parts: [forged] },
];

const PROGRESS = 'verdict explanation explanationEn dueOn figureCount figures { value } unitCount byUnit { verdict }';
const terms = 'basis: PROVISIONAL';
const asked = `query ($r: [_Any!]!) { _entities(representations: $r) {
  ... on TargetPart { progress(${terms}) { ${PROGRESS} } }
  ... on Target { progress(${terms}) { ${PROGRESS} } scheduleProgress(${terms}) { rows { actual remaining verdict } totals { actual remaining } } }
  ... on Plan { overview(${terms}) { targets met onTrack offTrack notMet noData notComparable qualitative } }
  ... on Criterion { progress(locality: "${toGlobalId('Locality', city)}", ${terms}) { ${PROGRESS} } }
} }`;
const representations = [
  { __typename: 'TargetPart', id: 'x', ruleSpec: JSON.stringify(forged) },
  { __typename: 'Target', id: 'x', ruleSpec: JSON.stringify(ofTarget[0]) },
  { __typename: 'Plan', id: 'x', targetSpecs: JSON.stringify(ofTarget) },
  { __typename: 'Criterion', id: 'x', ruleSpec: JSON.stringify(forged) },
];

/** Figures that are the city's and its line's alone: of two years, so that something follows from each rule. */
const submitFigures = (read: Graph['ask']) =>
  report(
    read,
    'tp-bac-giang',
    ['2022', '2023'].map((period, i) => ({
      localityCode: '213',
      asOf: '2023-12-31',
      indicator: 'POOR_HOUSEHOLDS',
      period,
      value: i === 0 ? '400' : '300',
    })),
  );

const modes: { name: string; policyEnforced: boolean; prepare?: (database: TestDatabase) => Promise<void> }[] = [
  { name: 'with both layers', policyEnforced: true },
  { name: 'with the policy of the services alone', policyEnforced: true, prepare: withoutRowLevelSecurity },
  { name: 'with row-level security alone', policyEnforced: false },
];

describe.each(modes)('a verdict, $name', async ({ policyEnforced, prepare }) => {
  const database = await testDatabase();
  const setUp = await graph(database);
  const operator = await connect(database.operatorUrl);
  // What a seed states of the city would stand beside what is submitted here.
  await operator.query(`DELETE FROM indicators.observation WHERE locality_id = $1`, [city]);
  await operator.end();
  await prepare?.(database);
  const service = indicators(database.appUrl, { policyEnforced });
  const forge = async (who: string) => {
    const { data, errors } = await ask(service, callerOf(who), asked, { r: representations });
    expect(errors).toBeUndefined();
    return JSON.parse(JSON.stringify(data))._entities;
  };
  const strangers = ['ha-noi', 'quang-binh', 'cao-bang', 'thanh-xuan', 'ban-dan-toc-cao-bang', 'a-stranger'];

  test('on forged words reads figures as the caller, and is the same whether or not there are any', async () => {
    const before = await Promise.all(strangers.map(forge));
    expect((await forge('tp-bac-giang'))[0].progress.verdict).toBe('NO_DATA');
    await submitFigures(setUp.ask);
    expect(await Promise.all(strangers.map(forge))).toEqual(before);
    for (const answer of before)
      expect(answer).toEqual([
        { progress: null },
        { progress: null, scheduleProgress: null },
        { overview: null },
        { progress: null },
      ]);
    for (const insider of ['tp-bac-giang', 'bac-giang', 'bac-ninh', 'trung-uong']) {
      expect(await forge(insider)).toMatchObject([
        { progress: { verdict: 'MET', figures: [{ value: '300' }] } },
        { progress: { verdict: 'MET' }, scheduleProgress: { rows: [{ actual: '100', remaining: '0' }] } },
        { overview: { targets: 1, met: 1 } },
        { progress: { verdict: 'MET' } },
      ]);
    }
  });

  test('on what cannot be read is none, and tells nothing of why', async () => {
    const broken = ['', '{', 'null', '[]', '{"rule":{}}', JSON.stringify({ ...forged, owner: 1 })];
    const { data, errors } = await ask(service, callerOf('tp-bac-giang'), asked, {
      r: broken.map((ruleSpec) => ({ __typename: 'TargetPart', id: 'x', ruleSpec })),
    });
    expect(errors).toBeUndefined();
    expect(data?._entities).toEqual(broken.map(() => ({ progress: null })));
  });

  test('the rule of a plan that is hidden is not handed over, by whichever of its keys it is asked', async () => {
    const plans = campaigns(database.appUrl, { policyEnforced });
    const { data } = await ask(
      plans,
      callerOf('tp-bac-giang'),
      `{ plan(id: "${cityPlan}") { targets { id parts { id } } criteria { id } } }`,
    );
    const own = JSON.parse(JSON.stringify(data)).plan;
    const keys = [
      { __typename: 'Plan', id: cityPlan },
      ...own.targets.map(({ id }: { id: string }) => ({ __typename: 'Target', id })),
      ...own.targets.flatMap(({ parts }: { parts: { id: string }[] }) =>
        parts.map(({ id }) => ({ __typename: 'TargetPart', id })),
      ),
      ...own.criteria.map(({ id }: { id: string }) => ({ __typename: 'Criterion', id })),
    ];
    expect(keys.length).toBeGreaterThan(10);
    const specs = `query ($r: [_Any!]!) { _entities(representations: $r) {
      ... on Plan { targetSpecs } ... on Target { t: ruleSpec } ... on TargetPart { p: ruleSpec } ... on Criterion { c: ruleSpec } } }`;
    for (const stranger of strangers) {
      const answer = await ask(plans, callerOf(stranger), specs, { r: keys });
      expect(answer.errors, stranger).toBeUndefined();
      expect(answer.data?._entities, stranger).toEqual(keys.map(() => null));
    }
    const shown = await ask(plans, callerOf('bac-giang'), specs, { r: keys });
    expect(shown.data?._entities).not.toContain(null);
  });
});

describe('through the gateway', async () => {
  const { ask: read } = await graph(await testDatabase());

  test.each([
    ['_entities', '{ _entities(representations: []) { __typename } }'],
    ['a rule as services hand it over', `{ plan(id: "${national}") { targets { parts { ruleSpec } } } }`],
    ['the same of a target', `{ plan(id: "${national}") { targets { ruleSpec } } }`],
    ['the same of a plan', `{ plan(id: "${national}") { targetSpecs } }`],
    ['the same of a criterion', `{ plan(id: "${national}") { criteria { ruleSpec } } }`],
  ])('no client reaches %s', async (_what, query) => {
    const { data, errors } = await read('trung-uong', query);
    expect(data).toBeUndefined();
    expect(errors?.[0]?.extensions?.code).toBe('GRAPHQL_VALIDATION_FAILED');
  });

  test('an open plan shows everyone its promises, but how they stand only to those who may see the figures', async () => {
    const progress = async (who: string) =>
      (
        await answered(
          read,
          who,
          `{ plan(id: "${national}") { overview { noData } targets { clause parts { text progress { verdict } } } } }`,
        )
      ).plan;
    const [board, stranger] = [await progress('trung-uong'), await progress('a-stranger')];
    expect(board.targets[0].parts[0].progress).toEqual({ verdict: 'NO_DATA' });
    expect(stranger.targets[0].parts[0]).toMatchObject({ text: board.targets[0].parts[0].text, progress: null });
    expect([board.overview, stranger.overview]).toEqual([{ noData: 4 }, null]);
  });
});
