-- The map is commanded by the central board (design §2), from now on through the graph as well. Reading stays open to all;
-- writing passes row-level security, whatever the service in front of it thinks.

-- Whether the caller is the central board, standing today.
CREATE FUNCTION "map"."commands_map"() RETURNS boolean LANGUAGE sql STABLE PARALLEL SAFE
    AS $$ SELECT EXISTS (
        SELECT FROM map.tenant t
        WHERE t.slug = map.caller() AND t.kind = 'CENTRAL_BOARD' AND t.begins <= map.today() AND map.today() < t.ends) $$;

-- Makes a table writable to the role that serves, whatever that role is called here: who may read it, apart from the
-- role of the roll-ups.
CREATE FUNCTION "map"."serve_written"(target regclass) RETURNS void LANGUAGE plpgsql AS $$
DECLARE grantee regrole;
BEGIN
    FOR grantee IN
        SELECT DISTINCT acl.grantee::regrole FROM pg_class c, aclexplode(c.relacl) acl
        WHERE c.oid = target AND acl.privilege_type = 'SELECT' AND acl.grantee NOT IN (0, c.relowner, 'thi_dua_rollup'::regrole)
    LOOP
        EXECUTE format('GRANT INSERT, UPDATE, DELETE ON %s TO %s', target, grantee);
    END LOOP;
END
$$;

-- The rule of the map for one of its tables: everyone reads, the central board writes. The owner is subject to it as
-- well, hence its own policy: migrations correct facts.
CREATE FUNCTION "map"."command_by_board"(target regclass) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    PERFORM map.serve_written(target);
    EXECUTE format('ALTER TABLE %s ENABLE ROW LEVEL SECURITY', target);
    EXECUTE format('ALTER TABLE %s FORCE ROW LEVEL SECURITY', target);
    EXECUTE format('CREATE POLICY "map_read" ON %s FOR SELECT USING (true)', target);
    EXECUTE format('CREATE POLICY "map_insert" ON %s FOR INSERT WITH CHECK ((SELECT map.commands_map()))', target);
    EXECUTE format('CREATE POLICY "map_update" ON %s FOR UPDATE USING ((SELECT map.commands_map()))', target);
    EXECUTE format('CREATE POLICY "map_delete" ON %s FOR DELETE USING ((SELECT map.commands_map()))', target);
    EXECUTE format('CREATE POLICY "map_owner" ON %s TO %I USING (true)', target, current_user);
END
$$;

SELECT map.command_by_board('map.locality');
SELECT map.command_by_board('map.locality_name');
SELECT map.command_by_board('map.locality_parent');
SELECT map.command_by_board('map.succession');
SELECT map.command_by_board('map.designation');
SELECT map.command_by_board('map.declared_children');
SELECT map.command_by_board('map.unit_list');

-- What is derived is written by its derivation alone, and the derivation by whoever may change what it is derived from.
ALTER FUNCTION "map"."refresh_closure"(uuid[]) SECURITY DEFINER SET search_path = pg_catalog, pg_temp;
ALTER FUNCTION "map"."rebuild_closure"() SECURITY DEFINER SET search_path = pg_catalog, pg_temp;
ALTER FUNCTION "map"."rebuild_authority"() SECURITY DEFINER SET search_path = pg_catalog, pg_temp;
