import type { Milestone, Plan } from '@thi-dua/prisma/generated/campaigns/client';
import type { CampaignsContext } from '../builder.js';
import { reportKindOf } from '../duty/duty-store.js';
import { asDate, asDay } from '../plan/plan-dates.js';
import { lineFilter } from '../plan/plan-policy.js';
import { type Asked, askedBetween } from './asked-deadlines.js';
import { type DatedStep, type Due, dueDays } from './due-day.js';

/** A step of a plan that is due. */
export interface StepDeadline extends Due {
  plan: Plan;
  milestone: Milestone;
}
/** Something that is due: by a plan, or because a superior has set it. */
export type Deadline = (StepDeadline & { asked: null }) | (Due & { plan: null; milestone: null; asked: Asked });
export type DeadlineKey = [on: string, source: string, position: number];

export const deadlineKey = (deadline: Deadline): DeadlineKey =>
  deadline.asked === null
    ? [deadline.on, deadline.plan.id, deadline.milestone.position]
    : [deadline.on, deadline.asked.duty.id, 0];
const compare = (a: DeadlineKey, b: DeadlineKey) =>
  a[0] < b[0] ? -1 : a[0] > b[0] ? 1 : a[1] < b[1] ? -1 : a[1] > b[1] ? 1 : a[2] - b[2];

/** The steps of plans; of one that was amended, of the version in force. Nothing of a closed one is due after its last day. */
async function stepsBetween(context: CampaignsContext, first: string, last: string): Promise<StepDeadline[]> {
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
  return plans.flatMap(({ milestones, ...plan }) => {
    const until = asDay(plan.closedOn);
    return milestones.flatMap((milestone) =>
      dueDays(milestone as DatedStep, { from: plan.periodFrom, to: plan.periodTo }, first, last)
        .filter((due) => until === null || due.on <= until)
        .map((due) => ({ ...due, plan, milestone })),
    );
  });
}

/** Whether what a superior has set takes the place of a step of its plan that asks for the same report and nothing else. */
const replaces = ({ duty, period, fromBelow }: Asked, { plan, milestone, on }: StepDeadline) =>
  duty.tenantId === plan.tenantId &&
  duty.movementCode === plan.movementCode &&
  milestone.kinds.join() === 'REPORT_DUE' &&
  duty.kind === reportKindOf(milestone.kinds) &&
  period === on.slice(0, 4) &&
  (duty.subordinate === null || fromBelow);

/**
 * What is due from one day to another in the caller's line, and what of it was withdrawn. A step's replacement may lie
 * outside the stretch that is asked for: a report is about one year and due within the next.
 */
export async function dueAndWithdrawn(
  context: CampaignsContext,
  first: string,
  last: string,
): Promise<{ due: Deadline[]; withdrawn: Asked[] }> {
  const steps = await stepsBetween(context, first, last);
  const [from, to] = [Number(first.slice(0, 4)) - 1, Number(last.slice(0, 4)) + 2];
  const around = await askedBetween(context, `${from}-01-01`, `${to}-12-31`);
  const inForce = around.filter(({ withdrawn }) => !withdrawn);
  const within = ({ on }: Asked) => first <= on && on <= last;
  const due: Deadline[] = [
    ...steps
      .filter((step) => !inForce.some((asked) => replaces(asked, step)))
      .map((step) => ({ ...step, asked: null })),
    ...inForce.filter(within).map((asked) => ({ on: asked.on, from: null, plan: null, milestone: null, asked })),
  ];
  return {
    due: due.sort((a, b) => compare(deadlineKey(a), deadlineKey(b))),
    withdrawn: around.filter((one) => one.withdrawn && within(one)),
  };
}

/** What is due from one day to another in the caller's line, in order. */
export const deadlinesBetween = async (context: CampaignsContext, first: string, last: string): Promise<Deadline[]> =>
  (await dueAndWithdrawn(context, first, last)).due;

export const isAfter = (deadline: Deadline, key: DeadlineKey) => compare(deadlineKey(deadline), key) > 0;
