import { pageArgs, paginateAll } from '@thi-dua/schema/connection';
import { key, reference } from '@thi-dua/schema/subgraph-schema';
import { builder, connection, type IndicatorsContext } from '../builder.js';
import { LocalityLevelEnum } from '../locality/level-enum.js';
import { definitions, type GroupRow, type IndicatorRow } from './definition-store.js';
import { DefinitionSourceRef } from './source-graph.js';

export const IndicatorKindEnum = builder.enumType('IndicatorKind', {
  description: 'COUNT adds up over units. RATIO is recomputed from the sums of its parts. MEAN is weighted.',
  values: ['COUNT', 'RATIO', 'MEAN'] as const,
});
export const TimeBehaviourEnum = builder.enumType('TimeBehaviour', {
  description: 'STOCK: as it stands at the end of a period, never summed over time. FLOW: what happened in a period.',
  values: ['STOCK', 'FLOW'] as const,
});

const IndicatorGroupRef = builder.objectRef<GroupRow>('IndicatorGroup').implement({
  description: 'What belongs together in lists and analyses, e.g. the indicators of one basic social service.',
  fields: (t) => ({
    code: t.exposeString('code'),
    name: t.exposeString('name', { description: 'In Vietnamese.' }),
    nameEn: t.exposeString('nameEn', { description: 'In English.' }),
  }),
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
    levels: t.field({
      type: [LocalityLevelEnum],
      description: 'Whose units are due to report it. The lowest of them rolls up; below it nobody reports.',
      resolve: (indicator) => indicator.levels,
    }),
    validFrom: t.field({
      type: 'Date',
      nullable: true,
      description: 'Null: always. The stock of the day before, with which it opens, is stated as well.',
      resolve: (indicator) => indicator.validFrom,
    }),
    validTo: t.field({
      type: 'Date',
      nullable: true,
      description: 'The first day on which it no longer holds. Its figures stay readable.',
      resolve: (indicator) => indicator.validTo,
    }),
    methodologies: t.exposeStringList('methodologies', {
      description: 'The codes of the standards its values are measured under; none where no standard applies.',
    }),
    integer: t.exposeBoolean('integer', { description: 'Counted in whole units.' }),
    minimum: t.field({ type: 'Decimal', nullable: true, resolve: (indicator) => indicator.minimum }),
    maximum: t.field({ type: 'Decimal', nullable: true, resolve: (indicator) => indicator.maximum }),
    group: t.field({
      type: IndicatorGroupRef,
      nullable: true,
      resolve: async ({ group }, _args, context) =>
        group === null ? null : ((await definitions(context)).groups.get(group) ?? null),
    }),
    source: t.field({
      type: DefinitionSourceRef,
      nullable: true,
      description: 'The rule that defines it.',
      resolve: (indicator) => indicator.source,
    }),
  }),
});

builder.queryField('indicator', (t) =>
  t.field({
    type: IndicatorRef,
    nullable: true,
    requiresScopes: ['definitions:read'],
    args: { code: t.arg.string({ required: true }) },
    resolve: (_root, { code }, context) => byCode(context, code),
  }),
);

builder.queryField('indicators', (t) =>
  t.field({
    type: connection('Indicator', IndicatorRef),
    requiresScopes: ['definitions:read'],
    args: pageArgs(t),
    resolve: async (_root, page, context) =>
      paginateAll(page, [...(await definitions(context)).indicators.values()], (indicator) => indicator.code),
  }),
);
