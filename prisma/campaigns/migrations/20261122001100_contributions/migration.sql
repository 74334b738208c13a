-- What is given for the poor and what is pledged, who sponsors households, and how both add up along the map.
CREATE TYPE "campaigns"."contribution_kind" AS ENUM ('MONEY', 'GOODS', 'LABOUR');
CREATE TYPE "campaigns"."contribution_recipient" AS ENUM ('LOCALITY', 'HOUSEHOLD_GROUP', 'MODEL');

CREATE TABLE "campaigns"."contribution" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "tenant_id" TEXT NOT NULL,
    "kind" "campaigns"."contribution_kind" NOT NULL,
    "contributor_kind" TEXT NOT NULL,
    "contributor" TEXT NOT NULL,
    "recipient" "campaigns"."contribution_recipient" NOT NULL,
    "locality_id" UUID NOT NULL,
    "household_group" TEXT,
    "households" INTEGER,
    "exemplar_id" UUID,
    "purpose" TEXT,
    "goods" TEXT,
    "unit" TEXT,
    "pledged" DECIMAL(65,30),
    "pledged_quantity" DECIMAL(65,30),
    "pledged_on" DATE,
    "recorded_on" DATE NOT NULL,
    "cancelled_on" DATE,
    "cancel_reason" TEXT,
    "version" INTEGER NOT NULL DEFAULT 1,
    "created_by" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "contribution_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "contribution_pledge_whole" CHECK (("pledged" IS NULL) = ("pledged_on" IS NULL) AND "pledged" > 0
        AND ("pledged_on" IS NULL OR "recorded_on" = "pledged_on")),
    CONSTRAINT "contribution_goods_named" CHECK (("kind" = 'GOODS') = ("goods" IS NOT NULL) AND ("kind" = 'GOODS') = ("unit" IS NOT NULL)
        AND ("pledged_quantity" IS NOT NULL) = ("kind" = 'GOODS' AND "pledged" IS NOT NULL) AND "pledged_quantity" > 0),
    CONSTRAINT "contribution_recipient_named" CHECK (("recipient" = 'HOUSEHOLD_GROUP') = ("household_group" IS NOT NULL) AND "households" > 0
        AND ("households" IS NULL OR "recipient" = 'HOUSEHOLD_GROUP') AND ("exemplar_id" IS NULL OR "recipient" = 'MODEL')),
    CONSTRAINT "contribution_cancelled_whole" CHECK (("cancelled_on" IS NULL) = ("cancel_reason" IS NULL) AND ("cancelled_on" IS NULL OR "pledged" IS NOT NULL))
);
CREATE INDEX "contribution_tenant_id_idx" ON "campaigns"."contribution"("tenant_id");
CREATE INDEX "contribution_locality_id_pledged_on_idx" ON "campaigns"."contribution"("locality_id", "pledged_on");
CREATE INDEX "contribution_recorded_on_id_idx" ON "campaigns"."contribution"("recorded_on", "id");
CREATE INDEX "contribution_exemplar_id_idx" ON "campaigns"."contribution"("exemplar_id");
ALTER TABLE "campaigns"."contribution" ADD CONSTRAINT "contribution_tenant_id_fkey" FOREIGN KEY ("tenant_id") REFERENCES "map"."tenant"("slug") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "campaigns"."contribution" ADD CONSTRAINT "contribution_exemplar_id_fkey" FOREIGN KEY ("exemplar_id") REFERENCES "campaigns"."exemplar"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- What was handed over, and when. Never altered: what was entered by mistake is struck, with a reason.
CREATE TABLE "campaigns"."gift" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "contribution_id" UUID NOT NULL,
    "amount" DECIMAL(65,30) NOT NULL,
    "quantity" DECIMAL(65,30),
    "given_on" DATE NOT NULL,
    "note" TEXT,
    "recorded_by" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "struck_on" DATE,
    "struck_reason" TEXT,
    "struck_by" TEXT,

    CONSTRAINT "gift_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "gift_of_something" CHECK ("amount" > 0 AND "quantity" > 0),
    CONSTRAINT "gift_struck_whole" CHECK (("struck_on" IS NULL) = ("struck_reason" IS NULL) AND ("struck_on" IS NULL) = ("struck_by" IS NULL))
);
CREATE INDEX "gift_contribution_id_idx" ON "campaigns"."gift"("contribution_id");
ALTER TABLE "campaigns"."gift" ADD CONSTRAINT "gift_contribution_id_fkey" FOREIGN KEY ("contribution_id") REFERENCES "campaigns"."contribution"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- A body that stands by poor households for a time (nhận đỡ đầu). Half-open: it ends on the first day it no longer does.
CREATE TABLE "campaigns"."sponsorship" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "tenant_id" TEXT NOT NULL,
    "sponsor_kind" TEXT NOT NULL,
    "sponsor" TEXT NOT NULL,
    "locality_id" UUID NOT NULL,
    "households" INTEGER NOT NULL,
    "household_names" TEXT[],
    "support" TEXT,
    "begins" DATE NOT NULL,
    "ends" DATE,
    "version" INTEGER NOT NULL DEFAULT 1,
    "created_by" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "sponsorship_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "sponsorship_of_somebody" CHECK ("households" > 0 AND cardinality("household_names") <= "households"),
    CONSTRAINT "sponsorship_lasts" CHECK ("begins" < "ends")
);
CREATE INDEX "sponsorship_tenant_id_idx" ON "campaigns"."sponsorship"("tenant_id");
CREATE INDEX "sponsorship_locality_id_idx" ON "campaigns"."sponsorship"("locality_id");
CREATE INDEX "sponsorship_begins_id_idx" ON "campaigns"."sponsorship"("begins", "id");
ALTER TABLE "campaigns"."sponsorship" ADD CONSTRAINT "sponsorship_tenant_id_fkey" FOREIGN KEY ("tenant_id") REFERENCES "map"."tenant"("slug") ON DELETE RESTRICT ON UPDATE CASCADE;

-- The act that opens a unit's totals of a year to everyone.
CREATE TABLE "campaigns"."contribution_release" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "tenant_id" TEXT NOT NULL,
    "locality_id" UUID NOT NULL,
    "year" SMALLINT NOT NULL,
    "decision" TEXT NOT NULL,
    "released_by" TEXT NOT NULL,
    "released_on" DATE NOT NULL,

    CONSTRAINT "contribution_release_pkey" PRIMARY KEY ("id")
);
CREATE UNIQUE INDEX "contribution_release_locality_id_year_key" ON "campaigns"."contribution_release"("locality_id", "year");

-- A day counts where its tenant and its unit existed: nothing is dated outside (design, section 2), and no sum loses anything
-- that was given to a unit which did not stand.
CREATE FUNCTION "campaigns"."require_day"(owner text, unit uuid, on_day date) RETURNS void LANGUAGE plpgsql STABLE AS $$
BEGIN
    IF NOT EXISTS (SELECT FROM map.tenant t WHERE t.slug = owner AND t.begins <= on_day AND on_day < t.ends)
        OR NOT EXISTS (SELECT FROM map.locality l WHERE l.id = unit AND l.begins <= on_day AND on_day < l.ends) THEN
        RAISE EXCEPTION 'dated outside the time of its tenant or of its unit' USING ERRCODE = 'check_violation';
    END IF;
END
$$;

CREATE FUNCTION "campaigns"."guard_contribution"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'UPDATE' AND (NEW.tenant_id, NEW.kind, NEW.locality_id, NEW.recorded_on, NEW.created_by)
        IS DISTINCT FROM (OLD.tenant_id, OLD.kind, OLD.locality_id, OLD.recorded_on, OLD.created_by)
        OR TG_OP = 'UPDATE' AND NEW.pledged_on IS DISTINCT FROM OLD.pledged_on THEN
        RAISE EXCEPTION 'a contribution keeps its tenant, kind, unit and days' USING ERRCODE = 'check_violation';
    END IF;
    PERFORM campaigns.require_day(NEW.tenant_id, NEW.locality_id, NEW.recorded_on);
    RETURN NEW;
END
$$;
CREATE TRIGGER "guard_contribution" BEFORE INSERT OR UPDATE ON "campaigns"."contribution" FOR EACH ROW EXECUTE FUNCTION "campaigns"."guard_contribution"();

CREATE FUNCTION "campaigns"."guard_gift"() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE whole campaigns.contribution;
BEGIN
    IF TG_OP = 'UPDATE' AND (OLD.struck_on IS NOT NULL
        OR to_jsonb(OLD) - ARRAY['struck_on', 'struck_reason', 'struck_by'] IS DISTINCT FROM to_jsonb(NEW) - ARRAY['struck_on', 'struck_reason', 'struck_by']) THEN
        RAISE EXCEPTION 'a gift is struck, never altered' USING ERRCODE = 'check_violation';
    END IF;
    SELECT * INTO whole FROM campaigns.contribution c WHERE c.id = NEW.contribution_id;
    IF NEW.given_on < whole.recorded_on OR (NEW.quantity IS NULL) = (whole.kind = 'GOODS') THEN
        RAISE EXCEPTION 'not a gift of this contribution' USING ERRCODE = 'check_violation';
    END IF;
    PERFORM campaigns.require_day(whole.tenant_id, whole.locality_id, NEW.given_on);
    RETURN NEW;
END
$$;
CREATE TRIGGER "guard_gift" BEFORE INSERT OR UPDATE ON "campaigns"."gift" FOR EACH ROW EXECUTE FUNCTION "campaigns"."guard_gift"();

CREATE FUNCTION "campaigns"."guard_sponsorship"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'UPDATE' AND (NEW.tenant_id, NEW.locality_id, NEW.begins, NEW.created_by)
        IS DISTINCT FROM (OLD.tenant_id, OLD.locality_id, OLD.begins, OLD.created_by) THEN
        RAISE EXCEPTION 'a sponsorship keeps its tenant, unit and first day' USING ERRCODE = 'check_violation';
    END IF;
    PERFORM campaigns.require_day(NEW.tenant_id, NEW.locality_id, NEW.begins);
    RETURN NEW;
END
$$;
CREATE TRIGGER "guard_sponsorship" BEFORE INSERT OR UPDATE ON "campaigns"."sponsorship" FOR EACH ROW EXECUTE FUNCTION "campaigns"."guard_sponsorship"();

-- Records: seen by whoever acts for their owner and whoever stands above it, today or on their own day; written by the former.
DO $do$
DECLARE target record;
BEGIN
    FOR target IN SELECT * FROM (VALUES ('contribution', 'recorded_on'), ('sponsorship', 'begins')) AS t(name, day) LOOP
        EXECUTE format('ALTER TABLE campaigns.%I ENABLE ROW LEVEL SECURITY', target.name);
        EXECUTE format('ALTER TABLE campaigns.%I FORCE ROW LEVEL SECURITY', target.name);
        EXECUTE format($rule$CREATE POLICY %I ON campaigns.%I FOR SELECT USING (
            tenant_id = (SELECT map.caller())
            OR EXISTS (
                SELECT FROM map.authority a
                WHERE a.subordinate = tenant_id AND a.superior = (SELECT map.caller())
                  AND ((a.begins <= (SELECT map.today()) AND (SELECT map.today()) < a.ends)
                    OR (a.basis <> 'SUCCESSOR' AND a.begins <= %I.%I AND %I.%I < a.ends))))$rule$,
            target.name || '_seen', target.name, target.name, target.day, target.name, target.day);
        EXECUTE format('CREATE POLICY %I ON campaigns.%I FOR INSERT WITH CHECK (map.acts_for(tenant_id))', target.name || '_recorded', target.name);
        EXECUTE format('CREATE POLICY %I ON campaigns.%I FOR UPDATE USING (map.acts_for(tenant_id)) WITH CHECK (map.acts_for(tenant_id))', target.name || '_edited', target.name);
    END LOOP;
END
$do$;
ALTER TABLE "campaigns"."gift" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "campaigns"."gift" FORCE ROW LEVEL SECURITY;
CREATE POLICY "gift_seen" ON "campaigns"."gift" FOR SELECT USING (EXISTS (SELECT FROM campaigns.contribution c WHERE c.id = contribution_id));
CREATE POLICY "gift_recorded" ON "campaigns"."gift" FOR INSERT WITH CHECK (EXISTS (
    SELECT FROM campaigns.contribution c WHERE c.id = contribution_id AND map.acts_for(c.tenant_id)));
CREATE POLICY "gift_struck" ON "campaigns"."gift" FOR UPDATE USING (EXISTS (
    SELECT FROM campaigns.contribution c WHERE c.id = contribution_id AND map.acts_for(c.tenant_id)));

-- Whether the caller may open a unit's totals of a year: the board any, a province those below itself (design, section 2).
CREATE FUNCTION "campaigns"."may_release_totals"(k_unit uuid, k_year int) RETURNS boolean LANGUAGE sql STABLE PARALLEL SAFE AS $$
    SELECT EXISTS (
        SELECT FROM map.tenant t JOIN map.closure c ON c.ancestor_id = t.locality_id
        WHERE c.descendant_id = k_unit AND c.begins < make_date(k_year + 1, 1, 1) AND c.ends > make_date(k_year, 1, 1)
          AND (t.kind = 'CENTRAL_BOARD' OR (t.kind = 'PROVINCE' AND c.depth > 0)) AND map.acts_for(t.slug)) $$;

ALTER TABLE "campaigns"."contribution_release" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "campaigns"."contribution_release" FORCE ROW LEVEL SECURITY;
CREATE POLICY "contribution_release_seen" ON "campaigns"."contribution_release" FOR SELECT USING ((SELECT map.caller()) IS NOT NULL);
CREATE POLICY "contribution_release_made" ON "campaigns"."contribution_release" FOR INSERT
    WITH CHECK ("tenant_id" = map.caller() AND campaigns.may_release_totals("locality_id", "year"));

-- Whether the caller may see a unit's totals of a year: everyone once they are released; before, every tenant whose territory
-- the unit is or lies in, its successors, and those above it.
CREATE FUNCTION "campaigns"."may_see_totals"(k_unit uuid, k_year int) RETURNS boolean LANGUAGE sql STABLE PARALLEL SAFE AS $$
    SELECT map.caller() IS NOT NULL AND (
        EXISTS (SELECT FROM campaigns.contribution_release r WHERE r.locality_id = k_unit AND r.year = k_year)
        OR EXISTS (
            SELECT FROM map.tenant t JOIN map.closure c ON c.ancestor_id = t.locality_id
            WHERE c.descendant_id = k_unit AND c.begins < make_date(k_year + 1, 1, 1) AND c.ends > make_date(k_year, 1, 1)
              AND (t.slug = map.caller() OR EXISTS (
                SELECT FROM map.authority a
                WHERE a.subordinate = t.slug AND a.superior = map.caller()
                  AND ((a.begins <= map.today() AND map.today() < a.ends)
                    OR (a.basis <> 'SUCCESSOR' AND a.begins <= make_date(k_year, 12, 31) AND make_date(k_year, 12, 31) < a.ends)))))) $$;

-- Totals of units and years, exact: what was pledged and given to a unit or any unit in it, by the map of the day on which it
-- was. Three rows for each pair that the caller may see, none for one that it may not. A pledge that was cancelled, or a gift
-- that was struck, does not count. Reads what every tenant recorded: a total never depends on who asks.
CREATE FUNCTION "campaigns"."contribution_totals"(k_unit uuid[], k_year int[])
    RETURNS TABLE (n int, kind text, pledged numeric, given numeric, pledges int, gifts int)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    WITH k AS MATERIALIZED (
        SELECT u.n::int AS n, u.unit, make_date(u.year, 1, 1) AS first, make_date(u.year + 1, 1, 1) AS next
        FROM unnest(k_unit, k_year) WITH ORDINALITY AS u(unit, year, n)
        WHERE campaigns.may_see_totals(u.unit, u.year)
    ), pledged AS (
        SELECT k.n, c.kind, sum(c.pledged) AS amount, count(*)::int AS times
        FROM k JOIN map.closure d ON d.ancestor_id = k.unit AND d.begins < k.next AND d.ends > k.first
        JOIN campaigns.contribution c ON c.locality_id = d.descendant_id
            AND c.pledged_on >= greatest(k.first, d.begins) AND c.pledged_on < least(k.next, d.ends)
        WHERE c.cancelled_on IS NULL
        GROUP BY k.n, c.kind
    ), given AS (
        SELECT k.n, c.kind, sum(g.amount) AS amount, count(*)::int AS times
        FROM k JOIN map.closure d ON d.ancestor_id = k.unit AND d.begins < k.next AND d.ends > k.first
        JOIN campaigns.contribution c ON c.locality_id = d.descendant_id
        JOIN campaigns.gift g ON g.contribution_id = c.id
            AND g.given_on >= greatest(k.first, d.begins) AND g.given_on < least(k.next, d.ends)
        WHERE g.struck_on IS NULL
        GROUP BY k.n, c.kind
    )
    SELECT k.n, e.kind::text, coalesce(p.amount, 0), coalesce(g.amount, 0), coalesce(p.times, 0), coalesce(g.times, 0)
    FROM k CROSS JOIN unnest(enum_range(NULL::campaigns.contribution_kind)) AS e(kind)
    LEFT JOIN pledged p ON p.n = k.n AND p.kind = e.kind LEFT JOIN given g ON g.n = k.n AND g.kind = e.kind
    ORDER BY k.n, e.kind $$;

-- The same of sponsorships: one counts in every year of which it lasts a day, by the map of the last such day on which its unit
-- stands.
CREATE FUNCTION "campaigns"."sponsorship_totals"(k_unit uuid[], k_year int[]) RETURNS TABLE (n int, sponsorships int, households int)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    WITH k AS MATERIALIZED (
        SELECT u.n::int AS n, u.unit, make_date(u.year, 1, 1) AS first, make_date(u.year + 1, 1, 1) AS next
        FROM unnest(k_unit, k_year) WITH ORDINALITY AS u(unit, year, n)
        WHERE campaigns.may_see_totals(u.unit, u.year)
    )
    SELECT k.n, count(s.id)::int, coalesce(sum(s.households), 0)::int
    FROM k LEFT JOIN LATERAL (
        SELECT s.id, s.households
        FROM map.closure d JOIN campaigns.sponsorship s ON s.locality_id = d.descendant_id
        JOIN map.locality l ON l.id = s.locality_id
        CROSS JOIN LATERAL (SELECT least(k.next, s.ends, l.ends) - 1 AS day) AS last
        WHERE d.ancestor_id = k.unit AND d.begins <= last.day AND last.day < d.ends AND last.day >= k.first AND last.day >= s.begins
    ) AS s ON true
    GROUP BY k.n ORDER BY k.n $$;

GRANT SELECT ON "campaigns"."contribution", "campaigns"."gift", "campaigns"."sponsorship", "campaigns"."contribution_release" TO "thi_dua_rollup";
CREATE POLICY "contribution_totalled" ON "campaigns"."contribution" FOR SELECT TO "thi_dua_rollup" USING (true);
CREATE POLICY "gift_totalled" ON "campaigns"."gift" FOR SELECT TO "thi_dua_rollup" USING (true);
CREATE POLICY "sponsorship_totalled" ON "campaigns"."sponsorship" FOR SELECT TO "thi_dua_rollup" USING (true);
GRANT CREATE ON SCHEMA "campaigns" TO "thi_dua_rollup";
ALTER FUNCTION "campaigns"."contribution_totals"(uuid[], int[]) OWNER TO "thi_dua_rollup";
ALTER FUNCTION "campaigns"."sponsorship_totals"(uuid[], int[]) OWNER TO "thi_dua_rollup";
REVOKE CREATE ON SCHEMA "campaigns" FROM "thi_dua_rollup";
