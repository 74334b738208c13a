import { Prisma } from '@thi-dua/prisma/generated/localities/client';
import { defineLoader, inOrder } from '@thi-dua/schema/context';
import type { LocalitiesContext } from '../builder.js';
import { byKey, type Flag } from '../locality/locality-store.js';
import type { Line, TenantKind } from './tenant.js';

export interface TenantRow {
  slug: string;
  kind: TenantKind;
  name: string;
  localityId: string | null;
  begins: string;
  ends: string;
  flags: Flag[];
  endedBy: string | null;
}

/** What a statement selects of `map.tenant t`. */
export const tenantColumns = Prisma.sql`t.slug, t.kind::text AS kind, t.name, t.locality_id AS "localityId",
  t.begins::text AS begins, t.ends::text AS ends, t.flags, t.ended_by AS "endedBy"`;

export const tenantBySlug = defineLoader<LocalitiesContext, string, TenantRow | null>(async (slugs, context) => {
  const rows = await context.db.$queryRaw<TenantRow[]>(
    Prisma.sql`SELECT ${tenantColumns} FROM map.tenant t WHERE t.slug = ANY(${[...slugs]}::text[])`,
  );
  return inOrder(slugs, rows, (row) => row.slug);
});

export const tenantsAfter = (context: LocalitiesContext, slug: string, take: number): Promise<TenantRow[]> =>
  context.db.$queryRaw<TenantRow[]>(
    Prisma.sql`SELECT ${tenantColumns} FROM map.tenant t WHERE t.slug > ${slug} ORDER BY t.slug LIMIT ${take}`,
  );

export async function countTenants(context: LocalitiesContext): Promise<number> {
  const [row] = await context.db.$queryRaw<{ count: number }[]>(
    Prisma.sql`SELECT count(*)::int AS count FROM map.tenant`,
  );
  return row?.count ?? 0;
}

interface AtDay {
  slug: string;
  day: string;
}
const atDayKey = ({ slug, day }: AtDay) => `${slug} ${day}`;

/** Each key with its place, so that one statement answers them all and rows find back to their key. */
const keyed = (keys: readonly AtDay[]) =>
  Prisma.sql`unnest(${keys.map((key) => key.slug)}::text[], ${keys.map((key) => key.day)}::date[]) WITH ORDINALITY AS k(slug, day, n)`;

/** The direct superior on a day. */
export const superiorOn = defineLoader<LocalitiesContext, AtDay, TenantRow | null, string>(async (keys, context) => {
  const rows = await context.db.$queryRaw<(TenantRow & { n: bigint })[]>(
    Prisma.sql`SELECT k.n, ${tenantColumns} FROM ${keyed(keys)}
      JOIN map.tenant_line l ON l.subordinate = k.slug AND l.begins <= k.day AND k.day < l.ends
      JOIN map.tenant t ON t.slug = l.superior`,
  );
  return byKey(keys.length, rows).map(([row]) => row ?? null);
}, atDayKey);

interface SubordinatesKey extends AtDay {
  take: number;
  /** Those behind this slug only. */
  after: string;
}
/** The direct subordinates on a day, by slug. */
export const subordinatesOn = defineLoader<LocalitiesContext, SubordinatesKey, TenantRow[], string>(
  async (keys, context) => {
    const rows = await context.db.$queryRaw<(TenantRow & { n: bigint })[]>(
      Prisma.sql`SELECT k.n, below.* FROM unnest(${keys.map((key) => key.slug)}::text[], ${keys.map((key) => key.day)}::date[],
          ${keys.map((key) => key.after)}::text[], ${keys.map((key) => key.take)}::int[]) WITH ORDINALITY AS k(slug, day, after, take, n)
        CROSS JOIN LATERAL (
          SELECT ${tenantColumns} FROM map.tenant_line l JOIN map.tenant t ON t.slug = l.subordinate
          WHERE l.superior = k.slug AND l.begins <= k.day AND k.day < l.ends AND l.subordinate > k.after
          ORDER BY l.subordinate LIMIT k.take) AS below
        ORDER BY k.n, below.slug`,
    );
    return byKey(keys.length, rows);
  },
  (key) => `${atDayKey(key)} ${key.take} ${key.after}`,
);

export const subordinateCountOn = defineLoader<LocalitiesContext, AtDay, number, string>(async (keys, context) => {
  const rows = await context.db.$queryRaw<{ n: bigint; count: number }[]>(
    Prisma.sql`SELECT k.n, count(*)::int AS count FROM ${keyed(keys)}
      JOIN map.tenant_line l ON l.superior = k.slug AND l.begins <= k.day AND k.day < l.ends GROUP BY k.n`,
  );
  return byKey(keys.length, rows).map(([row]) => row?.count ?? 0);
}, atDayKey);

/** Every direct superior a tenant has had or is to have, oldest first. */
export const linesOfTenant = defineLoader<LocalitiesContext, string, Line[]>(async (slugs, context) => {
  const rows = await context.db.$queryRaw<(Line & { subordinate: string })[]>(
    Prisma.sql`SELECT l.subordinate, l.superior, l.begins::text AS begins, l.ends::text AS ends
      FROM map.tenant_line l WHERE l.subordinate = ANY(${[...slugs]}::text[]) ORDER BY l.begins`,
  );
  return slugs.map((slug) => rows.filter((row) => row.subordinate === slug));
});

/** The tenants that act for one that ended. */
export const successorsOfTenant = defineLoader<LocalitiesContext, string, TenantRow[]>(async (slugs, context) => {
  const rows = await context.db.$queryRaw<(TenantRow & { tenant: string })[]>(
    Prisma.sql`SELECT s.tenant, ${tenantColumns} FROM map.tenant_successor s JOIN map.tenant t ON t.slug = s.successor
      WHERE s.tenant = ANY(${[...slugs]}::text[]) ORDER BY t.slug`,
  );
  return slugs.map((slug) => rows.filter((row) => row.tenant === slug));
});
