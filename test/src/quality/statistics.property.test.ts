import { judgeHistory, judgeNeighbours, judgeSum, LEAST_HISTORY } from '@thi-dua/indicators/quality/judge';
import { deviation, median, slippedBy, spread } from '@thi-dua/indicators/quality/statistics';
import { compareKeys } from '@thi-dua/indicators/quality/warnings';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

const value = fc.double({ min: -1e9, max: 1e9, noNaN: true });
const values = fc.array(value, { minLength: 1, maxLength: 40 });
const counts = fc.array(fc.integer({ min: 0, max: 1_000_000 }), { minLength: LEAST_HISTORY, maxLength: 12 });
const close = (a: number, b: number) => expect(Math.abs(a - b)).toBeLessThanOrEqual(1e-6 * (1 + Math.abs(a)));

describe('the median and the spread', () => {
  test('lie between the values, whatever their order', () => {
    fc.assert(
      fc.property(values, fc.integer(), (list, seed) => {
        const shuffled = list
          .map((each, i) => ({ each, key: Math.sin(seed + i) }))
          .sort((a, b) => a.key - b.key)
          .map(({ each }) => each);
        expect(median(shuffled)).toBe(median(list));
        expect(spread(shuffled)).toBe(spread(list));
        expect(median(list)).toBeGreaterThanOrEqual(Math.min(...list));
        expect(median(list)).toBeLessThanOrEqual(Math.max(...list));
      }),
    );
  });

  test('move and stretch with the values', () => {
    fc.assert(
      fc.property(values, fc.double({ min: -1e6, max: 1e6, noNaN: true }), (list, by) => {
        close(median(list.map((each) => each + by)), median(list) + by);
        close(spread(list.map((each) => each + by)), spread(list));
        close(spread(list.map((each) => -3 * each)), 3 * spread(list));
      }),
    );
  });

  test('are not carried away by fewer wrong values than right ones', () => {
    fc.assert(
      fc.property(values, value, (list, wrong) => {
        const spoilt = [...list, ...list.slice(1).map(() => wrong * 1e6)];
        expect(median(spoilt)).toBeGreaterThanOrEqual(Math.min(...list));
        expect(median(spoilt)).toBeLessThanOrEqual(Math.max(...list));
      }),
    );
  });

  test('of nothing are none', () => {
    expect(() => median([])).toThrow(RangeError);
  });
});

describe('an outlier', () => {
  test('is never a value that lies among the others', () => {
    fc.assert(
      fc.property(counts, (list) => {
        expect(judgeHistory('COUNT', median(list), list)?.kind).not.toBe('OUTLIER_HISTORY');
        expect(judgeNeighbours(median(list), list)).toBeNull();
      }),
    );
  });

  test('is never a figure that does not move', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 1e9 }), fc.integer({ min: 1, max: 12 }), (each, length) => {
        const list = Array.from({ length }, () => each);
        expect(judgeHistory('COUNT', each, list)).toBeNull();
        expect(judgeNeighbours(each, list)).toBeNull();
      }),
    );
  });

  test('stays one the farther it lies', () => {
    fc.assert(
      fc.property(
        counts,
        fc.integer({ min: 0, max: 1_000_000 }),
        fc.integer({ min: 1, max: 1e9 }),
        (list, one, more) => {
          expect(deviation(one + more, list)).toBeGreaterThanOrEqual(deviation(one, list));
        },
      ),
    );
  });

  test('takes enough figures to say so', () => {
    expect(judgeHistory('COUNT', 5_000_000, [90, 91, 89])).toBeNull();
    expect(judgeHistory('COUNT', 9_000, [90, 91, 89, 90])).toEqual({
      kind: 'OUTLIER_HISTORY',
      compared: 90,
      periods: 4,
      power: 0,
    });
    expect(judgeNeighbours(9_000, [90, 91, 89, 90])).toBeNull();
    expect(judgeNeighbours(9_000, [90, 91, 89, 90, 92])).toEqual({ compared: 90, units: 5 });
  });

  test('is neither a steady fall of poverty nor a few households more', () => {
    expect(judgeHistory('COUNT', 400, [520, 660, 830, 1040, 1300])).toBeNull();
    expect(judgeHistory('RATIO', 4.03, [5.2, 6.1, 7.4, 8.2])).toBeNull();
    expect(judgeHistory('COUNT', 4, [1, 1, 1, 1])).toBeNull();
    expect(judgeHistory('COUNT', 0, [3, 2, 4, 2])).toBeNull();
    expect(judgeHistory('COUNT', 90, [1, 1, 1, 1])?.kind).toBe('OUTLIER_HISTORY');
  });
});

describe('a slip of the unit', () => {
  test('of a thousand or a million is found in both directions, the figure having moved meanwhile', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 1e9 }),
        fc.double({ min: 0.5, max: 2, noNaN: true }),
        fc.constantFrom(3, 6),
        fc.constantFrom(1, -1),
        (reference, moved, power, sign) => {
          const slipped = reference * moved * 10 ** (power * sign);
          expect(slippedBy(slipped, reference, [3, 6])).toBe(power * sign);
          expect(judgeHistory('MEAN', slipped, [reference])?.kind).toBe('UNIT_CHANGE');
        },
      ),
    );
  });

  test('is no change by less than a hundred, and none of or to nothing', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 1e9 }),
        fc.double({ min: 0.01, max: 100, noNaN: true }),
        (reference, by) => {
          expect(slippedBy(reference * by, reference, [3, 6])).toBeNull();
        },
      ),
    );
    expect(slippedBy(0, 1000, [3])).toBeNull();
    expect(slippedBy(1000, 0, [3])).toBeNull();
    expect(slippedBy(-1000, 1, [3])).toBeNull();
  });

  test('of a rate is a fraction for a percentage', () => {
    expect(judgeHistory('RATIO', 0.05, [5.2])?.kind).toBe('UNIT_CHANGE');
    expect(judgeHistory('RATIO', 90, [1.1, 1.2])?.kind).toBeUndefined();
  });
});

describe('a sum', () => {
  const parts = {
    standing: 'OWNER',
    rolledStanding: 'OWNER',
    leaf: false,
    own: '10',
    ownNumerator: null,
    ownDenominator: null,
    ownOpen: null,
    published: null,
    publishedOpen: null,
    rolled: '12',
    rolledNumerator: null,
    rolledDenominator: null,
    rolledOpen: null,
    expected: 2,
    reported: 2,
    complete: true,
    ownLessRolled: '-2.000000',
    publishedLessRolled: null,
    publishedLessOwn: null,
  } as const;

  test.each([
    ['differs, with all units there', parts, true, true],
    ['is more than the whole, with units missing', { ...parts, complete: false }, true, true],
    ['may be more than the whole where changes go both ways', { ...parts, complete: false }, false, false],
    ['is less, with units missing', { ...parts, complete: false, ownLessRolled: '2' }, true, false],
    ['agrees', { ...parts, ownLessRolled: '0.000000' }, true, false],
    ['is hidden or not there', { ...parts, rolled: null, ownLessRolled: null }, true, false],
  ])('%s', (_what, given, neverNegative, warned) => {
    expect(judgeSum('COUNT', given, neverNegative) !== null).toBe(warned);
  });

  test.each([
    ['5.000000', '-0.000292', false],
    ['5.00', '-0.6', true],
    ['4.030000', '0.004', false],
    ['4.030000', '0.006', true],
  ])('a rate published as %s, off by %s: %s', (published, publishedLessRolled, warned) => {
    expect(judgeSum('RATIO', { ...parts, own: null, published, publishedLessRolled }, true) !== null).toBe(warned);
  });
});

test('warnings have one order', () => {
  const key = fc.tuple(fc.constantFrom('a', 'b'), fc.constantFrom('a', 'b'), fc.constantFrom('a', 'b'));
  fc.assert(
    fc.property(key, key, key, (a, b, c) => {
      expect(compareKeys(a, b)).toBe(-compareKeys(b, a) + 0);
      if (compareKeys(a, b) <= 0 && compareKeys(b, c) <= 0) expect(compareKeys(a, c)).toBeLessThanOrEqual(0);
    }),
  );
  expect(compareKeys(['2023', 'a'], ['2022', 'a'])).toBe(-1);
});
