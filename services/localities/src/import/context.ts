import type { Client } from './client.js';
import type { ListContext } from './judge.js';

/** How a list of `day`, staged in `listed`, stands among those that have been read. */
export async function contextOf(client: Client, day: string, byMapping: boolean): Promise<ListContext> {
  const { rows } = await client.query<{
    earlier: boolean;
    later: boolean;
    districts: boolean;
    districtsBefore: boolean;
  }>(
    `SELECT EXISTS (SELECT FROM map.unit_list WHERE as_of < $1::date) AS earlier,
      EXISTS (SELECT FROM map.unit_list WHERE as_of > $1::date) AS later,
      EXISTS (SELECT FROM listed WHERE level = 'DISTRICT') AS districts,
      EXISTS (SELECT FROM map.locality WHERE level = 'DISTRICT' AND begins < $1::date AND $1::date <= ends) AS "districtsBefore"`,
    [day],
  );
  const [row] = rows;
  const abolished = row?.districtsBefore === true && !row.districts;
  return {
    day,
    // A list of another order than that of the day before shows what began with that order, not what always stood.
    first: row?.earlier === false && !abolished,
    latest: row?.later === false,
    abolished: new Set(byMapping && abolished ? ['DISTRICT'] : []),
  };
}
