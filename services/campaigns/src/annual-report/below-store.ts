import { Prisma } from '@thi-dua/prisma/generated/campaigns/client';
import { defineLoader } from '@thi-dua/schema/context';
import type { CampaignsContext } from '../builder.js';
import type { LOCALITY_LEVELS } from '../plan/level-enum.js';

export type LocalityLevel = (typeof LOCALITY_LEVELS)[number];

export interface UnitBelow {
  id: string;
  code: string;
}
interface AtLevel {
  unit: string;
  day: string;
  /** Null: that of the units directly below. */
  level: LocalityLevel | null;
}
interface PageKey extends AtLevel {
  /** Units behind this code only. */
  after: string;
  take: number;
}

/** Sought by the level that the closure carries: a hundred thousand units lie below a country, sixty below it at the level asked. */
const levelWanted = Prisma.sql`coalesce(k.level::map.locality_level, (
  SELECT min(y.level) FROM map.closure y WHERE y.ancestor_id = k.unit AND y.depth = 1 AND y.begins <= k.day AND k.day < y.ends))`;
const below = Prisma.sql`c.ancestor_id = k.unit AND c.level = ${levelWanted} AND c.depth > 0 AND c.begins <= k.day AND k.day < c.ends`;
const keyed = (keys: readonly AtLevel[]) =>
  Prisma.sql`${keys.map(({ unit }) => unit)}::uuid[], ${keys.map(({ day }) => day)}::date[], ${keys.map(({ level }) => level)}::text[]`;
const text = ({ unit, day, level }: AtLevel) => `${unit} ${day} ${level}`;

/** The units of a level that lie in a unit on a day, by code. */
export const reportedBelow = defineLoader<CampaignsContext, PageKey, UnitBelow[], string>(
  async (keys, context) => {
    const rows = await context.db.$queryRaw<(UnitBelow & { n: number })[]>(Prisma.sql`
      SELECT k.n::int AS n, b.id::text AS id, b.code
      FROM unnest(${keyed(keys)}, ${keys.map(({ after }) => after)}::text[], ${keys.map(({ take }) => take)}::int[])
        WITH ORDINALITY AS k(unit, day, level, after, take, n)
      CROSS JOIN LATERAL (
        SELECT l.id, l.code FROM map.closure c JOIN map.locality l ON l.id = c.descendant_id
        WHERE ${below} AND l.code > k.after ORDER BY l.code LIMIT k.take) b
      ORDER BY k.n, b.code`);
    const groups = keys.map((): UnitBelow[] => []);
    for (const { n, ...unit } of rows) groups[n - 1]?.push(unit);
    return groups;
  },
  (key) => `${text(key)} ${key.take} ${key.after}`,
);

export const countReportedBelow = defineLoader<CampaignsContext, AtLevel, number, string>(async (keys, context) => {
  const rows = await context.db.$queryRaw<{ n: number; count: number }[]>(Prisma.sql`
    SELECT k.n::int AS n, b.count FROM unnest(${keyed(keys)}) WITH ORDINALITY AS k(unit, day, level, n)
    CROSS JOIN LATERAL (SELECT count(*)::int AS count FROM map.closure c WHERE ${below}) b`);
  const found = new Map(rows.map(({ n, count }) => [n, count]));
  return keys.map((_key, i) => found.get(i + 1) ?? 0);
}, text);
