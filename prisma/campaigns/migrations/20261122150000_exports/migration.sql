-- Exports of all that a caller may see: what was asked for, by whom, and how far it has come. The lines themselves lie in a file
-- beside the gateway; a row says up to where that file counts.
CREATE TYPE "campaigns"."export_status" AS ENUM ('WAITING', 'RUNNING', 'DONE', 'FAILED', 'EXPIRED', 'CANCELLED');
CREATE TYPE "campaigns"."export_kind" AS ENUM ('TENANT', 'LOCALITY', 'INDICATOR', 'METHODOLOGY', 'OBSERVATION', 'MOVEMENT', 'PLAN',
    'REPORT', 'SUPERVISION', 'EXEMPLAR', 'CONTRIBUTION', 'SPONSORSHIP', 'NOMINATION', 'AWARD');

CREATE TABLE "campaigns"."bulk_export" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "tenant_id" TEXT NOT NULL,
    "subject" TEXT NOT NULL,
    -- With which it reads: those of the token that asked for it.
    "roles" TEXT[] NOT NULL,
    "kinds" "campaigns"."export_kind"[] NOT NULL,
    "updated_since" TIMESTAMPTZ(3),
    -- The day whose map it holds.
    "as_of" DATE NOT NULL,
    "gzip" BOOLEAN NOT NULL DEFAULT false,
    "status" "campaigns"."export_status" NOT NULL DEFAULT 'WAITING',
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "started_at" TIMESTAMPTZ(3),
    "finished_at" TIMESTAMPTZ(3),
    "expires_at" TIMESTAMPTZ(3),
    -- The last page that is in the file: the kind it was of, and the cursor behind it.
    "kinds_done" INTEGER NOT NULL DEFAULT 0,
    "cursor" TEXT,
    "object_count" INTEGER NOT NULL DEFAULT 0,
    "bytes" BIGINT NOT NULL DEFAULT 0,
    -- Which time it was taken up; each writes a file of its own, so that one that was given up for lost spoils nothing.
    "run" INTEGER NOT NULL DEFAULT 0,
    "lease_until" TIMESTAMPTZ(3),
    "error_code" TEXT,
    "error_message" TEXT,

    CONSTRAINT "bulk_export_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "bulk_export_something" CHECK (cardinality("kinds") > 0),
    CONSTRAINT "bulk_export_failed_with_reason" CHECK (("status" = 'FAILED') = ("error_code" IS NOT NULL)),
    CONSTRAINT "bulk_export_done_expires" CHECK ("status" <> 'DONE' OR ("expires_at" IS NOT NULL AND "finished_at" IS NOT NULL))
);
ALTER TABLE "campaigns"."bulk_export" ADD CONSTRAINT "bulk_export_tenant_id_fkey" FOREIGN KEY ("tenant_id") REFERENCES "map"."tenant"("slug") ON DELETE RESTRICT ON UPDATE CASCADE;
CREATE INDEX "bulk_export_tenant_id_subject_created_at_idx" ON "campaigns"."bulk_export"("tenant_id", "subject", "created_at");
-- One at a time for whoever asks …
CREATE UNIQUE INDEX "bulk_export_one_at_a_time" ON "campaigns"."bulk_export"("tenant_id", "subject") WHERE "status" IN ('WAITING', 'RUNNING');
-- … and few enough at once that whoever works them off finds the next at a glance.
CREATE INDEX "bulk_export_open" ON "campaigns"."bulk_export"("created_at") WHERE "status" IN ('WAITING', 'RUNNING');

-- An export is its maker's own: no superior, no successor and no colleague learns of it.
ALTER TABLE "campaigns"."bulk_export" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "campaigns"."bulk_export" FORCE ROW LEVEL SECURITY;
CREATE POLICY "bulk_export_own" ON "campaigns"."bulk_export"
    USING ("tenant_id" = (SELECT map.caller()) AND "subject" = (SELECT current_setting('app.subject', true)))
    WITH CHECK ("tenant_id" = (SELECT map.caller()) AND "subject" = (SELECT current_setting('app.subject', true)));

-- Whoever works exports off must find them, whosever they are. It learns no more by it than who asked for what: all that is
-- written into a file is read as that caller.
GRANT SELECT, UPDATE, DELETE ON "campaigns"."bulk_export" TO "thi_dua_rollup";
CREATE POLICY "bulk_export_worked_off" ON "campaigns"."bulk_export" TO "thi_dua_rollup" USING (true) WITH CHECK (true);

-- Takes up the next: one that nobody works on, of the tenant with the fewest under way, and of those the one that waits longest.
CREATE FUNCTION "campaigns"."claim_export"("at_once" int, "lease" interval) RETURNS SETOF "campaigns"."bulk_export"
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    -- Two that look at the same moment must not both find room for one more.
    PERFORM pg_advisory_xact_lock(hashtextextended('campaigns.claim_export', 0));
    IF (SELECT count(*) FROM campaigns.bulk_export e WHERE e.status = 'RUNNING' AND e.lease_until > clock_timestamp()) >= at_once THEN
        RETURN;
    END IF;
    RETURN QUERY
    UPDATE campaigns.bulk_export SET status = 'RUNNING', run = bulk_export.run + 1,
        started_at = coalesce(bulk_export.started_at, clock_timestamp()), lease_until = clock_timestamp() + lease
    WHERE bulk_export.id = (
        SELECT e.id FROM campaigns.bulk_export e
        WHERE e.status = 'WAITING' OR (e.status = 'RUNNING' AND coalesce(e.lease_until, '-infinity') <= clock_timestamp())
        ORDER BY (SELECT count(*) FROM campaigns.bulk_export o
                  WHERE o.tenant_id = e.tenant_id AND o.status = 'RUNNING' AND o.lease_until > clock_timestamp()),
            e.created_at, e.id
        LIMIT 1)
    RETURNING bulk_export.*;
END
$$;

-- Ends what has expired, and forgets it a month later. Of the exports named, those whose files are still wanted.
CREATE FUNCTION "campaigns"."sweep_exports"("named" uuid[]) RETURNS SETOF uuid
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    UPDATE campaigns.bulk_export e SET status = 'EXPIRED' WHERE e.status = 'DONE' AND e.expires_at <= now();
    DELETE FROM campaigns.bulk_export e
    WHERE e.status NOT IN ('WAITING', 'RUNNING') AND coalesce(e.finished_at, e.created_at) < now() - interval '30 days'
        AND coalesce(e.expires_at, '-infinity') <= now();
    SELECT e.id FROM campaigns.bulk_export e
    WHERE e.id = ANY (named) AND e.status IN ('WAITING', 'RUNNING', 'DONE');
$$;
GRANT CREATE ON SCHEMA "campaigns" TO "thi_dua_rollup";
ALTER FUNCTION "campaigns"."claim_export"(int, interval) OWNER TO "thi_dua_rollup";
ALTER FUNCTION "campaigns"."sweep_exports"(uuid[]) OWNER TO "thi_dua_rollup";
REVOKE CREATE ON SCHEMA "campaigns" FROM "thi_dua_rollup";
