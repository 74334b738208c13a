import type { Clause } from './clause-tree.js';
import type { AwardFormDraft } from './draft.js';
import type { Passage } from './passage.js';
import { anchorOf } from './pieces.js';
import type { Section } from './sections.js';

type Occasion = AwardFormDraft['occasions'][number];

/** Forms of awards as documents name them, folded, with the group that names the level that confers it. */
const FORMS: readonly { pattern: RegExp; form: string | null; level?: string }[] = [
  { pattern: /\bhuan chuong lao dong(?: hang (nhat|nhi|ba))?/, form: 'LABOUR_ORDER' },
  { pattern: /\bco thi dua(?: cua)? chinh phu\b/, form: 'GOVERNMENT_EMULATION_FLAG' },
  { pattern: /\bbang khen(?: cua)? (thu tuong(?: chinh phu)?)/, form: 'PRIME_MINISTER_CERTIFICATE' },
  {
    pattern: /\bco thi dua(?: cua)? (?:chu tich )?(?:ubnd|uy ban nhan dan) (tinh|thanh pho)\b/,
    form: 'PROVINCIAL_EMULATION_FLAG',
  },
  {
    pattern: /\bbang khen(?: cua)? (?:chu tich )?(?:ubnd|uy ban nhan dan) (tinh|thanh pho)\b/,
    form: 'PROVINCIAL_CERTIFICATE',
  },
  {
    pattern:
      /\bgiay khen(?: cua (?:chu tich |thu truong |giam doc |truong ban )?(?:(?:ubnd|uy ban nhan dan) )?(huyen|quan|thanh pho|thi xa|xa|phuong|thi tran|co quan|don vi|so|ban)?)?/,
    form: 'MERIT_LETTER',
  },
  {
    pattern: /\b(thu tuong chinh phu) (?:xet,? )?(?:quyet dinh )?(?:tang|khen)(?: thuong)? bang khen\b/,
    form: 'PRIME_MINISTER_CERTIFICATE',
  },
  {
    pattern:
      /\bchu tich (?:ubnd|uy ban nhan dan) (tinh|thanh pho) (?:xet,? )?(?:quyet dinh )?(?:tang|khen)(?: thuong)? bang khen\b/,
    form: 'PROVINCIAL_CERTIFICATE',
  },
  { pattern: /\bbang khen\b|\bco thi dua\b|\bky niem chuong\b/, form: null },
];
const classes: Record<string, number> = { nhat: 1, nhi: 2, ba: 3 };

/** On what occasions, by the words of a heading or of the sentence. */
export function occasionsIn(folded: string): Occasion[] {
  const found: Occasion[] = [];
  if (/\bhang nam\b/.test(folded)) found.push('ANNUAL');
  if (/(?<!co )\bso ket\b/.test(folded)) found.push('INTERIM');
  if (/\btong ket\b/.test(folded)) found.push('FINAL');
  if (/\bdot xuat\b/.test(folded)) found.unshift('EXTRAORDINARY');
  return found;
}

const AWARDING = new Set(['AWARD_FORM', 'AWARDING', 'STANDARD']);

/** The forms that a plan names, and the awards that it promises without naming their form. */
export function awardFormsOf(sections: readonly Section[]): AwardFormDraft[] {
  const found: AwardFormDraft[] = [];
  for (const { clause, role, headings } of sections) {
    if (!AWARDING.has(role)) continue;
    const { body } = clause;
    const named = formsIn(body);
    const base = { clause: clause.clause, clauseRaw: clause.clauseRaw, span: clause.whole.span };
    const occasions = occasionsFor(body.folded, headings, sections, clause.clause);
    if (named.length > 0) {
      for (const { form, passage, level, grade } of named) {
        found.push({
          ...base,
          anchor: anchorOf(passage),
          form,
          class: grade,
          text: passage.text,
          level: levelOf(level) ?? (form === 'MERIT_LETTER' ? levelAbove(clause) : null),
          condition: conditionOf(body),
          occasions,
          span: passage.span,
          unsure: form === null ? ['AWARD_FORM'] : [],
        });
      }
      continue;
    }
    const unnamed = unnamedAward(body, role);
    if (unnamed && clause.place !== 'CLOSING')
      found.push({
        ...base,
        anchor: anchorOf(unnamed),
        form: null,
        class: null,
        text: body.text.replace(/[\s.;]+$/, ''),
        level: unnamedLevel(body),
        condition: conditionOf(body),
        occasions: /\b(?:theo huong dan|theo quy dinh cua phap luat)\b/.test(body.folded) ? [] : occasions,
        unsure: [],
      });
  }
  return found;
}

interface Named {
  form: string | null;
  passage: Passage;
  level: string | null;
  grade: number | null;
}
/** The words of a form that name its level, in the document's own letters. */
function levelNamed(body: Passage, match: RegExpExecArray, word: string): string {
  const at = match.index + match[0].lastIndexOf(word);
  return body.part(at, at + word.length).text;
}

function formsIn(body: Passage): Named[] {
  const named: (Named & { at: number; end: number })[] = [];
  for (const { pattern, form } of FORMS) {
    for (const match of body.folded.matchAll(new RegExp(pattern, 'g'))) {
      const end = match.index + match[0].length;
      if (named.some((other) => match.index < other.end && other.at < end)) continue;
      const word = match[1];
      named.push({
        form,
        passage: body.part(match.index, nameEnd(body.folded, match.index, end)),
        level: word === undefined || form === 'LABOUR_ORDER' ? null : levelNamed(body, match, word),
        grade: form === 'LABOUR_ORDER' && word !== undefined ? (classes[word] ?? null) : null,
        at: match.index,
        end,
      });
    }
  }
  return named.sort((a, b) => a.at - b.at);
}
/** The name of a form ends where a condition or another form begins. */
function nameEnd(folded: string, from: number, end: number): number {
  const rest = /^(?:[^,;.():]{0,40}?)(?=[,;.():]|\s(?:theo|cho|thuc hien|va (?:giay|bang))\b|$)/.exec(
    folded.slice(end),
  );
  return end + (rest?.[0].length ?? 0) > from ? end + (rest?.[0].length ?? 0) : end;
}

/** A body that is called only "cơ quan" or "đơn vị" tells no level. */
const levelOf = (level: string | null): string | null =>
  level === null || /^(?:cơ quan|đơn vị)$/i.test(level) ? null : level;

/** "3.2. Khen thưởng cấp Ban" over the form. */
function levelAbove({ parent }: Clause): string | null {
  const match = parent?.body.find(/^khen thuong cap (\S+(?: pho)?)$/);
  return match?.match[1] === undefined ? null : match.part.part(match.part.length - match.match[1].length).text;
}

/** "(Thực hiện theo hướng dẫn của Thành phố)". */
function conditionOf(body: Passage): string | null {
  const bracket = body.find(/\(\s?((?:thuc hien )?theo (?:huong dan|quy dinh|chi dao)[^()]{0,120}?)\s?\)/);
  if (bracket?.match[1]) return bracket.part.part(1, bracket.part.length - 1).text;
  const said = body.find(/\btheo huong dan cua [^.;,()]{3,80}|\btheo quy dinh cua phap luat[^.;()]{0,60}/);
  return said === null ? null : said.part.text;
}

function unnamedAward(body: Passage, role: string): Passage | null {
  if (/^cap (?:tinh|huyen|xa|thanh pho|trung uong|bo)\b/.test(body.folded) && role !== 'STANDARD') return body;
  if (role === 'STANDARD' || role === 'AWARDING') {
    const match = /\bkhen thuong tu cap (?:tinh|huyen) tro len\b/.exec(body.folded);
    return match ? body : null;
  }
  return /\bkhen thuong\b/.test(body.folded) && role === 'AWARD_FORM' ? body : null;
}
function unnamedLevel(body: Passage): string | null {
  const match =
    body.find(/^cap ([a-z ]{2,20}?)(?= ?:)/) ??
    body.find(/\btu cap (?:tinh|huyen) tro len/) ??
    body.find(/\bcac cap\b/);
  if (match === null) return null;
  return match.match[1] === undefined ? match.part.text : match.part.part(4).text;
}

/** The occasions that the item says, else its headings, else the sections before it on yearly and final awards. */
function occasionsFor(
  folded: string,
  headings: readonly string[],
  sections: readonly Section[],
  clause: string,
): Occasion[] {
  const own = occasionsIn(folded.replace(/\(.{0,120}?\)/g, ''));
  if (own.length > 0) return own;
  const near = [...headings]
    .reverse()
    .map(occasionsIn)
    .find((found) => found.length > 0);
  if (near) return near;
  // "1. Khen thưởng hằng năm", "2. … sơ kết, tổng kết", "3. Hình thức": the forms are of all of them.
  const section = clause.split('.')[0];
  const before = sections
    .filter((other) => other.clause.clause.split('.')[0] === section && other.role === 'AWARDING')
    .flatMap((other) => [...other.headings, other.clause.body.folded].flatMap(occasionsIn));
  const all: Occasion[] = ['EXTRAORDINARY', 'ANNUAL', 'INTERIM', 'FINAL'];
  return all.filter((occasion) => before.includes(occasion));
}
