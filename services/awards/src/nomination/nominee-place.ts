import { Prisma } from '@thi-dua/prisma/generated/awards/client';
import type { UserError } from '@thi-dua/schema/user-error';
import { type TenantFacts, tenantBySlug } from '../authority.js';
import type { AwardsContext } from '../builder.js';
import { dayBefore } from '../days.js';
import { fault } from '../faults.js';

/** The territory in which a tenant nominates: its own, or of the first above it that has one. */
async function territoryOf(context: AwardsContext, tenant: TenantFacts): Promise<string | null> {
  if (tenant.localityId !== null) return tenant.localityId;
  const [row] = await context.db.$queryRaw<{ id: string | null }[]>(
    Prisma.sql`SELECT awards.place_of(${tenant.slug})::text AS id`,
  );
  return row?.id ?? null;
}

/** What can be wrong with where a nominee is: an unknown unit, one of another kind, one outside the tenant's territory. */
export async function territoryFaults(
  context: AwardsContext,
  tenant: TenantFacts,
  localityId: string,
  subject: string,
  day: string,
): Promise<UserError[]> {
  const [unit] = await context.db.$queryRaw<{ level: string; day: string }[]>(Prisma.sql`
    SELECT level::text AS level, least(ends - 1, greatest(begins, ${day}::date))::text AS day FROM map.locality WHERE id = ${localityId}::uuid`);
  if (unit === undefined) return [fault('UNKNOWN_LOCALITY', 'There is no such unit.', 'nominee', 'locality')];
  if (['PROVINCE', 'DISTRICT', 'COMMUNE', 'NEIGHBOURHOOD'].includes(subject) && unit.level !== subject)
    return [fault('WRONG_LEVEL', `This unit is a ${unit.level}.`, 'nominee', 'locality')];
  const territory = await territoryOf(context, (await tenantBySlug(context).load(tenant.slug)) ?? tenant);
  const lastDay = dayBefore(tenant.ends);
  const [found] = await context.db.$queryRaw<{ inside: boolean }[]>(Prisma.sql`
    SELECT EXISTS (SELECT FROM map.closure c WHERE c.ancestor_id = ${territory}::uuid AND c.descendant_id = ${localityId}::uuid
      AND c.begins <= least(${unit.day}::date, ${lastDay}::date) AND least(${unit.day}::date, ${lastDay}::date) < c.ends) AS inside`);
  return found?.inside
    ? []
    : [fault('OUTSIDE_TERRITORY', "This unit does not lie in the tenant's territory.", 'nominee', 'locality')];
}
