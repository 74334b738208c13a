import { readAnnualReportId } from '@thi-dua/schema/report-key';
import { PlanBrief } from '@thi-dua/schema/rule';
import { key, reference } from '@thi-dua/schema/subgraph-schema';
import { builder, type IndicatorsContext } from '../builder.js';
import { BasisEnum } from '../figure/indicator-value-graph.js';
import { readBrief } from '../progress/brief.js';
import { overviewOf } from '../progress/overview.js';
import { OverviewRef } from '../progress/overview-type.js';
import { judgedOn } from './judged-on.js';
import { type FiguresKey, reportedIndicators } from './reported-indicator.js';
import { ReportedIndicatorRef } from './reported-indicator-graph.js';

interface Represented {
  id: string;
  planSpecs?: string | null;
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
    indicators: t.field({
      type: [ReportedIndicatorRef],
      nullable: true,
      description: 'Every indicator in force in the year, in the order in which lists show them.',
      args: {
        codes: t.arg.stringList({ required: false, description: 'Only these, in this order.' }),
      },
      resolve: (report, { codes }, context) => reportedIndicators(context, report.key, codes),
    }),
    targets: t.field({
      type: OverviewRef,
      nullable: true,
      description:
        "How many of the targets of the report's plans stood how on the year's last day (today, while it lasts). Null where the caller may not see all that a verdict could rest on: a verdict never depends on who asks.",
      directives: { requires: { fields: 'planSpecs' } },
      args: {
        basis: t.arg({
          type: BasisEnum,
          required: true,
          defaultValue: 'OFFICIAL',
          description: 'On verified figures, or also on those that were only submitted.',
        }),
      },
      resolve: (report, { basis }, context) => {
        const targets = readBrief(PlanBrief, report.planSpecs, report.id, context);
        return targets && overviewOf(context, targets, { basis, today: judgedOn(report.key, context.today) });
      },
    }),
    figuresComplete: t.boolean({
      nullable: true,
      directives: { inaccessible: {} },
      description: 'Whether the official figure of every indicator in force has full coverage.',
      resolve: async (report, _args, context) => {
        const closing = await Promise.all(
          (await reportedIndicators(context, report.key)).map((one) => one.closing('OFFICIAL')),
        );
        return closing.every((value) => value?.coverage.complete === true);
      },
    }),
  }),
});
