import { builder, type CampaignsContext } from '../builder.js';
import { ownPlan, readAgain } from './own-plan.js';
import { VisibilityEnum } from './plan-graph.js';
import { fault, type PlanResult, PlanResultRef, refused } from './plan-result.js';

const OpenPlanInput = builder.inputType('OpenPlanInput', {
  fields: (t) => ({
    id: t.id({ required: true }),
    visibility: t.field({ type: VisibilityEnum, required: true }),
  }),
});
type Input = (typeof OpenPlanInput)['$inferInput'];

async function openPlan(input: Input, context: CampaignsContext): Promise<PlanResult> {
  const own = await ownPlan(context, input.id);
  if ('refusal' in own) return own.refusal;
  const { count } = await context.db.plan.updateMany({
    where: { id: own.plan.id, status: 'ISSUED' },
    data: { visibility: input.visibility, version: { increment: 1 } },
  });
  if (count === 0)
    return refused([fault('NOT_ISSUED', 'Only a plan that was issued, and is not closed, is opened.', 'id')]);
  return readAgain(context, own.plan.id);
}

builder.mutationField('openPlan', (t) =>
  t.field({
    type: PlanResultRef,
    description: 'Opens an issued plan to everyone signed in, or takes it back into the line. Role SIGNER.',
    requiresScopes: ['plans:issue'],
    authScopes: { role: 'SIGNER' },
    args: { input: t.arg({ type: OpenPlanInput, required: true }) },
    resolve: (_root, { input }, context) => openPlan(input, context),
  }),
);
