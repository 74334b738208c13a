import type { Client } from './client.js';
import { newSuccessions } from './difference.js';

interface Step {
  title: string;
  sql: string;
}

// A query of its own within the statement, so that it is put together once and not for each row.
const flags = (...pairs: [code: string, explanation: string][]) =>
  `(SELECT jsonb_build_array(${pairs.map(([code, text]) => `jsonb_build_object('code', '${code}', 'explanation', format('${text}', $1::date))`).join(', ')}))`;

// As the project's own facts flag what a list shows without its day.
const endedFlags = flags(
  ['LAST_DAY_UNKNOWN', 'No longer in the list of %s; its last day is not stated.'],
  ['HEIR_UNKNOWN', 'What it was merged into is not stated.'],
  ['RESOLUTION_UNKNOWN', 'The resolution that ended it is not stated.'],
);
const begunFlags = flags(
  ['FIRST_DAY_UNKNOWN', 'First in the list of %s; its first day is not stated.'],
  ['ORIGIN_UNKNOWN', 'What it was formed from is not stated.'],
  ['RESOLUTION_UNKNOWN', 'The resolution that formed it is not stated.'],
);
const unresolvedFlags = flags(['RESOLUTION_UNKNOWN', 'The resolution that ended it on %s is not stated.']);
const renamedFlags = flags([
  'RENAME_DAY_UNKNOWN',
  'Renamed or retyped by the list of %s; the day of the change is not stated.',
]);
const movedFlags = flags([
  'PARENT_DAY_UNKNOWN',
  'Under another unit first in the list of %s; the day of the change is not stated.',
]);
const unplacedFlags = flags([
  'PARENT_UNKNOWN',
  'Its commune was divided or ended on %s; in which unit it lies since then is not stated.',
]);

// Rows go in in the order of an index: a large one is then written page by page, not all over.
/** Everything is cut where it ends before anything begins: on no day may a unit have two names, or a code two units. */
const steps: Step[] = [
  {
    title: 'ending units',
    sql: `UPDATE map.locality l SET ends = $1::date, last_day_known = p.day_known,
        flags = l.flags || CASE WHEN NOT p.day_known THEN ${endedFlags}
          WHEN EXISTS (SELECT FROM mapped m WHERE m.from_code = p.code AND m.legal_basis IS NULL) THEN ${unresolvedFlags}
          ELSE '[]' END
      FROM pair p WHERE p.stored_id = l.id AND p.verdict IN ('ENDED', 'REPLACED')`,
  },
  {
    title: 'ending names',
    sql: `UPDATE map.locality_name n SET ends = $1::date FROM pair p
      WHERE p.stored_id = n.locality_id AND n.begins < $1::date AND $1::date < n.ends
        AND (p.verdict IN ('ENDED', 'REPLACED') OR p.renamed OR p.retyped)`,
  },
  {
    title: 'ending lines',
    sql: `UPDATE map.locality_parent e SET ends = $1::date FROM pair p
      WHERE p.stored_id = e.child_id AND e.begins < $1::date AND $1::date < e.ends
        AND (p.verdict IN ('ENDED', 'REPLACED') OR p.moved)`,
  },
  {
    title: 'ending designations',
    sql: `UPDATE map.designation d SET ends = $1::date FROM pair p
      WHERE p.stored_id = d.locality_id AND d.begins < $1::date AND $1::date < d.ends AND p.verdict IN ('ENDED', 'REPLACED')`,
  },
  {
    title: 'new units',
    sql: `INSERT INTO map.locality (id, code, level, begins, ends, first_day_known, last_day_known, flags)
      SELECT id, code, level, final_begins, final_ends, day_known, true, CASE WHEN day_known THEN '[]' ELSE ${begunFlags} END
      FROM pair WHERE verdict IN ('NEW', 'REPLACED') ORDER BY code`,
  },
  {
    title: 'names',
    sql: `INSERT INTO map.locality_name (locality_id, begins, ends, name, full_name, type)
      SELECT id, CASE WHEN verdict = 'GOES_ON' THEN $1::date ELSE final_begins END, final_ends, name, full_name, type
      FROM pair WHERE verdict IN ('NEW', 'REPLACED') OR renamed OR retyped ORDER BY id`,
  },
  {
    title: 'spelling',
    sql: `UPDATE map.locality_name n SET name = p.name, full_name = p.full_name FROM pair p
      WHERE p.respelled AND n.locality_id = p.id AND n.begins <= $1::date AND $1::date < n.ends`,
  },
  {
    title: 'lines',
    sql: `INSERT INTO map.locality_parent (child_id, parent_id, begins, ends)
      SELECT p.id, p.parent_id,
        greatest(CASE WHEN p.verdict IN ('NEW', 'REPLACED') THEN p.final_begins ELSE $1::date END, above.begins),
        least(p.final_ends, above.ends)
      FROM pair p JOIN map.locality above ON above.id = p.parent_id
      WHERE p.verdict IN ('NEW', 'REPLACED') OR p.moved ORDER BY p.id`,
  },
  {
    title: 'open questions',
    sql: `UPDATE map.locality l SET flags = l.flags
        || CASE WHEN p.renamed OR p.retyped THEN ${renamedFlags} ELSE '[]' END || CASE WHEN p.moved THEN ${movedFlags} ELSE '[]' END
      FROM pair p WHERE p.id = l.id AND p.verdict IN ('SAME', 'GOES_ON') AND NOT p.mapped AND (p.renamed OR p.retyped OR p.moved)`,
  },
  {
    title: 'successions',
    sql: `INSERT INTO map.succession (from_id, to_id, effective_on, extent, legal_basis) ${newSuccessions}`,
  },
  {
    title: 'neighbourhoods without a commune',
    sql: `UPDATE map.locality v SET flags = v.flags || ${unplacedFlags}
      FROM pair p WHERE p.id = v.id AND p.moved AND p.parent_id IS NULL`,
  },
  {
    // Told of the very day on which its commune ended: nothing is left open.
    title: 'neighbourhoods placed',
    sql: `UPDATE map.locality v SET flags = (
        SELECT coalesce(jsonb_agg(f), '[]') FROM jsonb_array_elements(v.flags) f WHERE f->>'code' <> 'PARENT_UNKNOWN')
      FROM pair p WHERE p.id = v.id AND p.moved AND p.mapped AND p.parent_edge IS NULL`,
  },
  {
    title: 'origins now whole',
    sql: `UPDATE map.locality l SET flags = (
        SELECT coalesce(jsonb_agg(f), '[]') FROM jsonb_array_elements(l.flags) f WHERE f->>'code' <> 'ORIGIN_PARTIAL')
      FROM pair p WHERE p.id = l.id AND p.mapped AND l.begins = $1::date AND l.flags @> '[{"code": "ORIGIN_PARTIAL"}]'`,
  },
  {
    // An official count is needed only where not all children are stored. An older one still needed would reach over
    // the days of a younger one taken away: oldest first.
    title: 'official counts',
    sql: `DELETE FROM map.declared_children d WHERE d.count = (
          SELECT count(*) FROM map.locality_parent e WHERE e.parent_id = d.locality_id AND e.begins <= $1::date AND $1::date < e.ends)
        AND d.begins <= $1::date
        AND NOT EXISTS (SELECT FROM map.declared_children other WHERE other.locality_id = d.locality_id AND other.begins < d.begins)
        AND NOT EXISTS (SELECT FROM map.declared_children next WHERE next.locality_id = d.locality_id
          AND next.begins > d.begins AND next.begins <= $1::date)`,
  },
];

/** Writes the changes to the map. */
export async function applyChanges(client: Client, day: string, onStep: (title: string) => void): Promise<void> {
  await client.query('ANALYZE pair (verdict, id, stored_id, parent_id)');
  for (const { title, sql } of steps) {
    onStep(title);
    await client.query(sql, sql.includes('$1') ? [day] : []);
  }
}

/** The units whose life or place the list changes. */
const placed = `
  SELECT stored_id AS id FROM pair WHERE verdict IN ('ENDED', 'REPLACED')
  UNION SELECT id FROM pair WHERE verdict IN ('NEW', 'REPLACED') OR moved
  -- Neighbourhoods are not in the list that moves them with their commune.
  UNION SELECT e.child_id FROM pair p JOIN map.locality_parent e ON e.parent_id = p.stored_id
    WHERE p.level = 'COMMUNE' AND p.verdict IN ('ENDED', 'REPLACED')`;

export async function placedUnits(client: Client): Promise<string[]> {
  const { rows } = await client.query<{ id: string }>(placed);
  return rows.map(({ id }) => id);
}

/** Derives from the map what is derived from it. */
export async function derive(client: Client, onStep: (title: string) => void): Promise<void> {
  onStep('ancestors');
  await client.query(`ANALYZE map.locality (id, code, level, begins, ends), map.locality_name (locality_id, begins, ends, plain_name),
    map.locality_parent (child_id, parent_id, begins, ends), map.succession (from_id, to_id)`);
  await client.query(`SELECT map.refresh_closure(array(${placed}))`);
  await client.query('ANALYZE map.closure (ancestor_id, descendant_id, depth, begins, ends)');
}
