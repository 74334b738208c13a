import { toGlobalId } from '@thi-dua/schema/global-id';
import { beforeEach, describe, expect, test } from 'vitest';
import { ask, callerOf, indicators } from '../kit/services.js';
import { data, figuresDatabase, unitOf } from './figures-kit.js';

const { database, operator } = await figuresDatabase();
const service = indicators(database.appUrl);
const END = '2018-12-31';
const delta = '01 22 26 27 30 31 33 34 35 36 37'.split(' ');

const { rows: standards } = await operator.query<{ code: string }>(
  `SELECT code FROM indicators.methodology WHERE territory_id IS NULL AND valid_from <= $1 AND coalesce(valid_to > $1, true)`,
  [END],
);
const standard = standards[0]?.code ?? '';

/** Writes what units report for 2018, as if they had handed it in. */
async function report(codes: readonly string[], indicator: string, values: readonly number[], status = 'VERIFIED') {
  for (const [i, code] of codes.entries()) {
    await operator.query(
      `INSERT INTO indicators.observation (id, tenant_id, locality_id, indicator, period, period_end, methodology, value, status,
         revision, current, official, submitted_at, submitted_by)
       SELECT gen_random_uuid(), indicators.owner_of(u.id, $2), u.id, i.code, '2018', $2, CASE WHEN i.standard THEN $3::text END, $4,
         $5::indicators.observation_status, 1, true, $5 IN ('VERIFIED', 'RELEASED'), now(), 'test'
       FROM indicators.indicator i, (SELECT $1::uuid AS id) u WHERE i.code = $6`,
      [await unitOf(operator, code, END), END, standard, values[i] ?? 0, status, indicator],
    );
  }
}
beforeEach(async () => {
  await operator.query(`DELETE FROM indicators.observation WHERE period = '2018' AND submitted_by = 'test'`);
});

const numbers = (n: number) => delta.map((_code, i) => (i + 1) * n);
const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);

async function regionOf(caller: string, fields: string) {
  const { _entities } = await data(
    service,
    caller,
    `query ($r: [_Any!]!) { _entities(representations: $r) { ... on Region { ${fields} } } }`,
    { r: [{ __typename: 'Region', id: toGlobalId('Region', 'RED_RIVER_DELTA') }] },
  );
  return _entities[0];
}
const count = `value(indicator: "HOUSEHOLDS", period: "2018") { value coverage { expected reported complete } }`;

describe('a region', () => {
  test('is the sum of its provinces on the day; a rate is recomputed from sums, never averaged', async () => {
    await report(delta, 'HOUSEHOLDS', numbers(1000));
    await report(delta, 'POOR_HOUSEHOLDS', numbers(7).toReversed());
    const region = await regionOf(
      'trung-uong',
      `${count} rate: value(indicator: "POVERTY_RATE", period: "2018") { value numerator denominator methodology { code } }`,
    );
    expect(region.value).toEqual({
      value: String(sum(numbers(1000))),
      coverage: { expected: 11, reported: 11, complete: true },
    });
    const [poor, all] = [sum(numbers(7)), sum(numbers(1000))];
    expect(region.rate).toEqual({
      value: String(Number(((100 * poor) / all).toFixed(6))),
      numerator: String(poor),
      denominator: String(all),
      methodology: { code: standard },
    });
  });

  test('of which a province has not reported is never shown as if it were complete', async () => {
    await report(delta.slice(1), 'HOUSEHOLDS', numbers(1000).slice(1));
    expect((await regionOf('trung-uong', count)).value).toEqual({
      value: String(sum(numbers(1000)) - 1000),
      coverage: { expected: 11, reported: 10, complete: false },
    });
  });

  test('is withheld whole from whoever may not see the figure of each of its units, whether or not there is one', async () => {
    const nothing = { value: null, coverage: { expected: 11, reported: 0, complete: false } };
    expect((await regionOf('ha-noi', count)).value).toEqual(nothing);
    await report(delta.slice(0, 10), 'HOUSEHOLDS', numbers(1000), 'RELEASED');
    expect((await regionOf('trung-uong', count)).value.value).toBe(String(sum(numbers(1000)) - 11_000));
    const others = ['quang-binh', 'ha-noi', 'nobody-at-all'];
    for (const caller of others) expect((await regionOf(caller, count)).value, caller).toEqual(nothing);
    await report(delta.slice(10), 'HOUSEHOLDS', [11_000]);
    for (const caller of others) expect((await regionOf(caller, count)).value, caller).toEqual(nothing);
    expect((await regionOf('trung-uong', count)).value.value).toBe(String(sum(numbers(1000))));
  });
});

describe('the urban and the rural communes of a unit', () => {
  const unit = unitOf(operator, '213', END);
  const communes = async () => {
    const { rows } = await operator.query<{ code: string; urban: boolean }>(
      `SELECT l.code, n.type IN ('Phường', 'Thị trấn') AS urban FROM map.locality_parent p JOIN map.locality l ON l.id = p.child_id
       JOIN map.locality_name n ON n.locality_id = l.id AND n.begins <= $2 AND $2 < n.ends
       WHERE p.parent_id = $1 AND p.begins <= $2 AND $2 < p.ends ORDER BY l.code`,
      [await unit, END],
    );
    return rows;
  };
  const byArea = async () => {
    const { _entities } = await data(
      service,
      'bac-giang',
      `query ($r: [_Any!]!) { _entities(representations: $r) { ... on Locality {
         byArea(indicator: "HOUSEHOLDS", period: "2018") { area total { value coverage { expected reported complete } } } } } }`,
      { r: [{ __typename: 'Locality', id: toGlobalId('Locality', await unit) }] },
    );
    return _entities[0].byArea;
  };
  const reportAll = async () => {
    const rows = await communes();
    await report(
      rows.map(({ code }) => code),
      'HOUSEHOLDS',
      rows.map((_row, i) => i + 1),
    );
    expect(rows.some(({ urban }) => urban) && rows.some(({ urban }) => !urban)).toBe(true);
    return (urban: boolean, missing = 0) => {
      const reported = rows.filter((row) => row.urban === urban).length;
      return {
        area: urban ? 'URBAN' : 'RURAL',
        total: {
          value: String(sum(rows.map((row, i) => (row.urban === urban ? i + 1 : 0)))),
          coverage: { expected: reported + missing, reported, complete: missing === 0 },
        },
      };
    };
  };

  test('add up by their type on the day', async () => {
    const of = await reportAll();
    expect(await byArea()).toEqual([of(true), of(false)]);
  });

  test('are never shown as complete while the map lacks some of those that are declared: each may be of either kind', async () => {
    const of = await reportAll();
    const declared = (await communes()).length + 2;
    await operator.query(
      `INSERT INTO map.declared_children (locality_id, count, begins) VALUES ($1, $2, '2018-01-01')`,
      [await unit, declared],
    );
    try {
      expect(await byArea()).toEqual([of(true, 2), of(false, 2)]);
    } finally {
      await operator.query(`DELETE FROM map.declared_children WHERE locality_id = $1 AND begins = '2018-01-01'`, [
        await unit,
      ]);
    }
  });
});

describe('a fixed set of units', () => {
  const query = (codes: string[], asOf = END, period = '2018') =>
    `{ unitSet(codes: ${JSON.stringify(codes)}, asOf: "${asOf}", indicator: "HOUSEHOLDS", period: "${period}") { value coverage { expected reported complete } } }`;

  test('adds up what those units report, whatever the map says later', async () => {
    await report(['01', '27'], 'HOUSEHOLDS', [5, 6]);
    expect((await data(service, 'trung-uong', query(['01', '27', '27']))).unitSet).toEqual({
      value: '11',
      coverage: { expected: 2, reported: 2, complete: true },
    });
    // Bắc Ninh of that day has ended: it is expected, and cannot report.
    expect((await data(service, 'trung-uong', query(['01', '27'], END, '2025'))).unitSet.coverage.expected).toBe(2);
    expect((await data(service, 'ha-noi', query(['01', '27']))).unitSet.value).toBeNull();
    expect((await data(service, 'ha-noi', query(['01']))).unitSet.value).toBe('5');
  });

  test('is refused with every code that no unit bore', async () => {
    const { errors } = await ask(service, callerOf('trung-uong'), query(['01', '9x', '77777']));
    expect(errors?.map(({ message }) => message).join()).toMatch(/9x.*77777/);
    expect((await ask(service, callerOf('trung-uong'), query([]))).errors?.[0]?.extensions.code).toBe('BAD_USER_INPUT');
  });

  test('is refused where one of its units lies in another', async () => {
    const nested = await ask(service, callerOf('trung-uong'), query(['01', 'VN']));
    expect(nested.errors?.[0]).toMatchObject({
      message: '01 lies in VN: it would count twice. Leave one of them out.',
      extensions: { code: 'BAD_USER_INPUT' },
    });
    expect(nested.data?.unitSet ?? null).toBeNull();
  });

  test('shows of a hidden report beside an open one what it shows where there is none', async () => {
    await report(['01', '27'], 'HOUSEHOLDS', [5, 6]);
    const hidden = (await data(service, 'ha-noi', query(['01', '27']))).unitSet;
    await operator.query('DELETE FROM indicators.observation WHERE locality_id = $1', [
      await unitOf(operator, '27', END),
    ]);
    expect((await data(service, 'ha-noi', query(['01', '27']))).unitSet).toEqual(hidden);
  });
});
