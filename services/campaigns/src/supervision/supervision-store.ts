import type { Prisma, Supervision } from '@thi-dua/prisma/generated/campaigns/client';
import { actedFor } from '@thi-dua/schema/authority';
import type { CursorKey } from '@thi-dua/schema/connection';
import { defineLoader, inOrder } from '@thi-dua/schema/context';
import type { CampaignsContext } from '../builder.js';
import { asDate, asDay } from '../plan/plan-dates.js';
import { linesOf } from '../plan/plan-policy.js';
import { belowToday, formerlyBelow } from '../report/report-policy.js';

/** Both sides read what a superior recorded, and those above it, today or on its day. */
async function supervisionFilter(context: CampaignsContext): Promise<Prisma.SupervisionWhereInput> {
  if (!context.policyEnforced) return {};
  const caller = context.caller.tenant;
  const rows = await linesOf(context).load(caller);
  const own = actedFor(caller, rows, context.today);
  return {
    OR: [
      { tenantId: { in: own } },
      { addressee: { in: own } },
      { tenant: belowToday(caller, context.today) },
      ...formerlyBelow(caller, rows, context.today).map(({ tenantId, during }) => ({ tenantId, day: during })),
    ],
  };
}

export const supervisionById = defineLoader<CampaignsContext, string, Supervision | null>(async (ids, context) => {
  const rows = await context.db.supervision.findMany({
    where: { AND: [{ id: { in: [...ids] } }, await supervisionFilter(context)] },
  });
  return inOrder(ids, rows, (row) => row.id);
});

export interface SupervisionFilterGiven {
  kind?: Supervision['kind'] | null;
  tenant?: string | null;
  addressee?: string | null;
  movement?: string | null;
  from?: string | null;
  to?: string | null;
}

async function matching(
  context: CampaignsContext,
  { kind, tenant, addressee, movement, from, to }: SupervisionFilterGiven,
): Promise<Prisma.SupervisionWhereInput> {
  return {
    AND: [
      await supervisionFilter(context),
      kind ? { kind } : {},
      tenant ? { tenantId: tenant } : {},
      addressee ? { addressee } : {},
      movement ? { movementCode: movement } : {},
      from ? { day: { gte: asDate(from) ?? undefined } } : {},
      to ? { day: { lte: asDate(to) ?? undefined } } : {},
    ],
  };
}

export const supervisionKey = (row: Supervision): CursorKey => [asDay(row.day), row.id];

export async function supervisionsAfter(
  context: CampaignsContext,
  filter: SupervisionFilterGiven,
  take: number,
  after: [day: string, id: string] | null,
): Promise<Supervision[]> {
  const day = after && asDate(after[0]);
  return context.db.supervision.findMany({
    where: {
      AND: [
        await matching(context, filter),
        after && day ? { OR: [{ day: { gt: day } }, { day, id: { gt: after[1] } }] } : {},
      ],
    },
    orderBy: [{ day: 'asc' }, { id: 'asc' }],
    take,
  });
}

export const countSupervisions = async (context: CampaignsContext, filter: SupervisionFilterGiven): Promise<number> =>
  context.db.supervision.count({ where: await matching(context, filter) });
