-- The same figures, for less: a report asks the nation for every indicator, opening and closing, on both bases. What is the
-- same for many of these questions is now read once: both bases together, what a unit stated only where it ever stated any
-- of it, releases and standings a unit, and who was to report a unit and day.

-- As many as a report asks, for the planner: it takes an array of unknown length for ten rows, and then looks through all of
-- one for each row of the other.
CREATE FUNCTION "indicators"."question_rows"(questions indicators.question[]) RETURNS SETOF indicators.question
    LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE ROWS 200 AS $$ BEGIN RETURN QUERY SELECT * FROM pg_catalog.unnest(questions); END $$;
CREATE FUNCTION "indicators"."asked_rows"(all_asked indicators.asked[]) RETURNS SETOF indicators.asked
    LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE ROWS 200 AS $$ BEGIN RETURN QUERY SELECT * FROM pg_catalog.unnest(all_asked); END $$;

-- What each unit that is asked for, and each origin that is carried whole, comes to under each question.
-- Joins of what is at hand are hashed (hence no nested loops), tables are read by their indexes alone (LATERAL … OFFSET 0).
CREATE FUNCTION "indicators"."nodes_of"(all_asked indicators.asked[], questions indicators.question[], links indicators.link[]) RETURNS indicators.node[]
    LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp
    SET plan_cache_mode = force_generic_plan SET enable_seqscan = off SET enable_mergejoin = off SET enable_nestloop = off SET jit = off AS $$
#variable_conflict use_column
BEGIN
    RETURN (
    WITH question AS MATERIALIZED (
        -- What is asked on both bases is read once.
        SELECT q.*, (dense_rank() OVER (ORDER BY q.indicator, q.methodology, q.self_methodology, q.period, q.day))::int AS pair,
            coalesce(q.lowest::text, '') AS depth
        FROM indicators.question_rows(questions) q
    ),
    wanted AS MATERIALIZED (
        SELECT k.grp, k.unit FROM indicators.asked_rows(all_asked) k
        UNION
        SELECT grp, origin FROM unnest(links) WHERE whole
    ),
    pair AS MATERIALIZED (SELECT DISTINCT ON (q.pair) q.* FROM question q ORDER BY q.pair),
    target AS MATERIALIZED (SELECT DISTINCT q.pair, w.unit FROM wanted w JOIN question q ON q.grp = w.grp),
    place AS MATERIALIZED (
        SELECT u.unit, l.level, l.begins, l.ends FROM (SELECT DISTINCT t.unit FROM target t) u
        CROSS JOIN LATERAL (SELECT l.level, l.begins, l.ends FROM map.locality l WHERE l.id = u.unit OFFSET 0) l
    ),
    -- For a nation also its provinces.
    province AS MATERIALIZED (
        SELECT n.unit AS nation, d.day, d.depth, e.child_id AS unit
        FROM place n
        CROSS JOIN (SELECT DISTINCT q.day, q.lowest, q.depth FROM pair q) d
        CROSS JOIN LATERAL (SELECT e.child_id FROM map.locality_parent e WHERE e.parent_id = n.unit AND e.begins <= d.day AND d.day < e.ends OFFSET 0) e
        CROSS JOIN LATERAL (
            SELECT FROM map.locality c
            WHERE c.id = e.child_id AND c.begins <= d.day AND d.day < c.ends AND (d.lowest IS NULL OR c.level <= d.lowest) OFFSET 0) c
        WHERE n.level = 'NATION'
    ),
    read AS MATERIALIZED (
        SELECT t.pair, t.unit, NULL::uuid AS nation
        FROM target t JOIN pair q ON q.pair = t.pair JOIN place l ON l.unit = t.unit AND l.begins <= q.day AND q.day < l.ends
        -- Outside its territory a local standard has no value.
        WHERE q.territory IS NULL OR indicators.within(q.territory, t.unit, q.day)
        UNION ALL
        SELECT t.pair, e.unit, e.nation
        FROM target t JOIN pair q ON q.pair = t.pair
        JOIN province e ON e.nation = t.unit AND e.day = q.day AND e.depth = q.depth
        WHERE q.territory IS NULL OR indicators.within(q.territory, e.unit, q.day)
    ),
    -- What a unit ever stated itself; most units state little of what is added up above them.
    stated AS MATERIALIZED (
        SELECT k.unit, k.code
        FROM (
            SELECT r.unit, q.a AS code FROM read r JOIN pair q ON q.pair = r.pair
            UNION
            SELECT r.unit, q.b FROM read r JOIN pair q ON q.pair = r.pair WHERE q.b IS NOT NULL
            UNION
            SELECT r.unit, q.self FROM read r JOIN pair q ON q.pair = r.pair WHERE q.self IS NOT NULL AND r.nation IS NULL
        ) k
        CROSS JOIN LATERAL (SELECT FROM indicators.observation o WHERE o.locality_id = k.unit AND o.indicator = k.code LIMIT 1) o
    ),
    own AS MATERIALIZED (
        SELECT r.pair, r.unit, p.*
        FROM (
            SELECT r.pair, r.unit FROM read r JOIN pair q ON q.pair = r.pair JOIN stated s ON s.unit = r.unit AND s.code = q.a
            UNION
            SELECT r.pair, r.unit FROM read r JOIN pair q ON q.pair = r.pair JOIN stated s ON s.unit = r.unit AND s.code = q.b
        ) r
        JOIN pair q ON q.pair = r.pair
        CROSS JOIN LATERAL indicators.own_pair(r.unit, q.kind, q.period, q.a, q.a_methodology, q.a_parts, q.b, q.b_methodology, q.b_parts) p
    ),
    self AS MATERIALIZED (
        SELECT r.pair, r.unit, p.*
        FROM read r JOIN pair q ON q.pair = r.pair JOIN stated s ON s.unit = r.unit AND s.code = q.self
        CROSS JOIN LATERAL indicators.reported(r.unit, q.self, q.self_methodology, q.period, true) p
        WHERE r.nation IS NULL
    ),
    opened AS MATERIALIZED (
        SELECT k.unit, k.period, o.p, o.o
        FROM (SELECT DISTINCT r.unit, q.period FROM read r JOIN pair q ON q.pair = r.pair) k
        CROSS JOIN LATERAL indicators.opened(k.unit, k.period) o
    ),
    both_bases AS MATERIALIZED (
        SELECT d.pair, d.unit, d.nation, q.day, q.lowest, q.depth,
            own.p_x AS own_p_x, own.p_y AS own_p_y, own.p_open AS own_p_open, own.o_x AS own_o_x, own.o_y AS own_o_y, own.o_open AS own_o_open,
            self.p AS self_p, self.p_open AS self_p_open, self.o AS self_o, self.o_open AS self_o_open,
            opened.p AS opened_p, opened.o AS opened_o,
            r.unit IS NOT NULL AS stored, r.provisional_x, r.provisional_y, r.provisional_open, r.provisional_complete, r.provisional_reported,
            r.official_x, r.official_y, r.official_open, r.official_complete, r.official_reported, r.expected
        FROM read d
        JOIN pair q ON q.pair = d.pair
        LEFT JOIN LATERAL (
            SELECT r.* FROM indicators.roll_up r
            WHERE r.unit = d.unit AND r.indicator = q.indicator AND r.methodology = q.methodology AND r.period = q.period OFFSET 0) r ON true
        LEFT JOIN own ON own.pair = d.pair AND own.unit = d.unit
        LEFT JOIN self ON d.nation IS NULL AND self.pair = d.pair AND self.unit = d.unit
        JOIN opened ON opened.unit = d.unit AND opened.period = q.period
    ),
    -- Where nothing is added up, who was to report is counted: once a unit, not once a figure.
    due AS MATERIALIZED (
        SELECT k.unit, k.day, k.depth, e.expected, e.children
        FROM (SELECT DISTINCT b.unit, b.day, b.lowest, b.depth FROM both_bases b WHERE b.nation IS NULL AND NOT b.stored) k
        CROSS JOIN LATERAL indicators.expected_children(k.unit, k.day, k.lowest) e
    ),
    below AS MATERIALIZED (
        SELECT o.pair, o.nation,
            sum(p.v_x) AS p_x, sum(p.v_y) AS p_y, (count(*) FILTER (WHERE p.ok))::int AS p_reported, bool_and(p.v_open) FILTER (WHERE p.v_x IS NOT NULL) AS p_open,
            sum(v.v_x) AS o_x, sum(v.v_y) AS o_y, (count(*) FILTER (WHERE v.ok))::int AS o_reported, bool_and(v.v_open) FILTER (WHERE v.v_x IS NOT NULL) AS o_open
        FROM both_bases o
        CROSS JOIN LATERAL indicators.passed(o.provisional_complete, o.provisional_x, o.provisional_y, o.provisional_open, o.own_p_x, o.own_p_y, o.own_p_open, o.opened_p) p
        CROSS JOIN LATERAL indicators.passed(o.official_complete, o.official_x, o.official_y, o.official_open, o.own_o_x, o.own_o_y, o.own_o_open, o.opened_o) v
        WHERE o.nation IS NOT NULL
        GROUP BY o.pair, o.nation
    ),
    one AS (
        SELECT w.grp, w.unit, l.level = 'NATION' AS is_nation,
            CASE q.basis WHEN 'OFFICIAL' THEN o.own_o_x ELSE o.own_p_x END AS own_x,
            CASE q.basis WHEN 'OFFICIAL' THEN o.own_o_y ELSE o.own_p_y END AS own_y,
            CASE q.basis WHEN 'OFFICIAL' THEN o.own_o_open ELSE o.own_p_open END AS own_open,
            CASE q.basis WHEN 'OFFICIAL' THEN o.self_o ELSE o.self_p END AS published,
            CASE q.basis WHEN 'OFFICIAL' THEN o.self_o_open ELSE o.self_p_open END AS published_open,
            CASE q.basis WHEN 'OFFICIAL' THEN o.opened_o ELSE o.opened_p END AS opened,
            CASE q.basis WHEN 'OFFICIAL' THEN o.official_x ELSE o.provisional_x END AS x,
            CASE q.basis WHEN 'OFFICIAL' THEN o.official_y ELSE o.provisional_y END AS y,
            CASE q.basis WHEN 'OFFICIAL' THEN o.official_open ELSE o.provisional_open END AS open,
            CASE q.basis WHEN 'OFFICIAL' THEN o.official_complete ELSE o.provisional_complete END AS complete,
            CASE q.basis WHEN 'OFFICIAL' THEN o.official_reported ELSE o.provisional_reported END AS reported,
            CASE q.basis WHEN 'OFFICIAL' THEN b.o_x ELSE b.p_x END AS below_x,
            CASE q.basis WHEN 'OFFICIAL' THEN b.o_y ELSE b.p_y END AS below_y,
            CASE q.basis WHEN 'OFFICIAL' THEN b.o_open ELSE b.p_open END AS below_open,
            CASE q.basis WHEN 'OFFICIAL' THEN b.o_reported ELSE b.p_reported END AS below_reported,
            coalesce(o.expected, e.expected) AS expected, e.children
        FROM wanted w
        JOIN question q ON q.grp = w.grp
        JOIN both_bases o ON o.pair = q.pair AND o.unit = w.unit AND o.nation IS NULL
        JOIN place l ON l.unit = w.unit
        LEFT JOIN due e ON NOT o.stored AND e.unit = o.unit AND e.day = o.day AND e.depth = o.depth
        LEFT JOIN below b ON b.pair = q.pair AND b.nation = w.unit
    ),
    rolled AS (
        SELECT o.grp, o.unit, o.own_x, o.own_y, o.own_open, o.published, o.published_open, o.opened, o.expected,
            CASE WHEN o.is_nation THEN o.below_x ELSE o.x END AS x, CASE WHEN o.is_nation THEN o.below_y ELSE o.y END AS y,
            CASE WHEN o.is_nation THEN o.below_open ELSE o.open END AS open,
            CASE WHEN o.is_nation THEN o.children > 0 AND coalesce(o.below_reported, 0) >= o.expected ELSE o.complete END AS complete,
            CASE WHEN o.is_nation THEN o.below_reported ELSE o.reported END AS reported
        FROM one o
    )
    SELECT coalesce(array_agg(ROW(r.grp, r.unit, r.own_x, r.own_y, r.own_open OR r.opened, r.published, r.published_open OR r.opened,
            r.x, r.y, (r.complete AND r.opened) OR r.open, r.expected, coalesce(r.reported, 0), coalesce(r.complete, false),
            v.v_x, v.v_y, v.v_open, v.ok)::indicators.node), '{}')
    FROM rolled r CROSS JOIN LATERAL indicators.passed(r.complete, r.x, r.y, r.open, r.own_x, r.own_y, r.own_open, r.opened) v);
END $$;

-- Answers question n for unit n. No row: the unit does not stand on the day of the map that was asked for (k_day, which
-- is the period's last day k_end unless another boundary is asked for).
CREATE OR REPLACE FUNCTION "indicators"."carried_figures"(
    k_unit uuid[], k_indicator text[], k_methodology text[], k_period text[], k_end date[], k_day date[], k_basis text[]
) RETURNS TABLE (
    n int, standing text, rolled_standing text, leaf boolean,
    own_value numeric, own_x numeric, own_y numeric, own_open boolean, published numeric, published_open boolean,
    rolled_value numeric, rolled_x numeric, rolled_y numeric, rolled_open boolean,
    expected int, reported int, complete boolean,
    own_less_rolled numeric, published_less_rolled numeric, published_less_own numeric
) LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
    SET plan_cache_mode = force_generic_plan SET enable_seqscan = off SET enable_mergejoin = off SET jit = off AS $$
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

    nodes := indicators.nodes_of(all_asked, questions, links);

    RETURN QUERY
    WITH asked AS (
        SELECT k.n, k.unit, k.map_day, q.grp, q.kind, q.day, q.lowest,
            l.begins <= q.day AND q.day < l.ends AS stood
        FROM indicators.asked_rows(all_asked) k JOIN indicators.question_rows(questions) q ON q.grp = k.grp
        JOIN (
            SELECT u.unit, p.begins, p.ends FROM (SELECT DISTINCT k.unit FROM indicators.asked_rows(all_asked) k) u
            JOIN map.locality p ON p.id = u.unit
        ) l ON l.unit = k.unit AND l.begins <= k.map_day AND k.map_day < l.ends
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
        SELECT o.grp, o.origin, s.standing, s.standing IN ('OWNER', 'SUPERIOR') AS mine
        FROM (SELECT array_agg(i) AS i, array_agg(owner) AS owner, array_agg(origin) AS unit, array_agg(day) AS day FROM origin) a
        CROSS JOIN LATERAL indicators.standings(a.i, a.owner, a.unit, a.day) s
        JOIN origin o ON o.i = s.n
    ),
    -- Each unit, or child of a unit, of another day's map: what its whole origins pass on; those in part are only counted.
    -- Seen: every origin's figure is the caller's to see, and would not be less so if there were none. A sum over others
    -- would tell of what is hidden, or that it is there.
    carried AS (
        SELECT i.n, i.unit, i.child,
            sum(o.v_x) FILTER (WHERE i.whole) AS x, sum(o.v_y) FILTER (WHERE i.whole) AS y,
            bool_and(o.v_open) FILTER (WHERE i.whole AND o.v_x IS NOT NULL) AS open,
            bool_and(s.mine) FILTER (WHERE i.whole AND o.v_x IS NOT NULL) AS mine,
            coalesce(bool_and(s.mine OR (o.v_x IS NOT NULL AND indicators.may_see_figure(s.standing, o.complete OR o.own_x IS NULL, o.complete, o.v_open)))
                FILTER (WHERE i.whole AND i.origin IS NOT NULL), true) AS seen,
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
            bool_and(c.seen) AS seen,
            (count(*) FILTER (WHERE c.expected > 0 AND c.reported >= c.expected))::int AS reported
        FROM asked a JOIN carried c ON c.n = a.n AND c.child
        WHERE a.map_day <> a.day AND a.stood
        GROUP BY a.n
    ),
    -- OFFSET 0: counted once a unit, not once for each place that names the count.
    combined AS MATERIALIZED (
        -- On the period's own map.
        SELECT a.n, a.unit, a.kind, a.day AS on_day, e.expected = 0 AS leaf, o.own_x, o.own_y, o.own_open, o.published, o.published_open,
            o.rolled_x, o.rolled_y, o.rolled_open, greatest(e.expected, 1) AS expected,
            CASE WHEN e.expected = 0 THEN (o.own_x IS NOT NULL OR o.published IS NOT NULL)::int ELSE coalesce(o.reported, 0) END AS reported,
            coalesce(CASE WHEN e.expected = 0 THEN o.own_x IS NOT NULL OR o.published IS NOT NULL ELSE o.complete END, false) AS complete,
            true AS mine, true AS seen
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
            CASE WHEN d.own_map THEN o.rolled_x WHEN d.seen THEN r.x END, CASE WHEN d.own_map THEN o.rolled_y WHEN d.seen THEN r.y END,
            CASE WHEN d.own_map THEN o.rolled_open WHEN d.seen THEN r.open END,
            CASE WHEN e.expected = 0 THEN 1 WHEN d.own_map THEN o.expected ELSE e.expected END,
            CASE WHEN e.expected = 0 THEN (o.own_x IS NOT NULL OR o.published IS NOT NULL)::int WHEN d.own_map THEN o.reported ELSE coalesce(r.reported, 0) END,
            coalesce(CASE WHEN e.expected = 0 THEN o.own_x IS NOT NULL OR o.published IS NOT NULL WHEN d.own_map THEN o.complete ELSE d.redrawn_complete END, false),
            coalesce(CASE WHEN d.own_map THEN true ELSE r.mine END, true), d.own_map OR d.seen
        FROM asked a
        CROSS JOIN LATERAL (SELECT * FROM indicators.expected_children(a.unit, a.map_day, a.lowest) OFFSET 0) e
        LEFT JOIN redrawn r ON r.n = a.n
        LEFT JOIN unnest(nodes) o ON o.grp = a.grp AND o.unit = a.unit
        CROSS JOIN LATERAL (SELECT
            e.children > 0 AND coalesce(r.reported, 0) >= e.expected AS redrawn_complete,
            coalesce(r.seen, true) AS seen,
            coalesce(r.seen, true) AND NOT (e.children > 0 AND coalesce(r.reported, 0) >= e.expected) AND (coalesce(o.complete, false) OR (r.x IS NULL AND o.rolled_x IS NOT NULL)) AS own_map) d
        WHERE a.map_day <> a.day AND a.stood
        UNION ALL
        -- A unit of the other day only: what it was made of.
        SELECT a.n, a.unit, a.kind, a.map_day, false, NULL, NULL, NULL, NULL, NULL,
            CASE WHEN c.seen THEN c.x END, CASE WHEN c.seen THEN c.y END, CASE WHEN c.seen THEN c.open END, greatest(coalesce(c.expected, 0), 1), coalesce(c.reported, 0),
            coalesce(c.expected > 0 AND c.reported >= c.expected, false), coalesce(c.mine, true), coalesce(c.seen, true)
        FROM asked a LEFT JOIN carried c ON c.n = a.n AND NOT c.child
        WHERE a.map_day <> a.day AND NOT a.stood
    ),
    unit_day AS MATERIALIZED (
        SELECT (row_number() OVER ())::int AS i, d.* FROM (SELECT DISTINCT c.unit, c.on_day FROM combined c) d
    ),
    standing AS MATERIALIZED (
        -- Once a unit and day, however many figures of it are asked.
        SELECT u.unit, u.on_day, s.standing
        FROM unit_day u JOIN (
            SELECT s.* FROM (
                SELECT array_agg(u.i) AS i, array_agg(indicators.owner_of(u.unit, u.on_day)) AS owner, array_agg(u.unit) AS unit, array_agg(u.on_day) AS day
                FROM unit_day u) a
            CROSS JOIN LATERAL indicators.standings(a.i, a.owner, a.unit, a.day) s
        ) s ON s.n = u.i
    ),
    stands AS (
        SELECT c.*, s.standing,
            -- Its owner answers for the unit, not for every figure that was carried into it.
            CASE WHEN NOT c.seen THEN 'NONE' WHEN c.mine OR s.standing NOT IN ('OWNER', 'SUPERIOR') THEN s.standing ELSE 'SUBORDINATE' END AS rolled_standing
        FROM combined c JOIN standing s ON s.unit = c.unit AND s.on_day = c.on_day
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
        CASE WHEN s.kind <> 'COUNT' AND s.see_own THEN s.own_x END,
        CASE WHEN s.kind <> 'COUNT' AND s.see_own THEN s.own_y END,
        CASE WHEN s.see_own THEN s.own_open END,
        s.published_raw,
        CASE WHEN s.see_published THEN s.published_open END,
        CASE WHEN s.kind = 'COUNT' THEN s.rolled_raw ELSE round(s.rolled_raw, 6) END,
        CASE WHEN s.kind <> 'COUNT' AND s.see_rolled THEN s.rolled_x END,
        CASE WHEN s.kind <> 'COUNT' AND s.see_rolled THEN s.rolled_y END,
        CASE WHEN s.see_rolled THEN s.rolled_open END,
        s.expected,
        CASE WHEN s.see_rolled OR (s.leaf AND (s.see_own OR s.see_published)) THEN s.reported ELSE 0 END,
        CASE WHEN s.see_rolled OR (s.leaf AND (s.see_own OR s.see_published)) THEN s.complete ELSE false END,
        round(s.own_raw - s.rolled_raw, 6), round(s.published_raw - s.rolled_raw, 6), round(s.published_raw - s.own_raw, 6)
    FROM shown s ORDER BY s.n;
END $$;

GRANT CREATE ON SCHEMA "indicators" TO "thi_dua_rollup";
ALTER FUNCTION "indicators"."carried_figures"(uuid[], text[], text[], text[], date[], date[], text[]) OWNER TO "thi_dua_rollup";
REVOKE CREATE ON SCHEMA "indicators" FROM "thi_dua_rollup";
