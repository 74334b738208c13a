-- Exemplars: models and people worth copying; who may see and publish them, and how they are found.

-- A text as it is searched: without diacritics and case, words apart by one space. Immutable, because it leans on nothing
-- that can be configured (neither a dictionary nor a locale); whoever changes it must rewrite the columns made from it.
CREATE FUNCTION "campaigns"."plain"(given text) RETURNS text LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
    SELECT btrim(regexp_replace(lower(translate(regexp_replace(normalize(left(given, 100000), NFD), '[\u0300-\u036f]+', '', 'g'), 'Đđ', 'dd') COLLATE "C"),
        '[^a-z0-9]+', ' ', 'g')) $$;

-- The same with the diacritics kept as digits behind the word they stand in ("hộ": "ho65"; "hoà" and "hòa": "hoa2"), so that
-- whoever types them can be served better.
CREATE FUNCTION "campaigns"."spelled"(given text) RETURNS text LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
    SELECT btrim(regexp_replace(regexp_replace(lower(regexp_replace(
        translate(replace(replace(normalize(left(given, 100000), NFD), 'đ', 'd9'), 'Đ', 'd9'), U&'\0301\0300\0309\0303\0323\0302\031B\0306', '12345678'),
        '[\u0300-\u036f]+', '', 'g') COLLATE "C"), '([1-5])([a-z6-9]+)', '\2\1', 'g'), '[^a-z0-9]+', ' ', 'g')) $$;

-- What an exemplar is found by: its title and topics first, its summary next, its story last; each topic once more whole.
CREATE FUNCTION "campaigns"."exemplar_words"(title text, topics text[], summary text, story text) RETURNS tsvector
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT setweight(to_tsvector('pg_catalog.simple', campaigns.plain(title || ' ' || array_to_string(topics, ' '))), 'A')
        || setweight(to_tsvector('pg_catalog.simple', campaigns.plain(summary)), 'B')
        || to_tsvector('pg_catalog.simple', campaigns.plain(story))
        || array_to_tsvector(array(SELECT '#' || campaigns.plain(topic) FROM unnest(topics) topic)) $$;

CREATE FUNCTION "campaigns"."exemplar_spelling"(title text, topics text[], summary text, story text) RETURNS tsvector
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT to_tsvector('pg_catalog.simple', campaigns.spelled(title || ' ' || array_to_string(topics, ' ') || ' ' || summary || ' ' || story)) $$;

CREATE TYPE "campaigns"."exemplar_status" AS ENUM ('SUBMITTED', 'RETURNED', 'PUBLISHED', 'WITHDRAWN');

CREATE TABLE "campaigns"."exemplar" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "tenant_id" TEXT NOT NULL,
    "status" "campaigns"."exemplar_status" NOT NULL DEFAULT 'SUBMITTED',
    "title" TEXT NOT NULL,
    "topics" TEXT[],
    "subject" TEXT NOT NULL,
    "summary" TEXT NOT NULL,
    "story" TEXT NOT NULL,
    "locality_id" UUID,
    "plan_id" UUID,
    "recorded_on" DATE NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,
    "written_by" TEXT NOT NULL,
    "published_for" TEXT,
    "published_by" TEXT,
    "published_on" DATE,
    "reason" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "words" TSVECTOR NOT NULL GENERATED ALWAYS AS (campaigns.exemplar_words(title, topics, summary, story)) STORED,
    "spelling" TSVECTOR NOT NULL GENERATED ALWAYS AS (campaigns.exemplar_spelling(title, topics, summary, story)) STORED,

    CONSTRAINT "exemplar_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "exemplar_published_whole" CHECK (("status" = 'PUBLISHED') = ("published_on" IS NOT NULL)
        AND ("published_on" IS NULL) = ("published_for" IS NULL) AND ("published_on" IS NULL) = ("published_by" IS NULL)),
    CONSTRAINT "exemplar_reason_given" CHECK (("status" IN ('RETURNED', 'WITHDRAWN')) = ("reason" IS NOT NULL))
);
CREATE INDEX "exemplar_tenant_id_idx" ON "campaigns"."exemplar"("tenant_id");
CREATE INDEX "exemplar_plan_id_idx" ON "campaigns"."exemplar"("plan_id");
CREATE INDEX "exemplar_locality_id_idx" ON "campaigns"."exemplar"("locality_id");
CREATE INDEX "exemplar_recorded_on_id_idx" ON "campaigns"."exemplar"("recorded_on", "id");
CREATE INDEX "exemplar_words_idx" ON "campaigns"."exemplar" USING gin ("words");
ALTER TABLE "campaigns"."exemplar" ADD CONSTRAINT "exemplar_tenant_id_fkey" FOREIGN KEY ("tenant_id") REFERENCES "map"."tenant"("slug") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "campaigns"."exemplar" ADD CONSTRAINT "exemplar_plan_id_fkey" FOREIGN KEY ("plan_id") REFERENCES "campaigns"."plan"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- What tells who a household is. It stands apart from what is published, under a rule of its own.
CREATE TABLE "campaigns"."exemplar_household" (
    "exemplar_id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "address" TEXT,
    "contact" TEXT,
    "circumstances" TEXT,

    CONSTRAINT "exemplar_household_pkey" PRIMARY KEY ("exemplar_id")
);
ALTER TABLE "campaigns"."exemplar_household" ADD CONSTRAINT "exemplar_household_exemplar_id_fkey" FOREIGN KEY ("exemplar_id") REFERENCES "campaigns"."exemplar"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- Nothing is dated outside the time for which its tenant existed (design, section 2).
CREATE FUNCTION "campaigns"."exemplar_within_tenant"() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE owner map.tenant;
BEGIN
    IF TG_OP = 'UPDATE' AND NEW.tenant_id <> OLD.tenant_id THEN
        RAISE EXCEPTION 'an exemplar stays with its tenant' USING ERRCODE = 'check_violation';
    END IF;
    SELECT * INTO owner FROM map.tenant WHERE slug = NEW.tenant_id;
    IF NEW.recorded_on >= owner.ends OR NEW.recorded_on < owner.begins THEN
        RAISE EXCEPTION 'exemplar dated outside the time of its tenant' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END
$$;
CREATE TRIGGER "exemplar_within_tenant" BEFORE INSERT OR UPDATE OF "recorded_on", "tenant_id" ON "campaigns"."exemplar"
    FOR EACH ROW EXECUTE FUNCTION "campaigns"."exemplar_within_tenant"();

-- Whoever acts for the owner writes an exemplar, which takes it back out of what is published; whoever stands above it today
-- (or, where nobody does, the owner itself) publishes or returns what it reads, without altering it. Both may withdraw it.
CREATE FUNCTION "campaigns"."guard_exemplar"() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    handling CONSTANT text[] := ARRAY['status', 'version', 'published_for', 'published_by', 'published_on', 'reason', 'updated_at', 'words', 'spelling'];
    altered CONSTANT boolean := to_jsonb(OLD) - handling IS DISTINCT FROM to_jsonb(NEW) - handling;
    own CONSTANT boolean := map.acts_for(OLD.tenant_id);
BEGIN
    -- Without a caller only a role exempt from row-level security gets here (operation, not service).
    IF map.caller() IS NULL THEN
        RETURN NEW;
    END IF;
    IF OLD.status <> 'WITHDRAWN' AND (CASE NEW.status
        WHEN 'SUBMITTED' THEN own
        WHEN 'WITHDRAWN' THEN NOT altered AND (own OR map.above(OLD.tenant_id, NULL))
        ELSE NOT altered AND OLD.status = 'SUBMITTED' AND (map.above(OLD.tenant_id, NULL) OR (own AND NOT EXISTS (
            SELECT FROM map.authority a WHERE a.subordinate = OLD.tenant_id AND a.basis IN ('LINE', 'ARCHIVE')
                AND a.begins <= map.today() AND map.today() < a.ends)))
        END) THEN
        RETURN NEW;
    END IF;
    RAISE EXCEPTION 'not a step that this caller may take with this exemplar' USING ERRCODE = 'check_violation';
END
$$;
CREATE TRIGGER "guard_exemplar" BEFORE UPDATE ON "campaigns"."exemplar" FOR EACH ROW EXECUTE FUNCTION "campaigns"."guard_exemplar"();

ALTER TABLE "campaigns"."exemplar" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "campaigns"."exemplar" FORCE ROW LEVEL SECURITY;
CREATE POLICY "exemplar_submitted" ON "campaigns"."exemplar" FOR INSERT WITH CHECK (map.acts_for("tenant_id") AND "status" = 'SUBMITTED');
CREATE POLICY "exemplar_handled" ON "campaigns"."exemplar" FOR UPDATE
    USING (map.acts_for("tenant_id") OR map.above("tenant_id", NULL))
    WITH CHECK (map.acts_for("tenant_id") OR map.above("tenant_id", NULL));

ALTER TABLE "campaigns"."exemplar_household" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "campaigns"."exemplar_household" FORCE ROW LEVEL SECURITY;
-- Seen by the line alone: owner and superiors, and below them once it is published.
CREATE POLICY "exemplar_household_seen" ON "campaigns"."exemplar_household" FOR SELECT USING (EXISTS (
    SELECT FROM campaigns.exemplar e WHERE e.id = exemplar_id
      AND (map.acts_for(e.tenant_id) OR map.above(e.tenant_id, e.recorded_on)
        OR (e.status = 'PUBLISHED' AND map.below(e.tenant_id, e.recorded_on)))));
CREATE POLICY "exemplar_household_written" ON "campaigns"."exemplar_household" FOR ALL USING (EXISTS (
    SELECT FROM campaigns.exemplar e WHERE e.id = exemplar_id AND e.status <> 'WITHDRAWN' AND map.acts_for(e.tenant_id)));

GRANT USAGE ON SCHEMA "campaigns" TO "thi_dua_rollup";
GRANT SELECT ON "campaigns"."exemplar" TO "thi_dua_rollup";
CREATE POLICY "exemplar_searched" ON "campaigns"."exemplar" FOR SELECT TO "thi_dua_rollup" USING (true);

-- Who may see an exemplar: whoever acts for its owner and whoever stands above it, today or on its own day; everyone signed
-- in, once it is published. One text for the rows and for the search, which has to apply it itself: under row-level security
-- no index of words may be used, so the search runs as a role that is exempt. Written out instead of calling map.above:
-- PostgreSQL cannot inline a function with a subquery, and would call it for every row.
DO $do$
DECLARE
    seen CONSTANT text := $rule$(
        tenant_id = (SELECT map.caller())
        OR EXISTS (
            SELECT FROM map.authority a
            WHERE a.subordinate = tenant_id AND a.superior = (SELECT map.caller()) AND a.basis = 'SUCCESSOR'
              AND a.begins <= (SELECT map.today()) AND (SELECT map.today()) < a.ends)
        OR (status = 'PUBLISHED' AND (SELECT map.caller()) IS NOT NULL)
        OR EXISTS (
            SELECT FROM map.authority a
            WHERE a.subordinate = tenant_id AND a.superior = (SELECT map.caller()) AND a.basis IN ('LINE', 'ARCHIVE')
              AND ((a.begins <= (SELECT map.today()) AND (SELECT map.today()) < a.ends)
                OR (a.begins <= recorded_on AND recorded_on < a.ends))))$rule$;
BEGIN
    EXECUTE format('CREATE POLICY "exemplar_seen" ON campaigns.exemplar FOR SELECT USING %s', seen);
    -- Those that hold all of these words; of which this is a topic. The planner takes a comparison of words for as cheap as one
    -- of numbers and would rather read the table.
    EXECUTE format($fn$
        CREATE FUNCTION campaigns.exemplars_with_words(given text) RETURNS SETOF uuid
        LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET enable_seqscan = off ROWS 200 AS $body$
            SELECT id FROM campaigns.exemplar
            WHERE words @@ plainto_tsquery('pg_catalog.simple', campaigns.plain(given)) AND %1$s $body$;
        CREATE FUNCTION campaigns.exemplars_on_topic(topic text) RETURNS SETOF uuid
        LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET enable_seqscan = off ROWS 200 AS $body$
            SELECT id FROM campaigns.exemplar
            WHERE words @@ ('''#' || campaigns.plain(topic) || '''')::tsquery AND %1$s $body$ $fn$, seen);
END
$do$;
GRANT CREATE ON SCHEMA "campaigns" TO "thi_dua_rollup";
ALTER FUNCTION "campaigns"."exemplars_with_words"(text) OWNER TO "thi_dua_rollup";
ALTER FUNCTION "campaigns"."exemplars_on_topic"(text) OWNER TO "thi_dua_rollup";
REVOKE CREATE ON SCHEMA "campaigns" FROM "thi_dua_rollup";
