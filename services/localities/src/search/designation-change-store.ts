import { Prisma } from '@thi-dua/prisma/generated/localities/client';
import type { CursorKey } from '@thi-dua/schema/connection';
import type { LocalitiesContext } from '../builder.js';
import { type LocalityNode, type LocalityRow, localityColumns } from '../locality/locality-store.js';
import { EVER_AFTER, EVER_BEFORE } from '../locality/standing.js';

export const DESIGNATION_TURNS = ['GAINED', 'LEFT', 'UNIT_ENDED'] as const;

export interface DesignationChange {
  locality: LocalityNode;
  kind: string;
  name: string;
  turn: (typeof DESIGNATION_TURNS)[number];
  effectiveOn: string;
  decision: string | null;
}
export interface DesignationRange {
  kind?: string | null;
  from: string;
  to: string;
  within?: string | null;
}
type ChangeRow = LocalityRow & Omit<DesignationChange, 'locality'> & { lookedAt: string };

const ofKind = (kind: string | null | undefined) => (kind ? Prisma.sql`AND d.kind = ${kind}` : Prisma.empty);

/** A status renewed on the day it would have ended is neither lost nor gained. */
const renewed = (edge: Prisma.Sql) =>
  Prisma.sql`EXISTS (SELECT FROM map.designation o WHERE o.locality_id = d.locality_id AND o.kind = d.kind AND ${edge})`;

const changes = ({ kind, from, to, within }: DesignationRange) => Prisma.sql`
  SELECT ${localityColumns}, d.kind, d.name, d.turn, d.effective_on, d.looked_at, d.decision
  FROM (
    SELECT d.locality_id, d.kind, d.name, 'GAINED' AS turn, d.begins AS effective_on, d.begins AS looked_at, d.legal_basis AS decision
    FROM map.designation d
    WHERE d.begins BETWEEN ${from}::date AND ${to}::date AND d.begins > ${EVER_BEFORE}::date ${ofKind(kind)}
      AND NOT ${renewed(Prisma.sql`o.ends = d.begins`)}
    UNION ALL
    SELECT d.locality_id, d.kind, d.name, CASE WHEN u.ends <= d.ends THEN 'UNIT_ENDED' ELSE 'LEFT' END, d.ends,
      CASE WHEN u.ends <= d.ends THEN u.ends - 1 ELSE d.ends END, d.ended_by
    FROM map.designation d JOIN map.locality u ON u.id = d.locality_id
    WHERE d.ends BETWEEN ${from}::date AND ${to}::date AND d.ends < ${EVER_AFTER}::date ${ofKind(kind)}
      AND NOT ${renewed(Prisma.sql`o.begins = d.ends`)}
  ) AS d
  JOIN map.locality l ON l.id = d.locality_id
  ${
    within
      ? Prisma.sql`WHERE EXISTS (SELECT FROM map.closure c JOIN map.locality a ON a.id = c.ancestor_id
          WHERE c.descendant_id = l.id AND c.depth > 0 AND c.begins <= d.looked_at AND d.looked_at < c.ends AND a.code = ${within})`
      : Prisma.empty
  }`;

export const designationChangeKey = (change: DesignationChange): CursorKey => [
  change.effectiveOn,
  change.locality.code,
  change.kind,
  change.turn,
];

/** Oldest first, then by code. */
export async function designationChanges(
  context: LocalitiesContext,
  range: DesignationRange,
  take: number,
  after: CursorKey | null,
): Promise<DesignationChange[]> {
  const behind =
    after === null
      ? Prisma.empty
      : Prisma.sql`WHERE (c.effective_on, c.code, c.kind, c.turn)
          > (${String(after[0])}::date, ${String(after[1])}, ${String(after[2])}, ${String(after[3])})`;
  const rows = await context.db.$queryRaw<ChangeRow[]>(Prisma.sql`
    SELECT c.id, c.code, c.level, c.begins, c.ends, c."firstDayKnown", c."lastDayKnown", c.flags, c.kind, c.name, c.turn,
      c.effective_on::text AS "effectiveOn", c.looked_at::text AS "lookedAt", c.decision
    FROM (${changes(range)}) AS c ${behind}
    ORDER BY c.effective_on, c.code, c.kind, c.turn LIMIT ${take}`);
  return rows.map(({ kind, name, turn, effectiveOn, decision, lookedAt, ...unit }) => ({
    locality: { ...unit, day: lookedAt },
    kind,
    name,
    turn,
    effectiveOn,
    decision,
  }));
}

export async function countDesignationChanges(context: LocalitiesContext, range: DesignationRange): Promise<number> {
  const [row] = await context.db.$queryRaw<{ count: number }[]>(
    Prisma.sql`SELECT count(*)::int AS count FROM (${changes(range)}) AS c`,
  );
  return row?.count ?? 0;
}
