import type { NominationStep } from '@thi-dua/prisma/generated/awards/client';
import { pageArgs, paginate } from '@thi-dua/schema/connection';
import { badInput } from '@thi-dua/schema/errors';
import { readGlobalUuid, requireGlobalUuid, toGlobalId } from '@thi-dua/schema/global-id';
import { entity } from '@thi-dua/schema/subgraph-schema';
import { AwardFormRef } from '../award-form/award-form-graph.js';
import { awardFormByKey } from '../award-form/award-form-store.js';
import { type AwardsContext, builder, connection } from '../builder.js';
import { LocalityRef, localityReference } from '../entity/locality.js';
import { PlanRef, planReference } from '../entity/plan.js';
import { TenantRef, tenantReference } from '../references.js';
import { OccasionEnum, occasion, SubjectKindEnum, subjectKind } from '../subject-kinds.js';
import { duplicatesOf } from './duplicates.js';
import { CountedAsEnum } from './nomination-input.js';
import { NominationRef, NominationStepRef } from './nomination-ref.js';
import { countNominations, logOf, nominationById, nominationKey, nominationsAfter } from './nomination-store.js';
import { planIsSeen } from './plan-visibility.js';
import { type Vote, voteIn } from './step-rules.js';

export const NominationStatusEnum = builder.enumType('NominationStatus', {
  description:
    'ESCALATED: it waits for the appraisal of a superior. RETURNED: in its owner’s hands again. REVOKED: what was awarded was taken back.',
  values: [
    'DRAFT',
    'SUBMITTED',
    'RETURNED',
    'APPRAISED',
    'COUNCIL_VOTED',
    'ESCALATED',
    'DECIDED',
    'REJECTED',
    'REVOKED',
  ] as const,
});

export async function formOf(key: string, context: AwardsContext) {
  const form = await awardFormByKey(context).load(key);
  if (form === null) throw new Error(`an unknown award form: ${key}`);
  return form;
}
/** A plan's key, where the caller may see the plan. */
export const planSeen = async (planId: string | null, context: AwardsContext) =>
  planId !== null && (await planIsSeen(context).load(planId)) ? planReference(planId) : null;

const CouncilVoteRef = builder.objectRef<Vote>('CouncilVote').implement({
  description: 'How a council voted, counted against the quorum and share that held that day.',
  fields: (t) => ({
    heldOn: t.field({ type: 'Date', resolve: (vote) => vote.heldOn }),
    minutes: t.exposeString('minutes'),
    members: t.exposeInt('members'),
    present: t.exposeInt('present'),
    inFavour: t.exposeInt('inFavour'),
    against: t.exposeInt('against'),
    abstained: t.exposeInt('abstained'),
    quorumPercent: t.exposeInt('quorumPercent', { description: 'Of the members, that had to be there.' }),
    approvalPercent: t.exposeInt('approvalPercent', { description: 'Of those present, that had to agree.' }),
    passed: t.exposeBoolean('passed'),
  }),
});

const StepKindEnum = builder.enumType('NominationStepKind', {
  description: 'FILE_ADDED, FILE_REMOVED: the dossier changed; the nomination stays where it is.',
  values: [
    'SUBMITTED',
    'RETURNED',
    'APPRAISED',
    'COUNCIL_VOTED',
    'ESCALATED',
    'DECIDED',
    'REJECTED',
    'REVOKED',
    'FILE_ADDED',
    'FILE_REMOVED',
  ] as const,
});
builder.objectType(NominationStepRef, {
  description: 'One step of a nomination, as the log has it: never altered, and chained to the one before by its hash.',
  fields: (t) => ({
    number: t.int({ description: 'From 1 on.', resolve: ({ seq }) => seq }),
    step: t.field({ type: StepKindEnum, resolve: ({ step }) => step }),
    from: t.field({ type: NominationStatusEnum, resolve: ({ fromStatus }) => fromStatus }),
    to: t.field({ type: NominationStatusEnum, resolve: ({ toStatus }) => toStatus }),
    tenant: t.field({
      type: TenantRef,
      nullable: true,
      description: 'In whose name.',
      resolve: ({ tenantId }) => tenantReference(tenantId),
    }),
    actedBy: t.field({
      type: TenantRef,
      nullable: true,
      description: "Whose people: the successor's, where an ended tenant's are gone.",
      resolve: ({ actedBy }) => tenantReference(actedBy),
    }),
    passedTo: t.field({
      type: TenantRef,
      nullable: true,
      resolve: ({ toTenant }) => (toTenant === null ? null : tenantReference(toTenant)),
    }),
    person: t.string({ resolve: ({ subject }) => subject }),
    role: t.exposeString('role'),
    body: t.exposeString('body', { nullable: true, description: 'The body that held the role that day.' }),
    remarks: t.exposeString('remarks', { nullable: true }),
    vote: t.field({
      type: CouncilVoteRef,
      nullable: true,
      resolve: (step: NominationStep) => (step.step === 'COUNCIL_VOTED' ? voteIn(step) : null),
    }),
    at: t.field({ type: 'DateTime', resolve: ({ at }) => at }),
    hash: t.exposeString('hash', { description: 'SHA-256 over what the entry says and the hash before it.' }),
    previousHash: t.string({ nullable: true, resolve: ({ prevHash }) => prevHash }),
  }),
});

builder.objectType(NominationRef, {
  ...entity<AwardsContext>('Nomination', (id, context) => nominationById(context).load(id)),
  description:
    'One subject asked for one form on one occasion (đề nghị khen thưởng). Read by its tenant, and by each tenant that it has reached.',
  fields: (t) => ({
    id: t.id({ resolve: ({ id }) => toGlobalId('Nomination', id) }),
    tenant: t.field({ type: TenantRef, nullable: true, resolve: ({ tenantId }) => tenantReference(tenantId) }),
    plan: t.field({
      type: PlanRef,
      nullable: true,
      description: 'Null also where you may not see it.',
      resolve: ({ planId }, _args, context) => planSeen(planId, context),
    }),
    form: t.field({
      type: AwardFormRef,
      description: 'What is asked for where it stands now.',
      resolve: ({ formKey }, _args, context) => formOf(formKey, context),
    }),
    occasion: t.field({ type: OccasionEnum, resolve: (nomination) => occasion(nomination.occasion) }),
    period: t.exposeString('period'),
    subject: t.field({ type: SubjectKindEnum, resolve: ({ subject }) => subjectKind(subject) }),
    countedAs: t.field({
      type: CountedAsEnum,
      nullable: true,
      resolve: ({ countedAs }) => countedAs as 'COLLECTIVE' | 'INDIVIDUAL' | null,
    }),
    name: t.exposeString('name'),
    locality: t.field({
      type: LocalityRef,
      nullable: true,
      resolve: ({ localityId }) => (localityId === null ? null : localityReference(localityId)),
    }),
    achievement: t.exposeString('achievement'),
    datedOn: t.field({ type: 'Date', resolve: ({ recordDate }) => recordDate }),
    status: t.field({ type: NominationStatusEnum, resolve: ({ status }) => status }),
    at: t.field({
      type: TenantRef,
      nullable: true,
      description: "Where it stands; null in its owner's hands.",
      resolve: ({ atTenant }) => (atTenant === null ? null : tenantReference(atTenant)),
    }),
    version: t.exposeInt('version', { description: 'Counts edits and steps: name the one you read when you act.' }),
    dueOn: t.field({
      type: 'Date',
      nullable: true,
      description:
        'The last day for the tenant where it stands to be done with it, in working days from when it got there; null where there is no limit.',
      resolve: ({ dueOn }) => dueOn,
    }),
    overdue: t.boolean({
      resolve: ({ dueOn }, _args, { today }) => dueOn !== null && dueOn.toISOString().slice(0, 10) < today,
    }),
    log: t.field({
      type: [NominationStepRef],
      description: 'Every step, oldest first.',
      resolve: ({ id }, _args, context) => logOf(context).load(id),
    }),
    duplicates: t.field({
      type: [NominationRef],
      description: 'Other nominations for the same nominee, occasion and period that you may see and that still stand.',
      resolve: (nomination, _args, context) =>
        ['REJECTED', 'REVOKED'].includes(nomination.status) ? [] : duplicatesOf(context, nomination),
    }),
  }),
});

builder.queryField('nomination', (t) =>
  t.field({
    type: NominationRef,
    nullable: true,
    description: 'A nomination by its id; null where there is none that the caller may see.',
    requiresScopes: ['nominations:read'],
    args: { id: t.arg.id({ required: true }) },
    resolve: (_root, { id }, context) => nominationById(context).load(requireGlobalUuid('Nomination', id, 'id')),
  }),
);

const NominationFilter = builder.inputType('NominationFilter', {
  description: 'All conditions that are given must hold.',
  fields: (t) => ({
    tenant: t.string({ required: false, description: 'The slug of who nominates.' }),
    at: t.string({ required: false, description: 'The slug of the tenant where it stands.' }),
    status: t.field({ type: NominationStatusEnum, required: false }),
    formCode: t.string({ required: false }),
    occasion: t.field({ type: OccasionEnum, required: false }),
    period: t.string({ required: false }),
    subject: t.field({ type: SubjectKindEnum, required: false }),
    overdue: t.boolean({ required: false, description: 'True: on its way, and past the day it is due.' }),
  }),
});

const isInstant = (part: unknown) => typeof part === 'string' && !Number.isNaN(Date.parse(part));
builder.queryField('nominations', (t) =>
  t.field({
    type: connection('Nomination', NominationRef),
    description: 'The nominations that the caller may see, by tenant, oldest first.',
    requiresScopes: ['nominations:read'],
    args: { filter: t.arg({ type: NominationFilter, required: false }), ...pageArgs(t) },
    resolve: (_root, { filter, ...page }, context) =>
      paginate(page, {
        keyLength: 3,
        keyOf: nominationKey,
        fetch: (take, after) => {
          if (
            after !== null &&
            !(isInstant(after[1]) && readGlobalUuid('Nomination', toGlobalId('Nomination', String(after[2]))) !== null)
          )
            throw badInput('"after" is not a cursor of this list.', 'after');
          return nominationsAfter(context, filter ?? {}, take, after);
        },
        count: () => countNominations(context, filter ?? {}),
      }),
  }),
);
