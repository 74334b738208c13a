import { type AwardCount, Prisma } from '@thi-dua/prisma/generated/awards/client';
import { defineLoader } from '@thi-dua/schema/context';
import type { AwardsContext } from '../builder.js';

export type Counted = Omit<AwardCount, 'localityId'>;

type Row = Counted & { id: string };
const SUMMED = Prisma.sql`k.year, k.form_key AS "formKey", k.occasion, k.subject, sum(k.count)::int AS count`;
const BY_FORM = Prisma.sql`GROUP BY 1, k.year, f.position, k.form_key, k.occasion, k.subject
  HAVING sum(k.count) > 0 ORDER BY k.year, f.position, k.form_key, k.occasion, k.subject`;

/** The nation's are the sum of its provinces, of whatever time, and of what is the nation's own. */
const onTheirDays = (context: AwardsContext, units: string[]): Promise<Row[]> =>
  context.db.$queryRaw<Row[]>(Prisma.sql`
    SELECT l.id::text AS id, ${SUMMED}
    FROM map.locality l
    JOIN awards.award_count k ON k.locality_id = l.id
      OR (l.level = 'NATION' AND k.locality_id IN (SELECT p.id FROM map.locality p WHERE p.level = 'PROVINCE'))
    JOIN awards.award_form f ON f.key = k.form_key
    WHERE l.id = ANY (${units}::uuid[]) ${BY_FORM}`);

const onMapOf = (context: AwardsContext, units: string[], day: string): Promise<Row[]> =>
  context.db.$queryRaw<Row[]>(Prisma.sql`
    SELECT c.ancestor_id::text AS id, ${SUMMED}
    FROM awards.places_on(${day}::date) p
    JOIN map.closure c ON c.descendant_id = p.unit_id AND c.begins <= ${day}::date AND ${day}::date < c.ends
    JOIN awards.award_place_count k ON k.place_id = p.place_id
    JOIN awards.award_form f ON f.key = k.form_key
    WHERE c.ancestor_id = ANY (${units}::uuid[]) ${BY_FORM}`);

const standing = async (context: AwardsContext, units: string[], day: string): Promise<Set<string>> => {
  const rows = await context.db.$queryRaw<{ id: string }[]>(Prisma.sql`
    SELECT id::text AS id FROM map.locality
    WHERE id = ANY (${units}::uuid[]) AND begins <= ${day}::date AND ${day}::date < ends`);
  return new Set(rows.map(({ id }) => id));
};

/**
 * The counts of a unit with all below it: by the map of each decision's day, or by that of `boundary`. Null where the unit
 * does not stand on the map that was asked for.
 */
export const countsOf = defineLoader<
  AwardsContext,
  { unit: string; boundary: string | null },
  Counted[] | null,
  string
>(
  async (keys, context) => {
    const answers = new Map<string, { rows: Row[]; known: Set<string> | null }>();
    for (const boundary of new Set(keys.map((key) => key.boundary))) {
      const units = keys.filter((key) => key.boundary === boundary).map(({ unit }) => unit);
      answers.set(
        String(boundary),
        boundary === null
          ? { rows: await onTheirDays(context, units), known: null }
          : { rows: await onMapOf(context, units, boundary), known: await standing(context, units, boundary) },
      );
    }
    return keys.map(({ unit, boundary }) => {
      const answer = answers.get(String(boundary));
      if (answer === undefined || answer.known?.has(unit) === false) return null;
      return answer.rows.filter(({ id }) => id === unit);
    });
  },
  ({ unit, boundary }) => `${unit}|${boundary}`,
);

interface Place {
  id: string;
  /** For how long it lies in the unit; null: as long as it stands, and for what is dated after that. */
  since: Date | null;
  until: Date | null;
}

/** Which awards were conferred in a unit and all below it: the same rule as the counts', as a filter. */
export async function placesWithin(
  context: AwardsContext,
  unit: string,
  boundary: string | null,
): Promise<Prisma.AwardWhereInput> {
  if (boundary !== null) {
    const rows = await context.db.$queryRaw<{ id: string }[]>(Prisma.sql`
      SELECT p.place_id::text AS id FROM awards.places_on(${boundary}::date) p
      JOIN map.closure c ON c.descendant_id = p.unit_id AND c.begins <= ${boundary}::date AND ${boundary}::date < c.ends
      WHERE c.ancestor_id = ${unit}::uuid`);
    return { placeId: { in: rows.map(({ id }) => id) } };
  }
  const places = await context.db.$queryRaw<Place[]>(Prisma.sql`
    SELECT c.descendant_id::text AS id, CASE WHEN l.begins < c.begins THEN c.begins END AS since,
      CASE WHEN c.ends < l.ends THEN c.ends END AS until
    FROM map.closure c JOIN map.locality l ON l.id = c.descendant_id
    WHERE c.ancestor_id = ${unit}::uuid
      AND EXISTS (SELECT FROM awards.award_place_count k WHERE k.place_id = c.descendant_id)`);
  const always = places.filter(({ since, until }) => since === null && until === null);
  const moved = places.filter((place) => !always.includes(place));
  return {
    OR: [
      { placeId: { in: always.map(({ id }) => id) } },
      ...moved.map(({ id, since, until }) => ({
        placeId: id,
        decidedOn: { ...(since && { gte: since }), ...(until && { lt: until }) },
      })),
    ],
  };
}
