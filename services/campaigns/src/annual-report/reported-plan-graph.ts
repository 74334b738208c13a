import type { Plan } from '@thi-dua/prisma/generated/campaigns/client';
import { toGlobalId } from '@thi-dua/schema/global-id';
import { builder, connection } from '../builder.js';
import { PlanStatusEnum } from '../plan/plan-graph.js';
import { PlanRef } from '../plan/plan-ref.js';
import { planById } from '../plan/plan-store.js';
import { NamedTenantRef } from './named-tenant-graph.js';
import type { ReportedPlan } from './reported-plan.js';

const ReportedDocumentRef = builder.objectRef<ReportedPlan>('ReportedPlanDocument').implement({
  description: 'What a document is known by.',
  fields: (t) => ({
    type: t.exposeString('type'),
    number: t.exposeString('number', { nullable: true }),
    symbol: t.exposeString('symbol', { nullable: true }),
    issuedOn: t.field({ type: 'Date', nullable: true, resolve: ({ issuedOn }) => issuedOn }),
    issuer: t.exposeString('issuer'),
  }),
});

export const ReportedPlanRef = builder.objectRef<ReportedPlan>('ReportedPlan').implement({
  description: 'A plan in words, beside `plan`, which leads to what it is today: in a frozen report the words of then.',
  fields: (t) => ({
    id: t.id({ description: 'That of the plan.', resolve: ({ id }) => toGlobalId('Plan', id) }),
    title: t.exposeString('title'),
    status: t.field({
      type: PlanStatusEnum,
      description: 'At the end of the last year of the report.',
      resolve: ({ status }) => status,
    }),
    periodFrom: t.exposeInt('periodFrom', { nullable: true }),
    periodTo: t.exposeInt('periodTo', { nullable: true }),
    tenant: t.field({ type: NamedTenantRef, resolve: ({ tenant }) => tenant }),
    document: t.field({ type: ReportedDocumentRef, resolve: (plan) => plan }),
    plan: t.field({
      type: PlanRef,
      nullable: true,
      resolve: ({ id }, _args, context): Promise<Plan | null> => planById(context).load(id),
    }),
  }),
});
export const ReportedPlanConnectionRef = connection('ReportedPlan', ReportedPlanRef);
