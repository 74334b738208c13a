-- Whose border was crossed, and when: on these days something that lay in a unit came to lie outside it, or the other way
-- round, by a succession or by a move, while the unit itself went on. In between, its territory is the same. Derived from
-- `closure`, `locality_parent` and `succession`, in the transaction that changes them.
CREATE TABLE "map"."crossing" (
    "unit_id" UUID NOT NULL,
    "on_day" DATE NOT NULL,
    -- What went over the border: the unit that moved, or that ended into another.
    "by_id" UUID NOT NULL,
    CONSTRAINT "crossing_pkey" PRIMARY KEY ("unit_id", "on_day", "by_id")
);
CREATE INDEX "crossing_by_id_idx" ON "map"."crossing"("by_id");
SELECT map.serve_read_only('map.crossing');

-- The crossings that these units made. A unit that lies nowhere for a while, since its place is not stated, has gone nowhere:
-- the places before and after are held against each other. What has no origin on record came from nowhere either.
-- A succession is looked at once the closure of both units follows from the map as it is: until then it is about to be.
CREATE FUNCTION "map"."crossings_of"(units uuid[]) RETURNS TABLE (unit_id uuid, on_day date, by_id uuid) LANGUAGE sql STABLE AS $$
    WITH u AS MATERIALIZED (SELECT DISTINCT unnest(units) AS id),
    event AS MATERIALIZED (
        SELECT (row_number() OVER ())::int AS n, e.*
        FROM (
            SELECT s.from_id AS by_id, s.to_id, s.effective_on AS on_day, least(s.effective_on, f.ends) - 1 AS last_day, greatest(s.effective_on, t.begins) AS first_day
            FROM u JOIN map.succession s ON s.from_id = u.id
            JOIN map.locality f ON f.id = s.from_id JOIN map.closure fc ON (fc.descendant_id, fc.ancestor_id, fc.begins, fc.ends) = (f.id, f.id, f.begins, f.ends)
            JOIN map.locality t ON t.id = s.to_id JOIN map.closure tc ON (tc.descendant_id, tc.ancestor_id, tc.begins, tc.ends) = (t.id, t.id, t.begins, t.ends)
            UNION ALL
            SELECT p.child_id, p.child_id, p.begins, p.left_on - 1, p.begins
            FROM (
                SELECT p.child_id, p.begins, lag(p.ends) OVER (PARTITION BY p.child_id ORDER BY p.begins) AS left_on
                FROM u JOIN map.locality_parent p ON p.child_id = u.id
            ) p
            WHERE p.left_on IS NOT NULL
        ) e
    ),
    side AS (
        SELECT e.n, c.ancestor_id, 'before' AS side FROM event e JOIN map.closure c ON c.descendant_id = e.by_id AND c.begins <= e.last_day AND e.last_day < c.ends
        UNION ALL
        SELECT e.n, c.ancestor_id, 'after' FROM event e JOIN map.closure c ON c.descendant_id = e.to_id AND c.begins <= e.first_day AND e.first_day < c.ends
    ),
    changed AS (SELECT s.n, s.ancestor_id FROM side s GROUP BY s.n, s.ancestor_id HAVING count(DISTINCT s.side) = 1)
    SELECT DISTINCT c.ancestor_id, e.on_day, e.by_id
    FROM changed c JOIN event e ON e.n = c.n
    JOIN map.closure a ON a.descendant_id = c.ancestor_id AND a.ancestor_id = c.ancestor_id AND a.begins < e.on_day AND e.on_day < a.ends $$;

-- Brings `crossing` up to date for what these units have to do with.
CREATE FUNCTION "map"."refresh_crossings"(changed uuid[]) RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    units uuid[];
BEGIN
    -- What ended into one of them; and of the others only what ended, moved or crossed before.
    SELECT array_agg(DISTINCT k.id) INTO units
    FROM (
        SELECT s.from_id AS id FROM unnest(changed) AS u(id) JOIN map.succession s ON s.to_id = u.id
        UNION ALL
        SELECT s.from_id FROM unnest(changed) AS u(id) JOIN map.succession s ON s.from_id = u.id
        UNION ALL
        SELECT c.by_id FROM unnest(changed) AS u(id) JOIN map.crossing c ON c.by_id = u.id
        UNION ALL
        (SELECT p.child_id FROM unnest(changed) AS u(id) JOIN map.locality_parent p ON p.child_id = u.id GROUP BY p.child_id HAVING count(*) > 1)
    ) k;
    IF units IS NULL THEN RETURN; END IF;
    WITH wanted AS MATERIALIZED (SELECT * FROM map.crossings_of(units)),
    gone AS (
        DELETE FROM map.crossing c WHERE c.by_id = ANY (units)
          AND NOT EXISTS (SELECT FROM wanted w WHERE (w.unit_id, w.on_day, w.by_id) = (c.unit_id, c.on_day, c.by_id))
    )
    INSERT INTO map.crossing (unit_id, on_day, by_id) SELECT unit_id, on_day, by_id FROM wanted ON CONFLICT DO NOTHING;
END $$;

-- Where a unit lies has changed; where its own life has, also that what went over its border did so while it stood.
CREATE FUNCTION "map"."closure_changed"() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    changed uuid[];
BEGIN
    IF TG_OP = 'TRUNCATE' THEN
        DELETE FROM map.crossing;
        RETURN NULL;
    ELSIF TG_OP = 'UPDATE' THEN
        -- A key never changes: what is written otherwise is depth and end.
        SELECT array_agg(DISTINCT k.id) INTO changed
        FROM (
            SELECT n.descendant_id AS id FROM new_rows n
            UNION ALL
            SELECT c.descendant_id FROM new_rows n JOIN map.closure c ON c.ancestor_id = n.ancestor_id WHERE n.depth = 0
        ) k;
    ELSE
        SELECT array_agg(DISTINCT k.id) INTO changed
        FROM (
            SELECT r.descendant_id AS id FROM changed_rows r
            UNION ALL
            SELECT c.descendant_id FROM changed_rows r JOIN map.closure c ON c.ancestor_id = r.ancestor_id WHERE r.depth = 0
        ) k;
    END IF;
    IF changed IS NOT NULL THEN PERFORM map.refresh_crossings(changed); END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER "crossings_inserted" AFTER INSERT ON "map"."closure" REFERENCING NEW TABLE AS changed_rows
    FOR EACH STATEMENT EXECUTE FUNCTION "map"."closure_changed"();
CREATE TRIGGER "crossings_updated" AFTER UPDATE ON "map"."closure" REFERENCING NEW TABLE AS new_rows
    FOR EACH STATEMENT EXECUTE FUNCTION "map"."closure_changed"();
CREATE TRIGGER "crossings_deleted" AFTER DELETE ON "map"."closure" REFERENCING OLD TABLE AS changed_rows
    FOR EACH STATEMENT EXECUTE FUNCTION "map"."closure_changed"();
CREATE TRIGGER "crossings_truncated" AFTER TRUNCATE ON "map"."closure" FOR EACH STATEMENT EXECUTE FUNCTION "map"."closure_changed"();
ALTER FUNCTION "map"."closure_changed"() SECURITY DEFINER SET search_path = pg_catalog, pg_temp;

CREATE FUNCTION "map"."successions_changed"() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    PERFORM map.refresh_crossings(array_agg(DISTINCT r.from_id)) FROM changed_rows r HAVING count(*) > 0;
    RETURN NULL;
END $$;
CREATE TRIGGER "crossings_inserted" AFTER INSERT ON "map"."succession" REFERENCING NEW TABLE AS changed_rows
    FOR EACH STATEMENT EXECUTE FUNCTION "map"."successions_changed"();
CREATE TRIGGER "crossings_before" AFTER UPDATE ON "map"."succession" REFERENCING OLD TABLE AS changed_rows
    FOR EACH STATEMENT EXECUTE FUNCTION "map"."successions_changed"();
CREATE TRIGGER "crossings_after" AFTER UPDATE ON "map"."succession" REFERENCING NEW TABLE AS changed_rows
    FOR EACH STATEMENT EXECUTE FUNCTION "map"."successions_changed"();
CREATE TRIGGER "crossings_deleted" AFTER DELETE ON "map"."succession" REFERENCING OLD TABLE AS changed_rows
    FOR EACH STATEMENT EXECUTE FUNCTION "map"."successions_changed"();

-- Where the stored crossings are not what the map says, by other means than those that keep them: from the lines between
-- units alone. For the operator (`npm run verify:rollups`).
CREATE FUNCTION "map"."crossing_differences"() RETURNS TABLE (unit_id uuid, on_day date, by_id uuid, is_stored boolean) LANGUAGE sql STABLE AS $$
    WITH RECURSIVE event AS MATERIALIZED (
        SELECT s.from_id AS by_id, s.from_id AS a, least(s.effective_on, f.ends) - 1 AS a_day, s.to_id AS b, greatest(s.effective_on, t.begins) AS b_day, s.effective_on AS on_day
        FROM map.succession s JOIN map.locality f ON f.id = s.from_id JOIN map.locality t ON t.id = s.to_id
        UNION
        SELECT p.child_id, p.child_id, o.ends - 1, p.child_id, p.begins, p.begins
        FROM map.locality_parent p
        CROSS JOIN LATERAL (SELECT o.ends FROM map.locality_parent o WHERE o.child_id = p.child_id AND o.begins < p.begins ORDER BY o.begins DESC LIMIT 1) o
    ),
    up(id, day, above) AS (
        SELECT k.id, k.day, l.id
        FROM (SELECT a AS id, a_day AS day FROM event UNION SELECT b, b_day FROM event) k JOIN map.locality l ON l.id = k.id AND l.begins <= k.day AND k.day < l.ends
        UNION
        SELECT up.id, up.day, p.parent_id FROM up JOIN map.locality_parent p ON p.child_id = up.above AND p.begins <= up.day AND up.day < p.ends
    ),
    said AS (
        SELECT e.on_day, e.by_id, x.above AS unit_id FROM event e JOIN up x ON x.id = e.a AND x.day = e.a_day
        WHERE NOT EXISTS (SELECT FROM up y WHERE y.id = e.b AND y.day = e.b_day AND y.above = x.above)
        UNION
        SELECT e.on_day, e.by_id, y.above FROM event e JOIN up y ON y.id = e.b AND y.day = e.b_day
        WHERE NOT EXISTS (SELECT FROM up x WHERE x.id = e.a AND x.day = e.a_day AND x.above = y.above)
    ),
    due AS (
        SELECT s.unit_id, s.on_day, s.by_id FROM said s JOIN map.locality l ON l.id = s.unit_id AND l.begins < s.on_day AND s.on_day < l.ends
    )
    SELECT coalesce(c.unit_id, d.unit_id), coalesce(c.on_day, d.on_day), coalesce(c.by_id, d.by_id), c.unit_id IS NOT NULL
    FROM map.crossing c FULL JOIN due d ON d.unit_id = c.unit_id AND d.on_day = c.on_day AND d.by_id = c.by_id
    WHERE c.unit_id IS NULL OR d.unit_id IS NULL $$;

-- Puts all crossings away and derives them anew: for the operator, and for what is there already.
CREATE FUNCTION "map"."rebuild_crossings"() RETURNS void LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    DELETE FROM map.crossing;
    SELECT map.refresh_crossings(array_agg(l.id)) FROM map.locality l $$;
REVOKE EXECUTE ON FUNCTION "map"."rebuild_crossings"(), "map"."refresh_crossings"(uuid[]) FROM PUBLIC;
SELECT map.rebuild_crossings();
