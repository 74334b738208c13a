import {
  AlignmentType,
  BorderStyle,
  type IParagraphOptions,
  type IRunOptions,
  Paragraph,
  Table,
  TableCell,
  TableLayoutType,
  TableRow,
  TextRun,
  WidthType,
} from 'docx';
import type { Texts } from '../texts/vi.js';
import type { Letter } from './letter.js';
import { textWidth } from './page.js';

/** Points, as the library counts them. */
const pt = (points: number) => points * 2;
const none = { style: BorderStyle.NONE, size: 0, color: 'auto' } as const;
const bare = { top: none, bottom: none, left: none, right: none, insideHorizontal: none, insideVertical: none };

const centred = (text: string, run: IRunOptions, paragraph: IParagraphOptions = {}) =>
  new Paragraph({ alignment: AlignmentType.CENTER, ...paragraph, children: [new TextRun({ ...run, text })] });

/** A rule under a line, as wide as the part of the cell that is not indented. */
const rule = (indent: number) =>
  new Paragraph({
    alignment: AlignmentType.CENTER,
    indent: { left: indent, right: indent },
    spacing: { before: 50, after: 60, line: 120 },
    border: { top: { style: BorderStyle.SINGLE, size: 6, space: 1, color: '000000' } },
    children: [],
  });

/** Two columns without lines: the office at the left, the state at the right, and so at the end. */
function columns(left: Paragraph[], right: Paragraph[], shares: [number, number]): Table {
  const widths = shares.map((share) => Math.round(textWidth(false) * share));
  return new Table({
    layout: TableLayoutType.FIXED,
    width: { size: textWidth(false), type: WidthType.DXA },
    columnWidths: widths,
    borders: bare,
    rows: [
      new TableRow({
        cantSplit: true,
        children: [left, right].map(
          (children, i) =>
            new TableCell({ children, borders: bare, width: { size: widths[i] ?? 0, type: WidthType.DXA } }),
        ),
      }),
    ],
  });
}

export function headOf({ over, body, number, placeAndDay }: Letter, { letter }: Texts): Table {
  return columns(
    [
      ...(over === '' ? [] : [centred(over, { size: pt(12), bold: over === letter.committee })]),
      centred(body, { size: pt(12), bold: true }),
      rule(1100),
      centred(number, { size: pt(13) }),
    ],
    [
      // The least that the decree allows: at 13 points the name of the state does not stand on one line.
      centred(letter.state, { size: pt(12), bold: true }),
      centred(letter.motto, { size: pt(13), bold: true }),
      rule(900),
      centred(placeAndDay, { size: pt(13), italics: true }),
    ],
    [0.4, 0.6],
  );
}

export function titleOf(title: string, unit: string, { letter }: Texts): Paragraph[] {
  return [
    centred(letter.type, { size: pt(14), bold: true }, { spacing: { before: 240 } }),
    centred(title, { size: pt(14), bold: true }),
    centred(unit, { size: pt(14), bold: true }),
    rule(3200),
  ];
}

export function endOf({ signature, recipients }: Letter, { letter }: Texts): Table {
  const listed = (text: string, run: IRunOptions) => new Paragraph({ children: [new TextRun({ ...run, text })] });
  return columns(
    [
      listed(letter.recipients, { size: pt(12), bold: true, italics: true }),
      ...recipients.map((text) => listed(text, { size: pt(11) })),
    ],
    [
      ...signature.map((text) => centred(text, { size: pt(14), bold: true })),
      // Room for the signature; the name is for whoever signs.
      ...Array.from({ length: 5 }, () => centred('', { size: pt(14) })),
    ],
    [0.45, 0.55],
  );
}
