import { decimal } from '@thi-dua/indicators/rule/fraction';
import { judge } from '@thi-dua/indicators/rule/judge';
import { neededDesignations, neededFigures } from '@thi-dua/indicators/rule/needs';
import { type Facts, type Question, type Scheduled, shareKey, type Verdict } from '@thi-dua/indicators/rule/question';
import type { Comparator, RuleSpec } from '@thi-dua/schema/rule';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { factsOf, judged, type Table } from './rule-kit.js';

const UNITS = ['a', 'b', 'c'];
const YEARS = ['2020', '2021', '2022', '2023', '2024', '2025'];
const units = fc.subarray(UNITS, { minLength: 1 });
const comparator = fc.constantFrom<Comparator>('GE', 'GT', 'LE', 'LT', 'EQ');
const small = fc.integer({ min: 0, max: 12 }).map(String);
const year = fc.integer({ min: 2020, max: 2025 });
const maybeYear = fc.option(year);
const counted = fc.constantFrom('POOR_HOUSEHOLDS', 'NEAR_POOR_HOUSEHOLDS');
const indicator = fc.constantFrom('POOR_HOUSEHOLDS', 'NEAR_POOR_HOUSEHOLDS', 'POVERTY_RATE');
const direction = fc.constantFrom('DECREASE' as const, 'INCREASE' as const);

const leaf: fc.Arbitrary<RuleSpec> = fc.oneof(
  fc.record({
    kind: fc.constant('LEVEL_AT' as const),
    indicator,
    comparator,
    threshold: small,
    at: fc.option(year.map(String)),
  }),
  fc.record({
    kind: fc.constant('AVERAGE_ANNUAL_CHANGE' as const),
    indicator,
    direction,
    comparator,
    threshold: small,
    window: fc.oneof(
      fc.record({ from: maybeYear, to: maybeYear }),
      fc.record({ consecutiveYearsBeforeNomination: fc.integer({ min: 1, max: 4 }) }),
    ),
  }),
  fc.record({
    kind: fc.constant('CHANGE_FROM_BASELINE' as const),
    indicators: fc.uniqueArray(counted, { minLength: 1 }),
    direction,
    comparator,
    threshold: small.map((text) => `${text}0`),
    baseline: fc.constantFrom('OPENING', '2020', '2022'),
    at: fc.option(year.map(String)),
  }),
  fc.record({
    kind: fc.constant('HOLDS_EVERY_YEAR' as const),
    indicator,
    comparator,
    threshold: small,
    from: maybeYear,
    to: maybeYear,
  }),
  fc.record({ kind: fc.constant('FALLS_EVERY_YEAR' as const), indicator, from: maybeYear, to: maybeYear }),
  fc.record({
    kind: fc.constant('RANGE' as const),
    indicator,
    quantity: fc.constantFrom('LEVEL' as const, 'AVERAGE_ANNUAL_DECREASE' as const),
    min: small,
    max: small,
    from: maybeYear,
    to: maybeYear,
  }),
  fc.record({
    kind: fc.constant('SCHEDULE' as const),
    indicator: counted,
    meaning: fc.constantFrom('LEVEL' as const, 'REDUCTION' as const),
  }),
);
const share = fc.record({
  kind: fc.constant('SHARE_OF_UNITS' as const),
  levels: fc.constant(['COMMUNE' as const]),
  designation: fc.constant(null),
  comparator,
  threshold: fc.constantFrom('0', '33', '50', '66', '100'),
  rule: leaf,
});
const rule: fc.Arbitrary<RuleSpec> = fc.oneof(
  { weight: 3, arbitrary: leaf },
  share,
  fc.record({
    kind: fc.constantFrom('ALL_OF' as const, 'ANY_OF' as const),
    rules: fc.array(leaf, { minLength: 2, maxLength: 3 }),
  }),
);

const schedule: fc.Arbitrary<Scheduled[]> = fc.array(
  fc.record({
    unit: fc.constantFrom(...UNITS),
    year: fc.integer({ min: 2022, max: 2025 }),
    indicator: counted,
    meaning: fc.constantFrom('LEVEL' as const, 'REDUCTION' as const),
    value: small.map(decimal),
  }),
  { maxLength: 12 },
);
const question: fc.Arbitrary<Question> = fc
  .record({
    rule,
    bound: units,
    counted: units,
    schedule,
    frame: fc.record({
      from: maybeYear,
      to: maybeYear,
      day: fc.constant('2019-05-05'),
      today: fc.constantFrom('2021-06-30', '2022-12-31', '2024-02-01', '2025-12-31', '2026-03-01'),
    }),
  })
  .map((made) => ({
    rule: made.rule,
    subject: { units: made.bound.map((id) => ({ id, lastDay: null })), whole: true },
    shares: new Map(
      made.rule.kind === 'SHARE_OF_UNITS'
        ? [[shareKey(made.rule), { units: made.counted.map((id) => ({ id, lastDay: null })), whole: true }]]
        : [],
    ),
    frame: made.frame,
    schedule: made.schedule,
    promised: new Map(),
  }));

/** Every figure that there can be: counts, and rates with their parts; the closings of 2020 and 2021 under both standards. */
const names = UNITS.flatMap((unit) =>
  ['POOR_HOUSEHOLDS', 'NEAR_POOR_HOUSEHOLDS', 'POVERTY_RATE'].flatMap((code) =>
    [...YEARS, '2020 as of 2022', '2021 as of 2022'].map((period) => `${unit} ${code} ${period}`),
  ),
);
const everything: fc.Arbitrary<Table> = fc
  .array(fc.integer({ min: 0, max: 12 }), { minLength: names.length, maxLength: names.length })
  .map((values) =>
    Object.fromEntries(names.map((name, i) => [name, name.includes('RATE') ? `${values[i]}/100` : `${values[i]}`])),
  );
const without = (table: Table, left: readonly string[]): Table =>
  Object.fromEntries(Object.entries(table).filter(([name]) => !left.includes(name)));
const runs = { numRuns: 1500 };
const final: Verdict[] = ['MET', 'NOT_MET'];

describe('a judgement', () => {
  test('that is final stays what it is, whatever figure turns up that was missing', () => {
    fc.assert(
      fc.property(question, everything, fc.subarray(names), (asked, table, left) => {
        const partial = judge(asked, factsOf(without(table, left))).verdict;
        fc.pre(final.includes(partial));
        expect(judge(asked, factsOf(table)).verdict).toBe(partial);
      }),
      runs,
    );
  });

  test('without any figure is never final', () => {
    fc.assert(
      fc.property(question, (asked) => {
        fc.pre(asked.rule.kind !== 'SHARE_OF_UNITS');
        expect(['NO_DATA']).toContain(judge(asked, factsOf({})).verdict);
      }),
      runs,
    );
  });

  test('does not depend on the order of units, of rows, or of the parts of a rule', () => {
    const turned = (asked: Question): Question => ({
      ...asked,
      rule: 'rules' in asked.rule ? { ...asked.rule, rules: asked.rule.rules.toReversed() } : asked.rule,
      subject: { ...asked.subject, units: asked.subject.units.toReversed() },
      shares: new Map([...asked.shares].map(([key, each]) => [key, { ...each, units: each.units.toReversed() }])),
      schedule: asked.schedule.toReversed(),
    });
    const oneRowACell = (asked: Question): Question => ({
      ...asked,
      schedule: [
        ...new Map(asked.schedule.map((row) => [[row.unit, row.year, row.indicator].join(' '), row])).values(),
      ],
    });
    fc.assert(
      fc.property(question.map(oneRowACell), everything, fc.subarray(names), (asked, table, left) => {
        const facts = factsOf(without(table, left));
        const [forth, back] = [judge(asked, facts), judge(turned(asked), facts)];
        expect(back.verdict).toBe(forth.verdict);
        expect(back.dueOn).toBe(forth.dueOn);
        const byUnit = ({ byUnit: each }: typeof forth) => new Map(each.map(({ unit, verdict }) => [unit, verdict]));
        expect(byUnit(back)).toEqual(byUnit(forth));
      }),
      runs,
    );
  });

  test('asks for no figure and no designation but those that were said to be needed, and rests on those it names', () => {
    const text = (key: object) => JSON.stringify(key, ['unit', 'indicator', 'period', 'standardOf']);
    fc.assert(
      fc.property(question, everything, fc.subarray(names), (asked, table, left) => {
        const needed = new Set(neededFigures(asked).map(text));
        const designated = new Set(neededDesignations(asked));
        const plain = factsOf(without(table, left));
        const watched: Facts = {
          ...plain,
          figure: (key) => {
            expect(needed).toContain(text(key));
            return plain.figure(key);
          },
          designation: (unit, kind) => {
            expect(designated).toContain(unit);
            return plain.designation(unit, kind);
          },
        };
        const judgement = judge(asked, watched);
        const named = new Set(judgement.figures.map(text));
        const only: Facts = { ...plain, figure: (key) => (named.has(text(key)) ? plain.figure(key) : null) };
        expect(judge(asked, only).verdict).toBe(judgement.verdict);
      }),
      runs,
    );
  });

  test('is told in whole sentences of both languages, in composed Unicode, without a code or a hole in it', () => {
    fc.assert(
      fc.property(question, everything, fc.subarray(names), (asked, table, left) => {
        const { vi, en } = judge(asked, factsOf(without(table, left))).explanation;
        for (const told of [vi, en]) {
          expect(told).toMatch(/^[\p{Lu}\d“"].*\.$/u);
          expect(told).not.toMatch(/undefined|null|NaN|[A-Z]{2,}_[A-Z]|\s\s/);
          expect(told).toBe(told.normalize('NFC'));
        }
        expect(vi).not.toMatch(/\d\.\d(?!\d\d)/);
      }),
      runs,
    );
  });

  test('of a change between two standards is never anything but not comparable, where both values are known', () => {
    fc.assert(
      fc.property(small, small, small, comparator, direction, (then, now, threshold, held, way) => {
        const spec: RuleSpec = {
          kind: 'AVERAGE_ANNUAL_CHANGE',
          indicator: 'POOR_HOUSEHOLDS',
          direction: way,
          comparator: held,
          threshold,
          window: { from: 2021, to: 2025 },
        };
        const table = { 'u POOR_HOUSEHOLDS 2020': then, 'u POOR_HOUSEHOLDS 2025': now };
        expect(judged({ rule: spec }, table).verdict).toBe('NOT_COMPARABLE');
      }),
    );
  });
});

describe('arithmetic', () => {
  const digits = fc.bigInt({ min: 0n, max: 10n ** 24n });
  const places = 12;
  const text = (scaled: bigint) => {
    const padded = String(scaled).padStart(places + 1, '0');
    return `${padded.slice(0, -places)}.${padded.slice(-places)}`;
  };
  const order: Record<Comparator, (a: bigint, b: bigint) => boolean> = {
    GE: (a, b) => a >= b,
    GT: (a, b) => a > b,
    LE: (a, b) => a <= b,
    LT: (a, b) => a < b,
    EQ: (a, b) => a === b,
  };

  test('is exact to the twelfth place of numbers that no float can hold', () => {
    const near = digits.chain((value) => fc.tuple(fc.constant(value), fc.constantFrom(value, value + 1n, value + 10n)));
    fc.assert(
      fc.property(near, comparator, fc.boolean(), ([low, high], held, turned) => {
        const [value, threshold] = turned ? [high, low] : [low, high];
        const spec: RuleSpec = {
          kind: 'LEVEL_AT',
          indicator: 'POOR_HOUSEHOLDS',
          comparator: held,
          threshold: text(threshold),
          at: '2025',
        };
        expect(judged({ rule: spec }, { 'u POOR_HOUSEHOLDS 2025': text(value) }).verdict).toBe(
          order[held](value, threshold) ? 'MET' : 'NOT_MET',
        );
      }),
    );
  });

  test('compares a ratio by cross-multiplication, unrounded', () => {
    const positive = fc.bigInt({ min: 1n, max: 10n ** 15n });
    fc.assert(
      fc.property(positive, positive, fc.bigInt({ min: 0n, max: 1000n }), comparator, (top, bottom, tenths, held) => {
        const spec: RuleSpec = {
          kind: 'LEVEL_AT',
          indicator: 'POVERTY_RATE',
          comparator: held,
          threshold: `${tenths / 10n}.${tenths % 10n}`,
          at: '2025',
        };
        expect(judged({ rule: spec }, { 'u POVERTY_RATE 2025': `${top}/${bottom}` }).verdict).toBe(
          order[held](top * 1000n, tenths * bottom) ? 'MET' : 'NOT_MET',
        );
      }),
    );
  });
});

describe('a better figure never makes a verdict worse', () => {
  const rank: Verdict[] = ['NOT_MET', 'OFF_TRACK', 'ON_TRACK', 'MET'];
  const rising = fc.tuple(small, small).map(([a, b]) => (Number(a) <= Number(b) ? [a, b] : [b, a]) as [string, string]);
  const dated = (indicatorCode: string): fc.Arbitrary<RuleSpec> =>
    fc.oneof(
      fc.record({
        kind: fc.constant('LEVEL_AT' as const),
        indicator: fc.constant(indicatorCode),
        comparator: fc.constantFrom<Comparator>('LE', 'LT'),
        threshold: small,
        at: fc.constant('2025'),
      }),
      fc.record({
        kind: fc.constant('AVERAGE_ANNUAL_CHANGE' as const),
        indicator: fc.constant(indicatorCode),
        direction: fc.constant('DECREASE' as const),
        comparator: fc.constantFrom<Comparator>('GE', 'GT'),
        threshold: small,
        window: fc.constant({ from: 2022, to: 2025 }),
      }),
      fc.record({
        kind: fc.constant('CHANGE_FROM_BASELINE' as const),
        indicators: fc.constant([indicatorCode]),
        direction: fc.constant('DECREASE' as const),
        comparator: fc.constantFrom<Comparator>('GE', 'GT'),
        threshold: small.map((each) => `${each}0`),
        baseline: fc.constant('OPENING'),
        at: fc.constant(null),
      }),
    );
  test.each(['2023', '2025'])('where less is better: of %s, due or on the way', (period) => {
    fc.assert(
      fc.property(dated('POOR_HOUSEHOLDS'), small, rising, (spec, opening, [less, more]) => {
        const verdict = (value: string) =>
          judged(
            { rule: spec, frame: { from: 2022, today: period === '2025' ? '2026-03-01' : '2024-02-01' } },
            { 'u POOR_HOUSEHOLDS 2021 as of 2022': opening, [`u POOR_HOUSEHOLDS ${period}`]: value },
          ).verdict;
        const [better, worse] = [verdict(less), verdict(more)];
        fc.pre(rank.includes(better) && rank.includes(worse));
        expect(rank.indexOf(better)).toBeGreaterThanOrEqual(rank.indexOf(worse));
      }),
      runs,
    );
  });
});
