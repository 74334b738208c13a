import { isCapitals, type Line } from './lines.js';

/** How an item is marked in the documents, from the outermost kind to the innermost. */
export type MarkKind = 'PART' | 'ROMAN' | 'NUMBER' | 'DOTTED' | 'LETTER' | 'DASH' | 'PLUS' | 'BARE';

export interface Mark {
  kind: MarkKind;
  /** The number or letter as printed, without what follows it; empty where nothing counts. */
  printed: string;
  /** As printed with its bracket or slash: "a)". */
  raw: string;
  /** How many units of the line the mark takes. */
  length: number;
  /** What it counts; null where nothing does. */
  value: number | null;
  /** Read through a slip of the scan: "l." for "1.". */
  unsure: boolean;
}

/** The letters that count items, in their order (NĐ 30/2020: no f, j, w, z). */
export const LETTERS = ['a', 'b', 'c', 'd', 'đ', 'e', 'g', 'h', 'i', 'k', 'l', 'm', 'n', 'o', 'p', 'q', 'r', 's', 't'];

const ROMAN = /^(?:mục\s+|phần\s+)?([IVXl1|]{1,6})\s?([.:)/]|-(?=\s))\s*(?=\S)/i;
const PART = /^(?:PHẦN\s+(?:THỨ\s+)?)?([A-EĐ])\s?\.\s+(?=\S)/;
/** Committees of the Party print "1-". */
const NUMBER = /^(\d{1,2}|[lI])(?:\s?([.)/])(?!\d)\s*(?=\S)|(-)\s+(?=\p{Lu}|\d{1,3}(?:,\d)?\s?%))/u;
const DOTTED = /^(\d{1,2}(?:\.\d{1,2}){1,3})\s?([.)]?)\s+(?=\S)/;
const LETTER = /^(?:[-–]\s*)?([a-zđ])\s?([.)/])\s*(?=\S)/u;
const DASH = /^([-–—•●▪◦])\s*(?=\S)/;
const PLUS = /^\+\s*(?=\S)/;

const romanDigits: Record<string, number> = { I: 1, V: 5, X: 10 };
function romanValue(printed: string): number | null {
  let value = 0;
  let last = 0;
  for (const digit of [...printed].reverse()) {
    const worth = romanDigits[digit];
    if (worth === undefined) return null;
    value += worth < last ? -worth : worth;
    last = Math.max(last, worth);
  }
  return value > 0 && value < 40 ? value : null;
}

export function romanOf(value: number): string {
  const tens = 'X'.repeat(Math.floor(value / 10));
  const ones = ['', 'I', 'II', 'III', 'IV', 'V', 'VI', 'VII', 'VIII', 'IX'][value % 10] ?? '';
  return tens + ones;
}

/** How a line begins, where it begins an item. */
export function markOf({ text }: Line): Mark | null {
  const mark = (
    kind: MarkKind,
    match: RegExpExecArray,
    value: number | null,
    printed = match[1] ?? '',
    unsure = false,
  ): Mark => ({ kind, printed, raw: printed + (match[2] === ')' ? ')' : ''), length: match[0].length, value, unsure });

  const roman = ROMAN.exec(text);
  if (roman?.[1]) {
    // A scan prints "1" and "l" for "I". Beside capitals it is a Roman number, elsewhere the number it looks like.
    const heads = isCapitals(text.slice(roman[0].length)) && !/^\d+$/.test(roman[1]);
    const value = romanValue(roman[1].replace(/[l1|]/g, 'I'));
    const slip = /[l1|]/.test(roman[1]);
    const shaped = /^[IVX]+$/.test(roman[1]);
    if (value !== null && (shaped || heads)) return mark('ROMAN', roman, value, romanOf(value), slip);
  }
  const part = PART.exec(text);
  if (part && isCapitals(text.slice(part[0].length))) return mark('PART', part, 'ABCDĐE'.indexOf(part[1] ?? 'A') + 1);
  const dotted = DOTTED.exec(text);
  if (dotted?.[1]) return mark('DOTTED', dotted, Number(dotted[1].slice(dotted[1].lastIndexOf('.') + 1)));
  const number = NUMBER.exec(text);
  if (number?.[1]) {
    const slip = /[lI]/.test(number[1]);
    return mark('NUMBER', number, slip ? 1 : Number(number[1]), slip ? '1' : number[1], slip);
  }
  const letter = LETTER.exec(text);
  if (letter?.[1]) return { ...mark('LETTER', letter, LETTERS.indexOf(letter[1]) + 1), raw: letterRaw(letter) };
  const plus = PLUS.exec(text);
  if (plus) return mark('PLUS', plus, null, '');
  const dash = DASH.exec(text);
  if (dash) return mark('DASH', dash, null, '');
  return null;
}

/** "- a)" keeps its dash, so that a reader finds it again. */
const letterRaw = (match: RegExpExecArray) => {
  const dashed = /^[-–]/.test(match[0]);
  const letter = `${match[1]}${match[2] === ')' ? ')' : ''}`;
  return dashed ? `“- ${letter}”` : letter;
};
