-- The dossier of a nomination: files by what they are and by the hash of their content, which lies elsewhere. A file comes
-- and goes by an entry of the nomination's log alone, which is chained by hash with every other step.
ALTER TYPE "awards"."step_kind" ADD VALUE 'FILE_ADDED';
ALTER TYPE "awards"."step_kind" ADD VALUE 'FILE_REMOVED';

CREATE TABLE "awards"."dossier_file" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "nomination_id" UUID NOT NULL,
    "seq" INTEGER NOT NULL,
    "tenant_id" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "media_type" TEXT NOT NULL,
    "size" INTEGER NOT NULL,
    "sha256" TEXT NOT NULL,
    "uploaded_by" TEXT NOT NULL,
    "uploaded_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "dossier_file_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "dossier_file_kind_known" CHECK ("kind" IN ('SUBMISSION_LETTER', 'ACHIEVEMENT_REPORT', 'MINUTES', 'OTHER')),
    CONSTRAINT "dossier_file_within_limit" CHECK ("size" BETWEEN 1 AND 20971520),
    CONSTRAINT "dossier_file_hash_form" CHECK ("sha256" ~ '^[0-9a-f]{64}$'),
    CONSTRAINT "dossier_file_named" CHECK (char_length("name") BETWEEN 1 AND 200)
);
CREATE UNIQUE INDEX "dossier_file_nomination_id_seq_key" ON "awards"."dossier_file"("nomination_id", "seq");
CREATE UNIQUE INDEX "dossier_file_nomination_id_kind_name_sha256_key" ON "awards"."dossier_file"("nomination_id", "kind", "name", "sha256");
CREATE INDEX "dossier_file_sha256_idx" ON "awards"."dossier_file"("sha256");
ALTER TABLE "awards"."dossier_file" ADD CONSTRAINT "dossier_file_nomination_id_fkey" FOREIGN KEY ("nomination_id") REFERENCES "awards"."nomination"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- What the log keeps of a file.
CREATE FUNCTION "awards"."file_facts"(f awards.dossier_file) RETURNS jsonb LANGUAGE sql IMMUTABLE AS $$
    SELECT jsonb_build_object('file', f.id, 'kind', f.kind, 'name', f.name, 'mediaType', f.media_type, 'size', f.size, 'sha256', f.sha256)
$$;

-- Nothing is added to or taken from what lies before a council that has voted. Until it is submitted a dossier is its
-- owner's; then the minutes of the council are added by the tenant where it stands. What was submitted stays.
CREATE FUNCTION "awards"."file_step"() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    n awards.nomination;
    f awards.dossier_file;
BEGIN
    SELECT * INTO n FROM awards.nomination WHERE id = NEW.nomination_id FOR UPDATE;
    IF n.id IS NULL THEN RAISE EXCEPTION 'no such nomination' USING ERRCODE = 'check_violation'; END IF;
    IF n.status IN ('DRAFT', 'RETURNED') THEN
        NEW.tenant_id := n.tenant_id;
    ELSIF NEW.step::text = 'FILE_ADDED' AND NEW.content ->> 'kind' = 'MINUTES' AND n.status IN ('SUBMITTED', 'ESCALATED', 'APPRAISED') THEN
        NEW.tenant_id := n.at_tenant;
    ELSE
        RAISE EXCEPTION 'the dossier is closed' USING ERRCODE = 'check_violation';
    END IF;
    IF NEW.tenant_id IS NULL OR NOT map.acts_for(NEW.tenant_id) THEN
        RAISE EXCEPTION 'this dossier is in another tenant''s hands' USING ERRCODE = 'check_violation';
    END IF;
    NEW.seq := n.steps + 1;
    NEW.from_status := n.status;
    NEW.to_status := n.status;
    NEW.stage := n.stage;
    NEW.to_tenant := NULL;
    NEW.form_key := NULL;
    NEW.acted_by := map.caller();
    NEW.subject := nullif(current_setting('app.subject', true), '');
    NEW.on_day := map.today();
    NEW.at := date_trunc('milliseconds', clock_timestamp());
    NEW.prev_hash := n.head_hash;
    IF NEW.step::text = 'FILE_ADDED' THEN
        INSERT INTO awards.dossier_file (nomination_id, seq, tenant_id, kind, name, media_type, size, sha256, uploaded_by, uploaded_at)
        VALUES (n.id, NEW.seq, NEW.tenant_id, NEW.content ->> 'kind', NEW.content ->> 'name', NEW.content ->> 'mediaType',
            (NEW.content ->> 'size')::int, NEW.content ->> 'sha256', NEW.subject, NEW.at)
        RETURNING * INTO f;
    ELSE
        DELETE FROM awards.dossier_file d WHERE d.id = (NEW.content ->> 'file')::uuid AND d.nomination_id = n.id AND d.seq > coalesce(
            (SELECT max(p.seq) FROM awards.nomination_step p WHERE p.nomination_id = n.id AND p.step = 'SUBMITTED'), 0)
        RETURNING * INTO f;
        IF f.id IS NULL THEN RAISE EXCEPTION 'what was submitted stays' USING ERRCODE = 'check_violation'; END IF;
    END IF;
    NEW.content := awards.file_facts(f);
    NEW.hash := awards.step_hash(NEW);
    UPDATE awards.nomination SET steps = NEW.seq, head_hash = NEW.hash, version = n.version + 1 WHERE id = n.id;
    RETURN NEW;
END
$$;
DROP TRIGGER "take_step" ON "awards"."nomination_step";
CREATE TRIGGER "take_step" BEFORE INSERT ON "awards"."nomination_step" FOR EACH ROW
    WHEN (NEW.step::text NOT IN ('FILE_ADDED', 'FILE_REMOVED')) EXECUTE FUNCTION "awards"."take_step"();
CREATE TRIGGER "file_step" BEFORE INSERT ON "awards"."nomination_step" FOR EACH ROW
    WHEN (NEW.step::text IN ('FILE_ADDED', 'FILE_REMOVED')) EXECUTE FUNCTION "awards"."file_step"();

-- A file is read by whoever reads its nomination: its owner, and each tenant that it has reached. Written by the log alone.
ALTER TABLE "awards"."dossier_file" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "awards"."dossier_file" FORCE ROW LEVEL SECURITY;
CREATE POLICY "dossier_file_seen" ON "awards"."dossier_file" FOR SELECT USING (EXISTS (
    SELECT FROM awards.nomination n WHERE n.id = "nomination_id"));
SELECT map.serve_read_only('awards.dossier_file');
CREATE POLICY "by_step" ON "awards"."dossier_file" TO "thi_dua_rollup" USING (true) WITH CHECK (true);
GRANT SELECT, INSERT, DELETE ON "awards"."dossier_file" TO "thi_dua_rollup";
GRANT CREATE ON SCHEMA "awards" TO "thi_dua_rollup";
ALTER FUNCTION "awards"."file_step"() OWNER TO "thi_dua_rollup";
REVOKE CREATE ON SCHEMA "awards" FROM "thi_dua_rollup";

-- What a dossier must hold when it is submitted, by form and whoever confers it: data, which the central board mends.
-- Luật 06/2022/QH15, Điều 84, in force since 1 January 2024; for the law before, no source at hand says.
ALTER TABLE "awards"."award_conferral" ADD COLUMN "required_files" TEXT[] NOT NULL DEFAULT '{}';
ALTER TABLE "awards"."award_conferral" ADD CONSTRAINT "award_conferral_required_files_known"
    CHECK ("required_files" <@ ARRAY['SUBMISSION_LETTER', 'ACHIEVEMENT_REPORT', 'MINUTES', 'OTHER']);
ALTER TABLE "awards"."award_conferral" NO FORCE ROW LEVEL SECURITY;
UPDATE "awards"."award_conferral" SET "required_files" = '{SUBMISSION_LETTER,ACHIEVEMENT_REPORT}' WHERE "form_key" LIKE '%~2024-01-01';
ALTER TABLE "awards"."award_conferral" FORCE ROW LEVEL SECURITY;
ALTER TABLE "awards"."award_conferral" ALTER COLUMN "required_files" DROP DEFAULT;

-- What a nomination's dossier lacks to be submitted. What is asked for on an extraordinary occasion goes by the simplified
-- procedure (Điều 85), whose dossier no source at hand describes.
CREATE FUNCTION "awards"."missing_files"(nomination uuid) RETURNS text[] LANGUAGE sql STABLE AS $$
    SELECT coalesce(array_agg(k ORDER BY k), '{}')
    FROM awards.nomination n,
    LATERAL (SELECT DISTINCT unnest(c.required_files) AS k FROM awards.award_conferral c WHERE c.form_key = n.form_key) r
    WHERE n.id = missing_files.nomination AND n.occasion <> 'EXTRAORDINARY'
        AND NOT EXISTS (SELECT FROM awards.dossier_file f WHERE f.nomination_id = n.id AND f.kind = k)
$$;
CREATE FUNCTION "awards"."guard_dossier"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF awards.missing_files(NEW.nomination_id) <> '{}' THEN
        RAISE EXCEPTION 'the dossier is not complete' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END
$$;
CREATE TRIGGER "guard_dossier" BEFORE INSERT ON "awards"."nomination_step" FOR EACH ROW
    WHEN (NEW.step::text = 'SUBMITTED') EXECUTE FUNCTION "awards"."guard_dossier"();
