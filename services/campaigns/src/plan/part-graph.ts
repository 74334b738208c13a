import type {
  Annex,
  Assignment,
  Clause,
  Milestone,
  PlanAwardForm,
  Recipient,
} from '@thi-dua/prisma/generated/campaigns/client';
import { OCCASIONS, type Occasion } from '@thi-dua/schema/subject-kind';
import { builder } from '../builder.js';
import { AwardFormRef, awardFormReference } from './references.js';

const CLAUSE = 'Where it stands, normalised: letters in sequence, dashes and bare paragraphs numbered.';

export const ClauseRef = builder.objectRef<Clause>('Clause').implement({
  description: 'A clause, in words of our own; `clauseRaw` finds it in the document.',
  fields: (t) => ({
    clause: t.exposeString('clause', { description: CLAUSE }),
    clauseRaw: t.exposeString('clauseRaw', { description: 'As printed.' }),
    text: t.exposeString('text'),
  }),
});

const milestoneKinds = [
  'PLANNING',
  'LAUNCH',
  'IMPLEMENTATION',
  'INTERIM_REVIEW',
  'FINAL_REVIEW',
  'REPORT_DUE',
  'INSPECTION',
  'AWARDING',
] as const;
export const MilestoneKindEnum = builder.enumType('MilestoneKind', { values: milestoneKinds });
const bounds = ['ON', 'BEFORE', 'BY', 'WITHIN'] as const;
export const BoundEnum = builder.enumType('Bound', { values: bounds });
export const MilestoneRef = builder.objectRef<Milestone>('Milestone').implement({
  description: 'A dated step of a plan (mốc).',
  fields: (t) => ({
    kinds: t.field({ type: [MilestoneKindEnum], resolve: (m) => m.kinds as (typeof milestoneKinds)[number][] }),
    when: t.exposeString('when', {
      description:
        'A day, a month (2022-07), a quarter (2019-Q1), a year, every year (--11-25), or every year without a day (--).',
    }),
    bound: t.field({ type: BoundEnum, resolve: (m) => m.bound as (typeof bounds)[number] }),
    tentative: t.exposeBoolean('tentative', { description: '"Dự kiến".' }),
    body: t.exposeString('body', { nullable: true, description: 'Who is to take the step, where the document says.' }),
    text: t.exposeString('text'),
    clause: t.exposeString('clause', { description: CLAUSE }),
  }),
});

const assignmentRoles = ['LEAD', 'COORDINATE', 'STANDING', 'CARRY_OUT'] as const;
export const AssignmentRoleEnum = builder.enumType('AssignmentRole', { values: assignmentRoles });
export const AssignmentRef = builder.objectRef<Assignment>('Assignment').implement({
  description: 'Which body does what (phân công).',
  fields: (t) => ({
    body: t.exposeString('body'),
    role: t.field({
      type: AssignmentRoleEnum,
      nullable: true,
      resolve: (a) => a.role as (typeof assignmentRoles)[number] | null,
    }),
    duty: t.exposeString('duty'),
    clause: t.exposeString('clause', { description: CLAUSE }),
  }),
});

const recipientRoles = ['REPORT', 'COORDINATE', 'CARRY_OUT', 'DIRECT', 'ARCHIVE'] as const;
export const RecipientRoleEnum = builder.enumType('RecipientRole', { values: recipientRoles });
export const RecipientRef = builder.objectRef<Recipient>('Recipient').implement({
  description: 'Who receives the document (nơi nhận), and as what.',
  fields: (t) => ({
    name: t.exposeString('name'),
    role: t.field({
      type: RecipientRoleEnum,
      nullable: true,
      resolve: (r) => r.role as (typeof recipientRoles)[number] | null,
    }),
  }),
});

export const OccasionEnum = builder.enumType('Occasion', { values: OCCASIONS });
export const PlanAwardFormRef = builder.objectRef<PlanAwardForm>('PlanAwardForm').implement({
  description: 'A form of commendation that the plan foresees.',
  fields: (t) => ({
    form: t.field({
      type: AwardFormRef,
      nullable: true,
      description: "The form under the law of the plan's own day; null where the document names none.",
      resolve: (form) => (form.awardFormKey === null ? null : awardFormReference(form.awardFormKey)),
    }),
    text: t.exposeString('text'),
    level: t.exposeString('level', { nullable: true }),
    condition: t.exposeString('condition', { nullable: true }),
    occasions: t.field({ type: [OccasionEnum], resolve: (form) => form.occasions as Occasion[] }),
    clause: t.exposeString('clause', { description: CLAUSE }),
  }),
});

export const AnnexRef = builder.objectRef<Annex>('Annex').implement({
  description: 'An annexed table, as printed.',
  fields: (t) => ({
    title: t.exposeString('title'),
    columns: t.exposeStringList('columns'),
    rows: t.field({ type: t.listRef(t.listRef('String')), resolve: (annex) => annex.rows as string[][] }),
  }),
});
