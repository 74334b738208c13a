import type {
  Annex,
  Assignment,
  Citation,
  Clause,
  Criterion,
  Milestone,
  Plan,
  PlanAwardForm,
  Prisma,
  PrismaClient,
  Recipient,
  ScheduledValue,
  Target,
  TargetPart,
} from '@thi-dua/prisma/generated/campaigns/client';
import type { CursorKey } from '@thi-dua/schema/connection';
import { defineLoader, inOrder } from '@thi-dua/schema/context';
import type { CampaignsContext } from '../builder.js';
import { planFilter } from './plan-policy.js';

/** A plan the caller may see; null for one that it may not, as for one that does not exist. */
export const planById = defineLoader<CampaignsContext, string, Plan | null>(async (ids, context) => {
  const rows = await context.db.plan.findMany({
    where: { AND: [{ id: { in: [...ids] } }, await planFilter(context)] },
  });
  return inOrder(ids, rows, (row) => row.id);
});

/** The issued version that followed a plan, where the caller may see it. */
export const amendmentOf = defineLoader<CampaignsContext, string, Plan | null>(async (ids, context) => {
  const rows = await context.db.plan.findMany({
    where: { AND: [{ amendsId: { in: [...ids] }, status: { not: 'DRAFT' } }, await planFilter(context)] },
  });
  return inOrder(ids, rows, (row) => row.amendsId ?? '');
});

export interface PlanFilterInput {
  tenant?: string | null;
  movement?: string | null;
  status?: 'DRAFT' | 'ISSUED' | 'CLOSED' | null;
  year?: number | null;
}

async function matching(context: CampaignsContext, filter: PlanFilterInput): Promise<Prisma.PlanWhereInput> {
  return {
    AND: [
      await planFilter(context),
      filter.tenant ? { tenantId: filter.tenant } : {},
      filter.movement ? { movementCode: filter.movement } : {},
      filter.status ? { status: filter.status } : {},
      filter.year
        ? {
            AND: [
              { OR: [{ periodFrom: null }, { periodFrom: { lte: filter.year } }] },
              { OR: [{ periodTo: null }, { periodTo: { gte: filter.year } }] },
            ],
          }
        : {},
    ],
  };
}

export const planKey = (plan: Plan): CursorKey => [plan.tenantId, plan.createdAt.toISOString(), plan.id];

/** By tenant, oldest first. */
export async function plansAfter(
  context: CampaignsContext,
  filter: PlanFilterInput,
  take: number,
  after: CursorKey | null,
): Promise<Plan[]> {
  const [tenantId, createdAt, id] = (after ?? []).map(String);
  const behind: Prisma.PlanWhereInput =
    tenantId === undefined || createdAt === undefined || id === undefined
      ? {}
      : {
          OR: [
            { tenantId: { gt: tenantId } },
            { tenantId, createdAt: { gt: new Date(createdAt) } },
            { tenantId, createdAt: new Date(createdAt), id: { gt: id } },
          ],
        };
  return context.db.plan.findMany({
    where: { AND: [await matching(context, filter), behind] },
    orderBy: [{ tenantId: 'asc' }, { createdAt: 'asc' }, { id: 'asc' }],
    take,
  });
}

export async function countPlans(context: CampaignsContext, filter: PlanFilterInput): Promise<number> {
  return context.db.plan.count({ where: await matching(context, filter) });
}

type Read<Row> = (db: PrismaClient, ids: string[]) => Promise<Row[]>;

/** The parts of many plans in one statement, in the document's order. A plan that was seen shows all its parts. */
const partsOf = <Row>(ownerOf: (row: Row) => string | null, read: Read<Row>) =>
  defineLoader<CampaignsContext, string, Row[]>(async (ids, context) => {
    const rows = await read(context.db, [...ids]);
    const groups = new Map<string | null, Row[]>(ids.map((id) => [id, []]));
    for (const row of rows) groups.get(ownerOf(row))?.push(row);
    return ids.map((id) => groups.get(id) ?? []);
  });

const inPlan = (ids: string[]) => ({ where: { planId: { in: ids } }, orderBy: { position: 'asc' as const } });
const byPlan = <Row extends { planId: string }>(read: Read<Row>) => partsOf<Row>((row) => row.planId, read);

export const citationsOf = byPlan<Citation>((db, ids) => db.citation.findMany(inPlan(ids)));
export const clausesOf = byPlan<Clause>((db, ids) => db.clause.findMany(inPlan(ids)));
export const targetsOf = byPlan<Target>((db, ids) => db.target.findMany(inPlan(ids)));
export const milestonesOf = byPlan<Milestone>((db, ids) => db.milestone.findMany(inPlan(ids)));
export const assignmentsOf = byPlan<Assignment>((db, ids) => db.assignment.findMany(inPlan(ids)));
export const recipientsOf = byPlan<Recipient>((db, ids) => db.recipient.findMany(inPlan(ids)));
export const awardFormsOf = byPlan<PlanAwardForm>((db, ids) => db.planAwardForm.findMany(inPlan(ids)));
export const annexesOf = byPlan<Annex>((db, ids) => db.annex.findMany(inPlan(ids)));
/** All criteria of a plan, sub-items included, in the order of the document. */
export const criteriaOf = byPlan<Criterion>((db, ids) => db.criterion.findMany(inPlan(ids)));
export const targetPartsOf = partsOf<TargetPart>(
  (row) => row.targetId,
  (db, ids) => db.targetPart.findMany({ where: { targetId: { in: ids } }, orderBy: { position: 'asc' } }),
);
export const scheduleOf = partsOf<ScheduledValue>(
  (row) => row.targetId,
  (db, ids) => db.scheduledValue.findMany({ where: { targetId: { in: ids } }, orderBy: { position: 'asc' } }),
);
