-- Plans, everything their documents say, and who may see and change them.
CREATE SCHEMA IF NOT EXISTS "campaigns";

CREATE TYPE "campaigns"."plan_status" AS ENUM ('DRAFT', 'ISSUED', 'CLOSED');

CREATE TYPE "campaigns"."visibility" AS ENUM ('LINE', 'PUBLIC');

CREATE TYPE "campaigns"."clause_kind" AS ENUM ('OBJECTIVE', 'REQUIREMENT', 'CONTENT', 'SOLUTION', 'PRIORITY_GROUP', 'ELIGIBLE_SUBJECT');

CREATE TABLE "campaigns"."movement" (
    "code" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "period_from" INTEGER NOT NULL,
    "period_to" INTEGER NOT NULL,
    "legal_basis" TEXT,

    CONSTRAINT "movement_pkey" PRIMARY KEY ("code")
);

CREATE TABLE "campaigns"."plan" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "tenant_id" TEXT NOT NULL,
    "movement_code" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "status" "campaigns"."plan_status" NOT NULL DEFAULT 'DRAFT',
    "visibility" "campaigns"."visibility" NOT NULL DEFAULT 'LINE',
    "period_from" INTEGER,
    "period_to" INTEGER,
    "document_type" TEXT NOT NULL,
    "number" TEXT,
    "symbol" TEXT,
    "raw" TEXT,
    "issued_on" DATE,
    "place" TEXT,
    "issuer" TEXT NOT NULL,
    "signer" JSONB,
    "flags" JSONB NOT NULL DEFAULT '[]',
    "record_date" DATE,
    "created_by" TEXT NOT NULL,
    "issued_by" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "plan_pkey" PRIMARY KEY ("id")
);

CREATE TABLE "campaigns"."citation" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "plan_id" UUID NOT NULL,
    "position" SMALLINT NOT NULL,
    "number" TEXT,
    "issued_on" DATE,
    "issuer" TEXT,
    "title" TEXT,
    "relation" TEXT NOT NULL,
    "anchor" TEXT NOT NULL,
    "cited_plan_id" UUID,

    CONSTRAINT "citation_pkey" PRIMARY KEY ("id")
);

CREATE TABLE "campaigns"."clause" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "plan_id" UUID NOT NULL,
    "kind" "campaigns"."clause_kind" NOT NULL,
    "position" SMALLINT NOT NULL,
    "clause" TEXT NOT NULL,
    "clause_raw" TEXT NOT NULL,
    "anchor" TEXT NOT NULL,
    "text" TEXT NOT NULL,

    CONSTRAINT "clause_pkey" PRIMARY KEY ("id")
);

CREATE TABLE "campaigns"."target" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "plan_id" UUID NOT NULL,
    "position" SMALLINT NOT NULL,
    "clause" TEXT NOT NULL,
    "clause_raw" TEXT NOT NULL,
    "anchor" TEXT NOT NULL,
    "text" TEXT NOT NULL,

    CONSTRAINT "target_pkey" PRIMARY KEY ("id")
);

CREATE TABLE "campaigns"."target_part" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "plan_id" UUID NOT NULL,
    "target_id" UUID NOT NULL,
    "position" SMALLINT NOT NULL,
    "text" TEXT NOT NULL,
    "scope" JSONB,
    "rule" JSONB,

    CONSTRAINT "target_part_pkey" PRIMARY KEY ("id")
);

CREATE TABLE "campaigns"."scheduled_value" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "plan_id" UUID NOT NULL,
    "target_id" UUID NOT NULL,
    "locality_id" UUID NOT NULL,
    "year" SMALLINT NOT NULL,
    "indicator" TEXT NOT NULL,
    "meaning" TEXT NOT NULL,
    "value" DECIMAL(65,30) NOT NULL,
    "position" SMALLINT NOT NULL,

    CONSTRAINT "scheduled_value_pkey" PRIMARY KEY ("id")
);

CREATE TABLE "campaigns"."criterion" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "plan_id" UUID NOT NULL,
    "parent_id" UUID,
    "position" SMALLINT NOT NULL,
    "clause" TEXT NOT NULL,
    "clause_raw" TEXT NOT NULL,
    "anchor" TEXT NOT NULL,
    "subject" JSONB NOT NULL,
    "purpose" TEXT NOT NULL,
    "text" TEXT NOT NULL,
    "rule" JSONB,

    CONSTRAINT "criterion_pkey" PRIMARY KEY ("id")
);

CREATE TABLE "campaigns"."milestone" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "plan_id" UUID NOT NULL,
    "position" SMALLINT NOT NULL,
    "clause" TEXT NOT NULL,
    "clause_raw" TEXT NOT NULL,
    "anchor" TEXT NOT NULL,
    "kinds" TEXT[],
    "when" TEXT NOT NULL,
    "bound" TEXT NOT NULL,
    "tentative" BOOLEAN NOT NULL,
    "body" TEXT,
    "text" TEXT NOT NULL,

    CONSTRAINT "milestone_pkey" PRIMARY KEY ("id")
);

CREATE TABLE "campaigns"."assignment" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "plan_id" UUID NOT NULL,
    "position" SMALLINT NOT NULL,
    "clause" TEXT NOT NULL,
    "clause_raw" TEXT NOT NULL,
    "anchor" TEXT NOT NULL,
    "body" TEXT NOT NULL,
    "role" TEXT,
    "duty" TEXT NOT NULL,

    CONSTRAINT "assignment_pkey" PRIMARY KEY ("id")
);

CREATE TABLE "campaigns"."recipient" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "plan_id" UUID NOT NULL,
    "position" SMALLINT NOT NULL,
    "name" TEXT NOT NULL,
    "role" TEXT,

    CONSTRAINT "recipient_pkey" PRIMARY KEY ("id")
);

CREATE TABLE "campaigns"."plan_award_form" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "plan_id" UUID NOT NULL,
    "position" SMALLINT NOT NULL,
    "clause" TEXT NOT NULL,
    "clause_raw" TEXT NOT NULL,
    "anchor" TEXT NOT NULL,
    "award_form_key" TEXT,
    "text" TEXT NOT NULL,
    "level" TEXT,
    "condition" TEXT,
    "occasions" TEXT[],

    CONSTRAINT "plan_award_form_pkey" PRIMARY KEY ("id")
);

CREATE TABLE "campaigns"."annex" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "plan_id" UUID NOT NULL,
    "position" SMALLINT NOT NULL,
    "title" TEXT NOT NULL,
    "columns" TEXT[],
    "rows" JSONB NOT NULL,

    CONSTRAINT "annex_pkey" PRIMARY KEY ("id")
);

CREATE INDEX "plan_tenant_id_idx" ON "campaigns"."plan"("tenant_id");

CREATE INDEX "plan_movement_code_idx" ON "campaigns"."plan"("movement_code");

CREATE INDEX "citation_cited_plan_id_idx" ON "campaigns"."citation"("cited_plan_id");

CREATE UNIQUE INDEX "citation_plan_id_position_key" ON "campaigns"."citation"("plan_id", "position");

CREATE UNIQUE INDEX "clause_plan_id_kind_position_key" ON "campaigns"."clause"("plan_id", "kind", "position");

CREATE UNIQUE INDEX "target_id_plan_id_key" ON "campaigns"."target"("id", "plan_id");

CREATE UNIQUE INDEX "criterion_id_plan_id_key" ON "campaigns"."criterion"("id", "plan_id");

CREATE UNIQUE INDEX "target_plan_id_position_key" ON "campaigns"."target"("plan_id", "position");

CREATE INDEX "target_part_plan_id_idx" ON "campaigns"."target_part"("plan_id");

CREATE UNIQUE INDEX "target_part_target_id_position_key" ON "campaigns"."target_part"("target_id", "position");

CREATE INDEX "scheduled_value_plan_id_idx" ON "campaigns"."scheduled_value"("plan_id");

CREATE UNIQUE INDEX "scheduled_value_target_id_locality_id_year_indicator_key" ON "campaigns"."scheduled_value"("target_id", "locality_id", "year", "indicator");

CREATE INDEX "criterion_plan_id_idx" ON "campaigns"."criterion"("plan_id");

CREATE INDEX "criterion_parent_id_idx" ON "campaigns"."criterion"("parent_id");

CREATE UNIQUE INDEX "milestone_plan_id_position_key" ON "campaigns"."milestone"("plan_id", "position");

CREATE UNIQUE INDEX "assignment_plan_id_position_key" ON "campaigns"."assignment"("plan_id", "position");

CREATE UNIQUE INDEX "recipient_plan_id_position_key" ON "campaigns"."recipient"("plan_id", "position");

CREATE UNIQUE INDEX "plan_award_form_plan_id_position_key" ON "campaigns"."plan_award_form"("plan_id", "position");

CREATE UNIQUE INDEX "annex_plan_id_position_key" ON "campaigns"."annex"("plan_id", "position");

ALTER TABLE "campaigns"."plan" ADD CONSTRAINT "plan_tenant_id_fkey" FOREIGN KEY ("tenant_id") REFERENCES "map"."tenant"("slug") ON DELETE RESTRICT ON UPDATE CASCADE;

ALTER TABLE "campaigns"."plan" ADD CONSTRAINT "plan_movement_code_fkey" FOREIGN KEY ("movement_code") REFERENCES "campaigns"."movement"("code") ON DELETE RESTRICT ON UPDATE CASCADE;

ALTER TABLE "campaigns"."citation" ADD CONSTRAINT "citation_plan_id_fkey" FOREIGN KEY ("plan_id") REFERENCES "campaigns"."plan"("id") ON DELETE CASCADE ON UPDATE CASCADE;

ALTER TABLE "campaigns"."citation" ADD CONSTRAINT "citation_cited_plan_id_fkey" FOREIGN KEY ("cited_plan_id") REFERENCES "campaigns"."plan"("id") ON DELETE SET NULL ON UPDATE CASCADE;

ALTER TABLE "campaigns"."clause" ADD CONSTRAINT "clause_plan_id_fkey" FOREIGN KEY ("plan_id") REFERENCES "campaigns"."plan"("id") ON DELETE CASCADE ON UPDATE CASCADE;

ALTER TABLE "campaigns"."target" ADD CONSTRAINT "target_plan_id_fkey" FOREIGN KEY ("plan_id") REFERENCES "campaigns"."plan"("id") ON DELETE CASCADE ON UPDATE CASCADE;

ALTER TABLE "campaigns"."target_part" ADD CONSTRAINT "target_part_plan_id_fkey" FOREIGN KEY ("plan_id") REFERENCES "campaigns"."plan"("id") ON DELETE CASCADE ON UPDATE CASCADE;

ALTER TABLE "campaigns"."target_part" ADD CONSTRAINT "target_part_target_id_plan_id_fkey" FOREIGN KEY ("target_id", "plan_id") REFERENCES "campaigns"."target"("id", "plan_id") ON DELETE CASCADE ON UPDATE CASCADE;

ALTER TABLE "campaigns"."scheduled_value" ADD CONSTRAINT "scheduled_value_plan_id_fkey" FOREIGN KEY ("plan_id") REFERENCES "campaigns"."plan"("id") ON DELETE CASCADE ON UPDATE CASCADE;

ALTER TABLE "campaigns"."scheduled_value" ADD CONSTRAINT "scheduled_value_target_id_plan_id_fkey" FOREIGN KEY ("target_id", "plan_id") REFERENCES "campaigns"."target"("id", "plan_id") ON DELETE CASCADE ON UPDATE CASCADE;

ALTER TABLE "campaigns"."criterion" ADD CONSTRAINT "criterion_plan_id_fkey" FOREIGN KEY ("plan_id") REFERENCES "campaigns"."plan"("id") ON DELETE CASCADE ON UPDATE CASCADE;

ALTER TABLE "campaigns"."criterion" ADD CONSTRAINT "criterion_parent_id_plan_id_fkey" FOREIGN KEY ("parent_id", "plan_id") REFERENCES "campaigns"."criterion"("id", "plan_id") ON DELETE CASCADE ON UPDATE CASCADE;

ALTER TABLE "campaigns"."milestone" ADD CONSTRAINT "milestone_plan_id_fkey" FOREIGN KEY ("plan_id") REFERENCES "campaigns"."plan"("id") ON DELETE CASCADE ON UPDATE CASCADE;

ALTER TABLE "campaigns"."assignment" ADD CONSTRAINT "assignment_plan_id_fkey" FOREIGN KEY ("plan_id") REFERENCES "campaigns"."plan"("id") ON DELETE CASCADE ON UPDATE CASCADE;

ALTER TABLE "campaigns"."recipient" ADD CONSTRAINT "recipient_plan_id_fkey" FOREIGN KEY ("plan_id") REFERENCES "campaigns"."plan"("id") ON DELETE CASCADE ON UPDATE CASCADE;

ALTER TABLE "campaigns"."plan_award_form" ADD CONSTRAINT "plan_award_form_plan_id_fkey" FOREIGN KEY ("plan_id") REFERENCES "campaigns"."plan"("id") ON DELETE CASCADE ON UPDATE CASCADE;

ALTER TABLE "campaigns"."annex" ADD CONSTRAINT "annex_plan_id_fkey" FOREIGN KEY ("plan_id") REFERENCES "campaigns"."plan"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- The day by which a plan is judged follows from what its document says.
ALTER TABLE "campaigns"."plan" ADD CONSTRAINT "plan_record_date_follows"
    CHECK ("record_date" IS NOT DISTINCT FROM coalesce("issued_on", make_date("period_from", 1, 1)));
ALTER TABLE "campaigns"."plan" ADD CONSTRAINT "plan_period_in_order" CHECK ("period_from" <= "period_to");
ALTER TABLE "campaigns"."citation" ADD CONSTRAINT "citation_relation_known" CHECK ("relation" IN ('IMPLEMENTS', 'BASED_ON', 'REFERS_TO'));
ALTER TABLE "campaigns"."scheduled_value" ADD CONSTRAINT "scheduled_value_meaning_known" CHECK ("meaning" IN ('LEVEL', 'REDUCTION'));

-- Nothing is dated outside the time for which its tenant existed (design, section 2).
CREATE FUNCTION "campaigns"."plan_within_tenant"() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE owner map.tenant;
BEGIN
    IF TG_OP = 'UPDATE' AND NEW.tenant_id <> OLD.tenant_id THEN
        RAISE EXCEPTION 'a plan stays with its tenant' USING ERRCODE = 'check_violation';
    END IF;
    SELECT * INTO owner FROM map.tenant WHERE slug = NEW.tenant_id;
    IF NEW.issued_on >= owner.ends OR NEW.issued_on < owner.begins OR make_date(NEW.period_from, 1, 1) >= owner.ends THEN
        RAISE EXCEPTION 'plan dated outside the time of its tenant' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END
$$;
CREATE TRIGGER "plan_within_tenant" BEFORE INSERT OR UPDATE OF "issued_on", "period_from", "tenant_id" ON "campaigns"."plan"
    FOR EACH ROW EXECUTE FUNCTION "campaigns"."plan_within_tenant"();

-- Who may see a plan: whoever acts for its owner; once it is issued, its superiors and subordinates, today's and those of
-- its own day, and everyone where it is open. Written out instead of calling map.above and its like: PostgreSQL cannot
-- inline a function with a subquery, and would call it for every row.
ALTER TABLE "campaigns"."plan" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "campaigns"."plan" FORCE ROW LEVEL SECURITY;
CREATE POLICY "plan_seen" ON "campaigns"."plan" FOR SELECT USING (
    "tenant_id" = (SELECT map.caller())
    OR EXISTS (
        SELECT FROM map.authority a
        WHERE a.subordinate = "tenant_id" AND a.superior = (SELECT map.caller()) AND a.basis = 'SUCCESSOR'
          AND a.begins <= (SELECT map.today()) AND (SELECT map.today()) < a.ends)
    OR ("status" <> 'DRAFT' AND (SELECT map.caller()) IS NOT NULL AND (
        "visibility" = 'PUBLIC'
        OR EXISTS (
            SELECT FROM map.authority a
            WHERE a.subordinate = "tenant_id" AND a.superior = (SELECT map.caller()) AND a.basis IN ('LINE', 'ARCHIVE')
              AND ((a.begins <= (SELECT map.today()) AND (SELECT map.today()) < a.ends)
                OR (a.begins <= "record_date" AND "record_date" < a.ends)))
        OR EXISTS (
            SELECT FROM map.authority a
            WHERE a.superior = "tenant_id" AND a.subordinate = (SELECT map.caller()) AND a.basis = 'LINE'
              AND ((a.begins <= (SELECT map.today()) AND (SELECT map.today()) < a.ends)
                OR (a.begins <= "record_date" AND "record_date" < a.ends))))));
-- Who may write one: whoever acts for its owner, and only while it is a draft. What was issued is never altered.
CREATE POLICY "plan_drafted" ON "campaigns"."plan" FOR INSERT WITH CHECK (map.acts_for("tenant_id") AND "status" = 'DRAFT');
CREATE POLICY "plan_edited" ON "campaigns"."plan" FOR UPDATE
    USING (map.acts_for("tenant_id") AND "status" = 'DRAFT')
    WITH CHECK (map.acts_for("tenant_id") AND ("status" = 'DRAFT' OR ("status" = 'ISSUED' AND "issued_on" IS NOT NULL)));
CREATE POLICY "plan_dropped" ON "campaigns"."plan" FOR DELETE USING (map.acts_for("tenant_id") AND "status" = 'DRAFT');

-- A part of a plan is seen where the plan is, and written while the plan is the caller's own draft.
DO $$
DECLARE part text;
BEGIN
    FOREACH part IN ARRAY ARRAY['citation', 'clause', 'target', 'target_part', 'scheduled_value', 'criterion', 'milestone', 'assignment', 'recipient', 'plan_award_form', 'annex']
    LOOP
        EXECUTE format('ALTER TABLE campaigns.%I ENABLE ROW LEVEL SECURITY', part);
        EXECUTE format('ALTER TABLE campaigns.%I FORCE ROW LEVEL SECURITY', part);
        EXECUTE format('CREATE POLICY %I ON campaigns.%I FOR SELECT USING (EXISTS (
            SELECT FROM campaigns.plan p WHERE p.id = plan_id))', part || '_seen', part);
        EXECUTE format('CREATE POLICY %I ON campaigns.%I FOR ALL USING (EXISTS (
            SELECT FROM campaigns.plan p WHERE p.id = plan_id AND p.status = ''DRAFT'' AND map.acts_for(p.tenant_id)))', part || '_written', part);
    END LOOP;
END
$$;


-- The movements are everyone's to read, and changed by migration and seed only.
SELECT map.serve_read_only('campaigns.movement');
