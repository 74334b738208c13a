import { Prisma } from '@thi-dua/prisma/generated/campaigns/client';
import { defineLoader } from '@thi-dua/schema/context';
import { z } from 'zod';
import type { CampaignsContext } from '../builder.js';
import { asDate, asDay } from '../plan/plan-dates.js';
import { planFilter } from '../plan/plan-policy.js';
import { ReportedPlan } from './reported-plan.js';
import { lastDayOf, type ReportScope, scopeName } from './scope.js';
import { lastsIn, scopeRows } from './scope-store.js';

/** The plans of a report, by id, in order of tenants. */
export const ReportedPlans = z.object({
  issued: z.number(),
  closed: z.number(),
  ids: z.array(z.string()),
  /** Of a frozen report: the plans in the words of then, by id. */
  words: z.record(z.string(), ReportedPlan).optional(),
});
export type ReportedPlans = z.infer<typeof ReportedPlans>;

/**
 * The tenants that have plans and whose territory lay in the unit, with the agencies directly below these: an agency has
 * no territory of its own. They are found from the plans upward: far more units lie in one than have plans.
 */
async function planners(context: CampaignsContext, scopes: readonly ReportScope[]) {
  return context.db.$queryRaw<{ n: number; slug: string }[]>(Prisma.sql`
    WITH planner AS MATERIALIZED (
      SELECT t.slug, t.locality_id, t.begins, t.ends FROM map.tenant t
      WHERE t.slug IN (SELECT p.tenant_id FROM campaigns.plan p)),
    home AS (
      SELECT p.slug, p.locality_id, p.begins, p.ends FROM planner p WHERE p.locality_id IS NOT NULL
      UNION ALL
      SELECT a.slug, s.locality_id, greatest(l.begins, s.begins), least(l.ends, s.ends)
      FROM planner a JOIN map.tenant_line l ON l.subordinate = a.slug JOIN map.tenant s ON s.slug = l.superior
      WHERE a.locality_id IS NULL AND s.locality_id IS NOT NULL),
    placed AS MATERIALIZED (
      SELECT h.slug, c.ancestor_id AS unit, greatest(h.begins, c.begins) AS begins, least(h.ends, c.ends) AS ends
      FROM home h JOIN map.closure c ON c.descendant_id = h.locality_id)
    SELECT DISTINCT k.n::int AS n, p.slug FROM ${scopeRows(scopes)} JOIN placed p ON p.unit = k.unit AND ${lastsIn('p')}`);
}

/**
 * The issued plans of a unit's tenants for the years, as far as the caller may see them: of each the version in force,
 * issued by the last day. A draft is its owner's alone and counts nowhere.
 */
export const reportedPlans = defineLoader<CampaignsContext, ReportScope, ReportedPlans, string>(
  async (scopes, context) => {
    const tenants = await planners(context, scopes);
    const first = Math.min(...scopes.map(({ from }) => from));
    const last = Math.max(...scopes.map(({ to }) => to));
    const plans = await context.db.plan.findMany({
      where: {
        AND: [
          await planFilter(context),
          {
            tenantId: { in: [...new Set(tenants.map(({ slug }) => slug))] },
            status: { not: 'DRAFT' },
            amendments: { none: { status: { not: 'DRAFT' } } },
          },
          { OR: [{ periodFrom: null }, { periodFrom: { lte: last } }] },
          { OR: [{ periodTo: null }, { periodTo: { gte: first } }] },
        ],
      },
      select: {
        id: true,
        tenantId: true,
        movementCode: true,
        periodFrom: true,
        periodTo: true,
        recordDate: true,
        closedOn: true,
      },
      orderBy: [{ tenantId: 'asc' }, { createdAt: 'asc' }, { id: 'asc' }],
    });
    return scopes.map((scope, i) => {
      const own = new Set(tenants.filter(({ n }) => n === i + 1).map(({ slug }) => slug));
      const end = asDate(lastDayOf(scope)) ?? new Date();
      const found = plans.filter(
        (plan) =>
          own.has(plan.tenantId) &&
          (scope.movement === null || plan.movementCode === scope.movement) &&
          (plan.periodFrom === null || plan.periodFrom <= scope.to) &&
          (plan.periodTo === null || plan.periodTo >= scope.from) &&
          (plan.recordDate === null || plan.recordDate <= end),
      );
      const closed = found.filter(({ closedOn }) => (asDay(closedOn) ?? '9999') <= lastDayOf(scope)).length;
      return { issued: found.length - closed, closed, ids: found.map(({ id }) => id) };
    });
  },
  scopeName,
);
