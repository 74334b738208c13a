import type { Line } from './lines.js';
import type { Reading, Span } from './reading.js';

/** Lines of the source that no fact rests on, in their order; neighbours are one. Nothing that was written is dropped. */
export function leftoverOf(
  reading: Reading,
  lines: readonly Line[],
  used: readonly Span[],
): (Span & { text: string })[] {
  const covered = [...used].sort((a, b) => a.start - b.start);
  const merged: Span[] = [];
  for (const span of covered) {
    const last = merged.at(-1);
    if (last && span.start <= last.end) last.end = Math.max(last.end, span.end);
    else merged.push({ ...span });
  }
  const left: (Span & { text: string })[] = [];
  let at = 0;
  let before = -2;
  for (const [i, line] of lines.entries()) {
    if (!/[\p{L}\p{N}]/u.test(line.text)) continue;
    const span = reading.span(line.start, line.end);
    while (at < merged.length && (merged[at] as Span).end <= span.start) at++;
    const cover = merged[at];
    if (cover && cover.start < span.end) continue;
    const last = left.at(-1);
    if (last && before === i - 1) {
      last.end = span.end;
      last.text = reading.source.slice(last.start, last.end);
    } else left.push({ ...span, text: reading.source.slice(span.start, span.end) });
    before = i;
  }
  return left;
}
