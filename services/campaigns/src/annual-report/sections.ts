import { canonicalDecimal } from '@thi-dua/schema/scalars';
import { z } from 'zod';
import type { CampaignsContext } from '../builder.js';
import { CONTRIBUTION_KINDS } from '../contribution/contribution-store.js';
import { totalsOf } from '../contribution/totals-store.js';
import type { AnnualReport } from './annual-report-ref.js';
import { Discipline, disciplineOf, owedIn } from './discipline-store.js';
import { exemplarCount } from './exemplar-count.js';
import { figuresComplete, figuresKnownComplete } from './figures-complete.js';
import { ReportedMilestone, reportedMilestones } from './milestones-store.js';
import { NarrativeSection, narrativeOf } from './narrative-store.js';
import { ReportedPlans, reportedPlans } from './plans-store.js';
import { scopeOfYear } from './scope.js';
import { scopeFacts } from './scope-store.js';

const Totals = z.object({
  unit: z.string(),
  year: z.number(),
  kinds: z.array(
    z.object({
      kind: z.enum(CONTRIBUTION_KINDS),
      pledged: z.string().transform(canonicalDecimal),
      given: z.string().transform(canonicalDecimal),
      pledges: z.number(),
      gifts: z.number(),
    }),
  ),
  sponsorships: z.number(),
  sponsoredHouseholds: z.number(),
});

/** What this service says in an annual report: plain data, so that it can be frozen. */
export const Sections = z.object({
  complete: z.boolean(),
  restricted: z.boolean(),
  plans: ReportedPlans.nullable(),
  milestones: z.array(ReportedMilestone).nullable(),
  discipline: Discipline.nullable(),
  exemplars: z.number().nullable(),
  contributions: Totals.nullable(),
  narrative: z.array(NarrativeSection).nullable(),
});
export type Sections = z.infer<typeof Sections>;

type Live = { [Name in keyof Sections]: (report: AnnualReport, context: CampaignsContext) => Promise<Sections[Name]> };

/** Null for a unit that did not stand in the year: on another day's map it has figures, but no records of its own. */
const ofItsTime =
  <Section>(load: (report: AnnualReport, context: CampaignsContext) => Promise<Section | null>) =>
  async (report: AnnualReport, context: CampaignsContext): Promise<Section | null> => {
    const facts = await scopeFacts(context).load(scopeOfYear(report.key));
    return facts?.stood ? load(report, context) : null;
  };

const discipline = ofItsTime(async ({ key }, context) => {
  const owed = await owedIn(context).load(scopeOfYear(key));
  return owed && disciplineOf(owed);
});

const completeWith =
  (figures: (context: CampaignsContext, report: AnnualReport) => Promise<boolean>): Live['complete'] =>
  async (report, context) => {
    const counts = await discipline(report, context);
    if (counts === null || counts.onTime + counts.late < counts.due) return false;
    return figures(context, report);
  };

/** For what is kept for good: throws UNAVAILABLE where the figures cannot be asked. */
export const surelyComplete = completeWith((context, report) => figuresComplete(context).load(report));

export const live: Live = {
  complete: completeWith(figuresKnownComplete),
  async restricted({ key }, context) {
    const facts = await scopeFacts(context).load(scopeOfYear(key));
    return !facts?.whole;
  },
  plans: ofItsTime(({ key }, context) => reportedPlans(context).load(scopeOfYear(key))),
  milestones: ofItsTime(({ key }, context) => reportedMilestones(context).load(scopeOfYear(key))),
  discipline,
  exemplars: ofItsTime(({ key }, context) => exemplarCount(context).load(scopeOfYear(key))),
  contributions: ofItsTime(({ key: { locality, year } }, context) => totalsOf(context, { unit: locality, year })),
  narrative: ofItsTime(({ key }, context) => narrativeOf(context).load(scopeOfYear(key))),
};
