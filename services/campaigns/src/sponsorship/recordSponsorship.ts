import { builder, type CampaignsContext } from '../builder.js';
import { placeOf } from '../exemplar/exemplar-check.js';
import { SubjectKindEnum } from '../plan/criterion-graph.js';
import { asDate } from '../plan/plan-dates.js';
import { fault } from '../plan/plan-result.js';
import { tenantTime } from '../plan/tenant-store.js';
import { capacityTowards } from '../standing/acting.js';
import { dayFaults, presentDay } from '../standing/record-day.js';
import { sponsorshipColumns, sponsorshipFaults } from './sponsorship-check.js';
import { type SponsorshipResult, SponsorshipResultRef } from './sponsorship-graph.js';
import { sponsorshipById } from './sponsorship-store.js';

const RecordSponsorshipInput = builder.inputType('RecordSponsorshipInput', {
  fields: (t) => ({
    tenant: t.string({
      required: false,
      description: 'Whose record it is: your own where left out, or an ended tenant for which you act.',
    }),
    sponsor: t.string({ required: true }),
    sponsorKind: t.field({ type: SubjectKindEnum, required: true }),
    localityCode: t.string({ required: true, description: 'Where the households live, by its code on the first day.' }),
    households: t.int({ required: true }),
    householdNames: t.stringList({ required: false, description: 'Seen by you and those above you alone.' }),
    support: t.string({ required: false }),
    from: t.field({
      type: 'Date',
      required: false,
      description: "Today where left out, or an ended tenant's last day.",
    }),
    to: t.field({ type: 'Date', required: false, description: 'The first day on which it no longer holds.' }),
  }),
});
type Input = (typeof RecordSponsorshipInput)['$inferInput'];

async function recordSponsorship(input: Input, context: CampaignsContext): Promise<SponsorshipResult> {
  const owner = input.tenant ?? context.caller.tenant;
  const [tenant, capacity] = [await tenantTime(context).load(owner), await capacityTowards(context).load(owner)];
  if (tenant === null || !capacity.owner) {
    const message = 'You record sponsorships for your own tenant, or for an ended one for which it acts.';
    return { sponsorship: null, errors: [fault('NOT_YOURS', message, 'tenant')] };
  }
  const given = {
    sponsor: input.sponsor,
    households: input.households,
    householdNames: input.householdNames ?? [],
    support: input.support ?? null,
    begins: input.from ?? presentDay(tenant, context.today),
    ends: input.to ?? null,
  };
  const place = await placeOf(context, owner, input.localityCode, given.begins);
  const errors = [
    ...sponsorshipFaults(given, tenant),
    ...dayFaults(given.begins, tenant, context.today, 'from'),
    ...place.errors,
  ];
  if (errors.length > 0 || place.id === null) return { sponsorship: null, errors };
  const { id } = await context.db.sponsorship.create({
    data: {
      tenantId: owner,
      sponsorKind: input.sponsorKind,
      ...sponsorshipColumns(given),
      localityId: place.id,
      begins: asDate(given.begins) ?? given.begins,
      ends: asDate(given.ends),
      createdBy: context.caller.subject,
    },
  });
  return { sponsorship: await sponsorshipById(context).load(id), errors: [] };
}

builder.mutationField('recordSponsorship', (t) =>
  t.field({
    type: SponsorshipResultRef,
    description: 'Records that a body sponsors poor households. Role REPORTER.',
    requiresScopes: ['contributions:write'],
    authScopes: { role: 'REPORTER' },
    args: { input: t.arg({ type: RecordSponsorshipInput, required: true }) },
    resolve: (_root, { input }, context) => recordSponsorship(input, context),
  }),
);
