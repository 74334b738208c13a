-- The address under which a tenant's calendar is read: a new id, and the former address leads nowhere.
CREATE TABLE "campaigns"."calendar_feed" (
    "tenant_id" TEXT NOT NULL,
    "feed_id" UUID NOT NULL,
    "issued_at" TIMESTAMPTZ(3) NOT NULL,
    "issued_by" TEXT NOT NULL,
    "valid_until" DATE,
    "revoked_at" TIMESTAMPTZ(3),
    "revoked_by" TEXT,

    CONSTRAINT "calendar_feed_pkey" PRIMARY KEY ("tenant_id")
);
ALTER TABLE "campaigns"."calendar_feed" ADD CONSTRAINT "calendar_feed_tenant_id_fkey" FOREIGN KEY ("tenant_id") REFERENCES "map"."tenant"("slug") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "campaigns"."calendar_feed" ADD CONSTRAINT "calendar_feed_revoked_by_someone" CHECK (("revoked_at" IS NULL) = ("revoked_by" IS NULL));

-- A secret of the tenant's own: nobody above it, below it or after it reads it.
ALTER TABLE "campaigns"."calendar_feed" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "campaigns"."calendar_feed" FORCE ROW LEVEL SECURITY;
CREATE POLICY "calendar_feed_own" ON "campaigns"."calendar_feed" FOR ALL
    USING ("tenant_id" = (SELECT map.caller())) WITH CHECK ("tenant_id" = (SELECT map.caller()));
