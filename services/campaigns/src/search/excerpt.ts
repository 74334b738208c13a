import { plain } from '../words/plain.js';

/** A stretch of a quoted text; marked where it is one of the words that were asked for. */
export interface ExcerptPart {
  text: string;
  marked: boolean;
}

/** A word of a text: where it stands, and as it is compared. */
interface Token {
  word: string;
  start: number;
  end: number;
}

/** The words of a text as `plain` parts them, with their places in it. */
function tokens(text: string): Token[] {
  const found: Token[] = [];
  let open: Token | null = null;
  let at = 0;
  for (const symbol of text) {
    const [start, end] = [at, at + symbol.length];
    at = end;
    const letters = plain(symbol);
    // A mark by itself belongs to the letter it stands on.
    const mark = letters === '' && /^[\u0300-\u036f]+$/.test(symbol.normalize('NFD'));
    if (mark) {
      if (open !== null) open.end = end;
    } else if (letters === '') open = null;
    else if (open === null) {
      open = { word: letters, start, end };
      found.push(open);
    } else {
      open.word += letters;
      open.end = end;
    }
  }
  return found;
}

/** How much of a text is quoted, at the most, beside the marks of what was left out. */
export const EXCERPT_LENGTH = 240;
const LEAD = 60;

/** From which word the stretch begins that holds most of what was asked for; the first of equals. */
function bestStart(hits: readonly Token[]): number {
  let best = { index: 0, words: 0 };
  for (const [index, first] of hits.entries()) {
    const held = hits.slice(index).filter((hit) => hit.end - first.start <= EXCERPT_LENGTH - LEAD);
    const words = new Set(held.map(({ word }) => word)).size;
    if (words > best.words) best = { index, words };
  }
  return hits[best.index]?.start ?? 0;
}

/** Quotes a text around the words asked for, to the letter; "…" stands for what was left out before and behind. */
export function excerpt(text: string, query: string): ExcerptPart[] {
  const asked = new Set(plain(query).split(' '));
  const all = tokens(text);
  const hits = all.filter(({ word }) => asked.has(word));
  let [from, to] = [0, text.length];
  if (text.length > EXCERPT_LENGTH) {
    const wanted = Math.min(Math.max(0, bestStart(hits) - LEAD), text.length - EXCERPT_LENGTH);
    // Whole words only, where there are any.
    from = wanted === 0 ? 0 : (all.find(({ start }) => start >= wanted)?.start ?? wanted);
    to = Math.max(
      ...all.filter(({ start, end }) => start >= from && end <= from + EXCERPT_LENGTH).map(({ end }) => end),
      0,
    );
    if (to <= from || text.length - from <= EXCERPT_LENGTH) to = Math.min(text.length, from + EXCERPT_LENGTH);
  }
  const parts: ExcerptPart[] = from > 0 ? [{ text: '…', marked: false }] : [];
  let done = from;
  for (const { start, end } of joined(
    text,
    hits.filter((hit) => hit.start >= from && hit.end <= to),
  )) {
    if (start > done) parts.push({ text: text.slice(done, start), marked: false });
    parts.push({ text: text.slice(start, end), marked: true });
    done = end;
  }
  if (to > done) parts.push({ text: text.slice(done, to), marked: false });
  if (to < text.length) parts.push({ text: '…', marked: false });
  return parts;
}

/** Words with nothing but blanks between them are marked as one. */
function joined(text: string, hits: readonly Token[]): { start: number; end: number }[] {
  const stretches: { start: number; end: number }[] = [];
  for (const { start, end } of hits) {
    const last = stretches.at(-1);
    if (last !== undefined && text.slice(last.end, start).trim() === '') last.end = end;
    else stretches.push({ start, end });
  }
  return stretches;
}
