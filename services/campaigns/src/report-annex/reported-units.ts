import { Prisma } from '@thi-dua/prisma/generated/campaigns/client';
import type { CampaignsContext } from '../builder.js';

/** A territory and the units directly below it on a day, by their inner ids, itself first. */
export async function reportedUnits(context: CampaignsContext, territory: string, day: string): Promise<string[]> {
  const rows = await context.db.$queryRaw<{ id: string }[]>(Prisma.sql`
    SELECT l.id::text AS id FROM map.closure c JOIN map.locality l ON l.id = c.descendant_id
    WHERE c.ancestor_id = ${territory}::uuid AND c.depth = 1 AND c.begins <= ${day}::date AND ${day}::date < c.ends
      AND l.level <> 'NEIGHBOURHOOD'
    ORDER BY l.id`);
  return [territory, ...rows.map(({ id }) => id)];
}
