-- The hashes under which a key was good once and is no more, each with why: of a secret that is right it is worth telling the tenant
-- that somebody still uses it. No row for a key that is unknown, or good.
CREATE FUNCTION "localities"."ended_api_key"("presented" text) RETURNS TABLE (tenant text, hash bytea, code text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    SELECT k.tenant_id, k.hash, CASE WHEN k.revoked_at IS NULL THEN 'KEY_EXPIRED' ELSE 'KEY_REVOKED' END
    FROM localities.api_key k
    WHERE k.id = presented AND (k.revoked_at IS NOT NULL OR k.expires_at <= clock_timestamp())
    UNION ALL
    SELECT k.tenant_id, k.former_hash, 'KEY_ROTATED'
    FROM localities.api_key k
    WHERE k.id = presented AND LEAST(k.former_until, k.expires_at) <= clock_timestamp() AND k.former_hash IS NOT NULL
$$;
GRANT CREATE ON SCHEMA "localities" TO "thi_dua_rollup";
ALTER FUNCTION "localities"."ended_api_key"(text) OWNER TO "thi_dua_rollup";
REVOKE CREATE ON SCHEMA "localities" FROM "thi_dua_rollup";
