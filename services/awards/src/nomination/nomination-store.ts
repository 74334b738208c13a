import type { Nomination, NominationStep, Prisma } from '@thi-dua/prisma/generated/awards/client';
import type { CursorKey } from '@thi-dua/schema/connection';
import { defineLoader, inOrder } from '@thi-dua/schema/context';
import type { AwardsContext } from '../builder.js';
import { asDate } from '../days.js';
import { nominationFilter } from './nomination-policy.js';

/** A nomination the caller may see; null for one that it may not, as for one that does not exist. */
export const nominationById = defineLoader<AwardsContext, string, Nomination | null>(async (ids, context) => {
  const rows = await context.db.nomination.findMany({
    where: { AND: [{ id: { in: [...ids] } }, await nominationFilter(context)] },
  });
  return inOrder(ids, rows, (row) => row.id);
});

/** The log of nominations that were seen, oldest entry first. */
export const logOf = defineLoader<AwardsContext, string, NominationStep[]>(async (ids, context) => {
  const rows = await context.db.nominationStep.findMany({
    where: { nominationId: { in: [...ids] } },
    orderBy: { seq: 'asc' },
  });
  return ids.map((id) => rows.filter((row) => row.nominationId === id));
});

/** Nominations that are neither refused nor taken back. */
const ALIVE: Nomination['status'][] = [
  'DRAFT',
  'SUBMITTED',
  'RETURNED',
  'APPRAISED',
  'COUNCIL_VOTED',
  'ESCALATED',
  'DECIDED',
];

/** Every nomination for an achievement that the caller may see and that is neither refused nor taken back; oldest first. */
export const aliveFor = defineLoader<AwardsContext, string, Nomination[]>(async (keys, context) => {
  const rows = await context.db.nomination.findMany({
    where: {
      AND: [{ achievementKey: { in: [...keys] }, status: { in: ALIVE } }, await nominationFilter(context)],
    },
    orderBy: [{ createdAt: 'asc' }, { id: 'asc' }],
  });
  return keys.map((key) => rows.filter((row) => row.achievementKey === key));
});

/** Forgets what was read of a nomination, before it is read under its lock or after a write. */
export function forget(
  context: AwardsContext,
  { id, achievementKey }: Pick<Nomination, 'id' | 'achievementKey'>,
): void {
  nominationById(context).clear(id);
  logOf(context).clear(id);
  aliveFor(context).clear(achievementKey);
}

export interface NominationFilterGiven {
  tenant?: string | null;
  at?: string | null;
  status?: Nomination['status'] | null;
  formCode?: string | null;
  occasion?: string | null;
  period?: string | null;
  subject?: string | null;
  overdue?: boolean | null;
}

const ON_THE_WAY: Nomination['status'][] = ['SUBMITTED', 'APPRAISED', 'COUNCIL_VOTED', 'ESCALATED'];

async function matching(context: AwardsContext, filter: NominationFilterGiven): Promise<Prisma.NominationWhereInput> {
  const late: Prisma.NominationWhereInput = { status: { in: ON_THE_WAY }, dueOn: { lt: asDate(context.today) } };
  return {
    AND: [
      await nominationFilter(context),
      filter.tenant ? { tenantId: filter.tenant } : {},
      filter.at ? { atTenant: filter.at } : {},
      filter.status ? { status: filter.status } : {},
      filter.formCode ? { form: { code: filter.formCode } } : {},
      filter.occasion ? { occasion: filter.occasion } : {},
      filter.period ? { period: filter.period } : {},
      filter.subject ? { subject: filter.subject } : {},
      filter.overdue === true ? late : {},
      // A limit that there is not is not passed.
      filter.overdue === false ? { OR: [{ dueOn: null }, { dueOn: { gte: asDate(context.today) } }] } : {},
    ],
  };
}

export const nominationKey = (row: Nomination): CursorKey => [row.tenantId, row.createdAt.toISOString(), row.id];

/** By tenant, oldest first. */
export async function nominationsAfter(
  context: AwardsContext,
  filter: NominationFilterGiven,
  take: number,
  after: CursorKey | null,
): Promise<Nomination[]> {
  const [tenantId = '', createdAt = '', id = ''] = (after ?? []).map(String);
  const behind: Prisma.NominationWhereInput =
    after === null
      ? {}
      : {
          OR: [
            { tenantId: { gt: tenantId } },
            { tenantId, createdAt: { gt: new Date(createdAt) } },
            { tenantId, createdAt: new Date(createdAt), id: { gt: id } },
          ],
        };
  return context.db.nomination.findMany({
    where: { AND: [await matching(context, filter), behind] },
    orderBy: [{ tenantId: 'asc' }, { createdAt: 'asc' }, { id: 'asc' }],
    take,
  });
}

export const countNominations = async (context: AwardsContext, filter: NominationFilterGiven): Promise<number> =>
  context.db.nomination.count({ where: await matching(context, filter) });
