-- Whoever answers for a unit's figure of a day is the one who reported it, or the successor that acts for that one: else
-- nobody could correct it. Submitting holds this; whoever changes tenants or the map asks for it here, before the commit.

-- Figures, from a day on, of units and of all that lies in them, that stand as one tenant (of `k_of`, where that is given)
-- reported them while another now answers for the unit. A unit for which nobody answers then, as it has ended, strands nothing: nobody is to correct it.
-- Of tenants whose figures the caller may not know of there is one row, without a name and a number. Figures are kept from
-- changing until the transaction ends. In the schema of the map, since this is asked by those who change it.
CREATE FUNCTION "map"."stranded_figures"(k_units uuid[], k_from date, k_of text[])
RETURNS TABLE ("tenant" text, "figures" int, "lastDay" text, "codes" text[])
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
    SET enable_seqscan = off SET enable_mergejoin = off AS $$
#variable_conflict use_column
DECLARE
    -- Whom row-level security does not confine (operation, not service).
    everyone boolean := (SELECT r.rolbypassrls OR r.rolsuper FROM pg_roles r WHERE r.rolname = session_user);
BEGIN
    PERFORM indicators.lock_map(true);
    RETURN QUERY
    WITH touched AS MATERIALIZED (
        SELECT u.unit FROM unnest(k_units) AS u(unit)
        UNION
        SELECT c.descendant_id FROM unnest(k_units) AS u(unit) JOIN map.closure c ON c.ancestor_id = u.unit AND c.ends > k_from
    ),
    standing AS MATERIALIZED (
        SELECT s.tenant_id, t.unit, s.period_end, count(DISTINCT (s.indicator, s.period, s.methodology))::int AS figures
        FROM touched t CROSS JOIN LATERAL (
            SELECT o.tenant_id, o.period_end, o.indicator, o.period, o.methodology
            FROM indicators.observation o
            WHERE o.locality_id = t.unit AND o.period_end >= k_from AND (o.current OR o.official)
              AND (k_of IS NULL OR o.tenant_id = ANY (k_of)) OFFSET 0) s
        GROUP BY s.tenant_id, t.unit, s.period_end
    ),
    owned AS MATERIALIZED (
        SELECT w.unit, w.on_day, w.owner
        FROM (SELECT array_agg(d.unit) AS units, array_agg(d.period_end) AS days FROM (SELECT DISTINCT s.unit, s.period_end FROM standing s) d) a
        CROSS JOIN LATERAL indicators.owners_of(a.units, a.days) w
    ),
    stranded AS (
        SELECT s.tenant_id, s.unit, s.period_end, s.figures,
            everyone OR map.acts_for(s.tenant_id) OR map.above(s.tenant_id, s.period_end) AS known
        FROM standing s JOIN owned w ON w.unit = s.unit AND w.on_day = s.period_end
        WHERE w.owner <> s.tenant_id AND NOT EXISTS (
            SELECT FROM map.authority a
            WHERE a.subordinate = s.tenant_id AND a.superior = w.owner AND a.basis = 'SUCCESSOR'
              AND a.begins <= map.today() AND map.today() < a.ends)
    )
    SELECT CASE WHEN s.known THEN s.tenant_id END,
        CASE WHEN s.known THEN sum(s.figures)::int END,
        CASE WHEN s.known THEN max(s.period_end)::text END,
        CASE WHEN s.known THEN (array_agg(DISTINCT (SELECT l.code FROM map.locality l WHERE l.id = s.unit)))[1:5] END
    FROM stranded s
    GROUP BY s.known, CASE WHEN s.known THEN s.tenant_id END
    ORDER BY 1;
END $$;

-- It looks across tenants: it belongs to the role that exists for that.
GRANT CREATE ON SCHEMA "map" TO "thi_dua_rollup";
ALTER FUNCTION "map"."stranded_figures"(uuid[], date, text[]) OWNER TO "thi_dua_rollup";
REVOKE CREATE ON SCHEMA "map" FROM "thi_dua_rollup";

-- Looked up for many at once by `links_between` since.
DROP FUNCTION "indicators"."origins"(uuid, date, date);

-- What was released stays official until its correction is released in its turn: by whoever may release it, and nobody else.
CREATE OR REPLACE FUNCTION "indicators"."guard_judged"() RETURNS trigger LANGUAGE plpgsql SET enable_nestloop = off AS $$
DECLARE units uuid[]; days date[]; tenants text[]; decided boolean[]; superseded text[]; astray boolean; own boolean; withdrawn boolean;
BEGIN
    IF map.caller() IS NULL THEN RETURN NULL; END IF;
    WITH changed AS MATERIALIZED (
        SELECT o.tenant_id, o.locality_id, o.indicator, o.period, o.period_end, o.methodology, o.revision, o.submitted_by, n.decision IS NOT NULL AS decided,
            o.status AS was, n.status AS now, o.official AND NOT n.official AS superseded
        FROM was o JOIN is_now n ON n.id = o.id
        WHERE n.status <> o.status OR (o.official AND NOT n.official)
    ),
    released AS (SELECT DISTINCT c.locality_id, c.period_end FROM changed c WHERE (c.now = 'RELEASED' AND c.was <> 'RELEASED') OR (c.superseded AND c.was = 'RELEASED')),
    judged AS (SELECT DISTINCT c.tenant_id, c.decided FROM changed c WHERE c.now <> c.was AND c.now <> 'RELEASED')
    SELECT
        (SELECT bool_or((c.was, c.now) NOT IN (('SUBMITTED', 'VERIFIED'), ('SUBMITTED', 'RETURNED'), ('VERIFIED', 'RELEASED'))) FROM changed c WHERE c.now <> c.was),
        (SELECT bool_or(c.submitted_by IS NOT DISTINCT FROM indicators.subject()) FROM changed c WHERE c.now <> c.was),
        (SELECT array_agg(r.locality_id ORDER BY r.locality_id, r.period_end) FROM released r),
        (SELECT array_agg(r.period_end ORDER BY r.locality_id, r.period_end) FROM released r),
        (SELECT array_agg(j.tenant_id ORDER BY j.tenant_id, j.decided) FROM judged j),
        (SELECT array_agg(j.decided ORDER BY j.tenant_id, j.decided) FROM judged j),
        (SELECT array_agg(DISTINCT c.tenant_id) FROM changed c WHERE c.superseded AND c.was <> 'RELEASED'),
        (SELECT bool_or(NOT EXISTS (
            SELECT FROM indicators.observation l
            WHERE l.locality_id = c.locality_id AND l.indicator = c.indicator AND l.period = c.period
              AND l.methodology IS NOT DISTINCT FROM c.methodology AND l.revision > c.revision AND l.status = 'VERIFIED'))
            FROM changed c WHERE c.superseded AND c.was = 'RELEASED')
    INTO astray, own, units, days, tenants, decided, superseded, withdrawn;
    IF withdrawn THEN RAISE EXCEPTION 'a released figure gives way only to its correction'; END IF;
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
