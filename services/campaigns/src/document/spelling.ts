import type { AnnexDraft, Flag } from './draft.js';
import { fold } from './fold.js';
import type { Passage } from './passage.js';

/** Names of the movement and of units that the document itself prints in two ways: kept as printed, and said. */
export function spellingFlags(passages: readonly Passage[], annexes: readonly AnnexDraft[]): Flag[] {
  const flags: Flag[] = [];
  const quoted = new Map<string, { text: string; passage: Passage }>();
  const told = new Set<string>();
  for (const passage of passages) {
    for (const match of passage.folded.matchAll(/"([^"]{8,120})"/g)) {
      const name = passage.part(match.index + 1, match.index + match[0].length - 1);
      const key = name.folded.replaceAll(/\s*-\s*/g, '-');
      const same = (text: string) =>
        text
          .toLowerCase()
          .replaceAll(/[–—]/g, '-')
          .replaceAll(/\s*-\s*/g, '-');
      const known = quoted.get(key);
      if (known === undefined) quoted.set(key, { text: name.text, passage: name });
      else if (same(known.text) !== same(name.text) && !told.has(key)) {
        told.add(key);
        flags.push({
          code: 'SPELLING',
          explanation: `Văn bản in “${known.text}” và “${name.text}”; giữ như bản in.`,
          span: known.passage.span,
        });
      }
    }
  }
  for (const annex of annexes) {
    for (const [i, row] of annex.rows.slice(0, 500).entries()) {
      const name = row[1] ?? '';
      if (!/^\p{Lu}\p{Ll}+(?: \p{Lu}\p{Ll}*)+$/u.test(name)) continue;
      const folded = fold(name);
      for (const passage of passages) {
        const at = passage.folded.indexOf(folded);
        if (at === -1) continue;
        const printed = passage.text.slice(at, at + name.length);
        if (printed.toLowerCase() === name.toLowerCase()) break;
        if (!/^\p{Lu}/u.test(printed)) continue;
        flags.push({
          code: 'NAME_MISPRINTED',
          explanation: `Biểu kèm theo in “${name}”, phần lời in “${printed}”; giữ như bản in.`,
          span: annex.rowSpans[i] ?? annex.span,
        });
        break;
      }
    }
  }
  return flags;
}
