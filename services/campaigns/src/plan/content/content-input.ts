import type { SubjectKind } from '@thi-dua/schema/subject-kind';
import { builder } from '../../builder.js';
import { ScheduleMeaningEnum } from '../../rule/rule-graph.js';
import { type RuleGiven, RuleInput } from '../../rule/rule-input.js';
import { PurposeEnum, SubjectKindEnum } from '../criterion-graph.js';
import { CitationRelationEnum } from '../document-graph.js';
import { LocalityLevelEnum } from '../level-enum.js';
import { AssignmentRoleEnum, BoundEnum, MilestoneKindEnum, OccasionEnum, RecipientRoleEnum } from '../part-graph.js';

const SignerInput = builder.inputType('SignerInput', {
  fields: (t) => ({
    name: t.string({ required: true }),
    position: t.string({ required: true }),
    onBehalfOf: t.string({ required: false, description: 'TM. …' }),
    actingFor: t.string({ required: false, description: 'KT. …' }),
  }),
});
export const OfficialDocumentInput = builder.inputType('OfficialDocumentInput', {
  description: 'What the document says; leave out what it does not.',
  fields: (t) => ({
    type: t.string({ required: true, description: 'As printed: KẾ HOẠCH, PHÁT ĐỘNG.' }),
    number: t.string({ required: false }),
    symbol: t.string({ required: false }),
    issuedOn: t.field({ type: 'Date', required: false }),
    place: t.string({ required: false }),
    issuer: t.string({ required: true }),
    signer: t.field({ type: SignerInput, required: false }),
  }),
});
export type DocumentGiven = (typeof OfficialDocumentInput)['$inferInput'];

const clause = 'Where it stands, normalised: "I.1.a".';
const clauseRaw = 'As printed; as normalised where left out.';

const ClauseInput = builder.inputType('ClauseInput', {
  fields: (t) => ({
    clause: t.string({ required: true, description: clause }),
    clauseRaw: t.string({ required: false, description: clauseRaw }),
    text: t.string({ required: true }),
  }),
});
const CitationInput = builder.inputType('CitationInput', {
  description:
    'A document the plan carries out, rests on or refers to. Where number, issuer and day are those of a plan in the system, it is linked to it.',
  fields: (t) => ({
    number: t.string({ required: false, description: 'With its symbol, as printed: "251/KH-UBND".' }),
    issuedOn: t.field({ type: 'Date', required: false }),
    issuer: t.string({ required: false }),
    title: t.string({ required: false }),
    relation: t.field({ type: CitationRelationEnum, required: true }),
  }),
});
const UnitInput = builder.inputType('UnitInput', {
  description: "A unit by its code and a day on which it bore it; left out, the plan's own day.",
  fields: (t) => ({ code: t.string({ required: true }), asOf: t.field({ type: 'Date', required: false }) }),
});
const TargetScopeInput = builder.inputType('TargetScopeInput', {
  description: 'Which units a part binds. No units: all of the levels in the territory.',
  fields: (t) => ({
    localities: t.field({ type: [UnitInput], required: false }),
    levels: t.field({ type: [LocalityLevelEnum], required: false }),
    designation: t.string({ required: false }),
    fixed: t.boolean({
      required: false,
      description: 'True: bound to these units for ever, whatever the map says later.',
    }),
  }),
});
const TargetPartInput = builder.inputType('TargetPartInput', {
  fields: (t) => ({
    text: t.string({ required: true }),
    scope: t.field({ type: TargetScopeInput, required: false }),
    rule: t.field({ type: RuleInput, required: false, description: 'Left out where the clause is qualitative.' }),
  }),
});
const ScheduledValueInput = builder.inputType('ScheduledValueInput', {
  fields: (t) => ({
    locality: t.field({ type: UnitInput, required: true }),
    year: t.int({ required: true }),
    indicator: t.string({ required: true }),
    meaning: t.field({ type: ScheduleMeaningEnum, required: true }),
    value: t.field({ type: 'Decimal', required: true }),
  }),
});
const TargetInput = builder.inputType('TargetInput', {
  description: 'What the plan promises to reach; a clause that promises several measures has several parts.',
  fields: (t) => ({
    clause: t.string({ required: true, description: clause }),
    clauseRaw: t.string({ required: false, description: clauseRaw }),
    text: t.string({ required: true }),
    parts: t.field({ type: [TargetPartInput], required: false }),
    schedule: t.field({ type: [ScheduledValueInput], required: false }),
  }),
});
const SubjectGroupInput = builder.inputType('SubjectGroupInput', {
  fields: (t) => ({
    kinds: t.field({ type: [SubjectKindEnum], required: true }),
    text: t.string({ required: true, description: 'The group as the document names it.' }),
    where: t.string({ required: false, description: 'The words that narrow it.' }),
  }),
});

/** A criterion as it is handed in, with its sub-items. */
export interface CriterionGiven {
  clause: string;
  clauseRaw?: string | null;
  subject: { kinds: SubjectKind[]; text: string; where?: string | null };
  purpose: 'EMULATION_CRITERION' | 'AWARD_STANDARD';
  text: string;
  rule?: RuleGiven | null;
  parts?: CriterionGiven[] | null;
}
const CriterionInput = builder.inputRef<CriterionGiven>('CriterionInput');
CriterionInput.implement({
  fields: (t) => ({
    clause: t.string({ required: true, description: clause }),
    clauseRaw: t.string({ required: false, description: clauseRaw }),
    subject: t.field({ type: SubjectGroupInput, required: true }),
    purpose: t.field({ type: PurposeEnum, required: true }),
    text: t.string({ required: true }),
    rule: t.field({ type: RuleInput, required: false }),
    parts: t.field({ type: [CriterionInput], required: false, description: "The document's sub-items." }),
  }),
});
const MilestoneInput = builder.inputType('MilestoneInput', {
  fields: (t) => ({
    clause: t.string({ required: true, description: clause }),
    clauseRaw: t.string({ required: false, description: clauseRaw }),
    kinds: t.field({ type: [MilestoneKindEnum], required: true }),
    when: t.string({
      required: true,
      description:
        'A day, a month (2022-07), a quarter (2019-Q1), a year, every year (--11-25), or every year without a day (--).',
    }),
    bound: t.field({ type: BoundEnum, required: true }),
    tentative: t.boolean({ required: false }),
    body: t.string({ required: false }),
    text: t.string({ required: true }),
  }),
});
const AssignmentInput = builder.inputType('AssignmentInput', {
  fields: (t) => ({
    clause: t.string({ required: true, description: clause }),
    clauseRaw: t.string({ required: false, description: clauseRaw }),
    body: t.string({ required: true }),
    role: t.field({ type: AssignmentRoleEnum, required: false }),
    duty: t.string({ required: true }),
  }),
});
const RecipientInput = builder.inputType('RecipientInput', {
  fields: (t) => ({
    name: t.string({ required: true }),
    role: t.field({ type: RecipientRoleEnum, required: false }),
  }),
});
const PlanAwardFormInput = builder.inputType('PlanAwardFormInput', {
  fields: (t) => ({
    clause: t.string({ required: true, description: clause }),
    clauseRaw: t.string({ required: false, description: clauseRaw }),
    form: t.string({
      required: false,
      description: "A code of `awardForms` on the plan's own day; left out where the document names none.",
    }),
    class: t.int({ required: false, description: 'Of an order with classes.' }),
    text: t.string({ required: true }),
    level: t.string({ required: false }),
    condition: t.string({ required: false }),
    occasions: t.field({ type: [OccasionEnum], required: false }),
  }),
});
const AnnexInput = builder.inputType('AnnexInput', {
  description: 'An annexed table, as printed: every row has as many cells as there are columns.',
  fields: (t) => ({
    title: t.string({ required: true }),
    columns: t.stringList({ required: true }),
    rows: t.field({ type: t.listRef(t.listRef('String')), required: true }),
  }),
});

type InputFields = PothosSchemaTypes.InputFieldBuilder<(typeof builder)['$inferSchemaTypes'], 'InputObject'>;

/** What a plan's document says, list by list: the same in a draft, a change to one, and an amendment. */
export const contentFields = (t: InputFields) => ({
  legalBases: t.field({ type: [CitationInput], required: false }),
  objectives: t.field({ type: [ClauseInput], required: false }),
  requirements: t.field({ type: [ClauseInput], required: false }),
  contents: t.field({ type: [ClauseInput], required: false }),
  solutions: t.field({ type: [ClauseInput], required: false }),
  priorityGroups: t.field({ type: [ClauseInput], required: false }),
  eligibleSubjects: t.field({ type: [ClauseInput], required: false }),
  targets: t.field({ type: [TargetInput], required: false }),
  criteria: t.field({ type: [CriterionInput], required: false }),
  milestones: t.field({ type: [MilestoneInput], required: false }),
  assignments: t.field({ type: [AssignmentInput], required: false }),
  recipients: t.field({ type: [RecipientInput], required: false }),
  awardForms: t.field({ type: [PlanAwardFormInput], required: false }),
  annexes: t.field({ type: [AnnexInput], required: false }),
});

export interface AnnexGiven {
  title: string;
  columns: string[];
  rows: string[][];
}
type Given<Ref extends { $inferInput: unknown }> = Ref['$inferInput'];

/** The lists that were handed in; one that was not (null) is left as it is. */
export interface PlanContent {
  legalBases?: Given<typeof CitationInput>[] | null;
  objectives?: Given<typeof ClauseInput>[] | null;
  requirements?: Given<typeof ClauseInput>[] | null;
  contents?: Given<typeof ClauseInput>[] | null;
  solutions?: Given<typeof ClauseInput>[] | null;
  priorityGroups?: Given<typeof ClauseInput>[] | null;
  eligibleSubjects?: Given<typeof ClauseInput>[] | null;
  targets?: Given<typeof TargetInput>[] | null;
  criteria?: CriterionGiven[] | null;
  milestones?: Given<typeof MilestoneInput>[] | null;
  assignments?: Given<typeof AssignmentInput>[] | null;
  recipients?: Given<typeof RecipientInput>[] | null;
  awardForms?: Given<typeof PlanAwardFormInput>[] | null;
  annexes?: AnnexGiven[] | null;
}
