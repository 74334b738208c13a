import type { SignerDraft, Stated } from './draft.js';
import type { Line } from './lines.js';
import { Passage } from './passage.js';
import type { Reading } from './reading.js';
import { POSITIONS } from './vocabulary.js';
import { isName, isSignatureLine } from './zones.js';

const ON_BEHALF = /^t\s?[./]?\s?m\b/;
const FOR = /^(?:k\s?[./]?\s?t|t\s?[./]?\s?l|t\s?[./]?\s?u\s?[./]?\s?q)\b/;
const POSITION = new RegExp(`^(?:q\\.? ?)?${POSITIONS}\\b`);

/** Who signed and in which capacity: "TM." for a body, "KT." for the one whose deputy signs. */
export function signerOf(reading: Reading, lines: readonly Line[]): Stated<SignerDraft> | null {
  let onBehalfOf: Line | null = null;
  let actingFor: Line | null = null;
  let position: Line | null = null;
  let name: Line | null = null;
  for (const line of lines) {
    if (isSignatureLine(line)) {
      if (ON_BEHALF.test(line.folded)) onBehalfOf ??= line;
      else if (FOR.test(line.folded)) actingFor ??= line;
      else if (POSITION.test(line.folded)) position ??= line;
    } else if (isName(line) && name === null) name = line;
  }
  const capacity = position ?? null;
  if (name === null || capacity === null) return null;
  const used = [onBehalfOf, actingFor, capacity, name].filter((line) => line !== null);
  const span = {
    start: Math.min(...used.map((line) => reading.span(line.start, line.end).start)),
    end: Math.max(...used.map((line) => reading.span(line.start, line.end).end)),
  };
  const text = (line: Line | null) => (line === null ? null : Passage.of(reading, [[line.start, line.end]]).text);
  return {
    value: {
      name: text(name) ?? '',
      position: text(capacity) ?? '',
      onBehalfOf: text(onBehalfOf),
      actingFor: text(actingFor),
    },
    span,
    unsure: [],
  };
}
