import type { FaultCode } from '@thi-dua/schema/fault-codes';
import type { UserError } from '@thi-dua/schema/user-error';
import { builder, userError } from '../builder.js';
import { BasisEnum } from '../figure/indicator-value-graph.js';
import { unitOn, unknownLocality } from '../judgement/selection.js';
import { lastDay } from '../period/period.js';
import { requirePeriod } from '../period/period-argument.js';
import { releasability, release, unitsToRelease } from './release-store.js';

const ReleaseScopeEnum = builder.enumType('ReleaseScope', {
  description:
    'UNIT: the unit itself, with its roll-up. BELOW: every unit in it in which anything was reported for the period.',
  values: ['UNIT', 'BELOW', 'UNIT_AND_BELOW'] as const,
});

const ReleaseFiguresInput = builder.inputType('ReleaseFiguresInput', {
  fields: (t) => ({
    localityCode: t.string({ required: true }),
    asOf: t.field({
      type: 'Date',
      required: false,
      description: "The day on which it bore the code; left out, the period's last day.",
    }),
    period: t.string({ required: true }),
    scope: t.field({ type: ReleaseScopeEnum, required: true, defaultValue: 'UNIT' }),
    basis: t.field({ type: BasisEnum, required: true, defaultValue: 'OFFICIAL' }),
    decision: t.string({ required: true, description: 'The decision by which the figures are made public.' }),
    releasedOn: t.field({ type: 'Date', required: false, description: 'Left out: today.' }),
  }),
});

interface ReleaseResult {
  released: number;
  errors: UserError[];
}
const ReleaseResultRef = builder.objectRef<ReleaseResult>('ReleaseResult').implement({
  fields: (t) => ({
    released: t.exposeInt('released', {
      description: "How many of the units' own verified reports were released. Their roll-ups open with them.",
    }),
    errors: t.field({ type: [userError], resolve: (result) => result.errors }),
  }),
});

builder.mutationField('releaseFigures', (t) =>
  t.field({
    type: ReleaseResultRef,
    description:
      'Opens the reported and rolled-up figures of a unit and period to everyone: the board those of the nation and provinces, a province those below.',
    requiresScopes: ['observations:release'],
    authScopes: { role: 'SIGNER' },
    args: { input: t.arg({ type: ReleaseFiguresInput, required: true }) },
    resolve: async (_root, { input }, context): Promise<ReleaseResult> => {
      const period = requirePeriod(input.period, 'period');
      const decision = input.decision.trim();
      const releasedOn = input.releasedOn ?? context.today;
      const errors: UserError[] = [];
      const fault = (code: FaultCode, message: string, ...path: string[]) => errors.push({ code, message, path });
      if (decision === '') fault('DECISION_MISSING', 'Figures are released by a decision. Name it.', 'decision');
      if (releasedOn > context.today)
        fault('FUTURE_RELEASE', 'The day of the release lies in the future.', 'releasedOn');
      const unit = await unitOn(context, input.localityCode, input.asOf ?? lastDay(period));
      if (unit === null) errors.push(unknownLocality(input.localityCode));
      const units = unit === null ? [] : await unitsToRelease(context, { unit, period, scope: input.scope });
      if (unit !== null && units.length === 0)
        fault('NOTHING_TO_RELEASE', 'No unit below has a figure of this period.', 'localityCode');
      if (units.length > 0) {
        const { mayRelease, ownWork } = await releasability(context, units, period, input.basis);
        if (!mayRelease)
          fault('NOT_YOURS_TO_RELEASE', 'The figures of this unit are released by another authority.', 'localityCode');
        else if (ownWork)
          fault('FOUR_EYES', 'Nobody releases what they submitted. Let a colleague do it.', 'localityCode');
      }
      if (errors.length > 0) return { released: 0, errors };
      return { released: await release(context, { units, period, basis: input.basis, decision, releasedOn }), errors };
    },
  }),
);
