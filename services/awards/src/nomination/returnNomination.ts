import { type AwardsContext, builder } from '../builder.js';
import { fault, given, textFaults } from '../faults.js';
import { type NominationResult, NominationResultRef, refused } from './nomination-result.js';
import { forStep } from './own-nomination.js';
import { NominationStepInput } from './step-input.js';
import { takeStep } from './take-step.js';

async function returnNomination(
  input: (typeof NominationStepInput)['$inferInput'],
  context: AwardsContext,
): Promise<NominationResult> {
  const found = await forStep(context, 'RETURNED', input);
  if ('refusal' in found) return found.refusal;
  const faults =
    given(input.remarks) === null
      ? [fault('REMARKS_MISSING', 'Say why.', 'remarks')]
      : textFaults({ remarks: input.remarks });
  if (faults.length > 0) return refused(faults);
  return takeStep(context, found.nomination, 'RETURNED', { remarks: input.remarks });
}

builder.mutationField('returnNomination', (t) =>
  t.field({
    type: NominationResultRef,
    description:
      'Gives a nomination back to its owner with remarks, to be submitted again. Errors: NOT_FOUND, NOT_HERE, WRONG_STATE, STALE_VERSION, REMARKS_MISSING, TOO_LONG. Role APPRAISER.',
    requiresScopes: ['nominations:appraise'],
    authScopes: { role: 'APPRAISER' },
    args: { input: t.arg({ type: NominationStepInput, required: true }) },
    resolve: (_root, { input }, context) => returnNomination(input, context),
  }),
);
