import type { AnnexDraft } from './draft.js';
import { isCapitals, type Line } from './lines.js';
import { Passage } from './passage.js';
import type { Reading } from './reading.js';

const isRow = (line: Line) => /\t/.test(line.text) || /\S {3,}\S/.test(line.text);
const TITLE = /^(?:phu luc|bieu|bang|danh sach|chi tieu|ke hoach giam|lo trinh)\b/;
/** "(Kèm theo Kế hoạch số …)". */
const ATTACHED = /^\(?\s?(?:ban hanh )?kem theo\b/;

/** The tables annexed to a document, and the lines of which nothing was made. */
export function annexesOf(reading: Reading, lines: readonly Line[]): { annexes: AnnexDraft[]; rest: Line[] } {
  const annexes: AnnexDraft[] = [];
  const rest: Line[] = [];
  for (let i = 0; i < lines.length; ) {
    const line = lines[i] as Line;
    if (line.text === '') {
      i++;
      continue;
    }
    if (!(isCapitals(line.text) || TITLE.test(line.folded)) || isRow(line)) {
      rest.push(line);
      i++;
      continue;
    }
    const read = annexAt(reading, lines, i);
    if (read === null) {
      rest.push(line);
      i++;
    } else {
      annexes.push(read.annex);
      i = read.next;
    }
  }
  return { annexes, rest };
}

function annexAt(reading: Reading, lines: readonly Line[], from: number): { annex: AnnexDraft; next: number } | null {
  const title: Line[] = [];
  let i = from;
  let attached = false;
  for (; i < lines.length && !isRow(lines[i] as Line); i++) {
    const line = lines[i] as Line;
    if (i - from > 16) return null;
    if (line.text === '') continue;
    if (ATTACHED.test(line.folded)) attached = true;
    else if (!attached && (isCapitals(line.text) || title.length === 0 || line.text.length < 120)) title.push(line);
    else if (attached && isCapitals(line.text)) title.push(line);
    else if (attached) {
      // The note that says what it is attached to may go on over a line.
      if (line.text.length > 200) return null;
    } else return null;
  }
  const rows: Line[] = [];
  for (; i < lines.length; i++) {
    const line = lines[i] as Line;
    if (line.text === '') continue;
    if (!isRow(line)) break;
    rows.push(line);
  }
  if (rows.length < 2 || title.length === 0) return null;
  const cells = rows.map((row) => cellsOf(reading, row));
  const width = Math.max(...cells.map((row) => row.length));
  if (width < 2 || width > 60) return null;
  const padded = cells.map((row) => [...row, ...Array<string>(width - row.length).fill('')]);
  const heads = headRows(padded);
  const name = Passage.of(
    reading,
    title.map(({ start, end }) => [start, end] as const),
  );
  const last = rows.at(-1) as Line;
  return {
    annex: {
      title: name.text,
      columns: columnNames(padded.slice(0, heads)),
      rows: padded.slice(heads),
      rowSpans: rows.slice(heads).map((row) => reading.span(row.start, row.end)),
      span: reading.span((title[0] as Line).start, last.end),
      unsure: sumsFail(padded.slice(heads)) ? ['TABLE_SUM'] : [],
    },
    next: i,
  };
}

/** The cells of a row; the blanks that begin it are cells too. */
function cellsOf(reading: Reading, line: Line): string[] {
  const from = reading.text.lastIndexOf('\n', line.start - 1) + 1;
  const lead = reading.text.slice(from, line.start).replaceAll(' ', '');
  const tabs = /\t/.test(line.text) || lead.includes('\t');
  if (!tabs) return line.text.split(/ {3,}/).map((cell) => cell.trim());
  return `${lead}${line.text}`.split('\t').map((cell) => cell.replaceAll(/ +/g, ' ').trim());
}

/** How many rows head the table: those before the first that counts or names a unit with figures. */
function headRows(rows: readonly string[][]): number {
  const second = rows[1] ?? [];
  const filled = second.filter((cell) => cell !== '');
  const years = filled.length > 0 && filled.every((cell) => /^(?:Năm )?(?:19|20)\d\d$/.test(cell) || !/\d/.test(cell));
  return years && second[0] === '' && filled.length > 0 && rows.length > 2 ? 2 : 1;
}

/** The names of the columns; one over several others goes before each of them. */
function columnNames(heads: readonly string[][]): string[] {
  const [first = [], second = []] = heads;
  let over = '';
  return first.map((name, i) => {
    if (name !== '') over = name;
    const below = second[i] ?? '';
    if (below === '') return name;
    return over === '' ? below : `${over}: ${below}`;
  });
}

/** Whether a row of totals contradicts the rows above it. */
function sumsFail(rows: readonly string[][]): boolean {
  const total = rows.findIndex((row) => row.some((cell) => /^tổng(?: cộng| số)?$|^cộng$|^toàn/i.test(cell)));
  if (total < 2) return false;
  const totals = rows[total] ?? [];
  return totals.some((cell, column) => {
    if (column < 2 || !/^\d+$/.test(cell)) return false;
    const values = rows.slice(0, total).map((row) => row[column] ?? '');
    return (
      values.every((value) => /^\d+$/.test(value)) &&
      values.reduce((sum, value) => sum + Number(value), 0) !== Number(cell)
    );
  });
}
