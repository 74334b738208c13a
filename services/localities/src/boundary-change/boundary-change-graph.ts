import { Prisma } from '@thi-dua/prisma/generated/localities/client';
import { type CursorKey, pageArgs, paginate } from '@thi-dua/schema/connection';
import { badInput } from '@thi-dua/schema/errors';
import { builder, connection, type LocalitiesContext } from '../builder.js';
import { SuccessionRef } from '../locality/locality-graph.js';
import type { SuccessionRow } from '../locality/succession-store.js';

/** Everything that one resolution changed on one day; changes whose resolution no source confirms stand together. */
interface BoundaryChange {
  effectiveOn: string;
  legalBasis: string | null;
  successions: SuccessionRow[];
}

const BoundaryChangeRef = builder.objectRef<BoundaryChange>('BoundaryChange').implement({
  description: 'What one resolution changed on one day: which units ended and what they became.',
  fields: (t) => ({
    effectiveOn: t.field({ type: 'Date', resolve: (change) => change.effectiveOn }),
    legalBasis: t.exposeString('legalBasis', {
      nullable: true,
      description: 'The resolution; null where no source confirms it.',
    }),
    successions: t.field({ type: [SuccessionRef], resolve: (change) => change.successions }),
  }),
});

const between = (from: string | null | undefined, to: string | null | undefined) => Prisma.sql`
  (${from ?? null}::date IS NULL OR s.effective_on >= ${from ?? null}::date)
  AND (${to ?? null}::date IS NULL OR s.effective_on <= ${to ?? null}::date)`;

const changes = (context: LocalitiesContext, range: Prisma.Sql, take: number, after: CursorKey | null) =>
  context.db.$queryRaw<BoundaryChange[]>(Prisma.sql`
    SELECT s.effective_on::text AS "effectiveOn", s.legal_basis AS "legalBasis",
      jsonb_agg(jsonb_build_object('fromId', s.from_id, 'toId', s.to_id, 'effectiveOn', s.effective_on, 'extent', s.extent,
        'legalBasis', s.legal_basis) ORDER BY a.level, a.code, b.code) AS successions
    FROM map.succession s JOIN map.locality a ON a.id = s.from_id JOIN map.locality b ON b.id = s.to_id
    WHERE ${range}
      ${after === null ? Prisma.empty : Prisma.sql`AND (s.effective_on, coalesce(s.legal_basis, '')) > (${String(after[0])}::date, ${String(after[1])})`}
    GROUP BY s.effective_on, s.legal_basis ORDER BY s.effective_on, coalesce(s.legal_basis, '') LIMIT ${take}`);

async function countChanges(context: LocalitiesContext, range: Prisma.Sql): Promise<number> {
  const [row] = await context.db.$queryRaw<{ count: number }[]>(
    Prisma.sql`SELECT count(DISTINCT (s.effective_on, s.legal_basis))::int AS count FROM map.succession s WHERE ${range}`,
  );
  return row?.count ?? 0;
}

builder.queryField('boundaryChanges', (t) =>
  t.field({
    type: connection('BoundaryChange', BoundaryChangeRef),
    description: 'Changes of the map that took effect from one day to another, both included; oldest first.',
    args: {
      from: t.arg({ type: 'Date', required: false }),
      to: t.arg({ type: 'Date', required: false }),
      ...pageArgs(t),
    },
    resolve: (_root, { from, to, ...page }, context) => {
      if (from && to && from > to) throw badInput('"from" is later than "to".', 'from');
      const range = between(from, to);
      return paginate(page, {
        keyLength: 2,
        keyOf: (change: BoundaryChange) => [change.effectiveOn, change.legalBasis ?? ''],
        fetch: (take, after) => {
          if (after !== null && !/^\d{4}-\d{2}-\d{2}$/.test(String(after[0])))
            throw badInput('"after" is not a cursor of this list.', 'after');
          return changes(context, range, take, after);
        },
        count: () => countChanges(context, range),
      });
    },
  }),
);
