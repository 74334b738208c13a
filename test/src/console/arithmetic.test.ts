import { type Correction, correctionIn } from '@thi-dua/gateway/page/frozen/correction-words';
import { liveFigures } from '@thi-dua/gateway/page/frozen/live-figures';
import { textIn } from '@thi-dua/gateway/page/i18n/text';
import { CLASSES, classOf, scaleOf, shadeOf } from '@thi-dua/gateway/page/map/scale';
import { newTiles, oldTiles, towards } from '@thi-dua/gateway/page/map/tiles';
import { hashOf, placeFrom } from '@thi-dua/gateway/page/place';
import { mapYears, movementFor, reviewable, rowsOf, standardsOf, yearsOf } from '@thi-dua/gateway/page/review/rows';
import { endOf } from '@thi-dua/gateway/page/token';
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
      view: fc.constantFrom('year' as const, 'movement' as const),
      movement: fc.option(fc.constantFrom('VNN-2021-2025', 'CCCT-2016-2020')),
      span: fc.option(
        fc.tuple(fc.integer({ min: 2016, max: 2025 }), fc.nat(4)).map(([from, more]) => ({
          from,
          to: Math.min(from + more, 2025),
        })),
      ),
      language: fc.constantFrom('vi' as const, 'en' as const),
    });
    fc.assert(
      fc.property(place, (one) => {
        expect(placeFrom(hashOf(one))).toEqual(one);
      }),
    );
  });
  test.each([
    '#year=1066&unit=<script>',
    '#boundary=2025-02-30&basis=ALL',
    '#lang=fr&indicator=a b',
    '#%E0%A4%A',
    '#view=all&movement=a/b&from=2024&to=2021',
  ])('that makes no sense, as %s, leads to the beginning', (hash) => expect(placeFrom(hash)).toEqual(placeFrom('')));
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

describe('a review', () => {
  const value = (year: number, amount: string | null = '1') => ({
    period: String(year),
    value: amount,
    origin: 'REPORTED' as const,
    coverage: { complete: true, reported: 1, expected: 1 },
  });
  const stretch = (from: number, to: number, standard: string, years = yearsOf(from, to)) => ({
    from,
    to,
    methodology: { code: standard, name: standard },
    opening: null,
    values: years.map((year) => value(year)),
    total: null,
    change: null,
  });

  test('gives each standard a row of its own, and each figure one place: its year', () => {
    const cuts = fc.uniqueArray(fc.integer({ min: 2016, max: 2025 }), { maxLength: 4 });
    fc.assert(
      fc.property(cuts, fc.integer({ min: 2016, max: 2025 }), fc.nat(9), (given, first, more) => {
        const last = Math.min(first + more, 2025);
        const begins = [first, ...given.filter((year) => year > first && year <= last).sort()];
        const stretches = begins.map((from, i) => stretch(from, (begins[i + 1] ?? last + 1) - 1, `S${i}`));
        const years = yearsOf(first, last);
        const rows = rowsOf(stretches, years);
        expect(rows.map(({ standard }) => standard)).toEqual(begins.map((_from, i) => `S${i}`));
        for (const [column, year] of years.entries()) {
          const told = rows.flatMap(({ cells }) => cells[column] ?? []).filter((cell) => cell.is === 'figure');
          expect(told.map((cell) => cell.is === 'figure' && cell.figure.period)).toEqual([String(year)]);
        }
      }),
    );
  });
  test('tells a year in which the unit did not stand from one of another standard', () => {
    const [old, next] = rowsOf(
      [stretch(2021, 2021, 'OLD'), stretch(2022, 2025, 'NEW', [2022, 2023])],
      yearsOf(2021, 2025),
    );
    expect(old?.cells.map(({ is }) => is)).toEqual(['figure', 'elsewhere', 'elsewhere', 'elsewhere', 'elsewhere']);
    expect(next?.cells.map(({ is }) => is)).toEqual(['elsewhere', 'figure', 'figure', 'gone', 'gone']);
  });
  test('names each standard once, in the order of the years', () => {
    const all = [[stretch(2022, 2025, 'NEW')], [stretch(2021, 2021, 'OLD'), stretch(2022, 2025, 'NEW')]];
    expect(standardsOf(all)).toEqual(['OLD', 'NEW']);
  });
  test('marks the years in which the map changed, but for what was withdrawn', () => {
    const changes = [
      { effectiveOn: '2025-07-01', withdrawnAt: null },
      { effectiveOn: '2024-01-01', withdrawnAt: '2024-02-01T00:00:00Z' },
    ];
    expect([...mapYears(changes)]).toEqual([2025]);
  });
  test('is of the movement asked for, else of that of the year, else of the last; in the years that have begun', () => {
    const movements = [
      { code: 'A', periodFrom: 2016, periodTo: 2020 },
      { code: 'B', periodFrom: 2021, periodTo: 2025 },
    ];
    const found = (code: string | null, year: number) => movementFor(movements, code, year)?.code;
    expect([found('A', 2024), found(null, 2018), found('X', 2018), found(null, 2031)]).toEqual(['A', 'A', 'A', 'B']);
    expect(movementFor([], null, 2024)).toBeNull();
    expect(reviewable({ code: 'B', periodFrom: 2021, periodTo: 2025 }, 2023)).toEqual({ from: 2021, to: 2023 });
  });
});

describe('a frozen report', () => {
  const told = (over: Partial<Correction>) =>
    correctionIn(textIn('vi'), (code) =>
      code === 'POVERTY_RATE' ? { kind: 'RATIO', unit: '%', called: 'Tỷ lệ hộ nghèo' } : undefined,
    )({ section: 'indicators', path: 'POVERTY_RATE.closing.OFFICIAL.value', frozen: '5.25', live: null, ...over });
  test('has corrections in words, with figures in their unit', () => {
    expect(told({})).toEqual({
      section: 'Chỉ tiêu thống kê',
      steps: ['Tỷ lệ hộ nghèo', 'cuối kỳ', 'đã xác nhận', 'giá trị'],
      frozen: '5,25%',
      live: null,
    });
    expect(told({ path: 'POVERTY_RATE.closing.OFFICIAL.coverage.reported', frozen: '8', live: '1001' })).toMatchObject({
      frozen: '8',
      live: '1.001',
    });
    expect(told({ section: 'complete', path: '', frozen: 'false', live: 'true' })).toEqual({
      section: 'Mức đầy đủ',
      steps: [],
      frozen: 'không',
      live: 'có',
    });
  });
  test('shows as it is what has no word', () => {
    expect(told({ section: 'narrative', path: 'IV.text', frozen: 'Đã làm.', live: 'Đã làm xong.' })).toMatchObject({
      steps: ['IV', 'lời văn'],
      live: 'Đã làm xong.',
    });
    expect(told({ section: 'new', path: 'some.where' })).toMatchObject({ section: 'new', steps: ['some', 'where'] });
  });
  test('is told from today where a value differs, and where it is no longer as whole', () => {
    const figure = (value: string | null, complete = true) => ({
      value,
      origin: 'ROLLED_UP' as const,
      coverage: { complete, reported: 1, expected: 2 },
    });
    const one = (code: string, closing: ReturnType<typeof figure>) => ({
      indicator: { code },
      closing,
      provisional: null,
    });
    const frozen = [one('A', figure('1')), one('B', figure('2')), one('C', figure('3'))];
    const live = [one('A', figure('1')), one('B', figure('2', false)), one('C', figure('4'))];
    expect([...liveFigures(frozen, live, 'OFFICIAL').keys()]).toEqual(['B', 'C']);
    expect(liveFigures(frozen, live, 'PROVISIONAL').size).toBe(0);
  });
});

describe('a token', () => {
  const made = (claims: unknown) => `h.${Buffer.from(JSON.stringify(claims)).toString('base64url')}.s`;
  test('says when it ends', () =>
    expect(endOf(made({ exp: 1_700_000_000, sub: 'Nguyễn Văn Ánh' }))).toBe(1_700_000_000_000));
  test.each(['opaque', 'a.b.c', made({}), made({ exp: 'soon' }), made(null)])(
    'that does not, as %s, is left to the server',
    (one) => expect(endOf(one)).toBeNull(),
  );
});

test('moments are told by the clocks of Vietnam, whatever the reader’s', () => {
  expect(textIn('vi').moment('2026-12-31T18:05:00Z')).toBe('01:05 ngày 1/1/2027');
  expect(textIn('en').moment('2026-12-31T18:05:00Z')).toBe('01:05 on 1 January 2027 (Viet Nam time)');
});
