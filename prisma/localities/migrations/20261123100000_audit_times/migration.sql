-- Refusals that change nothing are gathered for a while: one line says how often.
ALTER TABLE "audit"."entry" ADD COLUMN "times" INTEGER NOT NULL DEFAULT 1;
ALTER TABLE "audit"."entry" ADD CONSTRAINT "entry_times" CHECK ("times" > 0);

-- Whoever does not say how often means once.
CREATE OR REPLACE FUNCTION "audit"."note"("of_service" text, "of_key" text, "entries" jsonb) RETURNS void LANGUAGE sql SET search_path = pg_catalog, pg_temp AS $$
    INSERT INTO audit.entry (tenant_id, subject, key_id, service, action, ids, id_count, outcome, codes, times)
    SELECT map.caller(), current_setting('app.subject'), of_key, of_service, e.action, e.ids[1:500], cardinality(e.ids), e.outcome, e.codes,
        coalesce(e.times, 1)
    FROM jsonb_to_recordset(entries) AS e(action text, ids text[], outcome audit.outcome, codes text[], times int)
$$;
