import type { Check } from './staging.js';

/** What must hold of a list by itself. */
export const listChecks: Check[] = [
  {
    code: 'DUPLICATE',
    sql: `SELECT l.line, format('Code %s stands on line %s already.', l.code, d.first) AS message
      FROM (SELECT code, min(line) AS first FROM listed GROUP BY code HAVING count(*) > 1) d
      JOIN listed l ON l.code = d.code AND l.line > d.first`,
  },
  {
    code: 'DUPLICATE',
    sql: `SELECT l.line, format('%s stands in %s on line %s already, under another code.', l.full_name, l.parent_code, d.first) AS message
      FROM (SELECT parent_code, lower(full_name) AS name, min(line) AS first FROM listed GROUP BY 1, 2
        HAVING min(code) <> max(code)) d
      JOIN listed l ON l.parent_code = d.parent_code AND lower(l.full_name) = d.name AND l.line > d.first`,
  },
  {
    code: 'ORPHAN',
    sql: `SELECT l.line, format('%s (%s) lies in %s, which the list does not have.', l.full_name, l.code, l.parent_code) AS message
      FROM listed l WHERE l.parent_level <> 'NATION' AND l.level <> 'NEIGHBOURHOOD'
        AND NOT EXISTS (SELECT FROM listed p WHERE p.code = l.parent_code)`,
  },
  {
    code: 'LEVEL_SKIPPED',
    sql: `SELECT line, format('%s (%s) lies directly in province %s, though the list has districts.', full_name, code, parent_code) AS message
      FROM listed WHERE level = 'COMMUNE' AND parent_level = 'PROVINCE' AND EXISTS (SELECT FROM listed WHERE level = 'DISTRICT')`,
  },
];

/** Whether rows at the end are missing: told only of a list whose rows are sound, or it would repeat their faults. */
export const cutShort: Check = {
  code: 'CUT_SHORT',
  sql: `SELECT p.line, format('The list has no commune in %s (%s): is the file cut short?', p.full_name, p.code) AS message
    FROM listed p WHERE p.level = 'PROVINCE' AND p.code NOT IN (
      SELECT coalesce(d.parent_code, c.parent_code)
      FROM listed c LEFT JOIN listed d ON d.level = 'DISTRICT' AND d.code = c.parent_code WHERE c.level = 'COMMUNE')`,
};

/** What must hold between a list and the map of its day, whose parents outside the list it builds on. */
export const orphansOnTheMap = (day: string): Check => ({
  code: 'ORPHAN',
  sql: `SELECT l.line, format('%s (%s) lies in %s, which neither the list nor the map of that day has.', l.full_name, l.code, l.parent_code) AS message
    FROM listed l WHERE (l.parent_level = 'NATION' OR l.level = 'NEIGHBOURHOOD')
      AND NOT EXISTS (SELECT FROM listed p WHERE p.code = l.parent_code)
      AND NOT EXISTS (SELECT FROM map.locality m WHERE m.code = l.parent_code AND m.begins <= $1::date AND $1::date < m.ends)`,
  values: [day],
});

/** What must hold of mappings: every part of a unit goes somewhere, from a unit that stood the day before to one that is listed. */
export const mappingChecks = (day: string): Check[] => [
  {
    code: 'DUPLICATE',
    sql: `SELECT file, line, format('%s to %s stands twice.', from_code, to_code) AS message FROM (
        SELECT *, row_number() OVER (PARTITION BY from_code, to_code ORDER BY file, line) AS n FROM mapped) m WHERE n > 1`,
  },
  {
    code: 'EXTENT',
    sql: `SELECT file, line, CASE WHEN extent = 'WHOLE'
        THEN format('%s goes whole to %s, but to others as well.', from_code, to_code)
        ELSE format('Only a part of %s goes anywhere, to %s.', from_code, to_code) END AS message
      FROM (SELECT *, count(*) OVER (PARTITION BY from_code) AS n FROM mapped) m WHERE (extent = 'WHOLE') <> (n = 1)`,
  },
  {
    code: 'UNKNOWN_UNIT',
    sql: `SELECT file, line, format('No unit %s stands on the day before %s: import the list before this one first.', from_code, $1::date) AS message
      FROM mapped m WHERE NOT EXISTS (SELECT FROM map.locality l WHERE l.code = m.from_code AND l.level = m.from_level
        AND l.begins < $1::date AND $1::date <= l.ends)`,
    values: [day],
  },
  {
    code: 'UNKNOWN_UNIT',
    sql: `SELECT file, line, format('%s becomes %s, which the list does not have.', from_code, to_code) AS message
      FROM mapped m WHERE NOT EXISTS (SELECT FROM listed l WHERE l.code = m.to_code)`,
  },
  {
    code: 'UNMAPPED',
    sql: `SELECT l.line, format('%s (%s): nothing becomes it, by the mapping.', l.full_name, l.code) AS message
      FROM listed l WHERE l.level = ANY (ARRAY(SELECT DISTINCT from_level FROM mapped WHERE from_level = to_level))
        AND NOT EXISTS (SELECT FROM mapped m WHERE m.to_code = l.code)`,
  },
  {
    code: 'UNMAPPED',
    sql: `SELECT (SELECT min(file) FROM mapped f WHERE f.from_level = l.level) AS file, NULL::int AS line,
        format('%s %s stands on the day before %s, but the mapping says nothing of it.', lower(l.level::text), l.code, $1::date) AS message
      FROM map.locality l WHERE l.level = ANY (ARRAY(SELECT DISTINCT from_level FROM mapped WHERE from_level = to_level))
        AND l.begins < $1::date AND $1::date <= l.ends AND NOT EXISTS (SELECT FROM mapped m WHERE m.from_code = l.code)`,
    values: [day],
  },
];

/** What must hold of the changes, once they are known: nothing that is stored of later days is overwritten. */
export const changeChecks = (day: string): Check[] => [
  {
    code: 'CONTRADICTION',
    sql: `SELECT line, message FROM pair WHERE verdict = 'CONTRADICTION'`,
  },
  {
    code: 'CONTRADICTION',
    sql: `SELECT line, format('%s is stored as lying in another unit from %s on.', code, $1::date) AS message
      FROM pair WHERE moved AND parent_edge_begins = $1::date`,
    values: [day],
  },
  {
    code: 'CONTRADICTION',
    sql: `SELECT m.file, m.line, format('%s to %s is stored as %s.', m.from_code, m.to_code, s.extent) AS message
      FROM mapped m
      JOIN map.locality f ON f.code = m.from_code AND f.level = m.from_level AND f.begins < $1::date AND $1::date <= f.ends
      JOIN pair t ON t.code = m.to_code
      JOIN map.succession s ON s.from_id = f.id AND s.to_id = t.id AND s.extent <> m.extent`,
    values: [day],
  },
  {
    code: 'OVERLAP',
    sql: `SELECT line, format('%s changes by this list, but changes from %s on are stored of it already.', code, day) AS message
      FROM (
        SELECT p.line, p.code, min(f.begins) AS day
        FROM (
          SELECT 'NAME' AS fact, locality_id AS id, begins FROM map.locality_name WHERE begins > $1::date
          UNION ALL SELECT 'PARENT', child_id, begins FROM map.locality_parent WHERE begins > $1::date
          UNION ALL SELECT 'SUCCESSION', from_id, effective_on FROM map.succession WHERE effective_on > $1::date
          UNION ALL SELECT 'DESIGNATION', locality_id, begins FROM map.designation WHERE begins >= $1::date
        ) f
        JOIN pair p ON p.stored_id = f.id
        WHERE p.verdict IN ('ENDED', 'REPLACED') OR (f.fact = 'NAME' AND (p.renamed OR p.retyped)) OR (f.fact = 'PARENT' AND p.moved)
        GROUP BY p.n, p.line, p.code
      ) later`,
    values: [day],
  },
  {
    code: 'DATES_OUT_OF_ORDER',
    sql: `SELECT NULL::int AS line, format('The list of %s has been imported already; a list of %s that differs from what is stored comes too late.', max(l.as_of), $1::date) AS message
      FROM map.unit_list l WHERE l.as_of > $1::date AND EXISTS (SELECT FROM pair WHERE verdict <> 'SAME' OR moved) HAVING count(*) > 0`,
    values: [day],
  },
  {
    code: 'CUT_SHORT',
    sql: `SELECT NULL::int AS line, format('%s of %s units of level %s would end without a mapping that says what they became: is the file cut short?',
        count(*) FILTER (WHERE verdict = 'ENDED'), count(stored_id), level) AS message
      FROM pair WHERE NOT (verdict = 'ENDED' AND day_known) GROUP BY level
      HAVING count(*) FILTER (WHERE verdict = 'ENDED') > CASE WHEN count(line) = 0 THEN 0 ELSE greatest(5, count(stored_id) / 5) END`,
  },
];
