import { Prisma } from '@thi-dua/prisma/generated/localities/client';
import { type AuthorityRow, actsFor, covers } from '@thi-dua/schema/authority';
import type { LocalitiesContext } from '../builder.js';

/** What the policy needs to know of an event: whose its subject is, and who else may see that. */
export interface EventFacts {
  tenantId: string;
  parties: readonly string[];
  toSuperiors: boolean;
  toSubordinates: boolean;
  toEveryone: boolean;
  day: string | null;
}

/**
 * Whether `caller` may see the subject of an event (design, section 2): whoever acts for its tenant or a party; where it is
 * theirs to read, those above either and those below its tenant, today and on its own day; everyone, of what was released.
 */
export function maySeeEvent(caller: string, event: EventFacts, rows: readonly AuthorityRow[], today: string): boolean {
  if (event.toEveryone) return true;
  const owners = [event.tenantId, ...event.parties];
  if (owners.some((owner) => actsFor(caller, owner, rows, today))) return true;
  const inForce = (row: AuthorityRow) => covers(row, today) || covers(row, event.day);
  return rows.some(
    (row) =>
      (event.toSuperiors &&
        row.basis !== 'SUCCESSOR' &&
        row.superior === caller &&
        owners.includes(row.subordinate) &&
        inForce(row)) ||
      (event.toSubordinates &&
        row.basis === 'LINE' &&
        row.subordinate === caller &&
        row.superior === event.tenantId &&
        inForce(row)),
  );
}

/** The same rule as a condition on `events.event e`. */
export function visibleEvents({ caller: { tenant }, today, policyEnforced }: LocalitiesContext): Prisma.Sql {
  if (!policyEnforced) return Prisma.sql`true`;
  const inForce = Prisma.sql`((a.begins <= ${today}::date AND ${today}::date < a.ends) OR (a.begins <= e.day AND e.day < a.ends))`;
  return Prisma.sql`(e.to_everyone OR e.tenant_id = ${tenant} OR ${tenant} = ANY (e.parties)
    OR EXISTS (
      SELECT FROM map.authority a
      WHERE a.superior = ${tenant} AND a.subordinate = ANY (e.parties || e.tenant_id)
        AND ((a.basis = 'SUCCESSOR' AND a.begins <= ${today}::date AND ${today}::date < a.ends)
          OR (e.to_superiors AND a.basis <> 'SUCCESSOR' AND ${inForce})))
    OR (e.to_subordinates AND EXISTS (
      SELECT FROM map.authority a
      WHERE a.subordinate = ${tenant} AND a.superior = e.tenant_id AND a.basis = 'LINE' AND ${inForce})))`;
}
