import { PublicError } from '@thi-dua/schema/errors';
import type { IndicatorsContext } from '../builder.js';

/**
 * How many figures one execution may evaluate: those of every commune of the country over several years, or of every
 * neighbourhood once. What is asked for twice counts once.
 */
export const FIGURE_LIMIT = 100_000;

const counted = new WeakMap<IndicatorsContext, number>();

/** How many more figures the execution may evaluate. */
export const figuresLeft = (context: IndicatorsContext): number => FIGURE_LIMIT - (counted.get(context) ?? 0);

/** Counts figures that are about to be evaluated. Throws where they are too many, before any of them is. */
export function countFigures(context: IndicatorsContext, figures: number): void {
  const sum = (counted.get(context) ?? 0) + figures;
  if (sum > FIGURE_LIMIT) {
    throw new PublicError(
      'LIMIT_EXCEEDED',
      `The operation evaluates too many figures: ${sum} where ${FIGURE_LIMIT} is allowed. Ask for fewer units, periods or indicators at once.`,
      { limit: 'figures', allowed: FIGURE_LIMIT, found: sum },
    );
  }
  counted.set(context, sum);
}
