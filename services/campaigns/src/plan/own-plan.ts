import type { Plan } from '@thi-dua/prisma/generated/campaigns/client';
import { readGlobalUuid } from '@thi-dua/schema/global-id';
import type { CampaignsContext } from '../builder.js';
import { callerActsFor } from './plan-policy.js';
import { fault, type PlanResult, refused } from './plan-result.js';
import { planById } from './plan-store.js';

/**
 * The plan that the caller means and may act on as its owner, or the refusal. A draft that may not be seen and a plan
 * that does not exist get the same answer.
 */
export async function ownPlan(
  context: CampaignsContext,
  id: string,
): Promise<{ plan: Plan } | { refusal: PlanResult }> {
  const inner = readGlobalUuid('Plan', id);
  const plan = inner === null ? null : await planById(context).load(inner);
  if (plan === null) return { refusal: refused([fault('NOT_FOUND', 'There is no such plan.', 'id')]) };
  if (!(await callerActsFor(context, plan.tenantId)))
    return { refusal: refused([fault('NOT_YOURS', 'Only its owner changes a plan.', 'id')]) };
  return { plan };
}

/** The plan as it stands after a write. */
export async function readAgain(context: CampaignsContext, id: string): Promise<PlanResult> {
  planById(context).clear(id);
  return { plan: await planById(context).load(id), errors: [] };
}

export const stale = (): PlanResult =>
  refused([
    fault(
      'STALE_VERSION',
      'The plan was changed since you read it. Read it again, then repeat your change on what it says now.',
      'version',
    ),
  ]);
export const notADraft = (): PlanResult =>
  refused([fault('NOT_A_DRAFT', 'The plan has been issued: amend it instead.', 'id')]);
