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

/** The territory itself, where no levels are asked for. */
const atLevel = Prisma.sql`CASE WHEN cardinality(k.levels) = 0 THEN c.depth = 0 ELSE c.level = ANY(k.levels) END`;

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
        SELECT a.n, a.localities, a.levels, a.designation, home.id AS home, home.level, home.ends AS home_ends,
          greatest(home.begins, least(a.day, home.ends - 1)) AS day,
          -- How deep the lowest of the levels can lie: the closure is read no further down, however many lie below.
          coalesce((SELECT max(array_position(enum_range(NULL::map.locality_level), v)) FROM unnest(a.levels) v)
            - array_position(enum_range(NULL::map.locality_level), home.level), 0) AS depth
        FROM jsonb_to_recordset(${JSON.stringify(asked)}::jsonb)
          AS a(n int, tenant text, unit uuid, localities uuid[], levels map.locality_level[], designation text, day date)
        LEFT JOIN map.tenant t ON t.slug = a.tenant
        LEFT JOIN map.locality home ON home.id = coalesce(a.unit, t.locality_id)
      ),
      bound AS MATERIALIZED (
        SELECT k.n, l.id, l.code, least(l.ends, k.home_ends) AS ends
        FROM k JOIN map.locality l ON l.id = ANY(k.localities)
        UNION ALL
        SELECT k.n, l.id, l.code, CASE WHEN c.ends >= least(l.ends, k.home_ends) THEN least(l.ends, k.home_ends)
            ELSE least(l.ends, k.home_ends, (SELECT max(o.ends) FROM map.closure o WHERE o.ancestor_id = k.home AND o.descendant_id = l.id)) END
        FROM k JOIN map.closure c ON c.ancestor_id = k.home AND c.depth <= k.depth AND c.begins <= k.day AND k.day < c.ends
        JOIN map.locality l ON l.id = c.descendant_id
        WHERE k.designation IS NULL AND cardinality(k.localities) = 0 AND ${atLevel}
        UNION ALL
        -- From those that bear it: they are few among all of a level.
        SELECT k.n, l.id, l.code, least(l.ends, k.home_ends, (SELECT max(o.ends) FROM map.closure o WHERE o.ancestor_id = k.home AND o.descendant_id = l.id))
        FROM k JOIN (SELECT DISTINCT k.n, d.locality_id FROM k JOIN map.designation d ON d.kind = k.designation AND d.begins <= k.day AND k.day < d.ends) d ON d.n = k.n
        JOIN map.closure c ON c.descendant_id = d.locality_id AND c.ancestor_id = k.home AND c.begins <= k.day AND k.day < c.ends
        JOIN map.locality l ON l.id = c.descendant_id
        WHERE cardinality(k.localities) = 0 AND ${atLevel}
      ),
      found AS (
        SELECT n, count(*) AS bearers,
          jsonb_agg(jsonb_build_object('id', id, 'lastDay', CASE WHEN ends < '9999-12-31' THEN ends - 1 END) ORDER BY code, id) AS units
        FROM bound GROUP BY n
      ),
      counted AS (
        SELECT k.n, f.units, CASE WHEN a.candidates > 0 THEN coalesce(f.bearers, 0) END AS bearers, a.candidates
        FROM k LEFT JOIN found f USING (n)
        CROSS JOIN LATERAL (
          SELECT f.bearers AS candidates WHERE k.designation IS NULL OR cardinality(k.localities) > 0
          UNION ALL
          SELECT count(*) FROM map.closure c
          WHERE k.designation IS NOT NULL AND cardinality(k.localities) = 0 AND c.ancestor_id = k.home
            AND c.level = ANY(CASE WHEN cardinality(k.levels) = 0 THEN ARRAY[k.level] ELSE k.levels END)
            AND c.begins <= k.day AND k.day < c.ends
          HAVING k.designation IS NOT NULL AND cardinality(k.localities) = 0) a
      )
      SELECT k.n, coalesce(f.units, '[]') AS units,
        cardinality(k.localities) > 0 OR f.bearers >= (
          SELECT d.count FROM map.declared_bearers d
          WHERE d.locality_id = k.home AND d.kind = k.designation AND d.begins <= k.day AND k.day < d.ends
        ) IS TRUE OR (f.bearers = f.candidates AND (cardinality(k.levels) = 0 OR NOT EXISTS (
          SELECT FROM map.closure c
          CROSS JOIN LATERAL indicators.expected_children(c.descendant_id, k.day) e
          WHERE c.level < (SELECT max(v) FROM unnest(k.levels) v) AND c.ancestor_id = k.home AND c.depth < k.depth
            AND c.begins <= k.day AND k.day < c.ends AND e.children < e.expected))) AS whole
      FROM k JOIN counted f USING (n)`);
    const found = new Map(rows.map(({ n, units, whole }) => [n, { units, whole: whole === true }]));
    return keys.map((_key, n) => found.get(n) ?? { units: [], whole: false });
  },
  (key) => JSON.stringify(key),
);
