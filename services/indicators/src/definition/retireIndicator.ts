import { builder } from '../builder.js';
import { changedIndicator, IndicatorResultRef } from './defineIndicator.js';
import { requireCentralBoard } from './definition-policy.js';
import { definitionsToChange, endIndicator, hasFiguresFrom } from './definition-writes.js';
import { fault } from './faults.js';
import { retireFaults } from './retire-check.js';

const RetireIndicatorInput = builder.inputType('RetireIndicatorInput', {
  fields: (t) => ({
    code: t.string({ required: true }),
    on: t.field({
      type: 'Date',
      required: true,
      description: 'The first day on which it no longer holds. An end that has not come yet can be moved.',
    }),
  }),
});

builder.mutationField('retireIndicator', (t) =>
  t.field({
    type: IndicatorResultRef,
    description:
      'Ends a definition. Its figures stay as they are; none can be reported for a period that does not end before that day. Role ADMIN, of the central board.',
    requiresScopes: ['definitions:write'],
    authScopes: { role: 'ADMIN' },
    args: { input: t.arg({ type: RetireIndicatorInput, required: true }) },
    resolve: async (_root, { input: { code, on } }, context) => {
      await requireCentralBoard(context);
      const known = await definitionsToChange(context);
      const indicator = known.indicators.get(code);
      if (indicator === undefined)
        return { indicator: null, errors: [fault('UNKNOWN_INDICATOR', 'No indicator has this code.', 'code')] };
      const errors = retireFaults(indicator, on, known, context.today);
      if (!errors.some((error) => error.path[0] === 'on') && (await hasFiguresFrom(context, { indicator: code }, on)))
        errors.push(fault('FIGURES_AFTER_END', `Figures of ${code} are stated for periods that end later.`, 'on'));
      if (errors.length > 0) return { indicator: null, errors };
      await endIndicator(context, code, on);
      return changedIndicator(context, code);
    },
  }),
);
