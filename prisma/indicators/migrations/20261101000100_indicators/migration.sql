-- Indicators: what is measured, by which standard, every value with its history, and what was released.
CREATE SCHEMA IF NOT EXISTS "indicators";

CREATE TYPE "indicators"."indicator_kind" AS ENUM ('COUNT', 'RATIO', 'MEAN');
CREATE TYPE "indicators"."time_behaviour" AS ENUM ('STOCK', 'FLOW');
CREATE TYPE "indicators"."basis" AS ENUM ('PROVISIONAL', 'OFFICIAL');
CREATE TYPE "indicators"."observation_status" AS ENUM ('DRAFT', 'SUBMITTED', 'VERIFIED', 'RELEASED', 'RETURNED');

CREATE TABLE "indicators"."methodology" (
    "code" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "valid_from" DATE NOT NULL,
    "valid_to" DATE,
    "territory_id" UUID,
    CONSTRAINT "methodology_pkey" PRIMARY KEY ("code"),
    -- One national standard is in force on a day; a city may have its own beside it.
    CONSTRAINT "methodology_one_national_a_day" EXCLUDE USING gist (daterange("valid_from", "valid_to") WITH &&) WHERE ("territory_id" IS NULL)
);
CREATE TABLE "indicators"."indicator" (
    "code" TEXT NOT NULL,
    "position" SMALLINT NOT NULL,
    "name" TEXT NOT NULL,
    "name_en" TEXT NOT NULL,
    "unit" TEXT NOT NULL,
    "kind" "indicators"."indicator_kind" NOT NULL,
    "time" "indicators"."time_behaviour" NOT NULL,
    "numerator" TEXT,
    "denominator" TEXT,
    "standard" BOOLEAN NOT NULL,
    "integer" BOOLEAN NOT NULL,
    "minimum" DECIMAL(30,12),
    "maximum" DECIMAL(30,12),
    CONSTRAINT "indicator_pkey" PRIMARY KEY ("code"),
    CONSTRAINT "indicator_parts" CHECK (
        CASE "kind"
            WHEN 'COUNT' THEN "numerator" IS NULL AND "denominator" IS NULL
            WHEN 'RATIO' THEN "numerator" IS NOT NULL AND "denominator" IS NOT NULL
            ELSE "numerator" IS NULL AND "denominator" IS NOT NULL
        END)
);
CREATE TABLE "indicators"."observation" (
    "id" UUID NOT NULL,
    "tenant_id" TEXT NOT NULL,
    "locality_id" UUID NOT NULL,
    "indicator" TEXT NOT NULL,
    "period" TEXT NOT NULL,
    "period_end" DATE NOT NULL,
    "methodology" TEXT,
    "value" DECIMAL(30,12) NOT NULL,
    "status" "indicators"."observation_status" NOT NULL,
    "revision" INTEGER NOT NULL,
    "current" BOOLEAN NOT NULL,
    "official" BOOLEAN NOT NULL,
    "submitted_at" TIMESTAMPTZ(6) NOT NULL,
    "submitted_by" TEXT NOT NULL,
    "verified_at" TIMESTAMPTZ(6),
    "verified_by" TEXT,
    "decision" TEXT,
    "source" TEXT,
    "flags" JSONB NOT NULL DEFAULT '[]',
    "return_reason" TEXT,
    "updated_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    CONSTRAINT "observation_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "observation_period_form" CHECK ("period" ~ '^\d{4}(-Q[1-4]|-(0[1-9]|1[0-2]))?$'),
    CONSTRAINT "observation_official_is_verified" CHECK (NOT "official" OR "status" IN ('VERIFIED', 'RELEASED')),
    CONSTRAINT "observation_returned_with_reason" CHECK (("status" = 'RETURNED') = ("return_reason" IS NOT NULL))
);
CREATE TABLE "indicators"."release" (
    "id" UUID NOT NULL,
    "tenant_id" TEXT NOT NULL,
    "locality_id" UUID NOT NULL,
    "period" TEXT NOT NULL,
    "basis" "indicators"."basis" NOT NULL,
    "decision" TEXT NOT NULL,
    "released_by" TEXT NOT NULL,
    "released_on" DATE NOT NULL,
    CONSTRAINT "release_pkey" PRIMARY KEY ("id")
);
CREATE TABLE "indicators"."submission" (
    "tenant_id" TEXT NOT NULL,
    "subject" TEXT NOT NULL,
    "idempotency_key" TEXT NOT NULL,
    "body_hash" TEXT NOT NULL,
    "result" JSONB NOT NULL,
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    CONSTRAINT "submission_pkey" PRIMARY KEY ("tenant_id", "subject", "idempotency_key")
);

CREATE INDEX "observation_locality_id_indicator_period_idx" ON "indicators"."observation"("locality_id", "indicator", "period");
CREATE INDEX "observation_updated_at_id_idx" ON "indicators"."observation"("updated_at", "id");
CREATE INDEX "release_locality_id_period_basis_idx" ON "indicators"."release"("locality_id", "period", "basis");
-- Of one figure one revision is the latest, and one the latest that was verified.
CREATE UNIQUE INDEX "observation_one_current" ON "indicators"."observation"("locality_id", "indicator", "period", "methodology") NULLS NOT DISTINCT WHERE "current";
CREATE UNIQUE INDEX "observation_one_official" ON "indicators"."observation"("locality_id", "indicator", "period", "methodology") NULLS NOT DISTINCT WHERE "official";

ALTER TABLE "indicators"."indicator" ADD CONSTRAINT "indicator_numerator_fkey" FOREIGN KEY ("numerator") REFERENCES "indicators"."indicator"("code") ON DELETE SET NULL ON UPDATE CASCADE;
ALTER TABLE "indicators"."indicator" ADD CONSTRAINT "indicator_denominator_fkey" FOREIGN KEY ("denominator") REFERENCES "indicators"."indicator"("code") ON DELETE SET NULL ON UPDATE CASCADE;
ALTER TABLE "indicators"."observation" ADD CONSTRAINT "observation_indicator_fkey" FOREIGN KEY ("indicator") REFERENCES "indicators"."indicator"("code") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "indicators"."observation" ADD CONSTRAINT "observation_methodology_fkey" FOREIGN KEY ("methodology") REFERENCES "indicators"."methodology"("code") ON DELETE SET NULL ON UPDATE CASCADE;

-- The person on whose behalf the transaction runs.
CREATE FUNCTION "indicators"."subject"() RETURNS text LANGUAGE sql STABLE PARALLEL SAFE
    AS $$ SELECT nullif(current_setting('app.subject', true), '') $$;

-- The tenant that answers for a unit's figures of a day: whose territory it is, or the nearest tenant above.
CREATE FUNCTION "indicators"."owner_of"(unit uuid, on_day date) RETURNS text LANGUAGE sql STABLE PARALLEL SAFE AS $$
    SELECT t.slug
    FROM map.closure c JOIN map.tenant t ON t.locality_id = c.ancestor_id AND t.begins <= on_day AND on_day < t.ends
    WHERE c.descendant_id = unit AND c.begins <= on_day AND on_day < c.ends
    ORDER BY c.depth, t.slug LIMIT 1 $$;

-- Who may verify or return what `owner` submitted: today's superior. Where nobody stands above the owner, its own people
-- record the decision that recognises the figure.
CREATE FUNCTION "indicators"."may_judge"(owner text, decision text) RETURNS boolean LANGUAGE sql STABLE PARALLEL SAFE AS $$
    SELECT map.above(owner, NULL)
        OR (map.acts_for(owner) AND decision IS NOT NULL AND NOT EXISTS (SELECT FROM map.tenant_line l WHERE l.subordinate = owner)) $$;

-- Who may open a unit's figures to everyone: a province or the board that stands above the unit's tenant, or that is
-- its nearest tenant without the unit being its own territory; the nation has no other than the board.
CREATE FUNCTION "indicators"."may_release"(unit uuid, on_day date) RETURNS boolean LANGUAGE sql STABLE PARALLEL SAFE AS $$
    SELECT coalesce((
        SELECT (map.above(o.slug, NULL)
                AND EXISTS (SELECT FROM map.tenant c WHERE c.slug = map.caller() AND c.kind IN ('CENTRAL_BOARD', 'PROVINCE')))
            OR (map.acts_for(o.slug) AND o.kind IN ('CENTRAL_BOARD', 'PROVINCE')
                AND (o.kind = 'CENTRAL_BOARD' OR o.locality_id <> unit))
        FROM map.tenant o WHERE o.slug = indicators.owner_of(unit, on_day)), false) $$;

-- What was measured never changes; how far it has come does, in one direction, and only by those who may.
CREATE FUNCTION "indicators"."guard_observation"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF (OLD.id, OLD.tenant_id, OLD.locality_id, OLD.indicator, OLD.period, OLD.period_end, OLD.methodology, OLD.value, OLD.revision, OLD.submitted_at, OLD.submitted_by)
        IS DISTINCT FROM
       (NEW.id, NEW.tenant_id, NEW.locality_id, NEW.indicator, NEW.period, NEW.period_end, NEW.methodology, NEW.value, NEW.revision, NEW.submitted_at, NEW.submitted_by)
    THEN RAISE EXCEPTION 'a figure is corrected by a new revision';
    END IF;
    -- Without a caller only a role exempt from row-level security gets here (operation, not service).
    IF map.caller() IS NOT NULL AND NEW.status <> OLD.status THEN
        IF (OLD.status::text || '>' || NEW.status::text) NOT IN ('SUBMITTED>VERIFIED', 'SUBMITTED>RETURNED', 'VERIFIED>RELEASED') THEN
            RAISE EXCEPTION 'a figure does not go from % to %', OLD.status, NEW.status;
        ELSIF OLD.submitted_by IS NOT DISTINCT FROM indicators.subject() THEN
            RAISE EXCEPTION 'nobody judges what they submitted';
        ELSIF NEW.status = 'RELEASED' AND NOT indicators.may_release(OLD.locality_id, OLD.period_end) THEN
            RAISE EXCEPTION 'not the caller''s to release';
        ELSIF NEW.status <> 'RELEASED' AND NOT indicators.may_judge(OLD.tenant_id, NEW.decision) THEN
            RAISE EXCEPTION 'not the caller''s to judge';
        END IF;
    END IF;
    IF map.caller() IS NOT NULL AND OLD.official AND NOT NEW.official AND NOT indicators.may_judge(OLD.tenant_id, coalesce(NEW.decision, '')) THEN
        RAISE EXCEPTION 'an official figure gives way only to another that was verified';
    END IF;
    NEW.updated_at := now();
    RETURN NEW;
END $$;
CREATE TRIGGER "guard_observation" BEFORE UPDATE ON "indicators"."observation" FOR EACH ROW EXECUTE FUNCTION "indicators"."guard_observation"();

-- Definitions are open to everyone and changed by migration or operator only.
ALTER TABLE "indicators"."methodology" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "indicators"."methodology" FORCE ROW LEVEL SECURITY;
CREATE POLICY "methodology_read" ON "indicators"."methodology" FOR SELECT USING (true);
ALTER TABLE "indicators"."indicator" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "indicators"."indicator" FORCE ROW LEVEL SECURITY;
CREATE POLICY "indicator_read" ON "indicators"."indicator" FOR SELECT USING (true);

-- Released: everyone signed in. Not released: the owner, and whoever stands above it.
ALTER TABLE "indicators"."observation" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "indicators"."observation" FORCE ROW LEVEL SECURITY;
CREATE POLICY "observation_read" ON "indicators"."observation" FOR SELECT USING (
    (SELECT map.caller()) IS NOT NULL
    AND ("status" = 'RELEASED'
        OR "tenant_id" = (SELECT map.caller())
        OR map.acts_for("tenant_id")
        OR ("status" <> 'DRAFT' AND map.above("tenant_id", "period_end"))));
CREATE POLICY "observation_submit" ON "indicators"."observation" FOR INSERT WITH CHECK (
    "status" IN ('DRAFT', 'SUBMITTED') AND NOT "official" AND "submitted_by" = indicators.subject()
    AND map.acts_for("tenant_id") AND "tenant_id" = indicators.owner_of("locality_id", "period_end"));
CREATE POLICY "observation_judge" ON "indicators"."observation" FOR UPDATE USING (
    map.acts_for("tenant_id") OR ("status" <> 'DRAFT' AND map.above("tenant_id", NULL)));

ALTER TABLE "indicators"."release" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "indicators"."release" FORCE ROW LEVEL SECURITY;
CREATE POLICY "release_read" ON "indicators"."release" FOR SELECT USING ((SELECT map.caller()) IS NOT NULL);
CREATE POLICY "release_write" ON "indicators"."release" FOR INSERT WITH CHECK (
    "tenant_id" = (SELECT map.caller()) AND "released_by" = indicators.subject()
    AND indicators.may_release("locality_id",
        CASE WHEN "period" ~ 'Q' THEN make_date(left("period", 4)::int, right("period", 1)::int * 3, 1) + interval '1 month - 1 day'
             WHEN length("period") = 7 THEN make_date(left("period", 4)::int, right("period", 2)::int, 1) + interval '1 month - 1 day'
             ELSE make_date("period"::int, 12, 31) END::date));

-- A stored answer is for the person who asked, and nobody else.
ALTER TABLE "indicators"."submission" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "indicators"."submission" FORCE ROW LEVEL SECURITY;
CREATE POLICY "submission_own" ON "indicators"."submission" FOR SELECT USING (
    "tenant_id" = (SELECT map.caller()) AND "subject" = (SELECT indicators.subject()));
CREATE POLICY "submission_store" ON "indicators"."submission" FOR INSERT WITH CHECK (
    "tenant_id" = (SELECT map.caller()) AND "subject" = (SELECT indicators.subject()));
