import { Prisma } from '@thi-dua/prisma/generated/campaigns/client';
import type { CampaignsContext } from '../../builder.js';

export interface UnitRef {
  code: string;
  asOf: string;
}
export interface FoundUnit {
  id: string;
  /** Whether it lies in the owner's territory on that day. */
  inTerritory: boolean;
}

export const unitKey = ({ code, asOf }: UnitRef) => `${code}@${asOf}`;

/**
 * The units that bear these codes on these days. An agency has no territory; its plans bind units of the territory of
 * the nearest authority above it.
 */
export async function findUnits(
  context: CampaignsContext,
  owner: string,
  refs: readonly UnitRef[],
): Promise<Map<string, FoundUnit>> {
  const asked = [...new Map(refs.map((ref) => [unitKey(ref), ref])).values()];
  if (asked.length === 0) return new Map();
  const rows = await context.db.$queryRaw<(FoundUnit & { n: number })[]>(Prisma.sql`
    WITH RECURSIVE line AS (
      SELECT t.slug, t.locality_id, 0 AS depth FROM map.tenant t WHERE t.slug = ${owner}
      UNION ALL
      SELECT s.slug, s.locality_id, line.depth + 1
      FROM line
      JOIN map.tenant o ON o.slug = line.slug
      JOIN map.tenant_line l ON l.subordinate = line.slug AND l.begins < o.ends AND l.ends >= least(o.ends, ${context.today}::date)
      JOIN map.tenant s ON s.slug = l.superior
      WHERE line.locality_id IS NULL AND line.depth < 8
    ), territory AS (SELECT locality_id FROM line WHERE locality_id IS NOT NULL ORDER BY depth LIMIT 1)
    SELECT k.n::int AS n, l.id::text AS id,
      EXISTS (SELECT FROM territory t JOIN map.closure c ON c.ancestor_id = t.locality_id
        WHERE c.descendant_id = l.id AND c.begins <= k.day AND k.day < c.ends) AS "inTerritory"
    FROM unnest(${asked.map((ref) => ref.code)}::text[], ${asked.map((ref) => ref.asOf)}::date[]) WITH ORDINALITY AS k(code, day, n)
    JOIN map.locality l ON l.code = k.code AND l.begins <= k.day AND k.day < l.ends`);
  return new Map(
    rows.flatMap(({ n, ...unit }) => {
      const ref = asked[n - 1];
      return ref === undefined ? [] : [[unitKey(ref), unit] as const];
    }),
  );
}
