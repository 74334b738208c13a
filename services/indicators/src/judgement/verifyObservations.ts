import { builder } from '../builder.js';
import { verify } from './judgement-store.js';
import { ObservationsResultRef } from './observations-result.js';
import { SelectObservationsInput, selectSubmitted } from './selection.js';

builder.mutationField('verifyObservations', (t) =>
  t.field({
    type: ObservationsResultRef,
    description:
      'Verifies figures that units below submitted. Nobody verifies what they submitted themselves. All, or none where one has a fault.',
    requiresScopes: ['observations:verify'],
    authScopes: { role: 'VERIFIER' },
    args: { input: t.arg({ type: SelectObservationsInput, required: true }) },
    resolve: async (_root, { input }, context) => {
      const decision = input.decision?.trim() || null;
      const { ids, errors } = await selectSubmitted(context, input, decision);
      if (errors.length > 0) return { ids: [], errors };
      await verify(context, ids, decision);
      return { ids, errors };
    },
  }),
);
