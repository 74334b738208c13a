import { Prisma } from '@thi-dua/prisma/generated/localities/client';
import { defineLoader } from '@thi-dua/schema/context';
import type { BoundaryChange } from '../boundary-change/change-store.js';
import type { LocalitiesContext } from '../builder.js';
import type { LocalityLevel } from '../locality/locality-store.js';

/** What of the map a report is about: the units in one, over whole years. */
export interface UnitsKey {
  unit: string;
  from: number;
  to: number;
  boundary: string | null;
}
const name = ({ unit, from, to, boundary }: UnitsKey) => `${unit} ${from} ${to} ${boundary}`;

export interface LevelCount {
  level: LocalityLevel;
  atStart: number;
  atEnd: number;
  onBoundary: number | null;
  begun: number;
  ended: number;
}

const rowsOf = (keys: readonly UnitsKey[]) => Prisma.sql`
  unnest(${keys.map(({ unit }) => unit)}::uuid[], ${keys.map(({ from }) => `${from}-01-01`)}::date[],
    ${keys.map(({ to }) => `${to}-12-31`)}::date[], ${keys.map(({ boundary }) => boundary)}::date[])
    WITH ORDINALITY AS k(unit, first, last, boundary, n)`;
const on = (day: Prisma.Sql) => Prisma.sql`c.begins <= ${day} AND ${day} < c.ends`;

/**
 * The units that lay in one, by level from above: on the first and the last of the days, and those that began or ended in
 * between. A unit that only moved in or out neither began nor ended. On one day a unit lies in another once, so that rows
 * are counted, of an index alone: all units of the country are among them.
 */
export const levelCounts = defineLoader<LocalitiesContext, UnitsKey, LevelCount[], string>(async (keys, context) => {
  const rows = await context.db.$queryRaw<(LevelCount & { n: number })[]>(Prisma.sql`
    SELECT k.n::int AS n, v.level::text AS level, d."atStart", d."atEnd", d."onBoundary", begun.count AS begun, ended.count AS ended
    FROM ${rowsOf(keys)}
    JOIN map.locality u ON u.id = k.unit
    CROSS JOIN unnest(enum_range(NULL::map.locality_level)) v(level)
    CROSS JOIN LATERAL (
      SELECT bool_or((c.begins <= k.last AND k.first < c.ends) OR (${on(Prisma.sql`k.boundary`)})) AS "any",
        count(*) FILTER (WHERE ${on(Prisma.sql`k.first`)})::int AS "atStart",
        count(*) FILTER (WHERE ${on(Prisma.sql`k.last`)})::int AS "atEnd",
        CASE WHEN k.boundary IS NOT NULL THEN (count(*) FILTER (WHERE ${on(Prisma.sql`k.boundary`)}))::int END AS "onBoundary"
      FROM map.closure c WHERE c.ancestor_id = k.unit AND c.level = v.level) d
    CROSS JOIN LATERAL (
      SELECT count(*)::int AS count FROM map.closure c JOIN map.locality l ON l.id = c.descendant_id AND l.begins = c.begins
      WHERE c.ancestor_id = k.unit AND c.level = v.level AND c.begins BETWEEN k.first AND k.last) begun
    CROSS JOIN LATERAL (
      SELECT count(*)::int AS count FROM map.closure c JOIN map.locality l ON l.id = c.descendant_id AND l.ends = c.ends
      WHERE c.ancestor_id = k.unit AND c.level = v.level AND k.first < c.ends AND c.ends <= k.last) ended
    WHERE v.level > u.level AND d."any"
    ORDER BY k.n, v.level`);
  const groups = keys.map((): LevelCount[] => []);
  for (const { n, ...count } of rows) groups[n - 1]?.push(count);
  return groups;
}, name);

/** The changes that concerned the unit or one in it, oldest first: an act, or what lists show on one legal basis. */
export const changesIn = defineLoader<LocalitiesContext, UnitsKey, BoundaryChange[], string>(async (keys, context) => {
  const rows = await context.db.$queryRaw<(BoundaryChange & { n: number })[]>(Prisma.sql`
    WITH touched AS (
      SELECT s.boundary_change_id AS act, s.effective_on, s.legal_basis, u.id AS unit
      FROM map.succession s CROSS JOIN LATERAL (VALUES (s.from_id), (s.to_id)) u(id)
      WHERE s.effective_on >= ${`${Math.min(...keys.map(({ from }) => from))}-01-01`}::date
        AND s.effective_on <= ${`${Math.max(...keys.map(({ to }) => to))}-12-31`}::date
      UNION
      SELECT a.id, a.effective_on, a.legal_basis, u.locality_id
      FROM map.boundary_change a JOIN map.boundary_change_unit u ON u.change_id = a.id
      WHERE a.withdrawn_at IS NULL
        AND a.effective_on >= ${`${Math.min(...keys.map(({ from }) => from))}-01-01`}::date
        AND a.effective_on <= ${`${Math.max(...keys.map(({ to }) => to))}-12-31`}::date)
    SELECT DISTINCT k.n::int AS n, t.act AS "actId", t.effective_on::text AS "effectiveOn",
      coalesce(a.legal_basis, t.legal_basis) AS "legalBasis", a.number, a.issuer, a.title,
      a.issued_on::text AS "issuedOn", a.enacted_at AS "enactedAt", a.withdrawn_at AS "withdrawnAt", a.withdrawn_for AS "withdrawnFor"
    FROM ${rowsOf(keys)}
    JOIN touched t ON t.effective_on BETWEEN k.first AND k.last
    JOIN map.closure c ON c.ancestor_id = k.unit AND c.descendant_id = t.unit AND c.begins <= t.effective_on AND t.effective_on <= c.ends
    LEFT JOIN map.boundary_change a ON a.id = t.act
    ORDER BY 1, 3, 4, 2`);
  const groups = keys.map((): BoundaryChange[] => []);
  for (const { n, ...change } of rows) groups[n - 1]?.push(change);
  return groups;
}, name);
