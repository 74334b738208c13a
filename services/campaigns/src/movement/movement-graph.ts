import type { Movement } from '@thi-dua/prisma/generated/campaigns/client';
import { pageArgs, paginate } from '@thi-dua/schema/connection';
import { defineLoader, inOrder } from '@thi-dua/schema/context';
import { builder, type CampaignsContext, connection } from '../builder.js';

export const MovementRef = builder.objectRef<Movement>('Movement').implement({
  description: 'The national movement in one phase.',
  fields: (t) => ({
    code: t.exposeString('code'),
    name: t.exposeString('name'),
    periodFrom: t.exposeInt('periodFrom'),
    periodTo: t.exposeInt('periodTo'),
    legalBasis: t.exposeString('legalBasis', { nullable: true, description: 'The decision that launched it.' }),
  }),
});

export const movementByCode = defineLoader<CampaignsContext, string, Movement | null>(async (codes, context) => {
  const rows = await context.db.movement.findMany({ where: { code: { in: [...codes] } } });
  return inOrder(codes, rows, (row) => row.code);
});

builder.queryField('movements', (t) =>
  t.field({
    type: connection('Movement', MovementRef),
    description: 'All phases of the movement, by code.',
    requiresScopes: ['definitions:read'],
    args: pageArgs(t),
    resolve: (_root, page, context) =>
      paginate(page, {
        keyLength: 1,
        keyOf: (movement: Movement) => [movement.code],
        fetch: (take, after) =>
          context.db.movement.findMany({
            where: after === null ? {} : { code: { gt: String(after[0]) } },
            orderBy: { code: 'asc' },
            take,
          }),
        count: () => context.db.movement.count(),
      }),
  }),
);
