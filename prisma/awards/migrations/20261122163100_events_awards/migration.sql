-- Tells of every step of a nomination, to its owner and those whom it has reached, and of awards that were decided and revoked,
-- to whoever may read the award.
CREATE FUNCTION "awards"."tell_step"() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    PERFORM events.emit('NOMINATION_MOVED', 'Nomination', n.id, n.tenant_id, n.record_date, jsonb_build_object('nomination', n.id),
        ARRAY(SELECT DISTINCT s.tenant_id FROM awards.nomination_stage s WHERE s.nomination_id = n.id AND s.tenant_id <> n.tenant_id ORDER BY 1))
    FROM awards.nomination n WHERE n.id = NEW.nomination_id;
    RETURN NULL;
END
$$;
CREATE TRIGGER "told" AFTER INSERT ON "awards"."nomination_step" FOR EACH ROW EXECUTE FUNCTION "awards"."tell_step"();

CREATE FUNCTION "awards"."tell_award"() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    PERFORM events.emit(CASE WHEN NEW.revoked_on IS NULL THEN 'AWARD_DECIDED' ELSE 'AWARD_REVOKED' END, 'Award', NEW.id, NEW.tenant_id,
        NEW.decided_on, jsonb_build_object('award', NEW.id), ARRAY[NEW.nominator], to_superiors => true, to_subordinates => true);
    RETURN NULL;
END
$$;
CREATE TRIGGER "decided" AFTER INSERT ON "awards"."award" FOR EACH ROW EXECUTE FUNCTION "awards"."tell_award"();
CREATE TRIGGER "revoked" AFTER UPDATE OF "revoked_on" ON "awards"."award" FOR EACH ROW
    WHEN (OLD."revoked_on" IS NULL AND NEW."revoked_on" IS NOT NULL) EXECUTE FUNCTION "awards"."tell_award"();

GRANT CREATE ON SCHEMA "awards" TO "thi_dua_rollup";
ALTER FUNCTION "awards"."tell_step"() OWNER TO "thi_dua_rollup";
ALTER FUNCTION "awards"."tell_award"() OWNER TO "thi_dua_rollup";
REVOKE CREATE ON SCHEMA "awards" FROM "thi_dua_rollup";
