import { Prisma } from '@thi-dua/prisma/generated/campaigns/client';
import { type AuthorityRow, actsFor, covers } from '@thi-dua/schema/authority';
import { defineLoader } from '@thi-dua/schema/context';
import type { CampaignsContext } from '../builder.js';

/** What the policy needs to know of a plan. */
export interface PlanFacts {
  tenantId: string;
  status: 'DRAFT' | 'ISSUED' | 'CLOSED';
  visibility: 'LINE' | 'PUBLIC';
  /** Null where the document has neither day nor period. */
  recordDate: string | null;
}

/**
 * Whether `caller` may see a plan (design, section 2): its own in any state; issued ones of its line above and below,
 * by the lines of today or of the plan's own day; and whatever its owner has opened.
 */
export function maySeePlan(caller: string, plan: PlanFacts, rows: readonly AuthorityRow[], today: string): boolean {
  if (actsFor(caller, plan.tenantId, rows, today)) return true;
  if (plan.status === 'DRAFT') return false;
  if (plan.visibility === 'PUBLIC') return true;
  return rows.some((row) => {
    const upward = row.superior === caller && row.subordinate === plan.tenantId && row.basis !== 'SUCCESSOR';
    const downward = row.superior === plan.tenantId && row.subordinate === caller && row.basis === 'LINE';
    return (upward || downward) && (covers(row, today) || covers(row, plan.recordDate));
  });
}

const asDate = (day: string) => new Date(`${day}T00:00:00Z`);

/** The same rule as a filter. `rows` are the caller's, but for the subordinates of today, whom the database finds. */
export const visiblePlans = (caller: string, rows: readonly AuthorityRow[], today: string): Prisma.PlanWhereInput =>
  plansOf(caller, rows, today, [{ visibility: 'PUBLIC' }]);

/** The plans of the caller's line, and those that are `open` to it besides. */
function plansOf(
  caller: string,
  rows: readonly AuthorityRow[],
  today: string,
  open: Prisma.PlanWhereInput[],
): Prisma.PlanWhereInput {
  const own = rows.filter((row) => row.basis === 'SUCCESSOR' && row.superior === caller && covers(row, today));
  const onItsDay = (tenantId: string, row: AuthorityRow): Prisma.PlanWhereInput =>
    covers(row, today) ? { tenantId } : { tenantId, recordDate: { gte: asDate(row.begins), lt: asDate(row.ends) } };
  return {
    OR: [
      { tenantId: { in: [caller, ...own.map((row) => row.subordinate)] } },
      {
        status: { not: 'DRAFT' },
        OR: [
          ...open,
          {
            tenant: {
              superiors: {
                some: {
                  superiorSlug: caller,
                  basis: { in: ['LINE', 'ARCHIVE'] },
                  begins: { lte: asDate(today) },
                  ends: { gt: asDate(today) },
                },
              },
            },
          },
          ...rows
            .filter((row) => row.basis !== 'SUCCESSOR' && row.superior === caller && !covers(row, today))
            .map((row) => onItsDay(row.subordinate, row)),
          ...rows
            .filter((row) => row.basis === 'LINE' && row.subordinate === caller)
            .map((row) => onItsDay(row.superior, row)),
        ],
      },
    ],
  };
}

/**
 * The caller's lines: all above it, those it acts for, and those below it that nothing of today continues. Whoever is
 * below it today, the archives of ended tenants included, the database finds by itself: they can be thousands.
 */
export const linesOf = defineLoader<CampaignsContext, string, AuthorityRow[]>(async (callers, context) =>
  Promise.all(
    callers.map((caller) =>
      context.db.$queryRaw<AuthorityRow[]>(Prisma.sql`
        SELECT a.superior, a.subordinate, a.basis::text AS basis, a.begins::text AS begins, a.ends::text AS ends
        FROM map.authority a
        WHERE a.subordinate = ${caller}
          OR (a.superior = ${caller} AND (a.basis = 'SUCCESSOR' OR NOT EXISTS (
            SELECT FROM map.authority t
            WHERE t.superior = a.superior AND t.subordinate = a.subordinate AND t.basis IN ('LINE', 'ARCHIVE')
              AND t.begins <= ${context.today}::date AND ${context.today}::date < t.ends)))`),
    ),
  ),
);

/** The filter through which every read of a plan goes. */
export async function planFilter(context: CampaignsContext): Promise<Prisma.PlanWhereInput> {
  if (!context.policyEnforced) return {};
  const caller = context.caller.tenant;
  return visiblePlans(caller, await linesOf(context).load(caller), context.today);
}

/** The plans of the caller's own line, without those that are only open to it: a matter of concern, not of policy. */
export async function lineFilter(context: CampaignsContext): Promise<Prisma.PlanWhereInput> {
  const caller = context.caller.tenant;
  return plansOf(caller, await linesOf(context).load(caller), context.today, []);
}

/** Whether the caller writes as `owner`. */
export async function callerActsFor(context: CampaignsContext, owner: string): Promise<boolean> {
  if (!context.policyEnforced) return true;
  const caller = context.caller.tenant;
  return actsFor(caller, owner, await linesOf(context).load(caller), context.today);
}
