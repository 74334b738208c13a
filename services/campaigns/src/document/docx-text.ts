import { UnreadableFile } from '@thi-dua/prisma/import/unreadable-file';
import { attribute, type XmlHandler, XmlReader } from '@thi-dua/prisma/import/xml';
import { type ZipEntry, zipEntries, zipText } from '@thi-dua/prisma/import/zip';
import { ListLabels } from './docx-lists.js';

/** What one part of a document may unpack to: two hundred pages come to some ten. */
const MOST_UNPACKED = 64 * 1024 * 1024;

/** The text of a .docx file, paragraph by paragraph, with the numbers that its lists show. */
export async function docxText(path: string, mostCharacters: number): Promise<string> {
  const entries = await zipEntries(path);
  const main = entries.get('word/document.xml');
  if (main === undefined) throw new UnreadableFile('The file is no .docx document.');
  const labels = new ListLabels();
  const numbering = entries.get('word/numbering.xml');
  if (numbering) await readPart(path, numbering, labels.definitions);
  const text = new DocumentText(labels, mostCharacters);
  await readPart(path, main, text);
  if (!text.ended) throw new UnreadableFile('The file cannot be read: its text is cut short.');
  return text.lines.join('\n');
}

async function readPart(path: string, entry: ZipEntry, handler: XmlHandler): Promise<void> {
  const reader = new XmlReader(handler);
  for await (const piece of zipText(path, entry, MOST_UNPACKED)) reader.write(piece);
}

/** A cell with its paragraphs. */
type Cell = string[];

class DocumentText implements XmlHandler {
  readonly lines: string[] = [];
  ended = false;
  private size = 0;
  private paragraph: string | null = null;
  private inText = false;
  /** Inside what other programs are shown instead, which says everything twice. */
  private doubled = 0;
  private list: { id: string | null; level: number } = { id: null, level: 0 };
  /** Rows of nested tables go into the cell they stand in. */
  private readonly rows: Cell[][] = [];

  constructor(
    private readonly labels: ListLabels,
    private readonly most: number,
  ) {}

  open(name: string, attributes: string): void {
    if (name === 'Fallback') this.doubled++;
    if (this.doubled > 0) return;
    if (name === 'p') {
      this.paragraph = '';
      this.list = { id: null, level: 0 };
    } else if (name === 't') this.inText = true;
    else if (name === 'tab' && this.paragraph !== null) this.add('\t');
    else if ((name === 'br' || name === 'cr') && this.paragraph !== null) this.add('\n');
    else if (name === 'noBreakHyphen') this.add('-');
    else if (name === 'numId') this.list.id = attribute(attributes, 'val');
    else if (name === 'ilvl') this.list.level = Number(attribute(attributes, 'val') ?? 0);
    else if (name === 'gridSpan') this.widen(Number(attribute(attributes, 'val') ?? 1));
    else if (name === 'tr') this.rows.push([]);
    else if (name === 'tc') this.rows.at(-1)?.push([]);
  }

  text(text: string): void {
    if (this.inText && this.doubled === 0) this.add(text);
  }

  close(name: string): void {
    if (name === 'Fallback') this.doubled--;
    if (this.doubled > 0) return;
    if (name === 't') this.inText = false;
    else if (name === 'p' && this.paragraph !== null) {
      this.put(this.labels.next(this.list.id, this.list.level) + this.paragraph);
      this.paragraph = null;
    } else if (name === 'tr') this.row(this.rows.pop() ?? []);
    else if (name === 'document') this.ended = true;
  }

  private grow(by: number): void {
    this.size += by;
    if (this.size > this.most) throw new UnreadableFile('The document is longer than any plan.');
  }

  private add(text: string): void {
    this.grow(text.length);
    this.paragraph = (this.paragraph ?? '') + text;
  }

  private put(text: string): void {
    this.grow(2);
    const cell = this.rows.at(-1)?.at(-1);
    // A paragraph of its own stands apart from the next, as in print.
    if (cell) cell.push(text);
    else this.lines.push(text, '');
  }

  /** A cell over several columns leaves the others empty. */
  private widen(columns: number): void {
    const row = this.rows.at(-1);
    for (let i = 1; i < Math.min(columns, 60); i++) row?.splice(row.length - 1, 0, []);
    // The text goes into the first of them.
    if (row && row.length >= columns && columns > 1) row.push(...row.splice(row.length - columns, columns).reverse());
  }

  /** A row of a table is a line; a table that only places heads or signatures side by side is read column by column. */
  private row(cells: Cell[]): void {
    const outer = this.rows.at(-1)?.at(-1);
    const full = cells.map((cell) => cell.filter((text) => text.trim() !== ''));
    const lines = full.some((cell) => cell.length > 1)
      ? full.flat()
      : [full.map((cell) => (cell[0] ?? '').replaceAll(/[\t\n]/g, ' ')).join('\t')];
    if (outer) outer.push(...lines);
    else this.lines.push(...lines);
  }
}
