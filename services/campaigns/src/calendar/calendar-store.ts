import { Prisma } from '@thi-dua/prisma/generated/campaigns/client';
import type { CampaignsContext } from '../builder.js';
import { type Deadline, deadlinesBetween } from '../deadline/deadline-store.js';
import { milestonesOf } from '../plan/plan-store.js';
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

/** A year back, for what has just passed, and five ahead: whole years, so that the file changes only with what it says. */
const stretchAround = (today: string): [from: string, to: string] => {
  const year = Number(today.slice(0, 4));
  return [`${year - 1}-01-01`, `${year + 5}-12-31`];
};

/** Which a step is of the like in its clause, in the order of the document. */
async function ordinalOf(context: CampaignsContext, { plan, milestone }: Deadline): Promise<[id: string, n: number]> {
  const kinds = milestone.kinds.join();
  const alike = (await milestonesOf(context).load(plan.id)).filter(
    (other) => other.clause === milestone.clause && other.kinds.join() === kinds,
  );
  return [milestone.id, alike.findIndex(({ id }) => id === milestone.id)];
}

/** What the calendar of the caller's tenant shows. */
export async function calendarDeadlines(context: CampaignsContext): Promise<DeadlineFacts[]> {
  const [from, to] = stretchAround(context.today);
  const deadlines = await deadlinesBetween(context, from, to);
  const descent = await descentOf(context, [...new Set(deadlines.map(({ plan }) => plan.id))]);
  const ordinals = new Map(await Promise.all(deadlines.map((deadline) => ordinalOf(context, deadline))));
  return deadlines.map((deadline) => {
    const { origin, amendments } = descent.get(deadline.plan.id) ?? { origin: deadline.plan.id, amendments: 0 };
    return { ...deadline, origin, amendments, ordinal: ordinals.get(deadline.milestone.id) ?? 0 };
  });
}
