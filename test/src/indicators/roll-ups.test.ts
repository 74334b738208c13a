import { setTimeout as sleep } from 'node:timers/promises';
import { verifyRollUps } from '@thi-dua/indicators/verify-rollups/roll-up-differences';
import { assertSafeRole } from '@thi-dua/prisma/assert-safe-role';
import { connect } from '@thi-dua/prisma/connect';
import type pg from 'pg';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { indicators } from '../kit/services.js';
import { data, figuresDatabase, ofUnits } from './figures-kit.js';
import { type Place, plant, province, state, withAllBelow } from './small-country.js';

const { database, operator } = await figuresDatabase();
const service = indicators(database.appUrl);
const country = {
  raced: province('R1', [1, 3]),
  stopped: province('R2', [1, 2]),
  held: province('R3', [1, 3]),
  judged: province('R4', [1, 1]),
  flowing: province('R5', [1, 2]),
  shallow: province('R6', [1, 1, 3]),
  touched: province('R7', [2, 1]),
};
await plant(operator, Object.values(country));

const others = await Promise.all([connect(database.operatorUrl), connect(database.operatorUrl)]);
afterAll(() => Promise.all(others.map((client) => client.end())));
const [first, second] = others;
// Whatever a test that failed left open.
afterEach(async () => {
  await first.query('ROLLBACK');
  await second.query('ROLLBACK');
});

const unit = (place: Place, code: string): Place => {
  const found = withAllBelow(place).find((one) => one.code === code);
  if (found === undefined) throw new Error(`no ${code}`);
  return found;
};
/** What is stored of a unit's poor households of 2022. */
const stored = async (place: Place, period = '2022', indicator = 'POOR_HOUSEHOLDS') => {
  const { rows } = await operator.query<{ x: string | null; reported: number }>(
    `SELECT trim_scale(provisional_x)::text AS x, provisional_reported AS reported FROM indicators.roll_up
     WHERE unit = $1 AND indicator = $2 AND period = $3`,
    [place.id, indicator, period],
  );
  return rows[0] ?? null;
};
const poor = (value: number) => ({ indicator: 'POOR_HOUSEHOLDS', period: '2022', value });
const settle = (client: pg.Client) => client.query('SELECT indicators.settle_roll_ups()');
async function waits(client: pg.Client): Promise<void> {
  for (let i = 0; i < 200; i++) {
    const { rowCount } = await operator.query(
      `SELECT FROM pg_stat_activity WHERE pid = $1 AND wait_event_type = 'Lock'`,
      [Reflect.get(client, 'processID')],
    );
    if (rowCount) return;
    await sleep(10);
  }
  throw new Error('it does not wait');
}
const nothingDiffers = async () => expect((await verifyRollUps(operator)).differences).toEqual([]);

describe('two transactions at once', () => {
  test('that report the first figures under one unit both count', async () => {
    const [a, b] = [unit(country.raced, 'R10101'), unit(country.raced, 'R10102')];
    await first.query('BEGIN');
    await second.query('BEGIN');
    await state(first, { ...a, tenant: 'r1-a' }, poor(3));
    await settle(first);
    await state(second, { ...b, tenant: 'r1-b' }, poor(4));
    const late = settle(second);
    await waits(second);
    await first.query('COMMIT');
    await late;
    await second.query('COMMIT');
    expect(await stored(unit(country.raced, 'R101'))).toEqual({ x: '7', reported: 2 });
    expect(await stored(country.raced)).toEqual({ x: '7', reported: 0 });
    await nothingDiffers();
  });

  test('of which one withdraws the report behind which the first figure of the other stayed, miss nothing', async () => {
    const district = unit(country.stopped, 'R201');
    const own = await state(operator, district, poor(50));
    expect(await stored(country.stopped)).toEqual({ x: '50', reported: 1 });
    await first.query('BEGIN');
    await state(first, { ...unit(country.stopped, 'R20101'), tenant: 'r2-a' }, poor(3));
    await settle(first);
    await second.query('BEGIN');
    await second.query(`UPDATE indicators.observation SET status = 'RETURNED', return_reason = 'why' WHERE id = $1`, [
      own,
    ]);
    const late = settle(second);
    await waits(second);
    await first.query('COMMIT');
    await late;
    await second.query('COMMIT');
    expect(await stored(country.stopped)).toEqual({ x: '3', reported: 0 });
    await nothingDiffers();
  });

  test('nor where others had reported under it before', async () => {
    const own = await state(operator, unit(country.held, 'R301'), poor(50));
    await state(operator, unit(country.held, 'R30101'), poor(1));
    await first.query('BEGIN');
    await state(first, { ...unit(country.held, 'R30102'), tenant: 'r3-a' }, poor(3));
    await settle(first);
    await second.query('BEGIN');
    await second.query(`UPDATE indicators.observation SET status = 'RETURNED', return_reason = 'why' WHERE id = $1`, [
      own,
    ]);
    const late = settle(second);
    await waits(second);
    await first.query('COMMIT');
    await late;
    await second.query('COMMIT');
    expect(await stored(country.held)).toEqual({ x: '4', reported: 0 });
    await nothingDiffers();
  });
});

test('a change that a unit does not pass on goes no further up', async () => {
  const [one, two] = [unit(country.touched, 'R70101'), unit(country.touched, 'R701')];
  await state(operator, two, poor(9));
  const version = async () =>
    (await operator.query(`SELECT xmin::text FROM indicators.roll_up WHERE unit = $1`, [country.touched.id])).rows;
  await operator.query('UPDATE map.locality SET flags = flags WHERE id = $1', [one.id]);
  await operator.query(`INSERT INTO map.declared_children VALUES ($1, '0001-01-01', 2)`, [two.id]);
  await state(operator, one, poor(5));
  const before = await version();
  await state(operator, one, poor(6));
  expect(await stored(two)).toEqual({ x: '6', reported: 1 });
  expect(await version()).toEqual(before);
});

describe('the roll-ups themselves', () => {
  let app: pg.Client;
  beforeAll(async () => {
    app = await connect(database.appUrl);
    await app.query(`SELECT set_config('app.tenant', 'trung-uong', false), set_config('app.subject', 'me', false)`);
  });
  afterAll(() => app.end());

  test.each(['roll_up', 'roll_up_touch', 'roll_up_due'])(
    'can be neither read nor written by who serves: %s',
    async (table) => {
      for (const sql of [
        `SELECT FROM indicators.${table}`,
        `INSERT INTO indicators.${table} DEFAULT VALUES`,
        `DELETE FROM indicators.${table}`,
        `TRUNCATE indicators.${table}`,
      ])
        await expect(app.query(sql)).rejects.toMatchObject({ code: '42501' });
      // Nor where the right were given by mistake.
      const { rows } = await operator.query(
        `SELECT relrowsecurity AND relforcerowsecurity AS confined FROM pg_class WHERE oid = $1::regclass`,
        [`indicators.${table}`],
      );
      expect(rows).toEqual([{ confined: true }]);
    },
  );

  test('are not added up at the bidding of who serves', async () => {
    await expect(app.query(`SELECT indicators.refresh_roll_ups('{}')`)).rejects.toMatchObject({ code: '42501' });
    await expect(app.query(`SELECT indicators.rebuild_roll_ups('POOR_HOUSEHOLDS')`)).rejects.toMatchObject({
      code: '42501',
    });
    await assertSafeRole(database.appUrl);
  });

  test('leave nothing behind of a transaction, done or undone', async () => {
    for (const end of ['ROLLBACK', 'COMMIT']) {
      await first.query('BEGIN');
      await state(first, unit(country.raced, 'R10103'), poor(3));
      await first.query(end);
      const { rows } = await operator.query(
        'SELECT (SELECT count(*)::int FROM indicators.roll_up_touch) + (SELECT count(*)::int FROM indicators.roll_up_due) AS left',
      );
      expect(rows).toEqual([{ left: 0 }]);
    }
    expect(await stored(country.raced)).toEqual({ x: '10', reported: 1 });
  });
});

test("a mutation's own answer shows the sums that it made", async () => {
  await state(operator, { ...unit(country.judged, 'R40101'), tenant: country.judged.tenant }, poor(11));
  await state(operator, country.judged, poor(99));
  const { verifyObservations } = await data(
    service,
    'trung-uong',
    `mutation { verifyObservations(input: { localityCode: "R4", period: "2022", decision: "1/QĐ" }) { errors { code }
      observations { value locality { value(indicator: "POOR_HOUSEHOLDS", period: "2022") { value origin reconciliation { difference } } } } } }`,
  );
  expect(verifyObservations.errors).toEqual([]);
  const [own] = verifyObservations.observations.filter((one: { value: string }) => one.value === '99');
  expect(own.locality.value).toEqual({ value: '11', origin: 'ROLLED_UP', reconciliation: { difference: '88' } });
});

describe('a flow over time', () => {
  const [one, two] = ['R50101', 'R50102'].map((code) => unit(country.flowing, code));
  if (one === undefined || two === undefined) throw new Error('unreachable');
  const escaped = async (place: Place, period: string, indicator = 'ESCAPED_POVERTY') => {
    const [found] = await ofUnits(
      service,
      'trung-uong',
      [place.id],
      `v: value(indicator: "${indicator}", period: "${period}", basis: PROVISIONAL) { value origin coverage { reported complete } }`,
    );
    return found.v;
  };
  const flow = (period: string, value: number) => ({ indicator: 'ESCAPED_POVERTY', period, value });
  const none = { value: null, origin: 'ROLLED_UP', coverage: { reported: 0, complete: false } };

  test('is, for a quarter that was not reported, the sum of its months, once all three are there', async () => {
    await state(operator, one, flow('2022-01', 1));
    await state(operator, one, flow('2022-02', 2));
    expect(await escaped(one, '2022-Q1')).toEqual(none);
    await state(operator, one, flow('2022-03', 3));
    expect(await escaped(one, '2022-Q1')).toEqual({
      value: '6',
      origin: 'REPORTED',
      coverage: { reported: 1, complete: true },
    });
    expect(await escaped(unit(country.flowing, 'R501'), '2022-Q1')).toEqual({
      value: '6',
      origin: 'ROLLED_UP',
      coverage: { reported: 1, complete: false },
    });
  });

  test('a quarter that was reported goes before its months', async () => {
    await state(operator, two, flow('2022-Q1', 10));
    expect((await escaped(unit(country.flowing, 'R501'), '2022-Q1')).value).toBe('16');
    await state(operator, one, flow('2022-Q1', 7));
    expect((await escaped(unit(country.flowing, 'R501'), '2022-Q1')).value).toBe('17');
  });

  test('and a year is the sum of four quarters, reported or added up', async () => {
    for (const period of ['2022-Q2', '2022-Q3', '2022-10', '2022-11']) await state(operator, one, flow(period, 100));
    expect(await escaped(one, '2022')).toEqual(none);
    await state(operator, one, flow('2022-12', 100));
    expect((await escaped(one, '2022')).value).toBe('507');
    expect(await stored(country.flowing, '2022', 'ESCAPED_POVERTY')).toEqual({ x: '507', reported: 0 });
    await nothingDiffers();
  });

  test('is open only where all its parts are released', async () => {
    const open = async () => {
      const [found] = await ofUnits(
        service,
        'ha-noi',
        [one.id],
        'v: value(indicator: "ESCAPED_POVERTY", period: "2022", basis: PROVISIONAL) { value }',
      );
      return found.v.value;
    };
    const release = (where: string) =>
      operator.query(
        `UPDATE indicators.observation SET status = 'RELEASED', official = true WHERE current AND locality_id = $1 AND indicator = 'ESCAPED_POVERTY' AND ${where}`,
        [one.id],
      );
    await release(`period <> '2022-11'`);
    expect(await open()).toBeNull();
    await release('true');
    expect(await open()).toBe('507');
  });

  test('a stock is never added up', async () => {
    for (const month of ['01', '02', '03'])
      await state(operator, one, { indicator: 'POOR_HOUSEHOLDS', period: `2022-${month}`, value: 5 });
    expect(await escaped(one, '2022-Q1', 'POOR_HOUSEHOLDS')).toEqual(none);
  });
});

describe('the lowest level that reports', () => {
  const read = async (code: string) => {
    const [found] = await ofUnits(
      service,
      'trung-uong',
      [unit(country.shallow, code).id],
      'v: value(indicator: "POOR_HOUSEHOLDS", period: "2022", basis: PROVISIONAL) { value origin coverage { expected reported complete } }',
    );
    return found.v;
  };
  test('makes a commune with villages a leaf', async () => {
    await state(operator, unit(country.shallow, 'R6010101'), poor(2));
    await state(operator, unit(country.shallow, 'R60101'), poor(30));
    const before = { value: '30', origin: 'REPORTED', coverage: { expected: 3, reported: 1, complete: false } };
    expect(await read('R60101')).toEqual(before);
    await operator.query(
      `UPDATE indicators.indicator SET levels = '{PROVINCE,DISTRICT,COMMUNE}' WHERE code = 'POOR_HOUSEHOLDS'`,
    );
    expect(await read('R60101')).toEqual({ ...before, coverage: { expected: 1, reported: 1, complete: true } });
    expect(await read('R6')).toEqual({
      value: '30',
      origin: 'ROLLED_UP',
      coverage: { expected: 1, reported: 1, complete: true },
    });
    await nothingDiffers();
    await operator.query(
      `UPDATE indicators.indicator SET levels = '{PROVINCE,DISTRICT,COMMUNE,NEIGHBOURHOOD}' WHERE code = 'POOR_HOUSEHOLDS'`,
    );
    expect(await read('R60101')).toEqual(before);
    await nothingDiffers();
  });
});
