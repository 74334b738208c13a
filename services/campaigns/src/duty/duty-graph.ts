import type { ReportDuty } from '@thi-dua/prisma/generated/campaigns/client';
import { pageArgs, paginate } from '@thi-dua/schema/connection';
import { badInput } from '@thi-dua/schema/errors';
import { toGlobalId } from '@thi-dua/schema/global-id';
import { entity } from '@thi-dua/schema/subgraph-schema';
import type { UserError } from '@thi-dua/schema/user-error';
import { builder, type CampaignsContext, connection, userError } from '../builder.js';
import { MovementRef, movementByCode } from '../movement/movement-graph.js';
import { MilestoneRef } from '../plan/part-graph.js';
import { PlanRef } from '../plan/plan-ref.js';
import { TenantRef, tenantReference } from '../plan/references.js';
import { ReportKindEnum } from '../report/report-graph.js';
import { ReportRef } from '../report/report-ref.js';
import { dutyById, isBefore, type Owed, type OwedKey, owedBetween, owedKey } from './duty-store.js';

const StandingEnum = builder.enumType('ReportStanding', {
  description:
    'DUE: not yet there, and not yet late. By the day on which the first version arrived that was not returned: ON_TIME, LATE; MISSING where none has by the end of the day it was due.',
  values: ['DUE', 'ON_TIME', 'LATE', 'MISSING'] as const,
});

export const SetDutyRef = builder.objectRef<ReportDuty>('ReportDuty').implement({
  ...entity<CampaignsContext>('ReportDuty', (id, context) => dutyById(context).load(id)),
  description: 'A report that a superior asks of those directly below it, beside what its plans say.',
  fields: (t) => ({
    id: t.id({ resolve: (duty) => toGlobalId('ReportDuty', duty.id) }),
    superior: t.field({ type: TenantRef, nullable: true, resolve: (duty) => tenantReference(duty.tenantId) }),
    subordinate: t.field({
      type: TenantRef,
      nullable: true,
      description: 'Who owes it; null: all directly below.',
      resolve: (duty) => (duty.subordinate === null ? null : tenantReference(duty.subordinate)),
    }),
    kind: t.field({ type: ReportKindEnum, resolve: (duty) => duty.kind }),
    when: t.exposeString('when', { description: 'A day, or every year (--11-25).' }),
    text: t.exposeString('text', { nullable: true }),
    setOn: t.field({ type: 'Date', resolve: (duty) => duty.setOn }),
    withdrawnOn: t.field({
      type: 'Date',
      nullable: true,
      description: 'From that day on nothing is due by it.',
      resolve: (duty) => duty.withdrawnOn,
    }),
  }),
});

export interface DutyResult {
  duty: ReportDuty | null;
  errors: UserError[];
}
export const DutyResultRef = builder.objectRef<DutyResult>('ReportDutyResult').implement({
  description: 'The duty as it now stands, or everything that was wrong with the input; never both.',
  fields: (t) => ({
    duty: t.field({ type: SetDutyRef, nullable: true, resolve: (result) => result.duty }),
    errors: t.field({ type: [userError], resolve: (result) => result.errors }),
  }),
});

const OwedRef = builder.objectRef<Owed>('DueReport').implement({
  description: 'A report that a tenant owes its superior by a day, and whether it came.',
  fields: (t) => ({
    tenant: t.field({ type: TenantRef, nullable: true, resolve: (owed) => tenantReference(owed.tenant) }),
    superior: t.field({ type: TenantRef, nullable: true, resolve: (owed) => tenantReference(owed.superior) }),
    movement: t.field({
      type: MovementRef,
      nullable: true,
      resolve: (owed, _args, context) => movementByCode(context).load(owed.movement),
    }),
    kind: t.field({ type: ReportKindEnum, resolve: (owed) => owed.kind }),
    period: t.exposeString('period'),
    dueOn: t.field({ type: 'Date', resolve: (owed) => owed.dueOn }),
    text: t.string({
      nullable: true,
      description: 'What the superior, or its plan, says about it.',
      resolve: (owed) => (owed.duty ?? owed.milestone)?.text,
    }),
    standing: t.field({ type: StandingEnum, resolve: (owed) => owed.standing }),
    report: t.field({ type: ReportRef, nullable: true, resolve: (owed) => owed.report }),
    plan: t.field({ type: PlanRef, nullable: true, resolve: (owed) => owed.plan }),
    milestone: t.field({
      type: MilestoneRef,
      nullable: true,
      description: 'The step of the plan that asks for it; null where the superior has set it itself.',
      resolve: (owed) => owed.milestone,
    }),
    duty: t.field({ type: SetDutyRef, nullable: true, resolve: (owed) => owed.duty }),
  }),
});

const DueReportFilter = builder.inputType('DueReportFilter', {
  description: 'All conditions that are given must hold.',
  fields: (t) => ({
    tenant: t.string({ required: false, description: 'The slug of who owes.' }),
    superior: t.string({ required: false, description: 'The slug of whom it is owed to.' }),
    movement: t.string({ required: false, description: "The movement's code." }),
    standing: t.field({ type: StandingEnum, required: false }),
  }),
});

const MAX_YEARS = 20;

builder.queryField('dueReports', (t) =>
  t.field({
    type: connection('DueReport', OwedRef),
    description:
      'The reports due from one day to another, both included, in order of days; those that are missing, too. Without `tenant` and `superior`: what your tenant owes and what is owed to it; with one of them, also of those below it.',
    requiresScopes: ['reports:read'],
    args: {
      from: t.arg({ type: 'Date', required: true }),
      to: t.arg({ type: 'Date', required: true }),
      filter: t.arg({ type: DueReportFilter, required: false }),
      ...pageArgs(t),
    },
    resolve: async (_root, { from, to, filter, ...page }, context) => {
      if (from > to) throw badInput('"from" is later than "to".', 'from');
      if (Number(to.slice(0, 4)) - Number(from.slice(0, 4)) > MAX_YEARS)
        throw badInput(`Ask for at most ${MAX_YEARS} years at once.`, 'to');
      let all: Promise<Owed[]> | undefined;
      const load = () => {
        all ??= owedBetween(context, filter ?? {}, from, to);
        return all;
      };
      return paginate(page, {
        keyLength: 6,
        keyOf: owedKey,
        fetch: async (take, after) => {
          const owed = await load();
          return (
            after === null ? owed : owed.filter((one) => isBefore(after.map(String) as OwedKey, owedKey(one)))
          ).slice(0, take);
        },
        count: async () => (await load()).length,
      });
    },
  }),
);
