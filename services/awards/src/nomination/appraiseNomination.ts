import { type AwardsContext, builder } from '../builder.js';
import { textFaults } from '../faults.js';
import { type NominationResult, NominationResultRef, refused } from './nomination-result.js';
import { forStep } from './own-nomination.js';
import { NominationStepInput } from './step-input.js';
import { takeStep } from './take-step.js';

async function appraiseNomination(
  input: (typeof NominationStepInput)['$inferInput'],
  context: AwardsContext,
): Promise<NominationResult> {
  const found = await forStep(context, 'APPRAISED', input);
  if ('refusal' in found) return found.refusal;
  const faults = textFaults({ remarks: input.remarks });
  if (faults.length > 0) return refused(faults);
  return takeStep(context, found.nomination, 'APPRAISED', { remarks: input.remarks });
}

builder.mutationField('appraiseNomination', (t) =>
  t.field({
    type: NominationResultRef,
    description:
      'The appraisers of the tenant where it stands have examined it and lay it before the council. Errors: NOT_FOUND, NOT_HERE, WRONG_STATE, STALE_VERSION, EMPTY, TOO_LONG. Role APPRAISER.',
    authScopes: { role: 'APPRAISER' },
    args: { input: t.arg({ type: NominationStepInput, required: true }) },
    resolve: (_root, { input }, context) => appraiseNomination(input, context),
  }),
);
