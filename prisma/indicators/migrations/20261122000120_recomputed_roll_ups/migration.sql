-- Every roll-up of an indicator from scratch: from observations and map alone, by other means than those that keep the
-- stored ones, so that the two can be held against each other (`npm run verify:rollups`). For the operator: it reads what
-- its caller may read.

-- Each unit's own values of a code on one basis; of a flow also what its parts add up to over time.
CREATE FUNCTION "indicators"."recomputed_values"(k_code text, k_basis text)
RETURNS TABLE (unit uuid, methodology text, period text, value numeric, open boolean) LANGUAGE sql STABLE AS $$
    WITH reported AS MATERIALIZED (
        SELECT DISTINCT ON (o.locality_id, o.methodology, o.period) o.locality_id AS unit, o.methodology, o.period, o.value::numeric AS value, o.status = 'RELEASED' AS open
        FROM indicators.observation o
        WHERE o.indicator = k_code
          AND (o.official OR (k_basis = 'PROVISIONAL' AND o.current AND o.status NOT IN ('DRAFT', 'RETURNED')))
        ORDER BY o.locality_id, o.methodology, o.period, o.revision DESC
    ),
    flow AS (SELECT FROM indicators.indicator i WHERE i.code = k_code AND i.kind = 'COUNT' AND i.time = 'FLOW'),
    quarter AS MATERIALIZED (
        SELECT * FROM reported r WHERE EXISTS (SELECT FROM flow) AND r.period LIKE '____-Q_'
        UNION ALL
        SELECT s.* FROM (
            SELECT r.unit, r.methodology, to_char(to_date(r.period, 'YYYY-MM'), 'YYYY"-Q"Q') AS period, sum(r.value), bool_and(r.open)
            FROM reported r WHERE EXISTS (SELECT FROM flow) AND r.period ~ '^\d{4}-\d\d$'
            GROUP BY 1, 2, 3 HAVING count(*) = 3
        ) s
        WHERE NOT EXISTS (SELECT FROM reported r WHERE r.unit = s.unit AND r.period = s.period AND r.methodology IS NOT DISTINCT FROM s.methodology)
    ),
    year AS (
        SELECT s.* FROM (
            SELECT q.unit, q.methodology, left(q.period, 4) AS period, sum(q.value), bool_and(q.open) FROM quarter q GROUP BY 1, 2, 3 HAVING count(*) = 4
        ) s
        WHERE NOT EXISTS (SELECT FROM reported r WHERE r.unit = s.unit AND r.period = s.period AND r.methodology IS NOT DISTINCT FROM s.methodology)
    )
    SELECT * FROM reported
    UNION ALL SELECT * FROM quarter q WHERE NOT EXISTS (SELECT FROM reported r WHERE r.unit = q.unit AND r.period = q.period AND r.methodology IS NOT DISTINCT FROM q.methodology)
    UNION ALL SELECT * FROM year $$;

CREATE TYPE "indicators"."recomputed" AS (
    unit uuid, methodology text, period text, period_end date, expected int, x numeric, y numeric, reported int, complete boolean, open boolean,
    v_x numeric, v_y numeric, v_open boolean, ok boolean
);

-- Of each unit with anything below it, province and lower, what the units below add up to on one basis.
CREATE FUNCTION "indicators"."recomputed_roll_ups"(k_indicator text, k_basis text)
RETURNS TABLE (unit uuid, methodology text, period text, period_end date, expected int, x numeric, y numeric, reported int, complete boolean, open boolean)
LANGUAGE plpgsql STABLE AS $$
#variable_conflict use_column
DECLARE
    i record;
    own indicators.recomputed[];
    nodes indicators.recomputed[] := '{}';
    lvl map.locality_level;
BEGIN
    SELECT d.kind::text AS kind, d.standard, nullif(d.lowest_level, 'NEIGHBOURHOOD') AS lowest_level, coalesce(d.numerator, d.code) AS a, d.denominator AS b,
        d.standard AND (SELECT a.standard FROM indicators.indicator a WHERE a.code = coalesce(d.numerator, d.code)) AS a_standard,
        d.standard AND coalesce((SELECT b.standard FROM indicators.indicator b WHERE b.code = d.denominator), false) AS b_standard
    INTO STRICT i FROM indicators.indicator d WHERE d.code = k_indicator;

    WITH a AS MATERIALIZED (SELECT * FROM indicators.recomputed_values(i.a, k_basis) v WHERE i.a_standard OR v.methodology IS NULL),
    b AS MATERIALIZED (SELECT * FROM indicators.recomputed_values(i.b, k_basis) v WHERE i.b_standard OR v.methodology IS NULL),
    stated AS (
        SELECT a.unit, a.methodology, a.period, a.value AS x, NULL::numeric AS y, a.open FROM a WHERE i.kind = 'COUNT'
        UNION ALL
        SELECT a.unit, coalesce(a.methodology, b.methodology), a.period, CASE i.kind WHEN 'RATIO' THEN a.value ELSE a.value * b.value END, b.value, a.open AND b.open
        FROM a JOIN b ON b.unit = a.unit AND b.period = a.period
        WHERE i.kind <> 'COUNT' AND (NOT (i.a_standard AND i.b_standard) OR a.methodology IS NOT DISTINCT FROM b.methodology)
    )
    SELECT coalesce(array_agg(ROW(s.unit, s.methodology, s.period, d.day, NULL, s.x, s.y, NULL, NULL, s.open, NULL, NULL, NULL, NULL)::indicators.recomputed), '{}')
    INTO own
    FROM stated s
    CROSS JOIN LATERAL (
        SELECT (to_date(left(s.period, 4), 'YYYY') + CASE WHEN s.period ~ 'Q' THEN interval '3 months' * right(s.period, 1)::int
            WHEN length(s.period) = 7 THEN interval '1 month' * right(s.period, 2)::int ELSE interval '1 year' END - interval '1 day')::date AS day) d
    JOIN map.locality l ON l.id = s.unit AND l.begins <= d.day AND d.day < l.ends;

    -- From the lowest level up: a unit's roll-up is what its children pass on.
    FOREACH lvl IN ARRAY ARRAY['NEIGHBOURHOOD', 'COMMUNE', 'DISTRICT', 'PROVINCE']::map.locality_level[] LOOP
        WITH kids AS (
            SELECT e.parent_id AS unit, n.methodology, n.period, n.period_end, sum(n.v_x) AS x, sum(n.v_y) AS y,
                (count(*) FILTER (WHERE n.ok))::int AS reported, bool_and(n.v_open) AS open
            FROM unnest(nodes) n
            JOIN map.locality c ON c.id = n.unit AND c.begins <= n.period_end AND n.period_end < c.ends AND (i.lowest_level IS NULL OR c.level <= i.lowest_level)
            JOIN map.locality_parent e ON e.child_id = n.unit AND e.begins <= n.period_end AND n.period_end < e.ends
            JOIN map.locality p ON p.id = e.parent_id AND p.level = lvl
            WHERE n.v_x IS NOT NULL
            GROUP BY 1, 2, 3, 4
        ),
        mine AS (SELECT o.* FROM unnest(own) o JOIN map.locality l ON l.id = o.unit AND l.level = lvl),
        known AS (
            SELECT coalesce(k.unit, m.unit) AS unit, coalesce(k.methodology, m.methodology) AS methodology, coalesce(k.period, m.period) AS period,
                coalesce(k.period_end, m.period_end) AS day, k.x, k.y, k.open, coalesce(k.reported, 0) AS reported, m.x AS own_x, m.y AS own_y, m.open AS own_open
            FROM kids k FULL JOIN mine m ON m.unit = k.unit AND m.period = k.period AND coalesce(m.methodology, '') = coalesce(k.methodology, '')
        ),
        counted AS (
            SELECT k.*, c.children, greatest(c.children, CASE WHEN i.lowest_level IS NULL OR lvl < i.lowest_level THEN coalesce((
                    SELECT d.count FROM map.declared_children d WHERE d.locality_id = k.unit AND d.begins <= k.day ORDER BY d.begins DESC LIMIT 1), 0) END) AS expected,
                EXISTS (SELECT FROM indicators.release r WHERE r.locality_id = k.unit AND r.period = k.period AND r.basis = k_basis::indicators.basis) AS opened
            FROM known k
            CROSS JOIN LATERAL (
                SELECT count(*)::int AS children FROM map.locality_parent e JOIN map.locality c ON c.id = e.child_id
                WHERE e.parent_id = k.unit AND e.begins <= k.day AND k.day < e.ends AND (i.lowest_level IS NULL OR c.level <= i.lowest_level)) c
        ),
        covered AS (SELECT c.*, c.children > 0 AND c.reported >= c.expected AS complete FROM counted c)
        SELECT nodes || coalesce(array_agg(ROW(c.unit, c.methodology, c.period, c.day, c.expected, c.x, c.y, c.reported, c.complete, c.open,
            CASE WHEN c.complete THEN c.x ELSE coalesce(c.own_x, c.x) END,
            CASE WHEN c.complete OR c.own_x IS NULL THEN c.y ELSE c.own_y END,
            CASE WHEN c.complete OR c.own_x IS NULL THEN (c.complete AND c.opened) OR c.open ELSE c.own_open OR c.opened END,
            c.complete OR c.own_x IS NOT NULL)::indicators.recomputed), '{}')
        INTO nodes FROM covered c;
    END LOOP;

    RETURN QUERY SELECT n.unit, n.methodology, n.period, n.period_end, n.expected, n.x, n.y, n.reported, n.complete, n.open
    FROM unnest(nodes) n WHERE n.x IS NOT NULL;
END $$;

-- Where the stored roll-ups of an indicator are not what recomputation says; null: none stands there.
CREATE FUNCTION "indicators"."roll_up_differences"(k_indicator text, k_basis text)
RETURNS TABLE (unit uuid, methodology text, period text, stored jsonb, recomputed jsonb) LANGUAGE sql STABLE AS $$
    WITH stored AS (
        SELECT r.unit, nullif(r.methodology, '') AS methodology, r.period, jsonb_build_object('periodEnd', r.period_end,
            'x', trim_scale(CASE k_basis WHEN 'OFFICIAL' THEN r.official_x ELSE r.provisional_x END),
            'y', trim_scale(CASE k_basis WHEN 'OFFICIAL' THEN r.official_y ELSE r.provisional_y END),
            'expected', r.expected,
            'reported', CASE k_basis WHEN 'OFFICIAL' THEN r.official_reported ELSE r.provisional_reported END,
            'complete', CASE k_basis WHEN 'OFFICIAL' THEN r.official_complete ELSE r.provisional_complete END,
            'open', CASE k_basis WHEN 'OFFICIAL' THEN r.official_open ELSE r.provisional_open END) AS is
        FROM indicators.roll_up r
        WHERE r.indicator = k_indicator
          -- One that was emptied reads as none.
          AND num_nonnulls(CASE k_basis WHEN 'OFFICIAL' THEN r.official_x ELSE r.provisional_x END,
                CASE k_basis WHEN 'OFFICIAL' THEN r.official_y ELSE r.provisional_y END,
                CASE k_basis WHEN 'OFFICIAL' THEN r.official_open ELSE r.provisional_open END,
                nullif(CASE k_basis WHEN 'OFFICIAL' THEN r.official_reported ELSE r.provisional_reported END, 0),
                nullif(CASE k_basis WHEN 'OFFICIAL' THEN r.official_complete ELSE r.provisional_complete END, false)) > 0
    ),
    recomputed AS (
        SELECT c.unit, c.methodology, c.period, jsonb_build_object('periodEnd', c.period_end, 'x', trim_scale(c.x), 'y', trim_scale(c.y), 'expected', c.expected,
            'reported', c.reported, 'complete', c.complete, 'open', c.open) AS is
        FROM indicators.recomputed_roll_ups(k_indicator, k_basis) c
    )
    SELECT coalesce(s.unit, c.unit), coalesce(s.methodology, c.methodology), coalesce(s.period, c.period), s.is, c.is
    FROM stored s FULL JOIN recomputed c ON c.unit = s.unit AND c.period = s.period AND coalesce(c.methodology, '') = coalesce(s.methodology, '')
    WHERE s.is IS DISTINCT FROM c.is $$;
