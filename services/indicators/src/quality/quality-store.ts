import { Prisma } from '@thi-dua/prisma/generated/indicators/client';
import { badInput } from '@thi-dua/schema/errors';
import type { IndicatorsContext } from '../builder.js';
import { countFigures } from '../figure/figure-limit.js';
import { visibleObservations } from '../observation/observation-policy.js';
import type { FigureInScope } from './figure-in-scope.js';
import { HISTORY_LENGTH } from './judge.js';

/** Which figures are looked at. All conditions that are given must hold. */
export interface Scope {
  /** A unit, and all that lay in it on the last day of each period. */
  localityCode?: string | null;
  /** The day on which the unit bore that code. */
  asOf?: string | null;
  period?: string | null;
  indicator?: string | null;
  /** These figures. */
  observations?: readonly string[];
}

/** How many figures one answer may rest on: a figure of all communes of the country, or all figures of a province. */
export const SCOPE_LIMIT = 20_000;

/**
 * Of every figure, only revisions that count and that the caller may see. Everything below reads through this condition:
 * a warning can rest on nothing that is hidden.
 */
const counting = (context: IndicatorsContext): Prisma.Sql => Prisma.sql`((o.current OR o.official)
  AND o.status IN ('SUBMITTED', 'VERIFIED', 'RELEASED') AND ${visibleObservations(context)})`;

function matching(context: IndicatorsContext, scope: Scope): Prisma.Sql {
  const conditions = [counting(context)];
  if (scope.observations) conditions.push(Prisma.sql`o.id = ANY(${[...scope.observations]}::uuid[])`);
  if (scope.indicator) conditions.push(Prisma.sql`o.indicator = ${scope.indicator}`);
  if (scope.period) conditions.push(Prisma.sql`o.period = ${scope.period}`);
  if (scope.localityCode) {
    const unit = scope.asOf
      ? Prisma.sql`SELECT l.id FROM map.locality l WHERE l.code = ${scope.localityCode}
          AND l.begins <= ${scope.asOf}::date AND ${scope.asOf}::date < l.ends`
      : Prisma.sql`SELECT l.id FROM map.locality l WHERE l.code = ${scope.localityCode}
          ORDER BY l.begins <= ${context.today}::date DESC, l.ends DESC LIMIT 1`;
    // First the units, by way of an array: the planner would else look through all figures there are.
    conditions.push(Prisma.sql`o.locality_id = ANY (ARRAY(SELECT DISTINCT c.descendant_id FROM map.closure c WHERE c.ancestor_id = (${unit})))
      AND EXISTS (SELECT FROM map.closure c WHERE c.ancestor_id = (${unit}) AND c.descendant_id = o.locality_id
        AND c.begins <= o.period_end AND o.period_end < c.ends)`);
  }
  return Prisma.join(conditions, ' AND ');
}

export async function figuresInScope(context: IndicatorsContext, scope: Scope): Promise<FigureInScope[]> {
  const condition = matching(context, scope);
  const [row] = await context.db.$queryRaw<{ count: number }[]>(Prisma.sql`
    SELECT count(*)::int AS count FROM (SELECT FROM indicators.observation o WHERE ${condition} LIMIT ${SCOPE_LIMIT + 1}) n`);
  if (row === undefined || row.count > SCOPE_LIMIT) {
    throw badInput(
      `More than ${SCOPE_LIMIT} figures would be looked at. Narrow "filter" by a unit, a period or an indicator.`,
      'filter',
    );
  }
  countFigures(context, row.count);
  return context.db.$queryRaw<FigureInScope[]>(Prisma.sql`
    SELECT f.id AS observation, f.locality_id AS unit, l.code, l.level::text AS level, p.parent_id AS parent,
      EXISTS (SELECT FROM map.locality_parent b WHERE b.parent_id = f.locality_id AND b.begins <= f.period_end AND f.period_end < b.ends) AS divided,
      f.indicator, f.period, f.period_end::text AS "periodEnd", f.methodology, trim_scale(f.value)::text AS value
    FROM (
      SELECT DISTINCT ON (o.locality_id, o.indicator, o.period, o.methodology) o.*
      FROM indicators.observation o WHERE ${condition}
      ORDER BY o.locality_id, o.indicator, o.period, o.methodology, o.revision DESC
    ) f
    JOIN map.locality l ON l.id = f.locality_id
    LEFT JOIN map.locality_parent p ON p.child_id = f.locality_id AND p.begins <= f.period_end AND f.period_end < p.ends`);
}

const texts = <Row>(rows: readonly Row[], of: (row: Row) => string | null) => rows.map(of);

/** Of each figure, those of the same unit in earlier periods of the same kind, newest first. */
export async function earlierValues(
  context: IndicatorsContext,
  figures: readonly FigureInScope[],
): Promise<(readonly number[])[]> {
  if (figures.length === 0) return [];
  const rows = await context.db.$queryRaw<{ n: number; values: number[] }[]>(Prisma.sql`
    SELECT k.n::int AS n, array_agg(h.value::float8 ORDER BY h.period DESC) AS values
    FROM unnest(${texts(figures, (f) => f.unit)}::uuid[], ${texts(figures, (f) => f.indicator)}::text[],
      ${texts(figures, (f) => f.period)}::text[], ${texts(figures, (f) => f.methodology)}::text[])
      WITH ORDINALITY AS k(unit, indicator, period, methodology, n)
    CROSS JOIN LATERAL (
      SELECT DISTINCT ON (o.period) o.period, o.value
      FROM indicators.observation o
      WHERE o.locality_id = k.unit AND o.indicator = k.indicator AND o.period < k.period AND length(o.period) = length(k.period)
        AND (o.period LIKE '%Q%') = (k.period LIKE '%Q%') AND o.methodology IS NOT DISTINCT FROM k.methodology AND ${counting(context)}
      ORDER BY o.period DESC, o.revision DESC LIMIT ${HISTORY_LENGTH}
    ) h
    GROUP BY k.n`);
  const found = new Map(rows.map((row) => [row.n, row.values]));
  return figures.map((_figure, i) => found.get(i + 1) ?? []);
}

/** The units under one parent, with one figure each: what each of them is compared with. */
export interface Neighbourhood {
  units: readonly string[];
  values: readonly number[];
}

/** What the figures of one neighbourhood have in common. */
export const neighbourhoodKey = (figure: FigureInScope): string =>
  [figure.parent, figure.indicator, figure.period, figure.methodology].join(' ');

/**
 * The neighbourhoods that the caller sees whole: by its standing towards whoever answers for the unit above (then what
 * is missing is not there), or because each unit under it shows a figure. Both are known without looking at anything
 * hidden, so that a neighbourhood left out tells nothing either.
 */
export async function neighbourhoods(
  context: IndicatorsContext,
  figures: readonly FigureInScope[],
): Promise<ReadonlyMap<string, Neighbourhood>> {
  const groups = [
    ...new Map(figures.filter((f) => f.parent !== null).map((f) => [neighbourhoodKey(f), f] as const)).values(),
  ];
  if (groups.length === 0) return new Map();
  const rows = await context.db.$queryRaw<{ n: number; units: string[]; values: number[] }[]>(Prisma.sql`
    WITH k AS MATERIALIZED (
      SELECT * FROM unnest(${texts(groups, (g) => g.parent)}::uuid[], ${texts(groups, (g) => g.indicator)}::text[],
        ${texts(groups, (g) => g.period)}::text[], ${texts(groups, (g) => g.periodEnd)}::date[],
        ${texts(groups, (g) => g.methodology)}::text[]) WITH ORDINALITY AS k(parent, indicator, period, day, methodology, n)
    ),
    above AS MATERIALIZED (
      SELECT d.parent, d.day, e.expected, row_number() OVER ()::int AS i, indicators.owner_of(d.parent, d.day) AS owner
      FROM (SELECT DISTINCT parent, day FROM k) d CROSS JOIN LATERAL indicators.expected_children(d.parent, d.day) e
    ),
    entitled AS MATERIALIZED (
      SELECT s.n AS i, s.standing IN ('OWNER', 'SUPERIOR') AS whole
      FROM (SELECT array_agg(i) AS i, array_agg(owner) AS owner, array_agg(parent) AS parent, array_agg(day) AS day FROM above) a
      CROSS JOIN LATERAL indicators.standings(a.i, a.owner, a.parent, a.day) s
    )
    SELECT k.n::int AS n, v.units, v.values
    FROM k JOIN above a ON a.parent = k.parent AND a.day = k.day JOIN entitled e ON e.i = a.i
    CROSS JOIN LATERAL (
      SELECT array_agg(f.locality_id::text) AS units, array_agg(f.value::float8) AS values
      FROM (
        SELECT DISTINCT ON (o.locality_id) o.locality_id, o.value
        FROM map.locality_parent p JOIN indicators.observation o ON o.locality_id = p.child_id
        WHERE p.parent_id = k.parent AND p.begins <= k.day AND k.day < p.ends AND o.indicator = k.indicator
          AND o.period = k.period AND o.methodology IS NOT DISTINCT FROM k.methodology AND ${counting(context)}
        ORDER BY o.locality_id, o.revision DESC
      ) f
    ) v
    WHERE e.whole OR cardinality(v.units) >= a.expected`);
  return new Map(
    rows.flatMap(({ n, units, values }) => {
      const group = groups[n - 1];
      return group === undefined || units === null ? [] : [[neighbourhoodKey(group), { units, values }] as const];
    }),
  );
}

/** A figure and another indicator of the same unit and period with which it is held together. */
export interface Pair {
  figure: FigureInScope;
  indicator: string;
  methodology: string | null;
}

/** The other value of each pair, where the figure exceeds it; null elsewhere. */
export async function exceeded(context: IndicatorsContext, pairs: readonly Pair[]): Promise<(string | null)[]> {
  if (pairs.length === 0) return [];
  const rows = await context.db.$queryRaw<{ n: number; value: string }[]>(Prisma.sql`
    SELECT k.n::int AS n, trim_scale(d.value)::text AS value
    FROM unnest(${texts(pairs, (p) => p.figure.unit)}::uuid[], ${texts(pairs, (p) => p.indicator)}::text[],
      ${texts(pairs, (p) => p.figure.period)}::text[], ${texts(pairs, (p) => p.methodology)}::text[],
      ${texts(pairs, (p) => p.figure.value)}::numeric[]) WITH ORDINALITY AS k(unit, indicator, period, methodology, value, n)
    CROSS JOIN LATERAL (
      SELECT o.value FROM indicators.observation o
      WHERE o.locality_id = k.unit AND o.indicator = k.indicator AND o.period = k.period
        AND o.methodology IS NOT DISTINCT FROM k.methodology AND ${counting(context)}
      ORDER BY o.revision DESC LIMIT 1
    ) d
    WHERE k.value > d.value`);
  const found = new Map(rows.map((row) => [row.n, row.value]));
  return pairs.map((_pair, i) => found.get(i + 1) ?? null);
}
