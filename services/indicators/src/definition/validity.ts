import { LOCALITY_LEVELS, type LocalityLevel } from '../figure/units-store.js';
import type { IndicatorRow } from './definition-store.js';

const dayBefore = (day: string): string =>
  new Date(Date.parse(`${day}T00:00:00Z`) - 86_400_000).toISOString().slice(0, 10);

/**
 * Whether an indicator is stated for a period that ends on `lastDay`. The day before its first one also serves: there
 * stands the stock it opens with. A period that its end falls into is not stated any more.
 */
export const isValidOn = (
  { validFrom, validTo }: Pick<IndicatorRow, 'validFrom' | 'validTo'>,
  lastDay: string,
): boolean => (validFrom === null || dayBefore(validFrom) <= lastDay) && (validTo === null || lastDay < validTo);

const depth = (level: LocalityLevel): number => LOCALITY_LEVELS.indexOf(level);

export const lowestOf = (levels: readonly LocalityLevel[]): LocalityLevel | undefined =>
  levels.reduce<LocalityLevel | undefined>(
    (lowest, level) => (lowest === undefined || depth(level) > depth(lowest) ? level : lowest),
    undefined,
  );

export const isBelow = (level: LocalityLevel, other: LocalityLevel): boolean => depth(level) > depth(other);

/** Nobody below the lowest level reports. Above it a unit may always state its own figure: it stands beside the roll-up. */
export const reportsAt = ({ lowestLevel }: Pick<IndicatorRow, 'lowestLevel'>, level: LocalityLevel): boolean =>
  !isBelow(level, lowestLevel);

/** Whether a standard may be named for it; null: none. */
export const isMeasuredUnder = (indicator: IndicatorRow, methodology: string | null): boolean =>
  methodology === null ? !indicator.standard : indicator.methodologies.includes(methodology);
