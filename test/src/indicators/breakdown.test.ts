import { toGlobalId } from '@thi-dua/schema/global-id';
import { describe, expect, test } from 'vitest';
import { ask, callerOf, indicators } from '../kit/services.js';
import { counted } from '../kit/statements.js';
import { figuresDatabase, ofUnits, unitOf } from './figures-kit.js';
import { plant, province, state } from './small-country.js';

const { database, operator } = await figuresDatabase();
const service = indicators(database.appUrl);
const country = province('B1', [1, 6]);
await plant(operator, [country]);
const [district] = country.children;
if (district === undefined) throw new Error('unreachable');
// In the order of codes; the fourth reports nothing. Read as texts, 9 would stand above 10.
for (const [i, value] of [10, 9, 10, null, -2, 100.5].entries()) {
  const place = district.children[i];
  if (place && value !== null) await state(operator, place, { indicator: 'OTHER_CHANGE', period: '2022', value });
}

const read = async (args: string, tenant = 'trung-uong') => {
  const [unit] = await ofUnits(
    service,
    tenant,
    [country.id],
    `breakdown(indicator: "OTHER_CHANGE", period: "2022", level: COMMUNE, basis: PROVISIONAL, ${args}) {
       totalCount pageInfo { hasNextPage endCursor } nodes { value locality { id } } }`,
  );
  return unit.breakdown as {
    totalCount: number;
    pageInfo: { hasNextPage: boolean; endCursor: string };
    nodes: { value: string | null; locality: { id: string } }[];
  };
};
const places = (nodes: { locality: { id: string } }[]) =>
  nodes.map(({ locality }) => district.children.findIndex(({ id }) => toGlobalId('Locality', id) === locality.id));

describe('a breakdown by value', () => {
  test.each([
    ['CODE', ['10', '9', '10', null, '-2', '100.5'], [0, 1, 2, 3, 4, 5]],
    ['VALUE_ASCENDING', ['-2', '9', '10', '10', '100.5', null], [4, 1, 0, 2, 5, 3]],
    ['VALUE_DESCENDING', ['100.5', '10', '10', '9', '-2', null], [5, 0, 2, 1, 4, 3]],
  ])('%s is exact; equal ones stand by code, and those without a value last', async (order, values, positions) => {
    const { nodes, totalCount } = await read(`orderBy: ${order}`);
    expect(nodes.map(({ value }) => value)).toEqual(values);
    expect(places(nodes)).toEqual(positions);
    expect(totalCount).toBe(6);
  });

  test.each(['VALUE_ASCENDING', 'VALUE_DESCENDING'])('%s comes page by page, each unit once', async (order) => {
    const whole = await read(`orderBy: ${order}`);
    const nodes: typeof whole.nodes = [];
    let after = '';
    for (let pages = 0; pages < 6; pages++) {
      const page = await read(`orderBy: ${order}, first: 1${after}`);
      nodes.push(...page.nodes);
      expect(page.pageInfo.hasNextPage).toBe(pages < 5);
      after = `, after: "${page.pageInfo.endCursor}"`;
    }
    expect(nodes).toEqual(whole.nodes);
  });

  test('stands in no order that would tell of values a caller may not see', async () => {
    const { nodes } = await read('orderBy: VALUE_DESCENDING', 'ha-noi');
    expect(nodes.map(({ value }) => value)).toEqual([null, null, null, null, null, null]);
    expect(places(nodes)).toEqual([0, 1, 2, 3, 4, 5]);
  });

  test('a cursor of another order, or none at all, is refused', async () => {
    const { pageInfo } = await read('orderBy: CODE, first: 2');
    const forged = Buffer.from(JSON.stringify(['1e5', 'B10101'])).toString('base64url');
    for (const cursor of [pageInfo.endCursor, forged, 'x']) {
      const { errors } = await ask(
        service,
        callerOf('trung-uong'),
        `query ($u: [_Any!]!) { _entities(representations: $u) { ... on Locality {
           breakdown(indicator: "OTHER_CHANGE", period: "2022", level: COMMUNE, orderBy: VALUE_ASCENDING, after: "${cursor}") { totalCount } } } }`,
        { u: [{ __typename: 'Locality', id: toGlobalId('Locality', country.id) }] },
      );
      expect(errors?.[0]?.extensions.code).toBe('BAD_USER_INPUT');
    }
  });
});

describe('the nation by its 34 provinces, 5 indicators and 10 years in one query', () => {
  const codes = ['POOR_HOUSEHOLDS', 'NEAR_POOR_HOUSEHOLDS', 'POVERTY_RATE', 'NEAR_POVERTY_RATE', 'HOUSEHOLDS'];
  const years = Array.from({ length: 10 }, (_, i) => 2016 + i);
  const fields = (indicators: string[], of: number[], order: string) =>
    indicators
      .flatMap((code, i) =>
        of.map(
          (year) =>
            `f${i}_${year}: breakdown(indicator: "${code}", period: "${year}", level: PROVINCE, first: 34, boundary: "2025-07-01", orderBy: ${order}) {
               totalCount nodes { value locality { id } coverage { expected reported } } }`,
        ),
      )
      .join('\n');
  const statements = async (indicators: string[], of: number[], order: string) => {
    const unit = await nation;
    const asked = await counted(database.appUrl, () =>
      ofUnits(service, 'trung-uong', [unit], fields(indicators, of, order)),
    );
    const [answer] = asked.answer;
    return { answer: Object.values(answer as Record<string, { nodes: unknown[] }>), count: asked.statements };
  };
  const nation = unitOf(operator, 'VN', '2025-07-01');

  test.each(['CODE', 'VALUE_DESCENDING'])('costs a small, fixed number of statements (by %s)', async (order) => {
    await nation;
    const one = await statements(codes.slice(0, 1), years.slice(0, 1), order);
    const all = await statements(codes, years, order);
    expect(all.answer).toHaveLength(50);
    for (const { nodes } of all.answer) expect(nodes).toHaveLength(34);
    // BEGIN, definitions, standing, units, count, figures, COMMIT.
    expect(one.count).toBeLessThanOrEqual(8);
    expect(all.count).toBe(one.count);
  });
});
