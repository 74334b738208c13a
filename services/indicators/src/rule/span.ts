import type { RuleSpec } from '@thi-dua/schema/rule';
import { type Point, pointOf, yearPoint, yearPoints } from './point.js';
import type { Frame } from './question.js';

/** The points in time that a rule on figures looks at. */
export interface Span {
  /** Where it starts from: the closing of the year before; null where nothing says when it begins. */
  readonly opening: Point | null;
  /** Whether the document itself names the opening: then no later one may stand for it. */
  readonly named: boolean;
  /** Null where no end is named. */
  readonly due: Point | null;
}
export type DatedRule = Extract<
  RuleSpec,
  {
    kind:
      | 'LEVEL_AT'
      | 'COUNT_OF_MODELS'
      | 'CHANGE_FROM_BASELINE'
      | 'MULTIPLE_OF_BASELINE'
      | 'AVERAGE_ANNUAL_CHANGE'
      | 'RANGE';
  }
>;
export type YearlyRule = Extract<RuleSpec, { kind: 'HOLDS_EVERY_YEAR' | 'FALLS_EVERY_YEAR' }>;

export const thisYear = ({ today }: Frame): number => Number(today.slice(0, 4));
const lastEndedYear = (frame: Frame): number => thisYear(frame) - (frame.today.endsWith('-12-31') ? 0 : 1);

const before = (year: number | null): Point | null => (year === null ? null : yearPoint(year - 1));
const end = (year: number | null): Point | null => (year === null ? null : yearPoint(year));

export function spanOf(rule: DatedRule, frame: Frame): Span {
  switch (rule.kind) {
    case 'LEVEL_AT':
      return { opening: before(frame.from), named: false, due: rule.at === null ? end(frame.to) : pointOf(rule.at) };
    case 'COUNT_OF_MODELS':
      return { opening: before(frame.from), named: false, due: end(frame.to) };
    case 'CHANGE_FROM_BASELINE': {
      const opening = rule.baseline === 'OPENING' ? before(frame.from) : pointOf(rule.baseline);
      return {
        opening,
        named: rule.baseline !== 'OPENING',
        due: rule.at === null ? end(frame.to) : pointOf(rule.at),
      };
    }
    case 'MULTIPLE_OF_BASELINE':
      return { opening: pointOf(rule.baseline), named: true, due: pointOf(rule.at) };
    case 'RANGE':
      return { opening: before(rule.from ?? frame.from), named: false, due: end(rule.to ?? frame.to) };
    case 'AVERAGE_ANNUAL_CHANGE': {
      const { window } = rule;
      if ('from' in window)
        return { opening: before(window.from ?? frame.from), named: false, due: end(window.to ?? frame.to) };
      const last = frame.to ?? lastEndedYear(frame);
      return { opening: yearPoint(last - window.consecutiveYearsBeforeNomination), named: true, due: yearPoint(last) };
    }
  }
}

/** How far back a value serves to say where a level stands that is not due, where nothing says when the plan begins. */
const REACH = 3;

/** The year's ends between a span's two, oldest first, at which a value may already stand. */
export function between({ opening, due }: Span, frame: Frame): Point[] {
  const last = Math.min(due === null ? thisYear(frame) : due.year, thisYear(frame));
  const first = opening === null ? last - REACH : opening.year;
  return yearPoints(first, last).filter(
    (point) => (opening === null || opening.month < point.month) && (due === null || point.month < due.month),
  );
}

/** The years of a yearly rule; `last` null where no end is named. Null where nothing says when it begins. */
export function yearsOf(
  rule: Pick<YearlyRule, 'from' | 'to'>,
  frame: Frame,
): { years: number[]; last: number | null } | null {
  const first = rule.from ?? frame.from;
  const last = rule.to ?? frame.to;
  if (first === null) return null;
  const until = last ?? thisYear(frame);
  return { years: Array.from({ length: Math.max(0, until - first + 1) }, (_, i) => first + i), last };
}
