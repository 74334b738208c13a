-- Keys with which the systems of a tenant call. Of a key there is a hash alone; it is shown once, to whoever made it.
CREATE TABLE "localities"."api_key" (
    -- Part of the key itself, and no secret.
    "id" TEXT NOT NULL,
    "tenant_id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "scopes" TEXT[] NOT NULL,
    "roles" TEXT[] NOT NULL,
    -- From where it may be used, as CIDR; from anywhere where empty.
    "addresses" TEXT[] NOT NULL,
    -- Whether it may send nothing to the graph but documents that the operator trusts.
    "trusted_documents_only" BOOLEAN NOT NULL DEFAULT false,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "created_by" TEXT NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    -- SHA-256 of the whole key. A key is random throughout: there is nothing that a slow hash would keep from being guessed.
    "hash" BYTEA NOT NULL,
    "rotated_at" TIMESTAMPTZ(3),
    "rotated_by" TEXT,
    -- The key before the last rotation, which stays good until then.
    "former_hash" BYTEA,
    "former_until" TIMESTAMPTZ(3),
    "revoked_at" TIMESTAMPTZ(3),
    "revoked_by" TEXT,
    -- To the minute.
    "last_used_at" TIMESTAMPTZ(3),
    "last_used_from" TEXT,

    CONSTRAINT "api_key_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "api_key_hashes" CHECK (octet_length("hash") = 32 AND ("former_hash" IS NULL OR octet_length("former_hash") = 32)),
    CONSTRAINT "api_key_former_for_a_time" CHECK (("former_hash" IS NULL) = ("former_until" IS NULL)),
    CONSTRAINT "api_key_rotated_by_someone" CHECK (("rotated_at" IS NULL) = ("rotated_by" IS NULL)),
    CONSTRAINT "api_key_revoked_by_someone" CHECK (("revoked_at" IS NULL) = ("revoked_by" IS NULL)),
    -- A key neither makes keys nor keeps people and roles.
    CONSTRAINT "api_key_is_no_administrator" CHECK (NOT ("roles" @> ARRAY['ADMIN']))
);
ALTER TABLE "localities"."api_key" ADD CONSTRAINT "api_key_tenant_id_fkey" FOREIGN KEY ("tenant_id") REFERENCES "map"."tenant"("slug") ON DELETE RESTRICT ON UPDATE CASCADE;
CREATE INDEX "api_key_tenant_id_created_at_id_idx" ON "localities"."api_key"("tenant_id", "created_at", "id");

-- A tenant's own: nobody above it, below it or after it learns of one. None is ever deleted: what a key did stays told.
ALTER TABLE "localities"."api_key" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "localities"."api_key" FORCE ROW LEVEL SECURITY;
CREATE POLICY "api_key_read" ON "localities"."api_key" FOR SELECT USING ("tenant_id" = (SELECT map.caller()));
CREATE POLICY "api_key_made" ON "localities"."api_key" FOR INSERT WITH CHECK ("tenant_id" = (SELECT map.caller()));
CREATE POLICY "api_key_changed" ON "localities"."api_key" FOR UPDATE
    USING ("tenant_id" = (SELECT map.caller())) WITH CHECK ("tenant_id" = (SELECT map.caller()));

-- Whoever looks a presented key up does not know yet whose it is.
GRANT USAGE ON SCHEMA "localities" TO "thi_dua_rollup";
GRANT SELECT, UPDATE ON "localities"."api_key" TO "thi_dua_rollup";
CREATE POLICY "api_key_looked_up" ON "localities"."api_key" FOR SELECT TO "thi_dua_rollup" USING (true);
CREATE POLICY "api_key_use_noted" ON "localities"."api_key" FOR UPDATE TO "thi_dua_rollup" USING (true) WITH CHECK (true);

-- A key that is good today, with the hashes it may be presented under; no row for one that is unknown, revoked or expired, or
-- whose tenant does not stand: whoever asks cannot tell these apart.
CREATE FUNCTION "localities"."live_api_key"("presented" text)
RETURNS TABLE (tenant text, scopes text[], roles text[], addresses text[], trusted_documents_only boolean, expires_at timestamptz, hash bytea, former_hash bytea, former_until timestamptz)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    SELECT k.tenant_id, k.scopes, k.roles, k.addresses, k.trusted_documents_only, k.expires_at, k.hash,
        CASE WHEN k.former_until > clock_timestamp() THEN k.former_hash END,
        CASE WHEN k.former_until > clock_timestamp() THEN k.former_until END
    FROM localities.api_key k JOIN map.tenant t ON t.slug = k.tenant_id
    WHERE k.id = presented AND k.revoked_at IS NULL AND k.expires_at > clock_timestamp()
        AND t.begins <= map.today() AND map.today() < t.ends
$$;

-- At most once a minute: a busy key is not a busy row.
CREATE FUNCTION "localities"."note_api_key_use"("used" text, "used_from" text) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    UPDATE localities.api_key SET last_used_at = now(), last_used_from = used_from
    WHERE id = used AND (last_used_at IS NULL OR last_used_at < now() - interval '1 minute')
$$;
GRANT CREATE ON SCHEMA "localities" TO "thi_dua_rollup";
ALTER FUNCTION "localities"."live_api_key"(text) OWNER TO "thi_dua_rollup";
ALTER FUNCTION "localities"."note_api_key_use"(text, text) OWNER TO "thi_dua_rollup";
REVOKE CREATE ON SCHEMA "localities" FROM "thi_dua_rollup";
