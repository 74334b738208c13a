import type { CitationDraft } from './draft.js';
import { DAY, dayIn } from './numbers.js';
import type { Passage } from './passage.js';
import { ISSUERS } from './vocabulary.js';

const TYPES =
  '(?:quyet dinh|ke hoach|chi thi|nghi quyet|huong dan|cong van|thong bao|nghi dinh|thong tu|luat|phat dong|chuong trinh|cong dien|ket luan|to trinh)';
/** "251/KH-UBND", "92-KH/TU", "07/2021/NĐ-CP". */
const NUMBER =
  '(\\d{1,5}[a-z]?(?:\\s?[-/]\\s?\\d{4})?\\s?[-/]\\s?[a-z][a-z\\d]{0,8}(?:\\s?[-/]\\s?[a-z][a-z\\d]{0,10}){0,3})';
const CITED = new RegExp(`\\b${TYPES}\\s(?:so\\s?:?\\s?)?${NUMBER}(?:,?\\s{0,2}${DAY})?`, 'g');
/** Where the name of the body that issued ends. */
const ISSUER_ENDS =
  /\s(?:ve|ban hanh|phe duyet|thuc hien|huong ung|quy dinh|to chuc|tren|trong|phat dong|ve viec|trien khai|ban hanh|va|tai|giai doan)\s|[;,.:(]|$/;
const TITLE_ENDS = new RegExp(`;|\\.(?:\\s|$)|,\\s(?=${ISSUERS}\\b)|\\.$|\\)`);
const LONGEST_TITLE = 400;
/** A title that says its time ends there; what "và" adds is the sentence's. */
const TIMED_TITLE = /\b(?:giai doan (?:19|20)\d\d ?- ?(?:19|20)\d\d|den nam (?:19|20)\d\d)(?= va )/;

type Relation = CitationDraft['relation'];

const words = (passage: Passage, most = 8) => {
  const found = passage.text.split(' ').slice(0, most).join(' ');
  return found;
};

/** The documents that a passage cites by their numbers. `relation` is that of a basis that is not inside another one. */
function numbered(passage: Passage, relationAt: (at: number) => Relation): CitationDraft[] {
  const found: CitationDraft[] = [];
  let titleUntil = 0;
  for (const match of passage.folded.matchAll(CITED)) {
    const printed = match[1] ?? '';
    const numberAt = match.index + match[0].indexOf(printed);
    const number = passage.part(numberAt, numberAt + printed.length);
    // A symbol is printed in capitals; what is not is no number of a document.
    if (!/\p{Lu}/u.test(number.text)) continue;
    const after = passage.part(match.index + match[0].length, match.index + match[0].length + LONGEST_TITLE + 200);
    let issuer: Passage | null = null;
    let title: Passage | null = null;
    let end = match.index + match[0].length;
    const of = /^cua\s/.exec(after.folded);
    if (of) {
      const rest = after.part(of[0].length);
      const stop = rest.folded.search(ISSUER_ENDS);
      issuer = rest.part(0, stop === -1 ? Math.min(rest.length, 80) : Math.min(stop, 80));
      end += 1 + of[0].length + issuer.length;
      title = titleAfter(rest.part(issuer.length));
    } else if (/^ve\s/.test(after.folded)) title = titleAfter(after);
    const before = passage.folded.slice(Math.max(0, match.index - 90), match.index);
    const by = new RegExp(`\\bdo (${ISSUERS}\\b[^,.;:"]{0,60}?) phat dong tai\\s$`).exec(before);
    let begin = match.index;
    if (issuer === null && by?.[1]) {
      const at = match.index - before.length + by.index + 3;
      issuer = passage.part(at, at + by[1].length);
      begin = at;
    }
    const inside = match.index < titleUntil;
    if (title) {
      end = Math.max(end, passage.folded.indexOf(title.folded, end - 1) + title.length);
      titleUntil = Math.max(titleUntil, end);
    }
    const whole = passage.part(begin, Math.min(end, passage.length));
    found.push({
      number: number.text.replaceAll(/\s*([-/])\s*/g, '$1'),
      issuedOn: dayIn(match, 2),
      issuer: issuer && issuer.length > 0 ? issuer.text : null,
      title: title && title.length > 0 ? title.text : null,
      relation: inside ? 'REFERS_TO' : relationAt(match.index),
      anchor: words(whole),
      span: whole.span,
      unsure: match[2] === undefined && match[5] === undefined ? ['DATE_MISSING'] : [],
    });
  }
  return found;
}

function titleAfter(rest: Passage): Passage | null {
  const lead = /^,?\s?(?:ve viec|ve)\s/.exec(rest.folded);
  const named = lead ? rest.part(lead[0].length) : rest;
  if (!lead && !/^(?:thuc hien|huong ung|phe duyet|ban hanh|to chuc|trien khai|phat dong)\s/.test(named.folded))
    return null;
  const stop = named.folded.search(TITLE_ENDS);
  const timed = TIMED_TITLE.exec(named.folded);
  const length = Math.min(stop === -1 ? named.length : stop, timed ? timed.index + timed[0].length : named.length);
  return named.part(0, Math.min(length, LONGEST_TITLE));
}

/** What opens a document: the bases it rests on and the plans it carries out. */
export function citationsOfPreamble(preamble: readonly Passage[]): CitationDraft[] {
  return preamble.flatMap((passage) => {
    const relationAt = (at: number): Relation => {
      const sentence = Math.max(0, passage.folded.lastIndexOf('. ', at) + 1);
      const opening = passage.folded.slice(sentence, at).trimStart();
      if (/^can cu\b/.test(opening)) return 'BASED_ON';
      if (/^(?:thuc hien|huong ung|trien khai|de (?:thuc hien|trien khai)|tiep tuc thuc hien)\b/.test(opening))
        return 'IMPLEMENTS';
      return /\bcan cu\b/.test(opening) ? 'BASED_ON' : 'REFERS_TO';
    };
    const found = numbered(passage, relationAt);
    const laws = lawsCited(passage);
    return found.length + laws.length > 0 ? [...laws, ...found] : movementCited(passage);
  });
}

/** Laws are cited by name and day, most of them without a number. */
const LAW = new RegExp(
  `\\b(?:can cu|va|;)\\s(luat [a-z][^;.:()"]{3,90}?)(?:,? ${DAY}|(?=;)|(?=\\.$)|(?=\\.\\s)|$)`,
  'g',
);

function lawsCited(passage: Passage): CitationDraft[] {
  return [...passage.folded.matchAll(LAW)].flatMap((match) => {
    const name = match[1] ?? '';
    const at = match.index + match[0].indexOf(name);
    const title = passage.part(at, at + name.length);
    // One with a number is found by it; "luật" in small letters is no name.
    if (!/^Luật\s\p{L}/u.test(title.text) || /\bso\b|\d/.test(title.folded)) return [];
    const whole = passage.part(at, match.index + match[0].length);
    return [
      {
        number: null,
        issuedOn: dayIn(match, 2),
        issuer: null,
        title: title.text,
        relation: 'BASED_ON' as const,
        anchor: words(whole),
        span: whole.span,
        unsure: [],
      },
    ];
  });
}

/** A movement that is carried out, cited without the document that launched it. */
function movementCited(passage: Passage): CitationDraft[] {
  const found = passage.find(
    new RegExp(
      `^(?:huong ung|thuc hien)\\s(phong trao thi dua\\s"[^"]{5,160}"[^,.;]{0,60}?)\\s?do (${ISSUERS}\\b[^,.;:"]{0,60}?) phat dong`,
    ),
  );
  if (!found?.match[1] || !found.match[2]) return [];
  const titleAt = found.match[0].indexOf(found.match[1]);
  const title = found.part.part(titleAt, titleAt + found.match[1].length);
  const issuerAt = found.match[0].lastIndexOf(found.match[2]);
  const issuer = found.part.part(issuerAt, issuerAt + found.match[2].length);
  return [
    {
      number: null,
      issuedOn: null,
      issuer: issuer.text,
      title: title.text,
      relation: 'IMPLEMENTS',
      anchor: words(found.part),
      span: found.part.span,
      unsure: [],
    },
  ];
}

/** The documents that the text refers to by number. */
export const citationsOfBody = (passage: Passage): CitationDraft[] => numbered(passage, () => 'REFERS_TO');
