import type { Plan } from '@thi-dua/prisma/generated/campaigns/client';
import { pageArgs, paginateAll } from '@thi-dua/schema/connection';
import { builder } from '../builder.js';
import { MilestoneRef } from '../plan/part-graph.js';
import { PlanConnectionRef } from '../plan/plan-graph.js';
import { PlanRef } from '../plan/plan-ref.js';
import { planById } from '../plan/plan-store.js';
import { TenantRef, tenantReference } from '../plan/references.js';
import type { Discipline, DisciplineCounts } from './discipline-store.js';
import { milestoneById } from './milestone-store.js';
import type { ReportedMilestone, ReportedStep } from './milestones-store.js';
import { NamedTenantRef } from './named-tenant-graph.js';
import type { ReportedPlans } from './plans-store.js';
import { type ReportedPlan, reportedPlan, tenantNamed } from './reported-plan.js';
import { ReportedPlanConnectionRef, ReportedPlanRef } from './reported-plan-graph.js';

/** A section of a report whose last year is `to`. */
type UpTo<Section> = Section & { to: number };

export const PlansSectionRef = builder.objectRef<UpTo<ReportedPlans>>('PlansSection').implement({
  description:
    "The plans of the unit's tenants, and of the agencies directly below these, whose period holds a day of the years: of each the version in force, issued by the last day. Drafts are their owners' own and count nowhere.",
  fields: (t) => ({
    total: t.int({
      description: 'All that the caller may see; the two counts add up to it.',
      resolve: ({ ids }) => ids.length,
    }),
    issued: t.exposeInt('issued', { description: 'In force at the end of the last year.' }),
    closed: t.exposeInt('closed', { description: 'Closed by then.' }),
    listed: t.field({
      type: ReportedPlanConnectionRef,
      description: 'The plans in words, by tenant: of a frozen report as they stood then.',
      args: pageArgs(t),
      resolve: async ({ ids, words, to }, page, context) => {
        const { edges, ...rest } = paginateAll(page, ids, (id) => id);
        const plans = await Promise.all(
          edges.map(async ({ node }): Promise<ReportedPlan | null> => {
            if (words?.[node]) return words[node];
            const plan = await planById(context).load(node);
            return plan && reportedPlan(context, { to }, plan);
          }),
        );
        return {
          ...rest,
          edges: edges.flatMap(({ cursor }, i): { node: ReportedPlan; cursor: string }[] => {
            const node = plans[i];
            return node ? [{ node, cursor }] : [];
          }),
        };
      },
    }),
    plans: t.field({
      type: PlanConnectionRef,
      description:
        'The plans themselves, by tenant; also of a frozen report as they are today, and as you may see them.',
      args: pageArgs(t),
      resolve: async ({ ids }, page, context) => {
        const { edges, ...rest } = paginateAll(page, ids, (id) => id);
        const plans = await Promise.all(edges.map(({ node }) => planById(context).load(node)));
        return {
          ...rest,
          edges: edges.flatMap(({ cursor }, i): { node: Plan; cursor: string }[] => {
            const node = plans[i];
            return node ? [{ node, cursor }] : [];
          }),
        };
      },
    }),
  }),
});

const DUE = 'Reports that were due.';
const LATE = 'Of these, came after their day.';
const MISSING = 'Of these, have not come, or were returned, and their day is past.';

const TenantDisciplineRef = builder.objectRef<Discipline['tenants'][number]>('TenantDiscipline').implement({
  description: 'How one tenant kept to what it owed.',
  fields: (t) => ({
    tenant: t.field({ type: TenantRef, nullable: true, resolve: ({ tenant }) => tenantReference(tenant) }),
    named: t.field({
      type: NamedTenantRef,
      resolve: ({ tenant, name }, _args, context) =>
        name === undefined ? tenantNamed(context).load(tenant) : { slug: tenant, name },
    }),
    due: t.exposeInt('due', { description: DUE }),
    onTime: t.exposeInt('onTime', { description: 'Of these, came by their day.' }),
    late: t.exposeInt('late', { description: LATE }),
    missing: t.exposeInt('missing', { description: MISSING }),
  }),
});

export const DisciplineSectionRef = builder.objectRef<Discipline>('DisciplineSection').implement({
  description:
    "How the reports about the years came in that the unit's own authority owes, and that those directly below owe it. What is due and neither there nor late yet is in `due` alone.",
  fields: (t) => ({
    due: t.exposeInt('due', { description: DUE }),
    onTime: t.exposeInt('onTime', { description: 'Of these, came by their day.' }),
    late: t.exposeInt('late', { description: LATE }),
    missing: t.exposeInt('missing', { description: MISSING }),
    byTenant: t.field({
      type: [TenantDisciplineRef],
      description: 'By the slug of who owes.',
      resolve: ({ tenants }) => tenants,
    }),
  }),
});

const AskedReportsRef = builder.objectRef<DisciplineCounts>('AskedReports').implement({
  description: 'How the reports came in that a step asks for.',
  fields: (t) => ({
    due: t.exposeInt('due', { description: DUE }),
    onTime: t.exposeInt('onTime', { description: 'Of these, came by their day.' }),
    late: t.exposeInt('late', { description: LATE }),
    missing: t.exposeInt('missing', { description: MISSING }),
  }),
});

const ReportedStepRef = builder.objectRef<ReportedStep>('ReportedStep').implement({
  description: 'A step of a plan in words: in a frozen report those of then.',
  fields: (t) => ({
    clause: t.exposeString('clause'),
    text: t.exposeString('text'),
    tentative: t.exposeBoolean('tentative'),
  }),
});

export const ReportedMilestoneRef = builder.objectRef<UpTo<ReportedMilestone>>('ReportedMilestone').implement({
  description: "A step of a plan of the unit's own authority that was due in the years.",
  fields: (t) => ({
    plan: t.field({
      type: PlanRef,
      nullable: true,
      resolve: ({ plan }, _args, context) => planById(context).load(plan),
    }),
    milestone: t.field({
      type: MilestoneRef,
      nullable: true,
      resolve: ({ milestone }, _args, context) => milestoneById(context).load(milestone),
    }),
    step: t.field({
      type: ReportedStepRef,
      nullable: true,
      resolve: ({ milestone, words }, _args, context) => words?.step ?? milestoneById(context).load(milestone),
    }),
    statedIn: t.field({
      type: ReportedPlanRef,
      nullable: true,
      description: 'The plan in words.',
      resolve: async ({ plan: id, words, to }, _args, context) => {
        const plan = words ? null : await planById(context).load(id);
        return words?.plan ?? (plan && reportedPlan(context, { to }, plan));
      },
    }),
    dueFrom: t.field({
      type: 'Date',
      nullable: true,
      description: 'The first day of a stretch of time; null where it is due by a day.',
      resolve: ({ from }) => from,
    }),
    dueOn: t.field({ type: 'Date', description: 'The day it was due, or the last one.', resolve: ({ on }) => on }),
    reported: t.boolean({
      nullable: true,
      description:
        'Whether every report has come that it asks for. Null where it asks for none, and for whoever does not answer for the unit nor stands above.',
      resolve: ({ reports }) => reports && reports.onTime + reports.late === reports.due,
    }),
    reports: t.field({
      type: AskedReportsRef,
      nullable: true,
      description: 'Null as `reported` is.',
      resolve: ({ reports }) => reports,
    }),
  }),
});
