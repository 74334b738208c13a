import type { Clause } from './clause-tree.js';
import type { AssignmentDraft } from './draft.js';
import type { Passage } from './passage.js';
import { anchorOf, sentencesOf } from './pieces.js';
import type { Section } from './sections.js';
import { BODY_HEADS, DUTY_VERBS } from './vocabulary.js';

type Role = AssignmentDraft['role'];

/** "Đề nghị", "Yêu cầu" and "Giao" go before the body they address. */
const ADDRESSED =
  /^(?:(?:de nghi|yeu cau|giao(?: cho)?|doi voi|va de nghi|va yeu cau|va|dong thoi)\s|(?:can cu|theo|tren co so) [^,.;]{3,120}, )/;
const VERB = new RegExp(`(?:^|[\\s,:])(?=${DUTY_VERBS}\\b)`, 'g');
const NAMES_BODY = new RegExp(
  `^(?:cac |\\d+ )?(?:${BODY_HEADS}|co quan|don vi|to chuc|doan the|doanh nghiep|thanh vien|xa|phuong|huyen|quan|dia phuong|hoi|khoi|cum|thu truong|truong|lanh dao|nganh|hoi quan chung|thon|to dan pho)\\b`,
);

/** No sentence names bodies at greater length. */
const LONGEST_NAMES = 260;

export interface Named {
  /** The bodies that are told to act. */
  bodies: Passage[];
  /** All of them, as one stretch. */
  all: Passage;
  /** What they have to do. */
  duty: Passage;
  /** "(Cơ quan thường trực …)" after a body's name. */
  standing: Passage | null;
}

/** The bodies with which a sentence begins, and what it tells them to do; null where it begins with none. */
export function namedBodies(sentence: Passage): Named | null {
  let start = 0;
  for (let lead = ADDRESSED.exec(sentence.folded); lead; lead = ADDRESSED.exec(sentence.folded.slice(start)))
    start += lead[0].length;
  const rest = sentence.part(start);
  if (!NAMES_BODY.test(rest.folded)) return null;
  // A bracket after the name says what else the body is.
  const bracket = /^[^().;]{3,90}(\([^()]{5,120}\))/.exec(rest.folded);
  let end = -1;
  for (const match of rest.folded.matchAll(VERB)) {
    if (match.index < 2) continue;
    if (match.index > LONGEST_NAMES) break;
    if (bracket && match.index < bracket[0].length && match.index > bracket[0].indexOf('(')) continue;
    // "Phòng Thông tin", "Hội đồng thi đua", "Đài truyền thanh": the word is part of the name.
    const before = rest.folded.slice(0, match.index).trimEnd();
    if (isName(before, rest.folded.slice(match.index))) continue;
    end = match.index;
    break;
  }
  if (end === -1) {
    const colon = rest.folded.indexOf(':');
    if (colon < 3 || colon > 200) return null;
    end = colon;
  }
  // "UBND quận đề nghị các phòng, ban …": those who are addressed have to act.
  if (/^\s?(?:de nghi|yeu cau)\s/.test(rest.folded.slice(end))) {
    const addressed = namedBodies(rest.part(end));
    if (addressed) return addressed;
  }
  const comma = rest.folded.indexOf(':');
  if (comma > 3 && comma < end) end = comma;
  const named = rest.part(0, bracket && end > bracket[0].indexOf('(') ? bracket[0].indexOf('(') : end);
  const all = named.part(0, /[\s,:]*$/.exec(named.text)?.index ?? named.length);
  if (all.length < 3 || all.length > LONGEST_NAMES) return null;
  const standing =
    bracket && /thuong truc/.test(bracket[1] ?? '') ? rest.part(bracket[0].indexOf('('), bracket[0].length) : null;
  return {
    bodies: bodiesIn(all),
    all,
    duty: rest.part(end).part(rest.folded[end] === ':' || rest.folded[end] === ',' ? 1 : 0),
    standing,
  };
}

/** Words that are a duty elsewhere, and here a part of a body's name. */
function isName(before: string, after: string): boolean {
  if (
    /(?:^|\s)(?:phong|so|hoi dong|ban|cum|khoi|dai|bo|cong|trung tam|bao)$/.test(before) &&
    /^\s?(?:thong tin|tuyen truyen|giam sat|kiem tra|to chuc|xay dung|thi dua|khen thuong|ho tro|chi dao|van dong|lanh dao)\b/.test(
      after,
    )
  )
    return true;
  // "Chương trình", "lộ trình"; "và đề nghị" addresses further bodies.
  if (/^\s?trinh\b/.test(after) && /\b(?:chuong|qua|cong|lo|quy|tien)$/.test(before)) return true;
  if (/^\s?(?:de nghi|yeu cau)\b/.test(after) && /(?:\bva|,)$/.test(before)) return true;
  if (/\b(?:hoi dong|ban) thi dua ?[,-]?(?: va)?$/.test(before) && /^\s?khen thuong\b/.test(after)) return true;
  // "các tổ chức đoàn thể" is a noun; "tổ chức triển khai" is not.
  return (
    /^\s?to chuc\b/.test(after) &&
    (/(?:cac|,| va)$/.test(before) ||
      /^\s?to chuc (?:chinh tri|xa hoi|doan the|kinh te|dang|tin dung|hoi|quan chung)/.test(after)) &&
    !/^\s?to chuc (?:trien khai|thuc hien|van dong)/.test(after)
  );
}

const BETWEEN = new RegExp(
  `(?:,\\s(?:va\\s)?|\\sva\\s|;\\s)(?=(?:de nghi |yeu cau )?(?:cac (?:co quan|to chuc|doan the|phong|so|don vi|hoi|doanh nghiep)|${BODY_HEADS})\\b)`,
  'g',
);
/** "Thi đua, Khen thưởng" and "Văn hóa và Thể thao" are one name; "Mặt trận, đoàn thể" a list that stays together. */
const PLAIN = /^(?:so, |ban, |nganh|phong, ban|ban nganh|bao hiem)/;

/** The bodies of a list, each by itself; a list of plain kinds ("Các sở, ban, ngành") is one. */
export function bodiesIn(list: Passage): Passage[] {
  const pieces: Passage[] = [];
  let from = 0;
  for (const match of list.folded.matchAll(BETWEEN)) {
    const next = list.folded.slice(match.index + match[0].length);
    if (PLAIN.test(next) || /^(?:ban|so|phong|bao|bo)(?:,|$| nganh)/.test(next)) continue;
    pieces.push(list.part(from, match.index));
    from = match.index + match[0].length;
  }
  pieces.push(list.part(from));
  return pieces
    .map((piece) => {
      const lead = ADDRESSED.exec(piece.folded);
      const own = lead ? piece.part(lead[0].length) : piece;
      return own.part(0, /[\s,;:]*$/.exec(own.text)?.index ?? own.length);
    })
    .filter(({ length }) => length > 1);
}

/** The bodies with which another one works together: "phối hợp (chặt chẽ) với …". */
function partners(duty: Passage): Passage[] {
  const match = /\bphoi hop(?: chat che)?(?: voi| cung)? /.exec(duty.folded);
  if (!match) return [];
  const rest = duty.part(match.index + match[0].length);
  if (!NAMES_BODY.test(rest.folded)) return [];
  let end = -1;
  for (const verb of rest.folded.matchAll(VERB)) {
    if (verb.index > LONGEST_NAMES) break;
    const before = rest.folded.slice(0, verb.index).trimEnd();
    if (verb.index < 2 || isName(before, rest.folded.slice(verb.index))) continue;
    end = verb.index;
    break;
  }
  if (end < 3 || end > 200) return [];
  return bodiesIn(rest.part(0, end));
}

const TIMED = /\b(?:hang nam|dinh ky|truoc ngay|cham nhat|nam (?:19|20)\d\d)\b/;

/** What a section of tasks tells each body to do. */
export function assignmentsOf(sections: readonly Section[]): AssignmentDraft[] {
  const found: AssignmentDraft[] = [];
  for (const { clause, role } of sections) {
    if (role !== 'ASSIGNMENT' || /^tren day la\b/.test(clause.body.folded)) continue;
    const heading = headed(clause);
    let bodies: Passage[] = heading;
    let inherited = heading.length > 0;
    for (const sentence of sentencesOf(clause.body)) {
      const named = namedBodies(sentence);
      const before = found.length;
      if (named) {
        bodies = named.bodies;
        inherited = false;
        tell(found, clause, bodies, named.duty, named.standing);
      } else if (inherited) tell(found, clause, bodies, sentence, null);
      else if (bodies.length > 0) further(found, clause, bodies, sentence);
      if (found.length === before) continue;
    }
  }
  return found;
}

/** "2. Sở Nội vụ" over its dashes. */
function headed(clause: Clause): Passage[] {
  const { parent } = clause;
  if (parent === null || parent.kind === 'ROMAN') return [];
  const { body } = parent;
  if (clause.place !== null || /^to chuc (?:thuc hien|trien khai)/.test(body.folded)) return [];
  if (parent.heading && NAMES_BODY.test(body.folded))
    return bodiesIn(body.part(0, /[\s:]*$/.exec(body.text)?.index ?? body.length));
  // The further paragraphs of an item speak of the same bodies as its first.
  if (clause.kind === 'BARE') return namedBodies(sentencesOf(body)[0] ?? body)?.bodies ?? headed(parent);
  return headed(parent);
}

function tell(
  found: AssignmentDraft[],
  clause: Clause,
  bodies: Passage[],
  duty: Passage,
  standing: Passage | null,
): void {
  const segments = duty.split(/;\s/g);
  const office = /^la co quan thuong truc\b[^,;]*/.exec(duty.folded);
  const put = (body: Passage, role: Role, what: Passage) => {
    found.push({
      clause: clause.clause,
      clauseRaw: clause.clauseRaw,
      anchor: anchorOf(what.length > 0 ? what : body),
      body: body.text,
      role,
      duty: (what.length > 0 ? what : body).text.replace(/[\s.;]+$/, ''),
      span: clause.whole.span,
      unsure: [],
    });
  };
  const first = segments[0];
  if (first === undefined || bodies.length === 0) return;
  if (office) for (const body of bodies) put(body, 'STANDING', duty.part(0, office[0].length));
  const leads = /\bchu tri\b/.test(first.folded);
  const together = partners(first);
  if (leads) {
    for (const body of bodies) put(body, 'LEAD', first);
    for (const partner of together) put(partner, 'COORDINATE', first);
  } else if (/^(?:can cu\b[^;]{0,120}?)?(?:co trach nhiem )?(?:de )?phoi hop\b|\bde phoi hop\b/.test(first.folded)) {
    for (const body of bodies) put(body, 'COORDINATE', first);
    if (!leads)
      for (const partner of together)
        if (
          /^(?:uy ban nhan dan|ubnd|ban chi dao|bao|dai|cac co quan)/.test(partner.folded) &&
          !/lien quan/.test(partner.folded)
        )
          put(partner, 'COORDINATE', first);
  } else if (!office) for (const body of bodies) put(body, 'CARRY_OUT', first);
  if (standing) for (const body of bodies) put(body, 'STANDING', standing);
  // What follows a semicolon is a task of its own where the role changes; what has a time is a step of the schedule.
  let told: Role = leads ? 'LEAD' : null;
  for (const segment of segments.slice(1)) {
    const role: Role = /^chu tri\b/.test(segment.folded)
      ? 'LEAD'
      : /^phoi hop\b/.test(segment.folded)
        ? 'COORDINATE'
        : 'CARRY_OUT';
    if (told === null || role === told || TIMED.test(segment.folded)) continue;
    for (const body of bodies) put(body, role, segment);
    told = role;
  }
}

/** Another sentence on the same bodies: a task of its own where it leads or goes on to something else. */
function further(found: AssignmentDraft[], clause: Clause, bodies: Passage[], sentence: Passage): void {
  const lead = /^(?:hang nam |dinh ky )?chu tri\b/.exec(sentence.folded);
  if (!lead) return;
  tell(found, clause, bodies, sentence, null);
}
