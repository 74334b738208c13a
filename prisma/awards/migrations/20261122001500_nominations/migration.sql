-- Nominations on their way, and the awards that come of it. Nothing moves a nomination but a step in its log: the log is
-- append-only and chained by hash, one chain a nomination, so that those who act at once on different ones never wait for
-- each other.
CREATE TYPE "awards"."nomination_status" AS ENUM ('DRAFT', 'SUBMITTED', 'RETURNED', 'APPRAISED', 'COUNCIL_VOTED', 'ESCALATED', 'DECIDED', 'REJECTED', 'REVOKED');
CREATE TYPE "awards"."step_kind" AS ENUM ('SUBMITTED', 'RETURNED', 'APPRAISED', 'COUNCIL_VOTED', 'ESCALATED', 'DECIDED', 'REJECTED', 'REVOKED');

CREATE TABLE "awards"."nomination" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "tenant_id" TEXT NOT NULL,
    "plan_id" UUID,
    "form_key" TEXT NOT NULL,
    "occasion" TEXT NOT NULL,
    "period" TEXT NOT NULL,
    "subject" TEXT NOT NULL,
    "counted_as" TEXT,
    "name" TEXT NOT NULL,
    "locality_id" UUID,
    "achievement" TEXT NOT NULL,
    "achievement_key" TEXT NOT NULL,
    "record_date" DATE NOT NULL,
    "status" "awards"."nomination_status" NOT NULL DEFAULT 'DRAFT',
    "at_tenant" TEXT,
    "stage" SMALLINT NOT NULL DEFAULT 0,
    "steps" INTEGER NOT NULL DEFAULT 0,
    "head_hash" TEXT,
    "due_on" DATE,
    "version" INTEGER NOT NULL DEFAULT 1,
    "created_by" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "nomination_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "nomination_period_form" CHECK ("period" ~ '^[0-9]{4}(-[0-9]{4})?$'),
    CONSTRAINT "nomination_occasion_known" CHECK ("occasion" IN ('ANNUAL', 'INTERIM', 'FINAL', 'EXTRAORDINARY')),
    CONSTRAINT "nomination_counted_as_known" CHECK ("counted_as" IN ('COLLECTIVE', 'INDIVIDUAL'))
);

-- Each tenant that a nomination reached, with the form that it was asked for there.
CREATE TABLE "awards"."nomination_stage" (
    "nomination_id" UUID NOT NULL,
    "ordinal" SMALLINT NOT NULL,
    "owner" TEXT NOT NULL,
    "tenant_id" TEXT NOT NULL,
    "form_key" TEXT NOT NULL,
    "reached_on" DATE NOT NULL,
    "due_on" DATE,

    CONSTRAINT "nomination_stage_pkey" PRIMARY KEY ("nomination_id", "ordinal")
);

CREATE TABLE "awards"."nomination_step" (
    "nomination_id" UUID NOT NULL,
    "seq" INTEGER NOT NULL DEFAULT 0,
    "step" "awards"."step_kind" NOT NULL,
    "from_status" "awards"."nomination_status" NOT NULL DEFAULT 'DRAFT',
    "to_status" "awards"."nomination_status" NOT NULL DEFAULT 'DRAFT',
    "stage" SMALLINT NOT NULL DEFAULT 0,
    "tenant_id" TEXT NOT NULL DEFAULT '',
    "to_tenant" TEXT,
    "form_key" TEXT,
    "acted_by" TEXT NOT NULL DEFAULT '',
    "subject" TEXT NOT NULL DEFAULT '',
    "role" TEXT NOT NULL,
    "body" TEXT,
    "remarks" TEXT,
    "content" JSONB NOT NULL DEFAULT '{}',
    "on_day" DATE NOT NULL DEFAULT CURRENT_DATE,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "prev_hash" TEXT,
    "hash" TEXT NOT NULL DEFAULT '',

    CONSTRAINT "nomination_step_pkey" PRIMARY KEY ("nomination_id", "seq")
);

CREATE TABLE "awards"."decision" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "tenant_id" TEXT NOT NULL,
    "number" TEXT NOT NULL,
    "day" DATE NOT NULL,
    "signer_name" TEXT NOT NULL,
    "signer_position" TEXT NOT NULL,
    "on_behalf_of" TEXT,
    "acting_for" TEXT,
    "decided_by" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "decision_pkey" PRIMARY KEY ("id")
);

CREATE TABLE "awards"."award" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "decision_id" UUID NOT NULL,
    "nomination_id" UUID NOT NULL,
    "stage" SMALLINT NOT NULL,
    "tenant_id" TEXT NOT NULL,
    "nominator" TEXT NOT NULL,
    "plan_id" UUID,
    "form_key" TEXT NOT NULL,
    "occasion" TEXT NOT NULL,
    "period" TEXT NOT NULL,
    "subject" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "locality_id" UUID,
    "place_id" UUID,
    "achievement_key" TEXT NOT NULL,
    "decided_on" DATE NOT NULL,
    "revoked_on" DATE,
    "revocation_number" TEXT,
    "revocation_reason" TEXT,
    "revoked_for" TEXT,
    "revoked_by" TEXT,

    CONSTRAINT "award_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "award_revoked_with_reason" CHECK (
        ("revoked_on" IS NULL) = ("revocation_number" IS NULL) AND ("revoked_on" IS NULL) = ("revocation_reason" IS NULL)
        AND ("revoked_on" IS NULL) = ("revoked_by" IS NULL) AND ("revoked_on" IS NULL) = ("revoked_for" IS NULL))
);

CREATE INDEX "nomination_tenant_id_created_at_idx" ON "awards"."nomination"("tenant_id", "created_at");
CREATE INDEX "nomination_achievement_key_idx" ON "awards"."nomination"("achievement_key");
CREATE INDEX "nomination_due_on_idx" ON "awards"."nomination"("due_on");
CREATE INDEX "nomination_stage_tenant_id_idx" ON "awards"."nomination_stage"("tenant_id");
CREATE UNIQUE INDEX "decision_tenant_id_number_day_key" ON "awards"."decision"("tenant_id", "number", "day");
CREATE UNIQUE INDEX "award_nomination_id_stage_key" ON "awards"."award"("nomination_id", "stage");
CREATE INDEX "award_tenant_id_decided_on_idx" ON "awards"."award"("tenant_id", "decided_on");
CREATE INDEX "award_nominator_idx" ON "awards"."award"("nominator");
CREATE INDEX "award_decision_id_idx" ON "awards"."award"("decision_id");
CREATE INDEX "award_plan_id_idx" ON "awards"."award"("plan_id");
CREATE INDEX "award_place_id_idx" ON "awards"."award"("place_id");
CREATE INDEX "award_achievement_key_idx" ON "awards"."award"("achievement_key");
-- Where the law forbids it (Luật 06/2022/QH15, Điều 5), an authority rewards one achievement once.
CREATE UNIQUE INDEX "award_once" ON "awards"."award"("tenant_id", "achievement_key") WHERE "decided_on" >= '2024-01-01' AND "revoked_on" IS NULL;

ALTER TABLE "awards"."nomination" ADD CONSTRAINT "nomination_tenant_id_fkey" FOREIGN KEY ("tenant_id") REFERENCES "map"."tenant"("slug") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "awards"."nomination" ADD CONSTRAINT "nomination_form_key_fkey" FOREIGN KEY ("form_key") REFERENCES "awards"."award_form"("key") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "awards"."nomination_stage" ADD CONSTRAINT "nomination_stage_nomination_id_fkey" FOREIGN KEY ("nomination_id") REFERENCES "awards"."nomination"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "awards"."nomination_step" ADD CONSTRAINT "nomination_step_nomination_id_fkey" FOREIGN KEY ("nomination_id") REFERENCES "awards"."nomination"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "awards"."decision" ADD CONSTRAINT "decision_tenant_id_fkey" FOREIGN KEY ("tenant_id") REFERENCES "map"."tenant"("slug") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "awards"."award" ADD CONSTRAINT "award_decision_id_fkey" FOREIGN KEY ("decision_id") REFERENCES "awards"."decision"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "awards"."award" ADD CONSTRAINT "award_nomination_id_fkey" FOREIGN KEY ("nomination_id") REFERENCES "awards"."nomination"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "awards"."award" ADD CONSTRAINT "award_tenant_id_fkey" FOREIGN KEY ("tenant_id") REFERENCES "map"."tenant"("slug") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "awards"."award" ADD CONSTRAINT "award_nominator_fkey" FOREIGN KEY ("nominator") REFERENCES "map"."tenant"("slug") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "awards"."award" ADD CONSTRAINT "award_form_key_fkey" FOREIGN KEY ("form_key") REFERENCES "awards"."award_form"("key") ON DELETE RESTRICT ON UPDATE CASCADE;

-- To whom a tenant's nominations are passed on: who stands directly above it, for an ended one who did on its last day, and
-- in an ended superior's place its successors.
CREATE FUNCTION "awards"."superiors_of"(tenant text) RETURNS SETOF text LANGUAGE sql STABLE AS $$
    SELECT coalesce(s.successor, l.superior)
    FROM map.tenant t
    JOIN map.tenant_line l ON l.subordinate = t.slug AND l.begins <= least(map.today(), t.ends - 1) AND least(map.today(), t.ends - 1) < l.ends
    JOIN map.tenant p ON p.slug = l.superior
    LEFT JOIN map.tenant_successor s ON s.tenant = p.slug AND p.ends <= map.today()
    WHERE t.slug = superiors_of.tenant
    ORDER BY 1
$$;

-- The form as the law of a day has it, where a tenant may confer it on such a subject and occasion; null where it may not.
CREATE FUNCTION "awards"."conferrable"(tenant text, form text, subject text, occasion text, on_day date) RETURNS text LANGUAGE sql STABLE AS $$
    SELECT f.key
    FROM awards.award_form g
    JOIN awards.award_form f ON f.code = g.code AND f.class IS NOT DISTINCT FROM g.class AND f.begins <= on_day AND on_day < f.ends
    JOIN map.tenant t ON t.slug = tenant AND t.begins <= on_day AND on_day < t.ends
    JOIN awards.award_conferral c ON c.form_key = f.key AND c.tenant_kind = t.kind AND c.begins <= on_day AND on_day < c.ends
    WHERE g.key = form AND conferrable.subject = ANY (c.subjects) AND conferrable.occasion = ANY (c.occasions)
$$;

-- By when a tenant should be done with what reached it on a day; null where there is no limit.
CREATE FUNCTION "awards"."due_on"(tenant text, form text, subject text, occasion text, reached date) RETURNS date LANGUAGE sql STABLE AS $$
    SELECT CASE WHEN occasion <> 'EXTRAORDINARY' THEN awards.after_working_days(reached,
        CASE WHEN awards.conferrable(tenant, form, subject, occasion, least(reached, t.ends - 1)) IS NULL
            THEN coalesce(s.escalate_days, d.escalate_days) ELSE coalesce(s.decide_days, d.decide_days) END) END
    FROM map.tenant t
    JOIN awards.award_default d ON d.tenant_kind = t.kind
    LEFT JOIN awards.award_setting s ON s.tenant_id = t.slug
    WHERE t.slug = tenant
$$;

-- What a council must reach: the law's share for the form where it names one, the tenant's own or its kind's, whichever is more.
CREATE FUNCTION "awards"."shares_of"(tenant text, form text, OUT quorum int, OUT approval int, OUT members int) LANGUAGE sql STABLE AS $$
    SELECT greatest(coalesce(s.quorum_percent, d.quorum_percent), c.quorum), greatest(coalesce(s.approval_percent, d.approval_percent), c.approval), s.council_members
    FROM map.tenant t
    JOIN awards.award_default d ON d.tenant_kind = t.kind
    LEFT JOIN awards.award_setting s ON s.tenant_id = t.slug,
    LATERAL (SELECT max(k.quorum_percent) AS quorum, max(k.approval_percent) AS approval FROM awards.award_conferral k WHERE k.form_key = form) c
    WHERE t.slug = tenant
$$;

-- What an entry says, with what the entry before it said, in one digest.
CREATE FUNCTION "awards"."step_hash"(s awards.nomination_step) RETURNS text LANGUAGE sql STABLE AS $$
    SELECT encode(sha256(convert_to(jsonb_build_array(s.nomination_id, s.seq, s.step, s.from_status, s.to_status, s.stage, s.tenant_id, s.to_tenant,
        s.form_key, s.acted_by, s.subject, s.role, s.body, s.remarks, s.content, s.on_day,
        to_char(s.at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'), s.prev_hash)::text, 'UTF8')), 'hex')
$$;

-- What of a nomination is fixed once it is submitted.
CREATE FUNCTION "awards"."nomination_facts"(n awards.nomination) RETURNS jsonb LANGUAGE sql IMMUTABLE AS $$
    SELECT jsonb_build_object('tenant', n.tenant_id, 'plan', n.plan_id, 'occasion', n.occasion, 'period', n.period, 'subject', n.subject,
        'countedAs', n.counted_as, 'name', n.name, 'locality', n.locality_id, 'achievement', n.achievement, 'key', n.achievement_key, 'recordDate', n.record_date)
$$;

-- The state machine. A step is all that moves a nomination, and it is taken by whoever acts for the tenant where it stands.
CREATE FUNCTION "awards"."take_step"() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    n awards.nomination;
    last awards.nomination_step;
    given awards.award;
    shares record;
    here map.tenant;
    done map.tenant;
    decided awards.decision;
    form text;
    next_tenant text;
    next_stage smallint;
    v jsonb;
BEGIN
    SELECT * INTO n FROM awards.nomination WHERE id = NEW.nomination_id FOR UPDATE;
    IF n.id IS NULL THEN RAISE EXCEPTION 'no such nomination' USING ERRCODE = 'check_violation'; END IF;
    IF NEW.step = 'REVOKED' THEN
        SELECT * INTO given FROM awards.award WHERE id = (NEW.content ->> 'award')::uuid AND nomination_id = n.id FOR UPDATE;
        NEW.tenant_id := given.tenant_id;
    ELSE
        NEW.tenant_id := CASE WHEN NEW.step = 'SUBMITTED' THEN n.tenant_id ELSE n.at_tenant END;
    END IF;
    NEW.seq := n.steps + 1;
    NEW.from_status := n.status;
    NEW.to_status := NEW.step::text::awards.nomination_status;
    NEW.acted_by := map.caller();
    NEW.subject := nullif(current_setting('app.subject', true), '');
    NEW.on_day := map.today();
    NEW.at := date_trunc('milliseconds', clock_timestamp());
    NEW.prev_hash := n.head_hash;
    NEW.stage := n.stage;
    IF NEW.step NOT IN ('SUBMITTED', 'ESCALATED') THEN
        NEW.to_tenant := NULL;
        NEW.form_key := NULL;
    END IF;
    IF NEW.tenant_id IS NULL OR NOT map.acts_for(NEW.tenant_id) THEN
        RAISE EXCEPTION 'this step is another tenant''s' USING ERRCODE = 'check_violation';
    END IF;
    SELECT * INTO here FROM map.tenant WHERE slug = NEW.tenant_id;
    IF (NEW.step::text, n.status::text) NOT IN (
        ('SUBMITTED', 'DRAFT'), ('SUBMITTED', 'RETURNED'),
        ('APPRAISED', 'SUBMITTED'), ('APPRAISED', 'ESCALATED'),
        ('COUNCIL_VOTED', 'APPRAISED'),
        ('DECIDED', 'COUNCIL_VOTED'),
        ('ESCALATED', 'COUNCIL_VOTED'), ('ESCALATED', 'DECIDED'),
        ('RETURNED', 'SUBMITTED'), ('RETURNED', 'ESCALATED'), ('RETURNED', 'APPRAISED'), ('RETURNED', 'COUNCIL_VOTED'),
        ('REJECTED', 'SUBMITTED'), ('REJECTED', 'ESCALATED'), ('REJECTED', 'APPRAISED'), ('REJECTED', 'COUNCIL_VOTED'))
        AND NEW.step <> 'REVOKED' THEN
        RAISE EXCEPTION 'no such step from here' USING ERRCODE = 'check_violation';
    END IF;
    IF NEW.step IN ('RETURNED', 'REJECTED', 'REVOKED') AND coalesce(btrim(NEW.remarks), '') = '' THEN
        RAISE EXCEPTION 'a reason is missing' USING ERRCODE = 'check_violation';
    END IF;
    -- No person both submits and decides: passing it on to a superior is submitting, too.
    IF NEW.step IN ('DECIDED', 'REJECTED', 'REVOKED') AND (NEW.subject = n.created_by OR EXISTS (
        SELECT FROM awards.nomination_step p WHERE p.nomination_id = n.id AND p.step IN ('SUBMITTED', 'ESCALATED') AND p.subject = NEW.subject)) THEN
        RAISE EXCEPTION 'no person both submits and decides' USING ERRCODE = 'check_violation';
    END IF;
    IF n.status IN ('COUNCIL_VOTED', 'DECIDED') AND NEW.step IN ('DECIDED', 'ESCALATED') THEN
        SELECT * INTO last FROM awards.nomination_step p WHERE p.nomination_id = n.id AND p.step = 'COUNCIL_VOTED' ORDER BY seq DESC LIMIT 1;
        IF (last.content ->> 'passed')::boolean IS NOT TRUE OR last.stage <> n.stage THEN
            RAISE EXCEPTION 'the council did not agree' USING ERRCODE = 'check_violation';
        END IF;
    END IF;

    next_tenant := n.at_tenant;
    next_stage := n.stage;
    form := n.form_key;
    IF NEW.step = 'SUBMITTED' THEN
        IF NEW.to_tenant IS DISTINCT FROM n.tenant_id AND NOT EXISTS (SELECT FROM awards.superiors_of(n.tenant_id) s WHERE s = NEW.to_tenant) THEN
            RAISE EXCEPTION 'a nomination goes to its own tenant''s council or to the direct superior' USING ERRCODE = 'check_violation';
        END IF;
        NEW.content := NEW.content || jsonb_build_object('nomination', awards.nomination_facts(n));
        next_tenant := NEW.to_tenant;
        next_stage := n.stage + 1;
        NEW.form_key := n.form_key;
    ELSIF NEW.step = 'ESCALATED' THEN
        IF NOT EXISTS (SELECT FROM awards.superiors_of(n.at_tenant) s WHERE s = NEW.to_tenant) THEN
            RAISE EXCEPTION 'a nomination is passed on to the direct superior' USING ERRCODE = 'check_violation';
        END IF;
        next_tenant := NEW.to_tenant;
        next_stage := n.stage + 1;
        form := coalesce(NEW.form_key, n.form_key);
        NEW.form_key := form;
    ELSIF NEW.step = 'RETURNED' THEN
        next_tenant := NULL;
    ELSIF NEW.step = 'COUNCIL_VOTED' THEN
        v := NEW.content;
        SELECT * INTO shares FROM awards.shares_of(n.at_tenant, n.form_key);
        IF (v ->> 'inFavour')::int + (v ->> 'against')::int + (v ->> 'abstained')::int IS DISTINCT FROM (v ->> 'present')::int
            OR least((v ->> 'inFavour')::int, (v ->> 'against')::int, (v ->> 'abstained')::int) < 0
            OR (v ->> 'present')::int > (v ->> 'members')::int OR (v ->> 'members')::int <> coalesce(shares.members, (v ->> 'members')::int)
            OR (v ->> 'present')::int * 100 < shares.quorum * (v ->> 'members')::int
            OR (v ->> 'heldOn')::date IS NULL OR (v ->> 'heldOn')::date > NEW.on_day OR (v ->> 'heldOn')::date >= here.ends OR (v ->> 'heldOn')::date < here.begins THEN
            RAISE EXCEPTION 'no valid vote of a council' USING ERRCODE = 'check_violation';
        END IF;
        NEW.content := v || jsonb_build_object('quorumPercent', shares.quorum, 'approvalPercent', shares.approval,
            'passed', (v ->> 'present')::int > 0 AND (v ->> 'inFavour')::int * 100 >= shares.approval * (v ->> 'present')::int);
    ELSIF NEW.step = 'DECIDED' THEN
        SELECT * INTO decided FROM awards.decision d WHERE d.id = (NEW.content ->> 'decision')::uuid;
        form := awards.conferrable(n.at_tenant, n.form_key, n.subject, n.occasion, decided.day);
        IF decided.tenant_id IS DISTINCT FROM n.at_tenant OR form IS NULL OR decided.day > NEW.on_day OR decided.day < (last.content ->> 'heldOn')::date THEN
            RAISE EXCEPTION 'the law of the day does not let this tenant confer the form' USING ERRCODE = 'check_violation';
        END IF;
        INSERT INTO awards.award (decision_id, nomination_id, stage, tenant_id, nominator, plan_id, form_key, occasion, period, subject, name,
            locality_id, place_id, achievement_key, decided_on)
        VALUES (decided.id, n.id, n.stage, n.at_tenant, n.tenant_id, n.plan_id, form, n.occasion, n.period, n.subject, n.name,
            n.locality_id, coalesce(n.locality_id, awards.place_of(n.tenant_id)), n.achievement_key, decided.day)
        RETURNING * INTO given;
        NEW.content := NEW.content || jsonb_build_object('award', given.id, 'number', decided.number, 'day', decided.day, 'form', form);
        form := n.form_key;
    ELSIF NEW.step = 'REVOKED' THEN
        SELECT * INTO done FROM map.tenant WHERE slug = map.caller();
        IF given.revoked_on IS NOT NULL OR (NEW.content ->> 'day')::date < given.decided_on OR (NEW.content ->> 'day')::date > NEW.on_day
            OR (NEW.content ->> 'day')::date < done.begins OR (NEW.content ->> 'day')::date >= done.ends THEN
            RAISE EXCEPTION 'an award is revoked once, on a day of whoever revokes it' USING ERRCODE = 'check_violation';
        END IF;
        UPDATE awards.award SET revoked_on = (NEW.content ->> 'day')::date, revocation_number = NEW.content ->> 'number',
            revocation_reason = NEW.remarks, revoked_for = done.slug, revoked_by = NEW.subject WHERE id = given.id;
        -- A nomination that has gone on to a superior, or holds a higher award, is not ended by it.
        IF n.status <> 'DECIDED' OR EXISTS (SELECT FROM awards.award a WHERE a.nomination_id = n.id AND a.revoked_on IS NULL) THEN
            NEW.to_status := n.status;
        END IF;
    END IF;

    IF NEW.step IN ('SUBMITTED', 'ESCALATED') THEN
        NEW.stage := next_stage;
        INSERT INTO awards.nomination_stage (nomination_id, ordinal, owner, tenant_id, form_key, reached_on, due_on)
        VALUES (n.id, next_stage, n.tenant_id, next_tenant, form, NEW.on_day, awards.due_on(next_tenant, form, n.subject, n.occasion, NEW.on_day));
    END IF;
    NEW.hash := awards.step_hash(NEW);
    UPDATE awards.nomination SET status = NEW.to_status, at_tenant = next_tenant, stage = next_stage, form_key = form, steps = NEW.seq, head_hash = NEW.hash,
        version = n.version + 1, due_on = CASE WHEN NEW.to_status IN ('SUBMITTED', 'ESCALATED', 'APPRAISED', 'COUNCIL_VOTED')
            THEN (SELECT s.due_on FROM awards.nomination_stage s WHERE s.nomination_id = n.id AND s.ordinal = next_stage) END
    WHERE id = n.id;
    RETURN NEW;
END
$$;
CREATE TRIGGER "take_step" BEFORE INSERT ON "awards"."nomination_step" FOR EACH ROW EXECUTE FUNCTION "awards"."take_step"();

-- Where an award is counted that names no unit: in the territory of who nominated, or of the first above it that has one.
CREATE FUNCTION "awards"."place_of"(tenant text) RETURNS uuid LANGUAGE sql STABLE AS $$
    WITH RECURSIVE up(slug, depth) AS (
        SELECT tenant, 0
        UNION ALL
        SELECT l.superior, up.depth + 1 FROM up JOIN map.tenant t ON t.slug = up.slug JOIN map.tenant_line l ON l.subordinate = up.slug
            AND l.begins <= least(map.today(), t.ends - 1) AND least(map.today(), t.ends - 1) < l.ends
        WHERE up.depth < 8
    )
    SELECT t.locality_id FROM up JOIN map.tenant t ON t.slug = up.slug WHERE t.locality_id IS NOT NULL ORDER BY up.depth LIMIT 1
$$;

-- A nomination begins as a draft of its own tenant, dated within that tenant's time; its owner edits it while it is in its
-- hands, and nothing but a step moves it.
CREATE FUNCTION "awards"."guard_nomination"() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE owner map.tenant;
BEGIN
    IF current_user = 'thi_dua_rollup' OR map.caller() IS NULL THEN RETURN NEW; END IF;
    SELECT * INTO owner FROM map.tenant WHERE slug = NEW.tenant_id;
    IF NEW.record_date >= owner.ends OR NEW.record_date < owner.begins OR make_date(left(NEW.period, 4)::int, 1, 1) >= owner.ends THEN
        RAISE EXCEPTION 'nomination dated outside the time of its tenant' USING ERRCODE = 'check_violation';
    END IF;
    IF TG_OP = 'INSERT' THEN
        IF NEW.status <> 'DRAFT' OR NEW.steps <> 0 OR NEW.stage <> 0 OR NEW.at_tenant IS NOT NULL OR NEW.head_hash IS NOT NULL OR NEW.due_on IS NOT NULL THEN
            RAISE EXCEPTION 'a nomination begins as a draft' USING ERRCODE = 'check_violation';
        END IF;
    ELSIF OLD.status NOT IN ('DRAFT', 'RETURNED')
        OR (OLD.id, OLD.tenant_id, OLD.status, OLD.stage, OLD.steps, OLD.created_by, OLD.created_at) IS DISTINCT FROM (NEW.id, NEW.tenant_id, NEW.status, NEW.stage, NEW.steps, NEW.created_by, NEW.created_at)
        OR (OLD.at_tenant, OLD.head_hash, OLD.due_on) IS DISTINCT FROM (NEW.at_tenant, NEW.head_hash, NEW.due_on) THEN
        RAISE EXCEPTION 'a nomination moves by its steps alone' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END
$$;
CREATE TRIGGER "guard_nomination" BEFORE INSERT OR UPDATE ON "awards"."nomination" FOR EACH ROW EXECUTE FUNCTION "awards"."guard_nomination"();

-- Who reads what (design, section 2): a nomination its owner, and whoever it has reached; its log and stages with it.
ALTER TABLE "awards"."nomination" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "awards"."nomination" FORCE ROW LEVEL SECURITY;
ALTER TABLE "awards"."nomination_stage" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "awards"."nomination_stage" FORCE ROW LEVEL SECURITY;
ALTER TABLE "awards"."nomination_step" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "awards"."nomination_step" FORCE ROW LEVEL SECURITY;
ALTER TABLE "awards"."decision" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "awards"."decision" FORCE ROW LEVEL SECURITY;
ALTER TABLE "awards"."award" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "awards"."award" FORCE ROW LEVEL SECURITY;

CREATE POLICY "nomination_stage_seen" ON "awards"."nomination_stage" FOR SELECT USING (map.acts_for("tenant_id") OR map.acts_for("owner"));
CREATE POLICY "nomination_seen" ON "awards"."nomination" FOR SELECT USING (
    map.acts_for("tenant_id")
    OR EXISTS (SELECT FROM awards.nomination_stage s WHERE s.nomination_id = "id" AND map.acts_for(s.tenant_id)));
CREATE POLICY "nomination_drafted" ON "awards"."nomination" FOR INSERT WITH CHECK (map.acts_for("tenant_id") AND "status" = 'DRAFT');
CREATE POLICY "nomination_edited" ON "awards"."nomination" FOR UPDATE
    USING (map.acts_for("tenant_id") AND "status" IN ('DRAFT', 'RETURNED'))
    WITH CHECK (map.acts_for("tenant_id") AND "status" IN ('DRAFT', 'RETURNED'));
CREATE POLICY "nomination_step_seen" ON "awards"."nomination_step" FOR SELECT USING (EXISTS (
    SELECT FROM awards.nomination n WHERE n.id = "nomination_id"));
CREATE POLICY "nomination_step_taken" ON "awards"."nomination_step" FOR INSERT WITH CHECK (map.acts_for("tenant_id"));
-- An award: who conferred it, who asked for it, all above either, and those below who conferred it. Written out by steps alone.
CREATE POLICY "award_seen" ON "awards"."award" FOR SELECT USING (
    map.acts_for("tenant_id") OR map.acts_for("nominator") OR map.above("tenant_id", "decided_on") OR map.above("nominator", "decided_on")
    OR map.below("tenant_id", "decided_on"));
CREATE POLICY "decision_seen" ON "awards"."decision" FOR SELECT USING (
    map.acts_for("tenant_id") OR map.above("tenant_id", "day") OR map.below("tenant_id", "day"));
CREATE POLICY "decision_made" ON "awards"."decision" FOR INSERT WITH CHECK (map.acts_for("tenant_id"));

-- The log is only ever added to, and stages and awards come of it; the role that owns the functions writes them.
DO $$
DECLARE target text; grantee regrole;
BEGIN
    GRANT USAGE ON SCHEMA "awards" TO "thi_dua_rollup";
    GRANT SELECT ON "awards"."award_form", "awards"."award_conferral", "awards"."holiday", "awards"."award_default", "awards"."award_setting" TO "thi_dua_rollup";
    FOREACH target IN ARRAY ARRAY['nomination', 'nomination_stage', 'nomination_step', 'decision', 'award']
    LOOP
        EXECUTE format('GRANT SELECT, INSERT, UPDATE ON awards.%I TO "thi_dua_rollup"', target);
        EXECUTE format('CREATE POLICY "by_step" ON awards.%I TO "thi_dua_rollup" USING (true) WITH CHECK (true)', target);
        FOR grantee IN
            SELECT DISTINCT acl.grantee::regrole FROM pg_class c, aclexplode(c.relacl) acl
            WHERE c.oid = format('awards.%I', target)::regclass AND acl.grantee NOT IN (0, c.relowner, 'thi_dua_rollup'::regrole)
        LOOP
            EXECUTE format('REVOKE DELETE ON awards.%I FROM %s', target, grantee);
            IF target <> 'nomination' THEN EXECUTE format('REVOKE UPDATE ON awards.%I FROM %s', target, grantee); END IF;
            IF target IN ('nomination_stage', 'award') THEN EXECUTE format('REVOKE INSERT ON awards.%I FROM %s', target, grantee); END IF;
        END LOOP;
    END LOOP;
    FOREACH target IN ARRAY ARRAY['award_conferral', 'holiday', 'award_setting']
    LOOP
        EXECUTE format('CREATE POLICY "by_step" ON awards.%I FOR SELECT TO "thi_dua_rollup" USING (true)', target);
    END LOOP;
END
$$;
GRANT CREATE ON SCHEMA "awards" TO "thi_dua_rollup";
ALTER FUNCTION "awards"."take_step"() OWNER TO "thi_dua_rollup";
REVOKE CREATE ON SCHEMA "awards" FROM "thi_dua_rollup";
