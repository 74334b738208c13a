-- The document that a plan was drafted from, and what was read in it: working papers of its owner.
CREATE TABLE "campaigns"."plan_document" (
    "plan_id" UUID NOT NULL,
    "tenant_id" TEXT NOT NULL,
    "fingerprint" TEXT NOT NULL,
    "file_name" TEXT,
    "text" TEXT NOT NULL,
    "facts" JSONB NOT NULL,
    "leftover" JSONB NOT NULL,
    "imported_by" TEXT NOT NULL,
    "imported_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "plan_document_pkey" PRIMARY KEY ("plan_id")
);
-- The same file is imported once.
CREATE UNIQUE INDEX "plan_document_tenant_id_fingerprint_key" ON "campaigns"."plan_document"("tenant_id", "fingerprint");
ALTER TABLE "campaigns"."plan_document" ADD CONSTRAINT "plan_document_plan_id_fkey" FOREIGN KEY ("plan_id") REFERENCES "campaigns"."plan"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- Seen by those who act for the owner, whoever sees the plan; never altered.
ALTER TABLE "campaigns"."plan_document" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "campaigns"."plan_document" FORCE ROW LEVEL SECURITY;
CREATE POLICY "plan_document_seen" ON "campaigns"."plan_document" FOR SELECT USING (map.acts_for("tenant_id"));
CREATE POLICY "plan_document_kept" ON "campaigns"."plan_document" FOR INSERT WITH CHECK (
    map.acts_for("tenant_id")
    AND EXISTS (SELECT FROM "campaigns"."plan" p WHERE p."id" = "plan_id" AND p."tenant_id" = "plan_document"."tenant_id" AND p."status" = 'DRAFT'));
