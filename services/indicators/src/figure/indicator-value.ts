import type { IndicatorsContext } from '../builder.js';
import {
  type IndicatorRow,
  type MethodologyRow,
  requireIndicator,
  requireMethodology,
} from '../definition/definition-store.js';
import { lastDay, type Period } from '../period/period.js';
import { type Basis, type Figure, type FigureParts, figureOf } from './figure.js';
import { type FigureKey, figureParts } from './figure-store.js';

/** What is asked of one or many units. */
export interface Question {
  indicator: string;
  basis: Basis;
  boundary?: string | null;
  methodology?: string | null;
}

export interface IndicatorValue extends Figure {
  unit: string;
  indicator: IndicatorRow;
  period: string;
  basis: Basis;
  methodology: MethodologyRow | null;
  /** What was asked and what the caller may see of the answer; null of a figure that was frozen, as a value alone. */
  behind: { key: FigureKey; parts: FigureParts } | null;
}

/** The figure that was asked for by `key`, whose definitions are at hand. */
export const indicatorValue = (
  key: FigureKey,
  parts: FigureParts,
  indicator: IndicatorRow,
  methodology: MethodologyRow | null,
): IndicatorValue => ({
  ...figureOf(parts),
  unit: key.unit,
  indicator,
  period: key.period,
  basis: key.basis,
  methodology,
  behind: { key, parts },
});

/** The figure of each unit and period; a unit that does not stand on the map that is followed has none. */
export async function indicatorValues(
  context: IndicatorsContext,
  question: Question,
  asked: readonly { unit: string; period: Period }[],
): Promise<(IndicatorValue | null)[]> {
  const indicator = await requireIndicator(context, question.indicator);
  return Promise.all(
    asked.map(async ({ unit, period }) => {
      const periodEnd = lastDay(period);
      const methodology = await requireMethodology(context, indicator, question.methodology, periodEnd);
      const key: FigureKey = {
        unit,
        indicator: indicator.code,
        methodology: methodology?.code ?? null,
        period: period.text,
        periodEnd,
        mapDay: question.boundary ?? periodEnd,
        basis: question.basis,
      };
      const parts = await figureParts(context).load(key);
      return parts && indicatorValue(key, parts, indicator, methodology);
    }),
  );
}
