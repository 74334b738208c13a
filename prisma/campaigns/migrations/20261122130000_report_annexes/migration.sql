-- The annexes of a report beside its figures: 01 documents issued, 03 resources, 04 awards, 05 exemplars, 06 progress of plans.
CREATE TABLE "campaigns"."report_document" (
    "version_id" UUID NOT NULL,
    "position" INTEGER NOT NULL,
    "source_report_id" UUID,
    "source_number" INTEGER,
    "tenant" TEXT NOT NULL,
    "plan_id" UUID,
    "type" TEXT NOT NULL,
    "document_number" TEXT,
    "issued_on" DATE,
    "title" TEXT NOT NULL,

    CONSTRAINT "report_document_pkey" PRIMARY KEY ("version_id", "position")
);

CREATE TABLE "campaigns"."report_resource" (
    "version_id" UUID NOT NULL,
    "position" INTEGER NOT NULL,
    "locality_id" UUID NOT NULL,
    "year" SMALLINT NOT NULL,
    "money_pledged" DECIMAL(65,30) NOT NULL,
    "money_given" DECIMAL(65,30) NOT NULL,
    "goods_pledged" DECIMAL(65,30) NOT NULL,
    "goods_given" DECIMAL(65,30) NOT NULL,
    "labour_pledged" DECIMAL(65,30) NOT NULL,
    "labour_given" DECIMAL(65,30) NOT NULL,
    "sponsorships" INTEGER NOT NULL,
    "sponsored_households" INTEGER NOT NULL,

    CONSTRAINT "report_resource_pkey" PRIMARY KEY ("version_id", "position")
);

CREATE TABLE "campaigns"."report_award" (
    "version_id" UUID NOT NULL,
    "position" INTEGER NOT NULL,
    "locality_id" UUID NOT NULL,
    "year" SMALLINT NOT NULL,
    "form" TEXT NOT NULL,
    "form_name" TEXT NOT NULL,
    "decided_by" TEXT NOT NULL,
    "occasion" TEXT NOT NULL,
    "subject" TEXT NOT NULL,
    "count" INTEGER NOT NULL,

    CONSTRAINT "report_award_pkey" PRIMARY KEY ("version_id", "position")
);

CREATE TABLE "campaigns"."report_exemplar" (
    "version_id" UUID NOT NULL,
    "position" INTEGER NOT NULL,
    "source_report_id" UUID,
    "source_number" INTEGER,
    "tenant" TEXT NOT NULL,
    "exemplar_id" UUID NOT NULL,
    "title" TEXT NOT NULL,
    "subject" TEXT NOT NULL,
    "topics" TEXT[],
    "locality_id" UUID,
    "published_on" DATE NOT NULL,

    CONSTRAINT "report_exemplar_pkey" PRIMARY KEY ("version_id", "position")
);

CREATE TABLE "campaigns"."report_step" (
    "version_id" UUID NOT NULL,
    "position" INTEGER NOT NULL,
    "source_report_id" UUID,
    "source_number" INTEGER,
    "tenant" TEXT NOT NULL,
    "plan_id" UUID NOT NULL,
    "clause" TEXT NOT NULL,
    "text" TEXT NOT NULL,
    "due_on" DATE,
    "provisional" TEXT,
    "official" TEXT,

    CONSTRAINT "report_step_pkey" PRIMARY KEY ("version_id", "position")
);

-- A part belongs to one version, is seen where it is, and is written while it is the caller's own draft.
DO $$
DECLARE part text;
BEGIN
    FOREACH part IN ARRAY ARRAY['report_document', 'report_resource', 'report_award', 'report_exemplar', 'report_step']
    LOOP
        EXECUTE format('ALTER TABLE campaigns.%I ADD CONSTRAINT %I FOREIGN KEY ("version_id")
            REFERENCES "campaigns"."report_version"("id") ON DELETE CASCADE ON UPDATE CASCADE', part, part || '_version_id_fkey');
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
