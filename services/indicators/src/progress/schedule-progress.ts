import type { TargetBrief } from '@thi-dua/schema/rule';
import type { IndicatorsContext } from '../builder.js';
import { add, type Fraction, ZERO } from '../rule/fraction.js';
import { neededForSchedule } from '../rule/needs.js';
import type { Unit } from '../rule/question.js';
import { type ScheduledYear, scheduledYears } from '../rule/schedule.js';
import { loadFacts } from './facts-store.js';
import { frameOf, scheduledOf, type Terms } from './progress.js';
import { subjectOf } from './subject-store.js';

/** A column of an annexed table: what all its units come to in a year. Null where that of one is not known. */
export interface ScheduleTotal {
  year: number;
  indicator: string;
  meaning: 'LEVEL' | 'REDUCTION';
  planned: Fraction;
  actual: Fraction | null;
  remaining: Fraction | null;
}
export interface ScheduleProgress {
  rows: ScheduledYear[];
  totals: ScheduleTotal[];
}

/** Null where a target has no table, and where the caller may not see all that lies behind it. */
export async function scheduleProgressOf(
  context: IndicatorsContext,
  target: TargetBrief,
  terms: Terms,
): Promise<ScheduleProgress | null> {
  if (target.schedule.length === 0) return null;
  const schedule = scheduledOf(target.schedule);
  const frame = frameOf(target, terms);
  const { units } = await subjectOf(context).load({
    within: { tenant: target.owner },
    localities: [...new Set(schedule.map((row) => row.unit))],
    levels: [],
    designation: null,
    day: terms.today,
  });
  const known = new Map(units.map((unit) => [unit.id, unit]));
  const unitOf = (id: string): Unit => known.get(id) ?? { id, lastDay: null };
  const loaded = await loadFacts(
    context,
    {
      figures: neededForSchedule(schedule, frame),
      designations: [],
      lastDays: new Map(units.map(({ id, lastDay }) => [id, lastDay])),
    },
    terms.basis,
  );
  const rows = scheduledYears(schedule, unitOf, frame, loaded.facts);
  return loaded.withheld() ? null : { rows, totals: totalsOf(rows) };
}

/** What one unit did beyond its plan does not make up for what another lacks: remaining adds up what is lacking. */
function totalsOf(rows: readonly ScheduledYear[]): ScheduleTotal[] {
  const plus = (a: Fraction | null, b: Fraction | null) => (a === null || b === null ? null : add(a, b));
  const totals = new Map<string, ScheduleTotal>();
  for (const { row, actual, remaining } of rows) {
    const { year, indicator, meaning } = row;
    const name = [year, indicator, meaning].join(' ');
    const total = totals.get(name) ?? { year, indicator, meaning, planned: ZERO, actual: ZERO, remaining: ZERO };
    totals.set(name, {
      ...total,
      planned: add(total.planned, row.value),
      actual: plus(total.actual, actual),
      remaining: plus(total.remaining, remaining),
    });
  }
  return [...totals.values()].sort((a, b) => a.year - b.year);
}
