-- A standby shows nobody's locks: whoever kept in step there would miss what was under way.
CREATE OR REPLACE FUNCTION "indicators"."settled_until"() RETURNS timestamptz LANGUAGE plpgsql VOLATILE AS $$
BEGIN
    IF pg_is_in_recovery() THEN
        RAISE EXCEPTION 'what is settled is known on the primary alone' USING ERRCODE = 'read_only_sql_transaction';
    END IF;
    RETURN (SELECT least(clock_timestamp(), min(to_timestamp(1600000000 + l.objid::bigint)))
    FROM pg_locks l
    WHERE l.locktype = 'advisory' AND l.classid = 1415071049 AND l.objsubid = 2
      AND l.database = (SELECT d.oid FROM pg_database d WHERE d.datname = current_database()));
END $$;
