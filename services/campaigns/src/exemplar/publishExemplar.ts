import { builder } from '../builder.js';
import { asDate } from '../plan/plan-dates.js';
import { ExemplarResultRef } from './exemplar-result.js';
import { judge } from './judge.js';

const PublishExemplarInput = builder.inputType('PublishExemplarInput', {
  fields: (t) => ({
    id: t.id({ required: true }),
    version: t.int({ required: true, description: 'The `version` you read: another text is not published.' }),
  }),
});

builder.mutationField('publishExemplar', (t) =>
  t.field({
    type: ExemplarResultRef,
    description:
      "Opens an exemplar to everyone, for an authority above its owner; the central board publishes its own. A household's name stays with the owner's line. Role SIGNER.",
    requiresScopes: ['exemplars:publish'],
    authScopes: { role: 'SIGNER' },
    args: { input: t.arg({ type: PublishExemplarInput, required: true }) },
    resolve: (_root, { input }, context) =>
      judge(context, input, [], {
        status: 'PUBLISHED',
        publishedFor: context.caller.tenant,
        publishedBy: context.caller.subject,
        publishedOn: asDate(context.today),
      }),
  }),
);
