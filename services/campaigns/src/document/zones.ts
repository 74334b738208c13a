import { columnsOf, isCapitals, type Line } from './lines.js';
import { markOf } from './marks.js';
import { DOCUMENT_TYPES, POSITIONS } from './vocabulary.js';

/** The stretches of a document, in their order. */
export interface Zones {
  /** Above the type: bodies, country, number, place and day. */
  head: Line[];
  type: Line | null;
  /** What is printed under the type until the text begins. */
  title: Line[];
  preamble: Line[];
  body: Line[];
  /** "Nơi nhận" with its list. */
  recipients: Line[];
  signature: Line[];
  after: Line[];
}

const types = new Set<string>(DOCUMENT_TYPES.map((type) => type.replaceAll(' ', '')));
const SIGNATURE = new RegExp(
  `^(?:t\\s?[./]?\\s?m|k\\s?[./]?\\s?t|t\\s?[./]?\\s?l|t\\s?[./]?\\s?u\\s?[./]?\\s?q|q)\\s?[./,]?\\s{0,2}(?=uy ban|ubnd|${POSITIONS}|ban |hoi dong|chu tich|so |phong )|^${POSITIONS}$`,
);

/** A line of the block of signatures: a capacity or a position, in capitals. */
export const isSignatureLine = (line: Line): boolean => isCapitals(line.text) && SIGNATURE.test(line.folded);
export const isRecipientsHead = (line: Line): boolean => /^noi nhan\b/.test(line.folded);

const isType = (line: Line) => isCapitals(line.text) && types.has(line.folded.replaceAll(/[ \t]/g, ''));
/** The longest line that still belongs to a title. */
const LONGEST_TITLE_LINE = 300;
const FURTHEST_TYPE = 80;

/** Parts a document's lines; never fails: what is not found is empty. */
export function zonesOf(lines: readonly Line[]): Zones {
  const near = lines.slice(0, FURTHEST_TYPE);
  let typeAt = near.findIndex(isType);
  // "KẾ HOẠCH Thực hiện …": the type and the title in one line.
  const inline = typeAt === -1 ? near.findIndex((line) => inlineType(line) !== null) : -1;
  if (inline !== -1) typeAt = inline;
  let at = typeAt + 1;
  const title: Line[] = [];
  const type = typeAt === -1 ? null : (lines[typeAt] as Line);
  const [typeLine, rest] = type && inline !== -1 ? (inlineType(type) ?? [type, null]) : [type, null];
  if (rest) title.push(rest);
  while (typeAt !== -1 && at < lines.length && isTitleLine(lines[at] as Line, title)) {
    const line = lines[at] as Line;
    if (line.text !== '' && /[\p{L}\p{N}]/u.test(line.text)) title.push(line);
    at++;
  }
  const end = endOf(lines, at);
  const begins = beginOf(lines, at, end);
  const { recipients, signature, after } = endParts(lines.slice(end));
  return {
    head: typeAt === -1 ? lines.slice(0, Math.min(begins, FURTHEST_TYPE)) : lines.slice(0, typeAt),
    type: typeLine,
    title,
    preamble: lines.slice(at, begins),
    body: lines.slice(begins, end),
    recipients,
    signature,
    after,
  };
}

function inlineType(line: Line): [Line, Line] | null {
  const words = /^(\S+\s+\S+)\s+(?=\p{Lu}\p{Ll})/u.exec(line.text);
  if (!words?.[1] || !isCapitals(words[1]) || !types.has(line.folded.slice(0, words[1].length).replaceAll(/\s/g, '')))
    return null;
  const cut = (from: number, to: number): Line => ({
    start: line.start + from,
    end: line.start + to,
    text: line.text.slice(from, to),
    folded: line.folded.slice(from, to),
  });
  return [cut(0, words[1].length), cut(words[0].length, line.text.length)];
}

function isTitleLine(line: Line, title: readonly Line[]): boolean {
  if (line.text === '') return true;
  if (line.text.length > LONGEST_TITLE_LINE || title.length >= 8) return false;
  if (/[.;:,]$/.test(line.text) && !/\b(?:dua|phat dong),$/.test(line.folded)) return false;
  if (
    /^(?:can cu|kinh gui|thuc hien (?:ke hoach|chi thi|nghi quyet|quyet dinh|cong van|huong dan)\b.{0,30}\d)/.test(
      line.folded,
    )
  )
    return false;
  // What begins with a mark belongs to the text; so does a sentence that cites a document.
  if (title.length > 0 && markOf(line) !== null) return false;
  return !/\bso\s?:?\s?\d{1,5}\s?[-/]/.test(line.folded);
}

/** Where the text ends: at the recipients, or at the signature where they are missing. */
function endOf(lines: readonly Line[], from: number): number {
  for (let i = from; i < lines.length; i++) {
    const line = lines[i] as Line;
    if (isRecipientsHead(line)) return i;
    if (i > from && isSignatureLine(line)) return i;
    if (i > from && line.text !== '' && columnsOf(line).some((cell) => isRecipientsHead(cell) || isSignatureLine(cell)))
      return i;
  }
  return lines.length;
}

/** Where the first item stands. */
function beginOf(lines: readonly Line[], from: number, end: number): number {
  for (let i = from; i < end; i++) {
    const line = lines[i] as Line;
    if (line.text === '') continue;
    const mark = markOf(line);
    if (mark && (mark.kind === 'ROMAN' || mark.kind === 'PART' || mark.kind === 'NUMBER')) return i;
    if (mark === null && i > from && isCapitals(line.text) && line.text.split(' ').length > 1) return i;
  }
  return end;
}

const NAME = /^(?:\p{Lu}[\p{Ll}'’]*\.?)(?:\s+\p{Lu}[\p{Ll}'’]*){1,5}$/u;
/** A person's name, alone on its line. */
export const isName = (line: Line): boolean =>
  NAME.test(line.text) &&
  line.text.length <= 40 &&
  !isSignatureLine(line) &&
  !/^(?:noi nhan|da ky|phu luc|bieu|ke hoach|luu)/.test(line.folded);

/** Recipients, signature and what follows it; the first two may stand side by side or one under the other. */
function endParts(lines: readonly Line[]): Pick<Zones, 'recipients' | 'signature' | 'after'> {
  const recipients: Line[] = [];
  const signature: Line[] = [];
  let state: 'RECIPIENTS' | 'SIGNATURE' | 'AFTER' = 'RECIPIENTS';
  let listed = false;
  const lastHead = lines.reduce((last, line, i) => (isRecipientsHead(line) ? i : last), -1);
  for (let i = 0; i < lines.length; i++) {
    const line = lines[i] as Line;
    if (state === 'AFTER') return { recipients, signature, after: lines.slice(i) };
    if (line.text === '') continue;
    for (const cell of columnsOf(line)) {
      if (isRecipientsHead(cell)) listed = true;
      if (isSignatureLine(cell)) {
        if (state === 'RECIPIENTS') state = 'SIGNATURE';
        signature.push(cell);
      } else if (state === 'SIGNATURE' && isName(cell)) {
        signature.push(cell);
        // The recipients can stand beside the name or below it; else the document ends here.
        if (listed && !lines.slice(i + 1, i + 4).some((next) => /^[-–]\s*(?:luu|nhu)/.test(next.folded)))
          state = 'AFTER';
        else if (lastHead <= i) state = 'AFTER';
      } else if (state === 'SIGNATURE' && /^\(?da ky|^\[.{0,30}\]$|^\(.{0,30}\)$/.test(cell.folded)) continue;
      else if (
        state === 'SIGNATURE' &&
        listed &&
        !/^[-–+]/.test(cell.text) &&
        columnsOf(line).length === 1 &&
        !/^ban dien tu|^noi nhan/.test(cell.folded)
      ) {
        // Neither a name nor a recipient: the document has ended without a name.
        return { recipients, signature, after: lines.slice(i) };
      } else recipients.push(cell);
    }
  }
  return { recipients, signature, after: [] };
}
