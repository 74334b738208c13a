import { isCapitals, isOrnament, isPageNumber, type Line } from './lines.js';
import { type Mark, markOf } from './marks.js';
import { Passage } from './passage.js';
import type { Reading } from './reading.js';

/** A paragraph with the mark that it begins with, if any. */
export interface Block {
  mark: Mark | null;
  /** Without the mark. */
  body: Passage;
  /** With it. */
  whole: Passage;
  /** True where the paragraph goes on after a page break, which stood in the midst of a sentence. */
  joined: boolean;
}

const ENDED = /[.;:!?…]["”']?\)?$|["”]\)?$|\/\.$/;
/** Words after which no sentence ends. */
const GOES_ON = /(?:,|\b(?:va|cua|cac|cho|voi|hoac|tai|trong|tren|theo|nham|de|la|duoc))$/;
/** Lines of a text that was wrapped at a margin are no longer than this. */
const WIDEST = 130;

/** How wide a text was wrapped; null where a paragraph is a line. */
function wrapWidth(lines: readonly Line[]): number | null {
  const lengths = lines.map(({ text }) => text.length).filter((length) => length > 40);
  if (lengths.length < 8) return null;
  lengths.sort((a, b) => a - b);
  const widest = lengths[Math.floor(lengths.length * 0.98)] ?? 0;
  return widest <= WIDEST ? widest : null;
}

/**
 * The paragraphs of a stretch of lines. A line without a mark goes on with the paragraph before it where that one has not
 * come to an end: over the margin of a wrapped text, and over a page break. Pages' numbers are passed over.
 */
export function blocksOf(reading: Reading, lines: readonly Line[]): Block[] {
  const width = wrapWidth(lines);
  const blocks: { mark: Mark | null; lines: Line[]; joined: boolean }[] = [];
  let blank = true;
  for (const line of lines) {
    if (line.text === '') {
      blank = true;
      continue;
    }
    if (isPageNumber(line) || isOrnament(line)) {
      blank = true;
      continue;
    }
    const mark = markOf(line);
    const before = blocks.at(-1);
    if (mark === null && before !== undefined && goesOn(before, line, blank, width)) {
      before.lines.push(line);
      if (blank) before.joined = true;
    } else blocks.push({ mark, lines: [line], joined: false });
    blank = false;
  }
  return blocks.map(({ mark, lines: own, joined }) => {
    const whole = Passage.of(
      reading,
      own.map(({ start, end }) => [start, end] as const),
    );
    return { mark, whole, body: whole.part(Math.min(mark?.length ?? 0, whole.length)), joined };
  });
}

function goesOn(
  { mark, lines }: { mark: Mark | null; lines: Line[] },
  line: Line,
  blank: boolean,
  width: number | null,
): boolean {
  const last = lines.at(-1);
  if (last === undefined) return false;
  const ended = ENDED.test(last.text);
  const capitals = isCapitals(last.text);
  // A heading in capitals goes on in capitals, and with nothing else.
  if (capitals || isCapitals(line.text)) return capitals && isCapitals(line.text) && !blank && !ended;
  const full = width !== null && last.text.length >= width * 0.8;
  if (!blank && full) return true;
  if (ended) return false;
  const small = /^[\p{Ll}\d,;"“(]/u.test(line.text) && !/^\(/.test(line.text);
  if (small) return true;
  if (GOES_ON.test(last.folded)) return true;
  // Without a blank line between them and in the midst of a sentence: a wrapped line, unless it heads what follows.
  return !blank && !(mark !== null && last === lines[0] && last.text.length < 60) && last.text.length > 60;
}
