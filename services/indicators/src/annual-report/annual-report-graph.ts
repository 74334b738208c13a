import { readAnnualReportId } from '@thi-dua/schema/report-key';
import { PlanBrief } from '@thi-dua/schema/rule';
import { key, reference } from '@thi-dua/schema/subgraph-schema';
import { builder, type IndicatorsContext } from '../builder.js';
import type { Basis } from '../figure/figure.js';
import { BasisEnum } from '../figure/indicator-value-graph.js';
import { readBrief } from '../progress/brief.js';
import { type Overview, overviewOf } from '../progress/overview.js';
import { OverviewRef } from '../progress/overview-type.js';
import { figuresComplete } from './figures-complete.js';
import { FrozenFigures, frozenIndicators, frozenTargets, snapshotOf } from './figures-snapshot.js';
import { judgedOn } from './judged-on.js';
import { type FiguresKey, reportedIndicators } from './reported-indicator.js';
import { ReportedIndicatorRef } from './reported-indicator-graph.js';

interface Represented {
  id: string;
  planSpecs?: string | null;
  figuresFrozen?: string | null;
}
interface AnnualReport extends Represented {
  __typename: 'AnnualReport';
  key: FiguresKey;
}

/** A report that campaigns owns: its id says what it is of. */
function represented(report: Represented): AnnualReport | null {
  const of = readAnnualReportId(report.id);
  if (of === null) return null;
  const { locality, year, boundary } = of;
  return { __typename: 'AnnualReport', ...report, key: { unit: locality, from: year, to: year, boundary } };
}

const targetsOf = (report: AnnualReport, basis: Basis, context: IndicatorsContext): Promise<Overview | null> => {
  const targets = readBrief(PlanBrief, report.planSpecs, report.id, context);
  return targets === null
    ? Promise.resolve(null)
    : overviewOf(context, targets, { basis, today: judgedOn(report.key, context.today) });
};
const frozenFigures = ({ figuresFrozen }: AnnualReport): FrozenFigures | null =>
  figuresFrozen ? FrozenFigures.parse(JSON.parse(figuresFrozen)) : null;

export const AnnualReportRef = builder.objectRef<AnnualReport>('AnnualReport');
builder.objectType(AnnualReportRef, {
  directives: key('id'),
  extensions: reference<IndicatorsContext, Represented>(represented),
  fields: (t) => ({
    id: t.exposeID('id'),
    planSpecs: t.string({
      nullable: true,
      directives: { external: {} },
      resolve: ({ planSpecs }) => planSpecs ?? null,
    }),
    figuresFrozen: t.string({
      nullable: true,
      directives: { external: {} },
      resolve: ({ figuresFrozen }) => figuresFrozen ?? null,
    }),
    indicators: t.field({
      type: [ReportedIndicatorRef],
      nullable: true,
      description: 'Every indicator in force in the year, in the order in which lists show them.',
      args: {
        codes: t.arg.stringList({ required: false, description: 'Only these, in this order.' }),
      },
      directives: { requires: { fields: 'figuresFrozen' } },
      resolve: (report, { codes }, context) => {
        const frozen = frozenFigures(report);
        return frozen === null
          ? reportedIndicators(context, report.key, codes)
          : frozenIndicators(context, frozen, codes);
      },
    }),
    targets: t.field({
      type: OverviewRef,
      nullable: true,
      description:
        "How many of the targets of the report's plans stood how on the year's last day (today, while it lasts). Null where the caller may not see all that a verdict could rest on: a verdict never depends on who asks.",
      directives: { requires: { fields: 'planSpecs figuresFrozen' } },
      args: {
        basis: t.arg({
          type: BasisEnum,
          required: true,
          defaultValue: 'OFFICIAL',
          description: 'On verified figures, or also on those that were only submitted.',
        }),
      },
      resolve: (report, { basis }, context) => {
        const frozen = frozenFigures(report);
        return frozen === null ? targetsOf(report, basis, context) : frozenTargets(frozen, basis);
      },
    }),
    figuresSnapshot: t.string({
      nullable: true,
      directives: { inaccessible: {}, requires: { fields: 'planSpecs' } },
      description: 'Indicators and targets as they stand now, as JSON, for the service that freezes them.',
      resolve: async (report, _args, context) =>
        snapshotOf(await reportedIndicators(context, report.key), (basis) => targetsOf(report, basis, context)),
    }),
    figuresComplete: t.boolean({
      nullable: true,
      directives: { inaccessible: {} },
      description: 'Whether the official figure of every indicator that is due in the unit has full coverage.',
      resolve: ({ key }, _args, context) => figuresComplete(context, key),
    }),
  }),
});
