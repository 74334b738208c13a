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

/** One row for each figure that is due, its value left open. */
export function* templateRows(
  units: readonly DueUnit[],
  indicators: readonly DueIndicator[],
  period: Period,
): Generator<readonly string[]> {
  for (const { code, name, level } of units) {
    for (const indicator of indicators) {
      if (!indicator.levels.includes(level)) continue;
      const { methodology } = indicator;
      yield [code, name, indicator.code, indicator.name, indicator.unit, period.text, methodology ?? '', ''];
    }
  }
}

export const countRows = (units: readonly DueUnit[], indicators: readonly DueIndicator[]): number => {
  let count = 0;
  for (const { level } of units) for (const { levels } of indicators) if (levels.includes(level)) count++;
  return count;
};
