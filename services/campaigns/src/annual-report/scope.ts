import type { AnnualReportKey, MovementReportKey } from '@thi-dua/schema/report-key';

/** What sections of reports are asked about: a unit over whole years, of one movement or of all. */
export interface ReportScope {
  unit: string;
  from: number;
  to: number;
  movement: string | null;
  /** The day whose map is followed; null: that of the last year. */
  boundary: string | null;
}

export const scopeName = ({ unit, from, to, movement, boundary }: ReportScope): string =>
  JSON.stringify([unit, from, to, movement, boundary]);

export const firstDayOf = ({ from }: Pick<ReportScope, 'from'>): string => `${from}-01-01`;
export const lastDayOf = ({ to }: Pick<ReportScope, 'to'>): string => `${to}-12-31`;
/** The day on whose map the units below are listed. */
export const mapDayOf = (scope: ReportScope): string => scope.boundary ?? lastDayOf(scope);

export const scopeOfYear = ({ year, locality, boundary }: AnnualReportKey): ReportScope => ({
  unit: locality,
  from: year,
  to: year,
  movement: null,
  boundary,
});
export const scopeOfMovement = ({ movement, from, to, locality, boundary }: MovementReportKey): ReportScope => ({
  unit: locality,
  from,
  to,
  movement,
  boundary,
});
