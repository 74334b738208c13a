import { connect } from '@thi-dua/prisma/connect';

/**
 * Leaves the nation and its board of the project's own facts, and no figures: a list of one province, or of a country that is made up, is to
 * the map one of the whole country, in which those facts would be missing.
 */
export async function emptyMap(url: string): Promise<void> {
  const client = await connect(url);
  await client.query(`
    CREATE TEMP TABLE nation AS SELECT * FROM map.locality WHERE level = 'NATION';
    CREATE TEMP TABLE nation_name AS SELECT locality_id, begins, ends, name, full_name, type
      FROM map.locality_name WHERE locality_id IN (SELECT id FROM nation);
    CREATE TEMP TABLE board AS SELECT * FROM map.tenant WHERE kind = 'CENTRAL_BOARD';
    DELETE FROM indicators.observation;
    TRUNCATE map.locality, map.tenant, map.unit_list CASCADE;
    INSERT INTO map.locality SELECT * FROM nation;
    INSERT INTO map.locality_name (locality_id, begins, ends, name, full_name, type) SELECT * FROM nation_name;
    INSERT INTO map.tenant SELECT * FROM board;
    SELECT map.rebuild_closure(), map.rebuild_authority()`);
  await client.end();
}
