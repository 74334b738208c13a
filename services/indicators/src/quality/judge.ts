import type { FigureParts } from '../figure/figure.js';
import { deviation, median, slippedBy } from './statistics.js';

export const WARNING_KINDS = [
  'OUTLIER_HISTORY',
  'OUTLIER_NEIGHBOURS',
  'UNIT_CHANGE',
  'NUMERATOR_ABOVE_DENOMINATOR',
  'SUM_DISAGREES',
] as const;
export type WarningKind = (typeof WARNING_KINDS)[number];

/**
 * Beyond 3.5 deviations a value is taken for an outlier among its own past (Iglewicz and Hoaglin, 1993). Units beside
 * each other differ more than one unit from year to year, and in size: there it takes 5.
 */
const HISTORY_LIMIT = 3.5;
const NEIGHBOUR_LIMIT = 5;
/** Fewer say nothing about what is usual. */
export const LEAST_HISTORY = 4;
export const LEAST_NEIGHBOURS = 5;
/** How far back the past of a figure still tells about its present. */
export const HISTORY_LENGTH = 8;
/** What a unit of measurement is told by: the last periods, so that one earlier slip is not taken for it. */
const RECENT = 3;

export type Kind = 'COUNT' | 'RATIO' | 'MEAN';

/** Against its own earlier periods, newest first. A slip of the unit explains the outlier, so it stands instead of it. */
export function judgeHistory(
  kind: Kind,
  value: number,
  earlier: readonly number[],
): { kind: 'OUTLIER_HISTORY' | 'UNIT_CHANGE'; compared: number; periods: number; power: number } | null {
  const recent = earlier.slice(0, RECENT);
  if (recent.length > 0) {
    const reference = median(recent);
    const power = slippedBy(value, reference, POWERS[kind]);
    // A rate a hundred times smaller is a slip where it looks like a fraction: 0.05 for 5 %.
    const plausible = kind !== 'RATIO' || Math.min(Math.abs(value), Math.abs(reference)) <= 1;
    if (power !== null && plausible) return { kind: 'UNIT_CHANGE', compared: reference, periods: recent.length, power };
  }
  if (earlier.length < LEAST_HISTORY || Math.abs(deviation(value, earlier)) <= HISTORY_LIMIT) return null;
  return { kind: 'OUTLIER_HISTORY', compared: median(earlier), periods: earlier.length, power: 0 };
}

/** Thousands or millions of đồng for đồng; a fraction for a percentage. */
const POWERS = { COUNT: [3, 6], MEAN: [3, 6], RATIO: [2] } as const;

/** Against the units beside it, itself left out. */
export function judgeNeighbours(value: number, others: readonly number[]): { compared: number; units: number } | null {
  if (others.length < LEAST_NEIGHBOURS || Math.abs(deviation(value, others)) <= NEIGHBOUR_LIMIT) return null;
  return { compared: median(others), units: others.length };
}

/** Against what the units below add up to, exactly; a rate or mean as far as its own decimals reach. */
export function judgeSum(
  kind: Kind,
  { own, published, rolled, complete, ownLessRolled, publishedLessRolled }: FigureParts,
  neverNegative: boolean,
): { observed: string; compared: string } | null {
  if (rolled === null) return null;
  if (kind === 'COUNT') {
    if (own === null || ownLessRolled === null) return null;
    const difference = Number(ownLessRolled);
    // As long as units are missing below, only more than the whole is wrong.
    const disagrees = complete ? difference !== 0 : neverNegative && difference < 0;
    return disagrees ? { observed: own, compared: rolled } : null;
  }
  if (published === null || publishedLessRolled === null || !complete) return null;
  const decimals = published.replace(/0+$/, '').split('.')[1]?.length ?? 0;
  const disagrees = Math.abs(Number(publishedLessRolled)) > 0.5 * 10 ** -decimals + 1e-9;
  return disagrees ? { observed: published, compared: rolled } : null;
}
