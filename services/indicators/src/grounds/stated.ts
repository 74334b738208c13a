import type { Basis } from '../figure/figure.js';
import type { ObservationStatus } from '../observation/observation.js';
import { kindOf, type Period, parsePeriod } from '../period/period.js';

/** What tells which revision of a figure counts. */
export interface Revision {
  period: string;
  status: ObservationStatus;
  current: boolean;
  official: boolean;
}

const quarters = [1, 2, 3, 4];
const monthsOf = (year: number, first: number): string[] =>
  [first, first + 1, first + 2].map((month) => `${year}-${String(month).padStart(2, '0')}`);

/** The stretches that a flow's figure is added up from where it was not reported: each by itself, else by its months. */
function stretchesOf(period: Period): { whole: string | null; months: string[] }[] {
  const { text, year, first } = period;
  if (kindOf(period) === 'MONTH') return [];
  if (kindOf(period) === 'QUARTER') return [{ whole: null, months: monthsOf(year, first) }];
  return quarters.map((quarter) => ({ whole: `${text}-Q${quarter}`, months: monthsOf(year, quarter * 3 - 2) }));
}

/** The periods whose reports a figure of `period` can be made of; of a stock, its own alone. */
export function periodsStated(period: string, flow: boolean): string[] {
  const parsed = flow ? parsePeriod(period) : null;
  const parts = parsed === null ? [] : stretchesOf(parsed);
  return [period, ...parts.flatMap(({ whole, months }) => [...(whole === null ? [] : [whole]), ...months])];
}

function counting<Row extends Revision>(rows: readonly Row[], period: string, basis: Basis): Row | null {
  const of = rows.filter((row) => row.period === period);
  const official = of.find((row) => row.official) ?? null;
  if (basis === 'OFFICIAL') return official;
  return of.find((row) => row.current && ['SUBMITTED', 'VERIFIED', 'RELEASED'].includes(row.status)) ?? official;
}

/**
 * The reports that a unit's own figure consists of: that of the period; of a flow otherwise those of its quarters, or of
 * their months. None where one of them is not there: nothing is added up then.
 */
export function statedBy<Row extends Revision>(
  rows: readonly Row[],
  period: string,
  flow: boolean,
  basis: Basis,
): Row[] {
  const own = counting(rows, period, basis);
  if (own !== null) return [own];
  const parsed = flow ? parsePeriod(period) : null;
  const stretches = (parsed === null ? [] : stretchesOf(parsed)).map(({ whole, months }): Row[] | null => {
    const reported = whole === null ? null : counting(rows, whole, basis);
    if (reported !== null) return [reported];
    const found = months.flatMap((month) => counting(rows, month, basis) ?? []);
    return found.length === months.length ? found : null;
  });
  return stretches.includes(null) ? [] : stretches.flatMap((reports) => reports ?? []);
}
