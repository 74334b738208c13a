import type { IndicatorsContext } from '../builder.js';
import {
  definitions,
  type IndicatorRow,
  inForce,
  type MethodologyRow,
  requireIndicator,
} from '../definition/definition-store.js';
import type { Basis } from '../figure/figure.js';
import { type IndicatorValue, indicatorValues } from '../figure/indicator-value.js';
import { lastDay, parsePeriod } from '../period/period.js';
import { closingPeriod } from '../progress/closing-period.js';
import { exact } from '../progress/facts-store.js';
import { rounded, subtract } from '../rule/fraction.js';
import { lastDayOfUnit } from './unit-end-store.js';

/** What is reported of a unit: years, each under the standard in force at the end of the last. */
export interface FiguresKey {
  unit: string;
  from: number;
  to: number;
  boundary: string | null;
}

/** The standard changed in the course of the years: values before and after are never subtracted. */
export interface StandardBreak {
  before: MethodologyRow;
  after: MethodologyRow;
}

/** An indicator of a report; its figures are read when they are asked for. */
export interface ReportedIndicator {
  indicator: IndicatorRow;
  opening: (basis: Basis) => Promise<IndicatorValue | null>;
  closing: (basis: Basis) => Promise<IndicatorValue | null>;
  standardBreak: StandardBreak | null;
}

export const year = (of: number) => {
  const period = parsePeriod(String(of));
  if (period === null) throw new RangeError(`no year: ${of}`);
  return period;
};

/** The figure at the end of a year under one standard; of a unit that ended in its course, that of its last month. */
export async function figureOfYear(
  context: IndicatorsContext,
  { unit, boundary }: FiguresKey,
  {
    indicator,
    of,
    basis,
    methodology,
  }: { indicator: IndicatorRow; of: number; basis: Basis; methodology: string | null },
): Promise<IndicatorValue | null> {
  const ended = await lastDayOfUnit(context).load(unit);
  const period = closingPeriod(year(of), ended, indicator.time);
  if (period === null) return null;
  const [value = null] = await indicatorValues(context, { indicator: indicator.code, basis, boundary, methodology }, [
    { unit, period },
  ]);
  return value;
}

/** In force on a day of the years. */
const holds = ({ validFrom, validTo }: IndicatorRow, { from, to }: FiguresKey) =>
  (validFrom === null || validFrom <= `${to}-12-31`) && (validTo === null || validTo > `${from}-01-01`);

/** Those named, else all in force in the years; in the order in which lists show them. */
export async function indicatorsOf(
  context: IndicatorsContext,
  key: FiguresKey,
  codes: readonly string[] | null | undefined,
): Promise<IndicatorRow[]> {
  if (codes) return Promise.all([...new Set(codes)].map((code) => requireIndicator(context, code, 'codes')));
  return [...(await definitions(context)).indicators.values()].filter((indicator) => holds(indicator, key));
}

export async function reportedIndicators(
  context: IndicatorsContext,
  key: FiguresKey,
  codes?: readonly string[] | null,
): Promise<ReportedIndicator[]> {
  const { methodologies } = await definitions(context);
  const after = inForce(methodologies, lastDay(year(key.to)));
  const before = inForce(methodologies, lastDay(year(key.from - 1)));
  const changed = before !== null && after !== null && before.code !== after.code ? { before, after } : null;
  return (await indicatorsOf(context, key, codes)).map((indicator) => {
    const methodology = indicator.standard ? (after?.code ?? null) : null;
    const figure = (of: number) => (basis: Basis) => figureOfYear(context, key, { indicator, of, basis, methodology });
    return {
      indicator,
      opening: figure(key.from - 1),
      closing: figure(key.to),
      standardBreak: indicator.standard ? changed : null,
    };
  });
}

/**
 * Closing less opening, exact; a ratio's from its parts, in percentage points with at most six decimals. Null unless both
 * are whole (reported by the unit itself, or with full coverage), since else the missing units would show as a change.
 */
export function changeBetween(opening: IndicatorValue | null, closing: IndicatorValue | null): string | null {
  if (opening === null || closing === null) return null;
  if (opening.methodology?.code !== closing.methodology?.code) return null;
  const { kind } = closing.indicator;
  const [before, after] = [exact(opening, kind), exact(closing, kind)];
  if (!before?.whole || !after?.whole) return null;
  return rounded(subtract(after.value, before.value), kind === 'COUNT' ? 30 : 6);
}
