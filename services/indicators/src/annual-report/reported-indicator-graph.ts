import { builder } from '../builder.js';
import { IndicatorRef } from '../definition/indicator-graph.js';
import { MethodologyRef } from '../definition/methodology-graph.js';
import { IndicatorValueRef } from '../figure/indicator-value-graph.js';
import { changeBetween, type ReportedIndicator, type StandardBreak } from './reported-indicator.js';

export const StandardBreakRef = builder.objectRef<StandardBreak>('StandardBreak').implement({
  description: 'A change of the standard: values under the one and the other are never subtracted, summed or trended.',
  fields: (t) => ({
    before: t.field({ type: MethodologyRef, resolve: ({ before }) => before }),
    after: t.field({ type: MethodologyRef, resolve: ({ after }) => after }),
    on: t.field({
      type: 'Date',
      description: 'The first day of the later one.',
      resolve: ({ after }) => after.validFrom,
    }),
  }),
});

const OPENING =
  "of the year before, under the standard of the year's end: of a stock what the year opened with, of a flow what happened in the year before. Null where the unit does not stand on the map.";

export const ReportedIndicatorRef = builder.objectRef<ReportedIndicator>('ReportedIndicator').implement({
  description:
    'An indicator over a year on both bases. Each figure carries its coverage, its standard and, where a value was also reported at its level, the reconciliation.',
  fields: (t) => ({
    indicator: t.field({ type: IndicatorRef, resolve: ({ indicator }) => indicator }),
    opening: t.field({
      type: IndicatorValueRef,
      nullable: true,
      description: `The verified figure ${OPENING}`,
      resolve: ({ opening }) => opening('OFFICIAL'),
    }),
    closing: t.field({
      type: IndicatorValueRef,
      nullable: true,
      description: 'The verified figure of the year.',
      resolve: ({ closing }) => closing('OFFICIAL'),
    }),
    change: t.field({
      type: 'Decimal',
      nullable: true,
      description:
        "Closing less opening; a rate's in percentage points. Null unless both are under one standard and whole: stated by the unit itself, or with full coverage.",
      resolve: async ({ opening, closing }) => changeBetween(await opening('OFFICIAL'), await closing('OFFICIAL')),
    }),
    provisionalOpening: t.field({
      type: IndicatorValueRef,
      nullable: true,
      description: `The figure, verified or only submitted, ${OPENING}`,
      resolve: ({ opening }) => opening('PROVISIONAL'),
    }),
    provisional: t.field({
      type: IndicatorValueRef,
      nullable: true,
      description: 'The figure of the year, verified or only submitted.',
      resolve: ({ closing }) => closing('PROVISIONAL'),
    }),
    provisionalChange: t.field({
      type: 'Decimal',
      nullable: true,
      description: 'As `change`, on the provisional figures.',
      resolve: async ({ opening, closing }) =>
        changeBetween(await opening('PROVISIONAL'), await closing('PROVISIONAL')),
    }),
    standardBreak: t.field({
      type: StandardBreakRef,
      nullable: true,
      description: 'Set where another standard was in force at the end of the year before.',
      resolve: ({ standardBreak }) => standardBreak,
    }),
  }),
});
