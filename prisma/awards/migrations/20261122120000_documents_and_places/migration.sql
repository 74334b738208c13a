-- What the document of a decision must say, who takes a step in which capacity, the decrees to the law, and where awards count
-- on the map of another day.

-- An order is asked for without its class and conferred with it; the President decides on the Prime Minister's submission.
-- Which law applies is nobody's row: written past the policies, as a seed is.
ALTER TABLE "awards"."award_conferral" ADD COLUMN "submitted_by" TEXT;
ALTER TABLE "awards"."award_conferral" NO FORCE ROW LEVEL SECURITY;
DELETE FROM "awards"."award_conferral" c USING "awards"."award_form" f
WHERE f.key = c.form_key AND f.class IS NULL AND EXISTS (SELECT FROM "awards"."award_form" k WHERE k.code = f.code AND k.class IS NOT NULL);
UPDATE "awards"."award_conferral" c SET "submitted_by" = 'Thủ tướng Chính phủ'
FROM "awards"."award_form" f WHERE f.key = c.form_key AND f.code = 'LABOUR_ORDER';
ALTER TABLE "awards"."award_conferral" FORCE ROW LEVEL SECURITY;

-- What a council must reach for a form: as before, and for an order whose class is still open as for its classes.
CREATE OR REPLACE FUNCTION "awards"."shares_of"(tenant text, form text, OUT quorum int, OUT approval int, OUT members int) LANGUAGE sql STABLE AS $$
    SELECT greatest(coalesce(s.quorum_percent, d.quorum_percent), c.quorum), greatest(coalesce(s.approval_percent, d.approval_percent), c.approval), s.council_members
    FROM map.tenant t
    JOIN awards.award_default d ON d.tenant_kind = t.kind
    LEFT JOIN awards.award_setting s ON s.tenant_id = t.slug,
    LATERAL (
        SELECT max(k.quorum_percent) AS quorum, max(k.approval_percent) AS approval
        FROM awards.award_form g
        JOIN awards.award_form f ON f.code = g.code AND f.begins = g.begins AND (g.class IS NULL OR f.class = g.class)
        JOIN awards.award_conferral k ON k.form_key = f.key
        WHERE g.key = form) c
    WHERE t.slug = tenant
$$;

-- From when to when an authority confers a form is mended where no source confirms it; the rest comes with a seed, as before.
CREATE OR REPLACE FUNCTION "awards"."guard_conferral"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF map.caller() IS NOT NULL AND ((OLD.form_key, OLD.tenant_kind, OLD.confirmed, OLD.legal_basis)
            IS DISTINCT FROM (NEW.form_key, NEW.tenant_kind, NEW.confirmed, NEW.legal_basis)
        OR (OLD.confirmed AND (OLD.begins, OLD.ends) IS DISTINCT FROM (NEW.begins, NEW.ends))) THEN
        RAISE EXCEPTION 'who confers a form is not changed' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END
$$;

CREATE TABLE "awards"."decree" (
    "number" TEXT NOT NULL,
    "begins" DATE NOT NULL,
    "ends" DATE NOT NULL,
    "confirmed" BOOLEAN NOT NULL,

    CONSTRAINT "decree_pkey" PRIMARY KEY ("number"),
    CONSTRAINT "decree_lasts" CHECK ("begins" < "ends")
);
SELECT map.serve_read_only('awards.decree');

-- On whose submission it was decided, by which letter and when.
ALTER TABLE "awards"."decision" ADD COLUMN "submission_number" TEXT;
ALTER TABLE "awards"."decision" ADD COLUMN "submission_day" DATE;
ALTER TABLE "awards"."decision" ADD CONSTRAINT "decision_submitted_before" CHECK (
    ("submission_number" IS NULL) = ("submission_day" IS NULL) AND coalesce("submission_day" <= "day", true));

-- Before a step is taken (triggers fire by name): it is taken in the capacity that it needs, and a decision is one document
-- of one authority, whose words go into the log with each award.
CREATE FUNCTION "awards"."prepare_step"() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    n awards.nomination;
    decided awards.decision;
    authority record;
BEGIN
    IF NEW.role IS DISTINCT FROM (CASE NEW.step
        WHEN 'SUBMITTED' THEN 'PLANNER' WHEN 'COUNCIL_VOTED' THEN 'COUNCIL'
        WHEN 'DECIDED' THEN 'SIGNER' WHEN 'REJECTED' THEN 'SIGNER' WHEN 'REVOKED' THEN 'SIGNER' ELSE 'APPRAISER' END) THEN
        RAISE EXCEPTION 'this step is taken in another capacity' USING ERRCODE = 'check_violation';
    END IF;
    IF NEW.step NOT IN ('APPRAISED', 'DECIDED') THEN RETURN NEW; END IF;
    SELECT * INTO n FROM awards.nomination WHERE id = NEW.nomination_id FOR UPDATE;
    IF NEW.step = 'APPRAISED' AND NEW.form_key IS NOT NULL THEN
        IF NOT EXISTS (SELECT FROM awards.award_form f WHERE f.key = NEW.form_key AND f.begins <= map.today()) THEN
            RAISE EXCEPTION 'the law does not know this form' USING ERRCODE = 'check_violation';
        END IF;
        -- Undone with the step, where that turns out to be another's.
        UPDATE awards.nomination SET form_key = NEW.form_key WHERE id = n.id;
        NEW.content := NEW.content || jsonb_build_object('form', NEW.form_key);
    ELSIF NEW.step = 'DECIDED' THEN
        SELECT * INTO decided FROM awards.decision d WHERE d.id = (NEW.content ->> 'decision')::uuid;
        SELECT f.decided_by, c.submitted_by INTO authority
        FROM awards.award_form f
        JOIN map.tenant t ON t.slug = n.at_tenant
        JOIN awards.award_conferral c ON c.form_key = f.key AND c.tenant_kind = t.kind
        WHERE f.key = awards.conferrable(n.at_tenant, n.form_key, n.subject, n.occasion, decided.day);
        IF EXISTS (SELECT FROM awards.award a JOIN awards.award_form f ON f.key = a.form_key
            WHERE a.decision_id = decided.id AND f.decided_by IS DISTINCT FROM authority.decided_by) THEN
            RAISE EXCEPTION 'one document holds what one authority decides' USING ERRCODE = 'check_violation';
        END IF;
        IF EXISTS (SELECT FROM awards.award a WHERE a.nomination_id = n.id AND a.tenant_id = n.at_tenant AND a.revoked_on IS NULL) THEN
            RAISE EXCEPTION 'a tenant rewards a nomination once' USING ERRCODE = 'check_violation';
        END IF;
        IF authority.submitted_by IS NOT NULL AND decided.submission_number IS NULL OR decided.submission_day < (
            SELECT (p.content ->> 'heldOn')::date FROM awards.nomination_step p
            WHERE p.nomination_id = n.id AND p.step = 'COUNCIL_VOTED' ORDER BY p.seq DESC LIMIT 1) THEN
            RAISE EXCEPTION 'it is decided on a submission that follows the council''s vote' USING ERRCODE = 'check_violation';
        END IF;
        NEW.content := NEW.content || jsonb_build_object('document', awards.document_facts(decided), 'submittedBy', authority.submitted_by);
    END IF;
    RETURN NEW;
END
$$;

-- What a document says, as it goes into the log.
CREATE FUNCTION "awards"."document_facts"(d awards.decision) RETURNS jsonb LANGUAGE sql IMMUTABLE AS $$
    SELECT jsonb_build_object('tenant', d.tenant_id, 'number', d.number, 'day', d.day, 'signerName', d.signer_name, 'signerPosition', d.signer_position,
        'onBehalfOf', d.on_behalf_of, 'actingFor', d.acting_for, 'submissionNumber', d.submission_number, 'submissionDay', d.submission_day)
$$;
CREATE TRIGGER "prepare_step" BEFORE INSERT ON "awards"."nomination_step" FOR EACH ROW
    WHEN (NEW.step::text NOT IN ('FILE_ADDED', 'FILE_REMOVED')) EXECUTE FUNCTION "awards"."prepare_step"();

-- Awards by the very unit where each was conferred: what is counted on the map of another day starts from these.
CREATE TABLE "awards"."award_place_count" (
    "place_id" UUID NOT NULL,
    "year" SMALLINT NOT NULL,
    "form_key" TEXT NOT NULL,
    "occasion" TEXT NOT NULL,
    "subject" TEXT NOT NULL,
    "count" INTEGER NOT NULL,

    CONSTRAINT "award_place_count_pkey" PRIMARY KEY ("place_id", "year", "form_key", "occasion", "subject"),
    CONSTRAINT "award_place_count_counts" CHECK ("count" >= 0)
);
ALTER TABLE "awards"."award_place_count" ADD CONSTRAINT "award_place_count_form_key_fkey" FOREIGN KEY ("form_key") REFERENCES "awards"."award_form"("key") ON DELETE RESTRICT ON UPDATE CASCADE;
SELECT map.serve_read_only('awards.award_place_count');

CREATE FUNCTION "awards"."count_place"() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE step int := CASE WHEN TG_OP = 'INSERT' THEN 1 WHEN OLD.revoked_on IS NULL AND NEW.revoked_on IS NOT NULL THEN -1 ELSE 0 END;
BEGIN
    IF step = 0 OR NEW.place_id IS NULL THEN RETURN NULL; END IF;
    INSERT INTO awards.award_place_count AS k (place_id, year, form_key, occasion, subject, count)
    VALUES (NEW.place_id, extract(year FROM NEW.decided_on), NEW.form_key, NEW.occasion, NEW.subject, 1)
    ON CONFLICT (place_id, year, form_key, occasion, subject) DO UPDATE SET count = k.count + step;
    RETURN NULL;
END
$$;
CREATE TRIGGER "count_place" AFTER INSERT OR UPDATE OF "revoked_on" ON "awards"."award" FOR EACH ROW EXECUTE FUNCTION "awards"."count_place"();

ALTER TABLE "awards"."award" NO FORCE ROW LEVEL SECURITY;
INSERT INTO "awards"."award_place_count" (place_id, year, form_key, occasion, subject, count)
SELECT place_id, extract(year FROM decided_on), form_key, occasion, subject, count(*)
FROM "awards"."award" WHERE revoked_on IS NULL AND place_id IS NOT NULL GROUP BY 1, 2, 3, 4, 5;
ALTER TABLE "awards"."award" FORCE ROW LEVEL SECURITY;

-- Where the place of an award lies on a day's map. A unit that ended before goes over into what it became as a whole; where it
-- was divided, or left no heir, into the unit above it on its last day. One that began later counts in the unit above it on its
-- first day: nothing is carried back to what it was made of.
CREATE FUNCTION "awards"."places_on"(on_day date) RETURNS TABLE (place_id uuid, unit_id uuid) LANGUAGE sql STABLE AS $$
    WITH RECURSIVE went(place_id, unit_id, hops) AS (
        SELECT DISTINCT k.place_id, k.place_id, 0 FROM awards.award_place_count k
        UNION ALL
        SELECT w.place_id, coalesce(
                (SELECT s.to_id FROM map.succession s
                WHERE s.from_id = l.id AND s.extent = 'WHOLE' AND s.effective_on <= on_day AND l.ends <= on_day ORDER BY s.effective_on LIMIT 1),
                (SELECT c.ancestor_id FROM map.closure c
                WHERE c.descendant_id = l.id AND c.depth = 1 AND c.begins <= d.day AND d.day < c.ends)), w.hops + 1
        FROM went w
        JOIN map.locality l ON l.id = w.unit_id AND NOT (l.begins <= on_day AND on_day < l.ends)
        CROSS JOIN LATERAL (SELECT CASE WHEN l.ends <= on_day THEN l.ends - 1 ELSE l.begins END AS day) d
        WHERE w.hops < 32
    )
    SELECT w.place_id, w.unit_id FROM went w JOIN map.locality l ON l.id = w.unit_id AND l.begins <= on_day AND on_day < l.ends
$$;

GRANT SELECT, INSERT, UPDATE ON "awards"."award_place_count" TO "thi_dua_rollup";
GRANT CREATE ON SCHEMA "awards" TO "thi_dua_rollup";
ALTER FUNCTION "awards"."prepare_step"() OWNER TO "thi_dua_rollup";
ALTER FUNCTION "awards"."count_place"() OWNER TO "thi_dua_rollup";
REVOKE CREATE ON SCHEMA "awards" FROM "thi_dua_rollup";
