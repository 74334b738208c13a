import type { Milestone } from '@thi-dua/prisma/generated/campaigns/client';
import { defineLoader, inOrder } from '@thi-dua/schema/context';
import type { CampaignsContext } from '../builder.js';
import { planFilter } from '../plan/plan-policy.js';

/** A step of a plan that the caller may see. */
export const milestoneById = defineLoader<CampaignsContext, string, Milestone | null>(async (ids, context) => {
  const rows = await context.db.milestone.findMany({
    where: { id: { in: [...ids] }, plan: await planFilter(context) },
  });
  return inOrder(ids, rows, (row) => row.id);
});
