-- A list of the country changes every unit at once. What was checked row by row is checked once a statement: the same
-- rules, held by the database still (docs/decisions/014).

-- Who changes the map does so alone, from the first statement to the end of the transaction: a check sees only what is
-- committed and what is its own. It holds where each statement sees what others have committed meanwhile.
CREATE FUNCTION "map"."one_at_a_time"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF current_setting('transaction_isolation') NOT IN ('read committed', 'read uncommitted') THEN
        RAISE EXCEPTION 'the map is changed under READ COMMITTED' USING ERRCODE = 'invalid_transaction_state';
    END IF;
    PERFORM pg_advisory_xact_lock(hashtextextended('map.change', 0));
    RETURN NULL;
END $$;

-- Two rows of one key on one day. The columns are the trigger's arguments: the name of the rule, the columns of the key
-- it is about, and the columns that tell one row from another. Planned anew each time: one row and twelve thousand want
-- different plans.
CREATE FUNCTION "map"."once_a_day"() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    double text;
BEGIN
    EXECUTE format(
        'SELECT n.%2$I || '' on '' || greatest(n.begins, o.begins) FROM new_rows n
         JOIN %1$s o ON o.%2$I = n.%2$I AND o.%3$I IS DISTINCT FROM n.%3$I AND o.begins < n.ends AND n.begins < o.ends LIMIT 1',
        TG_RELID::regclass, TG_ARGV[1], TG_ARGV[2]) INTO double;
    IF double IS NOT NULL THEN
        RAISE EXCEPTION 'twice on one day: %', double
            USING ERRCODE = 'exclusion_violation', CONSTRAINT = TG_ARGV[0], SCHEMA = TG_TABLE_SCHEMA, TABLE = TG_TABLE_NAME;
    END IF;
    RETURN NULL;
END $$;

ALTER TABLE "map"."locality" DROP CONSTRAINT "locality_code_once_a_day";
ALTER TABLE "map"."locality_name" DROP CONSTRAINT "locality_one_name_a_day";
ALTER TABLE "map"."locality_parent" DROP CONSTRAINT "locality_one_parent_a_day";

CREATE TRIGGER "a_one_at_a_time" BEFORE INSERT OR UPDATE OR DELETE ON "map"."locality"
    FOR EACH STATEMENT EXECUTE FUNCTION "map"."one_at_a_time"();
CREATE TRIGGER "a_one_at_a_time" BEFORE INSERT OR UPDATE OR DELETE ON "map"."locality_name"
    FOR EACH STATEMENT EXECUTE FUNCTION "map"."one_at_a_time"();
CREATE TRIGGER "a_one_at_a_time" BEFORE INSERT OR UPDATE OR DELETE ON "map"."locality_parent"
    FOR EACH STATEMENT EXECUTE FUNCTION "map"."one_at_a_time"();

-- Codes are reused, but never by two units on one day.
CREATE TRIGGER "code_once_a_day_inserted" AFTER INSERT ON "map"."locality" REFERENCING NEW TABLE AS new_rows
    FOR EACH STATEMENT EXECUTE FUNCTION "map"."once_a_day"('locality_code_once_a_day', 'code', 'id');
CREATE TRIGGER "code_once_a_day_updated" AFTER UPDATE ON "map"."locality" REFERENCING NEW TABLE AS new_rows
    FOR EACH STATEMENT EXECUTE FUNCTION "map"."once_a_day"('locality_code_once_a_day', 'code', 'id');
CREATE TRIGGER "one_name_a_day_inserted" AFTER INSERT ON "map"."locality_name" REFERENCING NEW TABLE AS new_rows
    FOR EACH STATEMENT EXECUTE FUNCTION "map"."once_a_day"('locality_one_name_a_day', 'locality_id', 'begins');
CREATE TRIGGER "one_name_a_day_updated" AFTER UPDATE ON "map"."locality_name" REFERENCING NEW TABLE AS new_rows
    FOR EACH STATEMENT EXECUTE FUNCTION "map"."once_a_day"('locality_one_name_a_day', 'locality_id', 'begins');
CREATE TRIGGER "one_parent_a_day_inserted" AFTER INSERT ON "map"."locality_parent" REFERENCING NEW TABLE AS new_rows
    FOR EACH STATEMENT EXECUTE FUNCTION "map"."once_a_day"('locality_one_parent_a_day', 'child_id', 'begins');
CREATE TRIGGER "one_parent_a_day_updated" AFTER UPDATE ON "map"."locality_parent" REFERENCING NEW TABLE AS new_rows
    FOR EACH STATEMENT EXECUTE FUNCTION "map"."once_a_day"('locality_one_parent_a_day', 'child_id', 'begins');

-- Whether the units that changed rows name are on the map. The arguments are the columns that name one.
CREATE FUNCTION "map"."units_exist"() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    named text;
    absent uuid;
BEGIN
    FOREACH named IN ARRAY TG_ARGV LOOP
        EXECUTE format('SELECT n.%1$I FROM new_rows n WHERE NOT EXISTS (SELECT FROM map.locality l WHERE l.id = n.%1$I) LIMIT 1', named)
            INTO absent;
        IF absent IS NOT NULL THEN
            RAISE EXCEPTION 'no such unit: %', absent USING ERRCODE = 'foreign_key_violation',
                CONSTRAINT = TG_TABLE_NAME || '_' || named || '_fkey', SCHEMA = TG_TABLE_SCHEMA, TABLE = TG_TABLE_NAME;
        END IF;
    END LOOP;
    RETURN NULL;
END $$;

ALTER TABLE "map"."locality_name" DROP CONSTRAINT "locality_name_locality_id_fkey";
ALTER TABLE "map"."locality_parent" DROP CONSTRAINT "locality_parent_child_id_fkey";
ALTER TABLE "map"."locality_parent" DROP CONSTRAINT "locality_parent_parent_id_fkey";
ALTER TABLE "map"."succession" DROP CONSTRAINT "succession_from_id_fkey";
ALTER TABLE "map"."succession" DROP CONSTRAINT "succession_to_id_fkey";
CREATE TRIGGER "a_one_at_a_time" BEFORE INSERT OR UPDATE OR DELETE ON "map"."succession"
    FOR EACH STATEMENT EXECUTE FUNCTION "map"."one_at_a_time"();
CREATE TRIGGER "units_exist_inserted" AFTER INSERT ON "map"."locality_name" REFERENCING NEW TABLE AS new_rows
    FOR EACH STATEMENT EXECUTE FUNCTION "map"."units_exist"('locality_id');
CREATE TRIGGER "units_exist_inserted" AFTER INSERT ON "map"."locality_parent" REFERENCING NEW TABLE AS new_rows
    FOR EACH STATEMENT EXECUTE FUNCTION "map"."units_exist"('child_id', 'parent_id');
CREATE TRIGGER "units_exist_inserted" AFTER INSERT ON "map"."succession" REFERENCING NEW TABLE AS new_rows
    FOR EACH STATEMENT EXECUTE FUNCTION "map"."units_exist"('from_id', 'to_id');

-- The columns that name a unit change for single rows only, so there a row may still ask for itself. (A trigger with a
-- list of columns sees no table of the changed rows.)
CREATE FUNCTION "map"."unit_exists"() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    named text;
BEGIN
    FOREACH named IN ARRAY TG_ARGV LOOP
        IF NOT EXISTS (SELECT FROM map.locality l WHERE l.id = (to_jsonb(NEW)->>named)::uuid) THEN
            RAISE EXCEPTION 'no such unit: %', to_jsonb(NEW)->>named USING ERRCODE = 'foreign_key_violation',
                CONSTRAINT = TG_TABLE_NAME || '_' || named || '_fkey', SCHEMA = TG_TABLE_SCHEMA, TABLE = TG_TABLE_NAME;
        END IF;
    END LOOP;
    RETURN NULL;
END $$;
CREATE TRIGGER "units_exist_updated" AFTER UPDATE OF "locality_id" ON "map"."locality_name"
    FOR EACH ROW EXECUTE FUNCTION "map"."unit_exists"('locality_id');
CREATE TRIGGER "units_exist_updated" AFTER UPDATE OF "child_id", "parent_id" ON "map"."locality_parent"
    FOR EACH ROW EXECUTE FUNCTION "map"."unit_exists"('child_id', 'parent_id');
CREATE TRIGGER "units_exist_updated" AFTER UPDATE OF "from_id", "to_id" ON "map"."succession"
    FOR EACH ROW EXECUTE FUNCTION "map"."unit_exists"('from_id', 'to_id');

-- And the other way round: no unit goes while a row names it, and none changes its id. `closure` is different: it is
-- written by its derivation alone, from units and edges that exist, so it need not ask for each row whether they do; it
-- loses a unit together with the map.
ALTER TABLE "map"."closure" DROP CONSTRAINT "closure_ancestor_id_fkey";
ALTER TABLE "map"."closure" DROP CONSTRAINT "closure_descendant_id_fkey";
CREATE FUNCTION "map"."unit_gone"() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    still text;
BEGIN
    SELECT r.relation INTO still FROM old_rows o CROSS JOIN LATERAL (
        SELECT 'locality_name' AS relation FROM map.locality_name n WHERE n.locality_id = o.id
        UNION ALL SELECT 'locality_parent' FROM map.locality_parent e WHERE e.child_id = o.id
        UNION ALL SELECT 'locality_parent' FROM map.locality_parent e WHERE e.parent_id = o.id
        UNION ALL SELECT 'succession' FROM map.succession s WHERE s.from_id = o.id
        UNION ALL SELECT 'succession' FROM map.succession s WHERE s.to_id = o.id) r LIMIT 1;
    IF still IS NOT NULL THEN
        RAISE EXCEPTION 'map.% still names the unit', still USING ERRCODE = 'foreign_key_violation', SCHEMA = 'map', TABLE = still;
    END IF;
    DELETE FROM map.closure c USING old_rows o WHERE c.descendant_id = o.id;
    DELETE FROM map.closure c USING old_rows o WHERE c.ancestor_id = o.id;
    RETURN NULL;
END $$;
CREATE TRIGGER "unit_gone" AFTER DELETE ON "map"."locality" REFERENCING OLD TABLE AS old_rows
    FOR EACH STATEMENT EXECUTE FUNCTION "map"."unit_gone"();
CREATE FUNCTION "map"."units_gone"() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    TRUNCATE map.locality_name, map.locality_parent, map.succession, map.closure;
    RETURN NULL;
END $$;
CREATE TRIGGER "units_gone" AFTER TRUNCATE ON "map"."locality" FOR EACH STATEMENT EXECUTE FUNCTION "map"."units_gone"();
CREATE FUNCTION "map"."keep_id"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF OLD.id <> NEW.id THEN
        RAISE EXCEPTION 'a unit keeps its id' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER "keep_id" BEFORE UPDATE OF "id" ON "map"."locality" FOR EACH ROW EXECUTE FUNCTION "map"."keep_id"();

-- A stretch of time that is cut stays on its page, and no index hears of it.
ALTER TABLE "map"."locality" SET (fillfactor = 60);
ALTER TABLE "map"."locality_name" SET (fillfactor = 60);
ALTER TABLE "map"."locality_parent" SET (fillfactor = 60);
ALTER TABLE "map"."closure" SET (fillfactor = 60);

-- A name-based UUID (RFC 9562, version 8), the same as prisma/src/seed/stable-id.ts makes: the same fact has the same id in
-- every database.
CREATE FUNCTION "map"."stable_id"(kind text, key text) RETURNS uuid LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
    SELECT encode(set_byte(set_byte(h, 6, (get_byte(h, 6) & 15) | 128), 8, (get_byte(h, 8) & 63) | 128), 'hex')::uuid
    FROM (SELECT substr(sha256(convert_to('thi-dua-graph/' || kind || ':' || key, 'UTF8')), 1, 16) AS h) d
$$;

-- As before; but most units have one way to each ancestor, and only those with several need them put together. What is
-- new is inserted and what lasts otherwise updated, each without asking the index whether it is the other.
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
    INSERT INTO map.closure (ancestor_id, descendant_id, depth, begins, ends)
    SELECT ancestor_id, descendant_id, depth, begins, ends FROM beside WHERE row IS NULL
    ORDER BY descendant_id
$$;

-- As before; but the index is asked for as much resemblance as counts in the end, not for the least that ever does: ninety
-- thousand villages have many a trigram in common. What resembles the whole text enough resembles it more than the name
-- without its type must. (Local to the function: it restores what it sets.)
CREATE OR REPLACE FUNCTION "map"."names_like"(whole text, bare text, swaps text[], on_day date) RETURNS SETOF "map"."locality_name"
    LANGUAGE plpgsql STABLE PARALLEL UNSAFE ROWS 200
    SET enable_seqscan = off SET pg_trgm.similarity_threshold = 0.3
    AS $$
BEGIN
    PERFORM set_config('pg_trgm.similarity_threshold', least(map.resembling(whole), map.resembling(bare))::text, true);
    RETURN QUERY SELECT n.* FROM map.locality_name n
    WHERE n.begins <= on_day AND on_day < n.ends
      AND (n.plain_name LIKE whole || '%' OR n.plain_name LIKE bare || '%' OR n.plain_name = ANY (swaps)
        OR n.plain_name OPERATOR(public.%) whole OR n.plain_name OPERATOR(public.%) bare)
      AND (n.plain_name LIKE whole || '%' OR n.plain_name LIKE bare || '%' OR n.plain_name = ANY (swaps)
        OR public.similarity(n.plain_name, whole) >= map.resembling(whole)
        OR public.similarity(n.plain_name, bare) >= map.resembling(bare));
END $$;
