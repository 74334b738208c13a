import { badInput } from '@thi-dua/schema/errors';
import { countBetween, kindOf, type Period, parsePeriod, periodsBetween } from './period.js';

/** How many periods one series may span. */
export const SERIES_LIMIT = 120;

/** An argument that names a period. */
export function requirePeriod(text: string, argument: string): Period {
  const period = parsePeriod(text);
  if (period !== null) return period;
  throw badInput(
    `"${argument}" is not a period. Write a year ("2022"), a quarter ("2022-Q3") or a month ("2022-11").`,
    argument,
  );
}

/** Two arguments that name a stretch of periods of one kind. */
export function requirePeriods(from: string, to: string): Period[] {
  const first = requirePeriod(from, 'from');
  const last = requirePeriod(to, 'to');
  if (kindOf(first) !== kindOf(last))
    throw badInput('"from" and "to" must both be years, both quarters or both months.', 'to');
  const count = countBetween(first, last);
  if (count === 0) throw badInput('"from" is later than "to".', 'from');
  if (count > SERIES_LIMIT)
    throw badInput(`A series spans at most ${SERIES_LIMIT} periods; this one spans ${count}.`, 'to');
  return periodsBetween(first, last);
}
