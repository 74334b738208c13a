import type { RuleSpec, ShareOfUnits } from '@thi-dua/schema/rule';
import type { Words } from '@thi-dua/schema/words';
import type { Fraction } from './fraction.js';

/** How a rule stands (design §5). */
export const VERDICTS = ['MET', 'ON_TRACK', 'OFF_TRACK', 'NOT_MET', 'NO_DATA', 'NOT_COMPARABLE'] as const;
export type Verdict = (typeof VERDICTS)[number];

export interface Unit {
  readonly id: string;
  /** The last day on which it stood; null: it still does. */
  readonly lastDay: string | null;
}
/** Whom a rule binds. Its figures are those of all of them together; one of several units is never left out. */
export interface Subject {
  readonly units: readonly Unit[];
  /** False where the map does not hold all units that it should: what these few come to is not the whole. */
  readonly whole: boolean;
}
/** What a rule leaves open, it takes from the plan or the nomination that it is judged for. */
export interface Frame {
  readonly from: number | null;
  /** The plan's last year, or the last year before a nomination. */
  readonly to: number | null;
  /** The plan's own day: who then bore a designation is bound to leave it. */
  readonly day: string | null;
  readonly today: string;
}
/** A value a unit and year, as in an annexed table. */
export interface Scheduled {
  readonly unit: string;
  readonly year: number;
  readonly indicator: string;
  readonly meaning: 'LEVEL' | 'REDUCTION';
  readonly value: Fraction;
}
export interface Question {
  readonly rule: RuleSpec;
  readonly subject: Subject;
  /** The units that each share in the rule is taken of, by {@link shareKey}. */
  readonly shares: ReadonlyMap<string, Subject>;
  readonly frame: Frame;
  readonly schedule: readonly Scheduled[];
  /** What the plan or programme that a rule speaks of has promised, by its official words. Not there: it is not known. */
  readonly promised: ReadonlyMap<string, readonly Question[]>;
}

export const shareKey = ({ levels, designation }: Pick<ShareOfUnits, 'levels' | 'designation'>): string =>
  [levels.toSorted().join(' '), designation ?? ''].join('/');

const NOBODY: Subject = { units: [], whole: true };
export const unitsOfShare = ({ shares }: Pick<Question, 'shares'>, rule: ShareOfUnits): Subject =>
  shares.get(shareKey(rule)) ?? NOBODY;

/** What a ratio is the quotient of; of a mean, the weighted sum and the weight. */
export interface Parts {
  readonly numerator: Fraction;
  readonly denominator: Fraction;
}
/** A figure of one unit. Ratios and means are in the unit of their value (percent for a ratio), unrounded where known. */
export interface Figure {
  readonly value: Fraction;
  /** The sums of a ratio or mean, by which units are added up; null for one that was published without them. */
  readonly parts: Parts | null;
  readonly kind: 'COUNT' | 'RATIO' | 'MEAN';
  /** False for a roll-up that not every unit below accounts for. */
  readonly whole: boolean;
}
export interface FigureKey {
  readonly unit: string;
  readonly indicator: string;
  readonly period: string;
  /** Asked under the standard in force at the end of this period. */
  readonly standardOf: string;
}
/** A time in which a unit holds a designation; `ends` is the first day on which it no longer does. */
export interface Stretch {
  readonly begins: string;
  readonly ends: string;
  /** The decision that took it away; null where it lapsed, or stands. */
  readonly endedBy: string | null;
}
/** Where a judgement finds what it rests on. Not there and not known are the same: null. */
export interface Facts {
  figure(key: FigureKey): Figure | null;
  /** The standard in force at the end of a period, by name; null where none applies. */
  standard(indicator: string, period: string): string | null;
  indicator(code: string): Words & { readonly rate: boolean };
  designation(unit: string, kind: string): readonly Stretch[];
}

export interface Outcome {
  readonly verdict: Verdict;
  readonly explanation: Words;
  /** Null where no end is named. */
  readonly dueOn: string | null;
}
export interface Judgement extends Outcome {
  /** The figures it rests on. */
  readonly figures: readonly FigureKey[];
  readonly byUnit: readonly { readonly unit: string; readonly verdict: Verdict }[];
}
