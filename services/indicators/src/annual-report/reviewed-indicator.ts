import type { IndicatorsContext } from '../builder.js';
import { definitions, type IndicatorRow, inForce, type MethodologyRow } from '../definition/definition-store.js';
import type { Basis } from '../figure/figure.js';
import type { IndicatorValue } from '../figure/indicator-value.js';
import { lastDay } from '../period/period.js';
import { exact } from '../progress/facts-store.js';
import { add, type Fraction, rounded, ZERO } from '../rule/fraction.js';
import { type FiguresKey, figureOfYear, indicatorsOf, type StandardBreak, year } from './reported-indicator.js';

/** Years in a row whose values stand under one standard; null where none applies to the indicator. */
export interface Stretch {
  indicator: IndicatorRow;
  methodology: MethodologyRow | null;
  from: number;
  to: number;
  opening: (basis: Basis) => Promise<IndicatorValue | null>;
  /** Those of its years. */
  values: (basis: Basis) => Promise<(IndicatorValue | null)[]>;
}

/** An indicator over the years of a movement. */
export interface ReviewedIndicator {
  indicator: IndicatorRow;
  stretches: Stretch[];
  breaks: StandardBreak[];
}

/** The years, each with the standard in force at its end, cut where that changes. */
function cut(key: FiguresKey, standardAt: (of: number) => MethodologyRow | null) {
  const parts: { methodology: MethodologyRow | null; from: number; to: number }[] = [];
  for (let of = key.from; of <= key.to; of += 1) {
    const methodology = standardAt(of);
    const last = parts.at(-1);
    if (last && last.methodology?.code === methodology?.code) last.to = of;
    else parts.push({ methodology, from: of, to: of });
  }
  return parts;
}

export async function reviewedIndicators(
  context: IndicatorsContext,
  key: FiguresKey,
  codes?: readonly string[] | null,
): Promise<ReviewedIndicator[]> {
  const { methodologies } = await definitions(context);
  return (await indicatorsOf(context, key, codes)).map((indicator) => {
    const parts = cut(key, (of) => (indicator.standard ? inForce(methodologies, lastDay(year(of))) : null));
    const stretches = parts.map(({ methodology, from, to }): Stretch => {
      const figure = (of: number, basis: Basis) =>
        figureOfYear(context, key, { indicator, of, basis, methodology: methodology?.code ?? null });
      return {
        indicator,
        methodology,
        from,
        to,
        opening: (basis) => figure(from - 1, basis),
        values: (basis) => Promise.all(Array.from({ length: to - from + 1 }, (_none, i) => figure(from + i, basis))),
      };
    });
    const breaks = parts.flatMap(({ methodology: after }, i): StandardBreak[] => {
      const before = parts[i - 1]?.methodology;
      return before && after ? [{ before, after }] : [];
    });
    return { indicator, stretches, breaks };
  });
}

/** A flow over years: null for a stock, which is never summed over time, and unless every year is whole. */
export function totalOf(indicator: IndicatorRow, values: readonly (IndicatorValue | null)[]): string | null {
  if (indicator.time !== 'FLOW' || indicator.kind !== 'COUNT') return null;
  let total: Fraction = ZERO;
  for (const value of values) {
    const figure = value && exact(value, indicator.kind);
    if (!figure?.whole) return null;
    total = add(total, figure.value);
  }
  return rounded(total, 30);
}
