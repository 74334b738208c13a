import { Prisma } from '@thi-dua/prisma/generated/localities/client';
import { defineLoader } from '@thi-dua/schema/context';
import type { LocalitiesContext } from '../builder.js';
import { byKey, type LocalityNode, type LocalityRow, localityColumns } from '../locality/locality-store.js';
import { defaultDay } from '../locality/standing.js';

/** A unit that another one became, or was made from, over any number of changes. */
export interface LineageLink {
  locality: LocalityNode;
  /** PART as soon as one change on the way was a division. */
  extent: 'WHOLE' | 'PART';
  /** Changes on the way; none for the unit itself. */
  steps: number;
}
type LinkRow = LocalityRow & { n: bigint; extent: 'WHOLE' | 'PART'; steps: number };

interface HeirsKey {
  id: string;
  day: string;
}
interface OriginsKey {
  id: string;
  /** Null: as far back as is recorded. */
  day: string | null;
}

const links = (keys: readonly { day: string | null }[], rows: LinkRow[], today: string): LineageLink[][] =>
  byKey(keys.length, rows).map((group, i) =>
    group.map(({ n: _place, extent, steps, ...row }) => ({
      locality: { ...row, day: keys[i]?.day ?? defaultDay(row, today) },
      extent,
      steps,
    })),
  );

/**
 * What units had become by a day: those that stand on it, reached by changes each later than the one before (what a unit
 * took in after it gave something away did not go with that). Days that only grow also make every way end.
 */
export const heirsOn = defineLoader<LocalitiesContext, HeirsKey, LineageLink[], string>(
  async (keys, context) => {
    const rows = await context.db.$queryRaw<LinkRow[]>(Prisma.sql`
      WITH RECURSIVE way(n, day, id, reached, extent, steps) AS (
        SELECT k.n, k.day, k.id, '-infinity'::date, 'WHOLE'::map.extent, 0
        FROM unnest(${keys.map(({ id }) => id)}::uuid[], ${keys.map(({ day }) => day)}::date[]) WITH ORDINALITY AS k(id, day, n)
        UNION
        SELECT way.n, way.day, s.to_id, s.effective_on, greatest(way.extent, s.extent), way.steps + 1
        FROM way JOIN map.succession s ON s.from_id = way.id AND s.effective_on > way.reached AND s.effective_on <= way.day
      )
      SELECT way.n, ${localityColumns}, max(way.extent)::text AS extent, min(way.steps) AS steps
      FROM way JOIN map.locality l ON l.id = way.id AND l.begins <= way.day AND way.day < l.ends
      GROUP BY way.n, l.id ORDER BY way.n, l.level, l.code`);
    return links(keys, rows, context.today);
  },
  ({ id, day }) => `${id} ${day}`,
);

/**
 * What units were made from: those that stood on a day or, where none is named, those that are recorded as made from
 * nothing themselves. A unit that only took others in is one of its own origins.
 */
export const originsOn = defineLoader<LocalitiesContext, OriginsKey, LineageLink[], string>(
  async (keys, context) => {
    const rows = await context.db.$queryRaw<LinkRow[]>(Prisma.sql`
      WITH RECURSIVE way(n, day, id, reached, extent, steps) AS (
        SELECT k.n, k.day, k.id, 'infinity'::date, 'WHOLE'::map.extent, 0
        FROM unnest(${keys.map(({ id }) => id)}::uuid[], ${keys.map(({ day }) => day)}::date[]) WITH ORDINALITY AS k(id, day, n)
        UNION
        SELECT way.n, way.day, s.from_id, s.effective_on, greatest(way.extent, s.extent), way.steps + 1
        FROM way JOIN map.succession s ON s.to_id = way.id AND s.effective_on < way.reached
          AND (way.day IS NULL OR s.effective_on > way.day)
      )
      SELECT way.n, ${localityColumns}, max(way.extent)::text AS extent, min(way.steps) AS steps
      FROM way JOIN map.locality l ON l.id = way.id AND (
        CASE WHEN way.day IS NULL
          THEN NOT EXISTS (SELECT FROM map.succession s WHERE s.to_id = l.id AND s.effective_on <= l.begins)
          ELSE l.begins <= way.day AND way.day < l.ends END)
      GROUP BY way.n, l.id ORDER BY way.n, l.level, l.code, l.begins`);
    return links(keys, rows, context.today);
  },
  ({ id, day }) => `${id} ${day}`,
);
