import { badInput } from '@thi-dua/schema/errors';
import { readGlobalUuid, toGlobalId } from '@thi-dua/schema/global-id';
import { builder } from '../builder.js';
import { LocalityRef } from '../plan/references.js';
import { requireYear } from '../standing/dated-list.js';
import { ContributionKindEnum } from './contribution-ref.js';
import { type ContributionTotals, type KindTotal, totalsOf } from './totals-store.js';

const KindTotalRef = builder.objectRef<KindTotal>('ContributionTotal').implement({
  description: "What came together of one kind, in that kind's unit: đồng (of goods their estimated value) or days.",
  fields: (t) => ({
    kind: t.field({ type: ContributionKindEnum, resolve: (total) => total.kind }),
    pledged: t.field({
      type: 'Decimal',
      description: 'Pledged in the year, without pledges that were cancelled; given or not.',
      resolve: (total) => total.pledged,
    }),
    given: t.field({
      type: 'Decimal',
      description: 'Given in the year, on pledges of whatever year and without any.',
      resolve: (total) => total.given,
    }),
    pledges: t.exposeInt('pledges', { description: 'How many pledges.' }),
    gifts: t.exposeInt('gifts', { description: 'How many gifts.' }),
  }),
});

export const ContributionTotalsRef = builder.objectRef<ContributionTotals>('ContributionTotals').implement({
  description:
    'What was pledged and given to a unit and all units in it in a year, whoever recorded it; exact. Each pledge and gift counts by the map of its own day, so that nothing is lost or divided where units merge in the course of the year.',
  fields: (t) => ({
    year: t.exposeInt('year'),
    locality: t.field({
      type: LocalityRef,
      nullable: true,
      resolve: ({ unit }) => ({ __typename: 'Locality', id: toGlobalId('Locality', unit) }),
    }),
    kinds: t.field({ type: [KindTotalRef], description: 'MONEY, GOODS, LABOUR.', resolve: (totals) => totals.kinds }),
    sponsorships: t.exposeInt('sponsorships', { description: 'How many sponsorships lasted a day of the year.' }),
    sponsoredHouseholds: t.exposeInt('sponsoredHouseholds', {
      description: 'How many households these are for; one with two sponsors counts twice.',
    }),
  }),
});

builder.objectField(LocalityRef, 'contributionTotals', (t) =>
  t.field({
    type: ContributionTotalsRef,
    nullable: true,
    description:
      'Contributions to this unit and all in it in a year. For the authorities over the unit; for everyone once they are released (`releaseContributions`); else null, whether there are any or not.',
    requiresScopes: ['contributions:read'],
    args: { year: t.arg.int({ required: true }) },
    resolve: ({ id }, args, context) => {
      const year = requireYear(args.year);
      if (year === null) throw badInput('"year" is missing.', 'year');
      const unit = readGlobalUuid('Locality', id);
      return unit === null ? null : totalsOf(context, { unit, year });
    },
  }),
);
