import { Prisma } from '@thi-dua/prisma/generated/indicators/client';
import type { IndicatorsContext } from '../builder.js';
import type { RowFault } from './row.js';

/**
 * Places the staged rows and finds all that is wrong with each by itself: in one pass over all of them, in which what
 * many rows share (a period, a standard, a unit, its tenant) is looked up once.
 */
export async function checkRows(context: IndicatorsContext, rows: number): Promise<void> {
  await context.db.$executeRaw(Prisma.sql`
    INSERT INTO pg_temp.checked
    WITH period AS MATERIALIZED (
      SELECT s.period, p.last_day,
        CASE WHEN p.first_day IS NULL THEN 'BAD_PERIOD' WHEN p.first_day > ${context.today}::date THEN 'FUTURE_PERIOD' END AS fault
      FROM (SELECT DISTINCT period FROM pg_temp.staged) s CROSS JOIN LATERAL indicators.read_period(s.period) p
    ),
    -- The standard that is named, else the national one in force. It serves from its first day on, and for the stock of
    -- the day before, with which it opens.
    standard AS MATERIALIZED (
      SELECT s.methodology AS named, s.period, m.territory_id,
        CASE WHEN m.serves THEN m.code END AS code,
        CASE WHEN m.serves THEN NULL WHEN m.code IS NOT NULL THEN 'DOES_NOT_SERVE' WHEN s.methodology = '' THEN 'NONE_IN_FORCE'
          ELSE 'UNKNOWN' END AS fault
      FROM (SELECT DISTINCT methodology, period FROM pg_temp.staged) s
      JOIN period p ON p.period = s.period AND p.fault IS NULL
      LEFT JOIN LATERAL (
        SELECT m.code, m.territory_id, m.valid_from - 1 <= p.last_day AND p.last_day < coalesce(m.valid_to, 'infinity') AS serves
        FROM indicators.methodology m
        WHERE CASE WHEN s.methodology <> '' THEN m.code = s.methodology
          ELSE m.territory_id IS NULL AND m.valid_from <= p.last_day AND p.last_day < coalesce(m.valid_to, 'infinity') END
        LIMIT 1
      ) m ON true
    ),
    place AS MATERIALIZED (
      SELECT s.code, s.as_of, s.period, p.last_day, d.day, l.id AS unit, l.level, l.begins, l.ends,
        -- What a unit opens with is stated for the month before it began: by whoever answers for it on its first day.
        b.baseline, CASE WHEN b.baseline THEN l.begins ELSE p.last_day END AS on_day
      FROM (SELECT DISTINCT code, as_of, period FROM pg_temp.staged) s
      JOIN period p ON p.period = s.period AND p.fault IS NULL
      CROSS JOIN LATERAL (SELECT CASE WHEN s.as_of = '' THEN p.last_day ELSE indicators.read_day(s.as_of) END AS day) d
      LEFT JOIN map.locality l ON l.code = s.code AND l.begins <= d.day AND d.day < l.ends
      CROSS JOIN LATERAL (SELECT coalesce(s.period ~ '^\\d{4}-\\d{2}$' AND p.last_day = indicators.baseline_day(l.begins), false) AS baseline) b
    ),
    -- As indicators.owner_of says, for all of them.
    owner AS MATERIALIZED (
      SELECT DISTINCT ON (u.unit, u.on_day) u.unit, u.on_day, t.slug
      FROM (SELECT DISTINCT unit, on_day FROM place WHERE begins <= on_day AND on_day < ends) u
      JOIN map.closure c ON c.descendant_id = u.unit AND c.begins <= u.on_day AND u.on_day < c.ends
      JOIN map.tenant t ON t.locality_id = c.ancestor_id AND t.begins <= u.on_day AND u.on_day < t.ends
      ORDER BY u.unit, u.on_day, c.depth, t.slug
    ),
    placed AS MATERIALIZED (
      SELECT p.code, p.as_of, p.period, p.unit, p.level, p.on_day, p.baseline, o.slug AS owner, p.day IS NULL AS day_fault,
        CASE
          WHEN p.day IS NULL THEN NULL
          WHEN p.unit IS NULL THEN CASE
            WHEN NOT EXISTS (SELECT FROM map.locality k WHERE k.code = p.code) THEN 'UNKNOWN'
            WHEN EXISTS (SELECT FROM map.locality k WHERE k.code = p.code AND k.ends <= p.day) THEN 'ENDED_BY_DAY'
            ELSE 'NOT_YET_BY_DAY' END
          WHEN p.ends <= p.last_day THEN 'ENDED'
          WHEN p.on_day < p.begins THEN 'NOT_YET'
          WHEN o.slug IN (SELECT indicators.acted_for()) THEN NULL
          WHEN EXISTS (SELECT FROM map.tenant t WHERE t.slug = map.caller() AND t.ends <= p.last_day) THEN 'AFTER_END'
          ELSE 'FOREIGN' END AS fault
      FROM place p LEFT JOIN owner o ON o.unit = p.unit AND o.on_day = p.on_day
    ),
    judged AS (
      SELECT s.line, l.unit, l.owner, i.code AS indicator, s.period, p.last_day,
        CASE WHEN i.standard THEN m.code END AS methodology, s.number,
        CASE WHEN i.code IS NULL THEN 'UNKNOWN_INDICATOR'
          -- The day before the first one serves the stock it opens with, as with standards.
          WHEN p.last_day < i.valid_from - 1 OR i.valid_to <= p.last_day THEN 'INDICATOR_NOT_VALID' END AS indicator_fault,
        CASE WHEN s.number IS NULL THEN 'BAD_VALUE' END AS value_fault,
        s.number < i.minimum OR s.number > i.maximum AS bounds_fault,
        i."integer" AND s.number <> trunc(s.number) AS integer_fault,
        p.fault AS period_fault,
        l.day_fault,
        CASE WHEN i.code IS NULL OR p.fault IS NOT NULL THEN NULL
          WHEN i.standard THEN coalesce(m.fault, CASE WHEN u.indicator IS NULL THEN 'NOT_UNDER' END)
          WHEN s.methodology <> '' THEN 'NONE_APPLIES' END AS standard_fault,
        CASE WHEN i.code IS NULL OR p.fault IS NOT NULL THEN NULL
          WHEN l.fault IS NULL AND i.standard AND m.fault IS NULL AND m.territory_id IS NOT NULL AND NOT EXISTS (
            SELECT FROM map.closure c WHERE c.ancestor_id = m.territory_id AND c.descendant_id = l.unit
              AND c.begins <= l.on_day AND l.on_day < c.ends) THEN 'OUT_OF_TERRITORY'
          -- A baseline is a stock: nothing else can be said of what was not there yet.
          WHEN l.fault IS NULL AND l.baseline AND (i.kind, i.time) <> ('COUNT', 'STOCK') THEN 'NOT_YET'
          -- Above it a unit's own report stands beside what its parts add up to.
          WHEN l.fault IS NULL AND l.level > i.lowest_level THEN 'TOO_LOW'
          ELSE l.fault END AS place_fault
      FROM pg_temp.staged s
      JOIN period p ON p.period = s.period
      LEFT JOIN indicators.indicator i ON i.code = s.indicator
      LEFT JOIN standard m ON m.named = s.methodology AND m.period = s.period
      LEFT JOIN indicators.indicator_methodology u ON i.standard AND u.indicator = s.indicator AND u.methodology = m.code
      LEFT JOIN placed l ON l.code = s.code AND l.as_of = s.as_of AND l.period = s.period
    )
    SELECT line, gen_random_uuid(), unit, owner, indicator, period, last_day, methodology, number, indicator_fault, value_fault,
      bounds_fault, integer_fault, period_fault, day_fault, standard_fault, place_fault,
      indicator_fault IS NULL AND value_fault IS NULL AND bounds_fault IS NOT TRUE AND integer_fault IS NOT TRUE AND period_fault IS NULL
        AND day_fault IS NOT TRUE AND standard_fault IS NULL AND place_fault IS NULL
    FROM judged`);
  if (rows >= MANY) await context.db.$executeRaw(Prisma.sql`ANALYZE pg_temp.checked`);
  await explainRows(context);
}

const MANY = 2000;

/** Says what is wrong, one line a fault. */
async function explainRows(context: IndicatorsContext): Promise<void> {
  await context.db.$executeRaw(Prisma.sql`
    INSERT INTO pg_temp.fault
    SELECT c.line, f.ord, f.field, f.code, f.message
    FROM pg_temp.checked c
    JOIN pg_temp.staged s ON s.line = c.line
    LEFT JOIN indicators.indicator i ON i.code = s.indicator
    LEFT JOIN indicators.read_period(s.period) p ON true
    CROSS JOIN LATERAL (VALUES
      (1, 'indicator', c.indicator_fault, CASE c.indicator_fault
        WHEN 'UNKNOWN_INDICATOR' THEN 'No indicator has this code. "indicators" lists them.'
        ELSE format('%s is measured from %s to %s; the period ends on %s.', i.code, coalesce(i.valid_from::text, 'ever'),
          coalesce((i.valid_to - 1)::text, 'today'), p.last_day) END),
      (2, 'value', c.value_fault,
        'This is not a decimal. Write it with a point and without separators, e.g. 1057374 or 4.03; at most 18 digits before the point and 12 behind it.'),
      (3, 'value', CASE WHEN c.bounds_fault THEN 'OUT_OF_BOUNDS' END,
        format('%s must be %s.', i.code, CASE WHEN i.maximum IS NULL THEN 'at least ' || trim_scale(i.minimum)
          ELSE format('between %s and %s', coalesce(trim_scale(i.minimum)::text, 'any'), trim_scale(i.maximum)) END)),
      (4, 'value', CASE WHEN c.integer_fault THEN 'NOT_INTEGER' END, format('%s is counted in whole units (%s).', i.code, i.unit)),
      (5, 'period', c.period_fault, CASE c.period_fault
        WHEN 'BAD_PERIOD' THEN 'Write a year ("2022"), a quarter ("2022-Q3") or a month ("2022-11").'
        ELSE format('This period begins on %s; nothing can be reported for it yet.', p.first_day) END),
      (6, 'asOf', CASE WHEN c.day_fault THEN 'BAD_DAY' END, 'This is not a day. Write it as YYYY-MM-DD, e.g. 2022-12-31.'),
      (7, 'methodology', CASE WHEN c.standard_fault IS NOT NULL THEN 'METHODOLOGY_NOT_VALID' END, CASE c.standard_fault
        WHEN 'NONE_APPLIES' THEN format('No standard applies to %s. Leave it out.', i.code)
        WHEN 'UNKNOWN' THEN 'No standard has this code. "methodologies" lists them.'
        WHEN 'NOT_UNDER' THEN format('%s is not measured under this standard.', i.code)
        WHEN 'NONE_IN_FORCE' THEN format('No standard was in force on %s. Name one.', p.last_day)
        ELSE format('%s does not serve on %s.', s.methodology, p.last_day) END),
      (8, CASE c.place_fault WHEN 'OUT_OF_TERRITORY' THEN 'methodology' WHEN 'AFTER_END' THEN 'period' ELSE 'localityCode' END,
        CASE c.place_fault
          WHEN 'UNKNOWN' THEN 'UNKNOWN_LOCALITY'
          WHEN 'ENDED_BY_DAY' THEN 'ENDED_LOCALITY' WHEN 'ENDED' THEN 'ENDED_LOCALITY'
          WHEN 'NOT_YET_BY_DAY' THEN 'NOT_YET_LOCALITY' WHEN 'NOT_YET' THEN 'NOT_YET_LOCALITY'
          WHEN 'AFTER_END' THEN 'AFTER_TENANT_END' WHEN 'FOREIGN' THEN 'FOREIGN_LOCALITY'
          WHEN 'OUT_OF_TERRITORY' THEN 'METHODOLOGY_NOT_VALID' WHEN 'TOO_LOW' THEN 'LEVEL_DOES_NOT_REPORT' END,
        CASE c.place_fault
          WHEN 'UNKNOWN' THEN 'No unit has ever borne this code.'
          WHEN 'ENDED_BY_DAY' THEN 'The unit that bore this code had ended by that day. Name with asOf a day on which it stood, and a period that it closed.'
          WHEN 'NOT_YET_BY_DAY' THEN 'No unit bore this code yet on that day.'
          WHEN 'ENDED' THEN format('The unit had ended by %s, the period''s last day. It closes with its last whole month.', p.last_day)
          WHEN 'NOT_YET' THEN format('The unit did not stand yet on %s, the period''s last day. The stocks that it opened with are stated for the month before it began.', p.last_day)
          WHEN 'AFTER_END' THEN format('Your authority had ended by %s: nothing can be dated after it.', p.last_day)
          WHEN 'FOREIGN' THEN 'This unit is not yours to report for.'
          WHEN 'TOO_LOW' THEN format('%s is reported by units of the level %s and above.', i.code, i.lowest_level)
          ELSE format('%s is a local standard of another territory.', s.methodology) END)
    ) AS f(ord, field, code, message)
    WHERE NOT c.ok AND f.code IS NOT NULL`);
}

/** Of rows that state one figure, the first counts. `noun`: what a row is called where it came from. */
export async function findDuplicates(context: IndicatorsContext, noun: 'Row' | 'Line'): Promise<void> {
  await context.db.$executeRaw(Prisma.sql`
    INSERT INTO pg_temp.fault
    SELECT d.line, 9, 'localityCode', 'DUPLICATE_ROW', format('%s %s states the same figure.', ${noun}::text, d.earlier)
    FROM (
      SELECT c.line, first_value(c.line) OVER (PARTITION BY c.unit, c.indicator, c.period, c.methodology ORDER BY c.line) AS earlier
      FROM pg_temp.checked c WHERE c.unit IS NOT NULL AND c.indicator IS NOT NULL AND c.period_fault IS NULL AND c.place_fault IS NULL
    ) d WHERE d.earlier <> d.line`);
}

/** A condition on `pg_temp.checked c`: nothing is wrong with the row. */
export const isFaultless = Prisma.sql`(c.ok AND NOT EXISTS (SELECT FROM pg_temp.fault f WHERE f.line = c.line))`;

export interface Tally {
  accepted: number;
  rejected: number;
  faults: number;
}

export async function tally(context: IndicatorsContext): Promise<Tally> {
  const [row] = await context.db.$queryRaw<Tally[]>(Prisma.sql`
    SELECT (SELECT count(*)::int FROM pg_temp.checked c WHERE ${isFaultless}) AS accepted,
      (SELECT count(*)::int FROM pg_temp.checked c WHERE NOT ${isFaultless}) AS rejected,
      (SELECT count(*)::int FROM pg_temp.fault) AS faults`);
  if (row === undefined) throw new Error('the rows were not counted');
  return row;
}

/** Faults in the order of their rows, behind one of them. */
export const faultsAfter = (
  context: IndicatorsContext,
  after: { line: number; ord: number },
  take: number,
): Promise<(RowFault & { ord: number })[]> =>
  context.db.$queryRaw(Prisma.sql`
    SELECT line, ord::int AS ord, field, code, message FROM pg_temp.fault
    WHERE (line, ord) > (${after.line}, ${after.ord}) ORDER BY line, ord LIMIT ${take}`);
