import { textIn } from '@thi-dua/gateway/page/i18n/text';
import { CLASSES, classOf, scaleOf, shadeOf } from '@thi-dua/gateway/page/map/scale';
import { newTiles, oldTiles, towards } from '@thi-dua/gateway/page/map/tiles';
import { hashOf, placeFrom } from '@thi-dua/gateway/page/place';
import { drawingOf, type Point } from '@thi-dua/gateway/page/trend/lines';
import { connect } from '@thi-dua/prisma/connect';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { testDatabase } from '../kit/database.js';

describe('the tiles', () => {
  test('are the provinces of the map, each once: 63 until the reform, 34 since', async () => {
    const operator = await connect((await testDatabase()).operatorUrl);
    const provinces = async (day: string) => {
      const { rows } = await operator.query<{ code: string }>(
        `SELECT code FROM map.locality WHERE level = 'PROVINCE' AND begins <= $1::date AND $1::date < ends ORDER BY code`,
        [day],
      );
      return rows.map(({ code }) => code);
    };
    expect(oldTiles.map(({ code }) => code).sort()).toEqual(await provinces('2025-06-30'));
    expect(newTiles.map(({ code }) => code).sort()).toEqual(await provinces('2025-07-01'));
    await operator.end();
    expect([oldTiles.length, newTiles.length]).toEqual([63, 34]);
  });

  test.each([
    ['old', oldTiles],
    ['new', newTiles],
  ])('of the %s map have places and short names of their own, and arrow keys reach every one', (_map, tiles) => {
    expect(new Set(tiles.map(({ column, row }) => `${column} ${row}`)).size).toBe(tiles.length);
    expect(new Set(tiles.map(({ short }) => short)).size).toBe(tiles.length);
    const reached = new Set(tiles.slice(0, 1));
    for (const tile of reached) {
      for (const key of ['ArrowLeft', 'ArrowRight', 'ArrowUp', 'ArrowDown']) {
        const next = towards(tiles, tile, key);
        if (next !== null) reached.add(next);
      }
    }
    expect(reached.size).toBe(tiles.length);
  });
});

test('shades rise with the values: a larger value is never paler, an equal one never another shade', () => {
  const values = fc.array(fc.double({ min: -1e6, max: 1e6, noNaN: true }), { minLength: 1, maxLength: 70 });
  fc.assert(
    fc.property(values, (given) => {
      const scale = scaleOf(given);
      expect(scale.length).toBeLessThanOrEqual(CLASSES);
      const shade = (value: number) => shadeOf(scale, classOf(scale, value));
      const shades = [...given].sort((a, b) => a - b).map(shade);
      expect(shades).toEqual([...shades].sort((a, b) => a - b));
      expect(shades.every((one) => one >= 0 && one < CLASSES)).toBe(true);
    }),
  );
});

describe('the address', () => {
  test('leads back to the place it was made of', () => {
    const place = fc.record({
      unit: fc.constantFrom('VN', '24', '213', '07198', '00352-01'),
      year: fc.option(fc.integer({ min: 2016, max: 2025 })),
      indicator: fc.constantFrom('POVERTY_RATE', 'POOR_HOUSEHOLDS'),
      boundary: fc.option(fc.constantFrom('2025-06-30', '2025-07-01')),
      basis: fc.constantFrom('OFFICIAL' as const, 'PROVISIONAL' as const),
      language: fc.constantFrom('vi' as const, 'en' as const),
    });
    fc.assert(
      fc.property(place, (one) => {
        expect(placeFrom(hashOf(one))).toEqual(one);
      }),
    );
  });
  test.each(['#year=1066&unit=<script>', '#boundary=2025-02-30&basis=ALL', '#lang=fr&indicator=a b', '#%E0%A4%A'])(
    'that makes no sense, as %s, leads to the beginning',
    (hash) => expect(placeFrom(hash)).toEqual(placeFrom('')),
  );
});

describe('the trend', () => {
  const point = (period: string, value: string | null, code: string, complete = true): Point => ({
    period,
    value,
    origin: 'ROLLED_UP',
    coverage: { complete, reported: complete ? 1 : 0, expected: 1 },
    methodology: { code, name: code },
  });
  test('joins no values of two standards, and leaves a gap where there is none', () => {
    const { years, lines } = drawingOf([
      point('2019', '9.5', 'OLD'),
      point('2020', '8', 'OLD'),
      point('2021', null, 'OLD'),
      point('2022', '12', 'NEW'),
    ]);
    expect(years).toEqual([2019, 2020, 2021, 2022]);
    expect(lines).toEqual([
      { standard: 'OLD', values: [9.5, 8, null, null] },
      { standard: 'NEW', values: [null, null, null, 12] },
    ]);
  });
  test('draws what is not complete apart from the line', () => {
    const { lines, partial } = drawingOf([point('2019', '20', 'OLD', false), point('2020', '8', 'OLD')]);
    expect([lines.map(({ values }) => values), partial]).toEqual([[[null, 8]], [20, null]]);
  });
});

describe('numbers', () => {
  const count = { kind: 'COUNT', unit: 'hộ' } as const;
  const rate = { kind: 'RATIO', unit: '%' } as const;
  test('are written as in Vietnam, or in English', () => {
    const [vi, en] = [textIn('vi'), textIn('en')];
    expect([vi.figure('1057374', count), vi.figure('5.000292', rate), vi.change('-1.17', rate)]).toEqual([
      '1.057.374',
      '5,00%',
      '-1,17 điểm %',
    ]);
    expect([en.figure('1057374', count), en.figure('5.000292', rate)]).toEqual(['1,057,374', '5.00%']);
    expect([vi.day('2025-07-01'), en.day('2025-07-01')]).toEqual(['1/7/2025', '1 July 2025']);
  });
  test('on an axis stay apart, however small', () => {
    const marks = [0, 0.02, 0.04, 5, 20].map((value) => textIn('vi').mark(value, rate));
    expect(marks).toEqual(['0%', '0,02%', '0,04%', '5%', '20%']);
  });
  test('lose no digit of a decimal that a number could not hold', () => {
    expect(textIn('vi').figure('123456789012345678901', count)).toBe('123.456.789.012.345.678.901');
  });
});
