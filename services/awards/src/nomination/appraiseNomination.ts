import { type AwardsContext, builder } from '../builder.js';
import { findEligibility } from '../eligibility/find-eligibility.js';
import { fault, nfc, textFault, textFaults } from '../faults.js';
import { formGiven } from './form-given.js';
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
  const answers = input.answers ?? [];
  for (const [i, { note }] of answers.entries()) faults.push(...textFault(note, 'answers', String(i), 'note'));
  if (answers.length > 0) {
    const eligibility = await findEligibility(context, found.nomination, found.log, 'OFFICIAL');
    const asked = new Set(eligibility?.criteria.map(({ criterion }) => criterion));
    const seen = new Set<string>();
    for (const [i, { criterion }] of answers.entries()) {
      const id = String(criterion);
      if (!asked.has(id))
        faults.push(fault('UNKNOWN_CRITERION', 'The plan does not judge this nominee by it.', 'answers', String(i)));
      else if (seen.has(id)) faults.push(fault('REPEATED', 'It is answered twice.', 'answers', String(i)));
      seen.add(id);
    }
  }
  const proposed = await formGiven(context, input.form);
  faults.push(...proposed.faults);
  if (faults.length > 0) return refused(faults);
  return takeStep(context, found.nomination, 'APPRAISED', {
    remarks: input.remarks,
    ...(proposed.key !== null && { formKey: proposed.key }),
    content: {
      answers: answers.map(({ criterion, applies, met, note }) => ({
        criterion: String(criterion),
        applies,
        met,
        note: nfc(note),
      })),
    },
  });
}

builder.mutationField('appraiseNomination', (t) =>
  t.field({
    type: NominationResultRef,
    description:
      'The appraisers of the tenant where it stands have examined it and lay it before the council, for the form that was asked for or another that they propose. Errors: NOT_FOUND, NOT_HERE, WRONG_STATE, STALE_VERSION, UNKNOWN_CRITERION, REPEATED, UNKNOWN_FORM, FORM_NOT_IN_FORCE, EMPTY, TOO_LONG. Role APPRAISER.',
    requiresScopes: ['nominations:appraise'],
    authScopes: { role: 'APPRAISER' },
    args: { input: t.arg({ type: NominationStepInput, required: true }) },
    resolve: (_root, { input }, context) => appraiseNomination(input, context),
  }),
);
