-- The sum over a group of units that is no unit itself (a region, the urban communes of a province, a fixed set), from
-- what each passes upward on the map of the period's last day. Shown whole or not at all: where one unit's figure is not
-- the caller's to see, or would not be if there were one, a sum over the others would give it, or its absence, away.
CREATE FUNCTION "indicators"."group_figures"(
    m_group int[], m_unit uuid[],
    g_n int[], g_indicator text[], g_methodology text[], g_period text[], g_day date[], g_basis text[]
) RETURNS TABLE (n int, value numeric, x numeric, y numeric, expected int, reported int, complete boolean, sights jsonb)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    WITH question AS MATERIALIZED (
        SELECT g.n, g.period, g.day, g.basis, r.indicator, r.kind, r.lowest, t.territory_id AS territory,
            coalesce(CASE WHEN r.a_standard OR r.b_standard THEN g.methodology END, '') AS methodology,
            r.a, CASE WHEN r.a_standard THEN g.methodology END AS a_methodology, indicators.summed_periods(r.a_flow, g.period) AS a_parts,
            r.b, CASE WHEN r.b_standard THEN g.methodology END AS b_methodology, indicators.summed_periods(r.b_flow, g.period) AS b_parts
        FROM unnest(g_n, g_indicator, g_methodology, g_period, g_day, g_basis) AS g(n, indicator, methodology, period, day, basis)
        JOIN indicators.recipes() r ON r.indicator = g.indicator
        LEFT JOIN indicators.methodology t ON t.code = g.methodology AND r.self_standard
    ),
    member AS MATERIALIZED (
        SELECT (row_number() OVER ())::int AS i, m.n, m.unit FROM unnest(m_group, m_unit) AS m(n, unit)
    ),
    passed AS MATERIALIZED (
        SELECT m.i, m.n, m.unit, q.day, v.v_x, v.v_y, v.v_open, v.ok,
            c.complete IS TRUE OR c.own_x IS NULL AS rolled, coalesce(c.complete, false) AS complete
        FROM member m JOIN question q ON q.n = m.n
        JOIN map.locality l ON l.id = m.unit AND l.begins <= q.day AND q.day < l.ends
        LEFT JOIN indicators.roll_up r ON r.unit = m.unit AND r.indicator = q.indicator AND r.methodology = q.methodology AND r.period = q.period
        CROSS JOIN LATERAL indicators.own_pair(m.unit, q.kind, q.period, q.a, q.a_methodology, q.a_parts, q.b, q.b_methodology, q.b_parts) o
        CROSS JOIN LATERAL indicators.opened(m.unit, q.period) opened
        CROSS JOIN LATERAL (SELECT
            CASE q.basis WHEN 'OFFICIAL' THEN r.official_complete ELSE r.provisional_complete END AS complete,
            CASE q.basis WHEN 'OFFICIAL' THEN r.official_x ELSE r.provisional_x END AS x,
            CASE q.basis WHEN 'OFFICIAL' THEN r.official_y ELSE r.provisional_y END AS y,
            CASE q.basis WHEN 'OFFICIAL' THEN r.official_open ELSE r.provisional_open END AS open,
            CASE q.basis WHEN 'OFFICIAL' THEN o.o_x ELSE o.p_x END AS own_x,
            CASE q.basis WHEN 'OFFICIAL' THEN o.o_y ELSE o.p_y END AS own_y,
            CASE q.basis WHEN 'OFFICIAL' THEN o.o_open ELSE o.p_open END AS own_open,
            CASE q.basis WHEN 'OFFICIAL' THEN opened.o ELSE opened.p END AS opened) c
        CROSS JOIN LATERAL indicators.passed(c.complete, c.x, c.y, c.open, c.own_x, c.own_y, c.own_open, c.opened) v
        -- Outside its territory a local standard has no value.
        WHERE q.territory IS NULL OR indicators.within(q.territory, m.unit, q.day)
    ),
    standing AS MATERIALIZED (
        SELECT s.n AS i, s.standing
        FROM (
            SELECT array_agg(p.i) AS i, array_agg(indicators.owner_of(p.unit, p.day)) AS owner, array_agg(p.unit) AS unit, array_agg(p.day) AS day
            FROM passed p
        ) a CROSS JOIN LATERAL indicators.standings(a.i, a.owner, a.unit, a.day) s
    ),
    summed AS (
        SELECT q.n, q.kind, sum(p.v_x) AS x, sum(p.v_y) AS y, (count(*) FILTER (WHERE p.ok))::int AS reported,
            bool_and(s.standing IN ('OWNER', 'SUPERIOR')
                OR (p.v_x IS NOT NULL AND indicators.may_see_figure(s.standing, p.rolled, CASE WHEN p.rolled THEN p.complete END, p.v_open))) AS seen,
            -- On what the service judges it once more, by its own rule.
            jsonb_agg(DISTINCT jsonb_build_object('standing', s.standing, 'rolled', p.rolled, 'complete', p.complete,
                'open', CASE WHEN p.v_x IS NOT NULL THEN p.v_open END)) FILTER (WHERE p.n IS NOT NULL) AS sights,
            (SELECT count(*)::int FROM member m WHERE m.n = q.n) AS expected
        FROM question q LEFT JOIN passed p ON p.n = q.n LEFT JOIN standing s ON s.i = p.i
        GROUP BY q.n, q.kind
    )
    SELECT s.n,
        CASE WHEN s.seen THEN CASE s.kind WHEN 'COUNT' THEN s.x WHEN 'RATIO' THEN round(100 * s.x / nullif(s.y, 0), 6) ELSE round(s.x / nullif(s.y, 0), 6) END END,
        CASE WHEN s.seen AND s.kind = 'RATIO' THEN s.x END, CASE WHEN s.seen AND s.kind = 'RATIO' THEN s.y END,
        s.expected, CASE WHEN s.seen THEN s.reported ELSE 0 END, coalesce(s.seen AND s.expected > 0 AND s.reported = s.expected, false),
        coalesce(s.sights, '[]')
    FROM summed s $$;

GRANT CREATE ON SCHEMA "indicators" TO "thi_dua_rollup";
ALTER FUNCTION "indicators"."group_figures"(int[], uuid[], int[], text[], text[], text[], date[], text[]) OWNER TO "thi_dua_rollup";
REVOKE CREATE ON SCHEMA "indicators" FROM "thi_dua_rollup";
