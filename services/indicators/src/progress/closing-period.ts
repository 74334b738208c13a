import { contains, lastDay, type Period, parsePeriod } from '../period/period.js';

/**
 * The period whose end stands for that of `period`, for a unit whose last day is `ended` (null: it still stands). A unit
 * that ended in the course of a year closes with its last whole month. What changed in such a year is not its last month's,
 * and after its end a unit has no figures: null.
 */
export function closingPeriod(period: Period, ended: string | null, time: 'STOCK' | 'FLOW'): Period | null {
  if (ended === null || lastDay(period) <= ended) return period;
  if (time === 'FLOW') return null;
  const month = parsePeriod(ended.slice(0, 7));
  if (month === null) return null;
  const closing = lastDay(month) <= ended ? month : monthBefore(month);
  return closing && contains(period, closing) ? closing : null;
}

const monthBefore = ({ year, first }: Period): Period | null =>
  first === 1 ? null : parsePeriod(`${year}-${String(first - 1).padStart(2, '0')}`);
