import type { Reading, Span } from './reading.js';

/**
 * A stretch of running text: lines of the reading joined by single spaces, whatever breaks stood between them. Knows
 * where each unit stands, so that whatever is found in it has its place in the source.
 */
export class Passage {
  private constructor(
    readonly reading: Reading,
    readonly text: string,
    readonly folded: string,
    private readonly at: Int32Array,
  ) {}

  /** Lines given as [start, end) in the reading. */
  static of(reading: Reading, lines: readonly (readonly [number, number])[]): Passage {
    const text: string[] = [];
    const folded: string[] = [];
    const at: number[] = [];
    for (const [start, end] of lines) {
      for (let i = start; i < end; i++) {
        const blank = reading.text[i] === ' ' || reading.text[i] === '\t' || reading.text[i] === '\n';
        if (blank && (text.length === 0 || text.at(-1) === ' ')) continue;
        text.push(blank ? ' ' : (reading.text[i] as string));
        folded.push(blank ? ' ' : (reading.folded[i] as string));
        at.push(i);
      }
      if (text.length > 0 && text.at(-1) !== ' ') {
        text.push(' ');
        folded.push(' ');
        at.push(end);
      }
    }
    while (text.at(-1) === ' ') {
      text.pop();
      folded.pop();
      at.pop();
    }
    return new Passage(reading, text.join(''), folded.join(''), Int32Array.from(at));
  }

  get length(): number {
    return this.text.length;
  }

  /** A part of it, without blanks at its ends. */
  part(start: number, end = this.text.length): Passage {
    let a = Math.max(0, start);
    let b = Math.min(this.text.length, end);
    while (a < b && this.text[a] === ' ') a++;
    while (b > a && this.text[b - 1] === ' ') b--;
    return new Passage(this.reading, this.text.slice(a, b), this.folded.slice(a, b), this.at.subarray(a, b));
  }

  /** What a pattern matches in the folded text, as a part. */
  find(pattern: RegExp): { match: RegExpExecArray; part: Passage } | null {
    const match = pattern.exec(this.folded);
    return match === null ? null : { match, part: this.part(match.index, match.index + match[0].length) };
  }

  /** The same passage, some of whose words are passed over: blanks stand in their place. */
  masked(folded: string): Passage {
    return new Passage(this.reading, this.text, folded, this.at);
  }

  /** Parted wherever the pattern (global) matches; the pieces hold what stands between. */
  split(pattern: RegExp): Passage[] {
    const pieces: Passage[] = [];
    let from = 0;
    for (const match of this.folded.matchAll(pattern)) {
      pieces.push(this.part(from, match.index));
      from = match.index + match[0].length;
    }
    pieces.push(this.part(from));
    return pieces.filter((piece) => piece.length > 0);
  }

  /** From the beginning of one to the end of another that follows it. */
  static spanning(first: Passage, last: Passage): Span {
    return { start: first.span.start, end: last.span.end };
  }

  get span(): Span {
    const first = this.at[0];
    const last = this.at[this.at.length - 1];
    if (first === undefined || last === undefined) return { start: 0, end: 0 };
    return this.reading.span(first, last + 1);
  }
}
