import { type Passage, type Plan, Prisma } from '@thi-dua/prisma/generated/campaigns/client';
import type { CursorKey } from '@thi-dua/schema/connection';
import { badInput } from '@thi-dua/schema/errors';
import { readGlobalUuid, toGlobalId } from '@thi-dua/schema/global-id';
import type { CampaignsContext } from '../builder.js';
import { type Exemplar, exemplarById } from '../exemplar/exemplar-store.js';
import { planById } from '../plan/plan-store.js';

export const SOURCES = ['PLANS', 'EXEMPLARS'] as const;
export interface SearchFilter {
  source: (typeof SOURCES)[number] | null;
  tenant: string | null;
  superseded: boolean;
}

/** What answers a search: a passage of a plan, or an exemplar. The higher the score, the better it does. */
export type Hit = { id: string; score: number; query: string } & (
  | { passage: Passage; plan: Plan }
  | { exemplar: Exemplar }
);

interface Found {
  id: string;
  planId: string | null;
  score: number;
}

/** The function searches by index and applies the policies itself; see the migration. */
const found = (query: string, { source, tenant, superseded }: SearchFilter) =>
  Prisma.sql`campaigns.found_texts(${query}, ${source}, ${tenant}, ${superseded})`;

export const hitKey = ({ score, id }: Hit): CursorKey => [score, id];

function behind(after: CursorKey | null): Prisma.Sql {
  if (after === null) return Prisma.empty;
  const [score, id] = after;
  if (
    typeof score !== 'number' ||
    !Number.isInteger(score) ||
    Math.abs(score) > 2 ** 31 - 1 ||
    readGlobalUuid('Plan', toGlobalId('Plan', String(id))) === null
  )
    throw badInput('"after" is not a cursor of this list.', 'after');
  return Prisma.sql`WHERE (f.score, f.id) < (${score}::int, ${id}::uuid)`;
}

/** Best first. What the function found is read again, through the policy of the service and row-level security. */
export async function hitsAfter(
  context: CampaignsContext,
  query: string,
  filter: SearchFilter,
  take: number,
  after: CursorKey | null,
): Promise<Hit[]> {
  const rows = await context.db.$queryRaw<Found[]>(Prisma.sql`
    SELECT f.id::text AS id, f.plan_id::text AS "planId", f.score FROM ${found(query, filter)} AS f ${behind(after)}
    ORDER BY f.score DESC, f.id DESC LIMIT ${take}`);
  const ofPlans = rows.filter(({ planId }) => planId !== null).map(({ id }) => id);
  const passages = new Map(
    (await context.db.passage.findMany({ where: { id: { in: ofPlans } } })).map((passage) => [passage.id, passage]),
  );
  const hits = await Promise.all(
    rows.map(async ({ id, planId, score }): Promise<Hit | null> => {
      if (planId === null) {
        const exemplar = await exemplarById(context).load(id);
        return exemplar && { id, score, query, exemplar };
      }
      const [passage, plan] = [passages.get(id), await planById(context).load(planId)];
      return passage && plan ? { id, score, query, passage, plan } : null;
    }),
  );
  return hits.filter((hit) => hit !== null);
}

/** How many there are in all that the caller may see, by the same two readings. */
export async function countHits(context: CampaignsContext, query: string, filter: SearchFilter): Promise<number> {
  const rows = await context.db.$queryRaw<{ id: string; planId: string | null; count: number }[]>(Prisma.sql`
    SELECT min(f.id::text) AS id, f.plan_id::text AS "planId", count(*)::int AS count
    FROM ${found(query, filter)} AS f GROUP BY f.plan_id, CASE WHEN f.plan_id IS NULL THEN f.id END`);
  const counted = await Promise.all(
    rows.map(async ({ id, planId, count }) => {
      const seen = planId === null ? await exemplarById(context).load(id) : await planById(context).load(planId);
      return seen === null ? 0 : count;
    }),
  );
  return counted.reduce((sum, count) => sum + count, 0);
}
