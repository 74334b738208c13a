import { Prisma } from '@thi-dua/prisma/generated/localities/client';
import { defineLoader } from '@thi-dua/schema/context';
import type { LocalitiesContext } from '../builder.js';
import {
  byKey,
  type LocalityLevel,
  type LocalityNode,
  type LocalityRow,
  localityColumns,
} from '../locality/locality-store.js';

export interface DescendantsKey {
  id: string;
  day: string;
  level: LocalityLevel;
}
const text = ({ id, day, level }: DescendantsKey) => `${id} ${day} ${level}`;
const keyed = (keys: readonly DescendantsKey[]) => Prisma.sql`${keys.map(({ id }) => id)}::uuid[],
  ${keys.map(({ day }) => day)}::date[], ${keys.map(({ level }) => level)}::text[]`;

interface PageKey extends DescendantsKey {
  take: number;
  /** Units behind this code only. */
  after: string;
}

/** The units of one level that lie in a unit, by code. */
export const descendantsOn = defineLoader<LocalitiesContext, PageKey, LocalityNode[], string>(
  async (keys, context) => {
    const rows = await context.db.$queryRaw<(LocalityRow & { n: bigint })[]>(Prisma.sql`
      SELECT k.n, below.* FROM unnest(${keyed(keys)}, ${keys.map(({ after }) => after)}::text[],
          ${keys.map(({ take }) => take)}::int[]) WITH ORDINALITY AS k(id, day, level, after, take, n)
        CROSS JOIN LATERAL (
          SELECT ${localityColumns} FROM map.closure c JOIN map.locality l ON l.id = c.descendant_id
          WHERE c.ancestor_id = k.id AND c.depth > 0 AND c.begins <= k.day AND k.day < c.ends
            AND l.level = k.level::map.locality_level AND l.code > k.after
          ORDER BY l.code LIMIT k.take) AS below
        ORDER BY k.n, below.code`);
    return byKey(keys.length, rows).map((group, i) =>
      group.map((row) => ({ ...row, day: keys[i]?.day ?? row.begins })),
    );
  },
  (key) => `${text(key)} ${key.take} ${key.after}`,
);

export const descendantCountOn = defineLoader<LocalitiesContext, DescendantsKey, number, string>(
  async (keys, context) => {
    const rows = await context.db.$queryRaw<{ n: bigint; count: number }[]>(Prisma.sql`
      SELECT k.n, count(*)::int AS count FROM unnest(${keyed(keys)}) WITH ORDINALITY AS k(id, day, level, n)
        JOIN map.closure c ON c.ancestor_id = k.id AND c.depth > 0 AND c.begins <= k.day AND k.day < c.ends
        JOIN map.locality l ON l.id = c.descendant_id AND l.level = k.level::map.locality_level
        GROUP BY k.n`);
    return byKey(keys.length, rows).map(([row]) => row?.count ?? 0);
  },
  text,
);
