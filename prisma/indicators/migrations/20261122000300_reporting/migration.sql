-- Reporting at any size: what guards a figure looks at statements, not at rows, and says when a change is safe to be read
-- as the last one before some instant.

-- The first and last day of a period as it is written; both null where it is none.
CREATE FUNCTION "indicators"."read_period"(written text) RETURNS TABLE (first_day date, last_day date)
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT make_date(p.year, p.first, 1), (make_date(p.year, p.last, 1) + interval '1 month - 1 day')::date
    FROM (
        SELECT left(written, 4)::int AS year,
            CASE WHEN length(written) = 4 THEN 1 WHEN written ~ 'Q' THEN right(written, 1)::int * 3 - 2 ELSE right(written, 2)::int END AS first,
            CASE WHEN length(written) = 4 THEN 12 WHEN written ~ 'Q' THEN right(written, 1)::int * 3 ELSE right(written, 2)::int END AS last
        WHERE written ~ '^(19|2\d)\d\d(-Q[1-4]|-(0[1-9]|1[0-2]))?$'
    ) p
    UNION ALL SELECT NULL, NULL WHERE NOT coalesce(written ~ '^(19|2\d)\d\d(-Q[1-4]|-(0[1-9]|1[0-2]))?$', false) $$;

-- A day as it is written, or null where the calendar has none of that name.
CREATE FUNCTION "indicators"."read_day"(written text) RETURNS date LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT CASE
        WHEN written !~ '^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$' OR left(written, 4) = '0000' THEN NULL
        WHEN right(written, 2)::int > extract(day FROM make_date(left(written, 4)::int, substr(written, 6, 2)::int, 1) + interval '1 month - 1 day') THEN NULL
        ELSE make_date(left(written, 4)::int, substr(written, 6, 2)::int, right(written, 2)::int) END $$;

-- The caller, and the ended tenants it acts for today: all for whom `map.acts_for` holds.
CREATE FUNCTION "indicators"."acted_for"() RETURNS SETOF text LANGUAGE sql STABLE PARALLEL SAFE AS $$
    SELECT map.caller() WHERE map.caller() IS NOT NULL
    UNION SELECT a.subordinate FROM map.authority a
    WHERE a.superior = map.caller() AND a.basis = 'SUCCESSOR' AND a.begins <= map.today() AND map.today() < a.ends $$;

-- All whom the caller stands above today: those for whom `map.above(…, NULL)` holds.
CREATE FUNCTION "indicators"."overseen"() RETURNS SETOF text LANGUAGE sql STABLE PARALLEL SAFE AS $$
    SELECT DISTINCT a.subordinate FROM map.authority a
    WHERE a.superior = map.caller() AND a.basis IN ('LINE', 'ARCHIVE') AND a.begins <= map.today() AND map.today() < a.ends $$;

-- Those of many units whose figures the caller may open to everyone: `may_release`, for many at once.
CREATE FUNCTION "indicators"."releasable"(k_unit uuid[], k_day date[]) RETURNS TABLE (unit uuid, on_day date)
LANGUAGE sql STABLE PARALLEL SAFE AS $$
    WITH k AS MATERIALIZED (SELECT * FROM indicators.owners_of(k_unit, k_day))
    SELECT k.unit, k.on_day
    FROM k JOIN (
        SELECT o.slug, o.kind, o.locality_id, map.acts_for(o.slug) AS mine,
            map.above(o.slug, NULL) AND EXISTS (
                SELECT FROM map.tenant c WHERE c.slug = map.caller() AND c.kind IN ('CENTRAL_BOARD', 'PROVINCE')) AS above
        FROM map.tenant o WHERE o.slug IN (SELECT k.owner FROM k)
    ) o ON o.slug = k.owner
    WHERE o.above OR (o.mine AND (o.kind = 'CENTRAL_BOARD' OR (o.kind = 'PROVINCE' AND o.locality_id <> k.unit))) $$;

-- Which flows, with which sign, lead from a stock to the one a year later.
CREATE TABLE "indicators"."closing_term" (
    "stock" TEXT NOT NULL,
    "flow" TEXT NOT NULL,
    "sign" SMALLINT NOT NULL,
    CONSTRAINT "closing_term_pkey" PRIMARY KEY ("stock", "flow"),
    CONSTRAINT "closing_term_sign" CHECK ("sign" IN (-1, 1))
);
ALTER TABLE "indicators"."closing_term" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "indicators"."closing_term" FORCE ROW LEVEL SECURITY;
CREATE POLICY "closing_term_read" ON "indicators"."closing_term" FOR SELECT USING (true);
CREATE POLICY "closing_term_owner" ON "indicators"."closing_term" TO CURRENT_USER USING (true);
INSERT INTO "indicators"."closing_term" ("stock", "flow", "sign") VALUES
    ('POOR_HOUSEHOLDS', 'ESCAPED_POVERTY', -1),
    ('POOR_HOUSEHOLDS', 'NEWLY_POOR', 1),
    ('POOR_HOUSEHOLDS', 'FALLEN_BACK', 1),
    ('POOR_HOUSEHOLDS', 'OTHER_CHANGE', 1),
    ('NEAR_POOR_HOUSEHOLDS', 'ESCAPED_NEAR_POVERTY', -1),
    ('NEAR_POOR_HOUSEHOLDS', 'NEWLY_NEAR_POOR', 1),
    ('NEAR_POOR_HOUSEHOLDS', 'FALLEN_BACK_NEAR_POOR', 1),
    ('NEAR_POOR_HOUSEHOLDS', 'NEAR_POOR_OTHER_CHANGE', 1);

-- The faults that belong to a stored answer, where they may be many.
CREATE TABLE "indicators"."submission_fault" (
    "tenant_id" TEXT NOT NULL,
    "subject" TEXT NOT NULL,
    "idempotency_key" TEXT NOT NULL,
    "position" INTEGER NOT NULL,
    "line" INTEGER NOT NULL,
    "field" TEXT NOT NULL,
    "code" TEXT NOT NULL,
    "message" TEXT NOT NULL,
    CONSTRAINT "submission_fault_pkey" PRIMARY KEY ("tenant_id", "subject", "idempotency_key", "position")
);
ALTER TABLE "indicators"."submission_fault" ADD CONSTRAINT "submission_fault_tenant_id_subject_idempotency_key_fkey"
    FOREIGN KEY ("tenant_id", "subject", "idempotency_key") REFERENCES "indicators"."submission"("tenant_id", "subject", "idempotency_key") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "indicators"."submission_fault" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "indicators"."submission_fault" FORCE ROW LEVEL SECURITY;
CREATE POLICY "submission_fault_own" ON "indicators"."submission_fault" FOR SELECT USING (
    "tenant_id" = (SELECT map.caller()) AND "subject" = (SELECT indicators.subject()));
CREATE POLICY "submission_fault_store" ON "indicators"."submission_fault" FOR INSERT WITH CHECK (
    "tenant_id" = (SELECT map.caller()) AND "subject" = (SELECT indicators.subject()));

-- Row-level security asks once a statement whom the caller acts for and stands above: once a row was most of what ten
-- thousand rows cost.
ALTER POLICY "observation_read" ON "indicators"."observation" USING (
    (SELECT map.caller()) IS NOT NULL
    AND ("status" = 'RELEASED'
        OR "tenant_id" = (SELECT map.caller())
        OR "tenant_id" IN (SELECT indicators.acted_for())
        OR ("status" <> 'DRAFT' AND (
            "tenant_id" IN (SELECT indicators.overseen())
            OR EXISTS (
                SELECT FROM map.authority a
                WHERE a.subordinate = "tenant_id" AND a.superior = (SELECT map.caller()) AND a.basis IN ('LINE', 'ARCHIVE')
                  AND a.begins <= "period_end" AND "period_end" < a.ends)))));
ALTER POLICY "observation_judge" ON "indicators"."observation" USING (
    "tenant_id" IN (SELECT indicators.acted_for()) OR ("status" <> 'DRAFT' AND "tenant_id" IN (SELECT indicators.overseen())));
-- That the unit is its tenant's own is asked of all rows of a statement together, below.
ALTER POLICY "observation_submit" ON "indicators"."observation" WITH CHECK (
    "status" IN ('DRAFT', 'SUBMITTED') AND NOT "official" AND "submitted_by" = (SELECT indicators.subject())
    AND "tenant_id" IN (SELECT indicators.acted_for()));

-- A figure is submitted in the name of the tenant that answers for its unit, and of what is defined. Foreign keys would
-- ask the latter once a row and cost as much as the row; it is asked once a statement, and what is in use stays defined.
ALTER TABLE "indicators"."observation" DROP CONSTRAINT "observation_indicator_fkey";
ALTER TABLE "indicators"."observation" DROP CONSTRAINT "observation_methodology_fkey";
CREATE FUNCTION "indicators"."guard_submitted"() RETURNS trigger LANGUAGE plpgsql
    -- The plan is kept: by way of each unit's own line, never through the whole map, however many units there are.
    SET enable_seqscan = off SET enable_mergejoin = off SET enable_hashjoin = off AS $$
DECLARE units uuid[]; days date[];
BEGIN
    IF EXISTS (SELECT FROM (SELECT DISTINCT indicator FROM submitted) s WHERE NOT EXISTS (SELECT FROM indicators.indicator i WHERE i.code = s.indicator))
        OR EXISTS (SELECT FROM (SELECT DISTINCT methodology FROM submitted WHERE methodology IS NOT NULL) s
            WHERE NOT EXISTS (SELECT FROM indicators.methodology m WHERE m.code = s.methodology))
    THEN RAISE EXCEPTION 'a figure is of an indicator, and under a standard, that is defined' USING ERRCODE = 'foreign_key_violation';
    END IF;
    -- Without a caller only a role exempt from row-level security gets here (operation, not service).
    IF map.caller() IS NULL THEN RETURN NULL; END IF;
    -- Of a definition that ended while these rows were on their way: whoever ends one waits for those under way, and those
    -- that come later see its end.
    PERFORM indicators.lock_map(false);
    IF EXISTS (
        SELECT FROM (SELECT DISTINCT indicator, methodology, period_end FROM submitted) s
        JOIN indicators.indicator i ON i.code = s.indicator LEFT JOIN indicators.methodology m ON m.code = s.methodology
        WHERE i.valid_to <= s.period_end OR m.valid_to <= s.period_end)
    THEN RAISE EXCEPTION 'a definition ended meanwhile';
    END IF;
    SELECT array_agg(s.locality_id), array_agg(s.period_end) INTO units, days
    FROM (SELECT DISTINCT locality_id, period_end FROM submitted) s;
    IF EXISTS (
        SELECT s.locality_id, s.period_end, s.tenant_id FROM submitted s
        EXCEPT SELECT o.unit, o.on_day, o.owner FROM indicators.owners_of(units, days) o)
    THEN RAISE EXCEPTION 'a figure is submitted in the name of the tenant that answers for its unit';
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER "guard_submitted" AFTER INSERT ON "indicators"."observation"
    REFERENCING NEW TABLE AS submitted FOR EACH STATEMENT EXECUTE FUNCTION "indicators"."guard_submitted"();

CREATE FUNCTION "indicators"."guard_use"() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF EXISTS (SELECT FROM indicators.observation o WHERE CASE TG_TABLE_NAME WHEN 'indicator' THEN o.indicator ELSE o.methodology END = OLD.code)
    THEN RAISE EXCEPTION 'figures rest on this definition' USING ERRCODE = 'foreign_key_violation';
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER "guard_use" AFTER DELETE OR UPDATE OF "code" ON "indicators"."indicator"
    FOR EACH ROW EXECUTE FUNCTION "indicators"."guard_use"();
CREATE TRIGGER "guard_use" AFTER DELETE OR UPDATE OF "code" ON "indicators"."methodology"
    FOR EACH ROW EXECUTE FUNCTION "indicators"."guard_use"();
-- It looks across tenants: it belongs to the role that exists for that.
GRANT CREATE ON SCHEMA "indicators" TO "thi_dua_rollup";
ALTER FUNCTION "indicators"."guard_use"() OWNER TO "thi_dua_rollup";
REVOKE CREATE ON SCHEMA "indicators" FROM "thi_dua_rollup";

-- What was measured never changes. When a row last changed is read from the clock, not from the transaction's begin:
-- see `settled_until`.
CREATE OR REPLACE FUNCTION "indicators"."guard_observation"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF (OLD.id, OLD.tenant_id, OLD.locality_id, OLD.indicator, OLD.period, OLD.period_end, OLD.methodology, OLD.value, OLD.revision, OLD.submitted_at, OLD.submitted_by)
        IS DISTINCT FROM
       (NEW.id, NEW.tenant_id, NEW.locality_id, NEW.indicator, NEW.period, NEW.period_end, NEW.methodology, NEW.value, NEW.revision, NEW.submitted_at, NEW.submitted_by)
    THEN RAISE EXCEPTION 'a figure is corrected by a new revision';
    END IF;
    NEW.updated_at := clock_timestamp();
    RETURN NEW;
END $$;

-- How far a figure has come changes in one direction, and only by those who may. Its plan is kept for a connection's life,
-- and often made over few rows: hence no loop of all rows over all rows.
CREATE FUNCTION "indicators"."guard_judged"() RETURNS trigger LANGUAGE plpgsql SET enable_nestloop = off AS $$
DECLARE units uuid[]; days date[]; tenants text[]; decided boolean[]; superseded text[]; astray boolean; own boolean;
BEGIN
    IF map.caller() IS NULL THEN RETURN NULL; END IF;
    WITH changed AS MATERIALIZED (
        SELECT o.tenant_id, o.locality_id, o.period_end, o.submitted_by, n.decision IS NOT NULL AS decided,
            o.status AS was, n.status AS now, o.official AND NOT n.official AS superseded
        FROM was o JOIN is_now n ON n.id = o.id
        WHERE n.status <> o.status OR (o.official AND NOT n.official)
    ),
    released AS (SELECT DISTINCT c.locality_id, c.period_end FROM changed c WHERE c.now = 'RELEASED' AND c.was <> 'RELEASED'),
    judged AS (SELECT DISTINCT c.tenant_id, c.decided FROM changed c WHERE c.now <> c.was AND c.now <> 'RELEASED')
    SELECT
        (SELECT bool_or((c.was, c.now) NOT IN (('SUBMITTED', 'VERIFIED'), ('SUBMITTED', 'RETURNED'), ('VERIFIED', 'RELEASED'))) FROM changed c WHERE c.now <> c.was),
        (SELECT bool_or(c.submitted_by IS NOT DISTINCT FROM indicators.subject()) FROM changed c WHERE c.now <> c.was),
        (SELECT array_agg(r.locality_id ORDER BY r.locality_id, r.period_end) FROM released r),
        (SELECT array_agg(r.period_end ORDER BY r.locality_id, r.period_end) FROM released r),
        (SELECT array_agg(j.tenant_id ORDER BY j.tenant_id, j.decided) FROM judged j),
        (SELECT array_agg(j.decided ORDER BY j.tenant_id, j.decided) FROM judged j),
        (SELECT array_agg(DISTINCT c.tenant_id) FROM changed c WHERE c.superseded)
    INTO astray, own, units, days, tenants, decided, superseded;
    IF astray THEN RAISE EXCEPTION 'a figure does not go that way'; END IF;
    IF own THEN RAISE EXCEPTION 'nobody judges what they submitted'; END IF;
    IF (SELECT count(*) FROM indicators.releasable(units, days)) <> coalesce(cardinality(units), 0)
    THEN RAISE EXCEPTION 'not the caller''s to release';
    END IF;
    IF EXISTS (
        SELECT FROM unnest(tenants, decided) AS j(tenant, decided)
        WHERE NOT indicators.may_judge(j.tenant, CASE WHEN j.decided THEN 'a decision' END))
    THEN RAISE EXCEPTION 'not the caller''s to judge';
    END IF;
    IF EXISTS (SELECT FROM unnest(superseded) AS j(tenant) WHERE NOT indicators.may_judge(j.tenant, 'a decision'))
    THEN RAISE EXCEPTION 'an official figure gives way only to another that was verified';
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER "guard_judged" AFTER UPDATE ON "indicators"."observation"
    REFERENCING OLD TABLE AS was NEW TABLE AS is_now FOR EACH STATEMENT EXECUTE FUNCTION "indicators"."guard_judged"();

-- Keeping in step. Whoever changes figures first shows the second in which it begins, as a lock that others can see
-- before it commits, and only then stamps rows from the clock. So every change that is yet to appear bears a stamp not
-- before the oldest second shown, nor before now; what lies before both is settled, and a reader who goes no further
-- misses nothing, however long a writer takes.
ALTER TABLE "indicators"."observation" ALTER COLUMN "updated_at" SET DEFAULT clock_timestamp();

CREATE FUNCTION "indicators"."show_change"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM pg_advisory_xact_lock_shared(1415071049, (floor(extract(epoch FROM clock_timestamp())) - 1600000000)::int);
    RETURN NULL;
END $$;
CREATE TRIGGER "a_show_change" BEFORE INSERT OR UPDATE OR DELETE ON "indicators"."observation"
    FOR EACH STATEMENT EXECUTE FUNCTION "indicators"."show_change"();

-- To be asked in a statement of its own, before the rows are read: their snapshot must be the later one.
CREATE FUNCTION "indicators"."settled_until"() RETURNS timestamptz LANGUAGE sql VOLATILE AS $$
    SELECT least(clock_timestamp(), min(to_timestamp(1600000000 + l.objid::bigint)))
    FROM pg_locks l
    WHERE l.locktype = 'advisory' AND l.classid = 1415071049 AND l.objsubid = 2
      AND l.database = (SELECT d.oid FROM pg_database d WHERE d.datname = current_database()) $$;
