import { builder, type CampaignsContext } from '../builder.js';
import { fault } from '../plan/plan-result.js';
import { nfc, textFault } from '../plan/plan-text.js';
import { capacityTowards } from '../standing/acting.js';
import {
  type ExemplarResult,
  ExemplarResultRef,
  meantBy,
  noSuchExemplar,
  readAgain,
  refused,
  staleExemplar,
} from './exemplar-result.js';

const WithdrawExemplarInput = builder.inputType('WithdrawExemplarInput', {
  fields: (t) => ({
    id: t.id({ required: true }),
    version: t.int({ required: true, description: 'The `version` you read.' }),
    reason: t.string({ required: true, description: 'Shown to its owner and those above it.' }),
  }),
});
type Input = (typeof WithdrawExemplarInput)['$inferInput'];

async function withdrawExemplar(input: Input, context: CampaignsContext): Promise<ExemplarResult> {
  const exemplar = await meantBy(context, input.id);
  if (exemplar === null) return refused(noSuchExemplar());
  const { owner, superior } = await capacityTowards(context).load(exemplar.tenantId);
  if (!owner && !superior)
    return refused(fault('NOT_YOURS', 'Its owner, or an authority above it, withdraws an exemplar.', 'id'));
  const faults = textFault(input.reason, 'reason');
  if (exemplar.status === 'WITHDRAWN') faults.push(fault('WITHDRAWN', 'It has been withdrawn already.', 'id'));
  if (faults.length > 0) return refused(...faults);
  const { count } = await context.db.exemplar.updateMany({
    where: { id: exemplar.id, version: input.version, status: { not: 'WITHDRAWN' } },
    data: {
      status: 'WITHDRAWN',
      reason: nfc(input.reason),
      publishedFor: null,
      publishedBy: null,
      publishedOn: null,
      version: { increment: 1 },
    },
  });
  return count === 0 ? refused(staleExemplar()) : readAgain(context, exemplar.id);
}

builder.mutationField('withdrawExemplar', (t) =>
  t.field({
    type: ExemplarResultRef,
    description:
      'Takes an exemplar back for good, published or not: only its owner and those above still see it. Role SIGNER.',
    requiresScopes: ['exemplars:publish'],
    authScopes: { role: 'SIGNER' },
    args: { input: t.arg({ type: WithdrawExemplarInput, required: true }) },
    resolve: (_root, { input }, context) => withdrawExemplar(input, context),
  }),
);
