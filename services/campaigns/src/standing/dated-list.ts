import { Prisma } from '@thi-dua/prisma/generated/campaigns/client';
import type { CursorKey } from '@thi-dua/schema/connection';
import { badInput } from '@thi-dua/schema/errors';
import { readGlobalUuid, toGlobalId } from '@thi-dua/schema/global-id';
import { isDay } from '@thi-dua/schema/scalars';

/** A unit as lists are narrowed by it: the one that bore the code on the day, or the last that bore it. */
export interface UnitGiven {
  code: string;
  asOf: string | null;
}

/** The record's unit is that one, or lies in it by the map of the record's own day. */
export const withinUnit = (
  { code, asOf }: UnitGiven,
  today: string,
  { unit, day }: { unit: Prisma.Sql; day: Prisma.Sql },
): Prisma.Sql => Prisma.sql`EXISTS (
  SELECT FROM map.closure w
  WHERE w.ancestor_id = (
      SELECT l.id FROM map.locality l WHERE l.code = ${code} AND l.begins <= ${asOf ?? today}::date
        AND (${asOf === null} OR ${asOf ?? today}::date < l.ends) ORDER BY l.begins DESC LIMIT 1)
    AND w.descendant_id = ${unit} AND w.begins <= ${day} AND ${day} < w.ends)`;

/** What stands behind a cursor in a list of records, latest first. */
export function behindDay(after: CursorKey | null, dayColumn: Prisma.Sql, idColumn: Prisma.Sql): Prisma.Sql {
  if (after === null) return Prisma.empty;
  const [day, id] = after;
  if (typeof day !== 'string' || !isDay(day) || readGlobalUuid('Plan', toGlobalId('Plan', String(id))) === null)
    throw badInput('"after" is not a cursor of this list.', 'after');
  return Prisma.sql`AND (${dayColumn}, ${idColumn}) < (${day}::date, ${id}::uuid)`;
}

/** The year of a filter. */
export function requireYear(year: number | null | undefined): number | null {
  if (typeof year === 'number' && (year < 1945 || year > 2100))
    throw badInput('"year" lies between 1945 and 2100.', 'year');
  return year ?? null;
}
