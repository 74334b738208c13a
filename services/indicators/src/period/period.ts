/** A year (2022), a quarter (2022-Q3) or a month (2022-11). */
export interface Period {
  readonly text: string;
  readonly year: number;
  /** Its first and last month, 1 to 12. */
  readonly first: number;
  readonly last: number;
}
export type PeriodKind = 'YEAR' | 'QUARTER' | 'MONTH';

const form = /^(\d{4})(?:-(?:Q([1-4])|(0[1-9]|1[0-2])))?$/;

/** The periods that were read: there are not many, and a rule for a country asks the same few ten thousand times. */
const known = new Map<string, Period>();

/** Null where `text` is no period. */
export function parsePeriod(text: string): Period | null {
  const found = known.get(text) ?? read(text);
  if (found !== null) known.set(text, found);
  return found;
}

function read(text: string): Period | null {
  const [, yearText, quarter, month] = form.exec(text) ?? [];
  const year = Number(yearText);
  if (yearText === undefined || year < 1900 || year > 2999) return null;
  if (quarter !== undefined) return { text, year, first: Number(quarter) * 3 - 2, last: Number(quarter) * 3 };
  if (month !== undefined) return { text, year, first: Number(month), last: Number(month) };
  return { text, year, first: 1, last: 12 };
}

export const kindOf = (period: Period): PeriodKind =>
  period.text.length === 4 ? 'YEAR' : period.text.includes('Q') ? 'QUARTER' : 'MONTH';

const twoDigits = (value: number) => (value < 10 ? `0${value}` : String(value));
const day = (year: number, month: number, dayOfMonth: number) => `${year}-${twoDigits(month)}-${twoDigits(dayOfMonth)}`;

export const firstDay = (period: Period): string => day(period.year, period.first, 1);
export const lastDay = ({ year, last }: Period): string =>
  day(year, last, new Date(Date.UTC(year, last, 0)).getUTCDate());

/** Whether `inner` lies entirely in `outer`; a period contains itself. */
export const contains = (outer: Period, inner: Period): boolean =>
  outer.year === inner.year && outer.first <= inner.first && inner.last <= outer.last;

/** The period of the same kind that follows. */
export function next(period: Period): Period {
  const kind = kindOf(period);
  const after =
    period.last === 12 ? { year: period.year + 1, month: 1 } : { year: period.year, month: period.last + 1 };
  if (kind === 'YEAR') return make(String(period.year + 1));
  if (kind === 'QUARTER') return make(`${after.year}-Q${(after.month + 2) / 3}`);
  return make(`${after.year}-${String(after.month).padStart(2, '0')}`);
}

function make(text: string): Period {
  const period = parsePeriod(text);
  if (period === null) throw new RangeError(`no period: ${text}`);
  return period;
}

/** How many periods of their kind lie between the two, both counted; 0 where `to` is before `from`. */
export function countBetween(from: Period, to: Period): number {
  const months = { YEAR: 12, QUARTER: 3, MONTH: 1 }[kindOf(from)];
  return Math.max(0, ((to.year - from.year) * 12 + to.last - from.last) / months + 1);
}

/** From the first to the last, both included. They must be of one kind. */
export function periodsBetween(from: Period, to: Period): Period[] {
  const periods: Period[] = [];
  for (let period = from; lastDay(period) <= lastDay(to); period = next(period)) periods.push(period);
  return periods;
}
