import { type CursorKey, pageArgs, pageSize, paginate } from '@thi-dua/schema/connection';
import { badInput } from '@thi-dua/schema/errors';
import { builder } from '../builder.js';
import { requireIndicator, requireMethodology } from '../definition/definition-store.js';
import { FIGURE_LIMIT } from '../figure/figure-limit.js';
import { type IndicatorValue, indicatorValues } from '../figure/indicator-value.js';
import { BasisEnum, IndicatorValueConnectionRef, IndicatorValueRef } from '../figure/indicator-value-graph.js';
import { countBelow, type UnitBelow, unitsBelow } from '../figure/units-store.js';
import { lastDay } from '../period/period.js';
import { requirePeriod, requirePeriods } from '../period/period-argument.js';
import { BREAKDOWN_ORDERS, byValue, isValue, type ValueKey } from './by-value.js';
import { LocalityLevelEnum } from './level-enum.js';
import { LocalityRef } from './locality-reference.js';

builder.objectField(LocalityRef, 'value', (t) =>
  t.field({
    type: IndicatorValueRef,
    nullable: true,
    description:
      "A figure of this unit; null on a map on which it does not stand (the period's last day's, or that of `boundary`).",
    requiresScopes: ['observations:read'],
    args: {
      indicator: t.arg.string({ required: true }),
      period: t.arg.string({ required: true, description: 'A year (2022), a quarter (2022-Q3) or a month (2022-11).' }),
      basis: t.arg({ type: BasisEnum, required: true, defaultValue: 'OFFICIAL' }),
      boundary: t.arg({
        type: 'Date',
        required: false,
        description: 'Another day whose map is followed; figures are carried along whole successions.',
      }),
      methodology: t.arg.string({
        required: false,
        description: "Left out: the national standard in force on the period's last day.",
      }),
    },
    resolve: async ({ unit }, { period, ...question }, context) => {
      const [value] = await indicatorValues(context, question, [{ unit, period: requirePeriod(period, 'period') }]);
      return value ?? null;
    },
  }),
);

builder.objectField(LocalityRef, 'series', (t) =>
  t.field({
    type: [IndicatorValueRef],
    nullable: true,
    description:
      'Figures of all periods from one to another of the same kind, oldest first; without those in which the unit does not stand.',
    requiresScopes: ['observations:read'],
    args: {
      indicator: t.arg.string({ required: true }),
      from: t.arg.string({ required: true }),
      to: t.arg.string({ required: true }),
      basis: t.arg({ type: BasisEnum, required: true, defaultValue: 'OFFICIAL' }),
      boundary: t.arg({ type: 'Date', required: false }),
      methodology: t.arg.string({
        required: false,
        description: 'Left out: in each period the national standard then in force.',
      }),
    },
    resolve: async ({ unit }, { from, to, ...question }, context) => {
      const periods = requirePeriods(from, to);
      const values = await indicatorValues(
        context,
        question,
        periods.map((period) => ({ unit, period })),
      );
      const standing = values.filter((value) => value !== null);
      return standing.length === 0 ? null : standing;
    },
  }),
);

const BreakdownOrderEnum = builder.enumType('BreakdownOrder', {
  description: 'CODE: by the code of the unit. By value: units without a value that the caller may see stand last.',
  values: BREAKDOWN_ORDERS,
});

builder.objectField(LocalityRef, 'breakdown', (t) =>
  t.field({
    type: IndicatorValueConnectionRef,
    nullable: true,
    description: 'The figures of all units of a level in this unit; null on a map on which it does not stand.',
    requiresScopes: ['observations:read'],
    args: {
      indicator: t.arg.string({ required: true }),
      period: t.arg.string({ required: true }),
      level: t.arg({ type: LocalityLevelEnum, required: true }),
      basis: t.arg({ type: BasisEnum, required: true, defaultValue: 'OFFICIAL' }),
      boundary: t.arg({ type: 'Date', required: false }),
      methodology: t.arg.string({ required: false }),
      orderBy: t.arg({
        type: BreakdownOrderEnum,
        required: true,
        defaultValue: 'CODE',
        description: 'By value, every unit of the level is looked at, however short the page.',
      }),
      ...pageArgs(t),
    },
    resolve: async ({ unit }, { period: text, level, first, after, orderBy, ...question }, context) => {
      const period = requirePeriod(text, 'period');
      const indicator = await requireIndicator(context, question.indicator);
      await requireMethodology(context, indicator, question.methodology, lastDay(period));
      const day = question.boundary ?? lastDay(period);
      pageSize(first);
      const standing = await unitsBelow(context).load({ unit, level, day, after: '', take: 0 });
      if (standing === null) return null;
      const below = async (after: string, take: number) =>
        (await unitsBelow(context).load({ unit, level, day, after, take })) ?? [];
      const count = () => countBelow(context).load({ unit, level, day });
      const valuesOf = (units: readonly UnitBelow[]) =>
        indicatorValues(
          context,
          question,
          units.map(({ id }) => ({ unit: id, period })),
        );
      if (orderBy !== 'CODE') {
        const units = await below('', FIGURE_LIMIT + 1);
        const values = await valuesOf(units);
        const order = byValue(orderBy);
        const rows = units
          .map(({ code }, i): ValueRow => ({ code, value: values[i]?.value ?? null, node: values[i] ?? null }))
          .sort(order);
        const page = await paginate<ValueRow>(
          { first, after },
          {
            keyLength: 2,
            keyOf: ({ value, code }) => [value, code],
            fetch: async (take, behind) =>
              rows.filter((row) => behind === null || order(row, keyFrom(behind)) > 0).slice(0, take),
            count,
          },
        );
        return { ...page, edges: page.edges.flatMap(({ cursor, node: { node } }) => (node ? [{ node, cursor }] : [])) };
      }
      const page = await paginate<UnitBelow>(
        { first, after },
        {
          keyLength: 1,
          keyOf: ({ code }) => [code],
          fetch: (take, behind) => below(behind === null ? '' : String(behind[0]), take),
          count,
        },
      );
      const values = await valuesOf(page.edges.map(({ node }) => node));
      return {
        ...page,
        edges: page.edges.flatMap(({ cursor }, i) => {
          const node = values[i];
          return node ? [{ node, cursor }] : [];
        }),
      };
    },
  }),
);

interface ValueRow extends ValueKey {
  node: IndicatorValue | null;
}

function keyFrom([value, code]: CursorKey): ValueKey {
  if ((value !== null && !isValue(value)) || typeof code !== 'string')
    throw badInput('"after" is not a cursor of this list. Ask on in the order in which it was given.', 'after');
  return { value: value ?? null, code };
}
