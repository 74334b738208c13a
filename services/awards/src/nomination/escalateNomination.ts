import { superiorsOf } from '../authority.js';
import { type AwardsContext, builder } from '../builder.js';
import { fault, textFaults } from '../faults.js';
import { formGiven } from './form-given.js';
import { type NominationResult, NominationResultRef, refused } from './nomination-result.js';
import { forStep } from './own-nomination.js';
import { NominationStepInput } from './step-input.js';
import { voteAtStage } from './step-rules.js';
import { takeStep } from './take-step.js';

async function escalateNomination(
  input: (typeof NominationStepInput)['$inferInput'],
  context: AwardsContext,
): Promise<NominationResult> {
  const found = await forStep(context, 'ESCALATED', input);
  if ('refusal' in found) return found.refusal;
  const { nomination, log } = found;
  const faults = textFaults({ remarks: input.remarks });
  if (voteAtStage(log, nomination.stage)?.passed !== true)
    faults.push(fault('NOT_PASSED', 'The council did not agree: return it, or reject it.', 'id'));
  const above = await superiorsOf(context, nomination.atTenant ?? '');
  const to = input.to ?? (above.length === 1 ? above[0] : undefined);
  if (above.length === 0) faults.push(fault('NOBODY_ABOVE', 'Nobody stands above this tenant.', 'to'));
  else if (to === undefined) faults.push(fault('SUPERIOR_MISSING', `Name one of ${above.join(', ')}.`, 'to'));
  else if (!above.includes(to))
    faults.push(fault('NOT_DIRECTLY_ABOVE', 'It is passed on to the direct superior alone.', 'to'));
  const asked = await formGiven(context, input.form);
  faults.push(...asked.faults);
  const formKey = asked.key ?? nomination.formKey;
  if (nomination.status === 'DECIDED' && formKey === nomination.formKey)
    faults.push(
      fault('SAME_FORM', 'It has this award already: name the higher form that the superior is asked for.', 'form'),
    );
  if (to === undefined || faults.length > 0) return refused(faults);
  return takeStep(context, nomination, 'ESCALATED', { remarks: input.remarks, toTenant: to, formKey });
}

builder.mutationField('escalateNomination', (t) =>
  t.field({
    type: NominationResultRef,
    description:
      'Passes a nomination on to the direct superior of the tenant where it stands (for an ended one, of its last day), for its own appraisal and council; also after a local award, for a higher form. Errors: NOT_FOUND, NOT_HERE, WRONG_STATE, STALE_VERSION, NOT_PASSED, NOBODY_ABOVE, SUPERIOR_MISSING, NOT_DIRECTLY_ABOVE, UNKNOWN_FORM, FORM_NOT_IN_FORCE, SAME_FORM, EMPTY, TOO_LONG. Role APPRAISER.',
    requiresScopes: ['nominations:appraise'],
    authScopes: { role: 'APPRAISER' },
    args: { input: t.arg({ type: NominationStepInput, required: true }) },
    resolve: (_root, { input }, context) => escalateNomination(input, context),
  }),
);
