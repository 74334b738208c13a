-- Figures, read from the stored roll-ups: of each unit its own report and its one row, of the nation those of its
-- provinces, with another boundary those of the units that were carried into it. What is shown of them to whom is as
-- before.

-- Whether a unit lies in a territory on a day.
CREATE FUNCTION "indicators"."within"(territory uuid, unit uuid, on_day date) RETURNS boolean LANGUAGE sql STABLE PARALLEL SAFE AS $$
    SELECT EXISTS (
        SELECT FROM map.closure t WHERE t.ancestor_id = territory AND t.descendant_id = unit AND t.begins <= on_day AND on_day < t.ends) $$;

DROP TYPE "indicators"."node";
DROP TYPE "indicators"."question";
-- One question asked of many units: an indicator in a period, under one standard, on one basis.
CREATE TYPE "indicators"."question" AS (
    grp int, indicator text, methodology text, kind text, period text, day date, basis text, lowest map.locality_level, territory uuid,
    -- What is added up (see recipes): a and b, each under its standard, where it has one.
    a text, a_methodology text, a_parts text[], b text, b_methodology text, b_parts text[],
    -- The published rate or mean itself.
    self text, self_methodology text
);
CREATE TYPE "indicators"."asked" AS (n int, grp int, unit uuid, map_day date);
-- One unit's figures for one question. `v`: what it passes upward.
CREATE TYPE "indicators"."node" AS (
    grp int, unit uuid,
    own_x numeric, own_y numeric, own_open boolean, published numeric, published_open boolean,
    rolled_x numeric, rolled_y numeric, rolled_open boolean,
    expected int, reported int, complete boolean,
    v_x numeric, v_y numeric, v_open boolean, ok boolean
);

-- `owner_of`, for many at once.
CREATE FUNCTION "indicators"."owners_of"(k_unit uuid[], k_day date[]) RETURNS TABLE (unit uuid, on_day date, owner text)
LANGUAGE sql STABLE PARALLEL SAFE AS $$
    SELECT DISTINCT ON (k.unit, k.on_day) k.unit, k.on_day, t.slug
    FROM unnest(k_unit, k_day) AS k(unit, on_day)
    JOIN map.closure c ON c.descendant_id = k.unit AND c.begins <= k.on_day AND k.on_day < c.ends
    JOIN map.tenant t ON t.locality_id = c.ancestor_id AND t.begins <= k.on_day AND k.on_day < t.ends
    ORDER BY k.unit, k.on_day, c.depth, t.slug $$;

-- What of the period's map each unit, or each of its children, of another day's map goes back to: as `origins` says, for all
-- of them at once. Its children matter only to a unit that stands on both days; one of the other day alone is made of what
-- went into it. As with all plans that are kept: no loop of all rows over all rows.
CREATE FUNCTION "indicators"."links_between"(all_asked indicators.asked[], questions indicators.question[]) RETURNS indicators.link[]
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp
    SET plan_cache_mode = force_generic_plan SET enable_seqscan = off SET enable_mergejoin = off SET enable_nestloop = off AS $$
#variable_conflict use_column
BEGIN
    RETURN (
    WITH RECURSIVE place AS MATERIALIZED (
        SELECT k.n, q.grp, q.day, k.map_day, c.unit, c.child
        FROM unnest(all_asked) k
        JOIN unnest(questions) q ON q.grp = k.grp
        CROSS JOIN LATERAL (SELECT l.begins <= q.day AND q.day < l.ends AS stood FROM map.locality l WHERE l.id = k.unit OFFSET 0) u
        CROSS JOIN LATERAL (
            SELECT k.unit, false AS child
            UNION ALL
            SELECT p.child_id, true FROM map.locality_parent p
            WHERE u.stood AND p.parent_id = k.unit AND p.begins <= k.map_day AND k.map_day < p.ends
              AND (q.lowest IS NULL OR (SELECT l.level FROM map.locality l WHERE l.id = p.child_id) <= q.lowest)
        ) c
        WHERE k.map_day <> q.day
    ),
    back(unit, day, map_day, id, whole) AS (
        SELECT DISTINCT p.unit, p.day, p.map_day, p.unit, true FROM place p
        UNION
        SELECT b.unit, b.day, b.map_day, s.from_id, b.whole AND s.extent = 'WHOLE'
        FROM back b CROSS JOIN LATERAL (
            -- By the unit, never by the day: on one day a whole country may change.
            SELECT s.* FROM map.succession s WHERE s.to_id = b.id OFFSET 0) s
        WHERE b.day < s.effective_on AND s.effective_on <= b.map_day
    ),
    origin AS MATERIALIZED (
        SELECT b.unit, b.day, b.map_day, b.id, bool_or(b.whole) AS whole
        FROM back b CROSS JOIN LATERAL (SELECT FROM map.locality l WHERE l.id = b.id AND l.begins <= b.day AND b.day < l.ends OFFSET 0) l
        GROUP BY b.unit, b.day, b.map_day, b.id
    )
    SELECT coalesce(array_agg(ROW(p.n, p.grp, p.unit, p.child, o.id, o.whole, l.more)::indicators.link), '{}')
    FROM place p
    CROSS JOIN LATERAL (
        SELECT NOT (l.begins <= p.day AND p.day < l.ends) AND l.flags @> ANY (ARRAY['[{"code":"ORIGIN_PARTIAL"}]', '[{"code":"ORIGIN_UNKNOWN"}]']::jsonb[]) AS more
        FROM map.locality l WHERE l.id = p.unit OFFSET 0) l
    LEFT JOIN origin o ON o.unit = p.unit AND o.day = p.day AND o.map_day = p.map_day);
END $$;

-- Answers question n for unit n. No row: the unit does not stand on the day of the map that was asked for (k_day, which
-- is the period's last day k_end unless another boundary is asked for).
CREATE OR REPLACE FUNCTION "indicators"."figures"(
    k_unit uuid[], k_indicator text[], k_methodology text[], k_period text[], k_end date[], k_day date[], k_basis text[]
) RETURNS TABLE (
    n int, standing text, rolled_standing text, leaf boolean,
    own_value numeric, own_x numeric, own_y numeric, own_open boolean, published numeric, published_open boolean,
    rolled_value numeric, rolled_x numeric, rolled_y numeric, rolled_open boolean,
    expected int, reported int, complete boolean,
    own_less_rolled numeric, published_less_rolled numeric, published_less_own numeric
) LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
    SET plan_cache_mode = force_generic_plan SET enable_seqscan = off SET enable_mergejoin = off AS $$
#variable_conflict use_column
DECLARE
    questions indicators.question[];
    all_asked indicators.asked[];
    links indicators.link[] := '{}';
    nodes indicators.node[];
BEGIN
    SELECT array_agg(ROW(q.grp, q.indicator, coalesce(CASE WHEN r.a_standard OR r.b_standard THEN q.methodology END, ''), r.kind,
            q.period, q.day, q.basis, r.lowest, m.territory_id,
            r.a, CASE WHEN r.a_standard THEN q.methodology END, indicators.summed_periods(r.a_flow, q.period),
            r.b, CASE WHEN r.b_standard THEN q.methodology END, indicators.summed_periods(r.b_flow, q.period),
            r.self, CASE WHEN r.self_standard THEN q.methodology END)::indicators.question ORDER BY q.grp),
        (SELECT array_agg(ROW(k.n, k.grp, k.unit, k.map_day)::indicators.asked) FROM (
            SELECT u.n, (dense_rank() OVER (ORDER BY u.indicator, u.methodology, u.period, u.day, u.basis))::int AS grp, u.unit, u.map_day
            FROM unnest(k_unit, k_indicator, k_methodology, k_period, k_end, k_day, k_basis) WITH ORDINALITY AS u(unit, indicator, methodology, period, day, map_day, basis, n)) k)
    INTO questions, all_asked
    FROM (
        SELECT (row_number() OVER (ORDER BY k.indicator, k.methodology, k.period, k.day, k.basis))::int AS grp, k.*
        FROM (SELECT DISTINCT * FROM unnest(k_indicator, k_methodology, k_period, k_end, k_basis) AS u(indicator, methodology, period, day, basis)) k
    ) q
    JOIN indicators.recipes() r ON r.indicator = q.indicator
    LEFT JOIN indicators.methodology m ON m.code = q.methodology AND r.self_standard;

    IF k_day IS DISTINCT FROM k_end THEN
        links := indicators.links_between(all_asked, questions);
    END IF;

    WITH wanted AS (
        SELECT k.grp, k.unit FROM unnest(all_asked) k
        UNION
        SELECT grp, origin FROM unnest(links) WHERE whole
    ),
    -- For a nation also its provinces.
    read AS (
        SELECT w.grp, w.unit, NULL::uuid AS nation FROM wanted w
        UNION ALL
        SELECT w.grp, e.child_id, w.unit
        FROM wanted w JOIN unnest(questions) q ON q.grp = w.grp
        JOIN map.locality n ON n.id = w.unit AND n.level = 'NATION'
        JOIN map.locality_parent e ON e.parent_id = w.unit AND e.begins <= q.day AND q.day < e.ends
        JOIN map.locality c ON c.id = e.child_id AND (q.lowest IS NULL OR c.level <= q.lowest)
    ),
    one AS MATERIALIZED (
        SELECT d.grp, d.unit, d.nation, l.level = 'NATION' AS is_nation,
            CASE q.basis WHEN 'OFFICIAL' THEN own.o_x ELSE own.p_x END AS own_x,
            CASE q.basis WHEN 'OFFICIAL' THEN own.o_y ELSE own.p_y END AS own_y,
            CASE q.basis WHEN 'OFFICIAL' THEN own.o_open ELSE own.p_open END AS own_open,
            CASE q.basis WHEN 'OFFICIAL' THEN self.o ELSE self.p END AS published,
            CASE q.basis WHEN 'OFFICIAL' THEN self.o_open ELSE self.p_open END AS published_open,
            CASE q.basis WHEN 'OFFICIAL' THEN opened.o ELSE opened.p END AS opened,
            CASE q.basis WHEN 'OFFICIAL' THEN r.official_x ELSE r.provisional_x END AS x,
            CASE q.basis WHEN 'OFFICIAL' THEN r.official_y ELSE r.provisional_y END AS y,
            CASE q.basis WHEN 'OFFICIAL' THEN r.official_open ELSE r.provisional_open END AS open,
            CASE q.basis WHEN 'OFFICIAL' THEN r.official_complete ELSE r.provisional_complete END AS complete,
            CASE q.basis WHEN 'OFFICIAL' THEN r.official_reported ELSE r.provisional_reported END AS reported,
            coalesce(r.expected, e.expected) AS expected, e.children
        FROM read d
        JOIN unnest(questions) q ON q.grp = d.grp
        JOIN map.locality l ON l.id = d.unit AND l.begins <= q.day AND q.day < l.ends
        LEFT JOIN indicators.roll_up r ON r.unit = d.unit AND r.indicator = q.indicator AND r.methodology = q.methodology AND r.period = q.period
        CROSS JOIN LATERAL indicators.own_pair(d.unit, q.kind, q.period, q.a, q.a_methodology, q.a_parts, q.b, q.b_methodology, q.b_parts) own
        CROSS JOIN LATERAL indicators.reported(d.unit, q.self, q.self_methodology, q.period, q.self IS NOT NULL AND d.nation IS NULL) self
        CROSS JOIN LATERAL indicators.opened(d.unit, q.period) opened
        LEFT JOIN LATERAL (SELECT x.* FROM (SELECT 1 WHERE r.unit IS NULL AND d.nation IS NULL) i CROSS JOIN LATERAL indicators.expected_children(d.unit, q.day, q.lowest) x) e ON true
        -- Outside its territory a local standard has no value.
        WHERE q.territory IS NULL OR indicators.within(q.territory, d.unit, q.day)
    ),
    below AS (
        SELECT o.grp, o.nation, sum(v.v_x) AS x, sum(v.v_y) AS y, (count(*) FILTER (WHERE v.ok))::int AS reported, bool_and(v.v_open) FILTER (WHERE v.v_x IS NOT NULL) AS open
        FROM one o CROSS JOIN LATERAL indicators.passed(o.complete, o.x, o.y, o.open, o.own_x, o.own_y, o.own_open, o.opened) v
        WHERE o.nation IS NOT NULL
        GROUP BY o.grp, o.nation
    ),
    rolled AS (
        SELECT o.grp, o.unit, o.own_x, o.own_y, o.own_open, o.published, o.published_open, o.opened, o.x, o.y, o.open, o.complete, o.reported, o.expected
        FROM one o WHERE o.nation IS NULL AND NOT o.is_nation
        UNION ALL
        SELECT o.grp, o.unit, o.own_x, o.own_y, o.own_open, o.published, o.published_open, o.opened, b.x, b.y, b.open,
            o.children > 0 AND coalesce(b.reported, 0) >= o.expected, b.reported, o.expected
        FROM one o LEFT JOIN below b ON b.grp = o.grp AND b.nation = o.unit WHERE o.nation IS NULL AND o.is_nation
    )
    SELECT coalesce(array_agg(ROW(r.grp, r.unit, r.own_x, r.own_y, r.own_open OR r.opened, r.published, r.published_open OR r.opened,
            r.x, r.y, (r.complete AND r.opened) OR r.open, r.expected, coalesce(r.reported, 0), coalesce(r.complete, false),
            v.v_x, v.v_y, v.v_open, v.ok)::indicators.node), '{}')
    INTO nodes
    FROM rolled r CROSS JOIN LATERAL indicators.passed(r.complete, r.x, r.y, r.open, r.own_x, r.own_y, r.own_open, r.opened) v;

    RETURN QUERY
    WITH asked AS (
        SELECT k.n, k.unit, k.map_day, q.grp, q.kind, q.day, q.lowest,
            l.begins <= q.day AND q.day < l.ends AS stood
        FROM unnest(all_asked) k JOIN unnest(questions) q ON q.grp = k.grp
        JOIN map.locality l ON l.id = k.unit AND l.begins <= k.map_day AND k.map_day < l.ends
    ),
    origin AS (
        SELECT row_number() OVER ()::int AS i, o.grp, o.origin, o.day, w.owner
        FROM (SELECT DISTINCT l.grp, l.origin, q.day FROM unnest(links) l JOIN unnest(questions) q ON q.grp = l.grp WHERE l.whole) o
        LEFT JOIN (
            SELECT w.* FROM (SELECT array_agg(d.origin) AS units, array_agg(d.day) AS days FROM (
                SELECT DISTINCT l.origin, q.day FROM unnest(links) l JOIN unnest(questions) q ON q.grp = l.grp WHERE l.whole) d) a
            CROSS JOIN LATERAL indicators.owners_of(a.units, a.days) w
        ) w ON w.unit = o.origin AND w.on_day = o.day
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
        LEFT JOIN unnest(nodes) o ON o.grp = a.grp AND o.unit = a.unit
        CROSS JOIN LATERAL (
            SELECT o.expected WHERE o.expected IS NOT NULL
            UNION ALL
            SELECT x.expected FROM (SELECT 1 WHERE o.expected IS NULL) i CROSS JOIN LATERAL indicators.expected_children(a.unit, a.day, a.lowest) x
            OFFSET 0) e
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
        CROSS JOIN LATERAL (SELECT * FROM indicators.expected_children(a.unit, a.map_day, a.lowest) OFFSET 0) e
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

-- These read and add up what every tenant reported: they belong to the role that exists for that alone.
GRANT CREATE ON SCHEMA "indicators" TO "thi_dua_rollup";
ALTER FUNCTION "indicators"."figures"(uuid[], text[], text[], text[], date[], date[], text[]) OWNER TO "thi_dua_rollup";
ALTER FUNCTION "indicators"."fresh_roll_ups"(indicators.roll_up_key[]) OWNER TO "thi_dua_rollup";
ALTER FUNCTION "indicators"."refresh_roll_ups"(indicators.roll_up_key[]) OWNER TO "thi_dua_rollup";
ALTER FUNCTION "indicators"."settle_roll_ups"() OWNER TO "thi_dua_rollup";
ALTER FUNCTION "indicators"."settle_at_commit"() OWNER TO "thi_dua_rollup";
ALTER FUNCTION "indicators"."touch_inserted"() OWNER TO "thi_dua_rollup";
ALTER FUNCTION "indicators"."touch_updated"() OWNER TO "thi_dua_rollup";
ALTER FUNCTION "indicators"."touch_deleted"() OWNER TO "thi_dua_rollup";
ALTER FUNCTION "indicators"."touch_released"() OWNER TO "thi_dua_rollup";
ALTER FUNCTION "indicators"."touch_map"(uuid[], uuid[], date[], date[]) OWNER TO "thi_dua_rollup";
ALTER FUNCTION "indicators"."refresh_indicator"(text) OWNER TO "thi_dua_rollup";
ALTER FUNCTION "indicators"."rebuild_roll_ups"(text) OWNER TO "thi_dua_rollup";
REVOKE CREATE ON SCHEMA "indicators" FROM "thi_dua_rollup";
REVOKE EXECUTE ON FUNCTION "indicators"."refresh_roll_ups"(indicators.roll_up_key[]), "indicators"."fresh_roll_ups"(indicators.roll_up_key[]) FROM PUBLIC;

-- What is there already, is rolled up now.
SELECT "indicators"."refresh_indicator"("code") FROM "indicators"."indicator";
SELECT "indicators"."settle_roll_ups"();
