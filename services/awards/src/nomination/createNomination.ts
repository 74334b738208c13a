import { callerActsFor, tenantBySlug } from '../authority.js';
import { type AwardsContext, builder } from '../builder.js';
import { fault } from '../faults.js';
import { OccasionEnum } from '../subject-kinds.js';
import { duplicateFaults } from './duplicates.js';
import { NomineeInput, readNomination } from './nomination-input.js';
import { type NominationResult, NominationResultRef, readAgain, refused } from './nomination-result.js';

const CreateNominationInput = builder.inputType('CreateNominationInput', {
  fields: (t) => ({
    tenant: t.string({
      required: false,
      description: 'Who nominates: your own tenant where left out, or one that ended and for which it acts.',
    }),
    plan: t.id({ required: false, description: 'The plan by whose criteria the nominee is judged.' }),
    form: t.id({ required: true, description: 'An `AwardForm` of the law of the day it is dated.' }),
    occasion: t.field({ type: OccasionEnum, required: true }),
    period: t.string({ required: true, description: 'A year (2022), or the first and the last (2021-2025).' }),
    nominee: t.field({ type: NomineeInput, required: true }),
    achievement: t.string({ required: true, description: 'The achievement, in short; the report on it is a file.' }),
    datedOn: t.field({
      type: 'Date',
      required: false,
      description: "The day it is dated: today where left out. Within the tenant's time.",
    }),
  }),
});
type Input = (typeof CreateNominationInput)['$inferInput'];

async function createNomination(input: Input, context: AwardsContext): Promise<NominationResult> {
  const slug = input.tenant ?? context.caller.tenant;
  const tenant = await tenantBySlug(context).load(slug);
  if (tenant === null || !(await callerActsFor(context, slug))) {
    return refused([
      fault('NOT_YOURS', 'You can only nominate for your own tenant, or for an ended one for which it acts.', 'tenant'),
    ]);
  }
  const read = await readNomination(context, input, tenant, null);
  if ('faults' in read) return refused(read.faults);
  const duplicates = await duplicateFaults(context, read.columns, null);
  if (duplicates.length > 0) return refused(duplicates);
  const nomination = await context.db.nomination.create({
    data: { ...read.columns, tenantId: slug, createdBy: context.caller.subject },
  });
  return readAgain(context, nomination);
}

builder.mutationField('createNomination', (t) =>
  t.field({
    type: NominationResultRef,
    description:
      'Drafts a nomination. Only its own tenant sees it until it is submitted. Errors: NOT_YOURS, UNKNOWN_PLAN, UNKNOWN_FORM, FORM_NOT_IN_FORCE, BAD_PERIOD, OUTSIDE_TENANT_TIME, IN_FUTURE, AFTER_TENANT_END, BEFORE_TENANT_BEGIN, EMPTY, TOO_LONG, UNKNOWN_LOCALITY, LOCALITY_MISSING, WRONG_LEVEL, OUTSIDE_TERRITORY, DUPLICATE. Role PLANNER.',
    requiresScopes: ['nominations:write'],
    authScopes: { role: 'PLANNER' },
    args: { input: t.arg({ type: CreateNominationInput, required: true }) },
    resolve: (_root, { input }, context) => createNomination(input, context),
  }),
);
