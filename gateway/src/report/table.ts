/** A cell of an annex, before any format: every format shows the same, each in its own way. */
export type Cell =
  | { kind: 'text'; text: string }
  /** An exact decimal; `partial`: it adds up the units that have reported, which is not the whole. */
  | { kind: 'number'; decimal: string; partial: boolean }
  | { kind: 'day'; day: string }
  /** Nothing was reported, or there is nothing to say here. */
  | { kind: 'missing' };

export const text = (words: string | null | undefined): Cell =>
  words === null || words === undefined || words === '' ? MISSING : { kind: 'text', text: words };
export const number = (decimal: string | number | null | undefined, partial = false): Cell =>
  decimal === null || decimal === undefined ? MISSING : { kind: 'number', decimal: String(decimal), partial };
export const day = (of: string | null | undefined): Cell => (of ? { kind: 'day', day: of } : MISSING);
export const MISSING: Cell = { kind: 'missing' };

export interface Column {
  heading: string;
  /** Columns that share a group stand under its heading. */
  group?: string;
  /** In characters. */
  width: number;
}

/** One of the tables behind a report: a sheet of a workbook, an annex of a document. */
export interface Annex {
  /** I, II, …, as the document refers to it. */
  number: string;
  sheet: string;
  title: string;
  columns: readonly Column[];
  rows: readonly (readonly Cell[])[];
  /** Rows from the top that are totals. */
  totals: number;
  /** What is to be known of it: counts, what is missing, what is not shown. */
  notes: readonly string[];
}
