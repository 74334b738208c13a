import { Prisma } from '@thi-dua/prisma/generated/localities/client';
import type { LocalitiesContext } from '../builder.js';
import { type TenantRow, tenantColumns } from '../tenant/tenant-store.js';

/**
 * Authorities whose territory ends, or from a day on lies no longer in that of their superior, among those of units that
 * a change ends or moves and of all that lies in them. A line of authority is a decision of its own: the map does not
 * redraw it, it says where one is due.
 */
export async function concernedTenants(
  context: LocalitiesContext,
  units: readonly string[],
  day: string,
): Promise<TenantRow[]> {
  return context.db.$queryRaw<TenantRow[]>(Prisma.sql`
    WITH touched AS MATERIALIZED (
      SELECT unnest(${[...units]}::uuid[]) AS id
      UNION
      SELECT c.descendant_id FROM unnest(${[...units]}::uuid[]) AS u(id) JOIN map.closure c ON c.ancestor_id = u.id AND c.ends >= ${day}::date
    )
    SELECT ${tenantColumns} FROM touched JOIN map.locality l ON l.id = touched.id
    JOIN map.tenant t ON t.locality_id = l.id AND t.ends > ${day}::date
    WHERE t.ends > l.ends OR EXISTS (
      SELECT FROM map.tenant_line e JOIN map.tenant s ON s.slug = e.superior
      WHERE e.subordinate = t.slug AND e.ends > ${day}::date AND NOT EXISTS (
        SELECT FROM map.closure c WHERE c.ancestor_id = s.locality_id AND c.descendant_id = t.locality_id AND c.depth > 0
          AND c.begins <= greatest(e.begins, ${day}::date) AND greatest(e.begins, ${day}::date) < c.ends))
    ORDER BY t.slug`);
}

/** Authorities for units. */
export async function tenantsOf(context: LocalitiesContext, units: readonly string[]): Promise<{ slug: string }[]> {
  return context.db.$queryRaw<{ slug: string }[]>(
    Prisma.sql`SELECT t.slug FROM map.tenant t WHERE t.locality_id = ANY(${[...units]}::uuid[]) ORDER BY t.slug`,
  );
}

/** Authorities of units, and of all that lies in them, with a line drawn from a day on to one in whose territory they do not lie. */
export async function linesAstray(
  context: LocalitiesContext,
  units: readonly string[],
  day: string,
): Promise<{ slug: string }[]> {
  return context.db.$queryRaw<{ slug: string }[]>(Prisma.sql`
    WITH touched AS MATERIALIZED (
      SELECT unnest(${[...units]}::uuid[]) AS id
      UNION
      SELECT c.descendant_id FROM unnest(${[...units]}::uuid[]) AS u(id) JOIN map.closure c ON c.ancestor_id = u.id AND c.ends > ${day}::date
    )
    SELECT DISTINCT t.slug FROM touched JOIN map.tenant t ON t.locality_id = touched.id
    JOIN map.tenant_line e ON e.subordinate = t.slug AND e.begins >= ${day}::date
    JOIN map.tenant s ON s.slug = e.superior
    WHERE NOT EXISTS (
      SELECT FROM map.closure c WHERE c.ancestor_id = s.locality_id AND c.descendant_id = t.locality_id AND c.depth > 0
        AND c.begins <= e.begins AND e.begins < c.ends)
    ORDER BY t.slug`);
}
