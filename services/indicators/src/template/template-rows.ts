import type { Period } from '../period/period.js';
import type { DueIndicator, DueUnit } from './due.js';

/** What the columns of a template say; the importer knows them all, and reads those it needs. */
export const HEADER = [
  'localityCode',
  'localityName',
  'indicator',
  'indicatorName',
  'unit',
  'period',
  'methodology',
  'value',
] as const;

/** At the levels that report it; under a local standard, in its territory. */
const isDue = ({ level, standards }: DueUnit, { levels, methodology, local }: DueIndicator): boolean =>
  levels.includes(level) && (!local || (methodology !== null && standards.includes(methodology)));

/** One row for each figure that is due, its value left open. */
export function* templateRows(
  units: readonly DueUnit[],
  indicators: readonly DueIndicator[],
  period: Period,
): Generator<readonly string[]> {
  for (const unit of units) {
    for (const indicator of indicators) {
      if (!isDue(unit, indicator)) continue;
      const { methodology } = indicator;
      yield [unit.code, unit.name, indicator.code, indicator.name, indicator.unit, period.text, methodology ?? '', ''];
    }
  }
}

export const countRows = (units: readonly DueUnit[], indicators: readonly DueIndicator[]): number => {
  let count = 0;
  for (const unit of units) for (const indicator of indicators) if (isDue(unit, indicator)) count++;
  return count;
};
