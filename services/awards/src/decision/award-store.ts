import type { Award, Decision, Prisma } from '@thi-dua/prisma/generated/awards/client';
import type { CursorKey } from '@thi-dua/schema/connection';
import { defineLoader, inOrder } from '@thi-dua/schema/context';
import type { AwardsContext } from '../builder.js';
import { asDate, asDay } from '../days.js';
import { awardFilter, decisionFilter } from './award-policy.js';

/** An award the caller may see; null for one that it may not, as for one that does not exist. */
export const awardById = defineLoader<AwardsContext, string, Award | null>(async (ids, context) => {
  const rows = await context.db.award.findMany({
    where: { AND: [{ id: { in: [...ids] } }, await awardFilter(context)] },
  });
  return inOrder(ids, rows, (row) => row.id);
});

export const decisionById = defineLoader<AwardsContext, string, Decision | null>(async (ids, context) => {
  const rows = await context.db.decision.findMany({
    where: { AND: [{ id: { in: [...ids] } }, await decisionFilter(context)] },
  });
  return inOrder(ids, rows, (row) => row.id);
});

const groupBy = (name: 'decisionId' | 'nominationId') =>
  defineLoader<AwardsContext, string, Award[]>(async (ids, context) => {
    const rows = await context.db.award.findMany({
      where: { AND: [{ [name]: { in: [...ids] } }, await awardFilter(context)] },
      orderBy: [{ stage: 'asc' }, { name: 'asc' }, { id: 'asc' }],
    });
    return ids.map((id) => rows.filter((row) => row[name] === id));
  });
export const awardsOfDecision = groupBy('decisionId');
export const awardsOfNomination = groupBy('nominationId');

export interface AwardFilterGiven {
  year?: number | null;
  formCode?: string | null;
  class?: number | null;
  level?: Prisma.TenantWhereInput['kind'] | null;
  occasion?: string | null;
  subject?: string | null;
  tenant?: string | null;
  nominator?: string | null;
  revoked?: boolean | null;
  planId?: string | null;
  /** Where it was conferred. */
  within?: Prisma.AwardWhereInput | null;
}

async function matching(context: AwardsContext, filter: AwardFilterGiven): Promise<Prisma.AwardWhereInput> {
  return {
    AND: [
      await awardFilter(context),
      filter.year ? { decidedOn: { gte: asDate(`${filter.year}-01-01`), lte: asDate(`${filter.year}-12-31`) } } : {},
      filter.formCode ? { form: { code: filter.formCode } } : {},
      typeof filter.class === 'number' ? { form: { class: filter.class } } : {},
      filter.level ? { tenant: { kind: filter.level } } : {},
      filter.occasion ? { occasion: filter.occasion } : {},
      filter.subject ? { subject: filter.subject } : {},
      filter.tenant ? { tenantId: filter.tenant } : {},
      filter.nominator ? { nominator: filter.nominator } : {},
      filter.revoked === true ? { revokedOn: { not: null } } : {},
      filter.revoked === false ? { revokedOn: null } : {},
      filter.planId ? { planId: filter.planId } : {},
      filter.within ?? {},
    ],
  };
}

export const awardKey = (row: Award): CursorKey => [asDay(row.decidedOn), row.tenantId, row.id];

/** The latest decisions first, by who conferred. */
export async function awardsAfter(
  context: AwardsContext,
  filter: AwardFilterGiven,
  take: number,
  after: CursorKey | null,
): Promise<Award[]> {
  const [day = '', tenantId = '', id = ''] = (after ?? []).map(String);
  const behind: Prisma.AwardWhereInput =
    after === null
      ? {}
      : {
          OR: [
            { decidedOn: { lt: asDate(day) } },
            { decidedOn: asDate(day), tenantId: { gt: tenantId } },
            { decidedOn: asDate(day), tenantId, id: { gt: id } },
          ],
        };
  return context.db.award.findMany({
    where: { AND: [await matching(context, filter), behind] },
    orderBy: [{ decidedOn: 'desc' }, { tenantId: 'asc' }, { id: 'asc' }],
    take,
  });
}

export const countAwards = async (context: AwardsContext, filter: AwardFilterGiven): Promise<number> =>
  context.db.award.count({ where: await matching(context, filter) });

/** Awards that stand, by achievement, and that the caller may see; oldest first. */
export const standingAwards = defineLoader<AwardsContext, string, Award[]>(async (keys, context) => {
  const rows = await context.db.award.findMany({
    where: { AND: [{ achievementKey: { in: [...keys] }, revokedOn: null }, await awardFilter(context)] },
    orderBy: [{ decidedOn: 'asc' }, { id: 'asc' }],
  });
  return keys.map((key) => rows.filter((row) => row.achievementKey === key));
});
