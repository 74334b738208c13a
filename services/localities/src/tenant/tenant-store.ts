import { Prisma } from '@thi-dua/prisma/generated/localities/client';
import { defineLoader, inOrder } from '@thi-dua/schema/context';
import type { LocalitiesContext } from '../builder.js';
import type { Flag } from '../locality/locality-store.js';
import { defaultDay } from '../locality/standing.js';

export const TENANT_KINDS = ['CENTRAL_BOARD', 'PROVINCE', 'DISTRICT', 'COMMUNE', 'AGENCY'] as const;

export interface TenantRow {
  slug: string;
  kind: (typeof TENANT_KINDS)[number];
  name: string;
  localityId: string | null;
  begins: string;
  ends: string;
  flags: Flag[];
}

const columns = Prisma.sql`t.slug, t.kind::text AS kind, t.name, t.locality_id AS "localityId",
  t.begins::text AS begins, t.ends::text AS ends, t.flags`;

export const tenantBySlug = defineLoader<LocalitiesContext, string, TenantRow | null>(async (slugs, context) => {
  const rows = await context.db.$queryRaw<TenantRow[]>(
    Prisma.sql`SELECT ${columns} FROM map.tenant t WHERE t.slug = ANY(${[...slugs]}::text[])`,
  );
  return inOrder(slugs, rows, (row) => row.slug);
});

export const tenantsAfter = (context: LocalitiesContext, slug: string, take: number): Promise<TenantRow[]> =>
  context.db.$queryRaw<TenantRow[]>(
    Prisma.sql`SELECT ${columns} FROM map.tenant t WHERE t.slug > ${slug} ORDER BY t.slug LIMIT ${take}`,
  );

export async function countTenants(context: LocalitiesContext): Promise<number> {
  const [row] = await context.db.$queryRaw<{ count: number }[]>(
    Prisma.sql`SELECT count(*)::int AS count FROM map.tenant`,
  );
  return row?.count ?? 0;
}

/** The direct superior, today or on the tenant's own last day. */
export const superiorOf = defineLoader<LocalitiesContext, TenantRow, TenantRow | null, string>(
  async (tenants, context) => {
    const rows = await context.db.$queryRaw<(TenantRow & { subordinate: string })[]>(
      Prisma.sql`SELECT k.slug AS subordinate, ${columns}
        FROM unnest(${tenants.map((row) => row.slug)}::text[], ${tenants.map((row) => defaultDay(row, context.today))}::date[]) AS k(slug, day)
        JOIN map.tenant_line l ON l.subordinate = k.slug AND l.begins <= k.day AND k.day < l.ends
        JOIN map.tenant t ON t.slug = l.superior`,
    );
    return tenants.map((tenant) => rows.find((row) => row.subordinate === tenant.slug) ?? null);
  },
  (tenant) => tenant.slug,
);

/** The tenants that act for one that ended. */
export const successorsOfTenant = defineLoader<LocalitiesContext, string, TenantRow[]>(async (slugs, context) => {
  const rows = await context.db.$queryRaw<(TenantRow & { tenant: string })[]>(
    Prisma.sql`SELECT s.tenant, ${columns} FROM map.tenant_successor s JOIN map.tenant t ON t.slug = s.successor
      WHERE s.tenant = ANY(${[...slugs]}::text[]) ORDER BY t.slug`,
  );
  return slugs.map((slug) => rows.filter((row) => row.tenant === slug));
});
