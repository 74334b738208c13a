import { Prisma } from '@thi-dua/prisma/generated/indicators/client';
import { defineLoader } from '@thi-dua/schema/context';
import type { IndicatorsContext } from '../builder.js';
import type { LocalityLevel } from '../figure/units-store.js';
import type { Subject } from '../rule/question.js';

export interface SubjectKey {
  /** In whose territory the units lie, or in which unit. */
  within: { tenant: string } | { unit: string };
  /** Exactly these, where there are any. */
  localities: readonly string[];
  /** None: the territory itself. */
  levels: readonly LocalityLevel[];
  designation: string | null;
  /** Whose map is followed; the territory's own last day, where it ended before. */
  day: string;
}

interface Row {
  n: number;
  units: { id: string; lastDay: string | null }[];
  whole: boolean;
}

/**
 * The units that a rule binds, by code. Where the map does not hold all units of a level, whether they are all is false; of
 * a designation only those are known that are recorded.
 */
export const subjectOf = defineLoader<IndicatorsContext, SubjectKey, Subject, string>(
  async (keys, context) => {
    const asked = keys.map(({ within, localities, levels, designation, day }, n) => ({
      n,
      tenant: 'tenant' in within ? within.tenant : null,
      unit: 'unit' in within ? within.unit : null,
      localities,
      levels,
      designation,
      day,
    }));
    const rows = await context.db.$queryRaw<Row[]>(Prisma.sql`
      WITH k AS MATERIALIZED (
        SELECT a.n, a.localities, a.levels, a.designation, home.id AS home, greatest(home.begins, least(a.day, home.ends - 1)) AS day
        FROM jsonb_to_recordset(${JSON.stringify(asked)}::jsonb)
          AS a(n int, tenant text, unit uuid, localities uuid[], levels map.locality_level[], designation text, day date)
        LEFT JOIN map.tenant t ON t.slug = a.tenant
        LEFT JOIN map.locality home ON home.id = coalesce(a.unit, t.locality_id)
      )
      SELECT k.n,
        coalesce((
          SELECT jsonb_agg(jsonb_build_object('id', u.id, 'lastDay', CASE WHEN u.ends < '9999-12-31' THEN u.ends - 1 END) ORDER BY u.code, u.id)
          FROM (
            SELECT l.id, l.ends, l.code FROM map.locality l WHERE l.id = ANY(k.localities)
            UNION ALL
            SELECT l.id, l.ends, l.code
            FROM map.closure c JOIN map.locality l ON l.id = c.descendant_id
            WHERE cardinality(k.localities) = 0 AND c.ancestor_id = k.home AND c.begins <= k.day AND k.day < c.ends
              AND CASE WHEN cardinality(k.levels) = 0 THEN c.depth = 0 ELSE l.level = ANY(k.levels) END
              AND (k.designation IS NULL OR EXISTS (
                SELECT FROM map.designation d
                WHERE d.locality_id = l.id AND d.kind = k.designation AND d.begins <= k.day AND k.day < d.ends))
          ) u), '[]') AS units,
        cardinality(k.localities) > 0 OR cardinality(k.levels) = 0 OR k.designation IS NOT NULL OR NOT EXISTS (
          SELECT FROM map.closure c
          JOIN map.locality l ON l.id = c.descendant_id AND l.level < (SELECT max(v) FROM unnest(k.levels) v)
          CROSS JOIN LATERAL indicators.expected_children(l.id, k.day) e
          WHERE c.ancestor_id = k.home AND c.begins <= k.day AND k.day < c.ends AND e.children < e.expected) AS whole
      FROM k`);
    const found = new Map(rows.map(({ n, units, whole }) => [n, { units, whole }]));
    return keys.map((_key, n) => found.get(n) ?? { units: [], whole: true });
  },
  (key) => JSON.stringify(key),
);
