CREATE EXTENSION IF NOT EXISTS btree_gist;
-- The map: units, lines of authority, and what became of both, through time. Written by localities, read by all.
-- No tenant's records stand here, hence no row-level security: names and the map are open to everyone signed in.
CREATE SCHEMA IF NOT EXISTS "map";
CREATE SCHEMA IF NOT EXISTS "localities";

CREATE TYPE "map"."locality_level" AS ENUM ('NATION', 'PROVINCE', 'DISTRICT', 'COMMUNE', 'NEIGHBOURHOOD');
CREATE TYPE "map"."extent" AS ENUM ('WHOLE', 'PART');
CREATE TYPE "map"."tenant_kind" AS ENUM ('CENTRAL_BOARD', 'PROVINCE', 'DISTRICT', 'COMMUNE', 'AGENCY');
CREATE TYPE "map"."authority_basis" AS ENUM ('LINE', 'ARCHIVE', 'SUCCESSOR');

CREATE TABLE "map"."locality" (
    "id" UUID NOT NULL,
    "code" TEXT NOT NULL,
    "level" "map"."locality_level" NOT NULL,
    "begins" DATE NOT NULL,
    "ends" DATE NOT NULL,
    "first_day_known" BOOLEAN NOT NULL DEFAULT true,
    "last_day_known" BOOLEAN NOT NULL DEFAULT true,
    "flags" JSONB NOT NULL DEFAULT '[]',
    CONSTRAINT "locality_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "locality_lasts" CHECK ("begins" < "ends"),
    -- Codes are reused, but never by two units on one day.
    CONSTRAINT "locality_code_once_a_day" EXCLUDE USING gist ("code" WITH =, daterange("begins", "ends") WITH &&)
);
CREATE TABLE "map"."locality_name" (
    "locality_id" UUID NOT NULL,
    "begins" DATE NOT NULL,
    "ends" DATE NOT NULL,
    "name" TEXT NOT NULL,
    "full_name" TEXT NOT NULL,
    "type" TEXT NOT NULL,
    CONSTRAINT "locality_name_pkey" PRIMARY KEY ("locality_id", "begins"),
    CONSTRAINT "locality_name_lasts" CHECK ("begins" < "ends"),
    CONSTRAINT "locality_one_name_a_day" EXCLUDE USING gist ("locality_id" WITH =, daterange("begins", "ends") WITH &&)
);
CREATE TABLE "map"."locality_parent" (
    "child_id" UUID NOT NULL,
    "parent_id" UUID NOT NULL,
    "begins" DATE NOT NULL,
    "ends" DATE NOT NULL,
    CONSTRAINT "locality_parent_pkey" PRIMARY KEY ("child_id", "begins"),
    CONSTRAINT "locality_parent_lasts" CHECK ("begins" < "ends"),
    CONSTRAINT "locality_one_parent_a_day" EXCLUDE USING gist ("child_id" WITH =, daterange("begins", "ends") WITH &&)
);
CREATE TABLE "map"."closure" (
    "ancestor_id" UUID NOT NULL,
    "descendant_id" UUID NOT NULL,
    "depth" SMALLINT NOT NULL,
    "begins" DATE NOT NULL,
    "ends" DATE NOT NULL,
    CONSTRAINT "closure_pkey" PRIMARY KEY ("descendant_id", "ancestor_id", "begins")
);
CREATE TABLE "map"."succession" (
    "from_id" UUID NOT NULL,
    "to_id" UUID NOT NULL,
    "effective_on" DATE NOT NULL,
    "extent" "map"."extent" NOT NULL,
    "legal_basis" TEXT,
    CONSTRAINT "succession_pkey" PRIMARY KEY ("from_id", "to_id")
);
CREATE TABLE "map"."designation" (
    "id" UUID NOT NULL,
    "locality_id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "begins" DATE NOT NULL,
    "ends" DATE NOT NULL,
    "legal_basis" TEXT,
    CONSTRAINT "designation_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "designation_once_a_day" EXCLUDE USING gist ("locality_id" WITH =, "kind" WITH =, daterange("begins", "ends") WITH &&)
);
CREATE TABLE "map"."declared_children" (
    "locality_id" UUID NOT NULL,
    "begins" DATE NOT NULL,
    "count" INTEGER NOT NULL CHECK ("count" >= 0),
    CONSTRAINT "declared_children_pkey" PRIMARY KEY ("locality_id", "begins")
);
CREATE TABLE "map"."tenant" (
    "slug" TEXT NOT NULL,
    "kind" "map"."tenant_kind" NOT NULL,
    "name" TEXT NOT NULL,
    "locality_id" UUID,
    "begins" DATE NOT NULL,
    "ends" DATE NOT NULL,
    "flags" JSONB NOT NULL DEFAULT '[]',
    CONSTRAINT "tenant_pkey" PRIMARY KEY ("slug"),
    CONSTRAINT "tenant_slug_form" CHECK ("slug" ~ '^[a-z0-9]+(-[a-z0-9]+)*$'),
    CONSTRAINT "tenant_lasts" CHECK ("begins" < "ends"),
    -- An authority has a territory; an agency has none.
    CONSTRAINT "tenant_territory" CHECK (("kind" = 'AGENCY') = ("locality_id" IS NULL))
);
CREATE TABLE "map"."tenant_line" (
    "subordinate" TEXT NOT NULL,
    "superior" TEXT NOT NULL,
    "begins" DATE NOT NULL,
    "ends" DATE NOT NULL,
    CONSTRAINT "tenant_line_pkey" PRIMARY KEY ("subordinate", "begins"),
    CONSTRAINT "tenant_line_lasts" CHECK ("begins" < "ends"),
    CONSTRAINT "tenant_one_superior_a_day" EXCLUDE USING gist ("subordinate" WITH =, daterange("begins", "ends") WITH &&)
);
CREATE TABLE "map"."tenant_successor" (
    "tenant" TEXT NOT NULL,
    "successor" TEXT NOT NULL,
    CONSTRAINT "tenant_successor_pkey" PRIMARY KEY ("tenant", "successor"),
    CONSTRAINT "tenant_successor_is_another" CHECK ("tenant" <> "successor")
);
CREATE TABLE "map"."authority" (
    "superior" TEXT NOT NULL,
    "subordinate" TEXT NOT NULL,
    "basis" "map"."authority_basis" NOT NULL,
    "begins" DATE NOT NULL,
    "ends" DATE NOT NULL,
    CONSTRAINT "authority_pkey" PRIMARY KEY ("subordinate", "superior", "basis", "begins")
);

CREATE INDEX "locality_code_begins_idx" ON "map"."locality"("code", "begins");
CREATE INDEX "locality_level_code_idx" ON "map"."locality"("level", "code");
CREATE INDEX "locality_parent_parent_id_begins_idx" ON "map"."locality_parent"("parent_id", "begins");
CREATE INDEX "closure_ancestor_id_depth_begins_idx" ON "map"."closure"("ancestor_id", "depth", "begins");
CREATE INDEX "succession_to_id_idx" ON "map"."succession"("to_id");
CREATE INDEX "succession_effective_on_idx" ON "map"."succession"("effective_on");
CREATE INDEX "designation_locality_id_idx" ON "map"."designation"("locality_id");
CREATE INDEX "tenant_locality_id_idx" ON "map"."tenant"("locality_id");
CREATE INDEX "tenant_line_superior_idx" ON "map"."tenant_line"("superior");
CREATE INDEX "tenant_successor_successor_idx" ON "map"."tenant_successor"("successor");
CREATE INDEX "authority_superior_subordinate_idx" ON "map"."authority"("superior", "subordinate");

ALTER TABLE "map"."locality_name" ADD CONSTRAINT "locality_name_locality_id_fkey" FOREIGN KEY ("locality_id") REFERENCES "map"."locality"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "map"."locality_parent" ADD CONSTRAINT "locality_parent_child_id_fkey" FOREIGN KEY ("child_id") REFERENCES "map"."locality"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "map"."locality_parent" ADD CONSTRAINT "locality_parent_parent_id_fkey" FOREIGN KEY ("parent_id") REFERENCES "map"."locality"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "map"."closure" ADD CONSTRAINT "closure_ancestor_id_fkey" FOREIGN KEY ("ancestor_id") REFERENCES "map"."locality"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "map"."closure" ADD CONSTRAINT "closure_descendant_id_fkey" FOREIGN KEY ("descendant_id") REFERENCES "map"."locality"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "map"."succession" ADD CONSTRAINT "succession_from_id_fkey" FOREIGN KEY ("from_id") REFERENCES "map"."locality"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "map"."succession" ADD CONSTRAINT "succession_to_id_fkey" FOREIGN KEY ("to_id") REFERENCES "map"."locality"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "map"."designation" ADD CONSTRAINT "designation_locality_id_fkey" FOREIGN KEY ("locality_id") REFERENCES "map"."locality"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "map"."declared_children" ADD CONSTRAINT "declared_children_locality_id_fkey" FOREIGN KEY ("locality_id") REFERENCES "map"."locality"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "map"."tenant" ADD CONSTRAINT "tenant_locality_id_fkey" FOREIGN KEY ("locality_id") REFERENCES "map"."locality"("id") ON DELETE SET NULL ON UPDATE CASCADE;
ALTER TABLE "map"."tenant_line" ADD CONSTRAINT "tenant_line_subordinate_fkey" FOREIGN KEY ("subordinate") REFERENCES "map"."tenant"("slug") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "map"."tenant_line" ADD CONSTRAINT "tenant_line_superior_fkey" FOREIGN KEY ("superior") REFERENCES "map"."tenant"("slug") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "map"."tenant_successor" ADD CONSTRAINT "tenant_successor_tenant_fkey" FOREIGN KEY ("tenant") REFERENCES "map"."tenant"("slug") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "map"."tenant_successor" ADD CONSTRAINT "tenant_successor_successor_fkey" FOREIGN KEY ("successor") REFERENCES "map"."tenant"("slug") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "map"."authority" ADD CONSTRAINT "authority_superior_fkey" FOREIGN KEY ("superior") REFERENCES "map"."tenant"("slug") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "map"."authority" ADD CONSTRAINT "authority_subordinate_fkey" FOREIGN KEY ("subordinate") REFERENCES "map"."tenant"("slug") ON DELETE RESTRICT ON UPDATE CASCADE;

-- The slug of the calling tenant, from a setting local to the transaction; null where nobody has said who asks.
-- (A setting that has ended its transaction reads '' on the same connection, not null.)
CREATE FUNCTION "map"."caller"() RETURNS text LANGUAGE sql STABLE PARALLEL SAFE
    AS $$ SELECT nullif(current_setting('app.tenant', true), '') $$;

-- Today in Vietnam, whatever time zone the server keeps.
CREATE FUNCTION "map"."today"() RETURNS date LANGUAGE sql STABLE PARALLEL SAFE
    AS $$ SELECT (now() AT TIME ZONE 'Asia/Ho_Chi_Minh')::date $$;

-- Whether the caller is `owner`, or the successor that acts for it.
CREATE FUNCTION "map"."acts_for"(owner text) RETURNS boolean LANGUAGE sql STABLE PARALLEL SAFE
    AS $$ SELECT owner = map.caller() OR EXISTS (
        SELECT FROM map.authority a
        WHERE a.subordinate = owner AND a.superior = map.caller() AND a.basis = 'SUCCESSOR'
          AND a.begins <= map.today() AND map.today() < a.ends) $$;

-- Whether the caller stands above `owner`, today or on the record's own day (which may be unknown).
CREATE FUNCTION "map"."above"(owner text, on_day date) RETURNS boolean LANGUAGE sql STABLE PARALLEL SAFE
    AS $$ SELECT EXISTS (
        SELECT FROM map.authority a
        WHERE a.subordinate = owner AND a.superior = map.caller() AND a.basis IN ('LINE', 'ARCHIVE')
          AND ((a.begins <= map.today() AND map.today() < a.ends) OR (a.begins <= on_day AND on_day < a.ends))) $$;

-- Whether the caller stands below `owner`, today or on the record's own day.
CREATE FUNCTION "map"."below"(owner text, on_day date) RETURNS boolean LANGUAGE sql STABLE PARALLEL SAFE
    AS $$ SELECT EXISTS (
        SELECT FROM map.authority a
        WHERE a.superior = owner AND a.subordinate = map.caller() AND a.basis = 'LINE'
          AND ((a.begins <= map.today() AND map.today() < a.ends) OR (a.begins <= on_day AND on_day < a.ends))) $$;

-- Derives `closure` from the edges, whole: depth 0 is the unit itself while it stands.
CREATE FUNCTION "map"."rebuild_closure"() RETURNS void LANGUAGE sql AS $$
    DELETE FROM map.closure;
    INSERT INTO map.closure (ancestor_id, descendant_id, depth, begins, ends)
    WITH RECURSIVE up(ancestor_id, descendant_id, depth, begins, ends) AS (
        SELECT id, id, 0, begins, ends FROM map.locality
        UNION ALL
        SELECT p.parent_id, up.descendant_id, up.depth + 1, greatest(up.begins, p.begins), least(up.ends, p.ends)
        FROM up JOIN map.locality_parent p ON p.child_id = up.ancestor_id
        WHERE greatest(up.begins, p.begins) < least(up.ends, p.ends) AND up.depth < 8
    )
    -- Where only the way between two units changes, not the fact, the stretches are one (a district's merger into
    -- another moves no commune out of its province).
    SELECT ancestor_id, descendant_id, min(depth), min(begins), max(ends)
    FROM (
        SELECT *, sum(gap::int) OVER (PARTITION BY ancestor_id, descendant_id, depth ORDER BY begins) AS stretch
        FROM (
            SELECT *, begins > coalesce(lag(ends) OVER (PARTITION BY ancestor_id, descendant_id, depth ORDER BY begins), '0001-01-01') AS gap
            FROM up
        ) g
    ) s
    GROUP BY ancestor_id, descendant_id, depth, stretch
$$;

-- Derives `authority` from the lines and the successors, whole.
CREATE FUNCTION "map"."rebuild_authority"() RETURNS void LANGUAGE sql AS $$
    DELETE FROM map.authority;
    WITH RECURSIVE line(superior, subordinate, begins, ends) AS (
        SELECT superior, subordinate, begins, ends FROM map.tenant_line
        UNION
        SELECT l.superior, line.subordinate, greatest(line.begins, l.begins), least(line.ends, l.ends)
        FROM line JOIN map.tenant_line l ON l.subordinate = line.superior
        WHERE greatest(line.begins, l.begins) < least(line.ends, l.ends)
    ),
    -- Who stood above an ended tenant on its last day keeps reading and acting on what it left.
    last_day AS (
        SELECT line.superior, line.subordinate, t.ends AS begins
        FROM line JOIN map.tenant t ON t.slug = line.subordinate
        WHERE t.ends <> '9999-12-31' AND line.begins < t.ends AND line.ends >= t.ends
    ),
    -- So does the successor of such a superior, once that superior has ended too.
    archive AS (
        SELECT superior, subordinate, begins FROM last_day
        UNION
        SELECT s.successor, d.subordinate, greatest(d.begins, t.ends)
        FROM last_day d
        JOIN map.tenant_successor s ON s.tenant = d.superior
        JOIN map.tenant t ON t.slug = d.superior
        WHERE s.successor <> d.subordinate
    )
    INSERT INTO map.authority (superior, subordinate, basis, begins, ends)
    SELECT superior, subordinate, 'LINE'::map.authority_basis, begins, max(ends) FROM line GROUP BY superior, subordinate, begins
    UNION ALL
    SELECT superior, subordinate, 'ARCHIVE', min(begins), '9999-12-31' FROM archive GROUP BY superior, subordinate
    UNION ALL
    SELECT s.successor, s.tenant, 'SUCCESSOR', t.ends, '9999-12-31'
    FROM map.tenant_successor s JOIN map.tenant t ON t.slug = s.tenant
    WHERE t.ends <> '9999-12-31'
$$;

-- Which of the project's own facts have been written already.
CREATE TABLE "map"."seeded" (
    "fingerprint" TEXT NOT NULL,
    "seeded_at" TIMESTAMPTZ(6) NOT NULL DEFAULT now(),
    CONSTRAINT "seeded_pkey" PRIMARY KEY ("fingerprint")
);

-- Leaves a table readable but not writable to the role that serves, whatever that role is called here.
CREATE FUNCTION "map"."serve_read_only"(target regclass) RETURNS void LANGUAGE plpgsql AS $$
DECLARE grantee regrole;
BEGIN
    FOR grantee IN
        SELECT DISTINCT acl.grantee::regrole FROM pg_class c, aclexplode(c.relacl) acl
        WHERE c.oid = target AND acl.grantee NOT IN (0, c.relowner)
    LOOP
        EXECUTE format('REVOKE INSERT, UPDATE, DELETE ON %s FROM %s', target, grantee);
    END LOOP;
END
$$;
