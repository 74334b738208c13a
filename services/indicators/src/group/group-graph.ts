import { Prisma } from '@thi-dua/prisma/generated/indicators/client';
import { badInput } from '@thi-dua/schema/errors';
import { readGlobalId } from '@thi-dua/schema/global-id';
import { key, reference } from '@thi-dua/schema/subgraph-schema';
import { builder, type IndicatorsContext } from '../builder.js';
import {
  type IndicatorRow,
  type MethodologyRow,
  requireIndicator,
  requireMethodology,
} from '../definition/definition-store.js';
import { IndicatorRef } from '../definition/indicator-graph.js';
import { MethodologyRef } from '../definition/methodology-graph.js';
import type { Basis } from '../figure/figure.js';
import { BasisEnum, CoverageRef } from '../figure/indicator-value-graph.js';
import { LocalityRef } from '../locality/locality-reference.js';
import { lastDay } from '../period/period.js';
import { requirePeriod } from '../period/period-argument.js';
import { type Group, type GroupFigure, groupFigure } from './group-store.js';

interface GroupValue extends GroupFigure {
  indicator: IndicatorRow;
  period: string;
  basis: Basis;
  methodology: MethodologyRow | null;
}
type Question = { indicator: string; period: string; basis: Basis; methodology?: string | null };

async function groupValue(context: IndicatorsContext, group: Group, question: Question): Promise<GroupValue> {
  const period = requirePeriod(question.period, 'period');
  const indicator = await requireIndicator(context, question.indicator);
  const periodEnd = lastDay(period);
  const methodology = await requireMethodology(context, indicator, question.methodology, periodEnd);
  const { basis } = question;
  const figure = await groupFigure(context).load({
    group,
    indicator: indicator.code,
    methodology: methodology?.code ?? null,
    period: period.text,
    periodEnd,
    basis,
  });
  return { ...figure, indicator, period: period.text, basis, methodology };
}

const GroupValueRef = builder.objectRef<GroupValue>('GroupValue').implement({
  description:
    'What a group of units adds up to, on the map of the period. Null where a figure in it is not yours to see: a total never depends on who asks.',
  fields: (t) => ({
    indicator: t.field({ type: IndicatorRef, resolve: (value) => value.indicator }),
    period: t.exposeString('period'),
    basis: t.field({ type: BasisEnum, resolve: (value) => value.basis }),
    value: t.field({ type: 'Decimal', nullable: true, resolve: (value) => value.value }),
    numerator: t.field({ type: 'Decimal', nullable: true, resolve: (value) => value.numerator }),
    denominator: t.field({ type: 'Decimal', nullable: true, resolve: (value) => value.denominator }),
    coverage: t.field({
      type: CoverageRef,
      description: 'How many of its units account for it.',
      resolve: (value) => value.coverage,
    }),
    methodology: t.field({ type: MethodologyRef, nullable: true, resolve: (value) => value.methodology }),
  }),
});

/** A region, which localities owns: here it is known by its code alone. */
const RegionRef = builder.objectRef<{ id: string; code: string }>('Region');
builder.objectType(RegionRef, {
  directives: key('id'),
  extensions: reference(({ id }: { id: string }) => {
    const code = readGlobalId('Region', id);
    return code === null ? null : { __typename: 'Region', id, code };
  }),
  fields: (t) => ({
    id: t.exposeID('id'),
    value: t.field({
      type: GroupValueRef,
      description: "What its provinces add up to, those that belong to it on the period's last day.",
      requiresScopes: ['observations:read'],
      args: {
        indicator: t.arg.string({ required: true }),
        period: t.arg.string({ required: true }),
        basis: t.arg({ type: BasisEnum, required: true, defaultValue: 'OFFICIAL' }),
        methodology: t.arg.string({ required: false }),
      },
      resolve: ({ code }, question, context) => groupValue(context, { kind: 'REGION', code }, question),
    }),
  }),
});

export { RegionRef };

const AreaEnum = builder.enumType('Area', {
  description: 'URBAN: wards and townships (phường, thị trấn). RURAL: the other communes.',
  values: ['URBAN', 'RURAL'] as const,
});
const AreaValueRef = builder.objectRef<GroupValue & { area: 'URBAN' | 'RURAL' }>('AreaValue').implement({
  description: 'What the urban, or the rural, communes of a unit add up to.',
  fields: (t) => ({
    area: t.field({ type: AreaEnum, resolve: ({ area }) => area }),
    total: t.field({ type: GroupValueRef, resolve: (value) => value }),
  }),
});

builder.objectField(LocalityRef, 'byArea', (t) =>
  t.field({
    type: [AreaValueRef],
    description:
      'The figure of this unit by urban and rural communes, by their type on the last day of the period. It is added up at reading.',
    requiresScopes: ['observations:read'],
    args: {
      indicator: t.arg.string({ required: true }),
      period: t.arg.string({ required: true }),
      basis: t.arg({ type: BasisEnum, required: true, defaultValue: 'OFFICIAL' }),
      methodology: t.arg.string({ required: false }),
    },
    resolve: ({ unit }, question, context) =>
      Promise.all(
        (['URBAN', 'RURAL'] as const).map(async (area) => ({
          area,
          ...(await groupValue(context, { kind: 'AREA', unit, urban: area === 'URBAN' }, question)),
        })),
      ),
  }),
);

const MAX_SET = 500;

async function unitsOf(context: IndicatorsContext, codes: readonly string[], asOf: string): Promise<string[]> {
  const rows = await context.db.$queryRaw<{ id: string; code: string }[]>(Prisma.sql`
    SELECT l.id::text AS id, l.code FROM map.locality l
    WHERE l.code = ANY(${[...codes]}::text[]) AND l.begins <= ${asOf}::date AND ${asOf}::date < l.ends`);
  const found = new Set(rows.map(({ code }) => code));
  const unknown = codes.filter((code) => !found.has(code));
  if (unknown.length > 0)
    throw badInput(`No unit bore these codes on ${asOf}: ${unknown.slice(0, 20).join(', ').slice(0, 400)}.`, 'codes');
  const ids = rows.map(({ id }) => id);
  // A unit and one that lies in it would count twice.
  const [nested] = await context.db.$queryRaw<{ inner: string; outer: string }[]>(Prisma.sql`
    SELECT i.code AS inner, o.code AS outer FROM map.closure c
    JOIN map.locality i ON i.id = c.descendant_id JOIN map.locality o ON o.id = c.ancestor_id
    WHERE c.descendant_id = ANY(${ids}::uuid[]) AND c.ancestor_id = ANY(${ids}::uuid[]) AND c.depth > 0
      AND c.begins <= ${asOf}::date AND ${asOf}::date < c.ends ORDER BY 1 LIMIT 1`);
  if (nested !== undefined)
    throw badInput(`${nested.inner} lies in ${nested.outer}: it would count twice. Leave one of them out.`, 'codes');
  return ids;
}

builder.queryField('unitSet', (t) =>
  t.field({
    type: GroupValueRef,
    description:
      'What a fixed set of units adds up to, whatever the map says later: those that bore these codes on a day. One that has ended by then is expected and has not reported.',
    requiresScopes: ['observations:read'],
    args: {
      codes: t.arg.stringList({ required: true, description: `1 to ${MAX_SET}.` }),
      asOf: t.arg({ type: 'Date', required: true }),
      indicator: t.arg.string({ required: true }),
      period: t.arg.string({ required: true }),
      basis: t.arg({ type: BasisEnum, required: true, defaultValue: 'OFFICIAL' }),
      methodology: t.arg.string({ required: false }),
    },
    resolve: async (_root, { codes, asOf, ...question }, context) => {
      const distinct = [...new Set(codes)];
      if (distinct.length === 0 || distinct.length > MAX_SET)
        throw badInput(`"codes" must have 1 to ${MAX_SET} entries.`, 'codes');
      return groupValue(context, { kind: 'SET', units: await unitsOf(context, distinct, asOf) }, question);
    },
  }),
);
