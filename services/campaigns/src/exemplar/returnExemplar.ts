import { builder } from '../builder.js';
import { nfc, textFault } from '../plan/plan-text.js';
import { ExemplarResultRef } from './exemplar-result.js';
import { judge } from './judge.js';

const ReturnExemplarInput = builder.inputType('ReturnExemplarInput', {
  fields: (t) => ({
    id: t.id({ required: true }),
    version: t.int({ required: true, description: 'The `version` you read.' }),
    reason: t.string({ required: true, description: 'What is to be mended.' }),
  }),
});

builder.mutationField('returnExemplar', (t) =>
  t.field({
    type: ExemplarResultRef,
    description: 'Gives an exemplar back to its owner to be mended, for an authority above it. Role SIGNER.',
    requiresScopes: ['exemplars:publish'],
    authScopes: { role: 'SIGNER' },
    args: { input: t.arg({ type: ReturnExemplarInput, required: true }) },
    resolve: (_root, { input }, context) =>
      judge(context, input, textFault(input.reason, 'reason'), { status: 'RETURNED', reason: nfc(input.reason) }),
  }),
);
