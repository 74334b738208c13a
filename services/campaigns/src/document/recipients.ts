import type { RecipientDraft } from './draft.js';
import type { Line } from './lines.js';
import { Passage } from './passage.js';
import type { Reading } from './reading.js';

type Role = RecipientDraft['role'];
/** What is printed in brackets after a recipient. */
const ROLES: readonly (readonly [RegExp, Role])[] = [
  [/^(?:de )?(?:b\/c|bc|bao cao)$/, 'REPORT'],
  [/^(?:de )?(?:p\/h|ph|phoi hop)$/, 'COORDINATE'],
  [/^(?:de )?(?:t\/h|th|thuc hien)$/, 'CARRY_OUT'],
  [/^(?:de )?(?:c\/d|chi dao|lanh dao, chi dao|lanh dao)$/, 'DIRECT'],
];

const ITEM = /^[-–•+]\s*/;

/** The recipients in their order; "Lưu: VT, NV" keeps one in each. What is none of them is given back. */
export function recipientsOf(reading: Reading, lines: readonly Line[]): { recipients: RecipientDraft[]; rest: Line[] } {
  const items: [number, number][][] = [];
  const rest: Line[] = [];
  for (const line of lines) {
    if (/^(?:noi nhan|ban dien tu|ban giay|nhu tren)\b.{0,3}$/.test(line.folded) || !/\p{L}/u.test(line.text)) continue;
    const itemised = ITEM.exec(line.text);
    if (itemised) {
      // Several in one line, where a scan lost the breaks.
      let from = line.start + itemised[0].length;
      for (const match of line.text.matchAll(/[;.]\s{0,3}[-–]\s{1,3}(?=\p{Lu})/gu)) {
        items.push([[from, line.start + match.index]]);
        from = line.start + match.index + match[0].length;
      }
      items.push([[from, line.end]]);
    } else if (items.length > 0 && /^\p{Ll}/u.test(line.text)) items.at(-1)?.push([line.start, line.end]);
    else rest.push(line);
  }
  return { recipients: items.flatMap((item) => recipientOf(Passage.of(reading, item))), rest };
}

function recipientOf(passage: Passage): RecipientDraft[] {
  let item = passage;
  const stop = /[;.,\s]+$/.exec(item.text);
  if (stop) item = item.part(0, stop.index);
  let role: Role = null;
  let unsure: string[] = [];
  const bracket = /\s?\(([^()]{1,60})\)$/.exec(item.folded);
  if (bracket?.[1]) {
    const said = bracket[1].trim();
    const known = ROLES.find(([pattern]) => pattern.test(said));
    if (known || /^de /.test(said)) item = item.part(0, bracket.index);
    role = known?.[1] ?? null;
    if (!known && /^de /.test(said)) unsure = ['ROLE'];
  }
  if (item.length === 0) return [];
  const kept = /^luu\s?[:.]?\s?/.exec(item.folded);
  if (kept) {
    return item
      .part(kept[0].length)
      .split(/[,;]\s?/g)
      .map((one) => ({ name: one.text, role: 'ARCHIVE' as const, span: one.span, unsure: [] }))
      .filter(({ name }) => name !== '');
  }
  if (/^nhu tren$/.test(item.folded)) return [{ name: item.text, role, span: item.span, unsure }];
  return [{ name: item.text, role, span: item.span, unsure }];
}
