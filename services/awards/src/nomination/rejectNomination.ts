import { type AwardsContext, builder } from '../builder.js';
import { fault, given, textFaults } from '../faults.js';
import { type NominationResult, NominationResultRef, refused } from './nomination-result.js';
import { forStep } from './own-nomination.js';
import { NominationStepInput } from './step-input.js';
import { hasSubmitted } from './step-rules.js';
import { takeStep } from './take-step.js';

async function rejectNomination(
  input: (typeof NominationStepInput)['$inferInput'],
  context: AwardsContext,
): Promise<NominationResult> {
  const found = await forStep(context, 'REJECTED', input);
  if ('refusal' in found) return found.refusal;
  const faults =
    given(input.remarks) === null
      ? [fault('REMARKS_MISSING', 'Say why.', 'remarks')]
      : textFaults({ remarks: input.remarks });
  if (hasSubmitted(context.caller.subject, found.nomination, found.log))
    faults.push(fault('SAME_PERSON', 'No person both submits and decides: another person must.', 'id'));
  if (faults.length > 0) return refused(faults);
  return takeStep(context, found.nomination, 'REJECTED', { remarks: input.remarks });
}

builder.mutationField('rejectNomination', (t) =>
  t.field({
    type: NominationResultRef,
    description:
      'Ends a nomination without an award, for a reason. Not by whoever drafted or submitted it or passed it on. Errors: NOT_FOUND, NOT_HERE, WRONG_STATE, STALE_VERSION, REMARKS_MISSING, TOO_LONG, SAME_PERSON. Role SIGNER.',
    requiresScopes: ['awards:decide'],
    authScopes: { role: 'SIGNER' },
    args: { input: t.arg({ type: NominationStepInput, required: true }) },
    resolve: (_root, { input }, context) => rejectNomination(input, context),
  }),
);
