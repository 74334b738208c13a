import { Prisma } from '@thi-dua/prisma/generated/indicators/client';
import { defineLoader } from '@thi-dua/schema/context';
import type { IndicatorsContext } from '../builder.js';

export const LOCALITY_LEVELS = ['NATION', 'PROVINCE', 'DISTRICT', 'COMMUNE', 'NEIGHBOURHOOD'] as const;
export type LocalityLevel = (typeof LOCALITY_LEVELS)[number];

export interface UnitBelow {
  id: string;
  code: string;
}
interface BelowKey {
  unit: string;
  level: LocalityLevel;
  day: string;
  /** Units behind this code only. */
  after: string;
  take: number;
}

/**
 * How deep units of a level can lie in one of another: with it, the closure is read no further down than they are, however
 * many lie below.
 */
const within = Prisma.sql`c.depth <= array_position(enum_range(NULL::map.locality_level), k.level)
  - array_position(enum_range(NULL::map.locality_level), u.level)`;

/** The units of a level that lie in a unit on a day, itself included where it is of that level; by code. Null: no such unit then. */
export const unitsBelow = defineLoader<IndicatorsContext, BelowKey, UnitBelow[] | null, string>(
  async (keys, context) => {
    const rows = await context.db.$queryRaw<{ n: number; below: UnitBelow[] }[]>(Prisma.sql`
      SELECT k.n::int AS n, coalesce((
        SELECT jsonb_agg(jsonb_build_object('id', b.id, 'code', b.code) ORDER BY b.code)
        FROM (
          SELECT l.id, l.code FROM map.closure c JOIN map.locality l ON l.id = c.descendant_id
          WHERE c.ancestor_id = k.unit AND c.begins <= k.day AND k.day < c.ends AND ${within} AND l.level = k.level AND l.code > k.after
          ORDER BY l.code LIMIT k.take) b), '[]') AS below
      FROM unnest(${keys.map((key) => key.unit)}::uuid[], ${keys.map((key) => key.level)}::map.locality_level[],
        ${keys.map((key) => key.day)}::date[], ${keys.map((key) => key.after)}::text[], ${keys.map((key) => key.take)}::int[])
        WITH ORDINALITY AS k(unit, level, day, after, take, n)
      JOIN map.locality u ON u.id = k.unit AND u.begins <= k.day AND k.day < u.ends`);
    const found = new Map(rows.map((row) => [row.n, row.below]));
    return keys.map((_key, i) => found.get(i + 1) ?? null);
  },
  (key) => [key.unit, key.level, key.day, key.take, key.after].join(' '),
);

export const countBelow = defineLoader<IndicatorsContext, Omit<BelowKey, 'after' | 'take'>, number, string>(
  async (keys, context) => {
    const rows = await context.db.$queryRaw<{ n: number; count: number }[]>(Prisma.sql`
      SELECT k.n::int AS n, count(*)::int AS count
      FROM unnest(${keys.map((key) => key.unit)}::uuid[], ${keys.map((key) => key.level)}::map.locality_level[], ${keys.map((key) => key.day)}::date[])
        WITH ORDINALITY AS k(unit, level, day, n)
      JOIN map.locality u ON u.id = k.unit
      JOIN map.closure c ON c.ancestor_id = k.unit AND c.begins <= k.day AND k.day < c.ends AND ${within}
      JOIN map.locality l ON l.id = c.descendant_id AND l.level = k.level
      GROUP BY k.n`);
    const found = new Map(rows.map((row) => [row.n, row.count]));
    return keys.map((_key, i) => found.get(i + 1) ?? 0);
  },
  (key) => [key.unit, key.level, key.day].join(' '),
);
