import { randomBytes } from 'node:crypto';
import { createGateway } from '@thi-dua/gateway/gateway';
import { costOf } from '@thi-dua/gateway/limits/cost';
import { FIGURE_COST, figuresOf } from '@thi-dua/gateway/limits/figures';
import { defaultLimits } from '@thi-dua/gateway/limits/limit-error';
import { createPreparer } from '@thi-dua/gateway/prepared';
import { committedSupergraph } from '@thi-dua/gateway/supergraph';
import { isObjectType } from 'graphql';
import { afterAll, describe, expect, test } from 'vitest';
import { questions } from '../bench/nation/questions.js';
import { silent } from '../kit/services.js';

const { schema, close } = await createGateway({
  supergraph: committedSupergraph(),
  subgraphs: [],
  identityKey: new Uint8Array(randomBytes(32)),
  log: silent,
});
afterAll(() => close());
const prepare = createPreparer(schema, defaultLimits);

function cost(query: string, variables: Record<string, unknown> = {}): number {
  const prepared = prepare(query, undefined);
  if ('errors' in prepared) throw new Error(prepared.errors.map(({ message }) => message).join());
  return costOf(schema, prepared.document, prepared.operation, variables);
}
const ofUnit = (fields: string) => `{ locality(code: "VN") { ${fields} } }`;
const POOR = 'indicator: "POOR_HOUSEHOLDS"';

describe('what evaluates figures costs', () => {
  test('is known for fields that there are', () => {
    for (const name of Object.keys(figuresOf)) {
      const [type = '', field = ''] = name.split('.');
      const found = schema.getType(type);
      expect(isObjectType(found) && field in found.getFields(), name).toBe(true);
    }
  });

  test.each([
    ['a value', ofUnit(`value(${POOR}, period: "2022") { value }`), 1],
    ['a series of ten years', ofUnit(`series(${POOR}, from: "2015", to: "2024") { value }`), 10],
    ['a series of eight quarters', ofUnit(`series(${POOR}, from: "2021-Q2", to: "2023-Q1") { value }`), 8],
    ['a series of 120 months', ofUnit(`series(${POOR}, from: "2015-01", to: "2024-12") { value }`), 120],
    ['a series that nobody can tell', ofUnit(`series(${POOR}, from: "x", to: "2024") { value }`), 120],
    ['a page of a breakdown', ofUnit(`breakdown(${POOR}, period: "2022", level: COMMUNE, first: 2) { totalCount }`), 2],
    [
      'a page of a breakdown in order of values: every unit of the level',
      ofUnit(`breakdown(${POOR}, period: "2022", level: COMMUNE, first: 2, orderBy: VALUE_DESCENDING) { totalCount }`),
      600,
    ],
    ['urban and rural: every commune', ofUnit(`byArea(${POOR}, period: "2022") { area }`), 600],
    [
      'a set of units: each of them',
      `{ unitSet(codes: ["1", "2", "3"], asOf: "2022-12-31", ${POOR}, period: "2022") { value } }`,
      3,
    ],
    [
      'what a figure rests on: a page of parts, and one',
      ofUnit(`value(${POOR}, period: "2022") { restsOn { parts(first: 30) { totalCount } } }`),
      1 + 31,
    ],
    ['warnings: as many figures as one answer rests on', '{ dataQuality(first: 1) { totalCount } }', 20_000],
  ])('five for each figure: %s', (_name, query, figures) => {
    const rest = cost(query) - FIGURE_COST * figures;
    expect(rest).toBeGreaterThanOrEqual(1);
    expect(rest).toBeLessThanOrEqual(2 + figures);
  });

  test('the same whether arguments are written out, variables, or their defaults', () => {
    const written = ofUnit(`series(${POOR}, from: "2015", to: "2024") { value }`);
    const query = `query ($from: String = "2015", $to: String!) ${ofUnit(`series(${POOR}, from: $from, to: $to) { value }`)}`;
    expect(cost(query, { to: '2024' })).toBe(cost(written));
    expect(cost(query, { from: '2024', to: '2024' })).toBeLessThan(cost(written));
    const order = `query ($o: BreakdownOrder!) ${ofUnit(`breakdown(${POOR}, period: "2022", level: COMMUNE, first: 2, orderBy: $o) { totalCount }`)}`;
    expect(cost(order, { o: 'VALUE_ASCENDING' })).toBeGreaterThan(100 * cost(order, { o: 'CODE' }));
  });

  test('more than is allowed, where much of it is nested', () => {
    const months = `series(${POOR}, from: "2015-01", to: "2024-12") { value }`;
    for (const fields of [months, `byArea(${POOR}, period: "2022") { area }`])
      expect(cost(`{ localities(first: 500) { nodes { ${fields} } } }`), fields).toBeGreaterThan(
        fields === months ? defaultLimits.cost / 2 : defaultLimits.cost,
      );
    expect(cost(`{ localities(first: 500) { nodes { a: ${months} b: ${months} } } }`)).toBeGreaterThan(
      defaultLimits.cost,
    );
    const warnings = Array.from({ length: 6 }, (_, i) => `w${i}: dataQuality(first: 1) { totalCount }`);
    expect(cost(`{ ${warnings.join(' ')} }`)).toBeGreaterThan(defaultLimits.cost);
  });
});

describe('what a country asks is allowed', () => {
  test.each(questions.map(({ name, query }) => [name, query] as const))('by cost and shape: %s', (_name, query) => {
    expect(cost(query)).toBeLessThan(defaultLimits.cost / 5);
  });

  test('34 provinces, 5 indicators and 10 years in one query, by code and in order of values', () => {
    for (const order of ['CODE', 'VALUE_DESCENDING']) {
      const fields = Array.from(
        { length: 50 },
        (_, i) =>
          `f${i}: breakdown(${POOR}, period: "${2016 + (i % 10)}", level: PROVINCE, first: 34, orderBy: ${order}) { nodes { value coverage { expected reported complete } } }`,
      );
      expect(cost(ofUnit(fields.join(' ')))).toBeLessThan(defaultLimits.cost / 5);
    }
  });

  test('the urban and the rural communes of every province', () => {
    expect(
      cost(ofUnit(`children(first: 63) { nodes { byArea(${POOR}, period: "2022") { area total { value } } } }`)),
    ).toBeLessThan(defaultLimits.cost);
  });
});
