import type pg from 'pg';

export const YEAR = 2024;

interface Sum {
  indicator: string;
  period: string;
  provisional: string | null;
  official: string | null;
}

/** Whom targets bind: those whose plans they are, those that an annexed table names, and those that bear a designation. */
const BOUND = `SELECT t.locality_id AS id FROM map.tenant t JOIN campaigns.plan p ON p.tenant_id = t.slug
  UNION SELECT locality_id FROM campaigns.scheduled_value
  UNION SELECT locality_id FROM map.designation`;

/**
 * The rows of the nation's annual report, by hand: the provinces' stored sums of every indicator at the year's end and the one
 * before, on both bases; what the nation and they stated themselves, and what was released; the units by level on both days,
 * with those that began and ended; the plans' targets and the figures of all whom they bind; and the other sections. One
 * transaction, prepared statements, no policy and no rule: nothing is judged, and no figure is chosen from the others.
 */
export async function bareReport(client: pg.ClientBase): Promise<Record<string, unknown>> {
  const ask = async <Row extends pg.QueryResultRow>(name: string, text: string, values: unknown[] = []) =>
    (await client.query<Row>({ name, text, values })).rows;
  const day = `${YEAR}-12-31`;
  const [unit] = await ask(
    'unit',
    `SELECT id, code, begins, ends FROM map.locality WHERE code = 'VN' AND begins <= $1::date AND $1::date < ends`,
    [day],
  );
  const first = `${YEAR}-01-01`;
  const years = [String(YEAR - 1), String(YEAR)];
  const levels = await ask(
    'levels',
    `SELECT c.level, count(*) FILTER (WHERE c.begins <= $2::date AND $2::date < c.ends)::int AS start,
       count(*) FILTER (WHERE c.begins <= $1::date AND $1::date < c.ends)::int AS end
     FROM map.closure c WHERE c.ancestor_id = $3 GROUP BY c.level`,
    [day, first, unit?.id],
  );
  const changed = await ask(
    'changed',
    `SELECT l.level, count(*) FILTER (WHERE l.begins = c.begins AND l.begins >= $2::date)::int AS begun,
       count(*) FILTER (WHERE l.ends = c.ends AND l.ends <= $1::date)::int AS ended
     FROM map.closure c JOIN map.locality l ON l.id = c.descendant_id
     WHERE c.ancestor_id = $3 AND (c.begins BETWEEN $2::date AND $1::date OR (c.ends > $2::date AND c.ends <= $1::date)) GROUP BY l.level`,
    [day, first, unit?.id],
  );
  const indicators = await ask('indicators', 'SELECT * FROM indicators.indicator ORDER BY code');
  const sums = await ask<Sum>(
    'sums',
    `SELECT r.indicator, r.period, trim_scale(sum(r.provisional_x))::text AS provisional, trim_scale(sum(r.official_x))::text AS official,
       bool_and(r.provisional_complete) AS complete, sum(r.expected)::int AS expected
     FROM map.locality n JOIN map.locality_parent e ON e.parent_id = n.id AND e.begins <= $1::date AND $1::date < e.ends
     JOIN indicators.roll_up r ON r.unit = e.child_id AND r.period = ANY ($2::text[])
     WHERE n.code = 'VN' GROUP BY r.indicator, r.methodology, r.period`,
    [day, years],
  );
  const stated = await ask(
    'stated',
    `SELECT o.locality_id, o.indicator, o.methodology, o.period, o.value::text, o.status, o.current, o.official
     FROM map.locality n JOIN map.locality_parent e ON e.parent_id = n.id AND e.begins <= $1::date AND $1::date < e.ends
     JOIN indicators.observation o ON o.locality_id IN (n.id, e.child_id) AND o.period = ANY ($2::text[]) AND (o.current OR o.official)
     WHERE n.code = 'VN'`,
    [day, years],
  );
  const released = await ask(
    'released',
    'SELECT locality_id, period, basis FROM indicators.release WHERE period = ANY ($1::text[])',
    [years],
  );
  const targets = await ask(
    'targets',
    'SELECT t.plan_id, p.target_id, p.scope, p.rule FROM campaigns.target t JOIN campaigns.target_part p ON p.target_id = t.id',
  );
  const scheduled = await ask(
    'scheduled',
    'SELECT target_id, locality_id, year, indicator, meaning, value::text FROM campaigns.scheduled_value',
  );
  const designations = await ask('designations', 'SELECT locality_id, kind, begins, ends FROM map.designation');
  const bound = await ask(
    'bound',
    `SELECT r.unit, r.indicator, r.methodology, r.period, r.provisional_x::text, r.provisional_y::text, r.official_x::text, r.official_y::text,
       r.provisional_complete, r.official_complete, r.expected
     FROM (${BOUND}) u JOIN indicators.roll_up r ON r.unit = u.id AND r.indicator IN (
       SELECT rule ->> 'indicator' FROM campaigns.target_part UNION SELECT indicator FROM campaigns.scheduled_value)`,
  );
  const boundStated = await ask(
    'bound-stated',
    `SELECT o.locality_id, o.indicator, o.methodology, o.period, o.value::text, o.status
     FROM (${BOUND}) u JOIN indicators.observation o ON o.locality_id = u.id AND (o.current OR o.official) AND o.indicator IN (
       SELECT rule ->> 'indicator' FROM campaigns.target_part UNION SELECT indicator FROM campaigns.scheduled_value)`,
  );
  const awards = await ask(
    'awards',
    `SELECT form_key, occasion, subject, sum(count)::int AS count FROM awards.award_count WHERE year = $1 GROUP BY form_key, occasion, subject`,
    [YEAR],
  );
  const plans = await ask('plans', 'SELECT status, count(*)::int AS plans FROM campaigns.plan GROUP BY status');
  const milestones = await ask('milestones', `SELECT * FROM campaigns.milestone WHERE "when" LIKE $1`, [`${YEAR}%`]);
  const duties = await ask('duties', 'SELECT * FROM campaigns.report_duty');
  const reports = await ask('reports', 'SELECT * FROM campaigns.report WHERE period = $1', [String(YEAR)]);
  const exemplars = await ask(
    'exemplars',
    `SELECT count(*)::int AS exemplars FROM campaigns.exemplar WHERE status = 'PUBLISHED' AND extract(year FROM recorded_on) = $1`,
    [YEAR],
  );
  const gifts = await ask(
    'gifts',
    `SELECT c.kind, sum(g.amount)::text AS given FROM campaigns.gift g JOIN campaigns.contribution c ON c.id = g.contribution_id
     WHERE extract(year FROM g.given_on) = $1 AND g.struck_on IS NULL GROUP BY c.kind`,
    [YEAR],
  );
  return {
    unit,
    levels,
    changed,
    indicators,
    sums,
    stated,
    released,
    targets,
    scheduled,
    designations,
    bound,
    boundStated,
    awards,
    plans,
    milestones,
    duties,
    reports,
    exemplars,
    gifts,
  };
}

/** Of the year's end, by indicator: to be held against the graph's. */
export const closingsOf = ({ sums }: Record<string, unknown>): Map<string, string | null> =>
  new Map(
    (sums as Sum[]).filter(({ period }) => period === String(YEAR)).map((one) => [one.indicator, one.provisional]),
  );
