import type pg from 'pg';

type Row = Record<string, unknown>;

/** One national question: to the gateway, to hand-written SQL over the same stored rows, and to the leaves. */
export interface Question {
  name: string;
  query: string;
  /** The numbers in the gateway's answer, to be held against those of the other two. */
  numbers(data: never): (string | null)[];
  /** Whether the hand-written answers are the same to the digit. */
  exact: boolean;
  /** Null: not asked that way. */
  bare: ((client: pg.ClientBase) => Promise<(string | null)[]>) | null;
  leaves: ((client: pg.ClientBase) => Promise<(string | null)[]>) | null;
}

const DAY = '2024-12-31';
const SINCE = '2025-12-31';
const REFORM = '2025-07-01';

/** The stored sums of the provinces of a day's map, and what they reported themselves: as a value needs both. */
const provinces = async (
  client: pg.ClientBase,
  indicator: string,
  standard: string,
  periods: string[],
  day: string,
) => {
  const { rows } = await client.query<Row & { unit: string; period: string; x: string | null; y: string | null }>({
    name: 'provinces',
    text: `SELECT e.child_id AS unit, l.code, k.period, trim_scale(r.provisional_x)::text AS x, trim_scale(r.provisional_y)::text AS y, r.provisional_complete AS complete,
          r.provisional_reported AS reported, r.expected, o.value AS own, exists(SELECT FROM indicators.release s WHERE s.locality_id = e.child_id AND s.period = k.period) AS opened
        FROM map.locality n JOIN map.locality_parent e ON e.parent_id = n.id AND e.begins <= $4::date AND $4::date < e.ends
        JOIN map.locality l ON l.id = e.child_id
        CROSS JOIN unnest($3::text[]) AS k(period)
        LEFT JOIN indicators.roll_up r ON r.unit = e.child_id AND r.indicator = $1 AND r.methodology = $2 AND r.period = k.period
        LEFT JOIN indicators.observation o ON o.locality_id = e.child_id AND o.indicator = $1 AND o.period = k.period AND o.current
        WHERE n.code = 'VN' ORDER BY k.period, l.code`,
    values: [indicator, standard, periods, day],
  });
  return rows;
};
const unitOf = (client: pg.ClientBase, code: string, day: string) =>
  client.query({
    name: 'unit',
    text: 'SELECT id, code, begins, ends FROM map.locality WHERE code = $1 AND begins <= $2::date AND $2::date < ends',
    values: [code, day],
  });
const definition = (client: pg.ClientBase, code: string) =>
  client.query({ name: 'definition', text: 'SELECT * FROM indicators.indicator WHERE code = $1', values: [code] });
const standardOf = (client: pg.ClientBase, day: string) =>
  client.query({
    name: 'standard',
    text: `SELECT * FROM indicators.methodology WHERE territory_id IS NULL AND valid_from <= $1::date AND $1::date < coalesce(valid_to, 'infinity')`,
    values: [day],
  });

const sum = (texts: (string | null)[]): string | null => {
  const known = texts.filter((text): text is string => text !== null);
  return known.length === 0 ? null : String(known.reduce((total, text) => total + Number(text), 0));
};

/** Sums over all communes, each by its own report on the map of its period, grouped as asked. */
const overLeaves = async (
  client: pg.ClientBase,
  by: 'nation' | 'province' | 'period' | 'heir',
  indicator: string,
  periods: string[],
) => {
  const group = { nation: `'VN'`, province: 'a.code', period: 'o.period', heir: 'h.code' }[by];
  const { rows } = await client.query<{ total: string }>(
    `SELECT ${group} AS grp, trim_scale(sum(o.value))::text AS total
     FROM indicators.observation o
     JOIN map.closure c ON c.descendant_id = o.locality_id AND c.begins <= o.period_end AND o.period_end < c.ends
     JOIN map.locality a ON a.id = c.ancestor_id AND a.level = 'PROVINCE'
     JOIN map.locality l ON l.id = o.locality_id AND l.level = 'COMMUNE'
     ${by === 'heir' ? `LEFT JOIN map.succession s ON s.from_id = a.id AND s.extent = 'WHOLE' JOIN map.locality h ON h.id = coalesce(s.to_id, a.id)` : ''}
     WHERE o.indicator = $1 AND o.period = ANY ($2::text[]) AND o.current AND o.status IN ('SUBMITTED', 'VERIFIED', 'RELEASED')
     GROUP BY 1 ORDER BY 1`,
    [indicator, periods],
  );
  return rows.map(({ total }) => total);
};

const YEARS = Array.from({ length: 9 }, (_, i) => String(2016 + i));
interface Connection {
  edges: { node: { value: string | null } }[];
}
const valuesOf = (connection: Connection | undefined) => (connection?.edges ?? []).map(({ node }) => node.value);

/** A year on one map, as the provinces of it. */
const breakdown = (count: number, year: string, day: string): Question => ({
  name: `breakdown, ${count} provinces`,
  exact: true,
  query: `{ locality(code: "VN") { breakdown(indicator: "POOR_HOUSEHOLDS", period: "${year}", level: PROVINCE, first: 63, basis: PROVISIONAL) {
    edges { node { value coverage { expected reported complete } } } } } }`,
  numbers: (data: { locality: { breakdown: Connection } }) => valuesOf(data.locality.breakdown),
  async bare(client) {
    await unitOf(client, 'VN', day);
    await definition(client, 'POOR_HOUSEHOLDS');
    await standardOf(client, day);
    return (await provinces(client, 'POOR_HOUSEHOLDS', 'ND07_2021', [year], day)).map(({ x }) => x);
  },
  leaves: (client) => overLeaves(client, 'province', 'POOR_HOUSEHOLDS', [year]),
});

export const questions: readonly Question[] = [
  {
    name: 'value of the nation',
    exact: true,
    query: `{ locality(code: "VN") { value(indicator: "POOR_HOUSEHOLDS", period: "2024", basis: PROVISIONAL) { value coverage { expected reported complete } } } }`,
    numbers: (data: { locality: { value: { value: string | null } } }) => [data.locality.value.value],
    async bare(client) {
      await unitOf(client, 'VN', DAY);
      await definition(client, 'POOR_HOUSEHOLDS');
      await standardOf(client, DAY);
      return [sum((await provinces(client, 'POOR_HOUSEHOLDS', 'ND07_2021', ['2024'], DAY)).map(({ x }) => x))];
    },
    leaves: (client) => overLeaves(client, 'nation', 'POOR_HOUSEHOLDS', ['2024']),
  },
  breakdown(34, '2025', SINCE),
  breakdown(63, '2024', DAY),
  {
    name: 'series of the nation, 10 years',
    exact: true,
    query: `{ locality(code: "VN") { series(indicator: "HOUSEHOLDS", from: "2015", to: "2024", basis: PROVISIONAL) { period value coverage { expected reported complete } } } }`,
    numbers: (data: { locality: { series: { value: string | null }[] } }) =>
      data.locality.series.map(({ value }) => value),
    async bare(client) {
      await unitOf(client, 'VN', DAY);
      await definition(client, 'HOUSEHOLDS');
      const rows = await provinces(client, 'HOUSEHOLDS', '', ['2015', ...YEARS], DAY);
      return ['2015', ...YEARS].map((year) => sum(rows.filter(({ period }) => period === year).map(({ x }) => x)));
    },
    leaves: (client) => overLeaves(client, 'period', 'HOUSEHOLDS', ['2015', ...YEARS]),
  },
  {
    name: '2024 on the map of 1 July 2025, 34 provinces',
    exact: true,
    query: `{ locality(code: "VN") { breakdown(indicator: "POOR_HOUSEHOLDS", period: "2024", level: PROVINCE, first: 34, basis: PROVISIONAL, boundary: "${REFORM}") {
      edges { node { value coverage { expected reported complete } } } } } }`,
    numbers: (data: { locality: { breakdown: Connection } }) => valuesOf(data.locality.breakdown),
    async bare(client) {
      await unitOf(client, 'VN', REFORM);
      await definition(client, 'POOR_HOUSEHOLDS');
      await standardOf(client, DAY);
      const { rows: heirs } = await client.query<{ heir: string; origin: string }>({
        name: 'heirs',
        text: `SELECT l.id AS heir, coalesce(s.from_id, l.id) AS origin
          FROM map.locality n JOIN map.locality_parent e ON e.parent_id = n.id AND e.begins <= $1::date AND $1::date < e.ends
          JOIN map.locality l ON l.id = e.child_id
          LEFT JOIN map.succession s ON s.to_id = l.id AND s.extent = 'WHOLE' AND s.effective_on <= $1::date
          WHERE n.code = 'VN' ORDER BY l.code`,
        values: [REFORM],
      });
      const rows = await provinces(client, 'POOR_HOUSEHOLDS', 'ND07_2021', ['2024'], DAY);
      const of = new Map(rows.map(({ unit, x }) => [unit, x]));
      const found = new Map<string, (string | null)[]>();
      for (const { heir, origin } of heirs) found.set(heir, [...(found.get(heir) ?? []), of.get(origin) ?? null]);
      return [...found.values()].map(sum);
    },
    leaves: (client) => overLeaves(client, 'heir', 'POOR_HOUSEHOLDS', ['2024']),
  },
  {
    name: 'all provinces × 5 indicators × 10 years, each on its own map',
    exact: false,
    query: `{ locality(code: "VN") { ${[
      'HOUSEHOLDS',
      'POOR_HOUSEHOLDS',
      'NEAR_POOR_HOUSEHOLDS',
      'ETHNIC_MINORITY_HOUSEHOLDS',
      'REGISTERED_TO_ESCAPE',
    ]
      .flatMap((indicator, i) =>
        [...YEARS, '2025'].map(
          (year) =>
            `a${i}${year}: breakdown(indicator: "${indicator}", period: "${year}", level: PROVINCE, first: 63, basis: PROVISIONAL) { edges { node { value } } }`,
        ),
      )
      .join('\n')} } }`,
    numbers: (data: { locality: Record<string, Connection> }) => Object.values(data.locality).flatMap(valuesOf),
    bare: null,
    leaves: null,
  },
];
