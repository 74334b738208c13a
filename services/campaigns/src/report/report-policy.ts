import type { Prisma } from '@thi-dua/prisma/generated/campaigns/client';
import { type AuthorityRow, actedFor, actsFor, covers } from '@thi-dua/schema/authority';
import type { CampaignsContext } from '../builder.js';
import { callerActsFor, linesOf } from '../plan/plan-policy.js';

/** What the policy needs to know of a report. */
export interface ReportFacts {
  tenantId: string;
  status: 'DRAFT' | 'SUBMITTED' | 'RETURNED' | 'ACCEPTED';
  recordDate: string;
}

/**
 * Whether `caller` may see a report (design, section 2): its own in any state; one that was submitted as a superior of
 * today or of the report's own day. Nobody below or beside.
 */
export function maySeeReport(
  caller: string,
  report: ReportFacts,
  rows: readonly AuthorityRow[],
  today: string,
): boolean {
  if (actsFor(caller, report.tenantId, rows, today)) return true;
  if (report.status === 'DRAFT') return false;
  return rows.some(
    (row) =>
      row.superior === caller &&
      row.subordinate === report.tenantId &&
      row.basis !== 'SUCCESSOR' &&
      (covers(row, today) || covers(row, report.recordDate)),
  );
}

const asDate = (day: string) => new Date(`${day}T00:00:00Z`);

/** Tenants of which the caller is a superior today, archives of ended ones included. */
export const belowToday = (caller: string, today: string): Prisma.TenantWhereInput => ({
  superiors: {
    some: {
      superiorSlug: caller,
      basis: { in: ['LINE', 'ARCHIVE'] },
      begins: { lte: asDate(today) },
      ends: { gt: asDate(today) },
    },
  },
});

/** The lines by which the caller was a superior, and is no longer. */
export const formerlyBelow = (caller: string, rows: readonly AuthorityRow[], today: string) =>
  rows
    .filter((row) => row.basis !== 'SUCCESSOR' && row.superior === caller && !covers(row, today))
    .map((row) => ({ tenantId: row.subordinate, during: { gte: asDate(row.begins), lt: asDate(row.ends) } }));

/** The same rule as {@link maySeeReport} as a filter; `rows` as `linesOf` gives them. */
export const visibleReports = (
  caller: string,
  rows: readonly AuthorityRow[],
  today: string,
): Prisma.ReportWhereInput => ({
  OR: [
    { tenantId: { in: actedFor(caller, rows, today) } },
    {
      status: { not: 'DRAFT' },
      OR: [
        { tenant: belowToday(caller, today) },
        ...formerlyBelow(caller, rows, today).map(({ tenantId, during }) => ({ tenantId, recordDate: during })),
      ],
    },
  ],
});

/** The filter through which every read of a report goes. */
export async function reportFilter(context: CampaignsContext): Promise<Prisma.ReportWhereInput> {
  if (!context.policyEnforced) return {};
  const caller = context.caller.tenant;
  return visibleReports(caller, await linesOf(context).load(caller), context.today);
}

/** Whether the caller reads a tenant's drafts: whoever acts for it. */
export const readsDrafts = (context: CampaignsContext, tenantId: string): Promise<boolean> =>
  callerActsFor(context, tenantId);

/** Whether the caller stands above a tenant today: for an ended one, above it on its last day. */
export async function standsAbove(context: CampaignsContext, tenantId: string): Promise<boolean> {
  const count = await context.db.tenant.count({
    where: { slug: tenantId, ...belowToday(context.caller.tenant, context.today) },
  });
  return count > 0;
}

/**
 * Whether the caller accepts and returns a report: a superior of today. Nobody stands above the central board: a second
 * person of its own does.
 */
export async function mayJudge(
  context: CampaignsContext,
  report: { tenantId: string; superior: string | null },
): Promise<boolean> {
  if (report.superior === null) return callerActsFor(context, report.tenantId);
  return standsAbove(context, report.tenantId);
}
