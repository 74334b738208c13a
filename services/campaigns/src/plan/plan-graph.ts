import type { Clause, Plan } from '@thi-dua/prisma/generated/campaigns/client';
import { pageArgs, paginate } from '@thi-dua/schema/connection';
import { badInput } from '@thi-dua/schema/errors';
import { readGlobalUuid, requireGlobalUuid, toGlobalId } from '@thi-dua/schema/global-id';
import { key, reference } from '@thi-dua/schema/subgraph-schema';
import { builder, type CampaignsContext, connection } from '../builder.js';
import { MovementRef, movementByCode } from '../movement/movement-graph.js';
import { CriterionRef } from './criterion-graph.js';
import { CitationRef, OfficialDocumentRef } from './document-graph.js';
import { AnnexRef, AssignmentRef, ClauseRef, MilestoneRef, PlanAwardFormRef, RecipientRef } from './part-graph.js';
import { PlanRef } from './plan-ref.js';
import {
  amendmentOf,
  annexesOf,
  assignmentsOf,
  awardFormsOf,
  citationsOf,
  clausesOf,
  countPlans,
  criteriaOf,
  milestonesOf,
  planById,
  planKey,
  plansAfter,
  recipientsOf,
  targetsOf,
} from './plan-store.js';
import { TenantRef, tenantReference } from './references.js';
import { briefOfPlan } from './rule-brief.js';
import { TargetRef } from './target-graph.js';

export const PlanStatusEnum = builder.enumType('PlanStatus', { values: ['DRAFT', 'ISSUED', 'CLOSED'] as const });
export const VisibilityEnum = builder.enumType('Visibility', {
  description:
    "LINE: read by the owner's superiors and subordinates once issued. PUBLIC: opened to everyone signed in.",
  values: ['LINE', 'PUBLIC'] as const,
});

const clausesOfKind = (kind: Clause['kind']) => async (plan: Plan, _args: object, context: CampaignsContext) =>
  (await clausesOf(context).load(plan.id)).filter((clause) => clause.kind === kind);

builder.objectType(PlanRef, {
  description: "One tenant's official document for a movement (kế hoạch, phát động).",
  directives: key('id'),
  extensions: reference<CampaignsContext, { id: string }>(async ({ id }, context) => {
    const inner = readGlobalUuid('Plan', id);
    const plan = inner === null ? null : await planById(context).load(inner);
    return plan === null ? null : { __typename: 'Plan', ...plan };
  }),
  fields: (t) => ({
    id: t.id({ resolve: (plan) => toGlobalId('Plan', plan.id) }),
    title: t.exposeString('title'),
    tenant: t.field({ type: TenantRef, nullable: true, resolve: (plan) => tenantReference(plan.tenantId) }),
    movement: t.field({
      type: MovementRef,
      resolve: async (plan, _args, context) => {
        const movement = await movementByCode(context).load(plan.movementCode);
        if (movement === null) throw new Error(`plan of an unknown movement: ${plan.id}`);
        return movement;
      },
    }),
    status: t.field({ type: PlanStatusEnum, resolve: (plan) => plan.status }),
    visibility: t.field({ type: VisibilityEnum, resolve: (plan) => plan.visibility }),
    version: t.exposeInt('version', { description: 'Counts the changes: name the one you read when you edit.' }),
    amends: t.field({
      type: PlanRef,
      nullable: true,
      description: 'The issued version that this one amends.',
      resolve: (plan, _args, context) => (plan.amendsId === null ? null : planById(context).load(plan.amendsId)),
    }),
    changes: t.exposeString('changes', { nullable: true, description: 'What an amendment changes, in words.' }),
    amendedBy: t.field({
      type: PlanRef,
      nullable: true,
      description: 'The issued version that followed; null while this one is in force.',
      resolve: (plan, _args, context) => amendmentOf(context).load(plan.id),
    }),
    closedOn: t.field({ type: 'Date', nullable: true, resolve: (plan) => plan.closedOn }),
    periodFrom: t.exposeInt('periodFrom', { nullable: true }),
    periodTo: t.exposeInt('periodTo', { nullable: true }),
    document: t.field({ type: OfficialDocumentRef, resolve: (plan) => plan }),
    legalBases: t.field({ type: [CitationRef], resolve: (plan, _args, context) => citationsOf(context).load(plan.id) }),
    objectives: t.field({ type: [ClauseRef], resolve: clausesOfKind('OBJECTIVE') }),
    requirements: t.field({ type: [ClauseRef], resolve: clausesOfKind('REQUIREMENT') }),
    contents: t.field({ type: [ClauseRef], resolve: clausesOfKind('CONTENT') }),
    solutions: t.field({ type: [ClauseRef], resolve: clausesOfKind('SOLUTION') }),
    priorityGroups: t.field({ type: [ClauseRef], resolve: clausesOfKind('PRIORITY_GROUP') }),
    eligibleSubjects: t.field({ type: [ClauseRef], resolve: clausesOfKind('ELIGIBLE_SUBJECT') }),
    targets: t.field({ type: [TargetRef], resolve: (plan, _args, context) => targetsOf(context).load(plan.id) }),
    criteria: t.field({
      type: [CriterionRef],
      description: 'The top-level items, emulation criteria and award standards; sub-items are their parts.',
      resolve: async (plan, _args, context) =>
        (await criteriaOf(context).load(plan.id)).filter((criterion) => criterion.parentId === null),
    }),
    targetSpecs: t.string({
      nullable: true,
      directives: { inaccessible: {} },
      description: 'A PlanBrief as JSON, for the service that keeps the figures.',
      resolve: async (plan, _args, context) => JSON.stringify(await briefOfPlan(plan, context)),
    }),
    milestones: t.field({
      type: [MilestoneRef],
      resolve: (plan, _args, context) => milestonesOf(context).load(plan.id),
    }),
    assignments: t.field({
      type: [AssignmentRef],
      resolve: (plan, _args, context) => assignmentsOf(context).load(plan.id),
    }),
    recipients: t.field({
      type: [RecipientRef],
      resolve: (plan, _args, context) => recipientsOf(context).load(plan.id),
    }),
    awardForms: t.field({
      type: [PlanAwardFormRef],
      resolve: (plan, _args, context) => awardFormsOf(context).load(plan.id),
    }),
    annexes: t.field({ type: [AnnexRef], resolve: (plan, _args, context) => annexesOf(context).load(plan.id) }),
  }),
});

builder.queryField('plan', (t) =>
  t.field({
    type: PlanRef,
    nullable: true,
    description: 'A plan by its id; null where there is none that the caller may see.',
    requiresScopes: ['plans:read'],
    args: { id: t.arg.id({ required: true }) },
    resolve: (_root, { id }, context) => planById(context).load(requireGlobalUuid('Plan', id, 'id')),
  }),
);

const PlanFilterInput = builder.inputType('PlanFilter', {
  description: 'All conditions that are given must hold.',
  fields: (t) => ({
    tenant: t.string({ required: false, description: "The owner's slug." }),
    movement: t.string({ required: false, description: "The movement's code." }),
    status: t.field({ type: PlanStatusEnum, required: false }),
    year: t.int({
      required: false,
      description: "A year of the plan's period; a period that is not stated holds any.",
    }),
  }),
});

/** As `planKey` writes it; nothing else is an instant that the database knows. */
const isInstant = (text: unknown) =>
  typeof text === 'string' && /^(19|20)\d\d-\d\d-\d\dT[\d:.]{12}Z$/.test(text) && !Number.isNaN(Date.parse(text));

export const PlanConnectionRef = connection('Plan', PlanRef);
builder.queryField('plans', (t) =>
  t.field({
    type: PlanConnectionRef,
    description: 'The plans that the caller may see, by tenant, oldest first.',
    requiresScopes: ['plans:read'],
    args: { filter: t.arg({ type: PlanFilterInput, required: false }), ...pageArgs(t) },
    resolve: (_root, { filter, ...page }, context) =>
      paginate(page, {
        keyLength: 3,
        keyOf: planKey,
        fetch: (take, after) => {
          if (
            after !== null &&
            !(isInstant(after[1]) && readGlobalUuid('Plan', toGlobalId('Plan', String(after[2]))) !== null)
          ) {
            throw badInput('"after" is not a cursor of this list.', 'after');
          }
          return plansAfter(context, filter ?? {}, take, after);
        },
        count: () => countPlans(context, filter ?? {}),
      }),
  }),
);
