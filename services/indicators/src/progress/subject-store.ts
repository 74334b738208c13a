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
  whole: boolean | null;
}

/**
 * The units that a rule binds, by code, each as long as it stood and lay in a territory that stood: what comes after is
 * another's. They are all where the map holds every unit of the levels; bearers of a designation, where as many are
 * recorded as the decision lists, or every unit bears it.
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
        SELECT a.n, a.localities, a.levels, a.designation, home.id AS home, home.ends AS home_ends,
          greatest(home.begins, least(a.day, home.ends - 1)) AS day
        FROM jsonb_to_recordset(${JSON.stringify(asked)}::jsonb)
          AS a(n int, tenant text, unit uuid, localities uuid[], levels map.locality_level[], designation text, day date)
        LEFT JOIN map.tenant t ON t.slug = a.tenant
        LEFT JOIN map.locality home ON home.id = coalesce(a.unit, t.locality_id)
      ),
      candidate AS MATERIALIZED (
        SELECT k.n, l.id, l.code, least(l.ends, k.home_ends) AS ends, true AS bears
        FROM k JOIN map.locality l ON l.id = ANY(k.localities)
        UNION ALL
        SELECT k.n, l.id, l.code,
          least(l.ends, k.home_ends, (SELECT max(o.ends) FROM map.closure o WHERE o.ancestor_id = k.home AND o.descendant_id = l.id)),
          k.designation IS NULL OR EXISTS (
          SELECT FROM map.designation d
          WHERE d.locality_id = l.id AND d.kind = k.designation AND d.begins <= k.day AND k.day < d.ends)
        FROM k JOIN map.closure c ON c.ancestor_id = k.home AND c.begins <= k.day AND k.day < c.ends
        JOIN map.locality l ON l.id = c.descendant_id
        WHERE cardinality(k.localities) = 0 AND CASE WHEN cardinality(k.levels) = 0 THEN c.depth = 0 ELSE l.level = ANY(k.levels) END
      ),
      found AS (
        SELECT n, count(*) AS candidates, count(*) FILTER (WHERE bears) AS bearers,
          jsonb_agg(jsonb_build_object('id', id, 'lastDay', CASE WHEN ends < '9999-12-31' THEN ends - 1 END) ORDER BY code, id)
            FILTER (WHERE bears) AS units
        FROM candidate GROUP BY n
      )
      SELECT k.n, coalesce(f.units, '[]') AS units,
        cardinality(k.localities) > 0 OR f.bearers >= (
          SELECT d.count FROM map.declared_bearers d
          WHERE d.locality_id = k.home AND d.kind = k.designation AND d.begins <= k.day AND k.day < d.ends
        ) IS TRUE OR (f.bearers = f.candidates AND (cardinality(k.levels) = 0 OR NOT EXISTS (
          SELECT FROM map.closure c
          JOIN map.locality l ON l.id = c.descendant_id AND l.level < (SELECT max(v) FROM unnest(k.levels) v)
          CROSS JOIN LATERAL indicators.expected_children(l.id, k.day) e
          WHERE c.ancestor_id = k.home AND c.begins <= k.day AND k.day < c.ends AND e.children < e.expected))) AS whole
      FROM k LEFT JOIN found f USING (n)`);
    const found = new Map(rows.map(({ n, units, whole }) => [n, { units, whole: whole === true }]));
    return keys.map((_key, n) => found.get(n) ?? { units: [], whole: false });
  },
  (key) => JSON.stringify(key),
);
