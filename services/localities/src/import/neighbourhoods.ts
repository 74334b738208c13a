import type { Client } from './client.js';
import type { Check } from './staging.js';

/**
 * The communes standing on the day (`$1`) whose neighbourhoods a list covers: those it names, and those that go whole
 * into one it names. It covers no other commune's, so a list of some says nothing about the rest.
 */
export const coveredCommunes = `
  SELECT c.id FROM map.locality c
  LEFT JOIN mapped m ON m.from_level = 'COMMUNE' AND m.from_code = c.code AND c.begins < $1::date
  WHERE c.level = 'COMMUNE' AND c.begins <= $1::date AND $1::date < c.ends AND coalesce(m.extent, 'WHOLE') = 'WHOLE'
    AND coalesce(m.to_code, c.code) IN (SELECT parent_code FROM listed WHERE level = 'NEIGHBOURHOOD')`;

/**
 * Lets the neighbourhoods of communes that end go along, where the list does not say itself where they lie: whole with
 * the whole of their commune; where that was divided, or its heir is not known, nothing says to which unit.
 */
export async function followCommunes(client: Client, day: string): Promise<void> {
  await client.query('CREATE INDEX ON pair (stored_id)');
  // The day on which they came under another unit is that on which theirs ended.
  await client.query(
    `UPDATE pair p SET mapped = true FROM pair c
      WHERE p.level = 'NEIGHBOURHOOD' AND p.moved AND c.stored_id = p.parent_edge AND c.verdict IN ('ENDED', 'REPLACED')`,
  );
  await client.query(
    `UPDATE pair p SET mapped = true WHERE p.level = 'NEIGHBOURHOOD' AND p.moved AND p.parent_edge IS NULL
      AND EXISTS (SELECT FROM map.locality_parent e WHERE e.child_id = p.stored_id AND e.ends = $1::date)`,
    [day],
  );
  await client.query(
    `INSERT INTO pair (level, code, parent_level, parent_code, stored_id, begins, ends, full_name, stored_full_name,
        stored_parent, parent_edge, parent_edge_begins, mapped, sole, neighbour_gone,
        verdict, id, final_begins, final_ends, parent_id, moved)
      SELECT v.level, v.code, heir.level, heir.code, v.id, v.begins, v.ends, n.full_name, n.full_name,
        e.parent_id, e.parent_id, e.begins, true, false, false, 'SAME', v.id, v.begins, v.ends, heir.id, true
      FROM pair c
      JOIN map.locality_parent e ON e.parent_id = c.stored_id AND e.begins <= $1::date AND $1::date < e.ends
      JOIN map.locality v ON v.id = e.child_id AND v.level = 'NEIGHBOURHOOD'
      JOIN map.locality_name n ON n.locality_id = v.id AND n.begins <= $1::date AND $1::date < n.ends
      LEFT JOIN (
        SELECT m.from_code, t.id, t.level, t.code FROM mapped m
        JOIN pair t ON t.code = m.to_code AND t.level = 'COMMUNE' AND t.verdict NOT IN ('ENDED', 'CONTRADICTION')
        WHERE m.from_level = 'COMMUNE' AND m.extent = 'WHOLE'
      ) heir ON heir.from_code = c.code
      WHERE c.level = 'COMMUNE' AND c.verdict IN ('ENDED', 'REPLACED')
        AND NOT EXISTS (SELECT FROM pair p WHERE p.stored_id = v.id)`,
    [day],
  );
}

/** Remembers for which communes a list told the neighbourhoods. */
export async function recordNeighbourhoodLists(client: Client, day: string): Promise<void> {
  await client.query(
    `INSERT INTO map.neighbourhood_list (commune_id, as_of, neighbourhoods)
      SELECT coalesce(parent_id, parent_edge), $1::date, count(*) FROM pair
      WHERE level = 'NEIGHBOURHOOD' AND line IS NOT NULL GROUP BY 1
      ON CONFLICT DO NOTHING`,
    [day],
  );
}

/** What must hold of changes of neighbourhoods, whose lists come commune by commune. */
export const neighbourhoodChecks = (day: string): Check[] => [
  {
    // Codes of communes are reused, and a neighbourhood keeps the code it got under the old one.
    code: 'CONTRADICTION',
    sql: `SELECT p.line, format('%s is the code of %s in %s: whose is it?', p.code, p.stored_full_name, c.code) AS message
      FROM pair p JOIN map.locality c ON c.id = p.parent_edge
      WHERE p.level = 'NEIGHBOURHOOD' AND p.line IS NOT NULL AND p.parent_edge <> p.parent_id
        AND (p.renamed OR p.retyped OR p.verdict = 'REPLACED')
        AND NOT EXISTS (SELECT FROM pair o WHERE o.stored_id = p.parent_edge AND o.verdict IN ('ENDED', 'REPLACED'))`,
  },
  {
    code: 'OVERLAP',
    sql: `SELECT c.line, format('%s ends by this list, but %s is stored as lying in it from %s on.', c.code, min(v.code), min(e.begins)) AS message
      FROM pair c JOIN map.locality_parent e ON e.parent_id = c.stored_id AND e.begins > $1::date
      JOIN map.locality v ON v.id = e.child_id AND v.level = 'NEIGHBOURHOOD'
      WHERE c.level = 'COMMUNE' AND c.verdict IN ('ENDED', 'REPLACED') GROUP BY c.line, c.code`,
    values: [day],
  },
  {
    code: 'DATES_OUT_OF_ORDER',
    sql: `SELECT min(p.line) AS line, format('The neighbourhoods of %s have been listed for %s already; a list of %s that differs from what is stored comes too late.',
        c.code, max(l.as_of), $1::date) AS message
      FROM pair p JOIN map.neighbourhood_list l ON l.commune_id = coalesce(p.parent_id, p.parent_edge) AND l.as_of > $1::date
      JOIN map.locality c ON c.id = l.commune_id
      WHERE p.level = 'NEIGHBOURHOOD' AND (p.verdict <> 'SAME' OR p.moved) GROUP BY c.code`,
    values: [day],
  },
];
