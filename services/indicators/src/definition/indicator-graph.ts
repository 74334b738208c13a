import { pageArgs, paginateAll } from '@thi-dua/schema/connection';
import { key, reference } from '@thi-dua/schema/subgraph-schema';
import { builder, connection, type IndicatorsContext } from '../builder.js';
import { definitions, type IndicatorRow } from './definition-store.js';

const IndicatorKindEnum = builder.enumType('IndicatorKind', {
  description: 'COUNT adds up over units. RATIO is recomputed from the sums of its parts. MEAN is weighted.',
  values: ['COUNT', 'RATIO', 'MEAN'] as const,
});
const TimeBehaviourEnum = builder.enumType('TimeBehaviour', {
  description: 'STOCK: as it stands at the end of a period, never summed over time. FLOW: what happened in a period.',
  values: ['STOCK', 'FLOW'] as const,
});

export const IndicatorRef = builder.objectRef<IndicatorRow>('Indicator');

const byCode = async (context: IndicatorsContext, code: string | null): Promise<IndicatorRow | null> =>
  code === null ? null : ((await definitions(context)).indicators.get(code) ?? null);

builder.objectType(IndicatorRef, {
  description: 'What is measured.',
  directives: key('code'),
  extensions: reference<IndicatorsContext, { code: string }>(async ({ code }, context) => {
    const indicator = await byCode(context, code);
    return indicator === null ? null : { __typename: 'Indicator', ...indicator };
  }),
  fields: (t) => ({
    code: t.exposeString('code'),
    name: t.exposeString('name', { description: 'In Vietnamese.' }),
    nameEn: t.exposeString('nameEn', { description: 'In English.' }),
    unit: t.exposeString('unit'),
    kind: t.field({ type: IndicatorKindEnum, resolve: (indicator) => indicator.kind }),
    timeBehaviour: t.field({ type: TimeBehaviourEnum, resolve: (indicator) => indicator.time }),
    numerator: t.field({
      type: IndicatorRef,
      nullable: true,
      description: 'Of a ratio.',
      resolve: (indicator, _args, context) => byCode(context, indicator.numerator),
    }),
    denominator: t.field({
      type: IndicatorRef,
      nullable: true,
      description: "A ratio's denominator, a mean's weight.",
      resolve: (indicator, _args, context) => byCode(context, indicator.denominator),
    }),
  }),
});

builder.queryField('indicator', (t) =>
  t.field({
    type: IndicatorRef,
    nullable: true,
    args: { code: t.arg.string({ required: true }) },
    resolve: (_root, { code }, context) => byCode(context, code),
  }),
);

builder.queryField('indicators', (t) =>
  t.field({
    type: connection('Indicator', IndicatorRef),
    args: pageArgs(t),
    resolve: async (_root, page, context) =>
      paginateAll(page, [...(await definitions(context)).indicators.values()], (indicator) => indicator.code),
  }),
);
