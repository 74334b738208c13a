import { readGlobalUuid } from '@thi-dua/schema/global-id';
import { builder, type CampaignsContext } from '../builder.js';
import { dateFaults, recordDate } from './plan-dates.js';
import { callerActsFor } from './plan-policy.js';
import { fault, type PlanResult, PlanResultRef, refused } from './plan-result.js';
import { planById } from './plan-store.js';
import { nfc, numberLine, textFault } from './plan-text.js';
import { tenantTime } from './tenant-store.js';

const IssuePlanInput = builder.inputType('IssuePlanInput', {
  fields: (t) => ({
    id: t.id({ required: true }),
    issuedOn: t.field({
      type: 'Date',
      required: false,
      description: 'The day on the document: the one it was drafted with, else today, where left out.',
    }),
    number: t.string({ required: false }),
    symbol: t.string({ required: false }),
  }),
});
type Input = (typeof IssuePlanInput)['$inferInput'];

async function issuePlan(input: Input, context: CampaignsContext): Promise<PlanResult> {
  const id = readGlobalUuid('Plan', input.id);
  const plan = id === null ? null : await planById(context).load(id);
  // A draft that may not be seen and a plan that does not exist get the same answer.
  if (plan === null) return refused([fault('NOT_FOUND', 'There is no such plan.', 'id')]);
  if (!(await callerActsFor(context, plan.tenantId))) {
    return refused([fault('NOT_YOURS', "Only the plan's owner issues it.", 'id')]);
  }
  if (plan.status !== 'DRAFT') return refused([fault('NOT_A_DRAFT', 'The plan has been issued already.', 'id')]);
  const tenant = await tenantTime(context).load(plan.tenantId);
  if (tenant === null) throw new Error(`plan of an unknown tenant: ${plan.id}`);
  const issuedOn = input.issuedOn ?? plan.issuedOn?.toISOString().slice(0, 10) ?? context.today;
  const faults = dateFaults({ periodFrom: plan.periodFrom, periodTo: plan.periodTo, issuedOn }, tenant, context.today, [
    'issuedOn',
  ]);
  if (plan.createdBy === context.caller.subject) {
    faults.push(fault('SAME_PERSON', 'Whoever drafted a plan does not issue it: another person must.', 'id'));
  }
  for (const name of ['number', 'symbol'] as const) {
    const text = input[name];
    if (text !== null && text !== undefined) faults.push(...textFault(text, name));
  }
  if (faults.length > 0) return refused(faults);
  const number = input.number ? nfc(input.number) : plan.number;
  const symbol = input.symbol ? nfc(input.symbol) : plan.symbol;
  // Of two who issue at once, one changes a draft and the other finds none.
  const { count } = await context.db.plan.updateMany({
    where: { id: plan.id, status: 'DRAFT' },
    data: {
      status: 'ISSUED',
      issuedOn: new Date(`${issuedOn}T00:00:00Z`),
      recordDate: recordDate(issuedOn, plan.periodFrom),
      number,
      symbol,
      raw: numberLine(number, symbol),
      issuedBy: context.caller.subject,
    },
  });
  if (count === 0) return refused([fault('NOT_A_DRAFT', 'The plan has been issued already.', 'id')]);
  planById(context).clear(plan.id);
  return { plan: await planById(context).load(plan.id), errors: [] };
}

builder.mutationField('issuePlan', (t) =>
  t.field({
    type: PlanResultRef,
    description: "Issues a draft: from then on its text is never altered, and the owner's line reads it. Role SIGNER.",
    authScopes: { role: 'SIGNER' },
    args: { input: t.arg({ type: IssuePlanInput, required: true }) },
    resolve: (_root, { input }, context) => issuePlan(input, context),
  }),
);
