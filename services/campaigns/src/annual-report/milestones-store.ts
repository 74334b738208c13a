import type { Milestone, Plan } from '@thi-dua/prisma/generated/campaigns/client';
import { defineLoader } from '@thi-dua/schema/context';
import { z } from 'zod';
import type { CampaignsContext } from '../builder.js';
import { type DatedStep, dueDays } from '../deadline/due-day.js';
import { type Owed, reportKindOf } from '../duty/duty-store.js';
import { asDay } from '../plan/plan-dates.js';
import { planFilter } from '../plan/plan-policy.js';
import { countsOf, DisciplineCounts, owedIn } from './discipline-store.js';
import { ReportedPlan } from './reported-plan.js';
import { firstDayOf, lastDayOf, type ReportScope, scopeName } from './scope.js';
import { scopeFacts } from './scope-store.js';

/** A step in words. */
export const ReportedStep = z.object({ clause: z.string(), text: z.string(), tentative: z.boolean() });
export type ReportedStep = z.infer<typeof ReportedStep>;

/** A step that was due in the years of a report. */
export const ReportedMilestone = z.object({
  plan: z.string(),
  milestone: z.string(),
  from: z.string().nullable(),
  on: z.string(),
  reports: DisciplineCounts.nullable(),
  /** Of a frozen report: step and plan in the words of then. */
  words: z.object({ step: ReportedStep, plan: ReportedPlan }).optional(),
});
export type ReportedMilestone = z.infer<typeof ReportedMilestone>;

type WithSteps = Plan & { milestones: Milestone[] };

/** The steps of the plans of the unit's own tenants, as far as the caller may see these; in order of days. */
export const reportedMilestones = defineLoader<CampaignsContext, ReportScope, ReportedMilestone[], string>(
  async (scopes, context) => {
    const [facts, owed] = await Promise.all([scopeFacts(context).loadMany(scopes), owedIn(context).loadMany(scopes)]);
    const owners = facts.map((one) => (one === null || one instanceof Error ? [] : one.owners));
    const years = [Math.min(...scopes.map(({ from }) => from)), Math.max(...scopes.map(({ to }) => to))] as const;
    const plans = await context.db.plan.findMany({
      where: {
        AND: [
          await planFilter(context),
          {
            tenantId: { in: [...new Set(owners.flat())] },
            status: { not: 'DRAFT' },
            amendments: { none: { status: { not: 'DRAFT' } } },
          },
          { OR: [{ periodFrom: null }, { periodFrom: { lte: years[1] } }] },
        ],
      },
      // A final review may be due long after a plan's last year; what is yearly ends with it.
      include: {
        milestones: { where: { OR: [{ when: { startsWith: '--' } }, { when: { gte: String(years[0] - 1) } }] } },
      },
    });
    return scopes.map((scope, i) => {
      const reports = owed[i];
      const due = Array.isArray(reports) ? reports : null;
      const own = plans.filter(
        (plan) =>
          owners[i]?.includes(plan.tenantId) && (scope.movement === null || plan.movementCode === scope.movement),
      );
      return own.flatMap((plan) => stepsOf(plan, scope, due)).sort((a, b) => (order(a) < order(b) ? -1 : 1));
    });
  },
  scopeName,
);

const order = ({ on, plan, milestone }: ReportedMilestone) => `${on} ${plan} ${milestone}`;

function stepsOf(plan: WithSteps, scope: ReportScope, owed: readonly Owed[] | null): ReportedMilestone[] {
  const until = asDay(plan.closedOn) ?? '9999-12-31';
  return plan.milestones.flatMap((step) =>
    dueDays(step as DatedStep, { from: plan.periodFrom, to: plan.periodTo }, firstDayOf(scope), lastDayOf(scope))
      .filter(({ on }) => on <= until)
      .map(({ from, on }) => {
        const asked = step.kinds.includes('REPORT_DUE');
        const reports =
          owed?.filter(
            (one) =>
              one.superior === plan.tenantId &&
              one.movement === plan.movementCode &&
              one.kind === reportKindOf(step.kinds) &&
              one.period === on.slice(0, 4),
          ) ?? null;
        return {
          plan: plan.id,
          milestone: step.id,
          from,
          on,
          reports: asked && reports !== null ? countsOf(reports) : null,
        };
      }),
  );
}
