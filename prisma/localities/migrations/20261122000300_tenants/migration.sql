-- Tenants are made, moved, ended and succeeded through the graph, by those who stand above them (design §2).

-- The decision that ended it, where one is known.
ALTER TABLE "map"."tenant" ADD COLUMN "ended_by" TEXT;
-- On each day one authority answers for a territory. (Agencies have none.)
ALTER TABLE "map"."tenant" ADD CONSTRAINT "tenant_of_a_territory_once_a_day"
    EXCLUDE USING gist ("locality_id" WITH =, daterange("begins", "ends") WITH &&);

-- Derives `authority` for tenants whose end, lines or successors changed, and for all that stood below them or left them
-- their archive. Writes only what differs: at fifteen thousand tenants a change of one is thus one of a few rows.
CREATE FUNCTION "map"."refresh_authority"(changed text[]) RETURNS void LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    WITH RECURSIVE affected(slug) AS (
        SELECT unnest(changed)
        UNION
        SELECT e.slug FROM affected a CROSS JOIN LATERAL (
            SELECT l.subordinate AS slug FROM map.tenant_line l WHERE l.superior = a.slug
            UNION ALL
            SELECT s.tenant FROM map.tenant_successor s WHERE s.successor = a.slug
        ) e
    ),
    line(superior, subordinate, begins, ends) AS (
        SELECT l.superior, l.subordinate, l.begins, l.ends FROM affected a JOIN map.tenant_line l ON l.subordinate = a.slug
        UNION
        SELECT l.superior, line.subordinate, greatest(line.begins, l.begins), least(line.ends, l.ends)
        FROM line JOIN map.tenant_line l ON l.subordinate = line.superior
        WHERE greatest(line.begins, l.begins) < least(line.ends, l.ends)
    ),
    -- To whom a tenant that has ended, or is to, left what it had: from tenant to successor, from then on.
    heir(tenant, successor, begins) AS NOT MATERIALIZED (
        SELECT s.tenant, s.successor, t.ends FROM map.tenant_successor s JOIN map.tenant t ON t.slug = s.tenant WHERE t.ends < '9999-12-31'
    ),
    -- Who stood above an ended tenant on its last day keeps reading and acting on what it left; after that one's own end,
    -- so does its successor, and so on.
    archive(superior, subordinate, begins) AS (
        SELECT line.superior, line.subordinate, t.ends
        FROM line JOIN map.tenant t ON t.slug = line.subordinate
        WHERE t.ends < '9999-12-31' AND line.begins < t.ends AND line.ends >= t.ends
        UNION
        SELECT h.successor, a.subordinate, greatest(a.begins, h.begins)
        FROM archive a JOIN heir h ON h.tenant = a.superior
        WHERE h.successor <> a.subordinate
    ),
    -- Whoever acts for a tenant leaves that, too, to its own successor.
    acting(superior, subordinate, begins) AS (
        SELECT h.successor, h.tenant, h.begins FROM affected a JOIN heir h ON h.tenant = a.slug
        UNION
        SELECT h.successor, a.subordinate, greatest(a.begins, h.begins)
        FROM acting a JOIN heir h ON h.tenant = a.superior
        WHERE h.successor <> a.subordinate
    ),
    -- Where only the way between two tenants changes, not the fact, the stretches are one (a commune that left its
    -- district for the province was below the province all along).
    wanted AS MATERIALIZED (
        SELECT superior, subordinate, 'LINE'::map.authority_basis AS basis, min(begins) AS begins, max(ends) AS ends
        FROM (
            SELECT *, sum(gap::int) OVER (PARTITION BY superior, subordinate ORDER BY begins) AS stretch
            FROM (
                SELECT *, begins > coalesce(lag(ends) OVER (PARTITION BY superior, subordinate ORDER BY begins), '0001-01-01') AS gap
                FROM line
            ) g
        ) s
        GROUP BY superior, subordinate, stretch
        UNION ALL
        SELECT superior, subordinate, 'ARCHIVE', min(begins), '9999-12-31' FROM archive GROUP BY superior, subordinate
        UNION ALL
        SELECT superior, subordinate, 'SUCCESSOR', min(begins), '9999-12-31' FROM acting GROUP BY superior, subordinate
    ),
    present AS MATERIALIZED (
        SELECT p.superior, p.subordinate, p.basis, p.begins, p.ends FROM affected a JOIN map.authority p ON p.subordinate = a.slug
    ),
    gone AS (
        DELETE FROM map.authority a USING (
            SELECT superior, subordinate, basis, begins FROM present
            EXCEPT
            SELECT superior, subordinate, basis, begins FROM wanted
        ) g
        WHERE a.subordinate = g.subordinate AND a.superior = g.superior AND a.basis = g.basis AND a.begins = g.begins
    )
    INSERT INTO map.authority (superior, subordinate, basis, begins, ends)
    SELECT superior, subordinate, basis, begins, ends FROM (
        SELECT superior, subordinate, basis, begins, ends FROM wanted
        EXCEPT
        SELECT superior, subordinate, basis, begins, ends FROM present
    ) d
    ORDER BY subordinate
    ON CONFLICT (subordinate, superior, basis, begins) DO UPDATE SET ends = excluded.ends
$$;

-- The same for all tenants.
CREATE OR REPLACE FUNCTION "map"."rebuild_authority"() RETURNS void LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    SELECT map.refresh_authority((SELECT array_agg(slug) FROM map.tenant))
$$;
SELECT map.rebuild_authority();

-- Whether the caller stands today: an ended tenant completes its own records, and does nothing new to others.
CREATE FUNCTION "map"."stands"() RETURNS boolean LANGUAGE sql STABLE PARALLEL SAFE
    AS $$ SELECT EXISTS (
        SELECT FROM map.tenant t WHERE t.slug = map.caller() AND t.begins <= map.today() AND map.today() < t.ends) $$;

-- Whether the caller, standing, is above a tenant: today, or on the first day of one that is yet to begin; of an ended
-- one, by its archive.
CREATE FUNCTION "map"."oversees"(tenant text) RETURNS boolean LANGUAGE sql STABLE PARALLEL SAFE
    AS $$ SELECT map.stands() AND EXISTS (
        SELECT FROM map.tenant t
        JOIN map.authority a ON a.subordinate = t.slug AND a.superior = map.caller() AND a.basis IN ('LINE', 'ARCHIVE')
            AND a.begins <= greatest(t.begins, map.today()) AND greatest(t.begins, map.today()) < a.ends
        WHERE t.slug = tenant) $$;

-- Whether the caller may place others under a tenant, or name it: it is that tenant, acts for it, or is above it.
CREATE FUNCTION "map"."disposes_of"(tenant text) RETURNS boolean LANGUAGE sql STABLE PARALLEL SAFE
    AS $$ SELECT map.stands() AND (map.acts_for(tenant) OR map.oversees(tenant)) $$;

-- Whether a tenant has a place in the line of authority. One that is being made has none yet.
CREATE FUNCTION "map"."is_placed"(tenant text) RETURNS boolean LANGUAGE sql STABLE PARALLEL SAFE
    AS $$ SELECT EXISTS (SELECT FROM map.tenant_line l WHERE l.subordinate = tenant) $$;

-- Everyone reads; whoever stands above writes. Nothing is ever deleted but a line that gives way to another, and a
-- successor that gives way to another.
SELECT map.serve_written('map.tenant');
SELECT map.serve_written('map.tenant_line');
SELECT map.serve_written('map.tenant_successor');
ALTER TABLE "map"."tenant" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "map"."tenant" FORCE ROW LEVEL SECURITY;
ALTER TABLE "map"."tenant_line" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "map"."tenant_line" FORCE ROW LEVEL SECURITY;
ALTER TABLE "map"."tenant_successor" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "map"."tenant_successor" FORCE ROW LEVEL SECURITY;
CREATE POLICY "tenant_read" ON "map"."tenant" FOR SELECT USING (true);
CREATE POLICY "tenant_line_read" ON "map"."tenant_line" FOR SELECT USING (true);
CREATE POLICY "tenant_successor_read" ON "map"."tenant_successor" FOR SELECT USING (true);
-- Under whom it is made is said by its line, without which it does not outlast the transaction.
CREATE POLICY "tenant_made" ON "map"."tenant" FOR INSERT WITH CHECK ((SELECT map.stands()) AND "kind" <> 'CENTRAL_BOARD');
CREATE POLICY "tenant_ended" ON "map"."tenant" FOR UPDATE USING (map.oversees("slug"));
CREATE POLICY "tenant_line_drawn" ON "map"."tenant_line" FOR INSERT
    WITH CHECK (map.disposes_of("superior") AND (map.oversees("subordinate") OR NOT map.is_placed("subordinate")));
CREATE POLICY "tenant_line_cut" ON "map"."tenant_line" FOR UPDATE USING (map.oversees("subordinate"));
CREATE POLICY "tenant_line_replaced" ON "map"."tenant_line" FOR DELETE USING (map.oversees("subordinate"));
CREATE POLICY "tenant_successor_named" ON "map"."tenant_successor" FOR INSERT
    WITH CHECK (map.oversees("tenant") AND map.disposes_of("successor"));
CREATE POLICY "tenant_successor_replaced" ON "map"."tenant_successor" FOR DELETE USING (map.oversees("tenant"));
-- The owner is subject to the rules as well: migrations correct facts.
CREATE POLICY "tenant_owner" ON "map"."tenant" TO CURRENT_USER USING (true);
CREATE POLICY "tenant_line_owner" ON "map"."tenant_line" TO CURRENT_USER USING (true);
CREATE POLICY "tenant_successor_owner" ON "map"."tenant_successor" TO CURRENT_USER USING (true);

-- What holds for every tenant that callers make or change. Without a caller only a role exempt from row-level security
-- gets here (operation, not service), which records facts as they were.

-- Of a tenant that was made, nothing but its end is decided later, and that once.
CREATE FUNCTION "map"."guard_tenant"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF map.caller() IS NOT NULL THEN
        IF (OLD.slug, OLD.kind, OLD.name, OLD.locality_id, OLD.begins, OLD.flags) IS DISTINCT FROM (NEW.slug, NEW.kind, NEW.name, NEW.locality_id, NEW.begins, NEW.flags) THEN
            RAISE EXCEPTION 'a tenant stays what it was made' USING ERRCODE = 'check_violation';
        ELSIF OLD.ends < '9999-12-31' THEN
            RAISE EXCEPTION 'a tenant ends once' USING ERRCODE = 'check_violation';
        END IF;
    END IF;
    RETURN NEW;
END
$$;
CREATE TRIGGER "guard_tenant" BEFORE UPDATE ON "map"."tenant" FOR EACH ROW EXECUTE FUNCTION "map"."guard_tenant"();

-- A line leads upwards, to an authority whose territory holds the subordinate's on the line's first day. An agency has
-- nobody below it, the central board nobody above it: lines never go round in a circle.
CREATE FUNCTION "map"."guard_tenant_line"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF map.caller() IS NOT NULL AND NOT EXISTS (
        SELECT FROM map.tenant t JOIN map.tenant s ON s.slug = NEW.superior
        WHERE t.slug = NEW.subordinate AND s.kind < t.kind
          AND (t.kind = 'AGENCY' OR EXISTS (
            SELECT FROM map.closure c
            WHERE c.ancestor_id = s.locality_id AND c.descendant_id = t.locality_id AND c.depth > 0
              AND c.begins <= NEW.begins AND NEW.begins < c.ends)))
    THEN
        RAISE EXCEPTION 'a tenant stands under an authority of a higher level that its territory lies in' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END
$$;
CREATE TRIGGER "guard_tenant_line" BEFORE INSERT OR UPDATE OF "superior", "subordinate" ON "map"."tenant_line"
    FOR EACH ROW EXECUTE FUNCTION "map"."guard_tenant_line"();

-- Looked at when the transaction ends: every tenant has one superior on each of its days, and one that stands.
CREATE FUNCTION "map"."check_tenant_lines"() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    checked text;
    t map.tenant;
BEGIN
    IF map.caller() IS NULL THEN RETURN NULL; END IF;
    IF TG_TABLE_NAME = 'tenant' THEN checked := NEW.slug;
    ELSIF TG_OP = 'DELETE' THEN checked := OLD.subordinate;
    ELSE checked := NEW.subordinate;
    END IF;
    SELECT * INTO t FROM map.tenant WHERE slug = checked;
    IF NOT EXISTS (
        SELECT FROM map.tenant_line l WHERE l.subordinate = checked
        HAVING min(l.begins) = t.begins AND max(l.ends) = t.ends AND sum(l.ends - l.begins) = t.ends - t.begins)
    THEN
        RAISE EXCEPTION 'a tenant has one superior on each of its days' USING ERRCODE = 'check_violation';
    END IF;
    IF EXISTS (
        SELECT FROM map.tenant_line l JOIN map.tenant s ON s.slug = l.superior
        WHERE (l.subordinate = checked OR l.superior = checked) AND (l.begins < s.begins OR s.ends < l.ends))
    THEN
        RAISE EXCEPTION 'a superior stands as long as it is one' USING ERRCODE = 'check_violation';
    END IF;
    IF EXISTS (
        SELECT FROM map.tenant_successor n JOIN map.tenant e ON e.slug = n.tenant JOIN map.tenant s ON s.slug = n.successor
        WHERE (n.successor = checked OR n.tenant = checked) AND s.ends <= e.ends)
    THEN
        RAISE EXCEPTION 'a successor stands when the tenant has ended' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NULL;
END
$$;
CREATE CONSTRAINT TRIGGER "check_tenant_lines" AFTER INSERT OR UPDATE ON "map"."tenant"
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION "map"."check_tenant_lines"();
CREATE CONSTRAINT TRIGGER "check_tenant_lines" AFTER INSERT OR UPDATE OR DELETE ON "map"."tenant_line"
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION "map"."check_tenant_lines"();

-- A successor is named for a tenant whose end is decided, and stands after it: who follows whom never goes in a circle.
CREATE FUNCTION "map"."guard_tenant_successor"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF map.caller() IS NOT NULL AND NOT EXISTS (
        SELECT FROM map.tenant t JOIN map.tenant s ON s.slug = NEW.successor
        WHERE t.slug = NEW.tenant AND t.ends < '9999-12-31' AND t.ends < s.ends)
    THEN
        RAISE EXCEPTION 'a successor stands when the tenant has ended' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END
$$;
CREATE TRIGGER "guard_tenant_successor" BEFORE INSERT OR UPDATE ON "map"."tenant_successor"
    FOR EACH ROW EXECUTE FUNCTION "map"."guard_tenant_successor"();
