-- Two things that figures owe to whoever reads or judges them.
--
-- With another boundary, a value rests only on what is open to the caller, or of its line: where one origin's figure is
-- not, or would not be if there were one, nothing is carried at all. Until now a complete sum over hidden reports was shown
-- to the owner of the unit that they were carried into, and to those below it.
--
-- A mean, too, comes with what it is the quotient of, and a published rate as it was published: a threshold is compared
-- with the exact value, and rounding is for showing only.

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
    combined AS (
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
    standing AS MATERIALIZED (
        SELECT s.n, s.standing
        FROM (SELECT array_agg(c.n) AS n, array_agg(indicators.owner_of(c.unit, c.on_day)) AS owner, array_agg(c.unit) AS unit, array_agg(c.on_day) AS day FROM combined c) a
        CROSS JOIN LATERAL indicators.standings(a.n, a.owner, a.unit, a.day) s
    ),
    stands AS (
        SELECT c.*, s.standing,
            -- Its owner answers for the unit, not for every figure that was carried into it.
            CASE WHEN NOT c.seen THEN 'NONE' WHEN c.mine OR s.standing NOT IN ('OWNER', 'SUPERIOR') THEN s.standing ELSE 'SUBORDINATE' END AS rolled_standing
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
