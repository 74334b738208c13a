-- When the primary last said that it lives: on a standby, everything that was committed before is there. One row; no tenant's.
CREATE TABLE "map"."heartbeat" (
    "id" SMALLINT NOT NULL DEFAULT 1,
    "beat_at" TIMESTAMPTZ(6) NOT NULL,

    CONSTRAINT "heartbeat_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "heartbeat_is_one" CHECK ("id" = 1)
);
INSERT INTO "map"."heartbeat" ("beat_at") VALUES ('-infinity');

-- Says so, and what time it is here. However many processes call it, it writes about once a second. A beat ahead of the clock is
-- one of a server whose clock was: it is put right. The time is taken before the commit, so that nothing which was
-- acknowledged before it can come later in the log.
CREATE FUNCTION "map"."beat"() RETURNS timestamptz LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    UPDATE map.heartbeat SET beat_at = clock_timestamp()
    WHERE beat_at NOT BETWEEN clock_timestamp() - interval '800 ms' AND clock_timestamp();
    SELECT clock_timestamp();
$$;
