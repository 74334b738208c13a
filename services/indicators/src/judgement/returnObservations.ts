import { builder } from '../builder.js';
import { giveBack } from './judgement-store.js';
import { ObservationsResultRef } from './observations-result.js';
import { ID_LIMIT, selectSubmitted } from './selection.js';

const ReturnObservationsInput = builder.inputType('ReturnObservationsInput', {
  description: 'Either ids, or localityCode with period.',
  fields: (t) => ({
    ids: t.idList({ required: false, description: `At most ${ID_LIMIT}.` }),
    localityCode: t.string({
      required: false,
      description: 'Instead of ids: all submitted figures of this unit and of those below it …',
    }),
    asOf: t.field({
      type: 'Date',
      required: false,
      description: "The day on which it bore the code; left out, the period's last day.",
    }),
    period: t.string({ required: false, description: '… for this period.' }),
    reason: t.string({ required: true, description: 'For those who submitted: what is to be put right.' }),
  }),
});

builder.mutationField('returnObservations', (t) =>
  t.field({
    type: ObservationsResultRef,
    description:
      'Returns submitted figures to those who submitted them, with a reason. All, or none where one has a fault.',
    requiresScopes: ['observations:verify'],
    authScopes: { role: 'VERIFIER' },
    args: { input: t.arg({ type: ReturnObservationsInput, required: true }) },
    resolve: async (_root, { input }, context) => {
      const reason = input.reason.trim();
      const { ids, errors } = await selectSubmitted(context, input, null);
      if (reason === '')
        errors.push({ code: 'REASON_MISSING', message: 'Say what is to be put right.', path: ['reason'] });
      if (errors.length > 0) return { ids: [], errors };
      await giveBack(context, ids, reason, null);
      return { ids, errors };
    },
  }),
);
