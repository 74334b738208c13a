import { readMovementReportId } from '@thi-dua/schema/report-key';
import { PlanBrief } from '@thi-dua/schema/rule';
import { key, reference } from '@thi-dua/schema/subgraph-schema';
import { builder, type IndicatorsContext } from '../builder.js';
import { IndicatorRef } from '../definition/indicator-graph.js';
import { MethodologyRef } from '../definition/methodology-graph.js';
import { BasisEnum, IndicatorValueRef } from '../figure/indicator-value-graph.js';
import { readBrief } from '../progress/brief.js';
import { overviewOf } from '../progress/overview.js';
import { OverviewRef } from '../progress/overview-type.js';
import { figuresComplete } from './figures-complete.js';
import { judgedOn } from './judged-on.js';
import { changeBetween, type FiguresKey } from './reported-indicator.js';
import { StandardBreakRef } from './reported-indicator-graph.js';
import { type ReviewedIndicator, reviewedIndicators, type Stretch, totalOf } from './reviewed-indicator.js';

const BASIS = 'On verified figures, or also on those that were only submitted.';

const IndicatorStretchRef = builder.objectRef<Stretch>('IndicatorStretch').implement({
  description: 'Years in a row whose values stand under one standard, and are comparable.',
  fields: (t) => ({
    methodology: t.field({
      type: MethodologyRef,
      nullable: true,
      description: 'Null where none applies to the indicator, or none was in force.',
      resolve: ({ methodology }) => methodology,
    }),
    from: t.exposeInt('from'),
    to: t.exposeInt('to'),
    opening: t.field({
      type: IndicatorValueRef,
      nullable: true,
      description: 'That of the year before the first, under the standard of this stretch.',
      args: { basis: t.arg({ type: BasisEnum, required: true, defaultValue: 'OFFICIAL', description: BASIS }) },
      resolve: ({ opening }, { basis }) => opening(basis),
    }),
    values: t.field({
      type: [IndicatorValueRef],
      description: 'Of each year on whose map the unit stands, oldest first.',
      args: { basis: t.arg({ type: BasisEnum, required: true, defaultValue: 'OFFICIAL', description: BASIS }) },
      resolve: async ({ values }, { basis }) => (await values(basis)).filter((value) => value !== null),
    }),
    change: t.field({
      type: 'Decimal',
      nullable: true,
      description:
        "The last year's value less the opening; a rate's in percentage points. Null unless both are whole: stated by the unit itself, or with full coverage.",
      args: { basis: t.arg({ type: BasisEnum, required: true, defaultValue: 'OFFICIAL', description: BASIS }) },
      resolve: async ({ opening, values }, { basis }) =>
        changeBetween(await opening(basis), (await values(basis)).at(-1) ?? null),
    }),
    total: t.field({
      type: 'Decimal',
      nullable: true,
      description: 'The sum of a flow over the years, where each is whole. Null for a stock, which is never summed.',
      args: { basis: t.arg({ type: BasisEnum, required: true, defaultValue: 'OFFICIAL', description: BASIS }) },
      resolve: async ({ indicator, values }, { basis }) => totalOf(indicator, await values(basis)),
    }),
  }),
});

const ReviewedIndicatorRef = builder.objectRef<ReviewedIndicator>('ReviewedIndicator').implement({
  description: 'An indicator over the years of a movement, cut where the standard changes.',
  fields: (t) => ({
    indicator: t.field({ type: IndicatorRef, resolve: ({ indicator }) => indicator }),
    stretches: t.field({ type: [IndicatorStretchRef], resolve: ({ stretches }) => stretches }),
    breaks: t.field({
      type: [StandardBreakRef],
      description: 'Between the stretches: values before and after are never subtracted.',
      resolve: ({ breaks }) => breaks,
    }),
  }),
});

interface Represented {
  id: string;
  planSpecs?: string | null;
}
interface MovementReport extends Represented {
  __typename: 'MovementReport';
  key: FiguresKey;
}

/** A report that campaigns owns: its id says what it is of. */
function represented(report: Represented): MovementReport | null {
  const of = readMovementReportId(report.id);
  if (of === null) return null;
  const { locality, from, to, boundary } = of;
  return { __typename: 'MovementReport', ...report, key: { unit: locality, from, to, boundary } };
}

export const MovementReportRef = builder.objectRef<MovementReport>('MovementReport');
builder.objectType(MovementReportRef, {
  directives: key('id'),
  extensions: reference<IndicatorsContext, Represented>(represented),
  fields: (t) => ({
    id: t.exposeID('id'),
    planSpecs: t.string({
      nullable: true,
      directives: { external: {} },
      resolve: ({ planSpecs }) => planSpecs ?? null,
    }),
    indicators: t.field({
      type: [ReviewedIndicatorRef],
      nullable: true,
      description: 'Every indicator in force in the years, in the order in which lists show them.',
      args: { codes: t.arg.stringList({ required: false, description: 'Only these, in this order.' }) },
      resolve: (report, { codes }, context) => reviewedIndicators(context, report.key, codes),
    }),
    targets: t.field({
      type: OverviewRef,
      nullable: true,
      description:
        "How many of the targets of the report's plans stood how on the last day of the last year (today, while it lasts). Null where the caller may not see all that a verdict could rest on: a verdict never depends on who asks.",
      directives: { requires: { fields: 'planSpecs' } },
      args: { basis: t.arg({ type: BasisEnum, required: true, defaultValue: 'OFFICIAL', description: BASIS }) },
      resolve: (report, { basis }, context) => {
        const targets = readBrief(PlanBrief, report.planSpecs, report.id, context);
        return targets && overviewOf(context, targets, { basis, today: judgedOn(report.key, context.today) });
      },
    }),
    figuresComplete: t.boolean({
      nullable: true,
      directives: { inaccessible: {} },
      description: 'Whether the official figure of every indicator that is due in the unit has full coverage.',
      resolve: ({ key }, _args, context) => figuresComplete(context, key),
    }),
  }),
});
