import { builder, type CampaignsContext } from '../builder.js';
import { movementByCode } from '../movement/movement-graph.js';
import { understand } from './content/content-check.js';
import { contentFields, OfficialDocumentInput, type PlanContent } from './content/content-input.js';
import { writeContent } from './content/content-rows.js';
import { documentColumns, documentFaults } from './draft-check.js';
import { asDate, dateFaults, recordDate } from './plan-dates.js';
import { VisibilityEnum } from './plan-graph.js';
import { callerActsFor } from './plan-policy.js';
import { fault, type PlanResult, PlanResultRef, refused } from './plan-result.js';
import { nfc, textFault } from './plan-text.js';
import { tenantTime } from './tenant-store.js';

const CreatePlanInput = builder.inputType('CreatePlanInput', {
  fields: (t) => ({
    tenant: t.string({
      required: false,
      description: "The owner's slug: your own where left out, or one that ended and for which you act.",
    }),
    movement: t.string({ required: true, description: "The movement's code." }),
    title: t.string({ required: true }),
    visibility: t.field({ type: VisibilityEnum, required: false, defaultValue: 'LINE' }),
    periodFrom: t.int({ required: false }),
    periodTo: t.int({ required: false }),
    document: t.field({ type: OfficialDocumentInput, required: true }),
    ...contentFields(t),
  }),
});
export type CreatePlanGiven = Omit<(typeof CreatePlanInput)['$inferInput'], keyof PlanContent> & PlanContent;

/** What only the document itself shows: its number line as printed, and what looks wrong in it. */
export interface Printed {
  raw: string | null;
  flags: { code: string; explanation: string }[];
}

export async function createPlan(
  input: CreatePlanGiven,
  context: CampaignsContext,
  printed?: Printed,
  checkOnly = false,
): Promise<PlanResult> {
  const owner = input.tenant ?? context.caller.tenant;
  const tenant = await tenantTime(context).load(owner);
  if (tenant === null || !(await callerActsFor(context, owner))) {
    return refused([
      fault(
        'NOT_YOURS',
        'You can only draft plans of your own tenant, or of an ended one for which it acts.',
        'tenant',
      ),
    ]);
  }
  const { document } = input;
  const issuedOn = document.issuedOn ?? null;
  const periodFrom = input.periodFrom ?? null;
  const periodTo = input.periodTo ?? null;
  const record = recordDate(issuedOn, periodFrom);
  const content = await understand(context, input, owner, record?.toISOString().slice(0, 10) ?? context.today);
  const faults = [
    ...textFault(input.title, 'title'),
    ...documentFaults(document),
    ...dateFaults({ periodFrom, periodTo, issuedOn }, tenant, context.today, ['document', 'issuedOn']),
    ...content.errors,
  ];
  if ((await movementByCode(context).load(input.movement)) === null) {
    faults.push(fault('UNKNOWN_MOVEMENT', 'There is no movement with this code; see "movements".', 'movement'));
  }
  if (faults.length > 0) return refused(faults);
  if (checkOnly) return { plan: null, errors: [] };
  const plan = await context.db.plan.create({
    data: {
      tenantId: owner,
      movementCode: input.movement,
      title: nfc(input.title),
      visibility: input.visibility ?? 'LINE',
      periodFrom,
      periodTo,
      ...documentColumns(document),
      ...(printed && { raw: printed.raw, flags: printed.flags }),
      issuedOn: asDate(issuedOn),
      recordDate: record,
      createdBy: context.caller.subject,
    },
  });
  await writeContent(context, plan.id, input, content.understood);
  return { plan, errors: [] };
}

builder.mutationField('createPlan', (t) =>
  t.field({
    type: PlanResultRef,
    description: 'Drafts a plan. Only its owner sees it until it is issued. Role PLANNER.',
    requiresScopes: ['plans:write'],
    authScopes: { role: 'PLANNER' },
    args: { input: t.arg({ type: CreatePlanInput, required: true }) },
    resolve: (_root, { input }, context) => createPlan(input as CreatePlanGiven, context),
  }),
);
