import type { TableRow } from '@thi-dua/prisma/import/csv';
import { UnreadableFile } from '@thi-dua/prisma/import/unreadable-file';
import { attribute, XmlReader } from '@thi-dua/prisma/import/xml';
import { type ZipEntry, zipEntries, zipText } from '@thi-dua/prisma/import/zip';

/** Texts that cells share are the one part that has to be at hand while the others are read. */
const MOST_SHARED = 128 * 1024 * 1024;

/** The first sheet of a workbook, row by row, in memory that does not grow with it. */
export async function* xlsxRows(path: string): AsyncGenerator<TableRow> {
  const entries = await zipEntries(path);
  const part = (name: string): ZipEntry => {
    const entry = entries.get(name);
    if (entry === undefined) throw new UnreadableFile('The file is no XLSX workbook.');
    return entry;
  };
  const sheet = part(await firstSheet(path, part));
  const shared = entries.has('xl/sharedStrings.xml') ? await sharedTexts(path, part('xl/sharedStrings.xml')) : [];
  const rows = new SheetRows(shared);
  const reader = new XmlReader(rows);
  for await (const piece of zipText(path, sheet)) {
    reader.write(piece);
    yield* rows.taken();
  }
  if (!rows.ended) throw new UnreadableFile('The file cannot be read as XLSX: its sheet is cut short.');
}

/** The part that holds the first sheet. */
async function firstSheet(path: string, part: (name: string) => ZipEntry): Promise<string> {
  let id: string | null = null;
  const targets = new Map<string, string>();
  const nothing = { text: () => {}, close: () => {} };
  const read = async (name: string, open: (element: string, attributes: string) => void) => {
    const reader = new XmlReader({ ...nothing, open });
    for await (const piece of zipText(path, part(name))) reader.write(piece);
  };
  await read('xl/workbook.xml', (element, attributes) => {
    if (element === 'sheet') id ??= attribute(attributes, 'id');
  });
  await read('xl/_rels/workbook.xml.rels', (element, attributes) => {
    if (element !== 'Relationship') return;
    targets.set(attribute(attributes, 'Id') ?? '', attribute(attributes, 'Target') ?? '');
  });
  const target = targets.get(id ?? '');
  if (target === undefined) throw new UnreadableFile('The workbook has no sheet.');
  return target.startsWith('/') ? target.slice(1) : `xl/${target}`;
}

async function sharedTexts(path: string, entry: ZipEntry): Promise<string[]> {
  const texts: string[] = [];
  let text: string | null = null;
  let aloud = 0;
  let size = 0;
  const reader = new XmlReader({
    open: (name) => {
      if (name === 'si') text = '';
      else if (name === 'rPh') aloud++;
    },
    text: (piece) => {
      if (text !== null && aloud === 0) text += piece;
    },
    close: (name) => {
      if (name === 'rPh') aloud--;
      if (name !== 'si' || text === null) return;
      texts.push(text);
      size += text.length + 16;
      text = null;
      if (size > MOST_SHARED)
        throw new UnreadableFile('The workbook holds too many different texts. Send the rows as CSV.');
    },
  });
  for await (const piece of zipText(path, entry)) reader.write(piece);
  return texts;
}

const indexOfColumn = (reference: string): number => {
  let index = 0;
  for (const c of reference) {
    if (c < 'A' || c > 'Z') break;
    index = index * 26 + c.charCodeAt(0) - 64;
  }
  return index - 1;
};

/** More columns than any sheet has: a row is never made larger than what is in it. */
const MOST_COLUMNS = 16_384;

/** The digits of a number cell: binary fractions show as they were typed, and never with an exponent. */
export function digitsOf(written: string): string {
  if (/^-?\d{1,15}$/.test(written)) return written;
  const value = Number(written);
  if (!Number.isFinite(value) || written.trim() === '') return written;
  const shown = String(Number(value.toPrecision(15)));
  if (!shown.includes('e')) return shown;
  return Math.abs(value) >= 1 ? BigInt(Math.round(value)).toString() : value.toFixed(12).replace(/\.?0+$/, '');
}

class SheetRows {
  private rows: TableRow[] = [];
  private line = 0;
  private cells: string[] | null = null;
  private column = -1;
  private type = 'n';
  private value = '';
  private collecting = false;
  private aloud = 0;
  ended = false;

  constructor(private readonly shared: readonly string[]) {}

  taken(): TableRow[] {
    const { rows } = this;
    this.rows = [];
    return rows;
  }

  open(name: string, attributes: string): void {
    if (name === 'row') {
      const number = Number(attribute(attributes, 'r') ?? this.line + 1);
      this.line = Number.isSafeInteger(number) && number > this.line && number < 2 ** 31 ? number : this.line + 1;
      this.cells = [];
      this.column = -1;
    } else if (name === 'c') {
      const reference = attribute(attributes, 'r');
      this.column = reference === null ? this.column + 1 : indexOfColumn(reference);
      this.type = attribute(attributes, 't') ?? 'n';
      this.value = '';
    } else if (name === 'rPh') this.aloud++;
    else if (name === 'v' || name === 't') this.collecting = this.aloud === 0;
  }

  text(text: string): void {
    if (this.collecting) this.value += text;
  }

  close(name: string): void {
    if (name === 'v' || name === 't') this.collecting = false;
    else if (name === 'rPh') this.aloud--;
    else if (name === 'c') this.put();
    else if (name === 'row') {
      const cells = this.cells ?? [];
      if (cells.some((cell) => cell !== '')) this.rows.push({ line: this.line, cells });
      this.cells = null;
    } else if (name === 'sheetData') this.ended = true;
  }

  private put(): void {
    const { cells, column } = this;
    if (cells === null || column < 0 || column >= MOST_COLUMNS || this.value === '') return;
    while (cells.length < column) cells.push('');
    cells[column] =
      this.type === 's'
        ? (this.shared[Number(this.value)] ?? '')
        : this.type === 'n'
          ? digitsOf(this.value)
          : this.value;
  }
}
