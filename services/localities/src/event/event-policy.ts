import { Prisma } from '@thi-dua/prisma/generated/localities/client';
import type { LocalitiesContext } from '../builder.js';

/**
 * Events whose subject the caller may see (design, section 2), as a condition on `events.event e`: whoever acts for its tenant or a
 * party; where it is theirs to read, those above either and those below its tenant, today and on its own day; everyone, of
 * what was released. An endpoint is its tenant's alone.
 */
export function visibleEvents({ caller: { tenant }, today, policyEnforced }: LocalitiesContext): Prisma.Sql {
  if (!policyEnforced) return Prisma.sql`true`;
  const inForce = Prisma.sql`((a.begins <= ${today}::date AND ${today}::date < a.ends) OR (a.begins <= e.day AND e.day < a.ends))`;
  return Prisma.sql`(e.to_everyone OR e.tenant_id = ${tenant} OR ${tenant} = ANY (e.parties)
    OR (e.subject_type <> 'WebhookEndpoint' AND EXISTS (
      SELECT FROM map.authority a
      WHERE a.superior = ${tenant} AND a.subordinate = ANY (e.parties || e.tenant_id)
        AND ((a.basis = 'SUCCESSOR' AND a.begins <= ${today}::date AND ${today}::date < a.ends)
          OR (e.to_superiors AND a.basis <> 'SUCCESSOR' AND ${inForce}))))
    OR (e.to_subordinates AND EXISTS (
      SELECT FROM map.authority a
      WHERE a.subordinate = ${tenant} AND a.superior = e.tenant_id AND a.basis = 'LINE' AND ${inForce})))`;
}
