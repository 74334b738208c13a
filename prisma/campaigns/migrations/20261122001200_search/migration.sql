-- Search over what plans and exemplars say: by an index, although row-level security forbids it to ordinary queries.
CREATE FUNCTION "campaigns"."passage_words"(given text) RETURNS tsvector LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
    AS $$ SELECT to_tsvector('pg_catalog.simple', campaigns.plain(given)) $$;
CREATE FUNCTION "campaigns"."passage_spelling"(given text) RETURNS tsvector LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
    AS $$ SELECT to_tsvector('pg_catalog.simple', campaigns.spelled(given)) $$;

CREATE TABLE "campaigns"."passage" (
    "id" UUID NOT NULL,
    "plan_id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "clause" TEXT,
    "clause_raw" TEXT,
    "text" TEXT NOT NULL,
    "words" TSVECTOR NOT NULL GENERATED ALWAYS AS (campaigns.passage_words(text)) STORED,
    "spelling" TSVECTOR NOT NULL GENERATED ALWAYS AS (campaigns.passage_spelling(text)) STORED,

    CONSTRAINT "passage_pkey" PRIMARY KEY ("id")
);
CREATE INDEX "passage_plan_id_idx" ON "campaigns"."passage"("plan_id");
-- What was written since the last clean-up is searched one by one: the bound keeps that short after an import.
CREATE INDEX "passage_words_idx" ON "campaigns"."passage" USING gin ("words") WITH (gin_pending_list_limit = 512);
ALTER TABLE "campaigns"."passage" ADD CONSTRAINT "passage_plan_id_fkey" FOREIGN KEY ("plan_id") REFERENCES "campaigns"."plan"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- Seen where the plan is. Written by the triggers below alone.
ALTER TABLE "campaigns"."passage" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "campaigns"."passage" FORCE ROW LEVEL SECURITY;
CREATE POLICY "passage_seen" ON "campaigns"."passage" FOR SELECT USING (EXISTS (SELECT FROM campaigns.plan p WHERE p.id = plan_id));
CREATE POLICY "passage_kept" ON "campaigns"."passage" TO "thi_dua_rollup" USING (true);
SELECT map.serve_read_only('campaigns.passage');

-- A part's passage follows the part, within its transaction.
CREATE FUNCTION "campaigns"."keep_passage"() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    said campaigns.passage;
BEGIN
    IF TG_OP <> 'INSERT' THEN
        DELETE FROM campaigns.passage WHERE id = OLD.id;
    END IF;
    IF TG_OP = 'DELETE' THEN
        RETURN NULL;
    END IF;
    CASE TG_TABLE_NAME
        WHEN 'plan' THEN
            said.plan_id := NEW.id; said.kind := 'TITLE'; said.text := NEW.title;
        WHEN 'citation' THEN
            said.plan_id := NEW.plan_id; said.kind := 'LEGAL_BASIS'; said.text := concat_ws(' ', NEW.number, NEW.title, NEW.issuer);
        WHEN 'clause' THEN
            said.plan_id := NEW.plan_id; said.kind := NEW.kind::text; said.clause := NEW.clause; said.clause_raw := NEW.clause_raw;
            said.text := NEW.text;
        WHEN 'target' THEN
            said.plan_id := NEW.plan_id; said.kind := 'TARGET'; said.clause := NEW.clause; said.clause_raw := NEW.clause_raw;
            said.text := NEW.text;
            UPDATE campaigns.passage p SET clause = NEW.clause, clause_raw = NEW.clause_raw
            FROM campaigns.target_part t WHERE t.target_id = NEW.id AND p.id = t.id;
        WHEN 'target_part' THEN
            said.plan_id := NEW.plan_id; said.kind := 'TARGET_PART'; said.text := NEW.text;
            SELECT t.clause, t.clause_raw INTO said.clause, said.clause_raw FROM campaigns.target t WHERE t.id = NEW.target_id;
        WHEN 'criterion' THEN
            said.plan_id := NEW.plan_id; said.kind := 'CRITERION'; said.clause := NEW.clause; said.clause_raw := NEW.clause_raw;
            said.text := concat_ws(E'\n', NEW.text, NEW.subject ->> 'text', NEW.subject ->> 'where');
        WHEN 'milestone' THEN
            said.plan_id := NEW.plan_id; said.kind := 'MILESTONE'; said.clause := NEW.clause; said.clause_raw := NEW.clause_raw;
            said.text := concat_ws(E'\n', NEW.text, NEW.body);
        WHEN 'assignment' THEN
            said.plan_id := NEW.plan_id; said.kind := 'ASSIGNMENT'; said.clause := NEW.clause; said.clause_raw := NEW.clause_raw;
            said.text := concat_ws(E'\n', NEW.body, NEW.duty);
        WHEN 'recipient' THEN
            said.plan_id := NEW.plan_id; said.kind := 'RECIPIENT'; said.text := NEW.name;
        WHEN 'plan_award_form' THEN
            said.plan_id := NEW.plan_id; said.kind := 'AWARD_FORM'; said.clause := NEW.clause; said.clause_raw := NEW.clause_raw;
            said.text := concat_ws(E'\n', NEW.text, NEW.level, NEW.condition);
        WHEN 'annex' THEN
            said.plan_id := NEW.plan_id; said.kind := 'ANNEX';
            said.text := concat_ws(E'\n', NEW.title, array_to_string(NEW.columns, ' | '), (
                SELECT string_agg(line.cells, E'\n' ORDER BY line.n)
                FROM (SELECT r.n, (SELECT string_agg(c.cell, ' | ' ORDER BY c.n) FROM jsonb_array_elements_text(r.row) WITH ORDINALITY AS c(cell, n)) AS cells
                    FROM jsonb_array_elements(NEW.rows) WITH ORDINALITY AS r(row, n)) line));
    END CASE;
    INSERT INTO campaigns.passage (id, plan_id, kind, clause, clause_raw, text)
    VALUES (NEW.id, said.plan_id, said.kind, said.clause, said.clause_raw, said.text);
    RETURN NULL;
END
$$;
GRANT SELECT, INSERT, UPDATE, DELETE ON "campaigns"."passage" TO "thi_dua_rollup";
GRANT SELECT ON "campaigns"."plan", "campaigns"."target", "campaigns"."target_part" TO "thi_dua_rollup";
CREATE POLICY "plan_searched" ON "campaigns"."plan" FOR SELECT TO "thi_dua_rollup" USING (true);
CREATE POLICY "target_searched" ON "campaigns"."target" FOR SELECT TO "thi_dua_rollup" USING (true);
CREATE POLICY "target_part_searched" ON "campaigns"."target_part" FOR SELECT TO "thi_dua_rollup" USING (true);
GRANT CREATE ON SCHEMA "campaigns" TO "thi_dua_rollup";
ALTER FUNCTION "campaigns"."keep_passage"() OWNER TO "thi_dua_rollup";

-- How well a text answers: spelled as asked, and word behind word, before all; then titles; then how near the words stand.
CREATE FUNCTION "campaigns"."text_score"(words tsvector, spelling tsvector, plain_words tsquery, plain_phrase tsquery,
    spelled_words tsquery, spelled_phrase tsquery, title boolean) RETURNS int LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT 1000000 * (8 * (spelling @@ spelled_phrase)::int + 4 * (spelling @@ spelled_words)::int + 2 * (words @@ plain_phrase)::int + title::int)
        + round((1000000 * ts_rank_cd(words, plain_words, 33))::numeric)::int $$;

DO $do$
DECLARE
    target text;
    rule CONSTANT text := 'SELECT pg_get_expr(polqual, polrelid) FROM pg_policy WHERE polrelid = $1::regclass AND polname = $2';
    plan_seen text;
    exemplar_seen text;
    path text;
BEGIN
    -- What is there already is taken up: for as long as this takes, the owner of the tables is not confined itself.
    FOREACH target IN ARRAY ARRAY['plan', 'citation', 'clause', 'target', 'target_part', 'criterion', 'milestone', 'assignment', 'recipient', 'plan_award_form', 'annex']
    LOOP
        EXECUTE format('CREATE TRIGGER "keep_passage" AFTER INSERT OR UPDATE OR DELETE ON campaigns.%I FOR EACH ROW EXECUTE FUNCTION campaigns.keep_passage()', target);
        EXECUTE format('ALTER TABLE campaigns.%I NO FORCE ROW LEVEL SECURITY', target);
        EXECUTE format('UPDATE campaigns.%I SET id = id', target);
    END LOOP;

    -- Texts that hold all of these words, and how well they answer, among those the caller may see; the policies of plans and
    -- exemplars to the letter, since the role that searches is exempt from them. Of a plan that was amended the version in force
    -- counts, as far as the caller may see that; of a target that answers whole, its parts do not answer once more. The planner
    -- takes a comparison of words for as cheap as one of numbers and would rather read the table.
    -- Written out, a policy names what the path does not lead to by its schema.
    path := set_config('search_path', current_setting('search_path'), true);
    PERFORM set_config('search_path', 'pg_catalog, pg_temp', true);
    EXECUTE rule INTO STRICT plan_seen USING 'campaigns.plan', 'plan_seen';
    EXECUTE rule INTO STRICT exemplar_seen USING 'campaigns.exemplar', 'exemplar_seen';
    EXECUTE format($fn$
        CREATE FUNCTION campaigns.found_texts(given text, source text, wanted_tenant text, with_superseded boolean)
            RETURNS TABLE (id uuid, plan_id uuid, score int)
        LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET enable_seqscan = off ROWS 200 AS $body$
            WITH q AS MATERIALIZED (
                SELECT plainto_tsquery('pg_catalog.simple', campaigns.plain(given)) AS words,
                    phraseto_tsquery('pg_catalog.simple', campaigns.plain(given)) AS phrase,
                    plainto_tsquery('pg_catalog.simple', campaigns.spelled(given)) AS spelled_words,
                    phraseto_tsquery('pg_catalog.simple', campaigns.spelled(given)) AS spelled_phrase
            ), hits AS MATERIALIZED (
                SELECT p.id, p.plan_id, p.kind, p.clause,
                    campaigns.text_score(p.words, p.spelling, q.words, q.phrase, q.spelled_words, q.spelled_phrase, p.kind = 'TITLE') AS score
                FROM q JOIN campaigns.passage p ON p.words @@ q.words
                WHERE source IS DISTINCT FROM 'EXEMPLARS'
            ), concerned AS MATERIALIZED (
                SELECT h.plan_id AS id FROM hits h UNION
                SELECT l.id FROM campaigns.plan l WHERE l.amends_id IN (SELECT h.plan_id FROM hits h)
            ), seen AS MATERIALIZED (
                SELECT plan.id, plan.tenant_id, plan.amends_id, plan.status
                FROM campaigns.plan WHERE plan.id IN (SELECT c.id FROM concerned c) AND %1$s
            )
            SELECT h.id, h.plan_id, h.score
            FROM hits h JOIN seen s ON s.id = h.plan_id
            WHERE (wanted_tenant IS NULL OR s.tenant_id = wanted_tenant)
                AND (with_superseded OR NOT EXISTS (SELECT FROM seen l WHERE l.amends_id = h.plan_id AND l.status <> 'DRAFT'))
                AND NOT (h.kind = 'TARGET_PART' AND EXISTS (
                    SELECT FROM hits t WHERE t.kind = 'TARGET' AND t.plan_id = h.plan_id AND t.clause = h.clause))
            UNION ALL
            SELECT exemplar.id, NULL,
                campaigns.text_score(exemplar.words, exemplar.spelling, q.words, q.phrase, q.spelled_words, q.spelled_phrase, false)
            FROM q JOIN campaigns.exemplar ON exemplar.words @@ q.words
            WHERE source IS DISTINCT FROM 'PLANS' AND (wanted_tenant IS NULL OR exemplar.tenant_id = wanted_tenant)
                AND exemplar.status <> 'WITHDRAWN' AND %2$s
        $body$ $fn$, plan_seen, exemplar_seen);
    PERFORM set_config('search_path', path, true);
    FOREACH target IN ARRAY ARRAY['plan', 'citation', 'clause', 'target', 'target_part', 'criterion', 'milestone', 'assignment', 'recipient', 'plan_award_form', 'annex']
    LOOP
        EXECUTE format('ALTER TABLE campaigns.%I FORCE ROW LEVEL SECURITY', target);
    END LOOP;
END
$do$;
ALTER FUNCTION "campaigns"."found_texts"(text, text, text, boolean) OWNER TO "thi_dua_rollup";
REVOKE CREATE ON SCHEMA "campaigns" FROM "thi_dua_rollup";
