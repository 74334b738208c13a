import { randomUUID } from 'node:crypto';
import { verifyRollUps } from '@thi-dua/indicators/verify-rollups/roll-up-differences';
import { describe, expect, test } from 'vitest';
import { data, figuresDatabase, ofUnits, unitOf } from '../indicators/figures-kit.js';
import { indicators, localities } from '../kit/services.js';
import { type ActInput, enactment, inputOf, withdrawal } from './kit.js';

const { database, operator } = await figuresDatabase();
const map = localities(database.appUrl);
const figures = indicators(database.appUrl);
const board = 'trung-uong';
const DAY = '2023-07-01';

/** A unit that stands since ever, with an authority for a province. */
async function put(code: string, level: string, fullName: string, parent: string): Promise<void> {
  const [type = '', ...name] = fullName.split(' ');
  const id = randomUUID();
  const always = `'0001-01-01', '9999-12-31'`;
  await operator.query(`INSERT INTO map.locality (id, code, level, begins, ends) VALUES ($1, $2, $3, ${always})`, [
    id,
    code,
    level,
  ]);
  await operator.query(
    `INSERT INTO map.locality_name (locality_id, begins, ends, name, full_name, type) VALUES ($1, ${always}, $2, $3, $4)`,
    [id, name.join(' '), fullName, type],
  );
  await operator.query(
    `INSERT INTO map.locality_parent SELECT $1, id, ${always} FROM map.locality WHERE code = $2 AND ends = '9999-12-31'`,
    [id, parent],
  );
}
await put('98', 'PROVINCE', 'Tỉnh An Sơn', 'VN');
await put('981', 'DISTRICT', 'Huyện Bình Khê', '98');
await put('982', 'DISTRICT', 'Huyện Châu Lâm', '98');
for (const [code, district] of [
  ['98001', '981'],
  ['98002', '981'],
  ['98003', '981'],
  ['98004', '982'],
  ['98005', '982'],
] as const)
  await put(code, 'COMMUNE', `Xã ${code}`, district);
await operator.query('SELECT map.rebuild_closure()');

const state = async (code: string, asOf: string, period: string, value: number) =>
  operator.query(
    `INSERT INTO indicators.observation (id, tenant_id, locality_id, indicator, period, period_end, methodology, value, status, revision, current, official, submitted_at, submitted_by)
     VALUES ($1, $2, $3, 'POOR_HOUSEHOLDS', $4, indicators.last_day($4), 'ND07_2021', $5, 'SUBMITTED', 1, true, false, now(), 'someone')`,
    [randomUUID(), board, await unitOf(operator, code, asOf), period, String(value)],
  );
const reading = async (code: string, asOf: string, period: string, boundary?: string) => {
  const [{ value }] = await ofUnits(
    figures,
    board,
    [await unitOf(operator, code, asOf)],
    `value(indicator: "POOR_HOUSEHOLDS", period: "${period}", basis: PROVISIONAL${boundary ? `, boundary: "${boundary}"` : ''}) { value coverage { expected reported } }`,
  );
  return `${value.value ?? '–'} of ${value.coverage.reported}/${value.coverage.expected}`;
};
const enact = async (act: ActInput): Promise<string> => {
  const { enactBoundaryChange } = await data(map, board, enactment, {
    input: inputOf({ issuedOn: '2022-01-01', ...act }),
  });
  expect(enactBoundaryChange.errors).toEqual([]);
  return enactBoundaryChange.change.id;
};
const recomputed = async () => expect((await verifyRollUps(operator)).differences).toEqual([]);
const rollUps = async () =>
  (
    await operator.query(
      `SELECT * FROM indicators.roll_up r WHERE expected >= 0 AND unit IN (SELECT id FROM map.locality WHERE code LIKE '98%') ORDER BY unit, indicator, methodology, period`,
    )
  ).rows;

describe('figures and an act of the past', () => {
  test('before it, a district is what its communes add up to, in every period', async () => {
    for (const [period, factor] of [
      ['2022', 1],
      ['2023', 10],
    ] as const)
      for (const [i, code] of ['98001', '98002', '98003', '98004', '98005'].entries())
        await state(code, '2021-01-01', period, (i + 1) * factor);
    expect(await reading('981', '2021-01-01', '2022')).toBe('6 of 3/3');
    expect(await reading('981', '2021-01-01', '2023')).toBe('60 of 3/3');
    expect(await reading('98', '2021-01-01', '2023')).toBe('150 of 2/2');
    await recomputed();
  });

  test('after it, periods that closed before stand, and later ones roll up along the map of their day', async () => {
    await enact({
      effectiveOn: DAY,
      establish: [
        {
          code: '98001',
          level: 'COMMUNE',
          fullName: 'Xã Liên Hòa',
          parentCode: '981',
          from: [{ code: '98001' }, { code: '98002' }],
        },
      ],
      transfer: [{ codes: ['98003'], parentCode: '982' }],
    });
    await recomputed();
    expect(await reading('981', '2021-01-01', '2022')).toBe('6 of 3/3');
    expect(await reading('982', '2021-01-01', '2022')).toBe('9 of 2/2');
    // The merged commune has reported nothing yet, and the moved one reports elsewhere.
    expect(await reading('981', DAY, '2023')).toBe('– of 0/1');
    expect(await reading('982', DAY, '2023')).toBe('120 of 3/3');
    expect(await reading('98', DAY, '2023')).toBe('120 of 1/2');
    await state('98001', DAY, '2023', 33);
    expect(await reading('981', DAY, '2023')).toBe('33 of 1/1');
    expect(await reading('98', DAY, '2023')).toBe('153 of 2/2');
    // Old figures in the boundaries of the new map.
    expect(await reading('98001', DAY, '2022', DAY)).toBe('3 of 2/2');
    await recomputed();
  });

  test('a level that ended: the province is what its communes add up to', async () => {
    const rows = await operator.query(
      `SELECT count(*)::int AS n FROM map.locality WHERE level = 'DISTRICT' AND ends > '2027-01-01' AND code NOT LIKE '98%'`,
    );
    expect(rows.rows).toEqual([{ n: 0 }]);
    await enact({ effectiveOn: '2026-01-01', abolishLevel: 'DISTRICT' });
    await recomputed();
    for (const [code, value] of [
      ['98001', 1],
      ['98003', 2],
      ['98004', 3],
      ['98005', 4],
    ] as const)
      await state(code, '2026-01-01', '2026-01', value);
    expect(await reading('98', '2026-01-01', '2026-01')).toBe('10 of 4/4');
    expect(await reading('98', '2026-01-01', '2023')).toBe('153 of 2/2');
    await recomputed();
  });
});

test('an act to come changes no figure, and leaves none behind when it is withdrawn', async () => {
  const before = await rollUps();
  expect(before.length).toBeGreaterThan(0);
  const id = await enact({
    effectiveOn: '2090-01-01',
    establish: [
      {
        code: '98001',
        level: 'COMMUNE',
        fullName: 'Xã Hòa',
        parentCode: '98',
        from: [{ code: '98001' }, { code: '98003' }],
      },
    ],
  });
  expect(await rollUps()).toEqual(before);
  const { withdrawBoundaryChange } = await data(map, board, withdrawal, { input: { id, reason: 'x' } });
  expect(withdrawBoundaryChange.errors).toEqual([]);
  expect(await rollUps()).toEqual(before);
  await recomputed();
});

test('tried only, it touches no figure', async () => {
  const before = await rollUps();
  await data(map, board, enactment, {
    input: inputOf({ dryRun: true, issuedOn: '2022-01-01', effectiveOn: '2026-02-01', end: ['98001'] }),
  });
  expect(await rollUps()).toEqual(before);
});
