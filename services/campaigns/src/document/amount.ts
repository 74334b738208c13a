import type { Comparator } from '@thi-dua/schema/rule';
import { decimalOf } from './numbers.js';

/** A threshold as a sentence states it. */
export interface Amount {
  comparator: Comparator;
  threshold: string;
  /** Set where the sentence names a span ("1 - 1,5%", "1,5 đến 2 lần"). */
  max: string | null;
  unit: 'PERCENT' | 'TIMES' | 'NUMBER';
  perYear: boolean;
  at: number;
  end: number;
  unsure: string[];
}

// A full stop before one or two digits of a percentage is a typist's decimal comma: it parts no thousands.
const N = '(\\d{1,3}(?:\\.\\d{3})+|\\d{1,2}\\.\\d{1,2}(?=\\s?(?:%|- ?\\d))|\\d{1,6}(?:,\\d{1,4})?)';
const UNIT = '\\s?(%|phan tram|diem %|diem phan tram|lan)?\\s?(\\/\\s?nam|moi nam|mot nam|hang nam)?';
const SHAPES: readonly { pattern: RegExp; comparator: Comparator | null; range?: boolean }[] = [
  { pattern: new RegExp(`\\b(?:tu )?${N}\\s?%?\\s?(?:-|den)\\s?${N}${UNIT}`), comparator: null, range: true },
  { pattern: new RegExp(`\\btu ${N}${UNIT} tro len`), comparator: 'GE' },
  { pattern: new RegExp(`\\btu ${N}${UNIT} tro xuong`), comparator: 'LE' },
  {
    pattern: new RegExp(`\\b(?:it nhat|toi thieu|khong duoi|khong thap hon|dat tu)(?: la| moi nam)? ${N}${UNIT}`),
    comparator: 'GE',
  },
  {
    pattern: new RegExp(`\\b(?:khong qua|khong vuot qua|toi da|khong cao hon|khong tren) ${N}${UNIT}`),
    comparator: 'LE',
  },
  { pattern: new RegExp(`\\b(?:tren|hon) ${N}${UNIT}`), comparator: 'GT' },
  { pattern: new RegExp(`\\b(?:duoi|thap hon) ${N}${UNIT}`), comparator: 'LT' },
  { pattern: new RegExp(`\\b${N}${UNIT} tro len`), comparator: 'GE' },
  { pattern: new RegExp(`(?<![\\d.,/])${N}${UNIT}(?![\\d/])`), comparator: null },
];

/** The first amount of a folded text; null where it states none that can be told. */
export function amountIn(folded: string): Amount | null {
  // Years and days are no amounts.
  const text = folded
    .replace(/\b(?:nam|giai doan|thang|ngay|quy) ?\d[\d/]{0,9}(?: ?- ?(?:19|20)\d\d)?/g, (found) =>
      ' '.repeat(found.length),
    )
    .replace(/\b(?:19|20)\d\d\b/g, '    ')
    // A fraction is no whole number.
    .replace(/\b\d\/\d\b/g, '   ')
    // "trong 03 năm liên tục" says how long, not how much.
    .replace(/\b\d{1,2} nam\b/g, (found) => ' '.repeat(found.length));
  let best: Amount | null = null;
  for (const { pattern, comparator, range } of SHAPES) {
    const match = pattern.exec(text);
    if (match === null) continue;
    if (best !== null && best.at <= match.index) continue;
    const threshold = decimalOf(match[1] ?? '');
    const max = range ? decimalOf(match[2] ?? '') : null;
    if (threshold === null || (range && max === null)) continue;
    const unit = match[range ? 3 : 2];
    best = {
      comparator: comparator ?? 'GE',
      threshold,
      max,
      unit: unit === undefined ? 'NUMBER' : unit === 'lan' ? 'TIMES' : 'PERCENT',
      perYear: match[range ? 4 : 3] !== undefined,
      at: match.index,
      end: match.index + match[0].length,
      unsure: comparator === null && !range ? ['COMPARATOR_IMPLIED'] : [],
    };
  }
  return best;
}
