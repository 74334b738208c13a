import type { RuleSpec } from '@thi-dua/schema/rule';
import type { Clause } from './clause-tree.js';
import type { CriterionDraft, SubjectDraft } from './draft.js';
import { fold } from './fold.js';
import type { Setting } from './measure.js';
import type { Passage } from './passage.js';
import { anchorOf } from './pieces.js';
import { rolesOf } from './sections.js';
import { narrowedSubject, subjectKinds, subjectText } from './subjects.js';
import { partsOf } from './targets.js';

type Purpose = CriterionDraft['purpose'];

/** What each section of criteria or standards holds, group by group. */
export function criteriaOf(
  roots: readonly Clause[],
  setting: Setting,
  /** "Tập thể: …; hộ gia đình": who counts as a collective, where the document says so. */
  definitions: ReadonlyMap<string, SubjectDraft>,
): CriterionDraft[] {
  const found: CriterionDraft[] = [];
  for (const root of roots) visit(root, null, null, found, setting, definitions);
  return found;
}

function visit(
  clause: Clause,
  purpose: Purpose | null,
  subject: SubjectDraft | null,
  found: CriterionDraft[],
  setting: Setting,
  definitions: ReadonlyMap<string, SubjectDraft>,
): void {
  const { folded } = clause.body;
  let own = purpose;
  let group = subject;
  if (clause.place !== null || (clause.kind === 'BARE' && clause.children.length === 0 && purpose === null)) return;
  // A dash that speaks of some of a group's units is a criterion with parts; a number or letter begins a group.
  const counted = clause.kind !== 'DASH' && clause.kind !== 'PLUS';
  const isGroup =
    (counted && /^doi voi\b/.test(folded)) ||
    (clause.heading && purpose !== null && subjectKinds(folded).length > 0 && folded.length < 160);
  if (clause.heading && !isGroup) {
    const roles = rolesOf(folded);
    if (roles.includes('CRITERIA') && roles.length === 1) own = 'EMULATION_CRITERION';
    else if (roles.includes('STANDARD') && roles.length === 1) own = 'AWARD_STANDARD';
    else if (roles.length > 0)
      own = ownFor(clause, roles.includes('STANDARD'), roles.includes('CRITERIA'), purpose, folded);
    if (
      own === null &&
      roles.some((role) => role !== 'AWARDING' && role !== 'ELIGIBLE') &&
      !roles.includes('CRITERIA') &&
      !roles.includes('STANDARD')
    ) {
      visitBelow(clause, null, null, found, setting, definitions);
      return;
    }
  }
  if (own === null) {
    visitBelow(clause, null, null, found, setting, definitions);
    return;
  }
  if (isGroup && (clause.children.length > 0 || clause.heading)) {
    group = defined(narrowedSubject(subject, clause.body.text, folded), definitions);
    if (clause.children.length === 0) return;
    visitBelow(clause, own, group, found, setting, definitions);
    return;
  }
  if (clause.heading && clause.children.length > 0) {
    visitBelow(clause, own, group, found, setting, definitions);
    return;
  }
  if (clause.kind === 'ROMAN' || (clause.heading && clause.children.length === 0)) return;
  const criterion = criterionOf(clause, own, group, setting, definitions);
  if (criterion) found.push(criterion);
}

/** The purpose that a heading of several matters leaves to what stands below it. */
function ownFor(
  clause: Clause,
  standard: boolean,
  criteria: boolean,
  purpose: Purpose | null,
  folded: string,
): Purpose | null {
  const named = clause.children.some(
    (child) =>
      child.heading &&
      rolesOf(child.body.folded).some((role) => role === 'CRITERIA' || role === 'STANDARD' || role === 'AWARD_FORM'),
  );
  if (named) return null;
  if (criteria) return 'EMULATION_CRITERION';
  if (standard) return 'AWARD_STANDARD';
  return /\bkhen thuong\b/.test(folded) ? purpose : null;
}

function visitBelow(
  clause: Clause,
  purpose: Purpose | null,
  subject: SubjectDraft | null,
  found: CriterionDraft[],
  setting: Setting,
  definitions: ReadonlyMap<string, SubjectDraft>,
): void {
  for (const child of clause.children) visit(child, purpose, subject, found, setting, definitions);
}

const defined = (subject: SubjectDraft, definitions: ReadonlyMap<string, SubjectDraft>): SubjectDraft => {
  const definition = definitions.get(fold(subject.text));
  return definition && subject.where === null
    ? { kinds: [...new Set([...subject.kinds, ...definition.kinds])], text: subject.text, where: definition.where }
    : subject;
};

/** What is awarded, or merely said of awards, in a section of standards: no standard. */
const NO_STANDARD = /^(?:hinh thuc|muc) khen thuong\b|^(?:bang khen|giay khen|huan chuong|co thi dua)\b/;

function criterionOf(
  clause: Clause,
  purpose: Purpose,
  group: SubjectDraft | null,
  setting: Setting,
  definitions: ReadonlyMap<string, SubjectDraft>,
): CriterionDraft | null {
  const { body } = clause;
  if (body.length === 0 || NO_STANDARD.test(body.folded)) return null;
  const narrowed = within(body, group);
  const subject = narrowed.subject ?? group ?? implied(body);
  const parts = partsOfItem(clause, purpose, subject, setting, definitions);
  const rule = parts.length > 0 ? null : ruleOf(narrowed.said, setting, clause);
  // What is asked of several groups of units narrows none of them.
  const whole = parts.length > 0 && group !== null && !/^doi voi /.test(body.folded);
  return {
    clause: clause.clause,
    clauseRaw: clause.clauseRaw,
    anchor: anchorOf(body),
    subject: (whole ? group : subject) ?? { kinds: [], text: group?.text ?? '', where: null },
    purpose,
    text: body.text,
    rule: rule?.rule ?? null,
    parts,
    span: clause.whole.span,
    unsure: [
      ...(rule?.unsure ?? []),
      ...clause.unsure,
      ...(subject === null || subject.kinds.length === 0 ? ['SUBJECT'] : []),
    ],
  };
}

/** Where no group says who is judged, the sentence may: "… cho các tập thể, cá nhân tiêu biểu". */
function implied(body: Passage): SubjectDraft | null {
  const match =
    /\b(?:cho|doi voi|khen thuong) ((?:cac )?(?:tap the|ca nhan|ho gia dinh|gia dinh)[^.;]{0,40}?)(?= (?:tieu bieu|trong|duoc|co|dua tren|can cu)\b|[.;])/.exec(
      body.folded,
    );
  if (!match?.[1]) return null;
  const at = match.index + match[0].indexOf(match[1]);
  const named = body.part(at, at + match[1].length);
  const after = /^ (tieu bieu(?:, xuat sac)?)/.exec(body.folded.slice(at + match[1].length));
  return {
    kinds: subjectKinds(named.folded),
    text: named.text,
    where: after?.[1] ? body.part(at + match[1].length + 1, at + match[1].length + 1 + after[1].length).text : null,
  };
}

const UNITS =
  /^((?:cac |nhung )?(?:xa|phuong|huyen|thi tran|thon|ban|to dan pho|quan)\b(?! hoi)[^.;:]{0,140}?) (?=(?:giam|(?<!moi )thoat|co |dat|khong|quy mo|trien khai|thuc hien|hoan thanh|phan dau))/;
const LENDERS =
  /^((?:cac )?(?:ngan hang|to chuc tin dung)[^.;:]{0,80}?) (?=(?:thuc hien|trien khai|cho vay|ho tro|dam bao))/;

/** "Căn cứ chức năng, nhiệm vụ, các phòng, ban … chủ động …". */
const BASED = /^can cu [^.;:]{3,40}, (cac [^.;:]{3,90}?)(?= (?:chu dong|tich cuc|thuc hien|xay dung|tham muu))/;

/** Words at the head of an item that narrow its group. */
function within(body: Passage, group: SubjectDraft | null): { subject: SubjectDraft | null; said: Passage } {
  const { folded } = body;
  const narrow = (end: number, from: number, start = 0) => {
    const words = body.part(start, end);
    // Whom somebody belongs to is not meant: "người lao động thuộc các cơ quan …".
    const kinds = subjectKinds(words.folded.replaceAll(/\bthuoc [^;]{0,200}/g, ''));
    return {
      subject: {
        kinds: kinds.length > 0 ? kinds : (group?.kinds ?? []),
        text: group?.text ?? words.text,
        where: group ? words.text : null,
      },
      said: body.part(from),
    };
  };
  const framed = /^doi voi /.exec(folded);
  if (framed) {
    const stop = /:|,? (?=(?:trien khai|thuc hien|hoan thanh|tich cuc|chu dong|phan dau|xay dung)\b)|\.$/.exec(folded);
    const end = stop?.index ?? folded.length;
    const own = subjectText(body.part(0, end).text, folded.slice(0, end));
    const kinds = subjectKinds(fold(own).replace(/ (?:khong )?(?:co|con) .*/, ''));
    const subject = group
      ? { kinds: kinds.length > 0 ? kinds : group.kinds, text: group.text, where: own }
      : { kinds, text: own, where: null };
    // "Đối với cá nhân: Cá nhân chấp hành …": what is asked follows the colon.
    return { subject, said: body.part(stop ? stop.index + 1 : folded.length) };
  }
  const based = BASED.exec(folded);
  if (based?.[1]) return narrow(based[0].length, based[0].length, based[0].length - based[1].length);
  const colon = folded.indexOf(': ');
  if (colon > 0 && colon < 260 && subjectKinds(folded.slice(0, colon)).length > 0 && !/^chi tieu/.test(folded))
    return narrow(colon, colon + 1);
  const lender = LENDERS.exec(folded);
  if (lender?.[1]) return narrow(lender[1].length, lender[1].length);
  const unit = UNITS.exec(folded);
  if (unit?.[1]) return narrow(unit[1].length, 0);
  return { subject: null, said: body };
}

function partsOfItem(
  clause: Clause,
  purpose: Purpose,
  subject: SubjectDraft | null,
  setting: Setting,
  definitions: ReadonlyMap<string, SubjectDraft>,
): CriterionDraft[] {
  const below = clause.children.filter(({ place }) => place === null);
  if (below.length > 0)
    return below.flatMap((child) => {
      // A group of wards narrows what is asked of each of them.
      const own = criterionOf(child, purpose, subject, setting, definitions);
      return own ? [own] : [];
    });
  // "Xã bãi ngang thoát khỏi …; các xã còn lại giảm …": each with its own units and rule.
  const pieces = clause.body.split(/;\s/g);
  if (pieces.length < 2 || !pieces.every((piece) => UNITS.test(piece.folded))) return [];
  const ruled = pieces.map((piece) => ({ piece, ...within(piece, subject), rule: ruleOf(piece, setting, clause) }));
  if (!ruled.every(({ rule }) => rule)) return [];
  return ruled.map(({ piece, subject: own, rule }, i) => ({
    clause: `${clause.clause}.${i + 1}`,
    clauseRaw: `${clause.clauseRaw}, vế ${i + 1}`,
    anchor: anchorOf(piece),
    subject: own ?? subject ?? { kinds: [], text: '', where: null },
    purpose,
    text: piece.text.replace(/[\s.;]+$/, ''),
    rule: rule?.rule ?? null,
    parts: [],
    span: piece.span,
    unsure: rule?.unsure ?? [],
  }));
}

/** What cannot be computed of a criterion though it measures: what serves an aim, or is one household's own history. */
const QUALITATIVE =
  /^(?:tich cuc|chu dong|co y thuc|thoat ngheo tu|ho tro|doan ket|xay dung duoc(?! (?:it nhat|toi thieu|tu|tren) \d)|xay dung (?:ke hoach|va)|trien khai|huy dong|su dung|dieu kien song)/;

function ruleOf(said: Passage, setting: Setting, clause: Clause): { rule: RuleSpec; unsure: string[] } | null {
  if (QUALITATIVE.test(said.folded) || /\bgop phan\b/.test(said.folded)) return null;
  const scheduled = clause.notes.some(({ folded }) => /\bbieu\b|\bphu luc\b/.test(folded));
  const body = /^chi tieu[^:]{0,20}:/.test(said.folded) ? said.part(said.folded.indexOf(':') + 1) : said;
  const alternatives = body.split(/;? hoac (?=(?:quy mo|giam|ty le|so ho|thoat))/g);
  const all = alternatives.map((one) => {
    const { parts } = partsOf(one, { ...setting, hasSchedule: setting.hasSchedule && scheduled }, false);
    const rules = parts.flatMap(({ rule }) => rule ?? []);
    return { rules, unsure: parts.flatMap(({ unsure }) => unsure) };
  });
  if (all.some(({ rules }) => rules.length === 0)) return null;
  const rules = all.map(
    ({ rules: own }): RuleSpec => (own.length === 1 ? (own[0] as RuleSpec) : { kind: 'ALL_OF', rules: own }),
  );
  const unsure = [...new Set(all.flatMap(({ unsure: own }) => own))];
  return { rule: rules.length === 1 ? (rules[0] as RuleSpec) : { kind: 'ANY_OF', rules }, unsure };
}
