import { pageArgs } from '@thi-dua/schema/connection';
import { badInput } from '@thi-dua/schema/errors';
import { readMovementReportId } from '@thi-dua/schema/report-key';
import { key, reference } from '@thi-dua/schema/subgraph-schema';
import { AnnualReportRef, annualReport } from '../annual-report/annual-report-ref.js';
import { unitAsked, yearAsked } from '../annual-report/arguments.js';
import { breakdownOf } from '../annual-report/breakdown.js';
import { disciplineOf, owedIn } from '../annual-report/discipline-store.js';
import { exemplarCount } from '../annual-report/exemplar-count.js';
import { figuresKnownComplete } from '../annual-report/figures-complete.js';
import { reportedMilestones } from '../annual-report/milestones-store.js';
import { narrativeOf } from '../annual-report/narrative-store.js';
import { reportedPlans } from '../annual-report/plans-store.js';
import { type ReportScope, scopeOfMovement } from '../annual-report/scope.js';
import { scopeFacts } from '../annual-report/scope-store.js';
import { DisciplineSectionRef, PlansSectionRef, ReportedMilestoneRef } from '../annual-report/section-graph.js';
import { builder, type CampaignsContext, connection } from '../builder.js';
import { ContributionTotalsRef } from '../contribution/totals-graph.js';
import { totalsOf } from '../contribution/totals-store.js';
import { MovementRef, movementByCode } from '../movement/movement-graph.js';
import { LocalityLevelEnum } from '../plan/level-enum.js';
import { LocalityRef, localityReference } from '../plan/references.js';
import { briefOfPlans } from '../plan/rule-brief.js';
import { ReportSectionRef } from '../report/report-graph.js';
import { type MovementReport, MovementReportRef, movementReport } from './movement-report-ref.js';

type Represented = Pick<MovementReport, 'id'>;
async function represented(report: Represented, context: CampaignsContext): Promise<MovementReport | null> {
  const of = readMovementReportId(report.id);
  const facts = of && (await scopeFacts(context).load(scopeOfMovement(of)));
  if (!of || !facts || !(facts.stood || facts.onMap)) return null;
  if ((await movementByCode(context).load(of.movement)) === null) return null;
  return movementReport(of);
}

/** Null for a unit that stood on no day of the years: on another day's map it has figures, but no records of its own. */
const ofItsTime =
  <Section>(load: (scope: ReportScope, context: CampaignsContext) => Promise<Section | null>) =>
  async ({ key }: MovementReport, _args: object, context: CampaignsContext): Promise<Section | null> => {
    const scope = scopeOfMovement(key);
    const facts = await scopeFacts(context).load(scope);
    return facts?.stood ? load(scope, context) : null;
  };
const discipline = ofItsTime(async (scope, context) => {
  const owed = await owedIn(context).load(scope);
  return owed && disciplineOf(owed);
});
const years = ({ from, to }: { from: number; to: number }) =>
  Array.from({ length: to - from + 1 }, (_none, i) => from + i);
const ELSEWHERE = 'Null for a unit that stood on no day of the years.';

builder.objectType(MovementReportRef, {
  description:
    'A movement in a unit over several years, as its interim and final reviews (sơ kết, tổng kết) need it: every service adds its section. What the caller may not see is left out, and `restricted` says so.',
  directives: key('id'),
  extensions: reference<CampaignsContext, Represented>(represented),
  fields: (t) => ({
    id: t.exposeID('id'),
    movement: t.field({
      type: MovementRef,
      nullable: true,
      resolve: ({ key }, _args, context) => movementByCode(context).load(key.movement),
    }),
    from: t.int({ resolve: ({ key }) => key.from }),
    to: t.int({ resolve: ({ key }) => key.to }),
    locality: t.field({
      type: LocalityRef,
      nullable: true,
      resolve: ({ key }) => localityReference(key.locality),
    }),
    boundary: t.field({
      type: 'Date',
      nullable: true,
      description: "The day whose map the figures follow; null: that of each year's own periods.",
      resolve: ({ key }) => key.boundary,
    }),
    complete: t.boolean({
      description:
        'As `AnnualReport.complete`: every report on the movement that was due about the years has come, the reviews of the year behind the last included, and the verified figure at their end of every indicator in force that is due in the unit or below it has full coverage. False also where the caller may not know it, or the figures cannot be asked.',
      resolve: async (report, args, context) => {
        const counts = await discipline(report, args, context);
        if (counts === null || counts.onTime + counts.late < counts.due) return false;
        return figuresKnownComplete(context, report);
      },
    }),
    restricted: t.boolean({
      description:
        'True exactly where your tenant neither answers for the unit (or acts for one that did) nor stands above it, in the years or today: `discipline`, `narrative` and `reported` are null then, and every other section holds what is open to you. It follows from your standing, never from what is hidden: it may be true where you are shown everything that there is.',
      resolve: async ({ key }, _args, context) => !(await scopeFacts(context).load(scopeOfMovement(key)))?.whole,
    }),
    years: t.field({
      type: [AnnualReportRef],
      description: 'Each year by itself, of all movements; as it stands now, also where it was frozen.',
      resolve: ({ key: { locality, boundary, ...span } }) =>
        years(span).map((year) => annualReport({ year, locality, boundary, live: true })),
    }),
    plans: t.field({
      type: PlansSectionRef,
      nullable: true,
      description: ELSEWHERE,
      resolve: ofItsTime(async (scope, context) => ({
        ...(await reportedPlans(context).load(scope)),
        to: scope.to,
      })),
    }),
    planSpecs: t.string({
      nullable: true,
      directives: { inaccessible: {} },
      description: 'A PlanBrief as JSON of the targets of all its plans, for the service that keeps the figures.',
      resolve: ofItsTime(async (scope, context) =>
        JSON.stringify(await briefOfPlans((await reportedPlans(context).load(scope)).ids, context)),
      ),
    }),
    milestones: t.field({
      type: [ReportedMilestoneRef],
      nullable: true,
      description: `In order of days. ${ELSEWHERE}`,
      resolve: ofItsTime(async (scope, context) =>
        (await reportedMilestones(context).load(scope)).map((due) => ({ ...due, to: scope.to })),
      ),
    }),
    discipline: t.field({
      type: DisciplineSectionRef,
      nullable: true,
      description: `With the reviews of the year behind the last. Null for whoever does not answer for the unit nor stands above. ${ELSEWHERE}`,
      resolve: discipline,
    }),
    exemplars: t.int({
      nullable: true,
      description: `How many published exemplars are dated in the years and come from the unit. ${ELSEWHERE}`,
      resolve: ofItsTime((scope, context) => exemplarCount(context).load(scope)),
    }),
    contributions: t.field({
      type: [ContributionTotalsRef],
      nullable: true,
      description: `By year, those that you may see: see \`Locality.contributionTotals\`. ${ELSEWHERE}`,
      resolve: ofItsTime(async ({ unit, ...span }, context) => {
        const totals = await Promise.all(years(span).map((year) => totalsOf(context, { unit, year })));
        return totals.filter((one) => one !== null);
      }),
    }),
    narrative: t.field({
      type: [ReportSectionRef],
      nullable: true,
      description: `What the unit's own authority says in its interim and final reviews, with what it took over from those below; where it has none, what those directly below say in accepted ones. Null for whoever does not answer for the unit nor stands above. ${ELSEWHERE}`,
      resolve: ofItsTime((scope, context) => narrativeOf(context).load(scope)),
    }),
  }),
});

builder.objectField(MovementReportRef, 'breakdown', (t) =>
  t.field({
    type: connection('MovementReport', MovementReportRef),
    nullable: true,
    description:
      'The same of the units of a level in this one, by code, on the map of `boundary` or of the last day. Null on a map on which it does not stand.',
    args: {
      level: t.arg({ type: LocalityLevelEnum, required: false, description: 'Left out: the next one down.' }),
      ...pageArgs(t),
    },
    resolve: ({ key }, page, context) =>
      breakdownOf(context, scopeOfMovement(key), page, (unit) => movementReport({ ...key, locality: unit })),
  }),
);

builder.queryField('movementReport', (t) =>
  t.field({
    type: MovementReportRef,
    nullable: true,
    description:
      'A movement in a unit over several years, for its interim and final reviews. Null where no unit bears the code on the day. Errors: BAD_USER_INPUT for a movement that is not known, for years that are reversed, to come, or all outside its own, and for a unit that does not stand on the map of `boundary`.',
    requiresScopes: ['reports:read'],
    args: {
      movement: t.arg.string({ required: true, description: "The movement's code (`movements`)." }),
      from: t.arg.int({ required: true }),
      to: t.arg.int({ required: true }),
      code: t.arg.string({ required: true, defaultValue: 'VN' }),
      asOf: t.arg({
        type: 'Date',
        required: false,
        description: 'On which day the unit bears the code; left out: 31 December of `to`.',
      }),
      boundary: t.arg({
        type: 'Date',
        required: false,
        description:
          'Another day whose map the figures and `breakdown` follow: figures are carried along whole successions.',
      }),
    },
    resolve: async (_root, { movement, code, asOf, boundary, ...given }, context) => {
      const from = yearAsked(given.from, 'from', context.today);
      const to = yearAsked(given.to, 'to', context.today);
      if (from > to) throw badInput('"from" is later than "to".', 'from');
      const known = await movementByCode(context).load(movement);
      if (known === null) throw badInput('"movement" names no movement. `movements` lists them.', 'movement');
      if (to < known.periodFrom || known.periodTo < from)
        throw badInput(`The movement lasts from ${known.periodFrom} to ${known.periodTo}.`, 'from');
      const unit = await unitAsked(context, code, asOf ?? `${to}-12-31`, boundary ?? null);
      if (unit === null) return null;
      return movementReport({ movement: known.code, from, to, locality: unit, boundary: boundary ?? null });
    },
  }),
);
