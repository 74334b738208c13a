/** A cell of an annex, before any format: every format shows the same, each in its own way. */
export type Cell =
  | { kind: 'text'; text: string }
  /** An exact decimal; `partial`: it adds up the units that have reported, which is not the whole. */
  | { kind: 'number'; decimal: string; partial: boolean }
  | { kind: 'day'; day: string }
  /** A figure that there is none of: it is said, never left to be taken for nought. */
  | { kind: 'missing' }
  | { kind: 'empty' };

/** What XML cannot hold is left out: control characters that crept into what somebody typed. */
export const printable = (words: string) =>
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is taken out.
  words.replaceAll(/[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]/g, '');

export const text = (words: string | null | undefined): Cell =>
  words ? { kind: 'text', text: printable(words) } : EMPTY;
export const number = (decimal: string | number | null | undefined, partial = false): Cell =>
  decimal === null || decimal === undefined ? MISSING : { kind: 'number', decimal: String(decimal), partial };
export const day = (of: string | null | undefined): Cell => (of ? { kind: 'day', day: of } : EMPTY);
export const MISSING: Cell = { kind: 'missing' };
export const EMPTY: Cell = { kind: 'empty' };

export interface Column {
  heading: string;
  /** Columns that share a group stand under its heading. */
  group?: string;
  /** In characters. */
  width: number;
}

/** One of the tables behind a report: a sheet of a workbook, an annex of a document. */
export interface Annex {
  /** I, II, …, as the document refers to it; empty for the cover. */
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

export const MISSING_SIGN = '–';

/** Whether some column stands under a group: the head then has two rows. */
export const isGrouped = ({ columns }: Annex): boolean => columns.some(({ group }) => group !== undefined);

/** The upper row of a grouped head: each group, and each column without one, with how many columns it spans. */
export function groupsOf({ columns }: Annex): { heading: string; group: boolean; span: number }[] {
  const groups: { heading: string; group: boolean; span: number }[] = [];
  for (const { heading, group } of columns) {
    const last = groups.at(-1);
    if (group !== undefined && last?.group && last.heading === group) last.span++;
    else groups.push({ heading: group ?? heading, group: group !== undefined, span: 1 });
  }
  return groups;
}
