import { fold } from './fold.js';

/** A stretch of the source text, in UTF-16 units: [start, end). */
export interface Span {
  start: number;
  end: number;
}

/**
 * A source text as it is read: composed Unicode, one kind of line end and space, without marks of layout. Every unit
 * knows where in the source it stands.
 */
export class Reading {
  constructor(
    readonly source: string,
    readonly text: string,
    private readonly from: Int32Array,
    private readonly to: Int32Array,
  ) {
    this.folded = fold(text);
  }
  readonly folded: string;

  /** Where a stretch of the read text stands in the source. */
  span(start: number, end: number): Span {
    if (end <= start)
      return { start: this.from[start] ?? this.source.length, end: this.from[start] ?? this.source.length };
    return { start: this.from[start] ?? 0, end: this.to[end - 1] ?? this.source.length };
  }
}

const TAG = /<\/?([a-zA-Z]{1,10})\b[^<>\n]{0,60}>/y;
const BREAKING_TAGS = new Set(['br', 'ul', 'ol', 'li', 'p', 'div', 'tr', 'table', 'tbody', 'thead']);
const COMBINING = /[\u0300-\u036f]/;
/** More marks than any letter bears; what follows is noise. */
const MOST_MARKS = 4;

/** Reads a source; at a cost that grows with its length only. */
export function read(source: string): Reading {
  const units: string[] = [];
  const from: number[] = [];
  const to: number[] = [];
  const put = (text: string, start: number, end: number) => {
    for (const unit of text.split('')) {
      units.push(unit);
      from.push(start);
      to.push(end);
    }
  };
  for (let i = 0; i < source.length; ) {
    const unit = source[i] as string;
    let next = i + 1;
    if (unit === '<') {
      TAG.lastIndex = i;
      const tag = TAG.exec(source);
      if (tag) {
        next = TAG.lastIndex;
        if (BREAKING_TAGS.has((tag[1] ?? '').toLowerCase())) put('\n', i, next);
        else if (/^t[dh]$/i.test(tag[1] ?? '')) put('\t', i, next);
        i = next;
        continue;
      }
    }
    while (next < source.length && COMBINING.test(source[next] as string)) next++;
    if (next > i + 1) put(source.slice(i, Math.min(next, i + 1 + MOST_MARKS)).normalize('NFC'), i, next);
    else put(plain(unit, source[i + 1]), i, next);
    i = next;
  }
  return new Reading(source, units.join(''), Int32Array.from(from), Int32Array.from(to));
}

/** What a unit is read as; nothing, where it is a mark of layout. */
function plain(unit: string, following: string | undefined): string {
  if (unit === '\r') return following === '\n' ? '' : '\n';
  if (/[\n\t]/.test(unit)) return unit;
  // "|" parts the cells of a table; "*" marks bold and italic print.
  if (unit === '|') return '\t';
  if (unit === '*' || /[\u200b-\u200d\ufeff\u00ad]/.test(unit)) return '';
  if (/[\f\v\u2028\u2029\u0085]/.test(unit)) return '\n';
  if (unit < ' ' || unit === '\u007f') return '';
  if (/\s/.test(unit)) return ' ';
  return unit.normalize('NFC');
}
