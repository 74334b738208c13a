import { superiorsOf } from '../authority.js';
import { type AwardsContext, builder } from '../builder.js';
import { missingFiles } from '../dossier/dossier-store.js';
import { fault, given, textFaults } from '../faults.js';
import { duplicateFaults } from './duplicates.js';
import { type NominationResult, NominationResultRef, readAgain, refused } from './nomination-result.js';
import { forStep } from './own-nomination.js';
import { NominationStepInput } from './step-input.js';
import { STEPS } from './step-rules.js';

async function submitNomination(
  input: (typeof NominationStepInput)['$inferInput'],
  context: AwardsContext,
): Promise<NominationResult> {
  const found = await forStep(context, 'SUBMITTED', input);
  if ('refusal' in found) return found.refusal;
  const { nomination } = found;
  const faults = textFaults({ remarks: input.remarks });
  const to = input.to ?? nomination.tenantId;
  if (to !== nomination.tenantId && !(await superiorsOf(context, nomination.tenantId)).includes(to))
    faults.push(fault('NOT_DIRECTLY_ABOVE', "It goes to the tenant's own council or to its direct superior.", 'to'));
  faults.push(...(await duplicateFaults(context, nomination, nomination.id)));
  for (const kind of await missingFiles(context, nomination.id))
    faults.push(fault('MISSING_FILE', `The dossier lacks a file of the kind ${kind}.`, 'id'));
  if (faults.length > 0) return refused(faults);
  await context.db.nominationStep.createMany({
    data: [
      {
        nominationId: nomination.id,
        step: 'SUBMITTED',
        toTenant: to,
        role: STEPS.SUBMITTED.role,
        remarks: given(input.remarks),
      },
    ],
  });
  return readAgain(context, nomination);
}

builder.mutationField('submitNomination', (t) =>
  t.field({
    type: NominationResultRef,
    description:
      "Submits a draft, or once more what was returned: to the tenant's own appraisers and council, or to its direct superior. Errors: NOT_FOUND, NOT_YOURS, WRONG_STATE, STALE_VERSION, NOT_DIRECTLY_ABOVE, DUPLICATE, MISSING_FILE (one for each kind that the dossier lacks), EMPTY, TOO_LONG. Role PLANNER.",
    requiresScopes: ['nominations:write'],
    authScopes: { role: 'PLANNER' },
    args: { input: t.arg({ type: NominationStepInput, required: true }) },
    resolve: (_root, { input }, context) => submitNomination(input, context),
  }),
);
