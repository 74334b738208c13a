import { type AwardCount, Prisma } from '@thi-dua/prisma/generated/awards/client';
import { defineLoader } from '@thi-dua/schema/context';
import { readGlobalUuid, toGlobalId } from '@thi-dua/schema/global-id';
import type { AwardsContext } from '../builder.js';

export type Counted = Omit<AwardCount, 'localityId'>;

/**
 * The counts of a unit with all below it. Those of the nation are the sum of its provinces, of whatever time, and of what
 * is the nation's own.
 */
export const countsOf = defineLoader<AwardsContext, string, Counted[]>(async (ids, context) => {
  const rows = await context.db.$queryRaw<(Counted & { id: string })[]>(Prisma.sql`
    SELECT l.id::text AS id, k.year, k.form_key AS "formKey", k.occasion, k.subject, sum(k.count)::int AS count
    FROM map.locality l
    JOIN awards.award_count k ON k.locality_id = l.id
      OR (l.level = 'NATION' AND k.locality_id IN (SELECT p.id FROM map.locality p WHERE p.level = 'PROVINCE'))
    JOIN awards.award_form f ON f.key = k.form_key
    WHERE l.id = ANY (${[...ids]}::uuid[]) AND k.count > 0
    GROUP BY l.id, k.year, f.position, k.form_key, k.occasion, k.subject
    ORDER BY k.year, f.position, k.form_key, k.occasion, k.subject`);
  return ids.map((id) => rows.filter((row) => row.id === id));
});

export const localityUuid = (globalId: string) => readGlobalUuid('Locality', globalId);
export const localityId = (id: string) => toGlobalId('Locality', id);

/** The units below one, itself included, of whatever time. */
export async function unitsWithin(context: AwardsContext, id: string): Promise<string[]> {
  const rows = await context.db.$queryRaw<{ id: string }[]>(Prisma.sql`
    SELECT DISTINCT c.descendant_id::text AS id FROM map.closure c
    WHERE c.ancestor_id = ${id}::uuid
      AND EXISTS (SELECT FROM awards.award a WHERE a.place_id = c.descendant_id)`);
  return rows.map((row) => row.id);
}
