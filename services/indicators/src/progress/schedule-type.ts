import { builder } from '../builder.js';
import { definitions } from '../definition/definition-store.js';
import { IndicatorRef } from '../definition/indicator-graph.js';
import { LocalityRef, localityReference } from '../locality/locality-reference.js';
import { type Fraction, rounded } from '../rule/fraction.js';
import type { ScheduledYear } from '../rule/schedule.js';
import type { ScheduleProgress, ScheduleTotal } from './schedule-progress.js';
import { VerdictEnum } from './verdict-enum.js';

/** As wire decimals are: at most six places, half up. */
const wire = (value: Fraction | null): string | null => value && rounded(value, 6);

const MeaningEnum = builder.enumType('ScheduleMeaning', {
  description: 'LEVEL: the value to stand at. REDUCTION: by how much it falls in that year.',
  values: ['LEVEL', 'REDUCTION'] as const,
});
const ACTUAL =
  'The value at the end of the year, or by how much it fell since the end of the year before; in the first year of a table, where that is not known, since the month in which the plan was issued. Null where it is not known.';
const REMAINING =
  'What is still lacking of what was planned for the year; 0 where nothing is. Null where it is not known.';

const RowRef = builder.objectRef<ScheduledYear>('ScheduleRow').implement({
  description: 'One cell of an annexed table beside what became of it.',
  fields: (t) => ({
    locality: t.field({ type: LocalityRef, nullable: true, resolve: ({ row }) => localityReference(row.unit) }),
    year: t.int({ resolve: ({ row }) => row.year }),
    indicator: t.field({
      type: IndicatorRef,
      nullable: true,
      resolve: async ({ row }, _args, context) => (await definitions(context)).indicators.get(row.indicator) ?? null,
    }),
    meaning: t.field({ type: MeaningEnum, resolve: ({ row }) => row.meaning }),
    planned: t.field({ type: 'Decimal', resolve: ({ row }) => rounded(row.value, 6) }),
    actual: t.field({ type: 'Decimal', nullable: true, description: ACTUAL, resolve: ({ actual }) => wire(actual) }),
    remaining: t.field({
      type: 'Decimal',
      nullable: true,
      description: REMAINING,
      resolve: ({ remaining }) => wire(remaining),
    }),
    verdict: t.field({
      type: VerdictEnum,
      description: 'Of this year by itself.',
      resolve: ({ verdict }) => verdict,
    }),
  }),
});

const TotalRef = builder.objectRef<ScheduleTotal>('ScheduleTotal').implement({
  description: 'A column of an annexed table: what all its units come to in a year.',
  fields: (t) => ({
    year: t.exposeInt('year'),
    indicator: t.field({
      type: IndicatorRef,
      nullable: true,
      resolve: async ({ indicator }, _args, context) => (await definitions(context)).indicators.get(indicator) ?? null,
    }),
    meaning: t.field({ type: MeaningEnum, resolve: ({ meaning }) => meaning }),
    planned: t.field({ type: 'Decimal', resolve: ({ planned }) => rounded(planned, 6) }),
    actual: t.field({
      type: 'Decimal',
      nullable: true,
      description: 'Null as long as one unit is not known.',
      resolve: ({ actual }) => wire(actual),
    }),
    remaining: t.field({
      type: 'Decimal',
      nullable: true,
      description:
        'What the units still lack: what one did beyond its plan does not make up for another. Null as long as one is not known.',
      resolve: ({ remaining }) => wire(remaining),
    }),
  }),
});

export const ScheduleProgressRef = builder.objectRef<ScheduleProgress>('ScheduleProgress').implement({
  description: 'An annexed table: planned, actual and remaining, a unit and year.',
  fields: (t) => ({
    rows: t.field({ type: [RowRef], description: 'In the order of the table.', resolve: ({ rows }) => rows }),
    totals: t.field({ type: [TotalRef], description: 'By year.', resolve: ({ totals }) => totals }),
  }),
});
