-- How many awards were conferred in a unit and everything below it: open to everyone signed in, kept with every award. The
-- nation has no rows of what lies in a province, so that decisions of different provinces never wait for each other: it is
-- the sum of its provinces at reading.
CREATE TABLE "awards"."award_count" (
    "locality_id" UUID NOT NULL,
    "year" SMALLINT NOT NULL,
    "form_key" TEXT NOT NULL,
    "occasion" TEXT NOT NULL,
    "subject" TEXT NOT NULL,
    "count" INTEGER NOT NULL,

    CONSTRAINT "award_count_pkey" PRIMARY KEY ("locality_id", "year", "form_key", "occasion", "subject"),
    CONSTRAINT "award_count_counts" CHECK ("count" >= 0)
);
ALTER TABLE "awards"."award_count" ADD CONSTRAINT "award_count_form_key_fkey" FOREIGN KEY ("form_key") REFERENCES "awards"."award_form"("key") ON DELETE RESTRICT ON UPDATE CASCADE;
SELECT map.serve_read_only('awards.award_count');

-- Where an award counts: its unit and all above it on the day of the decision (for a unit that ended before, on its last),
-- but for the nation, unless it is the nation's own.
CREATE FUNCTION "awards"."counted_in"(place uuid, on_day date) RETURNS SETOF uuid LANGUAGE sql STABLE AS $$
    SELECT c.ancestor_id
    FROM map.locality l
    JOIN map.closure c ON c.descendant_id = l.id AND c.begins <= greatest(l.begins, least(on_day, l.ends - 1)) AND greatest(l.begins, least(on_day, l.ends - 1)) < c.ends
    JOIN map.locality a ON a.id = c.ancestor_id
    WHERE l.id = place AND (a.level <> 'NATION' OR a.id = l.id)
    ORDER BY 1
$$;

CREATE FUNCTION "awards"."count_award"() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE step int := CASE WHEN TG_OP = 'INSERT' THEN 1 WHEN OLD.revoked_on IS NULL AND NEW.revoked_on IS NOT NULL THEN -1 ELSE 0 END;
BEGIN
    IF step = 0 OR NEW.place_id IS NULL THEN RETURN NULL; END IF;
    INSERT INTO awards.award_count AS k (locality_id, year, form_key, occasion, subject, count)
    SELECT u, extract(year FROM NEW.decided_on), NEW.form_key, NEW.occasion, NEW.subject, 1
    FROM awards.counted_in(NEW.place_id, NEW.decided_on) u
    ON CONFLICT (locality_id, year, form_key, occasion, subject) DO UPDATE SET count = k.count + step;
    RETURN NULL;
END
$$;
CREATE TRIGGER "count_award" AFTER INSERT OR UPDATE OF "revoked_on" ON "awards"."award" FOR EACH ROW EXECUTE FUNCTION "awards"."count_award"();

GRANT SELECT, INSERT, UPDATE ON "awards"."award_count" TO "thi_dua_rollup";
GRANT CREATE ON SCHEMA "awards" TO "thi_dua_rollup";
ALTER FUNCTION "awards"."count_award"() OWNER TO "thi_dua_rollup";
REVOKE CREATE ON SCHEMA "awards" FROM "thi_dua_rollup";
