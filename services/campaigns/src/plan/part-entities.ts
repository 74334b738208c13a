import type { Criterion, Target, TargetPart } from '@thi-dua/prisma/generated/campaigns/client';
import { defineLoader, inOrder } from '@thi-dua/schema/context';
import { readGlobalUuid } from '@thi-dua/schema/global-id';
import { reference } from '@thi-dua/schema/subgraph-schema';
import type { CampaignsContext } from '../builder.js';
import { planFilter } from './plan-policy.js';

/** A part is seen where its plan is; one of a plan that is hidden is as one that does not exist. */
const partById = defineLoader<CampaignsContext, string, TargetPart | null>(async (ids, context) => {
  const rows = await context.db.targetPart.findMany({
    where: { id: { in: [...ids] }, plan: await planFilter(context) },
  });
  return inOrder(ids, rows, (row) => row.id);
});
const targetById = defineLoader<CampaignsContext, string, Target | null>(async (ids, context) => {
  const rows = await context.db.target.findMany({ where: { id: { in: [...ids] }, plan: await planFilter(context) } });
  return inOrder(ids, rows, (row) => row.id);
});
const criterionById = defineLoader<CampaignsContext, string, Criterion | null>(async (ids, context) => {
  const rows = await context.db.criterion.findMany({
    where: { id: { in: [...ids] }, plan: await planFilter(context) },
  });
  return inOrder(ids, rows, (row) => row.id);
});

export const targetPartReference = reference<CampaignsContext, { id: string }>(async ({ id }, context) => {
  const inner = readGlobalUuid('TargetPart', id);
  const part = inner === null ? null : await partById(context).load(inner);
  return part && { __typename: 'TargetPart', ...part };
});
export const targetReference = reference<CampaignsContext, { id: string }>(async ({ id }, context) => {
  const inner = readGlobalUuid('Target', id);
  const target = inner === null ? null : await targetById(context).load(inner);
  return target && { __typename: 'Target', ...target };
});
export const criterionReference = reference<CampaignsContext, { id: string }>(async ({ id }, context) => {
  const inner = readGlobalUuid('Criterion', id);
  const criterion = inner === null ? null : await criterionById(context).load(inner);
  return criterion && { __typename: 'Criterion', ...criterion };
});
