import { Prisma } from '@thi-dua/prisma/generated/localities/client';
import type { CursorKey } from '@thi-dua/schema/connection';
import { badInput } from '@thi-dua/schema/errors';
import type { LocalitiesContext } from '../builder.js';
import {
  LOCALITY_LEVELS,
  type LocalityFilter,
  type LocalityNode,
  type LocalityRow,
  localityColumns,
  matching,
} from '../locality/locality-store.js';
import type { NameQuery } from './name-query.js';

/** A unit found by its name; the smaller the distance, the better it matches. */
export interface FoundLocality extends LocalityNode {
  distance: number;
}

/** Texts as `map.plain` compares them: with and without a type of unit at the beginning, and with letters exchanged. */
const asked = (texts: readonly string[]) => Prisma.sql`
  SELECT whole, map.without_type(whole) AS bare, map.swapped(map.without_type(whole)) AS swaps
  FROM unnest(${[...texts]}::text[]) AS given(typed), LATERAL (SELECT map.plain(typed) AS whole) AS p`;

/**
 * Steps of distance: the code; the name, with the type that was asked for or with none; the name of another type; a name
 * with two letters exchanged; one that begins so; one that begins so, of another type; one that resembles it. Diacritics
 * decide between equal names: they help whoever types them and are missed by nobody.
 */
const distance = ({ name }: NameQuery) => Prisma.sql`
  CASE
    WHEN l.code = ${name} THEN 0
    WHEN q.whole IN (n.plain_full_name, n.plain_name) THEN 2 - n.as_spelled
    WHEN q.bare = n.plain_name THEN 4 - n.as_spelled
    WHEN n.plain_name = ANY (q.swaps) THEN 6 - (q.whole <> q.bare AND n.plain_full_name LIKE left(q.whole, -length(q.bare)) || '%')::int
    WHEN n.plain_full_name LIKE q.whole || '%' OR n.plain_name LIKE q.whole || '%' THEN 1000 + n.unlike
    WHEN n.plain_name LIKE q.bare || '%' THEN 3000 + n.unlike
    ELSE 5000 + n.unlike
  END`;

/**
 * Lies in every unit that was named behind a comma. Trigrams know no order ("Lạc Sơn" resembles "Sơn La"), so a slip is
 * granted behind the first letter only.
 */
const liesAsSaid = (day: string) => Prisma.sql`NOT EXISTS (
  SELECT FROM around WHERE NOT EXISTS (
    SELECT FROM map.closure c
    JOIN map.locality_name a ON a.locality_id = c.ancestor_id AND a.begins <= ${day}::date AND ${day}::date < a.ends
    WHERE c.descendant_id = l.id AND c.depth > 0 AND c.begins <= ${day}::date AND ${day}::date < c.ends
      AND (a.plain_name LIKE around.whole || '%' OR a.plain_name LIKE around.bare || '%' OR a.plain_name = ANY (around.swaps)
        OR (left(a.plain_name, 1) = left(around.bare, 1) AND public.similarity(a.plain_name, around.bare) >= 0.5))))`;

/** The texts are brought into the form of comparison once, not for each row: hence materialized. */
const found = (query: NameQuery, filter: LocalityFilter, day: string) => Prisma.sql`
  WITH q AS MATERIALIZED (${asked([query.name])}), around AS MATERIALIZED (${asked(query.ancestors)})
  SELECT ${localityColumns}, l.level AS at_level, ${distance(query)} AS distance
  FROM q
  CROSS JOIN LATERAL (
    SELECT s.*,
      (right(lower(${query.name}::text), length(s.name)) = lower(s.name))::int AS as_spelled,
      round((1000 * (1 - (2 * greatest(public.similarity(s.plain_name, q.whole), public.similarity(s.plain_name, q.bare))
        + public.similarity(s.plain_full_name, q.whole)) / 3))::numeric)::int AS unlike
    FROM (
      SELECT * FROM map.names_like(q.whole, q.bare, q.swaps, ${day}::date)
      UNION
      SELECT named.* FROM map.locality coded JOIN map.locality_name named ON named.locality_id = coded.id
      WHERE coded.code = ${query.name} AND named.begins <= ${day}::date AND ${day}::date < named.ends
    ) AS s
  ) AS n
  JOIN map.locality l ON l.id = n.locality_id
  WHERE ${matching(filter, day)} ${query.ancestors.length === 0 ? Prisma.empty : Prisma.sql`AND ${liesAsSaid(day)}`}`;

export const foundKey = (row: FoundLocality): CursorKey => [row.distance, LOCALITY_LEVELS.indexOf(row.level), row.code];

function behind(after: CursorKey | null): Prisma.Sql {
  if (after === null) return Prisma.empty;
  const [far, index, code] = after;
  const level = typeof index === 'number' ? LOCALITY_LEVELS[index] : undefined;
  if (
    typeof far !== 'number' ||
    !Number.isInteger(far) ||
    Math.abs(far) > 10_000 ||
    level === undefined ||
    typeof code !== 'string'
  ) {
    throw badInput('"after" is not a cursor of this list.', 'after');
  }
  return Prisma.sql`WHERE (f.distance, f.at_level, f.code) > (${far}::int, ${level}::map.locality_level, ${code})`;
}

/** Best match first; among equals from the nation down, by code. */
export const searchStatement = (
  query: NameQuery,
  filter: LocalityFilter,
  day: string,
  take: number,
  after: CursorKey | null,
): Prisma.Sql => Prisma.sql`
  SELECT f.id, f.code, f.level, f.begins, f.ends, f."firstDayKnown", f."lastDayKnown", f.flags, f.distance
  FROM (${found(query, filter, day)}) AS f ${behind(after)}
  ORDER BY f.distance, f.at_level, f.code LIMIT ${take}`;

export async function searchLocalities(
  context: LocalitiesContext,
  query: NameQuery,
  filter: LocalityFilter,
  day: string,
  take: number,
  after: CursorKey | null,
): Promise<FoundLocality[]> {
  const rows = await context.db.$queryRaw<(LocalityRow & { distance: number })[]>(
    searchStatement(query, filter, day, take, after),
  );
  return rows.map((row) => ({ ...row, day }));
}

export async function countFound(
  context: LocalitiesContext,
  query: NameQuery,
  filter: LocalityFilter,
  day: string,
): Promise<number> {
  const [row] = await context.db.$queryRaw<{ count: number }[]>(
    Prisma.sql`SELECT count(*)::int AS count FROM (${found(query, filter, day)}) AS f`,
  );
  return row?.count ?? 0;
}
