-- Tells of plans that were issued, amended and closed, to whoever reads an issued plan in its line (design, section 2), and of reports
-- that were submitted, returned and accepted, to their tenants and those above.
CREATE FUNCTION "campaigns"."tell_plan"() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    PERFORM events.emit(CASE WHEN NEW.status = 'CLOSED' THEN 'PLAN_CLOSED' WHEN NEW.amends_id IS NULL THEN 'PLAN_ISSUED' ELSE 'PLAN_AMENDED' END,
        'Plan', NEW.id, NEW.tenant_id, NEW.record_date, jsonb_build_object('plan', NEW.id), to_superiors => true, to_subordinates => true);
    RETURN NULL;
END
$$;
CREATE TRIGGER "told" AFTER UPDATE OF "status" ON "campaigns"."plan" FOR EACH ROW
    WHEN (OLD."status" IS DISTINCT FROM NEW."status") EXECUTE FUNCTION "campaigns"."tell_plan"();

CREATE FUNCTION "campaigns"."tell_report"() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    PERFORM events.emit('REPORT_' || NEW.status, 'Report', NEW.id, NEW.tenant_id, NEW.record_date, jsonb_build_object('report', NEW.id),
        to_superiors => true);
    RETURN NULL;
END
$$;
CREATE TRIGGER "told" AFTER UPDATE OF "status" ON "campaigns"."report" FOR EACH ROW
    WHEN (OLD."status" IS DISTINCT FROM NEW."status") EXECUTE FUNCTION "campaigns"."tell_report"();

GRANT CREATE ON SCHEMA "campaigns" TO "thi_dua_rollup";
ALTER FUNCTION "campaigns"."tell_plan"() OWNER TO "thi_dua_rollup";
ALTER FUNCTION "campaigns"."tell_report"() OWNER TO "thi_dua_rollup";
REVOKE CREATE ON SCHEMA "campaigns" FROM "thi_dua_rollup";
