import { Prisma } from '@thi-dua/prisma/generated/localities/client';
import type { LocalitiesContext } from '../builder.js';
import type { LocalityLevel } from '../locality/locality-store.js';
import type { Line, TenantKind } from './tenant.js';
import type { TenantResult } from './tenant-result.js';
import {
  linesOfTenant,
  subordinateCountOn,
  subordinatesOn,
  successorsOfTenant,
  superiorOn,
  type TenantRow,
  tenantBySlug,
  tenantColumns,
} from './tenant-store.js';

/** Whoever changes the map waits here for the others; from then on it reads what they have left. */
export async function lockMap(context: LocalitiesContext): Promise<void> {
  await context.db.$executeRaw`LOCK TABLE map.locality IN SHARE ROW EXCLUSIVE MODE`;
}

/** The tenants as they stand at this moment: not through a loader, which may remember them from before. */
export async function tenantsNow(
  context: LocalitiesContext,
  slugs: readonly string[],
): Promise<ReadonlyMap<string, TenantRow>> {
  const rows = await context.db.$queryRaw<TenantRow[]>(
    Prisma.sql`SELECT ${tenantColumns} FROM map.tenant t WHERE t.slug = ANY(${[...slugs]}::text[])`,
  );
  return new Map(rows.map((row) => [row.slug, row]));
}

export interface Unit {
  id: string;
  level: LocalityLevel;
  begins: string;
  ends: string;
}

export async function unitWithCode(context: LocalitiesContext, code: string, day: string): Promise<Unit | null> {
  const [unit] = await context.db.$queryRaw<Unit[]>(
    Prisma.sql`SELECT id, level::text AS level, begins::text AS begins, ends::text AS ends FROM map.locality
      WHERE code = ${code} AND begins <= ${day}::date AND ${day}::date < ends`,
  );
  return unit ?? null;
}

/** Of several lines, the places of those on whose first day the unit does not lie in the superior's territory. */
export async function linesOutsideTerritory(
  context: LocalitiesContext,
  unitId: string,
  lines: readonly Line[],
): Promise<ReadonlySet<number>> {
  const rows = await context.db.$queryRaw<{ n: bigint }[]>(
    Prisma.sql`SELECT k.n FROM unnest(${lines.map((line) => line.superior)}::text[], ${lines.map((line) => line.begins)}::date[])
        WITH ORDINALITY AS k(superior, day, n)
      WHERE NOT EXISTS (
        SELECT FROM map.tenant s JOIN map.closure c ON c.ancestor_id = s.locality_id AND c.descendant_id = ${unitId}::uuid
        WHERE s.slug = k.superior AND c.depth > 0 AND c.begins <= k.day AND k.day < c.ends)`,
  );
  return new Set(rows.map((row) => Number(row.n) - 1));
}

/** The authority that answers for a unit on some of the days between two. */
export async function holderOf(
  context: LocalitiesContext,
  unitId: string,
  begins: string,
  ends: string,
): Promise<TenantRow | null> {
  const [row] = await context.db.$queryRaw<TenantRow[]>(
    Prisma.sql`SELECT ${tenantColumns} FROM map.tenant t
      WHERE t.locality_id = ${unitId}::uuid AND t.begins < ${ends}::date AND ${begins}::date < t.ends ORDER BY t.begins LIMIT 1`,
  );
  return row ?? null;
}

/** Those that stand under a tenant on or after a day, and how many they are. */
export async function subordinatesFrom(
  context: LocalitiesContext,
  slug: string,
  day: string,
): Promise<{ count: number; some: string[] }> {
  const rows = await context.db.$queryRaw<{ slug: string; count: number }[]>(
    Prisma.sql`SELECT DISTINCT subordinate AS slug, (count(*) OVER ())::int AS count FROM (
        SELECT DISTINCT subordinate FROM map.tenant_line WHERE superior = ${slug} AND ends > ${day}::date) l
      ORDER BY subordinate LIMIT 5`,
  );
  return { count: rows[0]?.count ?? 0, some: rows.map((row) => row.slug) };
}

/** The tenants for which one acts that had not ended before a day. */
export async function actedForAt(context: LocalitiesContext, slug: string, day: string): Promise<TenantRow[]> {
  return context.db.$queryRaw<TenantRow[]>(
    Prisma.sql`SELECT ${tenantColumns} FROM map.tenant_successor s JOIN map.tenant t ON t.slug = s.tenant
      WHERE s.successor = ${slug} AND t.ends >= ${day}::date ORDER BY t.slug`,
  );
}

export async function insertTenant(
  context: LocalitiesContext,
  tenant: {
    slug: string;
    kind: TenantKind;
    name: string;
    localityId: string | null;
    begins: string;
    ends: string;
    endedBy: string | null;
  },
): Promise<void> {
  await context.db.$executeRaw(
    Prisma.sql`INSERT INTO map.tenant (slug, kind, name, locality_id, begins, ends, ended_by)
      VALUES (${tenant.slug}, ${tenant.kind}::map.tenant_kind, ${tenant.name}, ${tenant.localityId}::uuid,
        ${tenant.begins}::date, ${tenant.ends}::date, ${tenant.endedBy})`,
  );
}

/** All at once: row-level security lets a tenant without a line be given one. */
export async function insertLines(context: LocalitiesContext, slug: string, lines: readonly Line[]): Promise<void> {
  await context.db.$executeRaw(
    Prisma.sql`INSERT INTO map.tenant_line (subordinate, superior, begins, ends)
      SELECT ${slug}, l.* FROM unnest(${lines.map((line) => line.superior)}::text[],
        ${lines.map((line) => line.begins)}::date[], ${lines.map((line) => line.ends)}::date[]) l`,
  );
}

/** Ends a tenant's line on a day, whatever was decided for later. */
export async function cutLine(context: LocalitiesContext, slug: string, day: string): Promise<void> {
  await context.db.$executeRaw(
    Prisma.sql`DELETE FROM map.tenant_line WHERE subordinate = ${slug} AND begins >= ${day}::date`,
  );
  await context.db.$executeRaw(
    Prisma.sql`UPDATE map.tenant_line SET ends = ${day}::date WHERE subordinate = ${slug} AND ends > ${day}::date`,
  );
}

/** Derives the lines of authority that a change touches. */
export async function refreshAuthority(context: LocalitiesContext, slug: string): Promise<void> {
  await context.db.$executeRaw`SELECT map.refresh_authority(ARRAY[${slug}])`;
}

/** Derives what a change touches, and answers with the tenant as it now stands. */
export async function settled(context: LocalitiesContext, slug: string): Promise<TenantResult> {
  await refreshAuthority(context, slug);
  // Another mutation of the same request may have asked before.
  tenantBySlug(context).clearAll();
  superiorOn(context).clearAll();
  subordinatesOn(context).clearAll();
  subordinateCountOn(context).clearAll();
  linesOfTenant(context).clearAll();
  successorsOfTenant(context).clearAll();
  return { tenant: await tenantBySlug(context).load(slug), errors: [] };
}
