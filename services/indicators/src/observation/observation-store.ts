import { Prisma } from '@thi-dua/prisma/generated/indicators/client';
import type { CursorKey } from '@thi-dua/schema/connection';
import { defineLoader, inOrder } from '@thi-dua/schema/context';
import { badInput } from '@thi-dua/schema/errors';
import type { IndicatorsContext } from '../builder.js';
import type { Revision } from '../grounds/stated.js';
import type { Observation, ObservationStatus } from './observation.js';
import { standingSql, visibleObservations } from './observation-policy.js';

const columns = Prisma.sql`o.id, o.tenant_id AS tenant, o.locality_id AS unit, o.indicator, o.period, o.methodology,
  o.value::text AS value, o.status::text AS status, o.revision, o.current OR o.official AS counts, o.submitted_at AS "submittedAt", o.submitted_by AS "submittedBy",
  o.verified_at AS "verifiedAt", o.verified_by AS "verifiedBy", o.decision, o.source, o.flags, o.return_reason AS "returnReason",
  o.updated_at AS "updatedAt", to_char(o.updated_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') AS "updatedKey",
  ${standingSql} AS standing`;

/** A figure by id, in whatever revision; null where there is none that the caller may see. */
export const observationById = defineLoader<IndicatorsContext, string, Observation | null>(async (ids, context) => {
  const rows = await context.db.$queryRaw<Observation[]>(
    Prisma.sql`SELECT ${columns} FROM indicators.observation o WHERE o.id = ANY(${[...ids]}::uuid[]) AND ${visibleObservations(context)}`,
  );
  return inOrder(ids, rows, (row) => row.id);
});

/** What makes revisions those of one figure. */
export type FigureOf = Pick<Observation, 'unit' | 'indicator' | 'period' | 'methodology'>;

/** All revisions of a figure that the caller may see, the newest first. */
export const revisionsOf = defineLoader<IndicatorsContext, FigureOf, Observation[], string>(
  async (keys, context) => {
    const rows = await context.db.$queryRaw<(Observation & { n: number })[]>(Prisma.sql`
      SELECT k.n::int AS n, ${columns}
      FROM unnest(${keys.map((key) => key.unit)}::uuid[], ${keys.map((key) => key.indicator)}::text[],
        ${keys.map((key) => key.period)}::text[], ${keys.map((key) => key.methodology)}::text[])
        WITH ORDINALITY AS k(unit, indicator, period, methodology, n)
      JOIN indicators.observation o ON o.locality_id = k.unit AND o.indicator = k.indicator AND o.period = k.period
        AND o.methodology IS NOT DISTINCT FROM k.methodology
      WHERE ${visibleObservations(context)} ORDER BY k.n, o.revision DESC`);
    const found: Observation[][] = keys.map(() => []);
    for (const { n, ...row } of rows) found[n - 1]?.push(row);
    return found;
  },
  (key) => [key.unit, key.indicator, key.period, key.methodology].join(' '),
);

/** All reports of a unit that can make up a figure, in the revisions that count, as far as the caller may see them. */
export const countingRevisions = defineLoader<
  IndicatorsContext,
  Omit<FigureOf, 'period'> & { periods: readonly string[] },
  (Observation & Revision)[],
  string
>(
  async (keys, context) => {
    const asked = keys.flatMap(({ periods, ...key }, i) => periods.map((period) => ({ ...key, period, n: i + 1 })));
    const rows = await context.db.$queryRaw<(Observation & Revision & { n: number })[]>(Prisma.sql`
      SELECT k.n, o.current, o.official, ${columns}
      FROM unnest(${asked.map(({ n }) => n)}::int[], ${asked.map(({ unit }) => unit)}::uuid[],
        ${asked.map(({ indicator }) => indicator)}::text[], ${asked.map(({ period }) => period)}::text[],
        ${asked.map(({ methodology }) => methodology)}::text[]) AS k(n, unit, indicator, period, methodology)
      JOIN indicators.observation o ON o.locality_id = k.unit AND o.indicator = k.indicator AND o.period = k.period
        AND o.methodology IS NOT DISTINCT FROM k.methodology AND (o.current OR o.official)
      WHERE ${visibleObservations(context)} ORDER BY k.n, o.period, o.revision`);
    const found: (Observation & Revision)[][] = keys.map(() => []);
    for (const { n, ...row } of rows) found[n - 1]?.push(row);
    return found;
  },
  ({ unit, indicator, methodology, periods }) => [unit, indicator, methodology, ...periods].join(' '),
);

export interface ObservationFilter {
  unit?: string | null;
  localityCode?: string | null;
  asOf?: string | null;
  indicator?: string | null;
  period?: string | null;
  status?: ObservationStatus | null;
  updatedSince?: Date | null;
}

const settledKey = {};

/**
 * Up to when all changes have appeared. One that a long transaction makes appears later than it is dated: whoever reads
 * on from the last change seen would miss it, so a reading for synchronising goes no further than this. Asked once an
 * execution, before its rows are read.
 */
function settledUntil(context: IndicatorsContext): Promise<string> {
  const known = context.loaders.get(settledKey) as Promise<string> | undefined;
  if (known) return known;
  const asked = context.db
    .$queryRaw<{ until: string }[]>(Prisma.sql`SELECT indicators.settled_until()::text AS until`)
    .then(([row]) => row?.until ?? '-infinity');
  context.loaders.set(settledKey, asked);
  return asked;
}

async function matching(context: IndicatorsContext, filter: ObservationFilter): Promise<Prisma.Sql> {
  // The latest revision, and beside it the one that still counts as official.
  const conditions = [Prisma.sql`(o.current OR o.official)`, visibleObservations(context)];
  if (filter.unit) conditions.push(Prisma.sql`o.locality_id = ${filter.unit}::uuid`);
  if (filter.localityCode) {
    conditions.push(
      filter.asOf
        ? Prisma.sql`o.locality_id IN (SELECT l.id FROM map.locality l WHERE l.code = ${filter.localityCode}
            AND l.begins <= ${filter.asOf}::date AND ${filter.asOf}::date < l.ends)`
        : Prisma.sql`o.locality_id = (SELECT l.id FROM map.locality l WHERE l.code = ${filter.localityCode}
            ORDER BY l.begins <= ${context.today}::date DESC, l.ends DESC LIMIT 1)`,
    );
  }
  if (filter.indicator) conditions.push(Prisma.sql`o.indicator = ${filter.indicator}`);
  if (filter.period) conditions.push(Prisma.sql`o.period = ${filter.period}`);
  if (filter.status) conditions.push(Prisma.sql`o.status = ${filter.status}::indicators.observation_status`);
  if (filter.updatedSince) {
    const until = await settledUntil(context);
    conditions.push(
      Prisma.sql`o.updated_at >= ${filter.updatedSince.toISOString()}::timestamptz AND o.updated_at < ${until}::timestamptz`,
    );
  }
  return Prisma.join(conditions, ' AND ');
}

export const observationKey = (row: Observation): CursorKey => [row.updatedKey, row.id];

function behind(after: CursorKey | null): Prisma.Sql {
  if (after === null) return Prisma.empty;
  const [updated, id] = after.map(String);
  if (
    !/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z$/.test(updated ?? '') ||
    !/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(id ?? '')
  ) {
    throw badInput('"after" is not a cursor of this list.', 'after');
  }
  return Prisma.sql`AND (o.updated_at, o.id) > (${updated}::timestamptz, ${id}::uuid)`;
}

/** Oldest change first, so that a system can read on from where it stopped. */
export async function observationsAfter(
  context: IndicatorsContext,
  filter: ObservationFilter,
  take: number,
  after: CursorKey | null,
): Promise<Observation[]> {
  const conditions = await matching(context, filter);
  return context.db.$queryRaw<Observation[]>(Prisma.sql`SELECT ${columns} FROM indicators.observation o
    WHERE ${conditions} ${behind(after)} ORDER BY o.updated_at, o.id LIMIT ${take}`);
}

export async function countObservations(context: IndicatorsContext, filter: ObservationFilter): Promise<number> {
  const conditions = await matching(context, filter);
  const [row] = await context.db.$queryRaw<{ count: number }[]>(
    Prisma.sql`SELECT count(*)::int AS count FROM indicators.observation o WHERE ${conditions}`,
  );
  return row?.count ?? 0;
}
