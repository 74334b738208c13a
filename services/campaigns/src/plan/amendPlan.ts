import { builder, type CampaignsContext } from '../builder.js';
import { copyContent } from './content/content-copy.js';
import { OfficialDocumentInput } from './content/content-input.js';
import { documentColumns, documentFaults } from './draft-check.js';
import { ownPlan, readAgain } from './own-plan.js';
import { asDate, asDay, dateFaults, recordDate } from './plan-dates.js';
import { fault, type PlanResult, PlanResultRef, refused } from './plan-result.js';
import { nfc, textFault } from './plan-text.js';
import { tenantTime } from './tenant-store.js';

const AmendPlanInput = builder.inputType('AmendPlanInput', {
  fields: (t) => ({
    id: t.id({ required: true, description: 'The issued plan.' }),
    changes: t.string({ required: true, description: 'What the amendment changes, in words, for those who read it.' }),
    title: t.string({ required: false, description: "As the amended one's where left out." }),
    document: t.field({ type: OfficialDocumentInput, required: true, description: "The amendment's own head." }),
  }),
});
type Input = (typeof AmendPlanInput)['$inferInput'];

async function amendPlan(input: Input, context: CampaignsContext): Promise<PlanResult> {
  const own = await ownPlan(context, input.id);
  if ('refusal' in own) return own.refusal;
  const { plan } = own;
  if (plan.status !== 'ISSUED')
    return refused([
      fault('NOT_ISSUED', 'Only an issued plan that is not closed is amended; a draft is edited.', 'id'),
    ]);
  const later = await context.db.plan.count({ where: { amendsId: plan.id, status: { not: 'DRAFT' } } });
  if (later > 0)
    return refused([fault('ALREADY_AMENDED', 'This version has been amended: amend the one that followed it.', 'id')]);
  const tenant = await tenantTime(context).load(plan.tenantId);
  if (tenant === null) throw new Error(`plan of an unknown tenant: ${plan.id}`);
  const { periodFrom, periodTo } = plan;
  const issuedOn = input.document.issuedOn ?? null;
  const faults = [
    ...textFault(input.changes, 'changes'),
    ...(typeof input.title === 'string' ? textFault(input.title, 'title') : []),
    ...documentFaults(input.document),
    ...dateFaults({ periodFrom, periodTo, issuedOn }, tenant, context.today, ['document', 'issuedOn']),
  ];
  if (issuedOn !== null && issuedOn < (asDay(plan.issuedOn) ?? ''))
    faults.push(fault('BEFORE_AMENDED', 'An amendment is not older than what it amends.', 'document', 'issuedOn'));
  if (faults.length > 0) return refused(faults);
  const amendment = await context.db.plan.create({
    data: {
      tenantId: plan.tenantId,
      movementCode: plan.movementCode,
      title: nfc(input.title ?? plan.title),
      visibility: plan.visibility,
      periodFrom,
      periodTo,
      ...documentColumns(input.document),
      issuedOn: asDate(issuedOn),
      recordDate: recordDate(issuedOn, periodFrom),
      amendsId: plan.id,
      changes: nfc(input.changes),
      createdBy: context.caller.subject,
    },
  });
  await copyContent(context, plan.id, amendment.id);
  return readAgain(context, amendment.id);
}

builder.mutationField('amendPlan', (t) =>
  t.field({
    type: PlanResultRef,
    description:
      'Drafts an amendment: a new version with everything the issued one says, to be edited and issued by another person; ' +
      'the issued text is never altered. Role SIGNER.',
    requiresScopes: ['plans:issue'],
    authScopes: { role: 'SIGNER' },
    args: { input: t.arg({ type: AmendPlanInput, required: true }) },
    resolve: (_root, { input }, context) => amendPlan(input, context),
  }),
);
