import { callerActsFor, tenantBySlug } from '../authority.js';
import { type AwardsContext, builder } from '../builder.js';
import { fault } from '../faults.js';
import { OccasionEnum } from '../subject-kinds.js';
import { duplicateFaults } from './duplicates.js';
import { NomineeInput, readNomination } from './nomination-input.js';
import { type NominationResult, NominationResultRef, readAgain, refused } from './nomination-result.js';
import { lockedNomination, stale } from './own-nomination.js';

const UpdateNominationInput = builder.inputType('UpdateNominationInput', {
  description: 'What is left out stays.',
  fields: (t) => ({
    id: t.id({ required: true }),
    version: t.int({ required: true, description: 'The `version` you read.' }),
    plan: t.id({ required: false }),
    form: t.id({ required: false }),
    occasion: t.field({ type: OccasionEnum, required: false }),
    period: t.string({ required: false }),
    nominee: t.field({ type: NomineeInput, required: false }),
    achievement: t.string({ required: false }),
    datedOn: t.field({ type: 'Date', required: false }),
  }),
});
type Input = (typeof UpdateNominationInput)['$inferInput'];

async function updateNomination(input: Input, context: AwardsContext): Promise<NominationResult> {
  const found = await lockedNomination(context, input.id);
  if ('refusal' in found) return found.refusal;
  const { nomination } = found;
  if (!(await callerActsFor(context, nomination.tenantId)))
    return refused([fault('NOT_YOURS', 'Only its own tenant edits a nomination.', 'id')]);
  if (nomination.status !== 'DRAFT' && nomination.status !== 'RETURNED')
    return refused([fault('WRONG_STATE', 'It is edited as a draft, or once it was returned.', 'id')]);
  if (input.version !== nomination.version) return stale();
  const tenant = await tenantBySlug(context).load(nomination.tenantId);
  if (tenant === null) throw new Error(`nomination of an unknown tenant: ${nomination.id}`);
  const read = await readNomination(context, input, tenant, nomination);
  if ('faults' in read) return refused(read.faults);
  const duplicates = await duplicateFaults(context, read.columns, nomination.id);
  if (duplicates.length > 0) return refused(duplicates);
  await context.db.nomination.update({
    where: { id: nomination.id },
    data: { ...read.columns, version: { increment: 1 } },
  });
  return readAgain(context, nomination);
}

builder.mutationField('updateNomination', (t) =>
  t.field({
    type: NominationResultRef,
    description:
      'Edits a draft, or a nomination that was returned. Errors: NOT_FOUND, NOT_YOURS, WRONG_STATE, STALE_VERSION, and those of createNomination. Role PLANNER.',
    requiresScopes: ['nominations:write'],
    authScopes: { role: 'PLANNER' },
    args: { input: t.arg({ type: UpdateNominationInput, required: true }) },
    resolve: (_root, { input }, context) => updateNomination(input, context),
  }),
);
