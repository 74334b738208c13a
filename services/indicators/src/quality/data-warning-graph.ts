import { pageArgs, paginate } from '@thi-dua/schema/connection';
import { builder, connection } from '../builder.js';
import { definitions, requireIndicator } from '../definition/definition-store.js';
import { IndicatorRef } from '../definition/indicator-graph.js';
import { MethodologyRef } from '../definition/methodology-graph.js';
import { LocalityRef, localityReference } from '../locality/locality-reference.js';
import { ObservationRef } from '../observation/observation-graph.js';
import { observationById } from '../observation/observation-store.js';
import { requirePeriod } from '../period/period-argument.js';
import { WARNING_KINDS } from './judge.js';
import { compareKeys, type DataWarning, warningKey, warningsOf } from './warnings.js';

const DataWarningKindEnum = builder.enumType('DataWarningKind', {
  description: [
    "OUTLIER_HISTORY: far from the unit's own earlier periods.",
    'OUTLIER_NEIGHBOURS: far from the other units under the same one above, where the caller sees them all.',
    'UNIT_CHANGE: about 1,000 or 1,000,000 times as much or as little as before (a rate: 100 times).',
    'NUMERATOR_ABOVE_DENOMINATOR: a part larger than the whole.',
    'SUM_DISAGREES: what was stated differs from what the units below add up to.',
  ].join('\n'),
  values: WARNING_KINDS,
});

export const DataWarningRef = builder.objectRef<DataWarning>('DataWarning').implement({
  description: 'Something about a figure that somebody should look at. It never stops anything.',
  fields: (t) => ({
    kind: t.field({ type: DataWarningKindEnum, resolve: (warning) => warning.kind }),
    locality: t.field({ type: LocalityRef, nullable: true, resolve: (warning) => localityReference(warning.unit) }),
    indicator: t.field({
      type: IndicatorRef,
      resolve: (warning, _args, context) => requireIndicator(context, warning.indicator),
    }),
    period: t.exposeString('period'),
    methodology: t.field({
      type: MethodologyRef,
      nullable: true,
      resolve: async ({ methodology }, _args, context) =>
        methodology === null ? null : ((await definitions(context)).methodologies.get(methodology) ?? null),
    }),
    observation: t.field({
      type: ObservationRef,
      nullable: true,
      description: 'The figure.',
      resolve: (warning, _args, context) => observationById(context).load(warning.observation),
    }),
    observed: t.field({ type: 'Decimal', description: 'What was stated.', resolve: (warning) => warning.observed }),
    compared: t.field({
      type: 'Decimal',
      description: 'What it is held against: a median, a denominator, or what the units below add up to.',
      resolve: (warning) => warning.compared,
    }),
    comparedIndicator: t.field({
      type: IndicatorRef,
      nullable: true,
      description: 'Set where it is held against another indicator.',
      resolve: async ({ comparedIndicator }, _args, context) =>
        comparedIndicator === null ? null : ((await definitions(context)).indicators.get(comparedIndicator) ?? null),
    }),
    explanation: t.exposeString('explanation', { description: 'In Vietnamese.' }),
  }),
});

const DataQualityFilterInput = builder.inputType('DataQualityFilter', {
  description: 'All conditions that are given must hold.',
  fields: (t) => ({
    localityCode: t.string({
      required: false,
      description: 'The unit that bears this code, and all below it; with `asOf`, the one that bore it on that day.',
    }),
    asOf: t.field({ type: 'Date', required: false }),
    period: t.string({ required: false }),
    indicator: t.string({ required: false }),
    kind: t.field({ type: DataWarningKindEnum, required: false }),
  }),
});

builder.queryField('dataQuality', (t) =>
  t.field({
    type: connection('DataWarning', DataWarningRef),
    description:
      'Warnings about the figures that the caller may see, newest periods first. Computed at reading: narrow the filter where there are many figures.',
    requiresScopes: ['observations:read'],
    args: { filter: t.arg({ type: DataQualityFilterInput, required: false }), ...pageArgs(t) },
    resolve: async (_root, { filter, ...page }, context) => {
      if (filter?.indicator) await requireIndicator(context, filter.indicator);
      if (filter?.period) requirePeriod(filter.period, 'period');
      const { kind, ...scope } = filter ?? {};
      const warnings = await warningsOf(context, scope, kind ?? null);
      return paginate(page, {
        keyLength: 8,
        keyOf: warningKey,
        fetch: async (take, after) => {
          const behind = after?.map(String);
          return (behind ? warnings.filter((each) => compareKeys(warningKey(each), behind) > 0) : warnings).slice(
            0,
            take,
          );
        },
        count: async () => warnings.length,
      });
    },
  }),
);
