import type { Block } from './blocks.js';
import type { Flag } from './draft.js';
import { isCapitals } from './lines.js';
import { LETTERS, type Mark, type MarkKind, romanOf } from './marks.js';
import type { Passage } from './passage.js';

/** An item of the document with those below it. */
export interface Clause {
  kind: MarkKind;
  /** Normalised: letters in sequence; dashes, pluses and bare paragraphs numbered. */
  clause: string;
  /** As printed. */
  clauseRaw: string;
  /** Only names what follows. */
  heading: boolean;
  /** Without its mark. */
  body: Passage;
  whole: Passage;
  children: Clause[];
  parent: Clause | null;
  /** "(Có biểu kèm theo)": said of the item, no paragraph of its own. */
  notes: Passage[];
  /** Bare text before the first item of a section, or after its last. */
  place: 'OPENING' | 'CLOSING' | null;
  unsure: string[];
}

const rank: Record<MarkKind, number> = {
  PART: 0,
  ROMAN: 1,
  NUMBER: 2,
  DOTTED: 3,
  LETTER: 6,
  DASH: 7,
  PLUS: 8,
  BARE: 9,
};
const depthOf = (mark: Mark) =>
  rank[mark.kind] + (mark.kind === 'DOTTED' ? (mark.printed.match(/\./g)?.length ?? 1) - 1 : 0);

interface Open {
  clause: Clause;
  depth: number;
  /** The last number given below it, by kind. */
  last: Map<string, number>;
}

const LONGEST_HEADING = 220;
/** Beyond it a text is noise, and every further remark is, too. */
export const MOST_FLAGS = 300;

/** The tree of a body's paragraphs, with what looks wrong in its numbering. */
export function clauseTree(blocks: readonly Block[], flags: Flag[]): Clause[] {
  const roots: Clause[] = [];
  const stack: Open[] = [];
  const rootCounts = new Map<string, number>();
  const top = () => stack.at(-1);
  const kindsSeen = new Set(blocks.flatMap(({ mark }) => mark?.kind ?? []));

  for (const block of blocks) {
    const mark = block.mark ?? headingMark(block, kindsSeen, rootCounts);
    if (mark === null) {
      addBare(block, stack, roots);
      continue;
    }
    const depth = depthOf(mark);
    while ((top()?.depth ?? -1) >= depth) stack.pop();
    const parent = top();
    const counts = parent?.last ?? rootCounts;
    const clause = numbered(block, mark, parent?.clause ?? null, counts, flags);
    if (parent) parent.clause.children.push(clause);
    else roots.push(clause);
    stack.push({ clause, depth, last: new Map() });
  }
  for (const root of roots) settle(root);
  return roots;
}

/** An unnumbered line in capitals heads a section of its own, numbered as the next. */
function headingMark(block: Block, kinds: ReadonlySet<string>, counts: ReadonlyMap<string, number>): Mark | null {
  if (!isCapitals(block.whole.text) || block.whole.length > LONGEST_HEADING) return null;
  if (block.whole.text.split(' ').length < 2) return null;
  const kind = kinds.has('ROMAN') || !kinds.has('NUMBER') ? 'ROMAN' : 'NUMBER';
  const value = (counts.get(kind) ?? 0) + 1;
  return { kind, printed: '', raw: '', length: 0, value, unsure: true };
}

function numbered(block: Block, mark: Mark, parent: Clause | null, counts: Map<string, number>, flags: Flag[]): Clause {
  const unsure = mark.unsure ? ['NUMBERING'] : [];
  const last = counts.get(mark.kind) ?? 0;
  let value = mark.value ?? last + 1;
  if (value <= last) {
    value = last + 1;
    flags.push({
      code: mark.kind === 'LETTER' ? 'LETTER_REPEATED' : 'NUMBERING_MISMATCH',
      explanation: `“${mark.printed}${mark.raw.endsWith(')') ? ')' : ''}” lặp lại sau mục cùng cấp; đánh số chuẩn hóa là ${label(mark.kind, value)}.`,
      span: block.whole.span,
    });
    unsure.push('NUMBERING');
  }
  counts.set(mark.kind, value);
  const own = label(mark.kind, value);
  const up = parent?.clause;
  // Two kinds below one item (a dash beside a letter) must not meet in one number.
  const taken = counts.has(`=${own}`);
  counts.set(`=${own}`, value);
  const clause = [up, taken ? `${own}x${value}` : own].filter(Boolean).join('.');
  return {
    kind: mark.kind,
    clause,
    clauseRaw: rawOf(mark, parent, value, block, flags),
    heading: false,
    body: block.body,
    whole: block.whole,
    children: [],
    parent,
    notes: [],
    place: null,
    unsure,
  };
}

function label(kind: MarkKind, value: number): string {
  if (kind === 'ROMAN') return romanOf(value);
  if (kind === 'LETTER') return LETTERS[value - 1] ?? `${value}`;
  if (kind === 'PART') return ['A', 'B', 'C', 'D', 'Đ', 'E'][value - 1] ?? `${value}`;
  return `${value}`;
}

function rawOf(mark: Mark, parent: Clause | null, value: number, block: Block, flags: Flag[]): string {
  const up = parent?.clauseRaw ?? '';
  if (mark.kind === 'DASH') return `${up}, gạch đầu dòng ${value}`;
  if (mark.kind === 'PLUS') return `${up}, dấu cộng ${value}`;
  if (mark.raw === '') return up === '' ? label(mark.kind, value) : `${up}, đoạn ${value}`;
  if (mark.kind === 'DOTTED') return dottedRaw(mark, parent, block, flags);
  if (up === '') return mark.raw;
  if (mark.raw.startsWith('“')) return `${up}, ${mark.raw}`;
  return up.endsWith('”') ? `${up.slice(0, -1)}.${mark.raw}”` : `${up}.${mark.raw}`;
}

/** "2.1" under 2 stands there; "1.1" under 2 does not, and is quoted as printed. */
function dottedRaw(mark: Mark, parent: Clause | null, block: Block, flags: Flag[]): string {
  if (parent === null) return mark.printed;
  const above = mark.printed.slice(0, mark.printed.lastIndexOf('.'));
  const own = mark.printed.slice(above.length + 1);
  const expected = parent.clause.split('.').slice(-above.split('.').length).join('.');
  if (expected === above) return `${parent.clauseRaw}.${own}`;
  if (parent.kind === 'ROMAN' || parent.kind === 'PART') return `${parent.clauseRaw}.${mark.printed}`;
  if (
    flags.length < MOST_FLAGS &&
    !flags.some(
      ({ code, explanation }) => code === 'NUMBERING_MISMATCH' && explanation.startsWith(`${parent.clauseRaw}:`),
    )
  )
    flags.push({
      code: 'NUMBERING_MISMATCH',
      explanation: `${parent.clauseRaw}: các mục dưới in “${mark.printed}”…; đánh số chuẩn hóa theo mục chứa chúng.`,
      span: block.whole.span,
    });
  return `${parent.clauseRaw}, “${mark.printed}”`;
}

/** A paragraph without a mark: below the item before it, until {@link settle} tells what it is there. */
function addBare(block: Block, stack: Open[], roots: Clause[]): void {
  const note = /^\(.{0,300}\)\.?$/.test(block.whole.text);
  let holder = stack.at(-1)?.clause;
  if (note && holder) {
    holder.notes.push(block.whole);
    return;
  }
  // After the last dash of an item that only heads it, a bare paragraph goes with the section: see settle.
  const bare: Clause = {
    kind: 'BARE',
    clause: '',
    clauseRaw: '',
    heading: false,
    body: block.whole,
    whole: block.whole,
    children: [],
    parent: holder ?? null,
    notes: [],
    place: null,
    unsure: [],
  };
  if (!holder) {
    roots.push({ ...bare, clause: `${roots.length + 1}`, clauseRaw: `đoạn ${roots.length + 1}`, place: 'OPENING' });
    return;
  }
  // "Trong quá trình thực hiện, nếu có khó khăn, vướng mắc …" and a call on everybody close a section.
  if (
    /^(?:tren day la|trong qua trinh (?:trien khai|thuc hien|to chuc)|de (?:phong trao|ke hoach)|(?:uy ban nhan dan|ubnd)[^,;.]{0,60} (?:yeu cau|de nghi) cac|can cu (?:noi dung )?ke hoach nay|ke hoach nay|yeu cau (?:cac )?(?:thu truong|co quan)|nhan duoc)/.test(
      block.whole.folded,
    )
  ) {
    while (holder.parent !== null) holder = holder.parent;
    holder.children.push({ ...bare, parent: holder, place: 'CLOSING' });
    return;
  }
  holder.children.push(bare);
}

/** Tells headings from paragraphs, and numbers the bare paragraphs. */
function settle(clause: Clause): void {
  const bare = clause.children.filter(({ kind, place }) => kind === 'BARE' && place === null);
  const items = clause.children.filter(({ kind }) => kind !== 'BARE');
  const text = clause.body.text;
  const named = !/[.;!?…]["”]?$/.test(text) && text.length <= LONGEST_HEADING;
  clause.heading = text === '' || isCapitals(text) || (named && clause.children.length > 0);
  if (clause.kind === 'ROMAN' || clause.kind === 'PART') clause.heading = clause.heading || clause.children.length > 0;
  // A bare paragraph before the items opens the section; those that follow an item belong to that item already.
  if (items.length > 0) for (const paragraph of bare) paragraph.place ??= 'OPENING';
  let count = 0;
  const own = bare.filter(({ place }) => place === null);
  if (!clause.heading && own.length > 0) {
    // What stands after the mark is the first paragraph.
    count = 1;
    const first: Clause = {
      ...clause,
      kind: 'BARE',
      clause: `${clause.clause}.1`,
      clauseRaw: `${clause.clauseRaw}, đoạn 1`,
      children: [],
      parent: clause,
      place: null,
    };
    clause.children.unshift(first);
  }
  for (const paragraph of own) {
    count++;
    paragraph.clause = `${clause.clause}.${count}`;
    paragraph.clauseRaw = `${clause.clauseRaw}, đoạn ${count}`;
  }
  const numbers = clause.children.map((child) => Number(child.clause.slice(clause.clause.length + 1)) || 0);
  let highest = numbers.reduce((most, number) => Math.max(most, number), 0);
  for (const paragraph of clause.children) {
    if (paragraph.place === 'OPENING') {
      paragraph.clause = clause.clause;
      paragraph.clauseRaw = `${clause.clauseRaw}, đoạn mở đầu`;
    } else if (paragraph.place === 'CLOSING') {
      highest++;
      paragraph.clause = `${clause.clause}.${highest}`;
      paragraph.clauseRaw = `${clause.clauseRaw}, đoạn cuối`;
    }
  }
  for (const child of clause.children) if (child.kind !== 'BARE') settle(child);
  markRepeated(clause);
}

/** Of two items printed alike, both say which one they are: "d) (thứ nhất)". */
function markRepeated(clause: Clause): void {
  const byPrint = new Map<string, Clause[]>();
  for (const letter of clause.children) {
    if (letter.kind !== 'LETTER') continue;
    const same = byPrint.get(letter.clauseRaw);
    if (same) same.push(letter);
    else byPrint.set(letter.clauseRaw, [letter]);
  }
  for (const [printed, same] of byPrint) {
    if (same.length < 2) continue;
    for (const [i, one] of same.entries()) {
      const which = [' (thứ nhất)', ' (thứ hai)', ' (thứ ba)'][i] ?? ` (thứ ${i + 1})`;
      for (const below of walk(one)) below.clauseRaw = printed + which + below.clauseRaw.slice(printed.length);
    }
  }
}

/** All items below, in the document's order, with the item itself. */
export function* walk(clause: Clause): Generator<Clause> {
  yield clause;
  for (const child of clause.children) yield* walk(child);
}

/** The items that say something themselves: no headings, and paragraphs rather than what holds them. */
export function leavesOf(clause: Clause): Clause[] {
  const below = clause.children.filter(({ place }) => place === null);
  if (below.length === 0) return clause.heading && clause.body.length === 0 ? [] : [clause];
  return below.flatMap(leavesOf);
}
