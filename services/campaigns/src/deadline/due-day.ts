/** A step of a plan as its document dates it: see `Milestone.when` and `Bound`. */
export interface DatedStep {
  when: string;
  bound: 'ON' | 'BEFORE' | 'BY' | 'WITHIN';
}
/** The years for which a plan holds; null: its document names none. */
export interface PlanYears {
  from: number | null;
  to: number | null;
}
/** When a step is due, and since when it can be taken where the document gives a stretch of time. */
export interface Due {
  from: string | null;
  on: string;
}

const iso = (time: number) => new Date(time).toISOString().slice(0, 10);
const dayBefore = (day: string) => iso(Date.parse(`${day}T00:00:00Z`) - 86_400_000);
const lastDayOf = (year: number, month: number) => iso(Date.UTC(year, month, 0));
const pad = (n: number) => String(n).padStart(2, '0');

/** First and last day of what is written: a day, a month, a quarter or a year. Null for a day that no calendar has. */
function stretch(when: string): { first: string; last: string } | null {
  const [, year = '', quarter, month, day] = /^(\d{4})(?:-Q([1-4])|-(\d\d)(?:-(\d\d))?)?$/.exec(when) ?? [];
  if (year === '') return null;
  if (day !== undefined) {
    const time = Date.parse(`${when}T00:00:00Z`);
    return !Number.isNaN(time) && iso(time) === when ? { first: when, last: when } : null;
  }
  const [begin, end] =
    month !== undefined
      ? [Number(month), Number(month)]
      : quarter !== undefined
        ? [Number(quarter) * 3 - 2, Number(quarter) * 3]
        : [1, 12];
  return { first: `${year}-${pad(begin)}-01`, last: lastDayOf(Number(year), end) };
}

function dueOf({ when, bound }: DatedStep): Due | null {
  const span = stretch(when);
  if (span === null) return null;
  // "trước": the last day on which it is still before.
  if (bound === 'BEFORE') return { from: null, on: dayBefore(span.first) };
  return { from: bound === 'BY' || span.first === span.last ? null : span.first, on: span.last };
}

/**
 * The days from `first` to `last`, both included, on which a step is due, oldest first. A step of every year is due in each
 * year of the plan; on 29 February only where there is one. A step of every year without a day has no due date: the
 * document does not state it.
 */
export function dueDays(step: DatedStep, plan: PlanYears, first: string, last: string): Due[] {
  const yearly = /^--(\d\d-\d\d)$/.exec(step.when)?.[1];
  if (yearly === undefined) {
    const due = dueOf(step);
    return due !== null && first <= due.on && due.on <= last ? [due] : [];
  }
  // The day before 1 January is of the year before.
  const from = Math.max(plan.from ?? 0, Number(first.slice(0, 4)));
  const to = Math.min(plan.to ?? 9999, Number(last.slice(0, 4)) + 1);
  return Array.from({ length: Math.max(0, to - from + 1) }, (_none, i) =>
    dueOf({ ...step, when: `${from + i}-${yearly}` }),
  ).filter((due): due is Due => due !== null && first <= due.on && due.on <= last);
}
