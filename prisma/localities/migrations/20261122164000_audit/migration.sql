-- Who changed what, and who asked for what it was refused: one line a change, in the change's own transaction. Never what the
-- change contained.
CREATE SCHEMA IF NOT EXISTS "audit";

-- NOT_SHOWN: an id was asked for to which the answer was that there is nothing; the log says no more than the answer did.
CREATE TYPE "audit"."outcome" AS ENUM ('CHANGED', 'REFUSED', 'NOT_SHOWN');

CREATE TABLE "audit"."entry" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT clock_timestamp(),
    -- Of whoever acted, not of what was acted on. No reference: a token may name a tenant that does not exist.
    "tenant_id" TEXT NOT NULL,
    "subject" TEXT NOT NULL,
    "key_id" TEXT,
    "service" TEXT NOT NULL,
    -- The field of the graph, or the route beside it.
    "action" TEXT NOT NULL,
    -- The first five hundred; `id_count` says how many there were.
    "ids" TEXT[] NOT NULL,
    "id_count" INTEGER NOT NULL,
    "outcome" "audit"."outcome" NOT NULL,
    "codes" TEXT[] NOT NULL,

    CONSTRAINT "entry_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "entry_codes" CHECK (("outcome" = 'REFUSED') = (cardinality("codes") > 0))
);
CREATE INDEX "entry_tenant_id_at_id_idx" ON "audit"."entry"("tenant_id", "at", "id");
-- What has had its time is found by its day alone.
CREATE INDEX "entry_at_idx" ON "audit"."entry" USING brin ("at");

-- A tenant reads and writes its own log, and nobody else's: no superior and no successor. What was done to a record stands in the
-- record's own history, for all who may see that.
ALTER TABLE "audit"."entry" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "audit"."entry" FORCE ROW LEVEL SECURITY;
CREATE POLICY "entry_read" ON "audit"."entry" FOR SELECT USING ("tenant_id" = (SELECT map.caller()));
CREATE POLICY "entry_noted" ON "audit"."entry" FOR INSERT
    WITH CHECK ("tenant_id" = (SELECT map.caller()) AND "subject" = (SELECT current_setting('app.subject', true)));

-- Append-only for everyone: whoever serves has no right to change or remove a line, and whoever has the right meets this.
CREATE FUNCTION "audit"."keep"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'the audit log is only added to';
END
$$;
CREATE TRIGGER "entry_stays" BEFORE UPDATE ON "audit"."entry" FOR EACH ROW EXECUTE FUNCTION "audit"."keep"();
CREATE TRIGGER "entry_is_not_emptied" BEFORE TRUNCATE ON "audit"."entry" FOR EACH STATEMENT EXECUTE FUNCTION "audit"."keep"();

-- The one way in which services write it: all entries of an execution at once, in the name of whom the transaction is.
CREATE FUNCTION "audit"."note"("of_service" text, "of_key" text, "entries" jsonb) RETURNS void LANGUAGE sql SET search_path = pg_catalog, pg_temp AS $$
    INSERT INTO audit.entry (tenant_id, subject, key_id, service, action, ids, id_count, outcome, codes)
    SELECT map.caller(), current_setting('app.subject'), of_key, of_service, e.action, e.ids[1:500], cardinality(e.ids), e.outcome, e.codes
    FROM jsonb_to_recordset(entries) AS e(action text, ids text[], outcome audit.outcome, codes text[])
$$;

-- Removes what is older, and says how many lines that were. The operator's alone, and never of the last twelve months.
CREATE FUNCTION "audit"."forget"("before" timestamptz) RETURNS bigint LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE removed bigint;
BEGIN
    IF before > now() - interval '12 months' THEN
        RAISE EXCEPTION 'the audit log is kept for at least twelve months' USING HINT = 'Name an earlier day.';
    END IF;
    DELETE FROM audit.entry e WHERE e.at < before;
    GET DIAGNOSTICS removed = ROW_COUNT;
    RETURN removed;
END
$$;
REVOKE EXECUTE ON FUNCTION "audit"."forget"(timestamptz) FROM PUBLIC;
