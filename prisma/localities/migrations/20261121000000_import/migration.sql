-- Which lists of units have been read into the map: an older one that differs comes too late, and what the oldest one
-- shows may have stood ever since.
CREATE TABLE "map"."unit_list" (
    "as_of" DATE NOT NULL,
    "fingerprint" TEXT NOT NULL,
    "units" INTEGER NOT NULL,
    "imported_at" TIMESTAMPTZ(6) NOT NULL DEFAULT now(),
    CONSTRAINT "unit_list_pkey" PRIMARY KEY ("as_of")
);

-- Brings `closure` up to date for units whose life or place changed, and for all that lay under them. Writes only what
-- differs: writing costs six times as much as deriving.
CREATE FUNCTION "map"."refresh_closure"(changed uuid[]) RETURNS void LANGUAGE sql AS $$
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
    -- Where only the way between two units changes, not the fact, the stretches are one (a district's merger into
    -- another moves no commune out of its province).
    wanted AS MATERIALIZED (
        SELECT ancestor_id, descendant_id, depth::smallint AS depth, min(begins) AS begins, max(ends) AS ends
        FROM (
            SELECT *, sum(gap::int) OVER (PARTITION BY ancestor_id, descendant_id, depth ORDER BY begins) AS stretch
            FROM (
                SELECT *, begins > coalesce(lag(ends) OVER (PARTITION BY ancestor_id, descendant_id, depth ORDER BY begins), '0001-01-01') AS gap
                FROM up
            ) g
        ) s
        GROUP BY ancestor_id, descendant_id, depth, stretch
    ),
    present AS MATERIALIZED (
        SELECT c.* FROM affected a JOIN map.closure c ON c.descendant_id = a.id
    ),
    gone AS (
        DELETE FROM map.closure c USING (
            SELECT p.descendant_id, p.ancestor_id, p.begins FROM present p
            EXCEPT
            SELECT w.descendant_id, w.ancestor_id, w.begins FROM wanted w
        ) g
        WHERE c.descendant_id = g.descendant_id AND c.ancestor_id = g.ancestor_id AND c.begins = g.begins
    )
    INSERT INTO map.closure (ancestor_id, descendant_id, depth, begins, ends)
    SELECT ancestor_id, descendant_id, depth, begins, ends FROM (
        SELECT ancestor_id, descendant_id, depth, begins, ends FROM wanted
        EXCEPT
        SELECT ancestor_id, descendant_id, depth, begins, ends FROM present
    ) d
    ORDER BY descendant_id
    ON CONFLICT (descendant_id, ancestor_id, begins) DO UPDATE SET depth = excluded.depth, ends = excluded.ends
$$;

-- The same for all units.
CREATE OR REPLACE FUNCTION "map"."rebuild_closure"() RETURNS void LANGUAGE sql AS $$
    SELECT map.refresh_closure((SELECT array_agg(id) FROM map.locality))
$$;
