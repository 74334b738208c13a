-- A year as a tenant froze it: the sections of every service as they were then, never altered. One row a report; the same of
-- the units directly below stands beside it, so that what is drilled down to is frozen with it.
CREATE TABLE "campaigns"."frozen_report" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "tenant_id" TEXT NOT NULL,
    "year" SMALLINT NOT NULL,
    "locality_id" UUID NOT NULL,
    "boundary" DATE,
    "sections" JSONB NOT NULL,
    "sha256" TEXT NOT NULL,
    "frozen_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "frozen_by" TEXT NOT NULL,

    CONSTRAINT "frozen_report_pkey" PRIMARY KEY ("id")
);
CREATE TABLE "campaigns"."frozen_report_part" (
    "report_id" UUID NOT NULL,
    "locality_id" UUID NOT NULL,
    "sections" JSONB NOT NULL,
    "sha256" TEXT NOT NULL,

    CONSTRAINT "frozen_report_part_pkey" PRIMARY KEY ("report_id", "locality_id")
);
CREATE UNIQUE INDEX "frozen_report_tenant_id_year_locality_id_boundary_key" ON "campaigns"."frozen_report"("tenant_id", "year", "locality_id", "boundary") NULLS NOT DISTINCT;

ALTER TABLE "campaigns"."frozen_report" ADD CONSTRAINT "frozen_report_tenant_id_fkey" FOREIGN KEY ("tenant_id") REFERENCES "map"."tenant"("slug") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "campaigns"."frozen_report_part" ADD CONSTRAINT "frozen_report_part_report_id_fkey" FOREIGN KEY ("report_id") REFERENCES "campaigns"."frozen_report"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- The digest is of what is stored, whoever stores it.
CREATE FUNCTION "campaigns"."seal_frozen"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    NEW.sha256 := encode(sha256(convert_to(NEW.sections::text, 'UTF8')), 'hex');
    RETURN NEW;
END
$$;
CREATE TRIGGER "seal_frozen" BEFORE INSERT ON "campaigns"."frozen_report" FOR EACH ROW EXECUTE FUNCTION "campaigns"."seal_frozen"();
CREATE TRIGGER "seal_frozen" BEFORE INSERT ON "campaigns"."frozen_report_part" FOR EACH ROW EXECUTE FUNCTION "campaigns"."seal_frozen"();

CREATE FUNCTION "campaigns"."guard_frozen"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'a frozen report is never altered' USING ERRCODE = 'check_violation';
END
$$;
CREATE TRIGGER "guard_frozen" BEFORE UPDATE OR DELETE ON "campaigns"."frozen_report" FOR EACH ROW EXECUTE FUNCTION "campaigns"."guard_frozen"();
CREATE TRIGGER "guard_frozen" BEFORE UPDATE OR DELETE ON "campaigns"."frozen_report_part" FOR EACH ROW EXECUTE FUNCTION "campaigns"."guard_frozen"();

-- What was frozen is its tenant's own, and of whoever acts for that. A tenant freezes its own territory, a year that is over.
ALTER TABLE "campaigns"."frozen_report" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "campaigns"."frozen_report" FORCE ROW LEVEL SECURITY;
CREATE POLICY "frozen_report_seen" ON "campaigns"."frozen_report" FOR SELECT USING (map.acts_for("tenant_id"));
CREATE POLICY "frozen_report_made" ON "campaigns"."frozen_report" FOR INSERT WITH CHECK (
    map.acts_for("tenant_id") AND make_date("year", 12, 31) < map.today()
    AND EXISTS (SELECT FROM map.tenant t WHERE t.slug = "tenant_id" AND t.locality_id = "frozen_report"."locality_id"));

ALTER TABLE "campaigns"."frozen_report_part" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "campaigns"."frozen_report_part" FORCE ROW LEVEL SECURITY;
CREATE POLICY "frozen_report_part_seen" ON "campaigns"."frozen_report_part" FOR SELECT USING (EXISTS (
    SELECT FROM campaigns.frozen_report f WHERE f.id = "report_id"));
-- Only with the report itself: what was frozen once gets no further part.
CREATE POLICY "frozen_report_part_made" ON "campaigns"."frozen_report_part" FOR INSERT WITH CHECK (EXISTS (
    SELECT FROM campaigns.frozen_report f WHERE f.id = "report_id" AND f.frozen_at = CURRENT_TIMESTAMP(3)));
