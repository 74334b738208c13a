import type { Comparator } from '@thi-dua/schema/rule';
import { compare, type Fraction, subtract, ZERO } from './fraction.js';
import { dueDay, hasBegun, type Point, pointOf, yearPoint } from './point.js';
import type { Facts, Frame, Outcome, Scheduled, Subject, Unit, Verdict } from './question.js';
import { sentence, words } from './texts.js';
import { falls, holds } from './yearly.js';
import { judgeYears } from './years.js';

type ScheduleRule = Pick<Scheduled, 'indicator' | 'meaning'>;

/** The rows of one unit, in the order of their years. */
const scheduleOf = (schedule: readonly Scheduled[], rule: ScheduleRule, unit: string): Scheduled[] =>
  schedule
    .filter((row) => row.unit === unit && row.indicator === rule.indicator && row.meaning === rule.meaning)
    .toSorted((a, b) => a.year - b.year);

/** The month of the plan's own day, in which a table was drawn up: its first year begins from the count of then. */
export function drawnUpAt(frame: Frame, firstYear: number): Point | null {
  const at = frame.day === null ? null : pointOf(frame.day.slice(0, 7));
  return at?.year === firstYear ? at : null;
}

/** What a year of one unit's rows says. Poverty is planned down where the table does not show by its course that it leads up. */
function planOfOne(rows: readonly Scheduled[], rule: ScheduleRule, unit: Unit, frame: Frame, facts: Facts) {
  const subject: Subject = { units: [unit], whole: true };
  const [first, last] = [rows[0], rows.at(-1)];
  const planned = (at: Point) => rows.find((row) => row.year === at.year)?.value ?? ZERO;
  const comparator: Comparator = first && last && compare(last.value, first.value) > 0 ? 'GE' : 'LE';
  const of =
    rule.meaning === 'REDUCTION'
      ? falls(rule.indicator, subject, facts, {
          by: planned,
          otherwiseFrom: (at) => (at.year === first?.year ? drawnUpAt(frame, at.year) : null),
        })
      : (at: Point) => holds(rule.indicator, { comparator, threshold: planned(at) }, subject, facts)(at);
  return { of, comparator };
}

/** One unit's years of an annexed table. */
export function judgeScheduleOfOne(
  rule: ScheduleRule,
  unit: Unit,
  schedule: readonly Scheduled[],
  frame: Frame,
  facts: Facts,
): Outcome {
  const rows = scheduleOf(schedule, rule, unit.id);
  const last = rows.at(-1);
  if (last === undefined) {
    return {
      verdict: 'NO_DATA',
      explanation: sentence(words('biểu không có đơn vị này', 'the table does not name this unit')),
      dueOn: null,
    };
  }
  const { of } = planOfOne(rows, rule, unit, frame, facts);
  return judgeYears({
    subject: { units: [unit], whole: true },
    frame,
    years: rows.map((row) => row.year),
    last: last.year,
    of,
  });
}

/** One cell of an annexed table beside what became of it. */
export interface ScheduledYear {
  row: Scheduled;
  /** The value at the end of the year, or by how much it fell in it; null where that is not known. */
  actual: Fraction | null;
  /** What is still lacking of the plan, never below 0; null where that is not known. */
  remaining: Fraction | null;
  verdict: Verdict;
}

/** Every row of an annexed table, in its order. */
export function scheduledYears(
  schedule: readonly Scheduled[],
  unitOf: (id: string) => Unit,
  frame: Frame,
  facts: Facts,
): ScheduledYear[] {
  const known = new Map<string, ReturnType<typeof planOfOne>>();
  return schedule.map((row) => {
    const name = [row.unit, row.indicator, row.meaning].join(' ');
    const unit = unitOf(row.unit);
    const plan = known.get(name) ?? planOfOne(scheduleOf(schedule, row, row.unit), row, unit, frame, facts);
    known.set(name, plan);
    const at = yearPoint(row.year);
    if (!hasBegun(at, frame)) return { row, actual: null, remaining: null, verdict: 'NO_DATA' };
    const year = plan.of(at);
    if (year.holds === null) return { row, actual: null, remaining: null, verdict: year.verdict };
    const missing = row.meaning === 'REDUCTION' || plan.comparator === 'GE';
    const lacking = missing ? subtract(row.value, year.measured) : subtract(year.measured, row.value);
    const over = frame.today > dueDay(at.ends, [unit]);
    return {
      row,
      actual: year.measured,
      remaining: year.holds ? ZERO : lacking,
      verdict: year.holds ? 'MET' : over ? 'NOT_MET' : 'OFF_TRACK',
    };
  });
}
