-- Definitions as data: who reports an indicator, from when to when, under which standards, by which rule. The central
-- board adds and retires them through the graph; nobody rewrites what figures were measured by.

-- What belongs together in lists and analyses, e.g. the indicators of one basic social service.
CREATE TABLE "indicators"."indicator_group" (
    "code" TEXT NOT NULL,
    "position" SMALLINT NOT NULL,
    "name" TEXT NOT NULL,
    "name_en" TEXT NOT NULL,
    CONSTRAINT "indicator_group_pkey" PRIMARY KEY ("code"),
    CONSTRAINT "indicator_group_code_form" CHECK ("code" ~ '^[A-Z][A-Z0-9_]{1,62}$')
);

-- The standards an indicator's values are measured under: none, where no standard applies to it.
CREATE TABLE "indicators"."indicator_methodology" (
    "indicator" TEXT NOT NULL,
    "methodology" TEXT NOT NULL,
    CONSTRAINT "indicator_methodology_pkey" PRIMARY KEY ("indicator", "methodology")
);

ALTER TABLE "indicators"."indicator"
    -- Whose units are due to state it. What was there before was reported at any level.
    ADD COLUMN "levels" "map"."locality_level"[] NOT NULL DEFAULT '{PROVINCE,DISTRICT,COMMUNE,NEIGHBOURHOOD}',
    -- Null: always, and still. The day before the first one also serves, for the stock it opens with.
    ADD COLUMN "valid_from" DATE,
    ADD COLUMN "valid_to" DATE,
    ADD COLUMN "group" TEXT,
    -- The law or decree that defines it, the place therein, and what is to be said about it.
    ADD COLUMN "source_document" TEXT,
    ADD COLUMN "source_clause" TEXT,
    ADD COLUMN "source_note" TEXT;
ALTER TABLE "indicators"."indicator"
    ALTER COLUMN "levels" DROP DEFAULT,
    ADD CONSTRAINT "indicator_code_form" CHECK ("code" ~ '^[A-Z][A-Z0-9_]{1,62}$'),
    ADD CONSTRAINT "indicator_levels_given" CHECK (cardinality("levels") > 0 AND array_position("levels", NULL) IS NULL),
    ADD CONSTRAINT "indicator_valid_in_order" CHECK ("valid_from" < "valid_to"),
    ADD CONSTRAINT "indicator_bounds_in_order" CHECK ("minimum" <= "maximum"),
    ADD CONSTRAINT "indicator_not_its_own_part" CHECK ("code" <> ALL (ARRAY["numerator", "denominator"]) IS NOT FALSE),
    ADD CONSTRAINT "indicator_group_fkey" FOREIGN KEY ("group") REFERENCES "indicators"."indicator_group"("code") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "indicators"."methodology"
    ADD COLUMN "source_document" TEXT,
    ADD COLUMN "source_clause" TEXT,
    ADD COLUMN "source_note" TEXT,
    ADD CONSTRAINT "methodology_valid_in_order" CHECK ("valid_from" < "valid_to");
ALTER TABLE "indicators"."indicator_methodology"
    ADD CONSTRAINT "indicator_methodology_indicator_fkey" FOREIGN KEY ("indicator") REFERENCES "indicators"."indicator"("code") ON DELETE RESTRICT ON UPDATE CASCADE,
    ADD CONSTRAINT "indicator_methodology_methodology_fkey" FOREIGN KEY ("methodology") REFERENCES "indicators"."methodology"("code") ON DELETE RESTRICT ON UPDATE CASCADE;

-- What rolls up is the lowest level that reports: never set by hand.
CREATE FUNCTION "indicators"."lowest_of_levels"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    -- The levels are declared from the nation downward.
    NEW.lowest_level := (SELECT max(l) FROM unnest(NEW.levels) AS l);
    RETURN NEW;
END $$;
CREATE TRIGGER "lowest_of_levels" BEFORE INSERT OR UPDATE ON "indicators"."indicator"
    FOR EACH ROW EXECUTE FUNCTION "indicators"."lowest_of_levels"();

-- A definition is never rewritten under its figures: of one that stands, a caller may set the end and nothing else.
CREATE FUNCTION "indicators"."guard_definition"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    -- Without a caller only a role exempt from row-level security, or the owner, gets here (operation, not service).
    IF map.caller() IS NOT NULL AND to_jsonb(OLD) - 'valid_to' IS DISTINCT FROM to_jsonb(NEW) - 'valid_to' THEN
        RAISE EXCEPTION 'a definition is retired and defined anew, not rewritten';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER "z_guard_definition" BEFORE UPDATE ON "indicators"."indicator" FOR EACH ROW EXECUTE FUNCTION "indicators"."guard_definition"();
CREATE TRIGGER "z_guard_definition" BEFORE UPDATE ON "indicators"."methodology" FOR EACH ROW EXECUTE FUNCTION "indicators"."guard_definition"();

-- Reading is open; writing is the central board's. The owner is subject to this as well, hence its own policy:
-- migrations correct facts.
DO $$
DECLARE target text;
BEGIN
    FOREACH target IN ARRAY ARRAY['indicator_group', 'indicator_methodology'] LOOP
        EXECUTE format('ALTER TABLE indicators.%I ENABLE ROW LEVEL SECURITY', target);
        EXECUTE format('ALTER TABLE indicators.%I FORCE ROW LEVEL SECURITY', target);
        EXECUTE format('CREATE POLICY %I ON indicators.%I FOR SELECT USING (true)', target || '_read', target);
    END LOOP;
    FOREACH target IN ARRAY ARRAY['indicator', 'methodology', 'indicator_group', 'indicator_methodology'] LOOP
        EXECUTE format('CREATE POLICY %I ON indicators.%I FOR INSERT WITH CHECK ((SELECT map.commands_map()))', target || '_define', target);
        EXECUTE format('CREATE POLICY %I ON indicators.%I TO %I USING (true)', target || '_owner', target, current_user);
    END LOOP;
    FOREACH target IN ARRAY ARRAY['indicator', 'methodology'] LOOP
        EXECUTE format('CREATE POLICY %I ON indicators.%I FOR UPDATE USING ((SELECT map.commands_map()))', target || '_retire', target);
    END LOOP;
END $$;

-- Of what was seeded before: compiled by communes, not kept by villages; and the standards of what depends on one.
UPDATE "indicators"."indicator" SET "levels" = '{PROVINCE,DISTRICT,COMMUNE}'
WHERE "code" IN ('REGISTERED_TO_ESCAPE', 'POOR_HOUSEHOLD_MEMBERS', 'POOR_HOUSEHOLD_INCOME_PER_CAPITA', 'POVERTY_REDUCTION_MODELS');
UPDATE "indicators"."indicator" SET "valid_from" = '2022-01-01' WHERE "code" IN ('MULTIDIMENSIONAL_POOR_HOUSEHOLDS', 'MULTIDIMENSIONAL_POVERTY_RATE');
-- Sets the lowest level of all others.
UPDATE "indicators"."indicator" SET "levels" = "levels" WHERE "lowest_level" IS NULL;
INSERT INTO "indicators"."indicator_methodology" ("indicator", "methodology")
SELECT i."code", m."code" FROM "indicators"."indicator" i CROSS JOIN "indicators"."methodology" m
WHERE i."standard" AND (m."code" = 'ND07_2021' OR i."code" NOT IN ('MULTIDIMENSIONAL_POOR_HOUSEHOLDS', 'MULTIDIMENSIONAL_POVERTY_RATE'));
