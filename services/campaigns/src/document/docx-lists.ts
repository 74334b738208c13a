import { attribute, type XmlHandler } from '@thi-dua/prisma/import/xml';
import { romanOf } from './marks.js';

interface Level {
  format: string;
  /** "%1.%2." */
  text: string;
  start: number;
}

/** The numbers of automatic lists, which a document shows and its text does not hold. */
export class ListLabels {
  private readonly kinds = new Map<string, Level[]>();
  private readonly lists = new Map<string, string>();
  private readonly counts = new Map<string, number[]>();

  readonly definitions: XmlHandler = this.reader();

  private reader(): XmlHandler {
    let kind: string | null = null;
    let list: string | null = null;
    let level: Level | null = null;
    return {
      open: (name, attributes) => {
        const value = () => attribute(attributes, 'val') ?? '';
        if (name === 'abstractNum') kind = attribute(attributes, 'abstractNumId');
        else if (name === 'num') list = attribute(attributes, 'numId');
        else if (name === 'lvl' && kind !== null) {
          level = { format: 'decimal', text: '', start: 1 };
          const levels = this.kinds.get(kind) ?? [];
          levels[Number(attribute(attributes, 'ilvl') ?? levels.length) % 16] = level;
          this.kinds.set(kind, levels);
        } else if (name === 'numFmt' && level) level.format = value();
        else if (name === 'lvlText' && level) level.text = value();
        else if (name === 'start' && level) level.start = Number(value()) || 1;
        else if (name === 'abstractNumId' && list !== null) this.lists.set(list, value());
      },
      text: () => {},
      close: (name) => {
        if (name === 'lvl') level = null;
        else if (name === 'abstractNum') kind = null;
        else if (name === 'num') list = null;
      },
    };
  }

  /** What is printed before the next paragraph of a list; nothing outside of one. */
  next(id: string | null, depth: number): string {
    const levels = id === null ? undefined : this.kinds.get(this.lists.get(id) ?? '');
    const level = levels?.[depth];
    if (id === null || levels === undefined || level === undefined) return '';
    const counts = this.counts.get(id) ?? [];
    counts[depth] = (counts[depth] ?? level.start - 1) + 1;
    counts.length = depth + 1;
    this.counts.set(id, counts);
    if (level.format === 'bullet') return '- ';
    if (level.format === 'none') return '';
    const label = level.text.replace(/%(\d)/g, (_, digit: string) => {
      const at = Number(digit) - 1;
      return shown(counts[at] ?? levels[at]?.start ?? 1, levels[at]?.format ?? 'decimal');
    });
    return label === '' ? '' : `${label} `;
  }
}

function shown(value: number, format: string): string {
  if (format === 'upperRoman') return romanOf(value);
  if (format === 'lowerRoman') return romanOf(value).toLowerCase();
  if (format === 'lowerLetter') return String.fromCharCode(96 + ((value - 1) % 26) + 1);
  if (format === 'upperLetter') return String.fromCharCode(64 + ((value - 1) % 26) + 1);
  return `${value}`;
}
