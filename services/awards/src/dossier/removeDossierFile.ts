import { readGlobalUuid, toGlobalId } from '@thi-dua/schema/global-id';
import { callerActsFor } from '../authority.js';
import { type AwardsContext, builder } from '../builder.js';
import { fault } from '../faults.js';
import { type NominationResult, NominationResultRef, readAgain, refused } from '../nomination/nomination-result.js';
import { lockedNomination, stale } from '../nomination/own-nomination.js';
import { wasSubmitted } from './dossier-rules.js';
import { fileById, filesOf } from './dossier-store.js';

const RemoveDossierFileInput = builder.inputType('RemoveDossierFileInput', {
  fields: (t) => ({
    id: t.id({ required: true, description: 'A `DossierFile`.' }),
    version: t.int({ required: false, description: 'The `version` of its nomination that you read.' }),
  }),
});
type Input = (typeof RemoveDossierFileInput)['$inferInput'];

const notFound = () => refused([fault('NOT_FOUND', 'There is no such file.', 'id')]);

async function removeDossierFile({ id, version }: Input, context: AwardsContext): Promise<NominationResult> {
  const inner = readGlobalUuid('DossierFile', id);
  const seen = inner === null ? null : await fileById(context).load(inner);
  if (seen === null) return notFound();
  const found = await lockedNomination(context, toGlobalId('Nomination', seen.nominationId));
  if ('refusal' in found) return notFound();
  const { nomination, log } = found;
  const file = (await filesOf(context).load(nomination.id)).find((each) => each.id === seen.id);
  if (file === undefined) return notFound();
  if (!(await callerActsFor(context, nomination.tenantId)))
    return refused([fault('NOT_YOURS', 'Only the tenant that nominates takes files out of its dossier.', 'id')]);
  if (nomination.status !== 'DRAFT' && nomination.status !== 'RETURNED')
    return refused([fault('WRONG_STATE', 'Files are taken out of a draft, or of what was returned.', 'id')]);
  if (wasSubmitted(file, log))
    return refused([fault('ALREADY_SUBMITTED', 'It was submitted: it stays. Add another beside it.', 'id')]);
  if (typeof version === 'number' && version !== nomination.version) return stale();
  await context.db.nominationStep.createMany({
    data: [{ nominationId: nomination.id, step: 'FILE_REMOVED', role: 'PLANNER', content: { file: file.id } }],
  });
  filesOf(context).clear(nomination.id);
  return readAgain(context, nomination);
}

builder.mutationField('removeDossierFile', (t) =>
  t.field({
    type: NominationResultRef,
    description:
      'Takes a file out of a dossier that has not been submitted with it; the log keeps its name and hash. Errors: NOT_FOUND, NOT_YOURS, WRONG_STATE, ALREADY_SUBMITTED, STALE_VERSION. Role PLANNER.',
    requiresScopes: ['nominations:write'],
    authScopes: { role: 'PLANNER' },
    args: { input: t.arg({ type: RemoveDossierFileInput, required: true }) },
    resolve: (_root, { input }, context) => removeDossierFile(input, context),
  }),
);
