import type { Told } from '../figure.js';

export interface Valued extends Told {
  readonly period: string;
}
export interface Stretch {
  readonly from: number;
  readonly to: number;
  readonly methodology: { readonly code: string; readonly name: string } | null;
  readonly opening: Valued | null;
  readonly values: readonly Valued[];
  readonly total: string | null;
  readonly change: string | null;
}

/** A year of a row: a figure, a year in which the unit did not stand, or one of another standard. */
export type Cell =
  | { readonly is: 'figure'; readonly figure: Valued }
  | { readonly is: 'gone' }
  | { readonly is: 'elsewhere' };

export interface Row {
  /** Null where no standard applies. */
  readonly standard: string | null;
  readonly opening: Valued | null;
  readonly cells: readonly Cell[];
  readonly total: string | null;
  readonly change: string | null;
}

/** The years from one to another, both with. */
export const yearsOf = (from: number, to: number): readonly number[] =>
  Array.from({ length: Math.max(0, to - from + 1) }, (_, n) => from + n);

/** One row for each standard: what must not be subtracted never stands in one row. */
export function rowsOf(stretches: readonly Stretch[], years: readonly number[]): readonly Row[] {
  return stretches.map(({ from, to, methodology, opening, values, total, change }) => {
    const byPeriod = new Map(values.map((value) => [value.period, value]));
    const cells = years.map((year): Cell => {
      if (year < from || year > to) return { is: 'elsewhere' };
      const figure = byPeriod.get(String(year));
      return figure === undefined ? { is: 'gone' } : { is: 'figure', figure };
    });
    return { standard: methodology?.name ?? null, opening, cells, total, change };
  });
}

/** Each standard once, in the order of the years, for a letter to stand for it. */
export const standardsOf = (all: readonly (readonly Stretch[])[]): readonly string[] => [
  ...new Set(
    all
      .flat()
      .toSorted((a, b) => a.from - b.from)
      .flatMap(({ methodology }) => methodology?.name ?? []),
  ),
];

export const letterOf = (index: number): string => String.fromCharCode('a'.charCodeAt(0) + index);

/** The years in which the map changed: the figures of such a year and those before it are of other boundaries. */
export const mapYears = (
  changes: readonly { effectiveOn: string; withdrawnAt: string | null }[],
): ReadonlySet<number> =>
  new Set(
    changes.flatMap(({ effectiveOn, withdrawnAt }) => (withdrawnAt === null ? [Number(effectiveOn.slice(0, 4))] : [])),
  );

interface Movement {
  readonly code: string;
  readonly periodFrom: number;
  readonly periodTo: number;
}

/** The one asked for; else the one of the year; else the last. */
export function movementFor<One extends Movement>(
  movements: readonly One[],
  code: string | null,
  year: number,
): One | null {
  return (
    movements.find((one) => one.code === code) ??
    movements.find(({ periodFrom, periodTo }) => periodFrom <= year && year <= periodTo) ??
    movements.at(-1) ??
    null
  );
}

/** The years that can be reviewed: the movement's own, as far as they have begun. */
export const reviewable = ({ periodFrom, periodTo }: Movement, now: number): { from: number; to: number } => ({
  from: Math.min(periodFrom, now),
  to: Math.min(periodTo, now),
});
