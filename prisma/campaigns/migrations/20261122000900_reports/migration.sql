-- Reports from tenant to superior: what is owed, what was submitted in which version, and what was made of it.
CREATE TYPE "campaigns"."report_kind" AS ENUM ('ANNUAL', 'INTERIM', 'FINAL', 'EXTRAORDINARY');
CREATE TYPE "campaigns"."report_status" AS ENUM ('DRAFT', 'SUBMITTED', 'RETURNED', 'ACCEPTED');
CREATE TYPE "campaigns"."supervision_kind" AS ENUM ('INSPECTION', 'DIRECTIVE');

CREATE TABLE "campaigns"."report_duty" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "tenant_id" TEXT NOT NULL,
    "subordinate" TEXT,
    "movement_code" TEXT NOT NULL,
    "kind" "campaigns"."report_kind" NOT NULL,
    "when" TEXT NOT NULL,
    "period" TEXT,
    "of_previous_year" BOOLEAN NOT NULL DEFAULT false,
    "year_from" INTEGER,
    "year_to" INTEGER,
    "text" TEXT,
    "set_on" DATE NOT NULL,
    "set_by" TEXT NOT NULL,
    "withdrawn_on" DATE,
    "withdrawn_by" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "report_duty_pkey" PRIMARY KEY ("id")
);

CREATE TABLE "campaigns"."report" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "tenant_id" TEXT NOT NULL,
    "superior" TEXT,
    "movement_code" TEXT NOT NULL,
    "kind" "campaigns"."report_kind" NOT NULL,
    "period" TEXT NOT NULL,
    "record_date" DATE NOT NULL,
    "status" "campaigns"."report_status" NOT NULL DEFAULT 'DRAFT',
    "created_by" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "report_pkey" PRIMARY KEY ("id")
);

CREATE TABLE "campaigns"."report_version" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "report_id" UUID NOT NULL,
    "number" INTEGER NOT NULL,
    "status" "campaigns"."report_status" NOT NULL DEFAULT 'DRAFT',
    "edit" INTEGER NOT NULL DEFAULT 1,
    "title" TEXT NOT NULL,
    "document_number" TEXT,
    "symbol" TEXT,
    "issued_on" DATE,
    "changes" TEXT,
    "created_by" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "submitted_by" TEXT,
    "submitted_at" TIMESTAMPTZ(3),
    "decided_by" TEXT,
    "decided_for" TEXT,
    "decided_at" TIMESTAMPTZ(3),
    "remarks" TEXT,

    CONSTRAINT "report_version_pkey" PRIMARY KEY ("id")
);

CREATE TABLE "campaigns"."report_section" (
    "version_id" UUID NOT NULL,
    "section" TEXT NOT NULL,
    "text" TEXT NOT NULL,

    CONSTRAINT "report_section_pkey" PRIMARY KEY ("version_id", "section")
);

CREATE TABLE "campaigns"."report_quote" (
    "version_id" UUID NOT NULL,
    "section" TEXT NOT NULL,
    "position" INTEGER NOT NULL,
    "source_report_id" UUID NOT NULL,
    "source_number" INTEGER NOT NULL,
    "source_tenant" TEXT NOT NULL,
    "text" TEXT NOT NULL,

    CONSTRAINT "report_quote_pkey" PRIMARY KEY ("version_id", "section", "position")
);

CREATE TABLE "campaigns"."report_figure" (
    "version_id" UUID NOT NULL,
    "position" INTEGER NOT NULL,
    "indicator" TEXT NOT NULL,
    "locality_id" UUID NOT NULL,
    "period" TEXT NOT NULL,
    "basis" TEXT NOT NULL,
    "value" DECIMAL(65,30),
    "opening" DECIMAL(65,30),
    "numerator" DECIMAL(65,30),
    "denominator" DECIMAL(65,30),
    "origin" TEXT NOT NULL,
    "expected" INTEGER NOT NULL,
    "reported" INTEGER NOT NULL,
    "complete" BOOLEAN NOT NULL,
    "methodology" TEXT,

    CONSTRAINT "report_figure_pkey" PRIMARY KEY ("version_id", "position")
);

CREATE TABLE "campaigns"."supervision" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "tenant_id" TEXT NOT NULL,
    "addressee" TEXT NOT NULL,
    "movement_code" TEXT NOT NULL,
    "kind" "campaigns"."supervision_kind" NOT NULL,
    "number" TEXT,
    "day" DATE NOT NULL,
    "subject" TEXT NOT NULL,
    "findings" TEXT NOT NULL,
    "recorded_by" TEXT NOT NULL,
    "recorded_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "supervision_pkey" PRIMARY KEY ("id")
);

CREATE INDEX "report_duty_tenant_id_idx" ON "campaigns"."report_duty"("tenant_id");
CREATE INDEX "report_duty_subordinate_idx" ON "campaigns"."report_duty"("subordinate");
CREATE UNIQUE INDEX "report_tenant_id_superior_movement_code_kind_period_key" ON "campaigns"."report"("tenant_id", "superior", "movement_code", "kind", "period") NULLS NOT DISTINCT;
CREATE INDEX "report_superior_period_idx" ON "campaigns"."report"("superior", "period");
CREATE UNIQUE INDEX "report_version_report_id_number_key" ON "campaigns"."report_version"("report_id", "number");
-- One version at a time is worked on or waits for its judgement.
CREATE UNIQUE INDEX "report_version_open" ON "campaigns"."report_version"("report_id") WHERE "status" IN ('DRAFT', 'SUBMITTED');
CREATE INDEX "supervision_tenant_id_day_idx" ON "campaigns"."supervision"("tenant_id", "day");
CREATE INDEX "supervision_addressee_day_idx" ON "campaigns"."supervision"("addressee", "day");

ALTER TABLE "campaigns"."report_duty" ADD CONSTRAINT "report_duty_tenant_id_fkey" FOREIGN KEY ("tenant_id") REFERENCES "map"."tenant"("slug") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "campaigns"."report_duty" ADD CONSTRAINT "report_duty_movement_code_fkey" FOREIGN KEY ("movement_code") REFERENCES "campaigns"."movement"("code") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "campaigns"."report" ADD CONSTRAINT "report_tenant_id_fkey" FOREIGN KEY ("tenant_id") REFERENCES "map"."tenant"("slug") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "campaigns"."report" ADD CONSTRAINT "report_movement_code_fkey" FOREIGN KEY ("movement_code") REFERENCES "campaigns"."movement"("code") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "campaigns"."report_version" ADD CONSTRAINT "report_version_report_id_fkey" FOREIGN KEY ("report_id") REFERENCES "campaigns"."report"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "campaigns"."report_section" ADD CONSTRAINT "report_section_version_id_fkey" FOREIGN KEY ("version_id") REFERENCES "campaigns"."report_version"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "campaigns"."report_quote" ADD CONSTRAINT "report_quote_version_id_fkey" FOREIGN KEY ("version_id") REFERENCES "campaigns"."report_version"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "campaigns"."report_figure" ADD CONSTRAINT "report_figure_version_id_fkey" FOREIGN KEY ("version_id") REFERENCES "campaigns"."report_version"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "campaigns"."supervision" ADD CONSTRAINT "supervision_tenant_id_fkey" FOREIGN KEY ("tenant_id") REFERENCES "map"."tenant"("slug") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "campaigns"."supervision" ADD CONSTRAINT "supervision_movement_code_fkey" FOREIGN KEY ("movement_code") REFERENCES "campaigns"."movement"("code") ON DELETE RESTRICT ON UPDATE CASCADE;

-- Who did what, and nobody both submits and decides (design, section 2).
ALTER TABLE "campaigns"."report_version" ADD CONSTRAINT "report_version_submitted_by_someone"
    CHECK (("status" = 'DRAFT') = ("submitted_by" IS NULL) AND ("submitted_by" IS NULL) = ("submitted_at" IS NULL));
ALTER TABLE "campaigns"."report_version" ADD CONSTRAINT "report_version_decided_by_someone"
    CHECK (("status" IN ('ACCEPTED', 'RETURNED')) = ("decided_by" IS NOT NULL)
        AND ("decided_by" IS NULL) = ("decided_at" IS NULL) AND ("decided_by" IS NULL) = ("decided_for" IS NULL));
ALTER TABLE "campaigns"."report_version" ADD CONSTRAINT "report_version_decided_by_another" CHECK ("decided_by" <> "submitted_by");
ALTER TABLE "campaigns"."report_version" ADD CONSTRAINT "report_version_returned_with_remarks" CHECK ("status" <> 'RETURNED' OR "remarks" IS NOT NULL);
ALTER TABLE "campaigns"."report_duty" ADD CONSTRAINT "report_duty_withdrawn_by_someone" CHECK (("withdrawn_on" IS NULL) = ("withdrawn_by" IS NULL));
ALTER TABLE "campaigns"."report_figure" ADD CONSTRAINT "report_figure_basis_known" CHECK ("basis" IN ('PROVISIONAL', 'OFFICIAL'));

-- A report goes to whoever stood above its tenant on its day, and is dated within the time of its tenant.
CREATE FUNCTION "campaigns"."report_in_line"() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE owner map.tenant;
BEGIN
    SELECT * INTO owner FROM map.tenant WHERE slug = NEW.tenant_id;
    IF NEW.record_date >= owner.ends OR NEW.record_date < owner.begins THEN
        RAISE EXCEPTION 'report dated outside the time of its tenant' USING ERRCODE = 'check_violation';
    END IF;
    IF NEW.superior IS NULL AND EXISTS (
        SELECT FROM map.tenant_line l WHERE l.subordinate = NEW.tenant_id AND l.begins <= NEW.record_date AND NEW.record_date < l.ends)
    OR NEW.superior IS NOT NULL AND NOT EXISTS (
        SELECT FROM map.authority a WHERE a.subordinate = NEW.tenant_id AND a.superior = NEW.superior AND a.basis = 'LINE'
          AND a.begins <= NEW.record_date AND NEW.record_date < a.ends) THEN
        RAISE EXCEPTION 'a report goes to a superior of its day' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END
$$;
CREATE TRIGGER "report_in_line" BEFORE INSERT ON "campaigns"."report" FOR EACH ROW EXECUTE FUNCTION "campaigns"."report_in_line"();

-- A report's state is that of the version that was submitted last, and nothing else of it ever changes.
CREATE FUNCTION "campaigns"."guard_report"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF map.caller() IS NULL THEN RETURN NEW; END IF;
    IF to_jsonb(OLD) - 'status' IS DISTINCT FROM to_jsonb(NEW) - 'status' OR NEW.status IS DISTINCT FROM (
        SELECT v.status FROM campaigns.report_version v WHERE v.report_id = NEW.id AND v.status <> 'DRAFT' ORDER BY v.number DESC LIMIT 1) THEN
        RAISE EXCEPTION 'a report is as its last submitted version' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END
$$;
CREATE TRIGGER "guard_report" BEFORE UPDATE ON "campaigns"."report" FOR EACH ROW EXECUTE FUNCTION "campaigns"."guard_report"();

-- What was submitted is never altered: a superior judges it, and what is to be different is a new version.
CREATE FUNCTION "campaigns"."guard_report_version"() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE owner campaigns.report;
BEGIN
    IF map.caller() IS NULL THEN RETURN NEW; END IF;
    SELECT * INTO owner FROM campaigns.report r WHERE r.id = NEW.report_id;
    IF OLD.status = 'DRAFT' AND NEW.status IN ('DRAFT', 'SUBMITTED') AND map.acts_for(owner.tenant_id)
        AND (OLD.id, OLD.report_id, OLD.number, OLD.created_by, OLD.created_at) = (NEW.id, NEW.report_id, NEW.number, NEW.created_by, NEW.created_at) THEN
        RETURN NEW;
    END IF;
    IF OLD.status = 'SUBMITTED' AND NEW.status IN ('ACCEPTED', 'RETURNED')
        AND (map.above(owner.tenant_id, NULL) OR (owner.superior IS NULL AND map.acts_for(owner.tenant_id)))
        AND to_jsonb(OLD) - ARRAY['status', 'decided_by', 'decided_for', 'decided_at', 'remarks']
          = to_jsonb(NEW) - ARRAY['status', 'decided_by', 'decided_for', 'decided_at', 'remarks'] THEN
        RETURN NEW;
    END IF;
    RAISE EXCEPTION 'what was submitted is never altered' USING ERRCODE = 'check_violation';
END
$$;
CREATE TRIGGER "guard_report_version" BEFORE UPDATE ON "campaigns"."report_version" FOR EACH ROW EXECUTE FUNCTION "campaigns"."guard_report_version"();

CREATE FUNCTION "campaigns"."follow_report_version"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    UPDATE campaigns.report SET status = NEW.status WHERE id = NEW.report_id;
    IF NOT FOUND THEN RAISE EXCEPTION 'a version of a report that is not there' USING ERRCODE = 'check_violation'; END IF;
    RETURN NULL;
END
$$;
CREATE TRIGGER "follow_report_version" AFTER UPDATE OF "status" ON "campaigns"."report_version" FOR EACH ROW
    WHEN (OLD."status" IS DISTINCT FROM NEW."status") EXECUTE FUNCTION "campaigns"."follow_report_version"();

-- Who reads a report: whoever acts for its tenant; once it is submitted, its superiors of today and of its own day. Written
-- out instead of calling map.above: PostgreSQL cannot inline a function with a subquery.
ALTER TABLE "campaigns"."report" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "campaigns"."report" FORCE ROW LEVEL SECURITY;
CREATE POLICY "report_seen" ON "campaigns"."report" FOR SELECT USING (
    "tenant_id" = (SELECT map.caller())
    OR EXISTS (
        SELECT FROM map.authority a
        WHERE a.subordinate = "tenant_id" AND a.superior = (SELECT map.caller())
          AND ((a.basis = 'SUCCESSOR' AND a.begins <= (SELECT map.today()) AND (SELECT map.today()) < a.ends)
            OR ("status" <> 'DRAFT' AND a.basis IN ('LINE', 'ARCHIVE')
              AND ((a.begins <= (SELECT map.today()) AND (SELECT map.today()) < a.ends)
                OR (a.begins <= "record_date" AND "record_date" < a.ends))))));
CREATE POLICY "report_drafted" ON "campaigns"."report" FOR INSERT WITH CHECK (map.acts_for("tenant_id") AND "status" = 'DRAFT');
CREATE POLICY "report_followed" ON "campaigns"."report" FOR UPDATE
    USING (map.acts_for("tenant_id") OR map.above("tenant_id", NULL)) WITH CHECK (map.acts_for("tenant_id") OR map.above("tenant_id", NULL));

ALTER TABLE "campaigns"."report_version" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "campaigns"."report_version" FORCE ROW LEVEL SECURITY;
CREATE POLICY "report_version_seen" ON "campaigns"."report_version" FOR SELECT USING (EXISTS (
    SELECT FROM campaigns.report r WHERE r.id = "report_id" AND ("report_version"."status" <> 'DRAFT' OR map.acts_for(r.tenant_id))));
CREATE POLICY "report_version_drafted" ON "campaigns"."report_version" FOR INSERT WITH CHECK ("status" = 'DRAFT' AND EXISTS (
    SELECT FROM campaigns.report r WHERE r.id = "report_id" AND map.acts_for(r.tenant_id)));
CREATE POLICY "report_version_edited" ON "campaigns"."report_version" FOR UPDATE
    USING ("status" = 'DRAFT' AND EXISTS (SELECT FROM campaigns.report r WHERE r.id = "report_id" AND map.acts_for(r.tenant_id)))
    WITH CHECK ("status" IN ('DRAFT', 'SUBMITTED') AND EXISTS (SELECT FROM campaigns.report r WHERE r.id = "report_id" AND map.acts_for(r.tenant_id)));
CREATE POLICY "report_version_judged" ON "campaigns"."report_version" FOR UPDATE
    USING ("status" = 'SUBMITTED' AND EXISTS (SELECT FROM campaigns.report r WHERE r.id = "report_id"
        AND (map.above(r.tenant_id, NULL) OR (r.superior IS NULL AND map.acts_for(r.tenant_id)))))
    WITH CHECK ("status" IN ('ACCEPTED', 'RETURNED'));

-- What a version holds is seen where it is, and written while it is the caller's own draft.
DO $$
DECLARE part text;
BEGIN
    FOREACH part IN ARRAY ARRAY['report_section', 'report_quote', 'report_figure']
    LOOP
        EXECUTE format('ALTER TABLE campaigns.%I ENABLE ROW LEVEL SECURITY', part);
        EXECUTE format('ALTER TABLE campaigns.%I FORCE ROW LEVEL SECURITY', part);
        EXECUTE format('CREATE POLICY %I ON campaigns.%I FOR SELECT USING (EXISTS (
            SELECT FROM campaigns.report_version v WHERE v.id = version_id))', part || '_seen', part);
        EXECUTE format('CREATE POLICY %I ON campaigns.%I FOR ALL USING (EXISTS (
            SELECT FROM campaigns.report_version v JOIN campaigns.report r ON r.id = v.report_id
            WHERE v.id = version_id AND v.status = ''DRAFT'' AND map.acts_for(r.tenant_id)))', part || '_written', part);
    END LOOP;
END
$$;

-- A duty is known to whoever set it and those above, and to those who owe it.
ALTER TABLE "campaigns"."report_duty" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "campaigns"."report_duty" FORCE ROW LEVEL SECURITY;
CREATE POLICY "report_duty_seen" ON "campaigns"."report_duty" FOR SELECT USING (
    map.acts_for("tenant_id") OR map.above("tenant_id", "set_on")
    OR ("subordinate" IS NULL AND map.below("tenant_id", "set_on")) OR map.acts_for("subordinate"));
CREATE POLICY "report_duty_set" ON "campaigns"."report_duty" FOR INSERT WITH CHECK (map.acts_for("tenant_id"));
CREATE POLICY "report_duty_withdrawn" ON "campaigns"."report_duty" FOR UPDATE
    USING (map.acts_for("tenant_id")) WITH CHECK (map.acts_for("tenant_id"));

-- Both sides read an inspection or directive, and those above the one that issued it; it is recorded once.
ALTER TABLE "campaigns"."supervision" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "campaigns"."supervision" FORCE ROW LEVEL SECURITY;
CREATE POLICY "supervision_seen" ON "campaigns"."supervision" FOR SELECT USING (
    map.acts_for("tenant_id") OR map.acts_for("addressee") OR map.above("tenant_id", "day"));
CREATE POLICY "supervision_recorded" ON "campaigns"."supervision" FOR INSERT WITH CHECK (map.acts_for("tenant_id"));
