import { Prisma } from '@thi-dua/prisma/generated/localities/client';
import { defineLoader } from '@thi-dua/schema/context';
import type { LocalitiesContext } from '../builder.js';

export interface SuccessionRow {
  fromId: string;
  toId: string;
  effectiveOn: string;
  extent: 'WHOLE' | 'PART';
  legalBasis: string | null;
  /** The act that states it; null where a list or a mapping does. */
  actId: string | null;
}

/** What a statement selects of `map.succession s`. */
export const successionColumns = Prisma.sql`s.from_id AS "fromId", s.to_id AS "toId", s.effective_on::text AS "effectiveOn",
  s.extent::text AS extent, s.legal_basis AS "legalBasis", s.boundary_change_id AS "actId"`;

/** What a unit became. */
export const successorsOf = defineLoader<LocalitiesContext, string, SuccessionRow[]>(async (ids, context) => {
  const rows = await context.db.$queryRaw<SuccessionRow[]>(
    Prisma.sql`SELECT ${successionColumns} FROM map.succession s JOIN map.locality l ON l.id = s.to_id
      WHERE s.from_id = ANY(${[...ids]}::uuid[]) ORDER BY s.effective_on, l.code`,
  );
  return ids.map((id) => rows.filter((row) => row.fromId === id));
});

/** What a unit was made from. */
export const predecessorsOf = defineLoader<LocalitiesContext, string, SuccessionRow[]>(async (ids, context) => {
  const rows = await context.db.$queryRaw<SuccessionRow[]>(
    Prisma.sql`SELECT ${successionColumns} FROM map.succession s JOIN map.locality l ON l.id = s.from_id
      WHERE s.to_id = ANY(${[...ids]}::uuid[]) ORDER BY s.effective_on, l.code`,
  );
  return ids.map((id) => rows.filter((row) => row.toId === id));
});
