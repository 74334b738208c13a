import type pg from 'pg';

export const YEAR = 2024;

interface Sum {
  indicator: string;
  period: string;
  provisional: string | null;
  official: string | null;
}

/**
 * The rows of the nation's annual report, by hand: the provinces' stored sums of every indicator at the year's end and the one
 * before, on both bases, and what stands beside them. One transaction, prepared statements, no policy and no rule.
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
  const levels = await ask(
    'levels',
    `SELECT level, count(*)::int AS units FROM map.locality WHERE begins <= $1::date AND $1::date < ends AND level <> 'NEIGHBOURHOOD' GROUP BY level`,
    [day],
  );
  const indicators = await ask('indicators', 'SELECT * FROM indicators.indicator ORDER BY code');
  const sums = await ask<Sum>(
    'sums',
    `SELECT r.indicator, r.period, trim_scale(sum(r.provisional_x))::text AS provisional, trim_scale(sum(r.official_x))::text AS official,
       bool_and(r.provisional_complete) AS complete, sum(r.expected)::int AS expected
     FROM map.locality n JOIN map.locality_parent e ON e.parent_id = n.id AND e.begins <= $1::date AND $1::date < e.ends
     JOIN indicators.roll_up r ON r.unit = e.child_id AND r.period = ANY ($2::text[])
     WHERE n.code = 'VN' GROUP BY r.indicator, r.methodology, r.period`,
    [day, [String(YEAR - 1), String(YEAR)]],
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
  return { unit, levels, indicators, sums, plans, milestones, duties, reports, exemplars, gifts };
}

/** Of the year's end, by indicator: to be held against the graph's. */
export const closingsOf = ({ sums }: Record<string, unknown>): Map<string, string | null> =>
  new Map(
    (sums as Sum[]).filter(({ period }) => period === String(YEAR)).map((one) => [one.indicator, one.provisional]),
  );
