import { compare } from './fraction.js';
import type { Point } from './point.js';
import type { Facts, Frame, Outcome, Scheduled, Subject } from './question.js';
import { sentence, words } from './texts.js';
import { falls, holds } from './yearly.js';
import { judgeYears } from './years.js';

/** The rows of one unit, in the order of their years. */
const scheduleOf = (
  schedule: readonly Scheduled[],
  rule: { indicator: string; meaning: 'LEVEL' | 'REDUCTION' },
  unit: string,
): Scheduled[] =>
  schedule
    .filter((row) => row.unit === unit && row.indicator === rule.indicator && row.meaning === rule.meaning)
    .toSorted((a, b) => a.year - b.year);

/** One unit's years of an annexed table. */
export function judgeScheduleOfOne(
  rule: { indicator: string; meaning: 'LEVEL' | 'REDUCTION' },
  unit: Subject['units'][number],
  schedule: readonly Scheduled[],
  frame: Frame,
  facts: Facts,
): Outcome {
  const rows = scheduleOf(schedule, rule, unit.id);
  const [first, last] = [rows[0], rows.at(-1)];
  if (first === undefined || last === undefined) {
    return {
      verdict: 'NO_DATA',
      explanation: sentence(words('biểu không có đơn vị này', 'the table does not name this unit')),
      dueOn: null,
    };
  }
  const subject: Subject = { units: [unit], whole: true };
  const planned = (at: Point) => rows.find((row) => row.year === at.year)?.value ?? null;
  // The table says by its course which way it leads; poverty is planned down where it has none.
  const comparator = compare(last.value, first.value) > 0 ? 'GE' : 'LE';
  const of =
    rule.meaning === 'REDUCTION'
      ? falls(rule.indicator, subject, facts, planned)
      : (at: Point) => holds(rule.indicator, { comparator, threshold: planned(at) ?? first.value }, subject, facts)(at);
  return judgeYears({ subject, frame, years: rows.map((row) => row.year), last: last.year, of });
}
