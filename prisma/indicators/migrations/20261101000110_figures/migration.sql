-- Figures rolled up over the map: the one place that reads across tenants. It adds up what the owners reported, whoever
-- asks, and then shows the caller what it may see of the result: nothing of what it may not, not even that it is there.

-- How the caller stands to the figures of units, each answered for by a tenant on a day. Below means: the unit lies above
-- the caller's own territory. Asked for many at once, since few tenants answer for many units.
CREATE FUNCTION "indicators"."standings"(k_n int[], k_owner text[], k_unit uuid[], k_day date[]) RETURNS TABLE (n int, standing text)
LANGUAGE sql STABLE PARALLEL SAFE AS $$
    WITH k AS MATERIALIZED (SELECT * FROM unnest(k_n, k_owner, k_unit, k_day) AS u(n, owner, unit, on_day)),
    -- As map.acts_for and map.above say, written out: PostgreSQL cannot inline a function with a subquery, and a call a
    -- unit was most of what fifty figures cost.
    line AS MATERIALIZED (
        SELECT o.owner, o.on_day,
            o.owner = w.caller OR EXISTS (
                SELECT FROM map.authority a
                WHERE a.subordinate = o.owner AND a.superior = w.caller AND a.basis = 'SUCCESSOR'
                  AND a.begins <= w.today AND w.today < a.ends) AS mine,
            EXISTS (
                SELECT FROM map.authority a
                WHERE a.subordinate = o.owner AND a.superior = w.caller AND a.basis IN ('LINE', 'ARCHIVE')
                  AND ((a.begins <= w.today AND w.today < a.ends) OR (a.begins <= o.on_day AND o.on_day < a.ends))) AS above
        FROM (SELECT DISTINCT owner, on_day FROM k WHERE owner IS NOT NULL) o
        CROSS JOIN (SELECT map.caller() AS caller, map.today() AS today) w
    ),
    territory AS MATERIALIZED (
        SELECT c.ancestor_id, c.begins, c.ends
        FROM map.tenant t JOIN map.closure c ON c.descendant_id = t.locality_id AND c.depth > 0
        WHERE t.slug = map.caller()
    )
    SELECT k.n, CASE
        WHEN map.caller() IS NULL THEN 'NONE'
        WHEN line.mine THEN 'OWNER'
        WHEN line.above THEN 'SUPERIOR'
        WHEN EXISTS (
            SELECT FROM territory t
            WHERE t.ancestor_id = k.unit
              AND ((t.begins <= k.on_day AND k.on_day < t.ends) OR (t.begins <= map.today() AND map.today() < t.ends)))
        THEN 'SUBORDINATE'
        ELSE 'NONE' END
    FROM k LEFT JOIN line ON line.owner = k.owner AND line.on_day = k.on_day $$;

-- The rule of design §2 for one part of a figure: the unit's own report (open: it is released), or its roll-up (open: a
-- release stands for it and it is complete, or every figure in it is released).
CREATE FUNCTION "indicators"."may_see_figure"(standing text, rolled_up boolean, complete boolean, open boolean) RETURNS boolean
LANGUAGE sql STABLE PARALLEL SAFE AS $$
    SELECT map.caller() IS NOT NULL AND CASE
        WHEN standing IN ('OWNER', 'SUPERIOR') THEN true
        WHEN rolled_up AND standing = 'SUBORDINATE' THEN coalesce(complete OR open, false)
        ELSE coalesce(open, false) END $$;

-- The units of `from_day` that a unit of `to_day` goes back to; whole: entirely part of it by a chain of whole successions.
CREATE FUNCTION "indicators"."origins"(unit uuid, from_day date, to_day date) RETURNS TABLE (origin uuid, whole boolean)
LANGUAGE sql STABLE PARALLEL SAFE AS $$
    WITH RECURSIVE back(id, whole) AS (
        SELECT unit, true
        UNION
        SELECT s.from_id, back.whole AND s.extent = 'WHOLE'
        FROM back JOIN map.succession s ON s.to_id = back.id AND from_day < s.effective_on AND s.effective_on <= to_day
    )
    SELECT back.id, bool_or(back.whole)
    FROM back JOIN map.locality l ON l.id = back.id AND l.begins <= from_day AND from_day < l.ends
    GROUP BY back.id $$;

-- One question asked of many units: an indicator in a period, under one standard, on one basis.
CREATE TYPE "indicators"."question" AS (
    grp int, kind text, period text, day date, basis text, territory uuid,
    -- What is added up: x is a count, a ratio's numerator, or a mean times its weight; y the denominator or weight.
    x text, x_methodology text, y text, y_methodology text,
    -- The published rate or mean itself.
    self text, self_methodology text
);
-- One unit's figures for one question. `v`: what it passes upward.
CREATE TYPE "indicators"."node" AS (
    grp int, unit uuid, parent uuid,
    own_x numeric, own_y numeric, own_open boolean, published numeric, published_open boolean,
    rolled_x numeric, rolled_y numeric, rolled_open boolean,
    expected int, reported int, complete boolean,
    v_x numeric, v_y numeric, v_open boolean, ok boolean
);
-- For a question asked of another day's map: what of the period's map a unit, or one of its children, is made of.
CREATE TYPE "indicators"."link" AS (n int, grp int, unit uuid, child boolean, origin uuid, whole boolean, more boolean);

-- Answers question n for unit n. No row: the unit does not stand on the day of the map that was asked for (k_day, which
-- is the period's last day k_end unless another boundary is asked for).
CREATE FUNCTION "indicators"."figures"(
    k_unit uuid[], k_indicator text[], k_methodology text[], k_period text[], k_end date[], k_day date[], k_basis text[]
) RETURNS TABLE (
    n int, standing text, rolled_standing text, leaf boolean,
    own_value numeric, own_x numeric, own_y numeric, own_open boolean, published numeric, published_open boolean,
    rolled_value numeric, rolled_x numeric, rolled_y numeric, rolled_open boolean,
    expected int, reported int, complete boolean,
    own_less_rolled numeric, published_less_rolled numeric, published_less_own numeric
) LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET plan_cache_mode = force_generic_plan AS $$
#variable_conflict use_column
DECLARE
    questions indicators.question[];
    links indicators.link[];
    own indicators.node[];
    nodes indicators.node[] := '{}';
    lvl map.locality_level;
BEGIN
    SELECT array_agg(ROW(q.grp, i.kind, q.period, q.day, q.basis, m.territory_id,
            x.code, CASE WHEN x.standard THEN q.methodology END, y.code, CASE WHEN y.standard THEN q.methodology END,
            CASE WHEN i.kind <> 'COUNT' THEN i.code END, CASE WHEN i.standard THEN q.methodology END)::indicators.question ORDER BY q.grp)
    INTO questions
    FROM (
        SELECT (row_number() OVER (ORDER BY k.indicator, k.methodology, k.period, k.basis))::int AS grp, k.*
        FROM (SELECT DISTINCT * FROM unnest(k_indicator, k_methodology, k_period, k_end, k_basis) AS u(indicator, methodology, period, day, basis)) k
    ) q
    JOIN indicators.indicator i ON i.code = q.indicator
    JOIN indicators.indicator x ON x.code = coalesce(i.numerator, i.code)
    LEFT JOIN indicators.indicator y ON y.code = i.denominator
    LEFT JOIN indicators.methodology m ON m.code = q.methodology AND i.standard;

    SELECT coalesce(array_agg(ROW(k.n, q.grp, c.unit, c.child, o.origin, o.whole,
            NOT (l.begins <= q.day AND q.day < l.ends) AND l.flags @> ANY (ARRAY['[{"code":"ORIGIN_PARTIAL"}]', '[{"code":"ORIGIN_UNKNOWN"}]']::jsonb[])
        )::indicators.link), '{}')
    INTO links
    FROM unnest(k_unit, k_indicator, k_methodology, k_period, k_end, k_day, k_basis) WITH ORDINALITY AS k(unit, indicator, methodology, period, day, map_day, basis, n)
    JOIN unnest(questions) q ON coalesce(q.self, q.x) = k.indicator AND q.period = k.period AND q.basis = k.basis
        AND coalesce(q.self_methodology, q.x_methodology) IS NOT DISTINCT FROM k.methodology
    CROSS JOIN LATERAL (
        SELECT k.unit, false AS child
        UNION ALL
        SELECT p.child_id, true FROM map.locality_parent p WHERE p.parent_id = k.unit AND p.begins <= k.map_day AND k.map_day < p.ends
    ) c
    JOIN map.locality l ON l.id = c.unit
    LEFT JOIN LATERAL indicators.origins(c.unit, q.day, k.map_day) o ON true
    WHERE k.map_day <> k.day;

    -- What was reported at, or anywhere below, the units that matter, on the map of the period's last day.
    WITH wanted AS (
        SELECT DISTINCT q.grp, k.unit
        FROM unnest(k_unit, k_indicator, k_methodology, k_period, k_end, k_day, k_basis) AS k(unit, indicator, methodology, period, day, map_day, basis)
        JOIN unnest(questions) q ON coalesce(q.self, q.x) = k.indicator AND q.period = k.period AND q.basis = k.basis
            AND coalesce(q.self_methodology, q.x_methodology) IS NOT DISTINCT FROM k.methodology
        UNION
        SELECT grp, origin FROM unnest(links) WHERE origin IS NOT NULL
    ),
    -- By way of arrays: the planner takes what is distinct over an array for one row, and would look through all figures
    -- again for each unit.
    scope AS (
        SELECT u.grp, u.unit
        FROM (
            SELECT array_agg(d.grp) AS grp, array_agg(d.unit) AS unit
            FROM (
                SELECT DISTINCT q.grp, c.descendant_id AS unit
                FROM wanted w JOIN unnest(questions) q ON q.grp = w.grp
                JOIN map.closure c ON c.ancestor_id = w.unit AND c.begins <= q.day AND q.day < c.ends
                -- A local standard counts inside its territory only.
                WHERE q.territory IS NULL OR EXISTS (
                    SELECT FROM map.closure t WHERE t.ancestor_id = q.territory AND t.descendant_id = c.descendant_id AND t.begins <= q.day AND q.day < t.ends)
            ) d
        ) a CROSS JOIN LATERAL unnest(a.grp, a.unit) AS u(grp, unit)
    ),
    part AS (
        SELECT q.grp, p.what, p.code, p.methodology, q.period, q.basis
        FROM unnest(questions) q
        CROSS JOIN LATERAL (VALUES ('x', CASE WHEN q.kind <> 'MEAN' THEN q.x END, q.x_methodology), ('y', q.y, q.y_methodology), ('self', q.self, q.self_methodology)) AS p(what, code, methodology)
        WHERE p.code IS NOT NULL
    ),
    -- The revision that counts: OFFICIAL, the latest that was verified; PROVISIONAL, the latest, unless it was returned.
    reported AS (
        SELECT DISTINCT ON (part.grp, s.unit, part.what) part.grp, s.unit, part.what, o.value,
            o.status = 'RELEASED' AS released
        FROM part JOIN scope s ON s.grp = part.grp
        JOIN indicators.observation o ON o.locality_id = s.unit AND o.indicator = part.code AND o.period = part.period
            AND o.methodology IS NOT DISTINCT FROM part.methodology
            AND (o.official OR (part.basis = 'PROVISIONAL' AND o.current AND o.status IN ('SUBMITTED', 'VERIFIED', 'RELEASED')))
        ORDER BY part.grp, s.unit, part.what, o.revision DESC
    ),
    unit AS (
        SELECT r.grp, r.unit,
            max(r.value) FILTER (WHERE r.what = 'x') AS x, bool_and(r.released) FILTER (WHERE r.what = 'x') AS x_open,
            max(r.value) FILTER (WHERE r.what = 'y') AS y, bool_and(r.released) FILTER (WHERE r.what = 'y') AS y_open,
            max(r.value) FILTER (WHERE r.what = 'self') AS self, bool_and(r.released) FILTER (WHERE r.what = 'self') AS self_open
        FROM reported r GROUP BY r.grp, r.unit
    ),
    paired AS (
        SELECT u.grp, u.unit,
            CASE q.kind WHEN 'COUNT' THEN u.x WHEN 'RATIO' THEN CASE WHEN u.y IS NOT NULL THEN u.x END ELSE u.self * u.y END AS x,
            CASE q.kind WHEN 'COUNT' THEN NULL WHEN 'RATIO' THEN CASE WHEN u.x IS NOT NULL THEN u.y END ELSE CASE WHEN u.self IS NOT NULL THEN u.y END END AS y,
            CASE q.kind WHEN 'COUNT' THEN u.x_open WHEN 'RATIO' THEN u.x_open AND u.y_open ELSE u.self_open AND u.y_open END AS open,
            u.self, u.self_open
        FROM unit u JOIN unnest(questions) q ON q.grp = u.grp
    )
    SELECT coalesce(array_agg(ROW(p.grp, p.unit, NULL, p.x, p.y, p.open, p.self, p.self_open,
        NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL)::indicators.node), '{}')
    INTO own
    FROM paired p WHERE p.x IS NOT NULL OR p.self IS NOT NULL;

    -- From the lowest level up: a unit's roll-up is what its children pass on.
    FOREACH lvl IN ARRAY ARRAY['NEIGHBOURHOOD', 'COMMUNE', 'DISTRICT', 'PROVINCE', 'NATION']::map.locality_level[] LOOP
        WITH kids AS (
            SELECT a.grp, a.parent AS unit, sum(a.v_x) AS x, sum(a.v_y) AS y, count(*) FILTER (WHERE a.ok)::int AS reported, bool_and(a.v_open) AS open
            FROM unnest(nodes) a JOIN map.locality l ON l.id = a.parent AND l.level = lvl
            WHERE a.v_x IS NOT NULL
            GROUP BY a.grp, a.parent
        ),
        mine AS (SELECT o.* FROM unnest(own) o JOIN map.locality l ON l.id = o.unit AND l.level = lvl),
        known AS (
            SELECT coalesce(k.grp, m.grp) AS grp, coalesce(k.unit, m.unit) AS unit, q.day, q.period, q.basis,
                m.own_x, m.own_y, m.own_open, m.published, m.published_open, k.x, k.y, k.open, coalesce(k.reported, 0) AS reported
            FROM kids k FULL JOIN mine m ON m.grp = k.grp AND m.unit = k.unit
            JOIN unnest(questions) q ON q.grp = coalesce(k.grp, m.grp)
            -- Above its territory a local standard has no value.
            WHERE q.territory IS NULL OR EXISTS (
                SELECT FROM map.closure t WHERE t.ancestor_id = q.territory AND t.descendant_id = coalesce(k.unit, m.unit) AND t.begins <= q.day AND q.day < t.ends)
        ),
        covered AS (
            SELECT k.*, e.children, e.expected, e.children > 0 AND k.reported >= e.expected AS complete,
                EXISTS (SELECT FROM indicators.release r WHERE r.locality_id = k.unit AND r.period = k.period AND r.basis = k.basis::indicators.basis) AS opened
            FROM known k CROSS JOIN LATERAL (SELECT * FROM indicators.expected_children(k.unit, k.day) OFFSET 0) e
        )
        SELECT nodes || coalesce(array_agg(ROW(c.grp, c.unit,
                (SELECT p.parent_id FROM map.locality_parent p WHERE p.child_id = c.unit AND p.begins <= c.day AND c.day < p.ends),
                c.own_x, c.own_y, c.own_open OR c.opened, c.published, c.published_open OR c.opened,
                c.x, c.y, (c.complete AND c.opened) OR c.open,
                c.expected, c.reported, c.complete,
                CASE WHEN c.complete THEN c.x ELSE coalesce(c.own_x, c.x) END,
                CASE WHEN c.complete OR c.own_x IS NULL THEN c.y ELSE c.own_y END,
                CASE WHEN c.complete OR c.own_x IS NULL THEN (c.complete AND c.opened) OR c.open ELSE c.own_open OR c.opened END,
                c.complete OR c.own_x IS NOT NULL)::indicators.node), '{}')
        INTO nodes
        FROM covered c;
    END LOOP;

    RETURN QUERY
    WITH asked AS (
        SELECT k.n::int AS n, k.unit, k.map_day, q.grp, q.kind, q.day, q.territory,
            l.begins <= q.day AND q.day < l.ends AS stood
        FROM unnest(k_unit, k_indicator, k_methodology, k_period, k_end, k_day, k_basis) WITH ORDINALITY AS k(unit, indicator, methodology, period, day, map_day, basis, n)
        JOIN unnest(questions) q ON coalesce(q.self, q.x) = k.indicator AND q.period = k.period AND q.basis = k.basis
            AND coalesce(q.self_methodology, q.x_methodology) IS NOT DISTINCT FROM k.methodology
        JOIN map.locality l ON l.id = k.unit AND l.begins <= k.map_day AND k.map_day < l.ends
    ),
    origin AS (
        SELECT row_number() OVER ()::int AS i, o.grp, o.origin, q.day, indicators.owner_of(o.origin, q.day) AS owner
        FROM (SELECT DISTINCT grp, origin FROM unnest(links) WHERE whole) o JOIN unnest(questions) q ON q.grp = o.grp
    ),
    origin_standing AS (
        SELECT o.grp, o.origin, s.standing IN ('OWNER', 'SUPERIOR') AS mine
        FROM (SELECT array_agg(i) AS i, array_agg(owner) AS owner, array_agg(origin) AS unit, array_agg(day) AS day FROM origin) a
        CROSS JOIN LATERAL indicators.standings(a.i, a.owner, a.unit, a.day) s
        JOIN origin o ON o.i = s.n
    ),
    -- Each unit, or child of a unit, of another day's map: what its whole origins pass on; those in part are only counted.
    carried AS (
        SELECT i.n, i.unit, i.child,
            sum(o.v_x) FILTER (WHERE i.whole) AS x, sum(o.v_y) FILTER (WHERE i.whole) AS y,
            bool_and(o.v_open) FILTER (WHERE i.whole AND o.v_x IS NOT NULL) AS open,
            bool_and(s.mine) FILTER (WHERE i.whole AND o.v_x IS NOT NULL) AS mine,
            (count(i.origin) + bool_or(i.more)::int)::int AS expected,
            (count(*) FILTER (WHERE i.whole AND o.ok))::int AS reported
        FROM unnest(links) i
        LEFT JOIN unnest(nodes) o ON o.grp = i.grp AND o.unit = i.origin
        LEFT JOIN origin_standing s ON s.grp = i.grp AND s.origin = i.origin
        GROUP BY i.n, i.unit, i.child
    ),
    redrawn AS (
        SELECT a.n,
            sum(c.x) AS x, sum(c.y) AS y, bool_and(c.open) FILTER (WHERE c.x IS NOT NULL) AS open, bool_and(c.mine) FILTER (WHERE c.x IS NOT NULL) AS mine,
            (count(*) FILTER (WHERE c.expected > 0 AND c.reported >= c.expected))::int AS reported
        FROM asked a JOIN carried c ON c.n = a.n AND c.child
        WHERE a.map_day <> a.day AND a.stood
        GROUP BY a.n
    ),
    -- OFFSET 0: counted once a unit, not once for each place that names the count.
    combined AS (
        -- On the period's own map.
        SELECT a.n, a.unit, a.kind, a.day AS on_day, e.expected = 0 AS leaf, o.own_x, o.own_y, o.own_open, o.published, o.published_open,
            o.rolled_x, o.rolled_y, o.rolled_open, greatest(e.expected, 1) AS expected,
            CASE WHEN e.expected = 0 THEN (o.own_x IS NOT NULL OR o.published IS NOT NULL)::int ELSE coalesce(o.reported, 0) END AS reported,
            coalesce(CASE WHEN e.expected = 0 THEN o.own_x IS NOT NULL OR o.published IS NOT NULL ELSE o.complete END, false) AS complete,
            true AS mine
        FROM asked a
        CROSS JOIN LATERAL (SELECT * FROM indicators.expected_children(a.unit, a.day) OFFSET 0) e
        LEFT JOIN unnest(nodes) o ON o.grp = a.grp AND o.unit = a.unit
        WHERE a.map_day = a.day
        UNION ALL
        -- A unit of both days: its children are those of the other day; where they do not account for it whole but its
        -- own of the period do, these do.
        SELECT a.n, a.unit, a.kind, a.day, e.expected = 0, o.own_x, o.own_y, o.own_open, o.published, o.published_open,
            CASE WHEN d.own_map THEN o.rolled_x ELSE r.x END, CASE WHEN d.own_map THEN o.rolled_y ELSE r.y END,
            CASE WHEN d.own_map THEN o.rolled_open ELSE r.open END,
            CASE WHEN e.expected = 0 THEN 1 WHEN d.own_map THEN o.expected ELSE e.expected END,
            CASE WHEN e.expected = 0 THEN (o.own_x IS NOT NULL OR o.published IS NOT NULL)::int WHEN d.own_map THEN o.reported ELSE coalesce(r.reported, 0) END,
            coalesce(CASE WHEN e.expected = 0 THEN o.own_x IS NOT NULL OR o.published IS NOT NULL WHEN d.own_map THEN o.complete ELSE d.redrawn_complete END, false),
            coalesce(CASE WHEN d.own_map THEN true ELSE r.mine END, true)
        FROM asked a
        CROSS JOIN LATERAL (SELECT * FROM indicators.expected_children(a.unit, a.map_day) OFFSET 0) e
        LEFT JOIN redrawn r ON r.n = a.n
        LEFT JOIN unnest(nodes) o ON o.grp = a.grp AND o.unit = a.unit
        CROSS JOIN LATERAL (SELECT
            e.children > 0 AND coalesce(r.reported, 0) >= e.expected AS redrawn_complete,
            NOT (e.children > 0 AND coalesce(r.reported, 0) >= e.expected) AND (coalesce(o.complete, false) OR (r.x IS NULL AND o.rolled_x IS NOT NULL)) AS own_map) d
        WHERE a.map_day <> a.day AND a.stood
        UNION ALL
        -- A unit of the other day only: what it was made of.
        SELECT a.n, a.unit, a.kind, a.map_day, false, NULL, NULL, NULL, NULL, NULL,
            c.x, c.y, c.open, greatest(coalesce(c.expected, 0), 1), coalesce(c.reported, 0),
            coalesce(c.expected > 0 AND c.reported >= c.expected, false), coalesce(c.mine, true)
        FROM asked a LEFT JOIN carried c ON c.n = a.n AND NOT c.child
        WHERE a.map_day <> a.day AND NOT a.stood
    ),
    standing AS MATERIALIZED (
        SELECT s.n, s.standing
        FROM (SELECT array_agg(c.n) AS n, array_agg(indicators.owner_of(c.unit, c.on_day)) AS owner, array_agg(c.unit) AS unit, array_agg(c.on_day) AS day FROM combined c) a
        CROSS JOIN LATERAL indicators.standings(a.n, a.owner, a.unit, a.day) s
    ),
    stands AS (
        SELECT c.*, s.standing,
            -- Its owner answers for the unit, not for every figure that was carried into it.
            CASE WHEN c.mine OR s.standing NOT IN ('OWNER', 'SUPERIOR') THEN s.standing ELSE 'SUBORDINATE' END AS rolled_standing
        FROM combined c JOIN standing s ON s.n = c.n
    ),
    seen AS (
        SELECT s.*,
            s.own_x IS NOT NULL AND indicators.may_see_figure(s.standing, false, NULL, s.own_open) AS see_own,
            s.published IS NOT NULL AND indicators.may_see_figure(s.standing, false, NULL, s.published_open) AS see_published,
            NOT s.leaf AND s.rolled_x IS NOT NULL AND indicators.may_see_figure(s.rolled_standing, true, s.complete, s.rolled_open) AS see_rolled
        FROM stands s
    ),
    shown AS (
        SELECT s.*,
            CASE WHEN s.see_own THEN CASE s.kind WHEN 'COUNT' THEN s.own_x WHEN 'RATIO' THEN 100 * s.own_x / nullif(s.own_y, 0) END END AS own_raw,
            CASE WHEN s.see_published THEN s.published END AS published_raw,
            CASE WHEN s.see_rolled THEN CASE s.kind
                WHEN 'COUNT' THEN s.rolled_x
                WHEN 'RATIO' THEN 100 * s.rolled_x / nullif(s.rolled_y, 0)
                ELSE s.rolled_x / nullif(s.rolled_y, 0) END END AS rolled_raw
        FROM seen s
    )
    SELECT s.n, s.standing, s.rolled_standing, s.leaf,
        CASE WHEN s.kind = 'COUNT' THEN s.own_raw ELSE round(s.own_raw, 6) END,
        CASE WHEN s.kind = 'RATIO' AND s.see_own THEN s.own_x END,
        CASE WHEN s.kind = 'RATIO' AND s.see_own THEN s.own_y END,
        CASE WHEN s.see_own THEN s.own_open END,
        round(s.published_raw, 6),
        CASE WHEN s.see_published THEN s.published_open END,
        CASE WHEN s.kind = 'COUNT' THEN s.rolled_raw ELSE round(s.rolled_raw, 6) END,
        CASE WHEN s.kind = 'RATIO' AND s.see_rolled THEN s.rolled_x END,
        CASE WHEN s.kind = 'RATIO' AND s.see_rolled THEN s.rolled_y END,
        CASE WHEN s.see_rolled THEN s.rolled_open END,
        s.expected,
        CASE WHEN s.see_rolled OR (s.leaf AND (s.see_own OR s.see_published)) THEN s.reported ELSE 0 END,
        CASE WHEN s.see_rolled OR (s.leaf AND (s.see_own OR s.see_published)) THEN s.complete ELSE false END,
        round(s.own_raw - s.rolled_raw, 6), round(s.published_raw - s.rolled_raw, 6), round(s.published_raw - s.own_raw, 6)
    FROM shown s ORDER BY s.n;
END $$;

-- How many direct children a unit has on a day: recorded, and as coverage expects them (declared ones included).
CREATE FUNCTION "indicators"."expected_children"(unit uuid, on_day date) RETURNS TABLE (children int, expected int)
LANGUAGE sql STABLE PARALLEL SAFE AS $$
    SELECT c.n, greatest(c.n, coalesce((
        SELECT d.count FROM map.declared_children d WHERE d.locality_id = unit AND d.begins <= on_day ORDER BY d.begins DESC LIMIT 1), 0))
    FROM (SELECT count(*)::int AS n FROM map.locality_parent p WHERE p.parent_id = unit AND p.begins <= on_day AND on_day < p.ends) c $$;

-- The function reads what every tenant reported: it belongs to the role that exists for that alone.
GRANT USAGE ON SCHEMA "map" TO "thi_dua_rollup";
GRANT SELECT ON ALL TABLES IN SCHEMA "map" TO "thi_dua_rollup";
GRANT USAGE, CREATE ON SCHEMA "indicators" TO "thi_dua_rollup";
GRANT SELECT ON "indicators"."observation", "indicators"."release", "indicators"."indicator", "indicators"."methodology" TO "thi_dua_rollup";
CREATE POLICY "observation_roll_up" ON "indicators"."observation" FOR SELECT TO "thi_dua_rollup" USING (true);
CREATE POLICY "release_roll_up" ON "indicators"."release" FOR SELECT TO "thi_dua_rollup" USING (true);
ALTER FUNCTION "indicators"."figures"(uuid[], text[], text[], text[], date[], date[], text[]) OWNER TO "thi_dua_rollup";
REVOKE CREATE ON SCHEMA "indicators" FROM "thi_dua_rollup";
