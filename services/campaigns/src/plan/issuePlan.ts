import { builder, type CampaignsContext } from '../builder.js';
import { ownPlan, readAgain, stale } from './own-plan.js';
import { asDate, asDay, dateFaults, recordDate } from './plan-dates.js';
import { fault, type PlanResult, PlanResultRef, refused } from './plan-result.js';
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
    version: t.int({ required: false, description: 'The `version` you read: another text is not issued.' }),
  }),
});
type Input = (typeof IssuePlanInput)['$inferInput'];

const issuedAlready = () => fault('NOT_A_DRAFT', 'The plan has been issued already.', 'id');

async function issuePlan(input: Input, context: CampaignsContext): Promise<PlanResult> {
  const own = await ownPlan(context, input.id);
  if ('refusal' in own) return own.refusal;
  const { plan } = own;
  if (plan.status !== 'DRAFT') return refused([issuedAlready()]);
  const tenant = await tenantTime(context).load(plan.tenantId);
  if (tenant === null) throw new Error(`plan of an unknown tenant: ${plan.id}`);
  const issuedOn = input.issuedOn ?? asDay(plan.issuedOn) ?? context.today;
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
  if (plan.amendsId !== null) {
    const later = await context.db.plan.count({ where: { amendsId: plan.amendsId, status: { not: 'DRAFT' } } });
    if (later > 0) return refused([fault('ALREADY_AMENDED', 'Another amendment was issued before this one.', 'id')]);
  }
  // Of two who issue at once, one changes a draft and the other finds none; what was edited since it was read is not issued.
  const version = input.version ?? plan.version;
  const { count } = await context.db.plan.updateMany({
    where: { id: plan.id, status: 'DRAFT', version },
    data: {
      status: 'ISSUED',
      issuedOn: asDate(issuedOn),
      recordDate: recordDate(issuedOn, plan.periodFrom),
      number,
      symbol,
      raw: numberLine(number, symbol),
      issuedBy: context.caller.subject,
      version: { increment: 1 },
    },
  });
  if (count === 0) {
    const again = await readAgain(context, plan.id);
    return again.plan?.status === 'DRAFT' ? stale() : refused([issuedAlready()]);
  }
  return readAgain(context, plan.id);
}

builder.mutationField('issuePlan', (t) =>
  t.field({
    type: PlanResultRef,
    description: "Issues a draft: from then on its text is never altered, and the owner's line reads it. Role SIGNER.",
    requiresScopes: ['plans:issue'],
    authScopes: { role: 'SIGNER' },
    args: { input: t.arg({ type: IssuePlanInput, required: true }) },
    resolve: (_root, { input }, context) => issuePlan(input, context),
  }),
);
