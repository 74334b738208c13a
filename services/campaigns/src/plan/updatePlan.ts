import type { Plan } from '@thi-dua/prisma/generated/campaigns/client';
import { builder, type CampaignsContext } from '../builder.js';
import { understand } from './content/content-check.js';
import { contentFields, OfficialDocumentInput, type PlanContent } from './content/content-input.js';
import { writeContent } from './content/content-rows.js';
import { documentColumns, documentFaults } from './draft-check.js';
import { notADraft, ownPlan, readAgain, stale } from './own-plan.js';
import { asDate, asDay, dateFaults, recordDate } from './plan-dates.js';
import { VisibilityEnum } from './plan-graph.js';
import { type PlanResult, PlanResultRef, refused } from './plan-result.js';
import { nfc, textFault } from './plan-text.js';
import { tenantTime } from './tenant-store.js';

const UpdatePlanInput = builder.inputType('UpdatePlanInput', {
  description:
    'What is left out stays as it is; a list that is given takes the place of the one there was, and an empty one removes it.',
  fields: (t) => ({
    id: t.id({ required: true }),
    version: t.int({ required: true, description: 'The `version` you read: a change to anything else is refused.' }),
    title: t.string({ required: false }),
    visibility: t.field({ type: VisibilityEnum, required: false }),
    periodFrom: t.int({ required: false }),
    periodTo: t.int({ required: false }),
    document: t.field({ type: OfficialDocumentInput, required: false, description: 'The whole head of the document.' }),
    ...contentFields(t),
  }),
});
type Input = Omit<(typeof UpdatePlanInput)['$inferInput'], keyof PlanContent> & PlanContent;

/** A value that was given, null included; else the one there is. */
const given = <T>(value: T | null | undefined, stored: T | null): T | null => (value === undefined ? stored : value);

async function faultsOf(context: CampaignsContext, input: Input, plan: Plan) {
  const tenant = await tenantTime(context).load(plan.tenantId);
  if (tenant === null) throw new Error(`plan of an unknown tenant: ${plan.id}`);
  const periodFrom = given(input.periodFrom, plan.periodFrom);
  const periodTo = given(input.periodTo, plan.periodTo);
  const issuedOn = input.document ? (input.document.issuedOn ?? null) : asDay(plan.issuedOn);
  const record = recordDate(issuedOn, periodFrom);
  const content = await understand(context, input, plan.tenantId, asDay(record) ?? context.today);
  const faults = [
    ...(typeof input.title === 'string' ? textFault(input.title, 'title') : []),
    ...(input.document ? documentFaults(input.document) : []),
    ...dateFaults({ periodFrom, periodTo, issuedOn }, tenant, context.today, ['document', 'issuedOn']),
    ...content.errors,
  ];
  return {
    faults,
    understood: content.understood,
    columns: { periodFrom, periodTo, issuedOn: asDate(issuedOn), recordDate: record },
  };
}

async function updatePlan(input: Input, context: CampaignsContext): Promise<PlanResult> {
  const own = await ownPlan(context, input.id);
  if ('refusal' in own) return own.refusal;
  const { plan } = own;
  if (plan.status !== 'DRAFT') return notADraft();
  const { faults, understood, columns } = await faultsOf(context, input, plan);
  if (faults.length > 0) return refused(faults);
  // First of all the plan's own row: of two who edit the same version one finds it gone, and an issue waits for the edit.
  const { count } = await context.db.plan.updateMany({
    where: { id: plan.id, status: 'DRAFT', version: input.version },
    data: {
      ...columns,
      ...(typeof input.title === 'string' && { title: nfc(input.title) }),
      ...(input.visibility && { visibility: input.visibility }),
      ...(input.document && documentColumns(input.document)),
      version: { increment: 1 },
    },
  });
  if (count === 0) return stale();
  await writeContent(context, plan.id, input, understood);
  return readAgain(context, plan.id);
}

builder.mutationField('updatePlan', (t) =>
  t.field({
    type: PlanResultRef,
    description: 'Edits a draft. A stale edit is refused, and nothing is lost. Role PLANNER.',
    requiresScopes: ['plans:write'],
    authScopes: { role: 'PLANNER' },
    args: { input: t.arg({ type: UpdatePlanInput, required: true }) },
    resolve: (_root, { input }, context) => updatePlan(input as Input, context),
  }),
);
