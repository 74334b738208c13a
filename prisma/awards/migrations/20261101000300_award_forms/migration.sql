-- The catalogue of forms: law, not a tenant's record, hence open to everyone signed in and without row-level security.
CREATE SCHEMA IF NOT EXISTS "awards";

CREATE TABLE "awards"."award_form" (
    "key" TEXT NOT NULL,
    "code" TEXT NOT NULL,
    "class" SMALLINT,
    "name" TEXT NOT NULL,
    "in_name_of" TEXT NOT NULL,
    "decided_by" TEXT NOT NULL,
    "begins" DATE NOT NULL,
    "ends" DATE NOT NULL,
    "legal_basis" TEXT NOT NULL,
    "confirmed" BOOLEAN NOT NULL,
    "position" SMALLINT NOT NULL,
    CONSTRAINT "award_form_pkey" PRIMARY KEY ("key"),
    CONSTRAINT "award_form_lasts" CHECK ("begins" < "ends"),
    -- One law a day: a form is never known in two versions at once.
    CONSTRAINT "award_form_once_a_day" EXCLUDE USING gist ("code" WITH =, (coalesce("class", 0)) WITH =, daterange("begins", "ends") WITH &&)
);

CREATE INDEX "award_form_code_begins_idx" ON "awards"."award_form"("code", "begins");

-- Changed by migration and seed only.
SELECT map.serve_read_only('awards.award_form');
