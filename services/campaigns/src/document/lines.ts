import type { Reading } from './reading.js';

/** A line of the reading without blanks at its ends; empty lines are kept: they part paragraphs. */
export interface Line {
  start: number;
  end: number;
  text: string;
  folded: string;
}

export function linesOf(reading: Reading): Line[] {
  const lines: Line[] = [];
  const { text, folded } = reading;
  for (let from = 0; from <= text.length; ) {
    const stop = text.indexOf('\n', from);
    const to = stop === -1 ? text.length : stop;
    let start = from;
    let end = to;
    while (start < end && (text[start] === ' ' || text[start] === '\t')) start++;
    while (end > start && (text[end - 1] === ' ' || text[end - 1] === '\t')) end--;
    lines.push({ start, end, text: text.slice(start, end), folded: folded.slice(start, end) });
    from = to + 1;
  }
  return lines;
}

/**
 * A line of a head or an end in two columns, printed side by side, as its columns: what a tab or at least three spaces
 * part. The head and the end of a document stand so; its body does not.
 */
export function columnsOf(line: Line): Line[] {
  const cells: Line[] = [];
  let from = 0;
  const put = (to: number) => {
    const cell = line.text.slice(from, to);
    const lead = cell.length - cell.trimStart().length;
    const trimmed = cell.trim();
    if (trimmed === '') return;
    const start = from + lead;
    const end = start + trimmed.length;
    cells.push({
      start: line.start + start,
      end: line.start + end,
      text: line.text.slice(start, end),
      folded: line.folded.slice(start, end),
    });
  };
  for (const gap of line.text.matchAll(/\t\s*|\s{3,}/g)) {
    put(gap.index);
    from = gap.index + gap[0].length;
  }
  put(line.text.length);
  return cells;
}

/** The number of a page alone on its line, in the shapes in which pages are numbered. */
export const isPageNumber = ({ folded }: Line): boolean =>
  /^[-.]?\s?\d{1,3}\s?[-.]?$|^trang \d{1,3}(?:\s?\/\s?\d{1,3})?$|^\d{1,3}\s?\/\s?\d{1,3}$/.test(folded);

/** A line that draws a rule, or that holds nothing that can be read. */
export const isOrnament = ({ text }: Line): boolean => text !== '' && !/[\p{L}\p{N}]/u.test(text);

/** Printed in capitals: at least four letters, nearly all of them capitals. */
export function isCapitals(text: string): boolean {
  let capitals = 0;
  let small = 0;
  for (const letter of text.slice(0, 400)) {
    if (/\p{Lu}/u.test(letter)) capitals++;
    else if (/\p{Ll}/u.test(letter)) small++;
  }
  return capitals >= 4 && small * 8 <= capitals;
}
