import type { Check } from '../import/staging.js';

/** What must hold between a list of designations and the map. */
export const designationChecks: Check[] = [
  {
    code: 'UNKNOWN_UNIT',
    sql: `SELECT line, format('No unit %s stands on %s.', code, as_of) AS message FROM holding WHERE locality_id IS NULL`,
  },
  {
    code: 'WRONG_LEVEL',
    sql: `SELECT h.line, format('%s is of level %s, which cannot hold %s.', h.code, h.level, h.kind) AS message
      FROM holding h JOIN known_kind k ON k.kind = h.kind WHERE NOT h.level = ANY (string_to_array(k.levels, ' '))`,
  },
  {
    code: 'NOT_HELD',
    sql: `SELECT line, format('%s does not hold %s on the day before %s.', code, kind, stated_ends) AS message
      FROM holding WHERE only_ends AND locality_id IS NOT NULL AND stored_id IS NULL`,
  },
  {
    code: 'DATES_OUT_OF_ORDER',
    sql: `SELECT line, CASE WHEN begins < unit_begins
        THEN format('It begins on %s, but the unit %s on %s.', begins, code, unit_begins)
        ELSE format('It begins on %s, but the unit %s ended on %s.', begins, code, unit_ends) END AS message
      FROM holding WHERE begins < unit_begins OR begins >= unit_ends`,
  },
  {
    code: 'DUPLICATE',
    sql: `SELECT h.line, format('%s, %s from %s on stands on line %s already.', h.code, h.kind, h.begins, d.first) AS message
      FROM (SELECT locality_id, kind, begins, min(line) AS first FROM holding WHERE locality_id IS NOT NULL AND begins IS NOT NULL
        GROUP BY 1, 2, 3 HAVING count(*) > 1) d
      JOIN holding h USING (locality_id, kind, begins) WHERE h.line > d.first`,
  },
  {
    code: 'OVERLAP',
    sql: `WITH final AS (
        SELECT locality_id, kind, begins, ends, line, code FROM holding
        WHERE locality_id IS NOT NULL AND begins < ends AND unit_begins <= begins
        UNION ALL
        SELECT d.locality_id, d.kind, d.begins, d.ends, NULL, NULL FROM map.designation d
        WHERE (d.locality_id, d.kind) IN (SELECT locality_id, kind FROM holding)
          AND NOT EXISTS (SELECT FROM holding h WHERE h.stored_id = d.id))
      SELECT a.line, CASE WHEN b.line IS NULL
          THEN format('%s holds %s from %s to %s, as stored; this overlaps.', a.code, a.kind, b.begins, b.ends)
          ELSE format('%s holds %s from %s to %s, says line %s; this overlaps.', a.code, a.kind, b.begins, b.ends, b.line) END AS message
      FROM final a JOIN final b ON b.locality_id = a.locality_id AND b.kind = a.kind AND b.begins <> a.begins
        AND a.begins < b.ends AND b.begins < a.ends
      WHERE b.line IS NULL OR b.line < a.line`,
  },
  {
    code: 'MISSING_DECISION',
    sql: `SELECT line, format('No decision is named that gave %s to %s.', kind, code) AS message
      FROM holding WHERE change = 'given' AND NOT only_ends AND given_by IS NULL`,
  },
  {
    code: 'MISSING_DECISION',
    sql: `SELECT line, format('%s holds %s to %s, as stored; no decision is named that took it away on %s.', code, kind, stored_ends, ends) AS message
      FROM holding WHERE change = 'taken' AND ended_by IS NULL`,
  },
  {
    code: 'CONTRADICTION',
    sql: `SELECT line, message FROM (
        SELECT line, CASE
          WHEN ended_by IS NOT NULL AND stated_ends > unit_ends
            THEN format('%s took it away on %s, but the unit %s had ended on %s.', ended_by, stated_ends, code, unit_ends)
          WHEN ends > stored_ends
            THEN format('%s holds %s to %s, as stored, not to %s. A renewal is a row of its own.', code, kind, stored_ends, ends)
          WHEN given_by <> stored_given_by THEN format('%s holds %s by "%s", as stored.', code, kind, stored_given_by)
          WHEN ended_by <> stored_ended_by OR change = 'taken' AND stored_ended_by IS NOT NULL
            THEN format('"%s" took %s from %s on %s, as stored.', stored_ended_by, kind, code, stored_ends)
          WHEN name <> stored_name THEN format('%s holds %s as "%s", as stored.', code, kind, stored_name)
        END AS message FROM holding) c WHERE message IS NOT NULL`,
  },
];
