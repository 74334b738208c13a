import { Prisma } from '@thi-dua/prisma/generated/indicators/client';
import { defineLoader } from '@thi-dua/schema/context';
import type { IndicatorsContext } from '../builder.js';
import type { Stretch } from '../rule/question.js';

export type Held = Stretch & { kind: string };

/** What a unit holds and held, from the map; anyone may know. It ends with its unit. */
export const designationsOf = defineLoader<IndicatorsContext, string, Held[]>(async (units, context) => {
  const rows = await context.db.$queryRaw<(Held & { unit: string })[]>(Prisma.sql`
    SELECT d.locality_id AS unit, d.kind, d.begins::text AS begins, least(d.ends, l.ends)::text AS ends,
      CASE WHEN d.ends < l.ends THEN d.ended_by END AS "endedBy"
    FROM map.designation d JOIN map.locality l ON l.id = d.locality_id
    WHERE d.locality_id = ANY(${[...units]}::uuid[]) ORDER BY d.begins`);
  const held = new Map<string, Held[]>(units.map((unit) => [unit, []]));
  for (const { unit, ...stretch } of rows) held.get(unit)?.push(stretch);
  return units.map((unit) => held.get(unit) ?? []);
});
