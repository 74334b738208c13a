import type { RuleSpec } from '@thi-dua/schema/rule';
import type { Words } from '@thi-dua/schema/words';
import { add, decimal, divide, type Fraction, fraction, multiply, negate, subtract, whole } from './fraction.js';
import { type Limit, satisfies } from './limit.js';
import type { Point } from './point.js';
import type { Facts } from './question.js';
import type { DatedRule } from './span.js';
import { A_YEAR, isRate, NO_UNIT, PERCENT, POINTS_A_YEAR, TIMES, words } from './texts.js';

type Of<Kind extends RuleSpec['kind']> = Extract<RuleSpec, { kind: Kind }>;

/** Where a rule's years began, and what was there. */
export interface Base {
  at: Point;
  value: Fraction;
}
/** A rule on one value, or on a value and the one it started from. */
export interface Measure {
  indicators: readonly string[];
  limits: readonly Limit[];
  /** False: the opening only serves to say whether the pace suffices. */
  restsOnBase: boolean;
  /** Null where it cannot be told: the base is 0. */
  of(value: Fraction, at: Point, base: Base | null): Fraction | null;
  /** What a limit asks for when `share` of the time is over. */
  atPace(limit: Limit, base: Base, share: Fraction): Limit;
  unit: Words;
  told(shownValue: Words): Words;
}

const HUNDRED = whole(100);
const level = (value: Words): Words => value;

export function measureOf(rule: DatedRule, facts: Facts): Measure {
  switch (rule.kind) {
    case 'LEVEL_AT':
      return levelOf(facts, rule.indicator, [{ comparator: rule.comparator, threshold: decimal(rule.threshold) }]);
    case 'COUNT_OF_MODELS':
      return levelOf(facts, 'POVERTY_REDUCTION_MODELS', [
        { comparator: rule.comparator, threshold: decimal(rule.threshold) },
      ]);
    case 'RANGE': {
      const least: Limit = { comparator: 'GE', threshold: decimal(rule.min) };
      if (rule.quantity === 'LEVEL')
        return levelOf(facts, rule.indicator, [least, { comparator: 'LE', threshold: decimal(rule.max) }]);
      // Whoever changes faster than the upper end has kept the promise and more.
      const direction = rule.quantity === 'AVERAGE_ANNUAL_DECREASE' ? 'DECREASE' : 'INCREASE';
      return averageOf(facts, rule.indicator, direction, [least]);
    }
    case 'AVERAGE_ANNUAL_CHANGE':
      return averageOf(facts, rule.indicator, rule.direction, [
        { comparator: rule.comparator, threshold: decimal(rule.threshold) },
      ]);
    case 'CHANGE_FROM_BASELINE':
      return changeOf(rule);
    case 'MULTIPLE_OF_BASELINE':
      return multipleOf(rule);
  }
}

/** On a straight line from the opening to what is asked for. */
const levelOf = (facts: Facts, indicator: string, limits: readonly Limit[]): Measure => ({
  indicators: [indicator],
  limits,
  restsOnBase: false,
  of: (value) => value,
  atPace: ({ comparator, threshold }, base, share) => {
    const needed = add(base.value, multiply(subtract(threshold, base.value), share));
    // On the way to one exact value it is enough to be no further from it.
    if (comparator !== 'EQ') return { comparator, threshold: needed };
    return { comparator: satisfies(base.value, { comparator: 'GE', threshold }) ? 'LE' : 'GE', threshold: needed };
  },
  unit: isRate(facts, [indicator]) ? PERCENT : NO_UNIT,
  told: level,
});

const averageOf = (
  facts: Facts,
  indicator: string,
  direction: 'DECREASE' | 'INCREASE',
  limits: readonly Limit[],
): Measure => ({
  indicators: [indicator],
  limits,
  restsOnBase: true,
  of: (value, at, base) => {
    if (base === null) return null;
    const change = subtract(value, base.value);
    return divide(direction === 'DECREASE' ? negate(change) : change, fraction(BigInt(at.month - base.at.month), 12n));
  },
  // An average asks for the same in every part of its time.
  atPace: (limit) => limit,
  unit: isRate(facts, [indicator]) ? POINTS_A_YEAR : A_YEAR,
  told: ({ vi, en }) =>
    direction === 'DECREASE'
      ? words(`giảm bình quân ${vi}`, `an average fall of ${en}`)
      : words(`tăng bình quân ${vi}`, `an average rise of ${en}`),
});

const changeOf = (rule: Of<'CHANGE_FROM_BASELINE'>): Measure => ({
  indicators: rule.indicators,
  limits: [{ comparator: rule.comparator, threshold: decimal(rule.threshold) }],
  restsOnBase: true,
  of: (value, _at, base) => {
    if (base === null) return null;
    const change = subtract(value, base.value);
    const share = divide(rule.direction === 'DECREASE' ? negate(change) : change, base.value);
    return share && multiply(share, HUNDRED);
  },
  atPace: ({ comparator, threshold }, _base, share) => ({ comparator, threshold: multiply(threshold, share) }),
  unit: PERCENT,
  told: ({ vi, en }) =>
    rule.direction === 'DECREASE'
      ? words(`giảm ${vi} so với đầu kỳ`, `a fall of ${en} from the baseline`)
      : words(`tăng ${vi} so với đầu kỳ`, `a rise of ${en} from the baseline`),
});

const multipleOf = (rule: Of<'MULTIPLE_OF_BASELINE'>): Measure => ({
  indicators: [rule.indicator],
  limits: [{ comparator: 'GE', threshold: decimal(rule.min) }],
  restsOnBase: true,
  of: (value, _at, base) => base && divide(value, base.value),
  atPace: ({ comparator, threshold }, _base, share) => ({
    comparator,
    threshold: add(whole(1), multiply(subtract(threshold, whole(1)), share)),
  }),
  unit: TIMES,
  told: ({ vi, en }) => words(`bằng ${vi} đầu kỳ`, `${en} the baseline`),
});
