import type { Milestone, Plan } from '@thi-dua/prisma/generated/campaigns/client';
import type { CampaignsContext } from '../builder.js';
import { asDate, asDay } from '../plan/plan-dates.js';
import { lineFilter } from '../plan/plan-policy.js';
import { type DatedStep, type Due, dueDays } from './due-day.js';

export interface Deadline extends Due {
  plan: Plan;
  milestone: Milestone;
}
export type DeadlineKey = [on: string, plan: string, position: number];

export const deadlineKey = ({ on, plan, milestone }: Deadline): DeadlineKey => [on, plan.id, milestone.position];
const compare = (a: DeadlineKey, b: DeadlineKey) =>
  a[0] < b[0] ? -1 : a[0] > b[0] ? 1 : a[1] < b[1] ? -1 : a[1] > b[1] ? 1 : a[2] - b[2];

/**
 * What is due from one day to another in the caller's line, in order. Of a plan that was amended, the version in force
 * counts; a closed one has nothing due after its last day.
 */
export async function deadlinesBetween(context: CampaignsContext, first: string, last: string): Promise<Deadline[]> {
  const [from, to] = [Number(first.slice(0, 4)), Number(last.slice(0, 4))];
  const plans = await context.db.plan.findMany({
    where: {
      AND: [
        await lineFilter(context),
        { status: { not: 'DRAFT' }, amendments: { none: { status: { not: 'DRAFT' } } } },
        { OR: [{ periodFrom: null }, { periodFrom: { lte: to } }] },
        { OR: [{ closedOn: null }, { closedOn: { gte: asDate(first) ?? undefined } }] },
      ],
    },
    // What is due after a period's last year, a final review, may be due long after it; what is yearly ends with it.
    include: { milestones: { where: { OR: [{ when: { startsWith: '--' } }, { when: { gte: String(from - 1) } }] } } },
  });
  return plans
    .flatMap(({ milestones, ...plan }) => {
      const until = asDay(plan.closedOn);
      return milestones.flatMap((milestone) =>
        dueDays(milestone as DatedStep, { from: plan.periodFrom, to: plan.periodTo }, first, last)
          .filter((due) => until === null || due.on <= until)
          .map((due) => ({ ...due, plan, milestone })),
      );
    })
    .sort((a, b) => compare(deadlineKey(a), deadlineKey(b)));
}

export const isAfter = (deadline: Deadline, key: DeadlineKey) => compare(deadlineKey(deadline), key) > 0;
