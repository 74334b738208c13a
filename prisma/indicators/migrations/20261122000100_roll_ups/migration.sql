-- Roll-ups, stored: what the units below a unit add up to, kept in the same transaction as every change beneath it, so
-- that reading one costs the same whatever lies below. The nation has none: it is the sum of its provinces at reading,
-- and no row is written by all of them.

-- The lowest level that reports an indicator; null: no limit. Units below it are not expected and do not count.
ALTER TABLE "indicators"."indicator" ADD COLUMN "lowest_level" "map"."locality_level";

-- One row for a unit with anything reported below it, and a question: an indicator in a period under one standard. It
-- depends on what lies below alone: not on the unit's own report or release, nor on where a local standard holds, which
-- reading asks (what lies in a territory has all that lies below it in it as well). Both bases stand in one row, since one
-- change mostly touches both. A row whose last figure was withdrawn stays, empty, and reads as if it were not there: a
-- transaction that waits for it must find it.
CREATE TABLE "indicators"."roll_up" (
    "unit" UUID NOT NULL,
    "indicator" TEXT NOT NULL,
    -- Empty where no standard applies: a key needs a value.
    "methodology" TEXT NOT NULL,
    "period" TEXT NOT NULL,
    "period_end" DATE NOT NULL,
    -- How many units below are due to report, on the map of the period's last day. Below 0: not added up yet, which no
    -- other transaction ever sees.
    "expected" INTEGER NOT NULL DEFAULT -1,
    -- x: the sum of a count, of numerators, or of means times their weights; y: of denominators or weights. Of units that
    -- have both. Open: every figure in it is released.
    "provisional_x" NUMERIC,
    "provisional_y" NUMERIC,
    "provisional_reported" INTEGER NOT NULL DEFAULT 0,
    "provisional_complete" BOOLEAN NOT NULL DEFAULT false,
    "provisional_open" BOOLEAN,
    "official_x" NUMERIC,
    "official_y" NUMERIC,
    "official_reported" INTEGER NOT NULL DEFAULT 0,
    "official_complete" BOOLEAN NOT NULL DEFAULT false,
    "official_open" BOOLEAN,
    CONSTRAINT "roll_up_pkey" PRIMARY KEY ("unit", "indicator", "methodology", "period")
) WITH (fillfactor = 80);

-- What the transactions under way have touched. A row lives inside its transaction only.
--   FIGURE    a figure of a unit          (unit, indicator, methodology, period)
--   GONE      one that was deleted        (the same)
--   RELEASE   a release of a unit         (unit, period)
--   UNIT      where a unit lies           (unit, from begins until ends)
--   CHILDREN  what lies below a unit      (unit, from begins until ends)
--   QUESTION  how an indicator is made up (indicator)
CREATE UNLOGGED TABLE "indicators"."roll_up_touch" (
    "xact" XID8 NOT NULL DEFAULT pg_current_xact_id(),
    "kind" TEXT NOT NULL,
    "unit" UUID,
    "indicator" TEXT,
    "methodology" TEXT,
    "period" TEXT,
    "begins" DATE,
    "ends" DATE
);
CREATE INDEX "roll_up_touch_xact_idx" ON "indicators"."roll_up_touch"("xact");
-- One row for a transaction with something left to roll up: its deferred trigger does so before the commit.
CREATE UNLOGGED TABLE "indicators"."roll_up_due" (
    "xact" XID8 NOT NULL DEFAULT pg_current_xact_id(),
    CONSTRAINT "roll_up_due_pkey" PRIMARY KEY ("xact")
);

-- Nobody reads or writes these but the functions below: a roll-up holds figures that its reader may not see one by one.
DO $$
DECLARE target regclass; grantee regrole;
BEGIN
    FOREACH target IN ARRAY ARRAY['indicators.roll_up', 'indicators.roll_up_touch', 'indicators.roll_up_due']::regclass[] LOOP
        FOR grantee IN
            SELECT DISTINCT acl.grantee::regrole FROM pg_class c, aclexplode(c.relacl) acl
            WHERE c.oid = target AND acl.grantee NOT IN (0, c.relowner)
        LOOP
            EXECUTE format('REVOKE ALL ON %s FROM %s', target, grantee);
        END LOOP;
        EXECUTE format('GRANT SELECT, INSERT, UPDATE, DELETE ON %s TO "thi_dua_rollup"', target);
        EXECUTE format('ALTER TABLE %s ENABLE ROW LEVEL SECURITY', target);
        EXECUTE format('ALTER TABLE %s FORCE ROW LEVEL SECURITY', target);
        EXECUTE format('CREATE POLICY "roll_up" ON %s TO "thi_dua_rollup" USING (true)', target);
    END LOOP;
END $$;

-- == Time ==

CREATE FUNCTION "indicators"."last_day"(k_period text) RETURNS date LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT (make_date(left(k_period, 4)::int,
        CASE WHEN length(k_period) = 4 THEN 12 WHEN substr(k_period, 6, 1) = 'Q' THEN right(k_period, 1)::int * 3 ELSE right(k_period, 2)::int END,
        1) + interval '1 month - 1 day')::date $$;

-- 1 to 4 for a quarter or a month of it; null for a year.
CREATE FUNCTION "indicators"."quarter_of"(k_period text) RETURNS int LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT CASE WHEN length(k_period) = 4 THEN NULL WHEN substr(k_period, 6, 1) = 'Q' THEN right(k_period, 1)::int
        ELSE (right(k_period, 2)::int + 2) / 3 END $$;

-- The period itself and those that it lies in.
CREATE FUNCTION "indicators"."periods_around"(k_period text) RETURNS text[] LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT CASE WHEN length(k_period) = 4 THEN ARRAY[k_period]
        WHEN substr(k_period, 6, 1) = 'Q' THEN ARRAY[k_period, left(k_period, 4)]
        ELSE ARRAY[k_period, left(k_period, 4) || '-Q' || (right(k_period, 2)::int + 2) / 3, left(k_period, 4)] END $$;

-- The period itself and those that lie in it.
CREATE FUNCTION "indicators"."periods_within"(k_period text) RETURNS text[] LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT CASE WHEN length(k_period) = 7 AND substr(k_period, 6, 1) <> 'Q' THEN ARRAY[k_period]
        ELSE k_period || ARRAY(
            SELECT left(k_period, 4) || '-' || s.part
            FROM unnest('{Q1,01,02,03,Q2,04,05,06,Q3,07,08,09,Q4,10,11,12}'::text[]) WITH ORDINALITY AS s(part, i)
            WHERE (length(k_period) = 4 OR (s.i - 1) / 4 + 1 = right(k_period, 1)::int) AND left(k_period, 4) || '-' || s.part <> k_period)
        END $$;

-- The periods that a flow's figure is added up from where it was not reported; null for a month, and for what is no flow.
CREATE FUNCTION "indicators"."summed_periods"(flow boolean, k_period text) RETURNS text[] LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT CASE WHEN flow AND (length(k_period) = 4 OR substr(k_period, 6, 1) = 'Q')
        THEN array_remove(indicators.periods_within(k_period), k_period) END $$;

-- == What one unit states ==
-- Written so that PostgreSQL inlines them where they are joined.

-- A unit's own figure on both bases: OFFICIAL, the latest revision that was verified; PROVISIONAL, the latest unless it was
-- returned. One row always. Nothing is read unless `asked`.
CREATE FUNCTION "indicators"."reported"(k_unit uuid, k_code text, k_methodology text, k_period text, asked boolean)
RETURNS TABLE (p numeric, p_open boolean, o numeric, o_open boolean) LANGUAGE sql STABLE PARALLEL SAFE AS $$
    SELECT
        coalesce(max(r.value) FILTER (WHERE r.latest), max(r.value) FILTER (WHERE r.official)),
        coalesce(bool_and(r.released) FILTER (WHERE r.latest), bool_and(r.released) FILTER (WHERE r.official)),
        max(r.value) FILTER (WHERE r.official), bool_and(r.released) FILTER (WHERE r.official)
    FROM (
        SELECT o.value, o.official, o.current AND o.status IN ('SUBMITTED', 'VERIFIED', 'RELEASED') AS latest, o.status = 'RELEASED' AS released
        FROM indicators.observation o
        WHERE asked AND o.locality_id = k_unit AND o.indicator = k_code AND o.period = k_period
          AND o.methodology IS NOT DISTINCT FROM k_methodology AND (o.current OR o.official)
    ) r $$;

-- What a unit's months add up to over a quarter, and its quarters (each reported, or the sum of its months) over a year;
-- null unless all are there. Open: all of them are released. `k_parts`: what `summed_periods` says; looked up once a question.
CREATE FUNCTION "indicators"."added_over_time"(k_unit uuid, k_code text, k_methodology text, k_period text, k_parts text[], asked boolean)
RETURNS TABLE (p numeric, p_open boolean, o numeric, o_open boolean) LANGUAGE sql STABLE PARALLEL SAFE AS $$
    SELECT
        CASE WHEN count(q.p) = d.quarters THEN sum(q.p) END, CASE WHEN count(q.p) = d.quarters THEN bool_and(q.p_open) END,
        CASE WHEN count(q.o) = d.quarters THEN sum(q.o) END, CASE WHEN count(q.o) = d.quarters THEN bool_and(q.o_open) END
    FROM (SELECT CASE WHEN length(k_period) = 4 THEN 4 ELSE 1 END AS quarters) d
    LEFT JOIN (
        SELECT
            CASE WHEN count(m.p) FILTER (WHERE m.whole) = 1 THEN max(m.p) FILTER (WHERE m.whole)
                WHEN count(m.p) = 3 THEN sum(m.p) END AS p,
            CASE WHEN count(m.p) FILTER (WHERE m.whole) = 1 THEN bool_and(m.p_open) FILTER (WHERE m.whole)
                WHEN count(m.p) = 3 THEN bool_and(m.p_open) END AS p_open,
            CASE WHEN count(m.o) FILTER (WHERE m.whole) = 1 THEN max(m.o) FILTER (WHERE m.whole)
                WHEN count(m.o) = 3 THEN sum(m.o) END AS o,
            CASE WHEN count(m.o) FILTER (WHERE m.whole) = 1 THEN bool_and(m.o_open) FILTER (WHERE m.whole)
                WHEN count(m.o) = 3 THEN bool_and(m.o_open) END AS o_open
        FROM (
            SELECT indicators.quarter_of(r.period) AS quarter, substr(r.period, 6, 1) = 'Q' AS whole,
                coalesce(max(r.value) FILTER (WHERE r.latest), max(r.value) FILTER (WHERE r.official)) AS p,
                coalesce(bool_and(r.released) FILTER (WHERE r.latest), bool_and(r.released) FILTER (WHERE r.official)) AS p_open,
                max(r.value) FILTER (WHERE r.official) AS o, bool_and(r.released) FILTER (WHERE r.official) AS o_open
            FROM (
                SELECT o.period, o.value, o.official, o.current AND o.status IN ('SUBMITTED', 'VERIFIED', 'RELEASED') AS latest, o.status = 'RELEASED' AS released
                FROM indicators.observation o
                WHERE asked AND o.locality_id = k_unit AND o.indicator = k_code AND o.period = ANY (k_parts)
                  AND o.methodology IS NOT DISTINCT FROM k_methodology AND (o.current OR o.official)
            ) r
            GROUP BY r.period
        ) m
        GROUP BY m.quarter
    ) q ON true
    GROUP BY d.quarters $$;

-- A unit's own value: as it was reported; of a flow otherwise what its parts add up to over time.
CREATE FUNCTION "indicators"."own_value"(k_unit uuid, k_code text, k_methodology text, k_period text, k_parts text[])
RETURNS TABLE (p numeric, p_open boolean, o numeric, o_open boolean) LANGUAGE sql STABLE PARALLEL SAFE AS $$
    SELECT coalesce(r.p, t.p), CASE WHEN r.p IS NULL THEN t.p_open ELSE r.p_open END,
        coalesce(r.o, t.o), CASE WHEN r.o IS NULL THEN t.o_open ELSE r.o_open END
    FROM indicators.reported(k_unit, k_code, k_methodology, k_period, k_code IS NOT NULL) r
    CROSS JOIN LATERAL indicators.added_over_time(k_unit, k_code, k_methodology, k_period, k_parts,
        k_parts IS NOT NULL AND (r.p IS NULL OR r.o IS NULL)) t $$;

-- What a question adds up. a: a count, a ratio's numerator, or a mean; b: the denominator or weight. The lowest level of all
-- is no limit.
CREATE FUNCTION "indicators"."recipes"() RETURNS TABLE (
    indicator text, kind text, lowest map.locality_level,
    a text, a_standard boolean, a_flow boolean, b text, b_standard boolean, b_flow boolean, self text, self_standard boolean
) LANGUAGE sql STABLE PARALLEL SAFE AS $$
    SELECT i.code, i.kind::text, nullif(i.lowest_level, 'NEIGHBOURHOOD'),
        a.code, i.standard AND a.standard, a.kind = 'COUNT' AND a.time = 'FLOW',
        b.code, i.standard AND coalesce(b.standard, false), coalesce(b.kind = 'COUNT' AND b.time = 'FLOW', false),
        CASE WHEN i.kind <> 'COUNT' THEN i.code END, i.standard
    FROM indicators.indicator i
    JOIN indicators.indicator a ON a.code = coalesce(i.numerator, i.code)
    LEFT JOIN indicators.indicator b ON b.code = i.denominator $$;

-- What two figures of a unit make of a question, on both bases: of two parts, both or nothing.
CREATE FUNCTION "indicators"."paired"(
    k_kind text, a_p numeric, a_p_open boolean, a_o numeric, a_o_open boolean, b_p numeric, b_p_open boolean, b_o numeric, b_o_open boolean
) RETURNS TABLE (p_x numeric, p_y numeric, p_open boolean, o_x numeric, o_y numeric, o_open boolean) LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT
        CASE k_kind WHEN 'COUNT' THEN a_p WHEN 'RATIO' THEN CASE WHEN b_p IS NOT NULL THEN a_p END ELSE a_p * b_p END,
        CASE WHEN a_p IS NOT NULL THEN b_p END,
        CASE WHEN k_kind = 'COUNT' THEN a_p_open ELSE a_p_open AND b_p_open END,
        CASE k_kind WHEN 'COUNT' THEN a_o WHEN 'RATIO' THEN CASE WHEN b_o IS NOT NULL THEN a_o END ELSE a_o * b_o END,
        CASE WHEN a_o IS NOT NULL THEN b_o END,
        CASE WHEN k_kind = 'COUNT' THEN a_o_open ELSE a_o_open AND b_o_open END $$;

-- A unit's own part in a question.
CREATE FUNCTION "indicators"."own_pair"(
    k_unit uuid, k_kind text, k_period text, a text, a_methodology text, a_parts text[], b text, b_methodology text, b_parts text[]
) RETURNS TABLE (p_x numeric, p_y numeric, p_open boolean, o_x numeric, o_y numeric, o_open boolean) LANGUAGE sql STABLE PARALLEL SAFE AS $$
    SELECT v.*
    FROM indicators.own_value(k_unit, a, a_methodology, k_period, a_parts) x
    CROSS JOIN LATERAL indicators.own_value(k_unit, b, b_methodology, k_period, b_parts) y
    CROSS JOIN LATERAL indicators.paired(k_kind, x.p, x.p_open, x.o, x.o_open, y.p, y.p_open, y.o, y.o_open) v $$;

-- Whether a release stands for a unit and period, on each basis.
CREATE FUNCTION "indicators"."opened"(k_unit uuid, k_period text) RETURNS TABLE (p boolean, o boolean) LANGUAGE sql STABLE PARALLEL SAFE AS $$
    SELECT coalesce(bool_or(r.basis = 'PROVISIONAL'), false), coalesce(bool_or(r.basis = 'OFFICIAL'), false)
    FROM indicators.release r WHERE r.locality_id = k_unit AND r.period = k_period $$;

-- What a unit passes upward: its complete roll-up, else its own report, else its partial roll-up; and whether it then
-- counts as having reported.
CREATE FUNCTION "indicators"."passed"(
    complete boolean, x numeric, y numeric, open boolean, own_x numeric, own_y numeric, own_open boolean, opened boolean
) RETURNS TABLE (v_x numeric, v_y numeric, v_open boolean, ok boolean) LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT
        CASE WHEN complete OR own_x IS NULL THEN x ELSE own_x END,
        CASE WHEN complete OR own_x IS NULL THEN y ELSE own_y END,
        CASE WHEN complete OR own_x IS NULL THEN (complete AND opened) OR open ELSE own_open OR opened END,
        coalesce(complete, false) OR own_x IS NOT NULL $$;

-- How many direct children a unit has on a day: recorded, and as coverage expects them (declared ones included). Those
-- below the lowest level that reports are none.
DROP FUNCTION "indicators"."expected_children"(uuid, date);
CREATE FUNCTION "indicators"."expected_children"(unit uuid, on_day date, lowest map.locality_level DEFAULT NULL) RETURNS TABLE (children int, expected int)
LANGUAGE sql STABLE PARALLEL SAFE AS $$
    SELECT c.n, greatest(c.n, coalesce((
        SELECT d.count FROM map.declared_children d
        WHERE d.locality_id = unit AND d.begins <= on_day AND (lowest IS NULL OR (SELECT l.level FROM map.locality l WHERE l.id = unit) < lowest)
        ORDER BY d.begins DESC LIMIT 1), 0))
    FROM (
        SELECT count(*)::int AS n FROM map.locality_parent p
        WHERE p.parent_id = unit AND p.begins <= on_day AND on_day < p.ends
          AND (lowest IS NULL OR (SELECT l.level FROM map.locality l WHERE l.id = p.child_id) <= lowest)
    ) c $$;

-- == Keeping the roll-ups ==

CREATE TYPE "indicators"."roll_up_key" AS (unit uuid, indicator text, methodology text, period text, period_end date);

-- What the units directly below them pass on, added up. What many roll-ups share (a child, its figure, whether a release
-- stands for it) is looked up once. Each lookup in a table stands in a subquery of its own, behind OFFSET 0; all else is
-- joined by hashes, since a plan that is kept for a connection's life must not loop over all rows for each.
CREATE TYPE "indicators"."fresh_roll_up" AS (
    unit uuid, indicator text, methodology text, period text, day date, kind text,
    a text, a_m text, a_parts text[], b text, b_m text, b_parts text[],
    expected int,
    p_x numeric, p_y numeric, p_reported int, p_complete boolean, p_open boolean,
    o_x numeric, o_y numeric, o_reported int, o_complete boolean, o_open boolean
);
CREATE FUNCTION "indicators"."fresh_roll_ups"(due indicators.roll_up_key[]) RETURNS SETOF indicators.fresh_roll_up
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
    SET plan_cache_mode = force_generic_plan SET enable_seqscan = off SET enable_mergejoin = off SET enable_nestloop = off AS $$
#variable_conflict use_column
BEGIN
    RETURN QUERY
    WITH asked AS MATERIALIZED (
        SELECT d.indicator, d.period, indicators.summed_periods(q.a_flow, d.period) AS a_parts, indicators.summed_periods(q.b_flow, d.period) AS b_parts
        FROM (SELECT DISTINCT indicator, period FROM unnest(due)) d JOIN indicators.recipes() q ON q.indicator = d.indicator
    ),
    key AS MATERIALIZED (
        SELECT (row_number() OVER ())::int AS n, d.unit, d.indicator, d.methodology, d.period, d.period_end AS day, q.kind, q.lowest,
            q.a, CASE WHEN q.a_standard THEN nullif(d.methodology, '') END AS a_m, w.a_parts,
            q.b, CASE WHEN q.b_standard THEN nullif(d.methodology, '') END AS b_m, w.b_parts
        FROM unnest(due) d JOIN asked w ON w.indicator = d.indicator AND w.period = d.period
        JOIN indicators.recipes() q ON q.indicator = d.indicator
    ),
    -- The figures that they are made of, numbered.
    part AS MATERIALIZED (
        SELECT (row_number() OVER ())::int AS i, p.*
        FROM (
            SELECT k.unit, k.period, k.a AS code, coalesce(k.a_m, '') AS methodology, k.a_parts AS parts FROM key k
            UNION
            SELECT k.unit, k.period, k.b, coalesce(k.b_m, ''), k.b_parts FROM key k WHERE k.b IS NOT NULL
        ) p
    ),
    k AS MATERIALIZED (
        SELECT k.*, a.i AS a_part, b.i AS b_part
        FROM key k
        JOIN part a ON a.unit = k.unit AND a.period = k.period AND a.code = k.a AND a.methodology = coalesce(k.a_m, '')
        LEFT JOIN part b ON b.unit = k.unit AND b.period = k.period AND b.code = k.b AND b.methodology = coalesce(k.b_m, '')
    ),
    place AS MATERIALIZED (SELECT DISTINCT k.unit, k.period, k.day FROM key k),
    kid AS MATERIALIZED (
        SELECT d.unit, d.period, c.child, c.level, c.rolls, o.p AS p_opened, o.o AS o_opened
        FROM place d
        CROSS JOIN LATERAL (
            SELECT e.child_id AS child, l.level, EXISTS (SELECT FROM indicators.roll_up r WHERE r.unit = e.child_id) AS rolls
            FROM map.locality_parent e
            CROSS JOIN LATERAL (
                SELECT l.level FROM map.locality l WHERE l.id = e.child_id AND l.begins <= d.day AND d.day < l.ends OFFSET 0) l
            WHERE e.parent_id = d.unit AND e.begins <= d.day AND d.day < e.ends
            OFFSET 0
        ) c
        CROSS JOIN LATERAL (SELECT * FROM indicators.opened(c.child, d.period) OFFSET 0) o
    ),
    stated AS MATERIALIZED (
        SELECT p.i, c.child, v.p, v.p_open, v.o, v.o_open
        FROM part p JOIN kid c ON c.unit = p.unit AND c.period = p.period
        CROSS JOIN LATERAL (SELECT * FROM indicators.own_value(c.child, p.code, nullif(p.methodology, ''), p.period, p.parts) OFFSET 0) v
        WHERE v.p IS NOT NULL OR v.o IS NOT NULL
    ),
    -- What each child passes on; one that has nothing to pass is not there.
    given AS (
        SELECT k.n, p.v_x AS p_x, p.v_y AS p_y, p.v_open AS p_open, p.ok AS p_ok, o.v_x AS o_x, o.v_y AS o_y, o.v_open AS o_open, o.ok AS o_ok
        FROM k JOIN kid c ON c.unit = k.unit AND c.period = k.period AND (k.lowest IS NULL OR c.level <= k.lowest)
        LEFT JOIN stated x ON x.i = k.a_part AND x.child = c.child
        LEFT JOIN stated y ON y.i = k.b_part AND y.child = c.child
        LEFT JOIN LATERAL (
            SELECT r.* FROM indicators.roll_up r
            WHERE c.rolls AND r.unit = c.child AND r.indicator = k.indicator AND r.methodology = k.methodology AND r.period = k.period OFFSET 0) r ON true
        CROSS JOIN LATERAL indicators.paired(k.kind, x.p, x.p_open, x.o, x.o_open, y.p, y.p_open, y.o, y.o_open) own
        CROSS JOIN LATERAL indicators.passed(r.provisional_complete, r.provisional_x, r.provisional_y, r.provisional_open, own.p_x, own.p_y, own.p_open, c.p_opened) p
        CROSS JOIN LATERAL indicators.passed(r.official_complete, r.official_x, r.official_y, r.official_open, own.o_x, own.o_y, own.o_open, c.o_opened) o
        WHERE x.i IS NOT NULL OR r.unit IS NOT NULL
    ),
    summed AS MATERIALIZED (
        SELECT g.n, sum(g.p_x) AS p_x, sum(g.p_y) AS p_y, (count(*) FILTER (WHERE g.p_ok))::int AS p_reported, bool_and(g.p_open) FILTER (WHERE g.p_x IS NOT NULL) AS p_open,
            sum(g.o_x) AS o_x, sum(g.o_y) AS o_y, (count(*) FILTER (WHERE g.o_ok))::int AS o_reported, bool_and(g.o_open) FILTER (WHERE g.o_x IS NOT NULL) AS o_open
        FROM given g GROUP BY g.n
    ),
    counted AS MATERIALIZED (
        SELECT d.*, e.children, e.expected
        FROM (SELECT DISTINCT k.unit, k.day, k.lowest FROM key k) d
        CROSS JOIN LATERAL (SELECT * FROM indicators.expected_children(d.unit, d.day, d.lowest) OFFSET 0) e
    )
    SELECT k.unit, k.indicator, k.methodology, k.period, k.day, k.kind, k.a, k.a_m, k.a_parts, k.b, k.b_m, k.b_parts, c.expected,
        s.p_x, s.p_y, coalesce(s.p_reported, 0), c.children > 0 AND coalesce(s.p_reported, 0) >= c.expected, s.p_open,
        s.o_x, s.o_y, coalesce(s.o_reported, 0), c.children > 0 AND coalesce(s.o_reported, 0) >= c.expected, s.o_open
    FROM k LEFT JOIN summed s ON s.n = k.n
    JOIN counted c ON c.unit = k.unit AND c.day = k.day AND coalesce(c.lowest::text, '') = coalesce(k.lowest::text, '');
END $$;

-- Adds the given roll-ups up anew from what the units directly below them pass on, and so on upward as long as that
-- changes what a unit passes on itself. Level by level, and within a level in one order of keys, so that no two
-- transactions ever wait for each other. A row is locked before its sum is read: whoever comes second counts the first.
-- A plan is kept for a connection's life, and often made while the tables are empty: hence no scan of whole tables.
CREATE FUNCTION "indicators"."refresh_roll_ups"(keys indicators.roll_up_key[]) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
    SET plan_cache_mode = force_generic_plan SET enable_seqscan = off SET enable_mergejoin = off SET enable_nestloop = on AS $$
#variable_conflict use_column
DECLARE
    lvl map.locality_level;
    due indicators.roll_up_key[];
    above indicators.roll_up_key[];
BEGIN
    FOREACH lvl IN ARRAY ARRAY['COMMUNE', 'DISTRICT', 'PROVINCE']::map.locality_level[] LOOP
        SELECT array_agg(ROW(k.unit, k.indicator, k.methodology, k.period, k.period_end)::indicators.roll_up_key
            ORDER BY k.unit, k.indicator, k.methodology, k.period)
        INTO due
        FROM (SELECT DISTINCT u.* FROM unnest(keys) u) k JOIN map.locality l ON l.id = k.unit AND l.level = lvl;
        CONTINUE WHEN due IS NULL;

        INSERT INTO indicators.roll_up (unit, indicator, methodology, period, period_end)
        SELECT k.unit, k.indicator, k.methodology, k.period, k.period_end FROM unnest(due) k
        ORDER BY k.unit, k.indicator, k.methodology, k.period
        ON CONFLICT DO NOTHING;
        PERFORM FROM unnest(due) k
        JOIN indicators.roll_up r ON r.unit = k.unit AND r.indicator = k.indicator AND r.methodology = k.methodology AND r.period = k.period
        ORDER BY r.unit, r.indicator, r.methodology, r.period
        FOR NO KEY UPDATE OF r;

        WITH changed AS (
            UPDATE indicators.roll_up r SET expected = f.expected,
                provisional_x = f.p_x, provisional_y = f.p_y, provisional_reported = f.p_reported, provisional_complete = f.p_complete, provisional_open = f.p_open,
                official_x = f.o_x, official_y = f.o_y, official_reported = f.o_reported, official_complete = f.o_complete, official_open = f.o_open
            FROM indicators.fresh_roll_ups(due) f
            WHERE r.unit = f.unit AND r.indicator = f.indicator AND r.methodology = f.methodology AND r.period = f.period
              AND (r.expected, r.provisional_x, r.provisional_y, r.provisional_reported, r.provisional_complete, r.provisional_open,
                   r.official_x, r.official_y, r.official_reported, r.official_complete, r.official_open)
                  IS DISTINCT FROM (f.expected, f.p_x, f.p_y, f.p_reported, f.p_complete, f.p_open, f.o_x, f.o_y, f.o_reported, f.o_complete, f.o_open)
            RETURNING f.*
        )
        SELECT array_agg(ROW(p.id, f.indicator, f.methodology, f.period, f.day)::indicators.roll_up_key) INTO above
        FROM changed f
        -- As it was before this statement.
        JOIN indicators.roll_up r ON r.unit = f.unit AND r.indicator = f.indicator AND r.methodology = f.methodology AND r.period = f.period
        JOIN map.locality_parent e ON e.child_id = f.unit AND e.begins <= f.day AND f.day < e.ends
        JOIN map.locality p ON p.id = e.parent_id AND p.level <> 'NATION'
        CROSS JOIN LATERAL indicators.own_pair(f.unit, f.kind, f.period, f.a, f.a_m, f.a_parts, f.b, f.b_m, f.b_parts) own
        CROSS JOIN LATERAL indicators.opened(f.unit, f.period) opened
        CROSS JOIN LATERAL indicators.passed(r.provisional_complete, r.provisional_x, r.provisional_y, r.provisional_open, own.p_x, own.p_y, own.p_open, opened.p) p_was
        CROSS JOIN LATERAL indicators.passed(r.official_complete, r.official_x, r.official_y, r.official_open, own.o_x, own.o_y, own.o_open, opened.o) o_was
        CROSS JOIN LATERAL indicators.passed(f.p_complete, f.p_x, f.p_y, f.p_open, own.p_x, own.p_y, own.p_open, opened.p) p_is
        CROSS JOIN LATERAL indicators.passed(f.o_complete, f.o_x, f.o_y, f.o_open, own.o_x, own.o_y, own.o_open, opened.o) o_is
        WHERE (p_was.v_x, p_was.v_y, p_was.v_open, p_was.ok, o_was.v_x, o_was.v_y, o_was.v_open, o_was.ok)
              IS DISTINCT FROM (p_is.v_x, p_is.v_y, p_is.v_open, p_is.ok, o_is.v_x, o_is.v_y, o_is.v_open, o_is.ok)
            -- A row that nobody else could see yet: another transaction that withdraws the unit's own report right now
            -- cannot have counted on it, so the unit above is where the two must meet.
            OR (r.expected < 0 AND (f.p_x IS NOT NULL OR f.o_x IS NOT NULL));
        keys := keys || above;
    END LOOP;
END $$;

-- Rolls up what the calling transaction has touched so far. Done at its commit in any case; a mutation asks for it once it
-- has written, so that its own answer shows what it did.
CREATE FUNCTION "indicators"."settle_roll_ups"() RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
    SET plan_cache_mode = force_generic_plan SET enable_seqscan = off SET enable_mergejoin = off SET enable_nestloop = off AS $$
#variable_conflict use_column
DECLARE
    me xid8 := pg_current_xact_id();
    keys indicators.roll_up_key[];
BEGIN
    DELETE FROM indicators.roll_up_due d WHERE d.xact = me;
    IF NOT FOUND THEN RETURN; END IF;
    -- Lookups behind OFFSET 0, all else joined by hashes: as in `fresh_roll_ups`.
    WITH t AS MATERIALIZED (
        SELECT kind, unit, indicator, methodology, period, begins, ends FROM indicators.roll_up_touch WHERE xact = me
    ),
    -- The figures that are touched, or whose unit is; `only`: no question but this, `for_period`: no period but this.
    stated AS (
        SELECT unit, indicator, methodology, period, kind = 'GONE' AS gone, NULL AS only, NULL AS for_period, NULL::date AS begins, NULL::date AS ends
        FROM t WHERE kind IN ('FIGURE', 'GONE')
        UNION ALL
        SELECT t.unit, o.indicator, o.methodology, o.period, false, NULL, NULL, t.begins, t.ends
        FROM t CROSS JOIN LATERAL (SELECT * FROM indicators.observation o WHERE o.locality_id = t.unit OFFSET 0) o WHERE t.kind = 'UNIT'
        UNION ALL
        SELECT t.unit, o.indicator, o.methodology, o.period, false, NULL, t.period, NULL, NULL
        FROM t CROSS JOIN LATERAL (
            SELECT * FROM indicators.observation o WHERE o.locality_id = t.unit AND o.period = ANY (indicators.periods_within(t.period)) OFFSET 0) o
        WHERE t.kind = 'RELEASE'
        UNION ALL
        SELECT o.locality_id, o.indicator, o.methodology, o.period, false, q.indicator, NULL, NULL, NULL
        FROM t JOIN indicators.recipes() q ON q.indicator = t.indicator
        CROSS JOIN LATERAL (SELECT q.a AS code UNION SELECT q.b WHERE q.b IS NOT NULL) c
        CROSS JOIN LATERAL (SELECT * FROM indicators.observation o WHERE o.indicator = c.code OFFSET 0) o WHERE t.kind = 'QUESTION'
    ),
    -- A month of a flow may count in its quarter and in its year.
    figure AS MATERIALIZED (
        SELECT s.unit, s.indicator, s.methodology, p.period, indicators.last_day(p.period) AS day, s.gone, s.only
        FROM stated s JOIN indicators.indicator c ON c.code = s.indicator
        CROSS JOIN LATERAL unnest(CASE WHEN c.kind = 'COUNT' AND c.time = 'FLOW' THEN indicators.periods_around(s.period) ELSE ARRAY[s.period] END) AS p(period)
        WHERE (s.for_period IS NULL OR p.period = s.for_period)
          AND (s.begins IS NULL OR (s.begins <= indicators.last_day(p.period) AND indicators.last_day(p.period) < s.ends))
    ),
    part AS MATERIALIZED (
        SELECT q.indicator, q.lowest, q.a AS code, q.a_standard AS standard, q.b AS other, q.b_standard AS other_standard, q.b_flow AS other_flow
        FROM indicators.recipes() q
        UNION ALL
        SELECT q.indicator, q.lowest, q.b, q.b_standard, q.a, q.a_standard, q.a_flow FROM indicators.recipes() q WHERE q.b IS NOT NULL
    ),
    place AS MATERIALIZED (
        SELECT u.unit, u.day, c.level, p.id AS parent
        FROM (SELECT DISTINCT f.unit, f.day FROM figure f) u
        CROSS JOIN LATERAL (SELECT l.level FROM map.locality l WHERE l.id = u.unit OFFSET 0) c
        CROSS JOIN LATERAL (SELECT e.parent_id FROM map.locality_parent e WHERE e.child_id = u.unit AND e.begins <= u.day AND u.day < e.ends OFFSET 0) e
        CROSS JOIN LATERAL (SELECT p.id FROM map.locality p WHERE p.id = e.parent_id AND p.level <> 'NATION' OFFSET 0) p
    ),
    -- Under one unit, together.
    placed AS MATERIALIZED (
        SELECT l.parent, l.level, f.indicator, f.methodology, f.period, f.day, f.only, bool_or(f.gone) AS gone, array_agg(f.unit) AS units
        FROM figure f JOIN place l ON l.unit = f.unit AND l.day = f.day
        GROUP BY l.parent, l.level, f.indicator, f.methodology, f.period, f.day, f.only
    ),
    -- The questions that they take part in. Of two parts, where a unit stated the other as well (a flow may follow from its
    -- months); where the figure knows no standard but its counterpart does, under each of the counterpart's.
    asked AS (
        SELECT f.parent AS unit, q.indicator, coalesce(m.methodology, '') AS methodology, f.period, f.day
        FROM placed f JOIN part q ON q.code = f.indicator
        CROSS JOIN LATERAL (
            SELECT f.methodology
            WHERE CASE WHEN q.standard THEN true WHEN q.other_standard THEN false ELSE f.methodology IS NULL END
              AND (q.other IS NULL OR q.other_flow OR f.gone OR EXISTS (
                SELECT FROM indicators.observation o
                WHERE o.locality_id = ANY (f.units) AND o.indicator = q.other AND o.period = f.period
                  AND o.methodology IS NOT DISTINCT FROM CASE WHEN q.other_standard THEN f.methodology END))
            UNION ALL
            SELECT DISTINCT o.methodology FROM indicators.observation o
            WHERE NOT q.standard AND q.other_standard AND f.methodology IS NULL AND o.locality_id = ANY (f.units) AND o.indicator = q.other
              AND o.period = ANY (CASE WHEN q.other_flow THEN indicators.periods_within(f.period) ELSE ARRAY[f.period] END)
        ) m
        WHERE (f.only IS NULL OR q.indicator = f.only) AND (q.lowest IS NULL OR f.level <= q.lowest)
    ),
    -- What a unit passes on beside its own figures: its roll-up.
    passing AS (
        SELECT r.unit, r.indicator, r.methodology, r.period, r.period_end AS day
        FROM t CROSS JOIN LATERAL (
            SELECT * FROM indicators.roll_up r
            WHERE r.unit = t.unit AND CASE WHEN t.kind = 'RELEASE' THEN r.period = t.period ELSE t.begins <= r.period_end AND r.period_end < t.ends END OFFSET 0) r
        WHERE t.kind IN ('RELEASE', 'UNIT')
        UNION
        SELECT r.unit, r.indicator, r.methodology, r.period, r.period_end
        FROM t CROSS JOIN LATERAL (SELECT * FROM indicators.roll_up r WHERE r.indicator = t.indicator OFFSET 0) r WHERE t.kind = 'QUESTION'
    ),
    -- The unit's own roll-up, where it has one, is not changed by its own figure: but whoever changes both at once must not
    -- miss each other.
    owned AS MATERIALIZED (
        SELECT r.unit, r.indicator, r.methodology, r.period, r.period_end
        FROM (SELECT DISTINCT f.unit, f.period FROM figure f) u
        CROSS JOIN LATERAL (SELECT * FROM indicators.roll_up r WHERE r.unit = u.unit AND r.period = u.period OFFSET 0) r
    ),
    key AS (
        SELECT a.unit, a.indicator, a.methodology, a.period, a.day FROM asked a
        UNION
        SELECT p.id, g.indicator, g.methodology, g.period, g.day
        FROM passing g JOIN indicators.indicator i ON i.code = g.indicator
        CROSS JOIN LATERAL (SELECT c.level FROM map.locality c WHERE c.id = g.unit OFFSET 0) c
        CROSS JOIN LATERAL (SELECT e.parent_id FROM map.locality_parent e WHERE e.child_id = g.unit AND e.begins <= g.day AND g.day < e.ends OFFSET 0) e
        CROSS JOIN LATERAL (SELECT p.id FROM map.locality p WHERE p.id = e.parent_id AND p.level <> 'NATION' OFFSET 0) p
        WHERE i.lowest_level IS NULL OR c.level <= i.lowest_level
        UNION
        SELECT r.unit, r.indicator, r.methodology, r.period, r.period_end
        FROM owned r JOIN figure f ON f.unit = r.unit AND f.period = r.period AND (f.only IS NULL OR f.only = r.indicator)
        JOIN part q ON q.code = f.indicator AND q.indicator = r.indicator
        WHERE r.methodology = coalesce(f.methodology, '') OR (q.other_standard AND NOT q.standard)
        UNION
        SELECT r.unit, r.indicator, r.methodology, r.period, r.period_end
        FROM t CROSS JOIN LATERAL (
            SELECT * FROM indicators.roll_up r WHERE r.unit = t.unit AND t.begins <= r.period_end AND r.period_end < t.ends OFFSET 0) r
        WHERE t.kind = 'CHILDREN'
        UNION
        SELECT r.unit, r.indicator, r.methodology, r.period, r.period_end
        FROM t CROSS JOIN LATERAL (SELECT * FROM indicators.roll_up r WHERE r.indicator = t.indicator OFFSET 0) r WHERE t.kind = 'QUESTION'
    )
    SELECT array_agg(ROW(k.*)::indicators.roll_up_key) INTO keys FROM key k;
    DELETE FROM indicators.roll_up_touch t WHERE t.xact = me;
    IF keys IS NOT NULL THEN PERFORM indicators.refresh_roll_ups(keys); END IF;
END $$;

CREATE FUNCTION "indicators"."settle_at_commit"() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    PERFORM indicators.settle_roll_ups();
    RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER "roll_ups_settled" AFTER INSERT ON "indicators"."roll_up_due" DEFERRABLE INITIALLY DEFERRED
    FOR EACH ROW EXECUTE FUNCTION "indicators"."settle_at_commit"();

-- Figures and map must not change past each other: a figure is rolled up over the map it was filed under. Figures share
-- the lock; whoever changes the map has it alone, from the change to the commit.
CREATE FUNCTION "indicators"."lock_map"(alone boolean) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    IF alone THEN PERFORM pg_advisory_xact_lock(hashtextextended('indicators.map', 0));
    ELSE PERFORM pg_advisory_xact_lock_shared(hashtextextended('indicators.map', 0));
    END IF;
END $$;

CREATE FUNCTION "indicators"."touch_inserted"() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF NOT EXISTS (SELECT FROM new_rows) THEN RETURN NULL; END IF;
    PERFORM indicators.lock_map(false);
    -- Who states a ratio's two parts at once must see each other. Submitting takes this lock beforehand.
    PERFORM pg_advisory_xact_lock(hashtextextended('indicators.observation/' || n.tenant_id, 0))
    FROM (SELECT DISTINCT tenant_id FROM new_rows ORDER BY tenant_id) n;
    INSERT INTO indicators.roll_up_touch (kind, unit, indicator, methodology, period)
    SELECT 'FIGURE', locality_id, indicator, methodology, period FROM new_rows;
    INSERT INTO indicators.roll_up_due DEFAULT VALUES ON CONFLICT DO NOTHING;
    RETURN NULL;
END $$;
-- As with all plans that are kept: no loop of all rows over all rows, though they were few when it was made.
CREATE FUNCTION "indicators"."touch_updated"() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
    SET enable_nestloop = off AS $$
BEGIN
    IF NOT EXISTS (SELECT FROM new_rows) THEN RETURN NULL; END IF;
    PERFORM indicators.lock_map(false);
    INSERT INTO indicators.roll_up_touch (kind, unit, indicator, methodology, period)
    SELECT 'FIGURE', n.locality_id, n.indicator, n.methodology, n.period
    FROM new_rows n JOIN old_rows o ON o.id = n.id
    WHERE (n.value, n.status, n.current, n.official) IS DISTINCT FROM (o.value, o.status, o.current, o.official);
    IF FOUND THEN INSERT INTO indicators.roll_up_due DEFAULT VALUES ON CONFLICT DO NOTHING; END IF;
    RETURN NULL;
END $$;
CREATE FUNCTION "indicators"."touch_deleted"() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF NOT EXISTS (SELECT FROM old_rows) THEN RETURN NULL; END IF;
    PERFORM indicators.lock_map(false);
    INSERT INTO indicators.roll_up_touch (kind, unit, indicator, methodology, period)
    SELECT 'GONE', locality_id, indicator, methodology, period FROM old_rows;
    INSERT INTO indicators.roll_up_due DEFAULT VALUES ON CONFLICT DO NOTHING;
    RETURN NULL;
END $$;
CREATE TRIGGER "roll_up_inserted" AFTER INSERT ON "indicators"."observation" REFERENCING NEW TABLE AS new_rows
    FOR EACH STATEMENT EXECUTE FUNCTION "indicators"."touch_inserted"();
CREATE TRIGGER "roll_up_updated" AFTER UPDATE ON "indicators"."observation" REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows
    FOR EACH STATEMENT EXECUTE FUNCTION "indicators"."touch_updated"();
CREATE TRIGGER "roll_up_deleted" AFTER DELETE ON "indicators"."observation" REFERENCING OLD TABLE AS old_rows
    FOR EACH STATEMENT EXECUTE FUNCTION "indicators"."touch_deleted"();

CREATE FUNCTION "indicators"."touch_released"() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    PERFORM indicators.lock_map(false);
    INSERT INTO indicators.roll_up_touch (kind, unit, period) SELECT DISTINCT 'RELEASE', locality_id, period FROM changed;
    IF FOUND THEN INSERT INTO indicators.roll_up_due DEFAULT VALUES ON CONFLICT DO NOTHING; END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER "roll_up_inserted" AFTER INSERT ON "indicators"."release" REFERENCING NEW TABLE AS changed
    FOR EACH STATEMENT EXECUTE FUNCTION "indicators"."touch_released"();
CREATE TRIGGER "roll_up_deleted" AFTER DELETE ON "indicators"."release" REFERENCING OLD TABLE AS changed
    FOR EACH STATEMENT EXECUTE FUNCTION "indicators"."touch_released"();
CREATE TRIGGER "roll_up_before" AFTER UPDATE ON "indicators"."release" REFERENCING OLD TABLE AS changed
    FOR EACH STATEMENT EXECUTE FUNCTION "indicators"."touch_released"();
CREATE TRIGGER "roll_up_after" AFTER UPDATE ON "indicators"."release" REFERENCING NEW TABLE AS changed
    FOR EACH STATEMENT EXECUTE FUNCTION "indicators"."touch_released"();

-- == The map changes ==

-- Marks the changed stretches of the map that reach figures, and nothing of the others: lists of all units come by where
-- few or no figures are.
CREATE FUNCTION "indicators"."touch_map"(k_child uuid[], k_parent uuid[], k_begins date[], k_ends date[]) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    PERFORM indicators.lock_map(true);
    INSERT INTO indicators.roll_up_touch (kind, unit, begins, ends)
    SELECT 'UNIT', k.unit, k.begins, k.ends
    FROM (SELECT u.unit, min(u.begins) AS begins, max(u.ends) AS ends FROM unnest(k_child, k_begins, k_ends) AS u(unit, begins, ends) GROUP BY u.unit) k
    WHERE EXISTS (SELECT FROM indicators.observation o WHERE o.locality_id = k.unit) OR EXISTS (SELECT FROM indicators.roll_up r WHERE r.unit = k.unit)
    UNION ALL
    SELECT 'CHILDREN', k.unit, k.begins, k.ends
    FROM (SELECT u.unit, min(u.begins) AS begins, max(u.ends) AS ends FROM unnest(k_parent, k_begins, k_ends) AS u(unit, begins, ends) GROUP BY u.unit) k
    WHERE EXISTS (SELECT FROM indicators.roll_up r WHERE r.unit = k.unit);
    IF FOUND THEN INSERT INTO indicators.roll_up_due DEFAULT VALUES ON CONFLICT DO NOTHING; END IF;
END $$;

CREATE FUNCTION "indicators"."touch_edges"() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    child uuid[]; parent uuid[]; begins date[]; ends date[];
BEGIN
    IF TG_OP = 'INSERT' THEN
        SELECT array_agg(n.child_id), array_agg(n.parent_id), array_agg(n.begins), array_agg(n.ends) INTO child, parent, begins, ends FROM new_rows n;
    ELSIF TG_OP = 'DELETE' THEN
        SELECT array_agg(o.child_id), array_agg(o.parent_id), array_agg(o.begins), array_agg(o.ends) INTO child, parent, begins, ends FROM old_rows o;
    ELSE
        -- Of an edge that only ends on another day, the days between.
        SELECT array_agg(c.child_id), array_agg(c.parent_id), array_agg(c.begins), array_agg(c.ends) INTO child, parent, begins, ends
        FROM (
            SELECT o.child_id, o.parent_id, least(o.ends, n.ends) AS begins, greatest(o.ends, n.ends) AS ends
            FROM old_rows o JOIN new_rows n USING (child_id, parent_id, begins) WHERE o.ends <> n.ends
            UNION ALL
            SELECT o.child_id, o.parent_id, o.begins, o.ends FROM old_rows o
            WHERE NOT EXISTS (SELECT FROM new_rows n WHERE (n.child_id, n.parent_id, n.begins) = (o.child_id, o.parent_id, o.begins))
            UNION ALL
            SELECT n.child_id, n.parent_id, n.begins, n.ends FROM new_rows n
            WHERE NOT EXISTS (SELECT FROM old_rows o WHERE (n.child_id, n.parent_id, n.begins) = (o.child_id, o.parent_id, o.begins))
        ) c;
    END IF;
    IF child IS NOT NULL THEN PERFORM indicators.touch_map(child, parent, begins, ends); END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER "roll_up_inserted" AFTER INSERT ON "map"."locality_parent" REFERENCING NEW TABLE AS new_rows
    FOR EACH STATEMENT EXECUTE FUNCTION "indicators"."touch_edges"();
CREATE TRIGGER "roll_up_updated" AFTER UPDATE ON "map"."locality_parent" REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows
    FOR EACH STATEMENT EXECUTE FUNCTION "indicators"."touch_edges"();
CREATE TRIGGER "roll_up_deleted" AFTER DELETE ON "map"."locality_parent" REFERENCING OLD TABLE AS old_rows
    FOR EACH STATEMENT EXECUTE FUNCTION "indicators"."touch_edges"();

CREATE FUNCTION "indicators"."touch_declared"() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    unit uuid[]; begins date[];
BEGIN
    SELECT array_agg(c.locality_id), array_agg(c.begins) INTO unit, begins FROM changed c;
    IF unit IS NOT NULL THEN
        PERFORM indicators.touch_map('{}', unit, begins, array_fill('9999-12-31'::date, ARRAY[cardinality(unit)]));
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER "roll_up_inserted" AFTER INSERT ON "map"."declared_children" REFERENCING NEW TABLE AS changed
    FOR EACH STATEMENT EXECUTE FUNCTION "indicators"."touch_declared"();
CREATE TRIGGER "roll_up_deleted" AFTER DELETE ON "map"."declared_children" REFERENCING OLD TABLE AS changed
    FOR EACH STATEMENT EXECUTE FUNCTION "indicators"."touch_declared"();
CREATE TRIGGER "roll_up_before" AFTER UPDATE ON "map"."declared_children" REFERENCING OLD TABLE AS changed
    FOR EACH STATEMENT EXECUTE FUNCTION "indicators"."touch_declared"();
CREATE TRIGGER "roll_up_after" AFTER UPDATE ON "map"."declared_children" REFERENCING NEW TABLE AS changed
    FOR EACH STATEMENT EXECUTE FUNCTION "indicators"."touch_declared"();

-- A unit passes figures on while it stands. A new one has none yet, and one that goes leaves no edge behind.
CREATE FUNCTION "indicators"."touch_units"() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    unit uuid[]; begins date[]; ends date[];
BEGIN
    SELECT array_agg(c.id), array_agg(c.begins), array_agg(c.ends) INTO unit, begins, ends
    FROM (
        SELECT o.id, least(o.ends, n.ends) AS begins, greatest(o.ends, n.ends) AS ends FROM old_rows o JOIN new_rows n USING (id) WHERE o.ends <> n.ends AND o.level = n.level
        UNION ALL
        SELECT o.id, least(o.begins, n.begins), greatest(o.begins, n.begins) FROM old_rows o JOIN new_rows n USING (id) WHERE o.begins <> n.begins AND o.level = n.level
        UNION ALL
        SELECT o.id, least(o.begins, n.begins), greatest(o.ends, n.ends) FROM old_rows o JOIN new_rows n USING (id) WHERE o.level <> n.level
    ) c;
    IF unit IS NOT NULL THEN PERFORM indicators.touch_map(unit, unit, begins, ends); END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER "roll_up_updated" AFTER UPDATE ON "map"."locality" REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows
    FOR EACH STATEMENT EXECUTE FUNCTION "indicators"."touch_units"();

-- == Definitions change ==

-- Adds up anew, at the commit, every roll-up of an indicator.
CREATE FUNCTION "indicators"."refresh_indicator"(code text) RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    PERFORM indicators.lock_map(true);
    INSERT INTO indicators.roll_up_touch (kind, indicator) VALUES ('QUESTION', code);
    INSERT INTO indicators.roll_up_due DEFAULT VALUES ON CONFLICT DO NOTHING;
END $$;
CREATE FUNCTION "indicators"."touch_defined"() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF TG_OP = 'INSERT' THEN
        PERFORM indicators.refresh_indicator(NEW.code);
    ELSE
        PERFORM indicators.refresh_indicator(i.code) FROM indicators.indicator i WHERE NEW.code IN (i.code, i.numerator, i.denominator);
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER "roll_up_inserted" AFTER INSERT ON "indicators"."indicator"
    FOR EACH ROW WHEN (NEW.kind <> 'COUNT') EXECUTE FUNCTION "indicators"."touch_defined"();
CREATE TRIGGER "roll_up_updated" AFTER UPDATE ON "indicators"."indicator"
    FOR EACH ROW WHEN ((OLD.kind, OLD.time, OLD.numerator, OLD.denominator, OLD.standard, OLD.lowest_level)
        IS DISTINCT FROM (NEW.kind, NEW.time, NEW.numerator, NEW.denominator, NEW.standard, NEW.lowest_level))
    EXECUTE FUNCTION "indicators"."touch_defined"();

-- Puts an indicator's roll-ups away and adds them up anew, whatever has become of them: for the operator. Nobody is at
-- work on one meanwhile, since the map is held.
CREATE FUNCTION "indicators"."rebuild_roll_ups"(code text) RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    PERFORM indicators.lock_map(true);
    DELETE FROM indicators.roll_up r WHERE r.indicator = code;
    PERFORM indicators.refresh_indicator(code);
    PERFORM indicators.settle_roll_ups();
END $$;
REVOKE EXECUTE ON FUNCTION "indicators"."rebuild_roll_ups"(text) FROM PUBLIC;
