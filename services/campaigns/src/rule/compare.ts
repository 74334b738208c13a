import { Prisma } from '@thi-dua/prisma/generated/campaigns/client';
import type { Comparator, RuleSpec } from '@thi-dua/schema/rule';

/** How a rule stands to another one on the same matter. */
export type RuleStanding = 'TIGHTER' | 'EQUAL' | 'LOOSER';

type Of<Kind extends RuleSpec['kind']> = Extract<RuleSpec, { kind: Kind }>;

const order = (a: string, b: string): number => new Prisma.Decimal(a).cmp(b);
const standing = (excess: number): RuleStanding => (excess > 0 ? 'TIGHTER' : excess < 0 ? 'LOOSER' : 'EQUAL');
const same = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);

/** Up: more is asked the higher the threshold; down: the lower. An exact value compares with its like only. */
const sense: Record<Comparator, 'UP' | 'DOWN' | 'EXACT'> = { GE: 'UP', GT: 'UP', LE: 'DOWN', LT: 'DOWN', EQ: 'EXACT' };
const strict = (comparator: Comparator) => (comparator === 'GT' || comparator === 'LT' ? 1 : 0);

interface Threshold {
  comparator: Comparator;
  threshold: string;
}
function thresholds(own: Threshold, other: Threshold): RuleStanding | null {
  const way = sense[own.comparator];
  if (way !== sense[other.comparator]) return null;
  const difference = order(own.threshold, other.threshold);
  if (way === 'EXACT') return difference === 0 ? 'EQUAL' : null;
  const excess = way === 'UP' ? difference : -difference;
  return standing(excess === 0 ? strict(own.comparator) - strict(other.comparator) : excess);
}

/** Of two demands that hold together: tighter or looser where they agree in it. */
function both(a: RuleStanding | null, b: RuleStanding | null): RuleStanding | null {
  if (a === null || b === null) return null;
  if (a === 'EQUAL') return b;
  return b === 'EQUAL' || a === b ? a : null;
}

/**
 * How `own` stands to `other`; null where they speak of different things, or of the same in ways that cannot be ordered.
 * Windows and due dates must be the same, save that one that is not stated leaves the other as it is.
 */
export function compareRules(own: RuleSpec, other: RuleSpec): RuleStanding | null {
  if (own.kind !== other.kind) return null;
  switch (own.kind) {
    case 'LEVEL_AT': {
      const { indicator, at } = other as Of<'LEVEL_AT'>;
      return own.indicator === indicator && unstatedOrSame(own.at, at) ? thresholds(own, other as Threshold) : null;
    }
    case 'AVERAGE_ANNUAL_CHANGE': {
      const { indicator, direction, window } = other as Of<'AVERAGE_ANNUAL_CHANGE'>;
      return own.indicator === indicator && own.direction === direction && sameWindow(own.window, window)
        ? thresholds(own, other as Threshold)
        : null;
    }
    case 'CHANGE_FROM_BASELINE': {
      const { indicators, direction, baseline, at } = other as Of<'CHANGE_FROM_BASELINE'>;
      return same(own.indicators.toSorted(), indicators.toSorted()) &&
        own.direction === direction &&
        own.baseline === baseline &&
        unstatedOrSame(own.at, at)
        ? thresholds(own, other as Threshold)
        : null;
    }
    case 'MULTIPLE_OF_BASELINE': {
      const { indicator, baseline, at, min } = other as Of<'MULTIPLE_OF_BASELINE'>;
      return own.indicator === indicator && own.baseline === baseline && own.at === at
        ? standing(order(own.min, min))
        : null;
    }
    case 'SHARE_OF_UNITS': {
      const { levels, designation, rule } = other as Of<'SHARE_OF_UNITS'>;
      return same(own.levels.toSorted(), levels.toSorted()) && own.designation === designation
        ? both(thresholds(own, other as Threshold), compareRules(own.rule, rule))
        : null;
    }
    case 'HOLDS_EVERY_YEAR': {
      const { indicator, from, to } = other as Of<'HOLDS_EVERY_YEAR'>;
      return own.indicator === indicator && sameWindow(own, { from, to }) ? thresholds(own, other as Threshold) : null;
    }
    case 'RANGE': {
      const { indicator, quantity, from, to, min, max } = other as Of<'RANGE'>;
      return own.indicator === indicator && own.quantity === quantity && sameWindow(own, { from, to })
        ? both(standing(order(own.min, min)), standing(order(max, own.max)))
        : null;
    }
    case 'COUNT_OF_MODELS':
      return thresholds(own, other as Threshold);
    default:
      return same(own, other) ? 'EQUAL' : null;
  }
}

const unstatedOrSame = (a: string | number | null, b: string | number | null) => a === null || b === null || a === b;

function sameWindow(a: Of<'AVERAGE_ANNUAL_CHANGE'>['window'], b: Of<'AVERAGE_ANNUAL_CHANGE'>['window']): boolean {
  if ('from' in a && 'from' in b) return unstatedOrSame(a.from, b.from) && unstatedOrSame(a.to, b.to);
  return same(a, b);
}
