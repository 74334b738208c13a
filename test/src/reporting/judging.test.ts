import { connect } from '@thi-dua/prisma/connect';
import { afterAll, describe, expect, test } from 'vitest';
import { testDatabase } from '../kit/database.js';
import { ask, callerOf, indicators } from '../kit/services.js';
import { csv, reporting } from './reporting-kit.js';

const database = await testDatabase();
const service = indicators(database.appUrl);
const operator = await connect(database.operatorUrl);
afterAll(() => operator.end());
const { send } = await reporting(database.appUrl);

async function run(tenant: string, query: string, input?: object, subject = `judge@${tenant}`) {
  const { data, errors } = await ask(service, callerOf(tenant, { subject }), query, input && { input });
  expect(errors).toBeUndefined();
  const [answer] = Object.values(JSON.parse(JSON.stringify(data)));
  return answer as {
    count: number;
    released: number;
    observations: { id: string; status: string; revision: number; value: string }[];
    errors: { code: string }[];
  };
}
let keys = 0;
const submit = (tenant: string, value: string, row: object = {}, subject = `reporter@${tenant}`) =>
  run(
    tenant,
    'mutation ($input: SubmitObservationsInput!) { submitObservations(input: $input) { observations { id status revision value } errors { code } } }',
    {
      idempotencyKey: `judging-${++keys}`,
      rows: [{ localityCode: '009', indicator: 'HOUSEHOLDS', period: '2023', value, ...row }],
    },
    subject,
  );
const verify = (tenant: string, input: object, subject?: string) =>
  run(
    tenant,
    'mutation ($input: SelectObservationsInput!) { verifyObservations(input: $input) { count errors { code } } }',
    input,
    subject,
  );
const giveBack = (tenant: string, input: object) =>
  run(
    tenant,
    'mutation ($input: ReturnObservationsInput!) { returnObservations(input: $input) { count errors { code } } }',
    {
      reason: 'Sai số',
      ...input,
    },
  );
const releaseOne = (tenant: string, ids: (string | undefined)[], subject?: string) =>
  run(
    tenant,
    'mutation ($input: ReleaseObservationsInput!) { releaseObservations(input: $input) { count errors { code } observations { status } } }',
    { ids, decision: 'Quyết định 1' },
    subject,
  );
const releaseAll = (tenant: string, input: object) =>
  run(
    tenant,
    'mutation ($input: ReleaseFiguresInput!) { releaseFigures(input: $input) { released errors { code } } }',
    {
      decision: 'Quyết định 1',
      ...input,
    },
  );
const historyOf = async (tenant: string) => {
  const { data, errors } = await ask(
    service,
    callerOf(tenant),
    '{ observations(filter: { localityCode: "009", asOf: "2023-12-31", indicator: "HOUSEHOLDS", period: "2023" }) { nodes { revision history { revision value status returnReason submittedBy } } } }',
  );
  expect(errors).toBeUndefined();
  return JSON.parse(JSON.stringify(data)).observations.nodes as {
    revision: number;
    history: {
      revision: number;
      value: string;
      status: string;
      returnReason: string | null;
      submittedBy: string | null;
    }[];
  }[];
};
const codesOf = (errors: { code: string }[]) => errors.map(({ code }) => code);

test('every revision is kept, and shown to those who may see it', async () => {
  const [first] = (await submit('thanh-xuan', '1')).observations;
  await giveBack('ha-noi', { ids: [first?.id] });
  const [second] = (await submit('thanh-xuan', '2')).observations;
  await verify('ha-noi', { ids: [second?.id] });
  expect(codesOf((await releaseOne('ha-noi', [first?.id])).errors)).toEqual(['NOT_VERIFIED']);
  expect(codesOf((await releaseOne('thanh-xuan', [second?.id])).errors)).toEqual(['NOT_YOURS_TO_RELEASE']);
  expect(codesOf((await releaseOne('quang-binh', [second?.id])).errors)).toEqual(['NOT_FOUND']);
  expect(codesOf((await releaseOne('ha-noi', [second?.id], 'reporter@thanh-xuan')).errors)).toEqual(['FOUR_EYES']);
  expect(await releaseOne('ha-noi', [second?.id])).toMatchObject({
    count: 1,
    observations: [{ status: 'RELEASED' }],
    errors: [],
  });
  await submit('thanh-xuan', '3');

  const all = [
    { revision: 3, value: '3', status: 'SUBMITTED', returnReason: null, submittedBy: 'reporter@thanh-xuan' },
    { revision: 2, value: '2', status: 'RELEASED', returnReason: null, submittedBy: 'reporter@thanh-xuan' },
    { revision: 1, value: '1', status: 'RETURNED', returnReason: 'Sai số', submittedBy: 'reporter@thanh-xuan' },
  ];
  for (const tenant of ['thanh-xuan', 'ha-noi', 'trung-uong']) {
    const nodes = await historyOf(tenant);
    expect(nodes.map(({ revision }) => revision).sort()).toEqual([2, 3]);
    for (const { history } of nodes) expect(history).toEqual(all);
  }
  expect(await historyOf('quang-binh')).toEqual([
    { revision: 2, history: [{ ...all[1], submittedBy: null, returnReason: null }] },
  ]);
});

describe('a whole subtree at once', () => {
  const count = 10_000;
  test(`of ${count} figures is verified in one call, and released in another`, async () => {
    const { rows } = await operator.query<{ code: string }>(
      `SELECT l.code FROM map.locality l JOIN map.closure c ON c.descendant_id = l.id
         JOIN map.locality p ON p.id = c.ancestor_id AND p.code = '44' AND p.ends = '2025-07-01'
       WHERE l.level = 'COMMUNE' AND l.begins <= '2022-06-30' AND '2022-12-31' < l.ends ORDER BY 1`,
    );
    const { rows: defined } = await operator.query<{ code: string }>(
      `SELECT code FROM indicators.indicator WHERE kind = 'COUNT' AND lowest_level >= 'COMMUNE' AND (valid_from IS NULL OR valid_from < '2022-01-01') AND valid_to IS NULL
         AND code NOT IN (SELECT stock FROM indicators.closing_term)`,
    );
    const all = defined
      .flatMap((indicator) => rows.map(({ code }) => `${code},${indicator.code},2022-08,1`))
      .slice(0, count);
    expect(all.length).toBeGreaterThan(2000);
    expect((await send('quang-binh', csv(all), { subject: 'reporter@quang-binh' })).end).toMatchObject({
      accepted: all.length,
      faults: 0,
    });
    const at = { localityCode: '44', period: '2022-08' };
    expect(codesOf((await verify('quang-binh', at)).errors)).toEqual(['NOT_SUPERIOR']);
    expect(codesOf((await verify('trung-uong', at, 'reporter@quang-binh')).errors)).toEqual(['FOUR_EYES']);
    let begun = performance.now();
    expect(await verify('trung-uong', at)).toEqual({ count: all.length, errors: [] });
    expect(performance.now() - begun).toBeLessThan(20_000);
    // A province opens what lies below it; the province itself is the board's to open.
    expect(codesOf((await releaseAll('quang-binh', { ...at, scope: 'UNIT_AND_BELOW' })).errors)).toEqual([
      'NOT_YOURS_TO_RELEASE',
    ]);
    expect(codesOf((await releaseAll('ha-noi', { ...at, scope: 'BELOW' })).errors)).not.toEqual([]);
    begun = performance.now();
    expect(await releaseAll('quang-binh', { ...at, scope: 'BELOW' })).toEqual({ released: all.length, errors: [] });
    expect(performance.now() - begun).toBeLessThan(20_000);
    expect(codesOf((await releaseAll('quang-binh', { ...at, period: '1999', scope: 'BELOW' })).errors)).toEqual([
      'NOTHING_TO_RELEASE',
    ]);
  }, 120_000);

  test('judges and reporters at once never stand in each other’s way for good', async () => {
    const period = '2022-07';
    const districts = ['450', '452', '453', '454', '455', '456', '457', '458'];
    const file = (value: number) => csv(districts.map((code) => `${code},HOUSEHOLDS,${period},${value}`));
    await send('quang-binh', file(0), { subject: 'reporter@quang-binh' });
    const answers = await Promise.allSettled([
      ...[1, 2, 3].map((value) => send('quang-binh', file(value), { subject: 'reporter@quang-binh' })),
      ...[1, 2, 3].map(async (n) => {
        // The call may find that what it was to verify was corrected meanwhile; it is told so, and nothing more.
        const { errors } = await ask(
          service,
          callerOf('trung-uong', { subject: `judge-${n}` }),
          'mutation ($input: SelectObservationsInput!) { verifyObservations(input: $input) { count errors { code } } }',
          { input: { localityCode: '44', period } },
        );
        expect(errors?.map((error) => error.extensions.code) ?? []).not.toContain('INTERNAL_SERVER_ERROR');
      }),
    ]);
    expect(answers.filter(({ status }) => status === 'rejected')).toEqual([]);
    const { rows } = await operator.query(
      `SELECT count(*)::int AS n FROM indicators.observation WHERE period = $1 AND indicator = 'HOUSEHOLDS' AND current`,
      [period],
    );
    expect(rows).toEqual([{ n: 8 }]);
  });
});
