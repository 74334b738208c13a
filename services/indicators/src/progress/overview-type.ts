import { builder } from '../builder.js';
import type { Verdict } from '../rule/question.js';
import type { Overview } from './overview.js';

const count = ({ verdicts }: Overview, verdict: Verdict): number => verdicts.get(verdict) ?? 0;

export const OverviewRef = builder.objectRef<Overview>('PlanOverview').implement({
  description:
    "How many of a plan's targets stand how, each counted once by the worst verdict of its parts. The seven counts add up to `targets`.",
  fields: (t) => ({
    targets: t.exposeInt('targets', { description: 'All of them.' }),
    met: t.int({ resolve: (overview) => count(overview, 'MET') }),
    onTrack: t.int({
      description: 'Not due yet; the pace suffices.',
      resolve: (overview) => count(overview, 'ON_TRACK'),
    }),
    offTrack: t.int({
      description: 'Not due yet; the pace does not suffice.',
      resolve: (overview) => count(overview, 'OFF_TRACK'),
    }),
    notMet: t.int({ resolve: (overview) => count(overview, 'NOT_MET') }),
    noData: t.int({
      description: 'What is known does not settle them.',
      resolve: (overview) => count(overview, 'NO_DATA'),
    }),
    notComparable: t.int({
      description: 'Measured under different standards.',
      resolve: (overview) => count(overview, 'NOT_COMPARABLE'),
    }),
    qualitative: t.exposeInt('qualitative', { description: 'Those without a computable part.' }),
  }),
});
