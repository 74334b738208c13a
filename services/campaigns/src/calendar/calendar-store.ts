import { Prisma } from '@thi-dua/prisma/generated/campaigns/client';
import type { CampaignsContext } from '../builder.js';
import type { Asked } from '../deadline/asked-deadlines.js';
import { dueAndWithdrawn, type StepDeadline } from '../deadline/deadline-store.js';
import { SHOWN_YEARS } from '../duty/asked-report.js';
import { movementByCode } from '../movement/movement-graph.js';
import { milestonesOf } from '../plan/plan-store.js';
import { tenantTime } from '../plan/tenant-store.js';
import type { AskedFacts } from './asked-event.js';
import type { CalendarContent } from './calendar.js';
import type { DeadlineFacts } from './deadline-event.js';

const MAX_AMENDMENTS = 1000;

interface Descent {
  id: string;
  origin: string;
  amendments: number;
}

/** Where each plan's line of versions began, and how many amendments ago. */
async function descentOf(context: CampaignsContext, plans: readonly string[]): Promise<Map<string, Descent>> {
  if (plans.length === 0) return new Map();
  const rows = await context.db.$queryRaw<Descent[]>(Prisma.sql`
    WITH RECURSIVE version AS (
      SELECT p.id, p.id AS origin, p.amends_id AS former, 0 AS amendments
      FROM campaigns.plan p WHERE p.id = ANY(${[...plans]}::uuid[])
      UNION ALL
      SELECT v.id, v.former, p.amends_id, v.amendments + 1
      FROM version v JOIN campaigns.plan p ON p.id = v.former
      WHERE v.amendments < ${MAX_AMENDMENTS}
    )
    SELECT DISTINCT ON (id) id::text AS id, origin::text AS origin, amendments
    FROM version ORDER BY id, amendments DESC`);
  return new Map(rows.map((row) => [row.id, row]));
}

/** A year back, for what has just passed, and some ahead: whole years, so that the file changes only with what it says. */
const stretchAround = (today: string): [from: string, to: string] => {
  const year = Number(today.slice(0, 4));
  return [`${year - 1}-01-01`, `${year + SHOWN_YEARS}-12-31`];
};

/** Which a step is of the like in its clause, in the order of the document. */
async function ordinalOf(
  context: CampaignsContext,
  { plan, milestone }: StepDeadline,
): Promise<[id: string, n: number]> {
  const kinds = milestone.kinds.join();
  const alike = (await milestonesOf(context).load(plan.id)).filter(
    (other) => other.clause === milestone.clause && other.kinds.join() === kinds,
  );
  return [milestone.id, alike.findIndex(({ id }) => id === milestone.id)];
}

async function stepFacts(context: CampaignsContext, steps: readonly StepDeadline[]): Promise<DeadlineFacts[]> {
  const descent = await descentOf(context, [...new Set(steps.map(({ plan }) => plan.id))]);
  const ordinals = new Map(await Promise.all(steps.map((step) => ordinalOf(context, step))));
  return steps.map((step) => {
    const { origin, amendments } = descent.get(step.plan.id) ?? { origin: step.plan.id, amendments: 0 };
    return { ...step, origin, amendments, ordinal: ordinals.get(step.milestone.id) ?? 0 };
  });
}

async function askedFacts(context: CampaignsContext, asked: Asked): Promise<AskedFacts> {
  const { tenantId, subordinate, movementCode } = asked.duty;
  const [superior, owes, movement] = await Promise.all([
    tenantTime(context).load(tenantId),
    subordinate === null ? null : tenantTime(context).load(subordinate),
    movementByCode(context).load(movementCode),
  ]);
  return {
    asked,
    superior: superior?.name ?? tenantId,
    subordinate: owes?.name ?? subordinate,
    movement: movement?.name ?? movementCode,
  };
}

/** What the calendar of the caller's tenant shows. */
export async function calendarContent(context: CampaignsContext): Promise<CalendarContent> {
  const [from, to] = stretchAround(context.today);
  const { due, withdrawn } = await dueAndWithdrawn(context, from, to);
  const steps = due.filter((deadline) => deadline.asked === null);
  const asked = due.flatMap((deadline) => (deadline.asked === null ? [] : [deadline.asked]));
  return {
    steps: await stepFacts(context, steps),
    asked: await Promise.all([...asked, ...withdrawn].map((one) => askedFacts(context, one))),
  };
}
