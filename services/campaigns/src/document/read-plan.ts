import { annexesOf } from './annexes.js';
import { assignmentsOf } from './assignments.js';
import { awardFormsOf } from './awards.js';
import { blocksOf } from './blocks.js';
import { citationsOfBody, citationsOfPreamble } from './citations.js';
import { type Clause, clauseTree, MOST_FLAGS, walk } from './clause-tree.js';
import { criteriaOf } from './criteria.js';
import type { ClauseDraft, Flag, PlanDraft, Sourced, SubjectDraft } from './draft.js';
import { fold } from './fold.js';
import { issuerOf, numberLine, periodOf, placeAndDay, titleOf } from './header.js';
import { leftoverOf } from './leftover.js';
import { columnsOf, isPageNumber, linesOf } from './lines.js';
import type { Setting } from './measure.js';
import { milestonesOf } from './milestones.js';
import { Passage } from './passage.js';
import { anchorOf } from './pieces.js';
import { priorityGroupsOf } from './priority-groups.js';
import { type Reading, read, type Span } from './reading.js';
import { recipientsOf } from './recipients.js';
import { type Role, type Section, sectionsOf } from './sections.js';
import { signerOf } from './signature.js';
import { spellingFlags } from './spelling.js';
import { subjectKinds } from './subjects.js';
import { targetsOf } from './targets.js';
import { zonesOf } from './zones.js';

/**
 * Reads an official plan. Never fails: what a text does not say, or not so that it could be told for certain, is null or
 * missing from the lists and stands among what is left over.
 */
export function readPlan(source: string): PlanDraft {
  const reading = read(source);
  const lines = linesOf(reading);
  const zones = zonesOf(lines);
  const flags: Flag[] = [];

  const preamble = blocksOf(reading, zones.preamble).map(({ whole }) => whole);
  const title = titleOf(reading, zones.title);
  const titlePassage = passageOf(reading, zones.title);
  const numbers = numberLine(reading, zones.head, flags);
  const placed = placeAndDay(reading, zones.head, flags);
  const issuer = issuerOf(reading, zones.head, preamble, flags);
  const launch =
    issuer === null
      ? null
      : (preamble.find((passage) => passage.span.start <= issuer.span.start && issuer.span.end <= passage.span.end) ??
        null);
  const period = periodOf(titlePassage, launch && afterIssuer(launch, issuer?.value ?? ''), flags);

  const blocks = blocksOf(reading, zones.body);
  const roots = clauseTree(blocks, flags);
  const sections = sectionsOf(roots);
  const { annexes, rest: after } = annexesOf(reading, zones.after);
  const signer = signerOf(reading, zones.signature);
  const { recipients } = recipientsOf(reading, zones.recipients);
  const setting: Setting = {
    periodFrom: period.periodFrom?.value ?? null,
    periodTo: period.periodTo?.value ?? null,
    level: levelOf(issuer?.value ?? null),
    hasSchedule: annexes.length > 0,
  };

  const targets = targetsOf(sections, setting, annexes);
  const criteria = criteriaOf(roots, setting, definitionsIn(sections));
  oneName(targets, criteria);
  const body = blocks.map(({ whole }) => whole);
  const legalBases = [...citationsOfPreamble(preamble), ...body.flatMap(citationsOfBody)];
  legalBases.push(...citedByRules(targets, criteria, legalBases));
  const awardForms = awardFormsOf(sections);

  flags.push(...spellingFlags([...(titlePassage ? [titlePassage] : []), ...preamble, ...body], annexes));
  for (const { whole, joined } of blocks)
    if (joined)
      flags.push({ code: 'LAYOUT', explanation: `Câu bị ngắt trang: “${anchorOf(whole)}…”.`, span: whole.span });
  for (const form of awardForms)
    if (form.form === null)
      flags.push({
        code: 'FORM_MISSING',
        explanation: `${form.clauseRaw}: không nêu hình thức khen thưởng.`,
        span: form.span,
      });
  if (awardForms.length === 0)
    flags.push({ code: 'FORM_MISSING', explanation: 'Văn bản không nêu hình thức khen thưởng.', span: null });
  for (const fact of [...targets.flatMap(({ parts }) => parts), ...withParts(criteria)])
    if (fact.unsure.includes('WORDING_AMBIGUOUS'))
      flags.push({
        code: 'WORDING_AMBIGUOUS',
        explanation: `“${source.slice(fact.span.start, Math.min(fact.span.end, fact.span.start + 160))}” có thể hiểu nhiều cách.`,
        span: fact.span,
      });
  if (after.length > 0) {
    const [first, last] = [after[0], after.at(-1)];
    if (first && last)
      flags.push({
        code: 'TEXT_AFTER_SIGNATURE',
        explanation: 'Sau chữ ký còn đoạn không thuộc văn bản, không được nhập.',
        span: reading.span(first.start, last.end),
      });
  }

  const draft: Omit<PlanDraft, 'leftover'> = {
    type:
      zones.type === null
        ? null
        : { value: oneLine(zones.type.text), ...sourced(reading.span(zones.type.start, zones.type.end)) },
    title,
    ...numbers,
    ...placed,
    issuer,
    signer,
    ...period,
    flags: flags.slice(0, MOST_FLAGS),
    legalBases,
    objectives: clausesOf(sections, 'OBJECTIVE'),
    requirements: clausesOf(sections, 'REQUIREMENT'),
    contents: clausesOf(sections, 'CONTENT'),
    solutions: clausesOf(sections, 'SOLUTION'),
    priorityGroups: [...clausesOf(sections, 'PRIORITY'), ...priorityGroupsOf(sections)],
    eligibleSubjects: eligible(sections),
    targets,
    criteria,
    milestones: milestonesOf(sections),
    assignments: assignmentsOf(sections),
    recipients,
    awardForms,
    annexes,
    clauses: roots
      .flatMap((root) => [...walk(root)])
      .filter(({ clause }) => clause !== '')
      .map((clause) => ({
        clause: clause.clause,
        clauseRaw: clause.clauseRaw,
        anchor: anchorOf(clause.body),
        heading: clause.heading,
        span: clause.whole.span,
        unsure: clause.unsure,
      })),
  };
  return { ...draft, leftover: leftoverOf(reading, lines, usedSpans(reading, draft, roots, zones)) };
}

const sourced = (span: Span): Sourced => ({ span, unsure: [] });
const oneLine = (text: string) => text.replaceAll(/\s+/g, ' ').trim();
const passageOf = (reading: Reading, lines: readonly { start: number; end: number }[]) =>
  lines.length === 0
    ? null
    : Passage.of(
        reading,
        lines.map(({ start, end }) => [start, end] as const),
      );
/** "ban hành Kế hoạch … giai đoạn 2021 - 2025": the period in the words of the launch itself. */
const afterIssuer = (launch: Passage, issuer: string): Passage => {
  const at = launch.text.lastIndexOf(issuer);
  return launch.part(at === -1 ? 0 : at);
};

const LEVELS: readonly (readonly [RegExp, NonNullable<Setting['level']>])[] = [
  [/\b(?:chinh phu|thu tuong|trung uong|ban bi thu)\b/, 'NATION'],
  [/\b(?:huyen|quan|thi xa)\b/, 'DISTRICT'],
  [/\b(?:ubnd|uy ban nhan dan|huyen uy|dang uy|tinh uy)?.*\b(?:xa|phuong|thi tran)\b/, 'COMMUNE'],
  [/\btinh\b|\bthanh pho (?:ha noi|ho chi minh|hai phong|da nang|can tho|hue)\b/, 'PROVINCE'],
  [/\bthanh pho\b/, 'DISTRICT'],
];
/** The level of the territory for which a body plans, by its name; null for an agency, which has none. */
function levelOf(issuer: string | null): Setting['level'] {
  if (issuer === null) return null;
  const folded = fold(issuer);
  if (/^(?:so|ban (?!thuong vu|chap hanh|bi thu)|phong|chi cuc|hoi (?!dong nhan)|lien doan|tinh doan)/.test(folded))
    return null;
  const name = folded.replace(/^.*?\b(?:uy ban nhan dan|ubnd|hoi dong nhan dan|hdnd)\b ?/, '');
  for (const [pattern, level] of LEVELS) if (pattern.test(name)) return level;
  return /^(?:tinh uy|thanh uy)/.test(folded)
    ? 'PROVINCE'
    : /^(?:huyen uy|quan uy|thi uy)/.test(folded)
      ? 'DISTRICT'
      : null;
}

const placedOf = (clause: Clause) => ({
  clause: clause.clause,
  clauseRaw: clause.clauseRaw,
  anchor: anchorOf(clause.body),
  text: clause.body.text,
  span: clause.whole.span,
});

function clausesOf(sections: readonly Section[], role: Role): ClauseDraft[] {
  return sections
    .filter((section) => section.role === role && section.clause.place === null)
    .map(({ clause, unsure }) => ({ ...placedOf(clause), unsure: unsure ? ['ROLE'] : clause.unsure }));
}

/** Who may be honoured; where no section says so, the sentence that grants awards may. */
function eligible(sections: readonly Section[]): ClauseDraft[] {
  const own = clausesOf(sections, 'ELIGIBLE');
  if (own.length > 0 || sections.every(({ role }) => role !== 'STANDARD')) return own;
  return sections.flatMap(({ clause, role }) =>
    role === 'STANDARD' &&
    /\bkhen thuong (?:cho|doi voi) (?:cac )?(?:tap the|ca nhan|gia dinh|ho)/.test(clause.body.folded)
      ? [{ ...placedOf(clause), unsure: ['ROLE'] }]
      : [],
  );
}

/** "Tập thể: Các phòng …; hộ gia đình nghèo": who counts as a collective. */
function definitionsIn(sections: readonly Section[]): Map<string, SubjectDraft> {
  const found = new Map<string, SubjectDraft>();
  for (const { clause, role } of sections) {
    const match = /^(tap the|ca nhan)\s?:\s/.exec(clause.body.folded);
    if (role !== 'ELIGIBLE' || !match?.[1]) continue;
    const said = clause.body.part(match[0].length);
    const kinds = subjectKinds(said.folded).filter(
      (kind) => kind === 'HOUSEHOLD' || (match[1] === 'ca nhan' && kind === 'OFFICIAL'),
    );
    found.set(match[1], { kinds, text: match[1], where: said.text.replace(/[\s.;]+$/, '') });
  }
  return found;
}

type Ruled = { rule: import('@thi-dua/schema/rule').RuleSpec | null };
function withParts<T extends { parts: T[] }>(facts: readonly T[]): T[] {
  return facts.flatMap((fact) => [fact, ...withParts(fact.parts)]);
}

/** A plan that is named twice, here with capitals and there without, is one: the shorter name stands for both. */
function oneName(targets: PlanDraft['targets'], criteria: PlanDraft['criteria']): void {
  const rules = fulfilments(targets, criteria);
  const names = new Map<string, string>();
  for (const rule of rules) {
    const key = keyOf(rule.of);
    const known = names.get(key);
    if (known === undefined || rule.of.length < known.length) names.set(key, rule.of);
  }
  for (const rule of rules) rule.of = names.get(keyOf(rule.of)) ?? rule.of;
}
const keyOf = (name: string) => fold(name).replaceAll(/[^a-z\d]/g, '');

type Fulfils = Extract<import('@thi-dua/schema/rule').RuleSpec, { kind: 'FULFILS_TARGET' }>;
function fulfilments(targets: PlanDraft['targets'], criteria: PlanDraft['criteria']): Fulfils[] {
  const ruled: Ruled[] = [...targets.flatMap(({ parts }) => parts), ...withParts(criteria)];
  return ruled.flatMap(({ rule }) => (rule?.kind === 'FULFILS_TARGET' ? [rule] : []));
}

/** A plan whose targets are to be fulfilled is referred to, though without its number. */
function citedByRules(
  targets: PlanDraft['targets'],
  criteria: PlanDraft['criteria'],
  cited: PlanDraft['legalBases'],
): PlanDraft['legalBases'] {
  const found = new Map<string, PlanDraft['legalBases'][number]>();
  const ruled = [...targets.flatMap(({ parts }) => parts), ...withParts(criteria)];
  for (const { rule, span } of ruled) {
    if (rule?.kind !== 'FULFILS_TARGET' || !/^kế hoạch /i.test(rule.of)) continue;
    const key = keyOf(rule.of);
    if (cited.some(({ title }) => title !== null && keyOf(title).includes(key))) continue;
    found.set(key, {
      number: null,
      issuedOn: null,
      issuer: null,
      title: rule.of,
      relation: 'REFERS_TO',
      anchor: rule.of.split(' ').slice(0, 8).join(' '),
      span,
      unsure: [],
    });
  }
  return [...found.values()];
}

/** The spans that something was made of; the furniture that every document has is no leftover either. */
function usedSpans(
  reading: Reading,
  draft: Omit<PlanDraft, 'leftover'>,
  roots: readonly Clause[],
  zones: ReturnType<typeof zonesOf>,
): Span[] {
  const facts: Sourced[] = [
    ...[draft.type, draft.title, draft.raw, draft.issuedOn, draft.place, draft.issuer].flatMap((fact) => fact ?? []),
    ...draft.legalBases,
    ...draft.objectives,
    ...draft.requirements,
    ...draft.contents,
    ...draft.solutions,
    ...draft.priorityGroups,
    ...draft.eligibleSubjects,
    ...draft.targets,
    ...withParts(draft.criteria),
    ...draft.milestones,
    ...draft.assignments,
    ...draft.recipients,
    ...draft.awardForms,
    ...draft.annexes,
  ];
  const spans = facts.map(({ span }) => span);
  for (const clause of roots.flatMap((root) => [...walk(root)])) {
    spans.push(...clause.notes.map(({ span }) => span));
    if (clause.heading) spans.push(clause.whole.span);
  }
  for (const line of [
    ...zones.signature,
    ...zones.recipients.filter(({ folded }) => /^(?:noi nhan|ban dien tu)/.test(folded)),
  ])
    spans.push(reading.span(line.start, line.end));
  for (const line of zones.head.flatMap(columnsOf))
    if (/^cong hoa xa hoi|^doc lap\b|^dang cong san/.test(line.folded) || isPageNumber(line))
      spans.push(reading.span(line.start, line.end));
  return spans;
}
