-- Tells of figures that were opened to everyone, one event for each unit and period: by a release, or by the release of single
-- reports. A release opens the unit's own reports with it: that is told once.
CREATE FUNCTION "indicators"."tell_release"() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    -- In the order of units: two releases at once wait for each other instead of forever.
    PERFORM events.emit('FIGURE_RELEASED', 'Locality', r.locality_id, r.tenant_id, NULL,
        jsonb_build_object('locality', r.locality_id, 'period', r.period, 'basis', r.basis), to_everyone => true)
    FROM (SELECT DISTINCT c.locality_id, c.tenant_id, c.period, c.basis FROM changed c ORDER BY 1, 3, 4) r;
    RETURN NULL;
END
$$;
CREATE TRIGGER "told" AFTER INSERT ON "indicators"."release" REFERENCING NEW TABLE AS changed
    FOR EACH STATEMENT EXECUTE FUNCTION "indicators"."tell_release"();

CREATE FUNCTION "indicators"."tell_released_reports"() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    PERFORM events.emit('FIGURE_RELEASED', 'Locality', r.locality_id, map.caller(), NULL,
        jsonb_build_object('locality', r.locality_id, 'period', r.period, 'basis', 'OFFICIAL'), to_everyone => true)
    FROM (
        SELECT DISTINCT n.locality_id, n.period
        FROM new_rows n JOIN old_rows o ON o.id = n.id
        WHERE n.status = 'RELEASED' AND o.status <> 'RELEASED'
        ORDER BY 1, 2
    ) r
    WHERE current_setting('app.events_woken', true) IS DISTINCT FROM pg_current_xact_id_if_assigned()::text OR NOT EXISTS (
        SELECT FROM events.event e
        WHERE e.subject_type = 'Locality' AND e.subject_id = r.locality_id AND e.occurred_at = CURRENT_TIMESTAMP::timestamptz(3)
          AND e.data ->> 'period' = r.period AND e.data ->> 'basis' = 'OFFICIAL');
    RETURN NULL;
END
$$;
CREATE TRIGGER "told" AFTER UPDATE ON "indicators"."observation" REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows
    FOR EACH STATEMENT EXECUTE FUNCTION "indicators"."tell_released_reports"();

GRANT CREATE ON SCHEMA "indicators" TO "thi_dua_rollup";
ALTER FUNCTION "indicators"."tell_release"() OWNER TO "thi_dua_rollup";
ALTER FUNCTION "indicators"."tell_released_reports"() OWNER TO "thi_dua_rollup";
REVOKE CREATE ON SCHEMA "indicators" FROM "thi_dua_rollup";
