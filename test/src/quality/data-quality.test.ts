import { describe, expect, test } from 'vitest';
import { data, figuresDatabase } from '../indicators/figures-kit.js';
import { ask, callerOf, indicators } from '../kit/services.js';
import { counted } from '../kit/statements.js';

const { database, operator } = await figuresDatabase();
const service = indicators(database.appUrl);

const codesBelow = async (code: string, day: string): Promise<string[]> => {
  const { rows } = await operator.query<{ code: string }>(
    `SELECT l.code FROM map.locality p JOIN map.locality_parent e ON e.parent_id = p.id AND e.begins <= $2 AND $2 < e.ends
     JOIN map.locality l ON l.id = e.child_id WHERE p.code = $1 AND p.begins <= $2 AND $2 < p.ends ORDER BY l.code`,
    [code, day],
  );
  return rows.map((row) => row.code);
};
const wards = await codesBelow('009', '2022-12-31');
const districts = await codesBelow('01', '2022-12-31');

type Row = { localityCode: string; indicator: string; period: string; value: string };
let submissions = 0;
const report = async (tenant: string, rows: readonly Row[]) => {
  const { submitObservations } = await data(
    service,
    tenant,
    'mutation ($input: SubmitObservationsInput!) { submitObservations(input: $input) { accepted errors { code message } } }',
    { input: { idempotencyKey: `quality-${submissions++}`, rows } },
  );
  expect(submitObservations).toEqual({ accepted: rows.length, errors: [] });
};
const series = (localityCode: string, indicator: string, values: Record<string, number>): Row[] =>
  Object.entries(values).map(([period, value]) => ({ localityCode, indicator, period, value: String(value) }));

const fields =
  'kind locality { id } indicator { code } period observed compared comparedIndicator { code } explanation observation { value }';
const quality = async (tenant: string, filter: object, from = service) => {
  const { dataQuality } = await data(
    from,
    tenant,
    `query ($filter: DataQualityFilter) { dataQuality(filter: $filter, first: 500) { totalCount nodes { ${fields} } } }`,
    { filter },
  );
  expect(dataQuality.totalCount).toBe(dataQuality.nodes.length);
  return dataQuality.nodes;
};
const first = (list: readonly string[]) => list[0] ?? '';

describe('warnings stand beside the data', () => {
  test("far from the unit's own past", async () => {
    await report(
      'thanh-xuan',
      series(first(wards), 'HOUSEHOLDS', { 2018: 990, 2019: 1010, 2020: 1000, 2021: 1020, 2022: 5000 }),
    );
    const found = await quality('thanh-xuan', { localityCode: first(wards), asOf: '2022-12-31' });
    expect(found).toEqual([
      {
        kind: 'OUTLIER_HISTORY',
        locality: { id: expect.any(String) },
        indicator: { code: 'HOUSEHOLDS' },
        period: '2022',
        observed: '5000',
        compared: '1005',
        comparedIndicator: null,
        explanation: 'Tổng số hộ dân cư kỳ 2022 là 5.000, khác hẳn 4 kỳ trước của chính đơn vị (trung vị 1.005).',
        observation: { value: '5000' },
      },
    ]);
  });

  test('a unit of measurement that changed', async () => {
    await report('thanh-xuan', series('009', 'POOR_HOUSEHOLD_INCOME_PER_CAPITA', { 2019: 12_000_000, 2020: 12_400 }));
    const [found, ...others] = await quality('ha-noi', { indicator: 'POOR_HOUSEHOLD_INCOME_PER_CAPITA' });
    expect(others).toEqual([]);
    expect(found).toMatchObject({ kind: 'UNIT_CHANGE', period: '2020', observed: '12400', compared: '12000000' });
    expect(found.explanation).toContain('chỉ bằng khoảng 1/1.000 các kỳ trước (12.000.000)');
  });

  test('more poor households than households', async () => {
    await report('thanh-xuan', [
      ...series(first(wards), 'ETHNIC_MINORITY_HOUSEHOLDS', { 2020: 30 }),
      ...series(first(wards), 'ETHNIC_MINORITY_POOR_HOUSEHOLDS', { 2020: 31 }),
      ...series(wards[1] ?? '', 'ETHNIC_MINORITY_HOUSEHOLDS', { 2020: 30 }),
      ...series(wards[1] ?? '', 'ETHNIC_MINORITY_POOR_HOUSEHOLDS', { 2020: 30 }),
    ]);
    const found = await quality('thanh-xuan', { period: '2020', kind: 'NUMERATOR_ABOVE_DENOMINATOR' });
    expect(found).toHaveLength(1);
    expect(found[0]).toMatchObject({
      indicator: { code: 'ETHNIC_MINORITY_POOR_HOUSEHOLDS' },
      observed: '31',
      compared: '30',
      comparedIndicator: { code: 'ETHNIC_MINORITY_HOUSEHOLDS' },
    });
    expect(found[0].explanation).toBe(
      'Số hộ nghèo dân tộc thiểu số kỳ 2020 là 31, lớn hơn mẫu số của chỉ tiêu "Tỷ lệ hộ nghèo dân tộc thiểu số": Số hộ dân tộc thiểu số là 30.',
    );
  });

  test('a sum that is more than the whole, or differs from it once all are there', async () => {
    const sums = () => quality('thanh-xuan', { localityCode: '009', asOf: '2023-05-31', period: '2023-05' });
    const newly = (codes: readonly string[], value: number) =>
      codes.flatMap((code) => series(code, 'NEWLY_POOR', { '2023-05': value }));
    await report('thanh-xuan', [...series('009', 'NEWLY_POOR', { '2023-05': 20 }), ...newly(wards.slice(0, 10), 2)]);
    expect(await sums()).toEqual([]);
    await report('thanh-xuan', newly(wards.slice(0, 1), 3));
    expect((await sums()).map((each: { explanation: string }) => each.explanation)).toEqual([
      'Số hộ nghèo phát sinh mới kỳ 2023-05 là 20, nhỏ hơn số cộng từ các đơn vị trực thuộc (21), dù mới có 10/11 đơn vị báo cáo.',
    ]);
    await report('thanh-xuan', [...newly(wards.slice(10), 0), ...newly(wards.slice(0, 1), 1)]);
    expect(await sums()).toMatchObject([{ kind: 'SUM_DISAGREES', observed: '20', compared: '19' }]);
    await report('thanh-xuan', newly(wards.slice(0, 1), 2));
    expect(await sums()).toEqual([]);
  });

  test('far from the units beside it', async () => {
    await report(
      'thanh-xuan',
      wards.flatMap((code, i) => series(code, 'HOUSEHOLDS', { 2016: i === 3 ? 90_000 : 1800 + 40 * i })),
    );
    const found = await quality('ha-noi', { period: '2016', indicator: 'HOUSEHOLDS' });
    expect(found).toMatchObject([{ kind: 'OUTLIER_NEIGHBOURS', observed: '90000', compared: '2020' }]);
    expect(found[0].explanation).toContain('khác hẳn 10 đơn vị khác cùng đơn vị cấp trên (trung vị 2.020)');
  });

  test('a returned figure is not looked at, nor what it corrected once it is current', async () => {
    await operator.query(
      `UPDATE indicators.observation SET status = 'RETURNED', return_reason = 'x' WHERE indicator = 'HOUSEHOLDS' AND period = '2022' AND value = 5000`,
    );
    expect(await quality('thanh-xuan', { localityCode: first(wards), asOf: '2022-12-31', period: '2022' })).toEqual([]);
  });

  test('lists them page by page, newest first', async () => {
    const page = async (args: string) =>
      (
        await data(
          service,
          'trung-uong',
          `{ dataQuality(${args}) { totalCount edges { cursor node { kind period } } pageInfo { hasNextPage } } }`,
        )
      ).dataQuality;
    const all = await page('first: 500');
    expect(all.totalCount).toBeGreaterThan(2);
    const periods = all.edges.map((edge: { node: { period: string } }) => edge.node.period);
    expect(periods).toEqual([...periods].sort().reverse());
    const walked: unknown[] = [];
    let after = '';
    for (let more = true; more; ) {
      const { edges, pageInfo } = await page(`first: 1${after}`);
      walked.push(...edges);
      after = `, after: "${edges[0].cursor}"`;
      more = pageInfo.hasNextPage;
    }
    expect(walked).toEqual(all.edges);
  });

  test('costs a number of statements that does not depend on how many figures there are', async () => {
    const asking = (filter: string) =>
      counted(database.appUrl, () => data(service, 'trung-uong', `{ dataQuality(filter: ${filter}) { totalCount } }`));
    // BEGIN, the definitions, how many figures, which, their past, their neighbours, denominators, sums, COMMIT.
    for (const filter of ['{ period: "2016" }', '{ indicator: "HOUSEHOLDS" }', '{}'])
      expect((await asking(filter)).statements).toBeLessThanOrEqual(9);
  });

  test.each([
    ['{ indicator: "NOTHING" }', 'POOR_HOUSEHOLDS'],
    ['{ period: "2022-13" }', '2022-Q3'],
  ])('bad input %s says what is known', async (filter, hint) => {
    const { errors } = await ask(service, callerOf('ha-noi'), `{ dataQuality(filter: ${filter}) { totalCount } }`);
    expect(errors?.[0]?.extensions.code).toBe('BAD_USER_INPUT');
    expect(errors?.[0]?.message).toContain(hint);
  });
});

describe.each([
  ['with both layers', true],
  ['with row-level security alone', false],
])('what is hidden tells nothing, %s', (_mode, policyEnforced) => {
  const guarded = indicators(database.appUrl, { policyEnforced });
  const period = policyEnforced ? '2019' : '2017';
  const own = '009';
  const others = districts.filter((code) => code !== own);
  const release = (codes: readonly string[]) =>
    operator.query(
      `UPDATE indicators.observation o SET status = 'RELEASED', official = true FROM map.locality l
       WHERE l.id = o.locality_id AND l.code = ANY($1) AND o.period = $2 AND o.indicator = 'POVERTY_REDUCTION_MODELS'`,
      [codes, period],
    );
  const asked = { period, indicator: 'POVERTY_REDUCTION_MODELS' };

  test('a hidden neighbour is not counted among them, and does not stop or start a comparison', async () => {
    await report('thanh-xuan', series(own, 'POVERTY_REDUCTION_MODELS', { [period]: 4000 }));
    const alone = await quality('thanh-xuan', asked, guarded);
    expect(alone).toEqual([]);
    // Six that are released would do for a comparison: but there may be more.
    await report(
      'ha-noi',
      others.slice(0, 6).flatMap((code) => series(code, 'POVERTY_REDUCTION_MODELS', { [period]: 40 })),
    );
    await release(others.slice(0, 6));
    expect(await quality('thanh-xuan', asked, guarded)).toEqual(alone);
    // All but one are hidden from the district, whatever they say.
    await report(
      'ha-noi',
      others.slice(6).flatMap((code) => series(code, 'POVERTY_REDUCTION_MODELS', { [period]: 41 })),
    );
    expect(await quality('thanh-xuan', asked, guarded)).toEqual(alone);
    // The city sees them all.
    expect(await quality('ha-noi', asked, guarded)).toMatchObject([
      { kind: 'OUTLIER_NEIGHBOURS', observed: '4000', compared: '41' },
    ]);
    // A stranger is shown neither the figure nor that it is odd.
    expect(await quality('quang-binh', asked, guarded)).toEqual([]);
    // All but one: the last one might be anything.
    await release(others.slice(0, -1));
    expect(await quality('thanh-xuan', asked, guarded)).toEqual(alone);
    await release(others);
    expect(await quality('thanh-xuan', asked, guarded)).toMatchObject([
      { kind: 'OUTLIER_NEIGHBOURS', observed: '4000', compared: '41' },
    ]);
  });

  test('a hidden past is no past', async () => {
    const year = policyEnforced ? 'FALLEN_BACK' : 'NEWLY_NEAR_POOR';
    await report('thanh-xuan', series('009', year, { 2017: 10, 2018: 11, 2019: 10, 2020: 12, 2021: 900 }));
    const filter = { indicator: year, period: '2021' };
    expect(await quality('ha-noi', filter, guarded)).toMatchObject([{ kind: 'OUTLIER_HISTORY' }]);
    await operator.query(
      `UPDATE indicators.observation SET status = 'RELEASED', official = true WHERE indicator = $1 AND period = '2021'`,
      [year],
    );
    // Everyone sees the figure now, but only those in line what came before.
    expect(await quality('quang-binh', filter, guarded)).toEqual([]);
    await operator.query(
      `UPDATE indicators.observation SET status = 'RELEASED', official = true WHERE indicator = $1`,
      [year],
    );
    expect(await quality('quang-binh', filter, guarded)).toMatchObject([{ kind: 'OUTLIER_HISTORY', compared: '10.5' }]);
  });

  test('a pending correction is judged by those who see it, the released figure by the others', async () => {
    const indicator = policyEnforced ? 'ESCAPED_NEAR_POVERTY' : 'FALLEN_BACK_NEAR_POOR';
    await report('thanh-xuan', series('009', indicator, { 2017: 10, 2018: 11, 2019: 10, 2020: 12, 2021: 11 }));
    await operator.query(
      `UPDATE indicators.observation SET status = 'RELEASED', official = true WHERE indicator = $1`,
      [indicator],
    );
    await report('thanh-xuan', series('009', indicator, { 2021: 5000 }));
    expect(await quality('ha-noi', { indicator }, guarded)).toMatchObject([{ observed: '5000' }]);
    expect(await quality('quang-binh', { indicator }, guarded)).toEqual([]);
  });
});
