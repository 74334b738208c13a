import type { IndicatorsContext } from '../builder.js';
import {
  type IndicatorRow,
  type MethodologyRow,
  requireIndicator,
  requireMethodology,
} from '../definition/definition-store.js';
import { lastDay, type Period } from '../period/period.js';
import { type Basis, type Figure, figureOf } from './figure.js';
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
}

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
      return parts && { ...figureOf(parts), unit, indicator, period: period.text, basis: question.basis, methodology };
    }),
  );
}
