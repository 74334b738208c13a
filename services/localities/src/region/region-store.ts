import { Prisma } from '@thi-dua/prisma/generated/localities/client';
import { defineLoader, inOrder } from '@thi-dua/schema/context';
import type { LocalitiesContext } from '../builder.js';
import type { Flag } from '../locality/locality-store.js';

export interface RegionRow {
  code: string;
  name: string;
  nameEn: string;
  begins: string;
  ends: string;
  legalBasis: string | null;
  flags: Flag[];
}

const columns = Prisma.sql`r.code, r.name, r.name_en AS "nameEn", r.begins::text AS begins, r.ends::text AS ends,
  r.legal_basis AS "legalBasis", r.flags`;

/** The regions as they are drawn on a day, from north to south. */
export const regionsOn = (context: LocalitiesContext, day: string): Promise<RegionRow[]> =>
  context.db.$queryRaw<RegionRow[]>(Prisma.sql`
    SELECT ${columns} FROM map.region r WHERE r.begins <= ${day}::date AND ${day}::date < r.ends ORDER BY r.position`);

export const regionByCode = defineLoader<LocalitiesContext, string, RegionRow | null>(async (codes, context) => {
  const rows = await context.db.$queryRaw<RegionRow[]>(
    Prisma.sql`SELECT ${columns} FROM map.region r WHERE r.code = ANY(${[...codes]}::text[])`,
  );
  return inOrder(codes, rows, (row) => row.code);
});

/** The region that a province belonged to on a day; null for any other unit. */
export const regionOfProvince = defineLoader<LocalitiesContext, { id: string; day: string }, RegionRow | null, string>(
  async (keys, context) => {
    const rows = await context.db.$queryRaw<(RegionRow & { n: number })[]>(Prisma.sql`
      SELECT k.n::int AS n, ${columns}
      FROM unnest(${keys.map((key) => key.id)}::uuid[], ${keys.map((key) => key.day)}::date[]) WITH ORDINALITY AS k(id, day, n)
      JOIN map.locality l ON l.id = k.id AND l.level = 'PROVINCE' AND l.begins <= k.day AND k.day < l.ends
      JOIN map.region_member m ON m.province_code = l.code AND m.begins <= k.day AND k.day < m.ends
      JOIN map.region r ON r.code = m.region_code`);
    const found = new Map(rows.map((row) => [row.n, row]));
    return keys.map((_key, i) => found.get(i + 1) ?? null);
  },
  ({ id, day }) => `${id} ${day}`,
);

/** The provinces that belong to a region on a day, by code. */
export const provincesOf = defineLoader<LocalitiesContext, { code: string; day: string }, string[], string>(
  async (keys, context) => {
    const rows = await context.db.$queryRaw<{ n: number; ids: string[] }[]>(Prisma.sql`
      SELECT k.n::int AS n, array_agg(l.id::text ORDER BY l.code) AS ids
      FROM unnest(${keys.map((key) => key.code)}::text[], ${keys.map((key) => key.day)}::date[]) WITH ORDINALITY AS k(code, day, n)
      JOIN map.region_member m ON m.region_code = k.code AND m.begins <= k.day AND k.day < m.ends
      JOIN map.locality l ON l.code = m.province_code AND l.level = 'PROVINCE' AND l.begins <= k.day AND k.day < l.ends
      GROUP BY k.n`);
    const found = new Map(rows.map((row) => [row.n, row.ids]));
    return keys.map((_key, i) => found.get(i + 1) ?? []);
  },
  ({ code, day }) => `${code} ${day}`,
);
