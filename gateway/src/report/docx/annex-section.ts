import {
  AlignmentType,
  type ISectionOptions,
  Paragraph,
  Table,
  TableCell,
  TableLayoutType,
  TableRow,
  TextRun,
  VerticalAlignTable,
  VerticalMergeType,
  WidthType,
} from 'docx';
import { readable, readableDay } from '../language.js';
import { type Annex, type Cell, groupsOf, isGrouped, MISSING_SIGN } from '../table.js';
import type { Texts } from '../texts/vi.js';
import type { Letter } from './letter.js';
import { pageOf, textWidth } from './page.js';

/** From as many columns on, the letters of a table are small. */
const MANY = 12;

export function cellText(cell: Cell, { language }: Texts): string {
  switch (cell.kind) {
    case 'text':
      return cell.text;
    case 'number':
      return readable(cell.decimal, language) + (cell.partial ? '*' : '');
    case 'day':
      return readableDay(cell.day, language);
    case 'missing':
      return MISSING_SIGN;
    case 'empty':
      return '';
  }
}

const centred = (text: string, size: number, more: { bold?: boolean; italics?: boolean } = {}) =>
  new Paragraph({ alignment: AlignmentType.CENTER, children: [new TextRun({ text, size, ...more })] });

/** "Phụ lục II", its title, what it is attached to, the table, then what is to be known of it. Each begins a page. */
export function annexSection(annex: Annex, { attached }: Letter, texts: Texts): ISectionOptions {
  const { notes, rows, title } = annex;
  const note = (text: string) => new Paragraph({ children: [new TextRun({ text, italics: true, size: 24 })] });
  return {
    ...pageOf(true),
    children: [
      centred(texts.annex(annex.number), 28, { bold: true }),
      centred(title.toLocaleUpperCase('vi'), 28, { bold: true }),
      centred(attached, 28, { italics: true }),
      new Paragraph(''),
      ...(rows.length === 0 ? [note(texts.nothing)] : [tableOf(annex, texts)]),
      ...notes.map(note),
    ],
  };
}

function tableOf(annex: Annex, texts: Texts): Table {
  const { columns, rows, totals } = annex;
  const size = columns.length >= MANY ? 16 : 22;
  const all = columns.reduce((sum, { width }) => sum + width, 0);
  const widths = columns.map(({ width }) => Math.floor((textWidth(true) * width) / all));
  const head = (text: string, more: object = {}) =>
    new TableCell({
      verticalAlign: VerticalAlignTable.CENTER,
      children: [centred(text, size, { bold: true })],
      ...more,
    });
  const grouped = isGrouped(annex);
  const heads = grouped
    ? [
        groupsOf(annex).map(({ heading, group, span }) =>
          head(heading, group ? { columnSpan: span } : { verticalMerge: VerticalMergeType.RESTART }),
        ),
        columns.map(({ heading, group }) =>
          group === undefined ? head('', { verticalMerge: VerticalMergeType.CONTINUE }) : head(heading),
        ),
      ]
    : [columns.map(({ heading }) => head(heading))];
  return new Table({
    layout: TableLayoutType.FIXED,
    width: { size: widths.reduce((sum, width) => sum + width, 0), type: WidthType.DXA },
    columnWidths: widths,
    margins: { left: 40, right: 40 },
    rows: [
      // Repeated on every page.
      ...heads.map((children) => new TableRow({ tableHeader: true, cantSplit: true, children })),
      ...rows.map(
        (row, i) =>
          new TableRow({
            cantSplit: true,
            children: row.map((cell) => bodyCell(cell, size, i < totals, texts)),
          }),
      ),
    ],
  });
}

const bodyCell = (cell: Cell, size: number, bold: boolean, texts: Texts) =>
  new TableCell({
    children: [
      new Paragraph({
        alignment: cell.kind === 'number' || cell.kind === 'missing' ? AlignmentType.RIGHT : AlignmentType.LEFT,
        children: [new TextRun({ text: cellText(cell, texts), size, bold })],
      }),
    ],
  });
