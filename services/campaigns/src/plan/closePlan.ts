import { builder, type CampaignsContext } from '../builder.js';
import { ownPlan, readAgain } from './own-plan.js';
import { asDate, asDay } from './plan-dates.js';
import { fault, type PlanResult, PlanResultRef, refused } from './plan-result.js';
import { tenantTime } from './tenant-store.js';

const ClosePlanInput = builder.inputType('ClosePlanInput', {
  fields: (t) => ({
    id: t.id({ required: true }),
    closedOn: t.field({
      type: 'Date',
      required: false,
      description: "Left out: today, or the tenant's last day where it has ended.",
    }),
  }),
});
type Input = (typeof ClosePlanInput)['$inferInput'];

const dayBefore = (day: string) => new Date(Date.parse(`${day}T00:00:00Z`) - 86_400_000).toISOString().slice(0, 10);

async function closePlan(input: Input, context: CampaignsContext): Promise<PlanResult> {
  const own = await ownPlan(context, input.id);
  if ('refusal' in own) return own.refusal;
  const { plan } = own;
  const tenant = await tenantTime(context).load(plan.tenantId);
  if (tenant === null) throw new Error(`plan of an unknown tenant: ${plan.id}`);
  const lastDay = tenant.ends <= context.today ? dayBefore(tenant.ends) : context.today;
  const closedOn = input.closedOn ?? lastDay;
  const faults = [];
  if (plan.status !== 'ISSUED')
    faults.push(fault('NOT_ISSUED', 'Only a plan that was issued, and is not closed yet, is closed.', 'id'));
  if (closedOn > context.today) faults.push(fault('CLOSED_IN_FUTURE', 'The day lies in the future.', 'closedOn'));
  if (closedOn >= tenant.ends)
    faults.push(fault('AFTER_TENANT_END', `The tenant existed until ${tenant.ends}.`, 'closedOn'));
  const issuedOn = asDay(plan.issuedOn);
  if (issuedOn !== null && closedOn < issuedOn)
    faults.push(fault('CLOSED_BEFORE_ISSUE', `The plan was issued on ${issuedOn}.`, 'closedOn'));
  if (faults.length > 0) return refused(faults);
  const { count } = await context.db.plan.updateMany({
    where: { id: plan.id, status: 'ISSUED' },
    data: { status: 'CLOSED', closedOn: asDate(closedOn), closedBy: context.caller.subject, version: { increment: 1 } },
  });
  if (count === 0)
    return refused([fault('NOT_ISSUED', 'Only a plan that was issued, and is not closed yet, is closed.', 'id')]);
  return readAgain(context, plan.id);
}

builder.mutationField('closePlan', (t) =>
  t.field({
    type: PlanResultRef,
    description: 'Closes an issued plan. It stays readable as it is. Role SIGNER.',
    requiresScopes: ['plans:issue'],
    authScopes: { role: 'SIGNER' },
    args: { input: t.arg({ type: ClosePlanInput, required: true }) },
    resolve: (_root, { input }, context) => closePlan(input, context),
  }),
);
