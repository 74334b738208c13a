-- A plan's life after the draft: edits that notice each other, amendments, closing, opening.
ALTER TABLE "campaigns"."plan"
    ADD COLUMN "version" INTEGER NOT NULL DEFAULT 1,
    ADD COLUMN "amends_id" UUID,
    ADD COLUMN "changes" TEXT,
    ADD COLUMN "closed_on" DATE,
    ADD COLUMN "closed_by" TEXT;
ALTER TABLE "campaigns"."plan" ADD CONSTRAINT "plan_amends_id_fkey" FOREIGN KEY ("amends_id") REFERENCES "campaigns"."plan"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
CREATE INDEX "plan_amends_id_idx" ON "campaigns"."plan"("amends_id");
-- Of the amendments that are drafted, one is issued; it can be amended in its turn.
CREATE UNIQUE INDEX "plan_amended_once" ON "campaigns"."plan"("amends_id") WHERE "status" <> 'DRAFT';
ALTER TABLE "campaigns"."plan" ADD CONSTRAINT "plan_amendment_says_what" CHECK (("amends_id" IS NULL) = ("changes" IS NULL));
ALTER TABLE "campaigns"."plan" ADD CONSTRAINT "plan_closed_on_a_day" CHECK ("closed_on" IS NULL OR "status" = 'CLOSED');

-- What was issued is never altered: its owner may open it and close it, and nothing else.
CREATE FUNCTION "campaigns"."guard_issued_plan"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    -- Without a caller only a role exempt from row-level security gets here (operation, not service).
    IF map.caller() IS NULL OR (OLD.status = 'DRAFT' AND NEW.status IN ('DRAFT', 'ISSUED')) THEN
        RETURN NEW;
    END IF;
    IF OLD.status = 'DRAFT' OR to_jsonb(OLD) - ARRAY['status', 'visibility', 'version', 'closed_on', 'closed_by', 'updated_at']
        IS DISTINCT FROM to_jsonb(NEW) - ARRAY['status', 'visibility', 'version', 'closed_on', 'closed_by', 'updated_at']
        OR (OLD.status::text || '>' || NEW.status::text) NOT IN ('ISSUED>ISSUED', 'ISSUED>CLOSED') THEN
        RAISE EXCEPTION 'what was issued is never altered' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END
$$;
CREATE TRIGGER "guard_issued_plan" BEFORE UPDATE ON "campaigns"."plan" FOR EACH ROW EXECUTE FUNCTION "campaigns"."guard_issued_plan"();
CREATE POLICY "plan_governed" ON "campaigns"."plan" FOR UPDATE
    USING (map.acts_for("tenant_id") AND "status" = 'ISSUED')
    WITH CHECK (map.acts_for("tenant_id") AND "status" IN ('ISSUED', 'CLOSED'));

-- An amendment belongs to the tenant of what it amends, and amends nothing that is a draft itself.
CREATE FUNCTION "campaigns"."amends_its_own"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.amends_id IS NOT NULL AND NOT EXISTS (
        SELECT FROM campaigns.plan p WHERE p.id = NEW.amends_id AND p.tenant_id = NEW.tenant_id AND p.status <> 'DRAFT') THEN
        RAISE EXCEPTION 'a plan amends an issued one of its own tenant' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END
$$;
CREATE TRIGGER "amends_its_own" BEFORE INSERT OR UPDATE OF "amends_id" ON "campaigns"."plan" FOR EACH ROW EXECUTE FUNCTION "campaigns"."amends_its_own"();
