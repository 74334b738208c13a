import { Prisma } from '@thi-dua/prisma/generated/awards/client';
import { type AuthorityRow, actsFor } from '@thi-dua/schema/authority';
import { defineLoader, inOrder } from '@thi-dua/schema/context';
import type { AwardsContext } from './builder.js';
import { asDate, asDay } from './days.js';

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

/**
 * The caller's lines: all above it, those it acts for, and those below it that nothing of today continues. Whoever is
 * below it today, the archives of ended tenants included, the database finds by itself: they can be thousands.
 */
export const linesOf = defineLoader<AwardsContext, string, AuthorityRow[]>(async (callers, context) =>
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

export const linesOfCaller = (context: AwardsContext) => linesOf(context).load(context.caller.tenant);

/** Whether the caller writes as `owner`. */
export async function callerActsFor(context: AwardsContext, owner: string): Promise<boolean> {
  if (!context.policyEnforced) return true;
  return actsFor(context.caller.tenant, owner, await linesOfCaller(context), context.today);
}

export interface TenantFacts {
  slug: string;
  name: string;
  kind: 'CENTRAL_BOARD' | 'PROVINCE' | 'DISTRICT' | 'COMMUNE' | 'AGENCY';
  localityId: string | null;
  begins: string;
  ends: string;
}

/** A tenant and the time for which it exists, from the map. */
export const tenantBySlug = defineLoader<AwardsContext, string, TenantFacts | null>(async (slugs, context) => {
  const rows = await context.db.tenant.findMany({ where: { slug: { in: [...slugs] } } });
  return inOrder(
    slugs,
    rows.map((row) => ({ ...row, begins: asDay(row.begins), ends: asDay(row.ends) })),
    (row) => row.slug,
  );
});

/** To whom a tenant's nominations are passed on: the database's own rule, which also holds each step against it. */
export async function superiorsOf(context: AwardsContext, tenant: string): Promise<string[]> {
  const rows = await context.db.$queryRaw<{ slug: string }[]>(
    Prisma.sql`SELECT s AS slug FROM awards.superiors_of(${tenant}) s`,
  );
  return rows.map(({ slug }) => slug);
}
