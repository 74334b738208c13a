-- What happened, told to those who may see it: an outbox that is written in the transaction of the change itself (decision 029).
-- An event holds ids and who may see its subject, never what the subject says.
CREATE SCHEMA IF NOT EXISTS "events";

CREATE TYPE "events"."delivery_state" AS ENUM ('PENDING', 'FAILED', 'DELIVERED', 'DEAD');
CREATE TYPE "events"."disabled_reason" AS ENUM ('BY_ADMIN', 'GONE', 'FAILING');

CREATE TABLE "events"."event" (
    -- Ordered by time, in its first 48 bits.
    "id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "subject_type" TEXT NOT NULL,
    "subject_id" UUID NOT NULL,
    -- Which of its subject's events it is, from 1, without gaps.
    "seq" BIGINT NOT NULL,
    "tenant_id" TEXT NOT NULL,
    -- Others who read the subject as its tenant does: whom a nomination has reached, who asked for an award.
    "parties" TEXT[] NOT NULL DEFAULT '{}',
    "to_superiors" BOOLEAN NOT NULL DEFAULT false,
    "to_subordinates" BOOLEAN NOT NULL DEFAULT false,
    "to_everyone" BOOLEAN NOT NULL DEFAULT false,
    -- The subject's own day, whose superiors and subordinates see it beside today's.
    "day" DATE,
    "data" JSONB NOT NULL,
    -- Of a test: for this endpoint alone.
    "endpoint_id" UUID,
    "occurred_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    -- In which order they were written; of one subject also that of their commits.
    "recorded" BIGINT NOT NULL,
    -- Where it stands among all that is committed: given once, after the commit, so that nothing ever appears before what was read.
    "position" BIGINT,

    CONSTRAINT "event_pkey" PRIMARY KEY ("id")
);
CREATE UNIQUE INDEX "event_subject_type_subject_id_seq_key" ON "events"."event"("subject_type", "subject_id", "seq");
CREATE UNIQUE INDEX "event_position_key" ON "events"."event"("position");
CREATE INDEX "event_occurred_at_idx" ON "events"."event"("occurred_at");
CREATE INDEX "event_unsettled" ON "events"."event"("recorded") WHERE "position" IS NULL;
ALTER TABLE "events"."event" ADD CONSTRAINT "event_tenant_id_fkey" FOREIGN KEY ("tenant_id") REFERENCES "map"."tenant"("slug") ON DELETE RESTRICT ON UPDATE CASCADE;
CREATE SEQUENCE "events"."recorded";
CREATE SEQUENCE "events"."position";

-- How many events each subject has had; its row is what two changes of one subject wait for each other at.
CREATE TABLE "events"."subject" (
    "type" TEXT NOT NULL,
    "id" UUID NOT NULL,
    "seq" BIGINT NOT NULL,

    CONSTRAINT "subject_pkey" PRIMARY KEY ("type", "id")
);

-- Where a tenant wants its events sent. Its secrets are derived from its id and their version: none is stored.
CREATE TABLE "events"."webhook_endpoint" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "tenant_id" TEXT NOT NULL,
    "url" TEXT NOT NULL,
    "kinds" TEXT[] NOT NULL,
    "description" TEXT,
    "secret_version" INTEGER NOT NULL DEFAULT 1,
    -- Until when the secret before signs as well.
    "previous_until" TIMESTAMPTZ(3),
    "created_by" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "disabled_at" TIMESTAMPTZ(3),
    "disabled_reason" "events"."disabled_reason",
    -- Since when nothing has arrived any more.
    "failing_since" TIMESTAMPTZ(3),
    "last_success_at" TIMESTAMPTZ(3),

    CONSTRAINT "webhook_endpoint_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "webhook_endpoint_wants_something" CHECK (cardinality("kinds") > 0),
    CONSTRAINT "webhook_endpoint_disabled_for_a_reason" CHECK (("disabled_at" IS NULL) = ("disabled_reason" IS NULL))
);
CREATE INDEX "webhook_endpoint_tenant_id_created_at_idx" ON "events"."webhook_endpoint"("tenant_id", "created_at");
ALTER TABLE "events"."webhook_endpoint" ADD CONSTRAINT "webhook_endpoint_tenant_id_fkey" FOREIGN KEY ("tenant_id") REFERENCES "map"."tenant"("slug") ON DELETE RESTRICT ON UPDATE CASCADE;

-- One event on its way to one endpoint. Those of one subject to one endpoint are a lane: the first that is not done holds back the rest.
CREATE TABLE "events"."webhook_delivery" (
    "id" UUID NOT NULL,
    "endpoint_id" UUID NOT NULL,
    "event_id" UUID NOT NULL,
    "tenant_id" TEXT NOT NULL,
    "subject_type" TEXT NOT NULL,
    "subject_id" UUID NOT NULL,
    "seq" BIGINT NOT NULL,
    "state" "events"."delivery_state" NOT NULL DEFAULT 'PENDING',
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "next_attempt_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    -- Whoever sends it has said so, and is believed until then.
    "claimed_until" TIMESTAMPTZ(3),
    -- Which time it was taken up: what an earlier one reports late counts for nothing.
    "run" INTEGER NOT NULL DEFAULT 0,
    "last_attempt_at" TIMESTAMPTZ(3),
    "last_status" INTEGER,
    "last_error" TEXT,
    "delivered_at" TIMESTAMPTZ(3),

    CONSTRAINT "webhook_delivery_pkey" PRIMARY KEY ("id")
);
CREATE UNIQUE INDEX "webhook_delivery_endpoint_id_event_id_key" ON "events"."webhook_delivery"("endpoint_id", "event_id");
CREATE INDEX "webhook_delivery_endpoint_id_id_idx" ON "events"."webhook_delivery"("endpoint_id", "id");
CREATE INDEX "webhook_delivery_event_id_idx" ON "events"."webhook_delivery"("event_id");
CREATE UNIQUE INDEX "webhook_delivery_lane" ON "events"."webhook_delivery"("endpoint_id", "subject_type", "subject_id", "seq") WHERE "state" IN ('PENDING', 'FAILED');
CREATE INDEX "webhook_delivery_due" ON "events"."webhook_delivery"("next_attempt_at") WHERE "state" IN ('PENDING', 'FAILED');
ALTER TABLE "events"."webhook_delivery" ADD CONSTRAINT "webhook_delivery_endpoint_id_fkey" FOREIGN KEY ("endpoint_id") REFERENCES "events"."webhook_endpoint"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "events"."webhook_delivery" ADD CONSTRAINT "webhook_delivery_event_id_fkey" FOREIGN KEY ("event_id") REFERENCES "events"."event"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "events"."webhook_delivery" ADD CONSTRAINT "webhook_delivery_tenant_id_fkey" FOREIGN KEY ("tenant_id") REFERENCES "map"."tenant"("slug") ON DELETE RESTRICT ON UPDATE CASCADE;

-- Whether the caller may see what an event is about, today: whoever acts for its tenant or a party, and, where the subject is
-- theirs to read, those above either and those below its tenant. The same as the policies of the subjects themselves.
CREATE FUNCTION "events"."sees"(e "events"."event") RETURNS boolean LANGUAGE plpgsql STABLE PARALLEL SAFE AS $$
DECLARE
    caller text := map.caller();
    today date := map.today();
BEGIN
    IF caller IS NULL THEN RETURN false; END IF;
    IF e.to_everyone OR e.tenant_id = caller OR caller = ANY (e.parties) THEN RETURN true; END IF;
    -- An endpoint is its tenant's own: whoever acts for that learns nothing of it.
    IF e.subject_type = 'WebhookEndpoint' THEN RETURN false; END IF;
    IF EXISTS (
        SELECT FROM map.authority a
        WHERE a.superior = caller AND a.subordinate = ANY (e.parties || e.tenant_id)
          AND ((a.basis = 'SUCCESSOR' AND a.begins <= today AND today < a.ends)
            OR (e.to_superiors AND a.basis IN ('LINE', 'ARCHIVE')
              AND ((a.begins <= today AND today < a.ends) OR (a.begins <= e.day AND e.day < a.ends))))) THEN
        RETURN true;
    END IF;
    RETURN e.to_subordinates AND EXISTS (
        SELECT FROM map.authority a
        WHERE a.subordinate = caller AND a.superior = e.tenant_id AND a.basis = 'LINE'
          AND ((a.begins <= today AND today < a.ends) OR (a.begins <= e.day AND e.day < a.ends)));
END
$$;

ALTER TABLE "events"."event" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "events"."event" FORCE ROW LEVEL SECURITY;
ALTER TABLE "events"."subject" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "events"."subject" FORCE ROW LEVEL SECURITY;
ALTER TABLE "events"."webhook_endpoint" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "events"."webhook_endpoint" FORCE ROW LEVEL SECURITY;
ALTER TABLE "events"."webhook_delivery" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "events"."webhook_delivery" FORCE ROW LEVEL SECURITY;
CREATE POLICY "event_seen" ON "events"."event" FOR SELECT USING ((SELECT map.caller()) IS NOT NULL AND events.sees("event"));
-- An endpoint is its tenant's own, whom no successor and no superior takes the place of; so is what goes to it.
CREATE POLICY "webhook_endpoint_own" ON "events"."webhook_endpoint"
    USING ("tenant_id" = (SELECT map.caller())) WITH CHECK ("tenant_id" = (SELECT map.caller()));
CREATE POLICY "webhook_delivery_own" ON "events"."webhook_delivery" FOR SELECT USING (
    "tenant_id" = (SELECT map.caller()) AND EXISTS (SELECT FROM events.event e WHERE e.id = "event_id"));

-- Nobody writes here but the functions below, and the tenant's people their endpoints.
DO $$
DECLARE target text; grantee regrole;
BEGIN
    GRANT USAGE ON SCHEMA "events" TO "thi_dua_rollup", "thi_dua_worker";
    FOREACH target IN ARRAY ARRAY['event', 'subject', 'webhook_delivery']
    LOOP
        PERFORM map.serve_read_only(format('events.%I', target)::regclass);
    END LOOP;
    FOR grantee IN
        SELECT DISTINCT acl.grantee::regrole FROM pg_class c, aclexplode(c.relacl) acl
        WHERE c.oid = 'events.subject'::regclass AND acl.grantee NOT IN (0, c.relowner)
    LOOP
        EXECUTE format('REVOKE ALL ON events.subject FROM %s', grantee);
    END LOOP;
    FOREACH target IN ARRAY ARRAY['event', 'subject', 'webhook_endpoint', 'webhook_delivery']
    LOOP
        EXECUTE format('GRANT SELECT, INSERT, UPDATE, DELETE ON events.%I TO "thi_dua_rollup"', target);
        EXECUTE format('CREATE POLICY "by_function" ON events.%I TO "thi_dua_rollup" USING (true) WITH CHECK (true)', target);
    END LOOP;
    GRANT USAGE ON SEQUENCE "events"."recorded", "events"."position" TO "thi_dua_rollup";
    GRANT USAGE ON SCHEMA "map" TO "thi_dua_rollup";
    GRANT SELECT ON "map"."authority" TO "thi_dua_rollup";
END
$$;

-- An event says for ever what it said first; all that is added is where it stands.
CREATE FUNCTION "events"."guard_event"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF OLD.position IS NOT NULL OR to_jsonb(OLD) - 'position' IS DISTINCT FROM to_jsonb(NEW) - 'position' THEN
        RAISE EXCEPTION 'an event is never altered' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END
$$;
CREATE TRIGGER "guard_event" BEFORE UPDATE ON "events"."event" FOR EACH ROW EXECUTE FUNCTION "events"."guard_event"();

-- A UUID of version 7 (RFC 9562), which PostgreSQL makes itself only from 18 on.
CREATE FUNCTION "events"."time_id"() RETURNS uuid LANGUAGE sql VOLATILE PARALLEL SAFE AS $$
    SELECT encode(set_bit(set_bit(overlay(uuid_send(gen_random_uuid())
        PLACING substring(int8send((extract(epoch FROM clock_timestamp()) * 1000)::bigint) FROM 3) FROM 1 FOR 6), 52, 1), 53, 1), 'hex')::uuid
$$;

-- Writes an event into the outbox, in the transaction of the change, and wakes whoever sends it on: at its commit, and not
-- at all where it is taken back.
CREATE FUNCTION "events"."emit"(kind text, subject_type text, subject_id uuid, tenant text, day date, data jsonb,
    parties text[] DEFAULT '{}', to_superiors boolean DEFAULT false, to_subordinates boolean DEFAULT false,
    to_everyone boolean DEFAULT false, endpoint uuid DEFAULT NULL) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE next bigint;
BEGIN
    -- Without a caller only a role exempt from row-level security gets here (operation, not service): it records facts that
    -- are history already.
    IF map.caller() IS NULL THEN RETURN; END IF;
    INSERT INTO events.subject AS s (type, id, seq) VALUES (subject_type, subject_id, 1)
    ON CONFLICT (type, id) DO UPDATE SET seq = s.seq + 1 RETURNING s.seq INTO next;
    INSERT INTO events.event (id, kind, subject_type, subject_id, seq, tenant_id, parties, to_superiors, to_subordinates, to_everyone, day, data, endpoint_id, recorded)
    VALUES (events.time_id(), kind, subject_type, subject_id, next, tenant, parties, to_superiors, to_subordinates, to_everyone, day, data, endpoint, nextval('events.recorded'));
    -- Once a transaction.
    IF current_setting('app.events_woken', true) IS DISTINCT FROM pg_current_xact_id()::text THEN
        PERFORM set_config('app.events_woken', pg_current_xact_id()::text, true);
        PERFORM graphile_worker.add_job('relay-events');
    END IF;
END
$$;

-- Has a lane worked at, now or at some instant; a job that waits for it already keeps its instant where `keep` says so.
CREATE FUNCTION "events"."enqueue"(endpoint uuid, subject_type text, subject_id uuid, at timestamptz, keep boolean) RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    PERFORM graphile_worker.add_job('deliver-webhook',
        json_build_object('endpoint', endpoint, 'subjectType', subject_type, 'subjectId', subject_id), run_at => at,
        job_key => endpoint || ':' || subject_type || ':' || subject_id,
        job_key_mode => CASE WHEN keep THEN 'preserve_run_at' ELSE 'replace' END);
END
$$;

-- Settles where the events that were committed meanwhile stand, and puts each on its way to the endpoints whose tenants want
-- it and may see it. Says how many there were.
CREATE FUNCTION "events"."relay"(most int) RETURNS int
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    e events.event;
    w events.webhook_endpoint;
    settled int := 0;
BEGIN
    -- One after the other: what was settled is committed before anything is settled behind it.
    PERFORM pg_advisory_xact_lock(hashtextextended('events.relay', 0));
    FOR e IN SELECT * FROM events.event x WHERE x.position IS NULL ORDER BY x.recorded LIMIT most
    LOOP
        settled := settled + 1;
        UPDATE events.event SET position = nextval('events.position') WHERE id = e.id;
        FOR w IN
            SELECT * FROM events.webhook_endpoint p
            WHERE p.disabled_at IS NULL AND CASE WHEN e.endpoint_id IS NULL THEN e.kind = ANY (p.kinds) ELSE p.id = e.endpoint_id END
        LOOP
            PERFORM set_config('app.tenant', w.tenant_id, true);
            IF events.sees(e) THEN
                INSERT INTO events.webhook_delivery (id, endpoint_id, event_id, tenant_id, subject_type, subject_id, seq)
                VALUES (events.time_id(), w.id, e.id, w.tenant_id, e.subject_type, e.subject_id, e.seq);
                PERFORM events.enqueue(w.id, e.subject_type, e.subject_id, now(), true);
            END IF;
        END LOOP;
    END LOOP;
    PERFORM set_config('app.tenant', '', true);
    RETURN settled;
END
$$;

-- Takes up what is next in a lane, for `lease` seconds: nothing where it is not yet due (its job is put off till then), where
-- somebody is at it, or where the endpoint is off. What its tenant may no longer see is dropped.
CREATE FUNCTION "events"."claim"(endpoint uuid, s_type text, s_id uuid, lease double precision)
RETURNS TABLE (delivery uuid, run int, attempt int, url text, secret_version int, previous_until timestamptz, event uuid, kind text, seq bigint,
    occurred_at timestamptz, data jsonb)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
#variable_conflict use_column
DECLARE
    w events.webhook_endpoint;
    d events.webhook_delivery;
    e events.event;
BEGIN
    PERFORM pg_advisory_xact_lock(hashtextextended('events.lane ' || endpoint || s_type || s_id, 0));
    SELECT * INTO w FROM events.webhook_endpoint x WHERE x.id = endpoint AND x.disabled_at IS NULL;
    IF w.id IS NULL THEN RETURN; END IF;
    PERFORM set_config('app.tenant', w.tenant_id, true);
    LOOP
        SELECT * INTO d FROM events.webhook_delivery x
        WHERE x.endpoint_id = endpoint AND x.subject_type = s_type AND x.subject_id = s_id AND x.state IN ('PENDING', 'FAILED')
        ORDER BY x.seq LIMIT 1 FOR UPDATE;
        IF d.id IS NULL OR d.claimed_until > clock_timestamp() THEN RETURN; END IF;
        IF d.next_attempt_at > clock_timestamp() THEN
            PERFORM events.enqueue(endpoint, s_type, s_id, d.next_attempt_at, false);
            RETURN;
        END IF;
        SELECT * INTO e FROM events.event x WHERE x.id = d.event_id;
        EXIT WHEN events.sees(e);
        DELETE FROM events.webhook_delivery x WHERE x.id = d.id;
    END LOOP;
    UPDATE events.webhook_delivery x SET run = x.run + 1, attempts = x.attempts + 1, last_attempt_at = clock_timestamp(),
        claimed_until = clock_timestamp() + make_interval(secs => lease)
    WHERE x.id = d.id;
    RETURN QUERY SELECT d.id, d.run + 1, d.attempts + 1, w.url, w.secret_version, w.previous_until, e.id, e.kind, e.seq, e.occurred_at, e.data;
END
$$;

-- What came of a delivery that was taken up. DELIVERED; FAILED: tried again after `wait` seconds, or DEAD where that is null;
-- GONE: the endpoint says that it is no more, and is disabled. One that nothing has reached for `patience` seconds is disabled, too.
CREATE FUNCTION "events"."record_delivery"(delivery uuid, of_run int, outcome text, status int, error text, wait double precision, patience double precision) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    d events.webhook_delivery;
    w events.webhook_endpoint;
    reason events.disabled_reason;
BEGIN
    SELECT * INTO d FROM events.webhook_delivery x WHERE x.id = delivery FOR UPDATE;
    -- Given up for lost meanwhile, and taken up by another.
    IF d.run IS DISTINCT FROM of_run OR d.state NOT IN ('PENDING', 'FAILED') THEN RETURN; END IF;
    UPDATE events.webhook_delivery x SET claimed_until = NULL, last_status = status, last_error = error,
        state = CASE WHEN outcome = 'DELIVERED' THEN 'DELIVERED' WHEN outcome = 'FAILED' AND wait IS NULL THEN 'DEAD' ELSE 'FAILED' END::events.delivery_state,
        delivered_at = CASE WHEN outcome = 'DELIVERED' THEN clock_timestamp() ELSE x.delivered_at END,
        next_attempt_at = clock_timestamp() + make_interval(secs => coalesce(wait, 0))
    WHERE x.id = d.id;
    IF outcome = 'DELIVERED' THEN
        -- Not at every delivery: those of many subjects would wait for each other at this row.
        UPDATE events.webhook_endpoint x SET failing_since = NULL, last_success_at = clock_timestamp()
        WHERE x.id = d.endpoint_id AND (x.failing_since IS NOT NULL OR x.last_success_at IS NULL OR x.last_success_at < clock_timestamp() - interval '1 minute');
        RETURN;
    END IF;
    UPDATE events.webhook_endpoint x SET failing_since = clock_timestamp() WHERE x.id = d.endpoint_id AND x.failing_since IS NULL;
    SELECT * INTO w FROM events.webhook_endpoint x WHERE x.id = d.endpoint_id;
    reason := CASE WHEN outcome = 'GONE' THEN 'GONE' WHEN w.failing_since <= clock_timestamp() - make_interval(secs => patience) THEN 'FAILING' END::events.disabled_reason;
    IF reason IS NOT NULL THEN
        UPDATE events.webhook_endpoint x SET disabled_at = clock_timestamp(), disabled_reason = reason WHERE x.id = w.id AND x.disabled_at IS NULL;
        IF FOUND THEN
            PERFORM set_config('app.tenant', w.tenant_id, true);
            PERFORM events.emit('WEBHOOK_DISABLED', 'WebhookEndpoint', w.id, w.tenant_id, NULL, jsonb_build_object('endpoint', w.id));
        END IF;
    END IF;
END
$$;

-- Takes up what nobody is at any more: lanes whose first delivery has been due for `stale` seconds. Says how many.
CREATE FUNCTION "events"."sweep"(stale double precision) RETURNS int
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    d record;
    taken int := 0;
BEGIN
    FOR d IN
        SELECT x.endpoint_id, x.subject_type, x.subject_id FROM events.webhook_delivery x
        JOIN events.webhook_endpoint w ON w.id = x.endpoint_id AND w.disabled_at IS NULL
        WHERE x.state IN ('PENDING', 'FAILED') AND x.next_attempt_at <= clock_timestamp() - make_interval(secs => stale)
          AND (x.claimed_until IS NULL OR x.claimed_until <= clock_timestamp())
          AND NOT EXISTS (SELECT FROM events.webhook_delivery b WHERE b.endpoint_id = x.endpoint_id AND b.subject_type = x.subject_type
            AND b.subject_id = x.subject_id AND b.seq < x.seq AND b.state IN ('PENDING', 'FAILED'))
        ORDER BY x.next_attempt_at LIMIT 1000
    LOOP
        taken := taken + 1;
        PERFORM events.enqueue(d.endpoint_id, d.subject_type, d.subject_id, now(), false);
    END LOOP;
    RETURN taken;
END
$$;

-- Forgets what is older than `kept` seconds, deliveries with it. Which number a subject had come to stays.
CREATE FUNCTION "events"."prune"(kept double precision) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    DELETE FROM events.event x WHERE x.position IS NOT NULL AND x.occurred_at < now() - make_interval(secs => kept)
$$;

-- Where the last event stands that was settled: by it whoever follows knows that there is something to ask for.
CREATE FUNCTION "events"."head"() RETURNS bigint
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    SELECT coalesce(max(x.position), 0) FROM events.event x
$$;

-- An event for one endpoint of the caller's alone.
CREATE FUNCTION "events"."send_test"(endpoint uuid) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF NOT EXISTS (SELECT FROM events.webhook_endpoint w WHERE w.id = endpoint AND w.tenant_id = map.caller()) THEN RETURN false; END IF;
    PERFORM events.emit('WEBHOOK_TEST', 'WebhookEndpoint', endpoint, map.caller(), NULL, jsonb_build_object('endpoint', endpoint), endpoint => endpoint);
    RETURN true;
END
$$;

-- Sends again what was delivered, or given up, to an endpoint of the caller's.
CREATE FUNCTION "events"."replay_delivery"(delivery uuid) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE d events.webhook_delivery;
BEGIN
    SELECT x.* INTO d FROM events.webhook_delivery x JOIN events.event e ON e.id = x.event_id
    WHERE x.id = delivery AND x.tenant_id = map.caller() AND events.sees(e) FOR UPDATE OF x;
    IF d.id IS NULL THEN RETURN false; END IF;
    UPDATE events.webhook_delivery x SET state = 'PENDING', attempts = 0, next_attempt_at = clock_timestamp(), claimed_until = NULL WHERE x.id = d.id;
    PERFORM events.enqueue(d.endpoint_id, d.subject_type, d.subject_id, now(), false);
    RETURN true;
END
$$;

-- Sends all that has happened since to an endpoint of the caller's, whatever became of it before: at most `most`, the oldest
-- first. Says how many.
CREATE FUNCTION "events"."replay_since"(endpoint uuid, since timestamptz, most int) RETURNS int
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    w events.webhook_endpoint;
    e events.event;
    sent int := 0;
BEGIN
    SELECT * INTO w FROM events.webhook_endpoint x WHERE x.id = endpoint AND x.tenant_id = map.caller();
    IF w.id IS NULL THEN RETURN 0; END IF;
    FOR e IN
        SELECT x.* FROM events.event x
        WHERE x.position IS NOT NULL AND x.occurred_at >= since AND x.endpoint_id IS NULL AND x.kind = ANY (w.kinds) AND events.sees(x)
        ORDER BY x.position LIMIT most
    LOOP
        sent := sent + 1;
        INSERT INTO events.webhook_delivery AS d (id, endpoint_id, event_id, tenant_id, subject_type, subject_id, seq)
        VALUES (events.time_id(), w.id, e.id, w.tenant_id, e.subject_type, e.subject_id, e.seq)
        ON CONFLICT (endpoint_id, event_id) DO UPDATE SET state = 'PENDING', attempts = 0, next_attempt_at = clock_timestamp(), claimed_until = NULL;
        PERFORM events.enqueue(w.id, e.subject_type, e.subject_id, now(), false);
    END LOOP;
    RETURN sent;
END
$$;

-- The functions that read across tenants belong to the role that does so, and each may be called by whom it is for.
DO $$
DECLARE fn regprocedure;
BEGIN
    FOR fn IN SELECT p.oid::regprocedure FROM pg_proc p WHERE p.pronamespace = 'events'::regnamespace AND p.prosecdef
    LOOP
        EXECUTE format('REVOKE EXECUTE ON FUNCTION %s FROM PUBLIC', fn);
    END LOOP;
    GRANT EXECUTE ON FUNCTION events.relay(int), events.claim(uuid, text, uuid, double precision),
        events.record_delivery(uuid, int, text, int, text, double precision, double precision), events.sweep(double precision),
        events.prune(double precision) TO "thi_dua_worker";
    GRANT EXECUTE ON FUNCTION events.head(), events.send_test(uuid), events.replay_delivery(uuid), events.replay_since(uuid, timestamptz, int) TO PUBLIC;
    GRANT CREATE ON SCHEMA "events" TO "thi_dua_rollup";
    FOR fn IN SELECT p.oid::regprocedure FROM pg_proc p WHERE p.pronamespace = 'events'::regnamespace AND p.prosecdef
    LOOP
        EXECUTE format('ALTER FUNCTION %s OWNER TO "thi_dua_rollup"', fn);
    END LOOP;
    REVOKE CREATE ON SCHEMA "events" FROM "thi_dua_rollup";
END
$$;
