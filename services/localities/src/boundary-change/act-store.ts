import { Prisma } from '@thi-dua/prisma/generated/localities/client';
import type { LocalitiesContext } from '../builder.js';
import { type Act, legalBasisOf } from './act.js';
import type { ChangedUnit } from './changed-units.js';
import { type RowChange, unitOf } from './map-rows.js';

/** Puts an act on record, before what it changes is written: successions name it. */
export async function insertAct(context: LocalitiesContext, id: string, act: Act): Promise<void> {
  await context.db.$executeRaw(
    Prisma.sql`INSERT INTO map.boundary_change (id, number, issuer, title, issued_on, effective_on, legal_basis, enacted_at, enacted_by)
      VALUES (${id}::uuid, ${act.number}, ${act.issuer}, ${act.title}, ${act.issuedOn}::date, ${act.effectiveOn}::date,
        ${legalBasisOf(act)}, clock_timestamp(), ${context.caller.subject})`,
  );
}

/** Keeps what an act found and left of every row, and what it does to units. */
export async function insertRecord(
  context: LocalitiesContext,
  id: string,
  record: readonly RowChange[],
  units: readonly ChangedUnit[],
): Promise<void> {
  const rows = record.map((change) => ({ ...change, unit: unitOf(change) }));
  await context.db.$executeRaw(
    Prisma.sql`INSERT INTO map.boundary_change_row (change_id, position, relation, locality_id, before, after)
      SELECT ${id}::uuid, r.n, r.row ->> 'relation', (r.row ->> 'unit')::uuid, nullif(r.row -> 'before', 'null'), nullif(r.row -> 'after', 'null')
      FROM jsonb_array_elements(${JSON.stringify(rows)}::jsonb) WITH ORDINALITY AS r(row, n)`,
  );
  await context.db.$executeRaw(
    Prisma.sql`INSERT INTO map.boundary_change_unit (change_id, kind, locality_id, level, code, name_before, name_after, parent_before, parent_after)
      SELECT ${id}::uuid, u.kind::map.unit_change, u."localityId", u.level::map.locality_level, u.code, u."nameBefore", u."nameAfter", u."parentBefore", u."parentAfter"
      FROM jsonb_to_recordset(${JSON.stringify(units)}::jsonb) AS u(kind text, "localityId" uuid, level text, code text,
        "nameBefore" text, "nameAfter" text, "parentBefore" text, "parentAfter" text)`,
  );
}

/** What an act found and left, in the order in which it was put on record. */
export async function recordedRows(context: LocalitiesContext, id: string): Promise<RowChange[]> {
  return context.db.$queryRaw<RowChange[]>(
    Prisma.sql`SELECT relation, before, after FROM map.boundary_change_row WHERE change_id = ${id}::uuid ORDER BY position`,
  );
}

/** The resolutions, enacted after one and still standing, that changed something about units. */
export async function laterActs(context: LocalitiesContext, id: string, units: readonly string[]): Promise<string[]> {
  const rows = await context.db.$queryRaw<{ basis: string }[]>(
    Prisma.sql`SELECT c.legal_basis AS basis FROM map.boundary_change c
      WHERE c.withdrawn_at IS NULL AND c.enacted_at > (SELECT enacted_at FROM map.boundary_change WHERE id = ${id}::uuid)
        AND EXISTS (SELECT FROM map.boundary_change_row r
          WHERE r.change_id = c.id AND r.locality_id = ANY(${[...units]}::uuid[]) AND r.before IS DISTINCT FROM r.after)
      ORDER BY c.enacted_at LIMIT 5`,
  );
  return rows.map(({ basis }) => basis);
}

export async function codesOfUnits(context: LocalitiesContext, ids: readonly string[]): Promise<{ code: string }[]> {
  return context.db.$queryRaw<{ code: string }[]>(
    Prisma.sql`SELECT code FROM map.locality WHERE id = ANY(${[...ids]}::uuid[])`,
  );
}

/** Marks an act as withdrawn; its record stays. */
export async function markWithdrawn(context: LocalitiesContext, id: string, reason: string): Promise<void> {
  const marked = await context.db.$executeRaw(
    Prisma.sql`UPDATE map.boundary_change
      SET withdrawn_at = clock_timestamp(), withdrawn_by = ${context.caller.subject}, withdrawn_for = ${reason} WHERE id = ${id}::uuid`,
  );
  if (marked !== 1) throw new Error('the act was not marked as withdrawn');
}
