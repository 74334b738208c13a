-- What level a unit below is of stands beside that it is below: the units of a country are counted by level from
-- an index alone, where a hundred thousand of them were looked up each by its id.
ALTER TABLE "map"."closure" DISABLE TRIGGER USER;
ALTER TABLE "map"."closure" ADD COLUMN "level" map.locality_level;
UPDATE "map"."closure" c SET "level" = l."level" FROM "map"."locality" l WHERE l."id" = c."descendant_id";
ALTER TABLE "map"."closure" ALTER COLUMN "level" SET NOT NULL;
ALTER TABLE "map"."closure" ENABLE TRIGGER USER;
CREATE INDEX "closure_ancestor_id_level_begins_ends_idx" ON "map"."closure"("ancestor_id", "level", "begins", "ends");

-- As before, with the level.
CREATE OR REPLACE FUNCTION "map"."refresh_closure"(changed uuid[]) RETURNS void LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    WITH RECURSIVE affected AS MATERIALIZED (
        SELECT unnest(changed) AS id
        UNION
        SELECT c.descendant_id FROM unnest(changed) AS u(id) JOIN map.closure c ON c.ancestor_id = u.id
    ),
    up(ancestor_id, descendant_id, depth, begins, ends) AS (
        SELECT l.id, l.id, 0, l.begins, l.ends FROM affected JOIN map.locality l USING (id)
        UNION ALL
        SELECT p.parent_id, up.descendant_id, up.depth + 1, greatest(up.begins, p.begins), least(up.ends, p.ends)
        FROM up JOIN map.locality_parent p ON p.child_id = up.ancestor_id
        WHERE greatest(up.begins, p.begins) < least(up.ends, p.ends) AND up.depth < 8
    ),
    ways AS MATERIALIZED (
        SELECT descendant_id, ancestor_id, depth, count(*) AS several, min(begins) AS begins, max(ends) AS ends
        FROM up GROUP BY descendant_id, ancestor_id, depth
    ),
    -- Where only the way between two units changes, not the fact, the stretches are one (a district's merger into
    -- another moves no commune out of its province).
    wanted AS MATERIALIZED (
        SELECT ancestor_id, descendant_id, depth::smallint AS depth, begins, ends FROM ways WHERE several = 1
        UNION ALL
        SELECT ancestor_id, descendant_id, depth::smallint, min(begins), max(ends)
        FROM (
            SELECT *, sum(gap::int) OVER (PARTITION BY ancestor_id, descendant_id, depth ORDER BY begins) AS stretch
            FROM (
                SELECT up.*, up.begins > coalesce(lag(up.ends) OVER (PARTITION BY up.ancestor_id, up.descendant_id, up.depth ORDER BY up.begins), '0001-01-01') AS gap
                FROM up JOIN ways w USING (descendant_id, ancestor_id, depth) WHERE w.several > 1
            ) g
        ) s
        GROUP BY ancestor_id, descendant_id, depth, stretch
    ),
    -- Beside what is stored, by the key of both.
    beside AS MATERIALIZED (
        SELECT w.ancestor_id, w.descendant_id, w.depth, w.begins, w.ends, p.row, p.depth AS old_depth, p.ends AS old_ends
        FROM wanted w FULL JOIN (
            SELECT c.ctid AS row, c.* FROM affected a JOIN map.closure c ON c.descendant_id = a.id
        ) p ON p.descendant_id = w.descendant_id AND p.ancestor_id = w.ancestor_id AND p.begins = w.begins
    ),
    gone AS (
        DELETE FROM map.closure c USING beside b WHERE c.ctid = b.row AND b.descendant_id IS NULL
    ),
    otherwise AS (
        UPDATE map.closure c SET depth = b.depth, ends = b.ends FROM beside b
        WHERE c.ctid = b.row AND b.descendant_id IS NOT NULL AND (b.depth, b.ends) IS DISTINCT FROM (b.old_depth, b.old_ends)
    )
    INSERT INTO map.closure (ancestor_id, descendant_id, depth, begins, ends, level)
    SELECT b.ancestor_id, b.descendant_id, b.depth, b.begins, b.ends, l.level
    FROM beside b JOIN map.locality l ON l.id = b.descendant_id WHERE b.row IS NULL
    ORDER BY b.descendant_id
$$;

-- A level that was wrong is put right here as well.
CREATE FUNCTION "map"."level_changed"() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    UPDATE map.closure SET level = NEW.level WHERE descendant_id = NEW.id;
    RETURN NULL;
END $$;
CREATE TRIGGER "level_changed" AFTER UPDATE OF "level" ON "map"."locality" FOR EACH ROW
    WHEN (OLD.level IS DISTINCT FROM NEW.level) EXECUTE FUNCTION "map"."level_changed"();
