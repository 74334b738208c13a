import { standingOf, type Told } from '../figure.js';

export interface Point extends Told {
  readonly period: string;
  readonly methodology: { readonly code: string; readonly name: string } | null;
}

export interface Line {
  /** The standard that its values were measured under; null where none applies. */
  readonly standard: string | null;
  /** One for each year shown; null where there is none under this standard. */
  readonly values: readonly (number | null)[];
}

/** What is drawn: whole values as a line a standard, so that nothing joins values that must not be compared. */
export interface Drawing {
  readonly years: readonly number[];
  readonly lines: readonly Line[];
  /** Roll-ups that lack a part: points by themselves. */
  readonly partial: readonly (number | null)[];
}

export function drawingOf(series: readonly Point[]): Drawing {
  const standards = new Map<string, string | null>();
  for (const { methodology, value } of series) {
    if (value !== null) standards.set(methodology?.code ?? '', methodology?.name ?? null);
  }
  const pick = (wanted: (point: Point) => boolean) =>
    series.map((point) => (point.value !== null && wanted(point) ? Number(point.value) : null));
  const lines = [...standards]
    .map(([code, standard]) => ({
      standard,
      values: pick((point) => standingOf(point) === 'whole' && (point.methodology?.code ?? '') === code),
    }))
    .filter(({ values }) => values.some((value) => value !== null));
  return {
    years: series.map(({ period }) => Number(period)),
    lines,
    partial: pick((point) => standingOf(point) === 'partial'),
  };
}
