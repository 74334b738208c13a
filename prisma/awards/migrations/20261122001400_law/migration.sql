-- The law as data: who confers a form, on whom, on which occasions, from when to when; working days; and each tenant's own
-- appraisers, council and limits.
CREATE TABLE "awards"."award_conferral" (
    "form_key" TEXT NOT NULL,
    "tenant_kind" "map"."tenant_kind" NOT NULL,
    "begins" DATE NOT NULL,
    "ends" DATE NOT NULL,
    "subjects" TEXT[] NOT NULL,
    "occasions" TEXT[] NOT NULL,
    "quorum_percent" SMALLINT,
    "approval_percent" SMALLINT,
    "legal_basis" TEXT NOT NULL,
    "confirmed" BOOLEAN NOT NULL,
    "changed_by" TEXT,
    "changed_at" TIMESTAMPTZ(3),

    CONSTRAINT "award_conferral_pkey" PRIMARY KEY ("form_key", "tenant_kind"),
    CONSTRAINT "award_conferral_lasts" CHECK ("begins" < "ends"),
    CONSTRAINT "award_conferral_percents" CHECK (coalesce("quorum_percent", 100) BETWEEN 1 AND 100 AND coalesce("approval_percent", 100) BETWEEN 1 AND 100),
    CONSTRAINT "award_conferral_to_someone" CHECK (cardinality("subjects") > 0 AND cardinality("occasions") > 0)
);

CREATE TABLE "awards"."holiday" (
    "day" DATE NOT NULL,
    "name" TEXT NOT NULL,
    "off" BOOLEAN NOT NULL DEFAULT true,
    "confirmed" BOOLEAN NOT NULL,
    "changed_by" TEXT,
    "changed_at" TIMESTAMPTZ(3),

    CONSTRAINT "holiday_pkey" PRIMARY KEY ("day")
);

CREATE TABLE "awards"."award_default" (
    "tenant_kind" "map"."tenant_kind" NOT NULL,
    "quorum_percent" SMALLINT NOT NULL,
    "approval_percent" SMALLINT NOT NULL,
    "decide_days" SMALLINT NOT NULL,
    "escalate_days" SMALLINT NOT NULL,
    "legal_basis" TEXT NOT NULL,
    "confirmed" BOOLEAN NOT NULL,

    CONSTRAINT "award_default_pkey" PRIMARY KEY ("tenant_kind")
);

CREATE TABLE "awards"."award_setting" (
    "tenant_id" TEXT NOT NULL,
    "appraiser" TEXT,
    "council" TEXT,
    "council_members" SMALLINT,
    "quorum_percent" SMALLINT,
    "approval_percent" SMALLINT,
    "decide_days" SMALLINT,
    "escalate_days" SMALLINT,
    "version" INTEGER NOT NULL DEFAULT 1,
    "changed_by" TEXT NOT NULL,
    "changed_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "award_setting_pkey" PRIMARY KEY ("tenant_id"),
    CONSTRAINT "award_setting_in_range" CHECK (
        coalesce("council_members", 1) BETWEEN 1 AND 200 AND coalesce("quorum_percent", 100) BETWEEN 1 AND 100
        AND coalesce("approval_percent", 100) BETWEEN 1 AND 100
        AND coalesce("decide_days", 1) BETWEEN 1 AND 250 AND coalesce("escalate_days", 1) BETWEEN 1 AND 250)
);

ALTER TABLE "awards"."award_conferral" ADD CONSTRAINT "award_conferral_form_key_fkey" FOREIGN KEY ("form_key") REFERENCES "awards"."award_form"("key") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "awards"."award_setting" ADD CONSTRAINT "award_setting_tenant_id_fkey" FOREIGN KEY ("tenant_id") REFERENCES "map"."tenant"("slug") ON DELETE RESTRICT ON UPDATE CASCADE;

SELECT map.serve_read_only('awards.award_default');

-- The law is open to everyone signed in; what is marked unconfirmed the central board mends, and nobody else.
CREATE FUNCTION "awards"."is_central_board"() RETURNS boolean LANGUAGE sql STABLE PARALLEL SAFE
    AS $$ SELECT EXISTS (SELECT FROM map.tenant t WHERE t.slug = map.caller() AND t.kind = 'CENTRAL_BOARD' AND map.today() < t.ends) $$;
DO $$
DECLARE target text;
BEGIN
    FOREACH target IN ARRAY ARRAY['award_conferral', 'holiday']
    LOOP
        EXECUTE format('ALTER TABLE awards.%I ENABLE ROW LEVEL SECURITY', target);
        EXECUTE format('ALTER TABLE awards.%I FORCE ROW LEVEL SECURITY', target);
        EXECUTE format('CREATE POLICY %I ON awards.%I FOR SELECT USING (map.caller() IS NOT NULL)', target || '_read', target);
        EXECUTE format('CREATE POLICY %I ON awards.%I FOR UPDATE USING (awards.is_central_board()) WITH CHECK (awards.is_central_board())', target || '_mended', target);
    END LOOP;
END
$$;
CREATE POLICY "holiday_added" ON "awards"."holiday" FOR INSERT WITH CHECK (awards.is_central_board());

-- Whom, when and by which shares is mended; who confers a form and since when is the law's own, and comes with a migration or seed.
CREATE FUNCTION "awards"."guard_conferral"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF map.caller() IS NOT NULL AND (OLD.form_key, OLD.tenant_kind, OLD.begins, OLD.ends, OLD.confirmed, OLD.legal_basis)
        IS DISTINCT FROM (NEW.form_key, NEW.tenant_kind, NEW.begins, NEW.ends, NEW.confirmed, NEW.legal_basis) THEN
        RAISE EXCEPTION 'who confers a form is not changed' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END
$$;
CREATE TRIGGER "guard_conferral" BEFORE UPDATE ON "awards"."award_conferral" FOR EACH ROW EXECUTE FUNCTION "awards"."guard_conferral"();

-- Which body appraises and how the council votes is known to the tenant and those above and below it.
ALTER TABLE "awards"."award_setting" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "awards"."award_setting" FORCE ROW LEVEL SECURITY;
CREATE POLICY "award_setting_seen" ON "awards"."award_setting" FOR SELECT USING (
    map.acts_for("tenant_id") OR map.above("tenant_id", NULL) OR map.below("tenant_id", NULL));
CREATE POLICY "award_setting_made" ON "awards"."award_setting" FOR INSERT WITH CHECK (map.acts_for("tenant_id"));
CREATE POLICY "award_setting_changed" ON "awards"."award_setting" FOR UPDATE USING (map.acts_for("tenant_id")) WITH CHECK (map.acts_for("tenant_id"));

-- The day after which `days` working days have passed: neither weekends nor holidays count, unless a day off was made good.
CREATE FUNCTION "awards"."after_working_days"(start date, days int) RETURNS date LANGUAGE sql STABLE AS $$
    SELECT d FROM (
        SELECT g::date AS d, row_number() OVER (ORDER BY g) AS n
        FROM generate_series(start + 1, start + days * 2 + 30, interval '1 day') g
        LEFT JOIN awards.holiday h ON h.day = g::date
        WHERE CASE WHEN h.day IS NOT NULL THEN NOT h.off ELSE extract(isodow FROM g) < 6 END
    ) w WHERE n = days
$$;
