import { Prisma } from '@thi-dua/prisma/generated/indicators/client';
import { defineLoader } from '@thi-dua/schema/context';
import type { IndicatorsContext } from '../builder.js';
import type { LocalityLevel, UnitBelow } from '../figure/units-store.js';

/** Some hundreds at most: what lies directly in one unit, or was carried into it. */
type Units = readonly UnitBelow[];
type Row = UnitBelow & { n: number };

interface BelowKey {
  unit: string;
  day: string;
  /** Units of lower levels state nothing. */
  lowest: LocalityLevel;
}

function grouped(count: number, rows: readonly Row[]): Units[] {
  const groups = Array.from({ length: count }, (): UnitBelow[] => []);
  for (const { n, ...unit } of rows) groups[n - 1]?.push(unit);
  return groups;
}

/** The units directly below a unit on a day, by code. */
export const directlyBelow = defineLoader<IndicatorsContext, BelowKey, Units, string>(
  async (keys, { db }) =>
    grouped(
      keys.length,
      await db.$queryRaw<Row[]>(Prisma.sql`
        SELECT k.n::int AS n, l.id::text AS id, l.code
        FROM unnest(${keys.map(({ unit }) => unit)}::uuid[], ${keys.map(({ day }) => day)}::date[],
          ${keys.map(({ lowest }) => lowest)}::map.locality_level[]) WITH ORDINALITY AS k(unit, day, lowest, n)
        JOIN map.locality_parent p ON p.parent_id = k.unit AND p.begins <= k.day AND k.day < p.ends
        JOIN map.locality l ON l.id = p.child_id AND l.begins <= k.day AND k.day < l.ends AND l.level <= k.lowest
        ORDER BY k.n, l.code`),
    ),
  ({ unit, day, lowest }) => `${unit} ${day} ${lowest}`,
);

/**
 * The units of one day's map that went whole into a unit of another day's: into itself where it did not stand before, else
 * into those directly below it. By code.
 */
export const carriedInto = defineLoader<IndicatorsContext, BelowKey & { mapDay: string }, Units, string>(
  async (keys, { db }) =>
    grouped(
      keys.length,
      await db.$queryRaw<Row[]>(Prisma.sql`
        WITH k AS MATERIALIZED (
          SELECT * FROM unnest(${keys.map(({ unit }) => unit)}::uuid[], ${keys.map(({ day }) => day)}::date[],
            ${keys.map(({ mapDay }) => mapDay)}::date[], ${keys.map(({ lowest }) => lowest)}::map.locality_level[])
            WITH ORDINALITY AS k(unit, day, map_day, lowest, n))
        SELECT DISTINCT k.n::int AS n, o.id::text AS id, o.code
        FROM (SELECT indicators.links_between(
            array_agg(ROW(k.n, k.n, k.unit, k.map_day)::indicators.asked),
            array_agg(jsonb_populate_record(NULL::indicators.question,
              jsonb_build_object('grp', k.n, 'day', k.day, 'lowest', k.lowest)))) AS all_links FROM k) a
        CROSS JOIN LATERAL unnest(a.all_links) i
        JOIN k ON k.n = i.n
        JOIN map.locality u ON u.id = k.unit AND (u.begins <= k.day AND k.day < u.ends) = i.child
        JOIN map.locality o ON o.id = i.origin
        WHERE i.whole
        ORDER BY 1, 3`),
    ),
  ({ unit, day, mapDay, lowest }) => `${unit} ${day} ${mapDay} ${lowest}`,
);
