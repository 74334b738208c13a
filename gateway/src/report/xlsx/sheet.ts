import type { CellObject, Row, SheetData } from 'write-excel-file/node';
import { readable } from '../language.js';
import { type Annex, type Cell, groupsOf, isGrouped, MISSING_SIGN } from '../table.js';
import type { Texts } from '../texts/vi.js';
import { exactNumber } from './exact-number.js';

/** The longest text a cell may hold. */
const MOST_CHARACTERS = 32_767;
const framed = { borderStyle: 'thin', alignVertical: 'top' } as const;
const head = { ...framed, fontWeight: 'bold', align: 'center', alignVertical: 'center', wrap: true } as const;

/** A number stays a number, also one that is marked as not the whole: the mark is in how it is shown. */
function numberCell(decimal: string, partial: boolean, texts: Texts): CellObject {
  const value = exactNumber(decimal);
  const mark = partial ? '*' : '';
  if (value === null)
    return { ...framed, value: readable(decimal, texts.language) + mark, type: String, align: 'right' };
  const places = decimal.split('.')[1]?.length ?? 0;
  const format = `#,##0${places === 0 ? '' : `.${'0'.repeat(places)}`}${partial ? '"*"' : ''}`;
  return { ...framed, value, type: Number, format };
}

function cellOf(cell: Cell, texts: Texts): CellObject {
  switch (cell.kind) {
    case 'text':
      return { ...framed, value: cell.text.slice(0, MOST_CHARACTERS), type: String, wrap: true };
    case 'number':
      return numberCell(cell.decimal, cell.partial, texts);
    case 'day':
      return { ...framed, value: new Date(`${cell.day}T00:00:00Z`), type: Date, format: 'dd/mm/yyyy' };
    case 'missing':
      return { ...framed, value: MISSING_SIGN, type: String, align: 'right' };
    case 'empty':
      return { ...framed };
  }
}

/** A line of text, in points. */
const LINE = 15;
/** A letter is a little wider than the digits in which columns are measured. */
const LETTER = 1.05;

/** How high a row has to be for its longest text: not every program finds that out by itself. */
function heightOf(row: readonly Cell[], columns: Annex['columns']): number {
  const lines = row.map((cell, i) => {
    if (cell.kind !== 'text') return 1;
    const width = columns[i]?.width ?? cell.text.length;
    return cell.text.split('\n').reduce((sum, part) => sum + Math.max(1, Math.ceil((part.length * LETTER) / width)), 0);
  });
  return LINE * Math.max(1, ...lines);
}

export interface SheetContent {
  name: string;
  data: SheetData;
  widths: number[];
  /** The head of the table, in rows from 1: frozen, and repeated on every printed page. */
  headFrom: number;
  headTo: number;
}

/** Title, unit and year, the head, the table, then what is to be known of it. */
export function sheetOf(annex: Annex, about: string, texts: Texts): SheetContent {
  const { number, sheet, title, columns, rows, totals, notes } = annex;
  const heading = columns.map(
    ({ heading: words, group }): CellObject =>
      group === undefined && isGrouped(annex) ? { ...head } : { ...head, value: words },
  );
  const upper: Row = groupsOf(annex).flatMap(
    ({ heading: words, group, span }): Row => [
      { ...head, value: words, ...(span > 1 && { columnSpan: span }), ...(!group && { rowSpan: 2 }) },
      ...new Array<null>(span - 1).fill(null),
    ],
  );
  const grouped = isGrouped(annex);
  // What a cell above or beside reaches into is left to it.
  const lower: Row = grouped ? heading.map((cell) => (cell.value === undefined ? null : cell)) : heading;
  return {
    name: number === '' ? sheet : texts.sheet(number, sheet),
    widths: columns.map(({ width }) => width),
    headFrom: 3,
    headTo: grouped ? 4 : 3,
    data: [
      [{ value: number === '' ? title : `${texts.annex(number)}. ${title}`, fontWeight: 'bold', fontSize: 14 }],
      [{ value: about, fontStyle: 'italic' }],
      ...(grouped ? [upper] : []),
      lower,
      ...rows.map((row, i) => {
        const height = heightOf(row, columns);
        return row.map((cell, j) => ({
          ...cellOf(cell, texts),
          ...(i < totals && { fontWeight: 'bold' as const }),
          ...(j === 0 && height > LINE && { height }),
        }));
      }),
      ...(rows.length === 0 ? [[{ value: texts.nothing, fontStyle: 'italic' as const }]] : []),
      ...(notes.length === 0 ? [] : [[null]]),
      ...notes.map((note) => [{ value: note, fontStyle: 'italic' as const }]),
    ],
  };
}
