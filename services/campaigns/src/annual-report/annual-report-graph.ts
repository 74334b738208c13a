import { pageArgs } from '@thi-dua/schema/connection';
import { readAnnualReportId } from '@thi-dua/schema/report-key';
import { key, reference } from '@thi-dua/schema/subgraph-schema';
import { builder, type CampaignsContext, connection } from '../builder.js';
import { ContributionTotalsRef } from '../contribution/totals-graph.js';
import { LocalityLevelEnum } from '../plan/level-enum.js';
import { LocalityRef, localityReference } from '../plan/references.js';
import { briefOfPlans } from '../plan/rule-brief.js';
import { ReportSectionRef } from '../report/report-graph.js';
import { type AnnualReport, AnnualReportRef, annualReport } from './annual-report-ref.js';
import { unitAsked, yearAsked } from './arguments.js';
import { breakdownOf } from './breakdown.js';
import { frozenOf } from './frozen-store.js';
import { scopeOfYear } from './scope.js';
import { scopeFacts } from './scope-store.js';
import { DisciplineSectionRef, PlansSectionRef, ReportedMilestoneRef } from './section-graph.js';
import { live, type Sections } from './sections.js';
import { sectionOf } from './shown-section.js';

type Represented = Pick<AnnualReport, 'id'>;
/** Of a year that has begun; its unit stood on a day of it, or stands on the map that is followed. */
async function represented(report: Represented, context: CampaignsContext): Promise<AnnualReport | null> {
  const of = readAnnualReportId(report.id);
  const facts = of && (await scopeFacts(context).load(scopeOfYear(of)));
  if (!of || !facts || !(facts.stood || facts.onMap) || of.year > Number(context.today.slice(0, 4))) return null;
  return annualReport(of);
}

const section =
  <Name extends keyof Sections>(name: Name) =>
  (report: AnnualReport, _args: object, context: CampaignsContext) =>
    sectionOf(name, report, context);

const frozenFor = (
  t: PothosSchemaTypes.ObjectFieldBuilder<(typeof builder)['$inferSchemaTypes'], AnnualReport>,
  name: 'units' | 'figures' | 'awards',
) =>
  t.string({
    nullable: true,
    directives: { inaccessible: {} },
    description: 'The section of another service as it gave it when the report was frozen, as JSON; for that service.',
    resolve: async ({ key }, _args, context) => {
      const frozen = await frozenOf(context, key);
      return frozen && JSON.stringify(frozen.sections[name]);
    },
  });

const ELSEWHERE = 'Null for a unit of `boundary` that did not stand in the year.';

builder.objectType(AnnualReportRef, {
  description:
    'The year of a unit: every service adds its section. What the caller may not see is left out, and `restricted` says so.',
  directives: key('id'),
  extensions: reference<CampaignsContext, Represented>(represented),
  fields: (t) => ({
    id: t.exposeID('id'),
    year: t.int({ resolve: ({ key }) => key.year }),
    locality: t.field({
      type: LocalityRef,
      nullable: true,
      resolve: ({ key }) => localityReference(key.locality),
    }),
    boundary: t.field({
      type: 'Date',
      nullable: true,
      description: "The day whose map the figures follow; null: that of the year's own periods.",
      resolve: ({ key }) => key.boundary,
    }),
    complete: t.boolean({
      description:
        "True exactly where nothing more can come: every report about the year that the unit's authority owes, or that those directly below owe it, has come (`discipline`: on time or late; none due counts as come), and the verified figure of every indicator in force that is due in the unit or below it has full coverage (`coverage.complete`), the unit's own report standing for a unit with none below. False also where the caller may not know all of that (`restricted`), where the unit did not stand in the year, and while the figures cannot be asked. It says nothing of plans, targets, exemplars, contributions and awards, of which there is no knowing how many are to come.",
      resolve: section('complete'),
    }),
    restricted: t.boolean({
      description:
        'True exactly where your tenant neither answers for the unit (or acts for one that did) nor stands above it, in the years or today: `discipline`, `narrative` and `reported` are null then, and every other section holds what is open to you. It follows from your standing, never from what is hidden: it may be true where you are shown everything that there is.',
      resolve: section('restricted'),
    }),
    frozenAt: t.field({
      type: 'DateTime',
      nullable: true,
      description:
        'When your tenant froze it (`freezeAnnualReport`), or one that you act for: all sections are as they were then. Null while they are of today.',
      resolve: async ({ key }, _args, context) => (await frozenOf(context, key))?.at ?? null,
    }),
    live: t.field({
      type: AnnualReportRef,
      nullable: true,
      description: 'The same report as it stands now. Null where this one was not frozen, and is of today itself.',
      resolve: async ({ key }, _args, context) =>
        (await frozenOf(context, key)) === null ? null : annualReport({ ...key, live: true }),
    }),
    unitsFrozen: frozenFor(t, 'units'),
    figuresFrozen: frozenFor(t, 'figures'),
    awardsFrozen: frozenFor(t, 'awards'),
    plans: t.field({
      type: PlansSectionRef,
      nullable: true,
      description: ELSEWHERE,
      resolve: async (report, _args, context) => {
        const plans = await sectionOf('plans', report, context);
        return plans && { ...plans, to: report.key.year };
      },
    }),
    planSpecs: t.string({
      nullable: true,
      directives: { inaccessible: {} },
      description: 'A PlanBrief as JSON of the targets of all its plans, for the service that keeps the figures.',
      resolve: async (report, _args, context) => {
        const plans = await live.plans(report, context);
        return plans && JSON.stringify(await briefOfPlans(plans.ids, context));
      },
    }),
    milestones: t.field({
      type: [ReportedMilestoneRef],
      nullable: true,
      description: `In order of days. ${ELSEWHERE}`,
      resolve: async (report, _args, context) =>
        (await sectionOf('milestones', report, context))?.map((due) => ({ ...due, to: report.key.year })) ?? null,
    }),
    discipline: t.field({
      type: DisciplineSectionRef,
      nullable: true,
      description: `Null for whoever does not answer for the unit nor stands above: a count never depends on who asks. ${ELSEWHERE}`,
      resolve: section('discipline'),
    }),
    exemplars: t.int({
      nullable: true,
      description: `How many published exemplars are dated in the year and come from the unit (\`exemplars\` lists them). ${ELSEWHERE}`,
      resolve: section('exemplars'),
    }),
    contributions: t.field({
      type: ContributionTotalsRef,
      nullable: true,
      description: `Null also where you may not see them: see \`Locality.contributionTotals\`. ${ELSEWHERE}`,
      resolve: section('contributions'),
    }),
    narrative: t.field({
      type: [ReportSectionRef],
      nullable: true,
      description: `What the unit's own authority says in its report on the year, with what it took over from those below; where it has not reported, what those directly below say in accepted reports. In the order of the outline. Null for whoever does not answer for the unit nor stands above. ${ELSEWHERE}`,
      resolve: section('narrative'),
    }),
  }),
});

builder.objectField(AnnualReportRef, 'breakdown', (t) =>
  t.field({
    type: connection('AnnualReport', AnnualReportRef),
    nullable: true,
    description:
      'The same year of the units of a level in this one, on the same map, by code. Null on a map on which it does not stand.',
    args: {
      level: t.arg({ type: LocalityLevelEnum, required: false, description: 'Left out: the next one down.' }),
      ...pageArgs(t),
    },
    resolve: ({ key }, page, context) =>
      breakdownOf(context, scopeOfYear(key), page, (unit) => annualReport({ ...key, locality: unit })),
  }),
);

builder.queryField('annualReport', (t) =>
  t.field({
    type: AnnualReportRef,
    nullable: true,
    description:
      'The year of a unit. The code is resolved on 31 December of the year; null where no unit bears it then. A year of which nothing was reported is answered with empty sections. Errors: BAD_USER_INPUT for a year to come, and for a unit that does not stand on the map of `boundary`.',
    requiresScopes: ['reports:read'],
    args: {
      year: t.arg.int({ required: true, description: 'From 1945 to the current one.' }),
      code: t.arg.string({ required: true, defaultValue: 'VN' }),
      boundary: t.arg({
        type: 'Date',
        required: false,
        description:
          'Another day whose map the figures and `breakdown` follow: figures are carried along whole successions.',
      }),
    },
    resolve: async (_root, { year: given, code, boundary }, context) => {
      const year = yearAsked(given, 'year', context.today);
      const unit = await unitAsked(context, code, `${year}-12-31`, boundary ?? null);
      return unit === null ? null : annualReport({ year, locality: unit, boundary: boundary ?? null, live: false });
    },
  }),
);
