import { toGlobalId } from '@thi-dua/schema/global-id';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { indicators } from '../kit/services.js';
import { counted } from '../kit/statements.js';
import { figuresDatabase, ofUnits } from './figures-kit.js';
import { type Place, plant, province, state } from './small-country.js';

const { database, operator } = await figuresDatabase();
const service = indicators(database.appUrl);
const [one, other] = [province('G1', [2, 3]), province('G2', [1, 1])];
await plant(operator, [one, other]);
/** A unit below, whose figures are its province's: only that has a tenant. */
const at = (top: Place, ...way: number[]): Place => ({
  ...way.reduce((found, i) => found.children[i] ?? expect.fail('no such unit'), top),
  tenant: top.tenant,
});

const FLOW = { indicator: 'ESCAPED_POVERTY' };
const escaped = (period: string) => `indicator: "ESCAPED_POVERTY", period: "${period}", basis: PROVISIONAL`;
const value = async (place: Place, args: string, fields: string, tenant = 'trung-uong') => {
  const [unit] = await ofUnits(service, tenant, [place.id], `value(${args}) { ${fields} }`);
  return unit.value;
};

describe('a flow that was not reported for a year', () => {
  const place = at(one, 0, 0);
  const reports = 'value restsOn { observations { period value } }';

  test('rests on its quarters, and where one was not reported on the months of it; on all or none', async () => {
    for (const [period, reported] of [
      ['2022-Q1', 10],
      ['2022-04', 1],
      ['2022-05', 2],
      ['2022-06', 3],
      ['2022-Q3', 20],
    ] as const)
      await state(operator, place, { ...FLOW, period, value: reported });
    expect(await value(place, escaped('2022'), reports)).toEqual({ value: null, restsOn: { observations: [] } });
    expect((await value(place, escaped('2022-Q2'), reports)).restsOn.observations).toHaveLength(3);
    await state(operator, place, { ...FLOW, period: '2022-Q4', value: 40 });
    // A month beside its quarter counts nowhere.
    await state(operator, place, { ...FLOW, period: '2022-01', value: 7 });
    const { observations } = (await value(place, escaped('2022'), reports)).restsOn;
    expect(observations).toEqual([
      { period: '2022-Q1', value: '10' },
      { period: '2022-04', value: '1' },
      { period: '2022-05', value: '2' },
      { period: '2022-06', value: '3' },
      { period: '2022-Q3', value: '20' },
      { period: '2022-Q4', value: '40' },
    ]);
    await state(operator, place, { ...FLOW, period: '2022', value: 99 });
    expect((await value(place, escaped('2022'), reports)).restsOn.observations).toEqual([
      { period: '2022', value: '99' },
    ]);
  });

  test('adds up exactly, whatever was reported for which months and quarters', async () => {
    const months = Array.from({ length: 12 }, (_none, i) => String(i + 1).padStart(2, '0'));
    const parts = [...months, 'Q1', 'Q2', 'Q3', 'Q4'];
    let year = 2000;
    await fc.assert(
      fc.asyncProperty(
        // Most are there, since else hardly a year would be whole.
        fc.record(Object.fromEntries(parts.map((part) => [part, fc.option(fc.nat(1000), { freq: 12 })]))),
        async (stated) => {
          year += 1;
          await operator.query('BEGIN');
          for (const [part, number] of Object.entries(stated))
            if (number !== null)
              await state(operator, at(other, 0, 0), {
                ...FLOW,
                period: `${year}-${part}`,
                methodology: 'QD59_2015',
                value: number,
              });
          await operator.query('COMMIT');
          const args = `${escaped(String(year))}, methodology: "QD59_2015"`;
          const found = await value(at(other, 0, 0), args, reports);
          const sum = found.restsOn.observations.reduce(
            (all: bigint, row: { value: string }) => all + BigInt(row.value),
            0n,
          );
          if (found.value === null) expect(found.restsOn.observations).toEqual([]);
          else expect(sum).toBe(BigInt(found.value));
        },
      ),
      { numRuns: 25, seed: 26 },
    );
  }, 60_000);
});

describe('the parts of a roll-up', () => {
  const poor = 'indicator: "POOR_HOUSEHOLDS", period: "2023", basis: PROVISIONAL';

  test('come page by page, by code, each once', async () => {
    for (const i of [0, 1])
      for (const j of [0, 1, 2])
        await state(operator, at(one, i, j), { indicator: 'POOR_HOUSEHOLDS', period: '2023', value: 10 * i + j });
    const page = (after: string) =>
      value(
        at(one, 1),
        poor,
        `restsOn { parts(first: 2${after}) { totalCount pageInfo { hasNextPage endCursor } nodes { value } } }`,
      );
    const first = (await page('')).restsOn.parts;
    expect(first).toMatchObject({
      totalCount: 3,
      pageInfo: { hasNextPage: true },
      nodes: [{ value: '10' }, { value: '11' }],
    });
    const second = (await page(`, after: "${first.pageInfo.endCursor}"`)).restsOn.parts;
    expect(second).toMatchObject({ pageInfo: { hasNextPage: false }, nodes: [{ value: '12' }] });
  });

  test('lead on down to the reports, by no more statements for many units than for few', async () => {
    const way = (fields: string) => `restsOn { parts(first: 500) { nodes { ${fields} } } }`;
    const down = `value ${way(`value ${way('value restsOn { observations { id } }')}`)}`;
    const asking = (places: Place[]) => {
      const ids = places.map(({ id }) => id);
      return counted(database.appUrl, () => ofUnits(service, 'trung-uong', ids, `value(${poor}) { ${down} }`));
    };
    // Once before: sessions are prepared when they are first used.
    await asking([one]);
    const [few, many] = [await asking([one]), await asking([one, other])];
    expect(many.statements).toBe(few.statements);
    const [top] = few.answer;
    const [, district] = top.value.restsOn.parts.nodes;
    expect(district.restsOn.parts.nodes[2].restsOn.observations).toHaveLength(1);
  });

  test('are none of a value that is hidden, as of one that nobody reported', async () => {
    const shape = 'value restsOn { parts { totalCount nodes { value } } observations { id } numerator { value } }';
    const hidden = await value(one, poor, shape, 'ha-noi');
    expect(hidden).toEqual(await value(one, poor.replace('2023', '2019'), shape, 'ha-noi'));
    expect(hidden).toEqual({
      value: null,
      restsOn: { parts: { totalCount: 0, nodes: [] }, observations: [], numerator: null },
    });
  });
});

describe('a report', () => {
  test('shows to whoever may see every revision that counts, and to nobody else', async () => {
    const place = at(other, 0, 0);
    const id = await state(operator, place, { indicator: 'POOR_HOUSEHOLDS', period: '2023', value: 5 });
    const poor = 'indicator: "POOR_HOUSEHOLDS", period: "2023", basis: PROVISIONAL';
    const shape = 'value restsOn { observations { id } }';
    const seen = { value: '5', restsOn: { observations: [{ id: toGlobalId('Observation', id) }] } };
    for (const tenant of ['trung-uong', 'g2']) expect(await value(place, poor, shape, tenant)).toEqual(seen);
    // The unit's figures are opened: the value shows, which the single report behind it does not.
    await operator.query(
      `INSERT INTO indicators.release (id, tenant_id, locality_id, period, basis, decision, released_by, released_on)
       VALUES (gen_random_uuid(), 'trung-uong', $1, '2023', 'PROVISIONAL', 'd', 'someone', '2024-01-01')`,
      [place.id],
    );
    expect(await value(place, poor, shape, 'ha-noi')).toEqual({ value: '5', restsOn: { observations: [] } });
  });
});

test('a mean leads to its weight, a count to neither numerator nor denominator', async () => {
  const income = 'indicator: "POOR_HOUSEHOLD_INCOME_PER_CAPITA", period: "2023", basis: PROVISIONAL';
  const shape = 'restsOn { numerator { value } denominator { indicator { code } basis period } }';
  const { restsOn } = await value(one, income, shape);
  const { rows } = await operator.query(
    `SELECT denominator FROM indicators.indicator WHERE code = 'POOR_HOUSEHOLD_INCOME_PER_CAPITA'`,
  );
  expect(restsOn).toEqual({
    numerator: null,
    denominator: { indicator: { code: rows[0].denominator }, basis: 'PROVISIONAL', period: '2023' },
  });
  expect((await value(one, escaped('2022'), shape)).restsOn).toEqual({ numerator: null, denominator: null });
});
