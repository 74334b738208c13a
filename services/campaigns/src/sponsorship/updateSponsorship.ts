import { readGlobalUuid } from '@thi-dua/schema/global-id';
import type { UserError } from '@thi-dua/schema/user-error';
import { builder, type CampaignsContext } from '../builder.js';
import { SubjectKindEnum } from '../plan/criterion-graph.js';
import { asDate } from '../plan/plan-dates.js';
import { fault } from '../plan/plan-result.js';
import { tenantTime } from '../plan/tenant-store.js';
import { capacityTowards } from '../standing/acting.js';
import { sponsorshipColumns, sponsorshipFaults } from './sponsorship-check.js';
import { type SponsorshipResult, SponsorshipResultRef } from './sponsorship-graph.js';
import { sponsorshipById } from './sponsorship-store.js';

const UpdateSponsorshipInput = builder.inputType('UpdateSponsorshipInput', {
  description: 'What is left out stays as it is; null removes it. A sponsorship ends when `to` says so.',
  fields: (t) => ({
    id: t.id({ required: true }),
    version: t.int({ required: true, description: 'The `version` you read: a change to anything else is refused.' }),
    sponsor: t.string({ required: false }),
    sponsorKind: t.field({ type: SubjectKindEnum, required: false }),
    households: t.int({ required: false }),
    householdNames: t.stringList({ required: false }),
    support: t.string({ required: false }),
    to: t.field({ type: 'Date', required: false, description: 'The first day on which it no longer holds.' }),
  }),
});
type Input = (typeof UpdateSponsorshipInput)['$inferInput'];

const refused = (...errors: UserError[]): SponsorshipResult => ({ sponsorship: null, errors });

async function updateSponsorship(input: Input, context: CampaignsContext): Promise<SponsorshipResult> {
  const inner = readGlobalUuid('Sponsorship', input.id);
  const sponsorship = inner === null ? null : await sponsorshipById(context).load(inner);
  if (sponsorship === null) return refused(fault('NOT_FOUND', 'There is no such sponsorship.', 'id'));
  if (!(await capacityTowards(context).load(sponsorship.tenantId)).owner)
    return refused(fault('NOT_YOURS', 'Only the tenant that recorded it changes a sponsorship.', 'id'));
  const tenant = await tenantTime(context).load(sponsorship.tenantId);
  if (tenant === null) throw new Error(`sponsorship of an unknown tenant: ${sponsorship.id}`);
  const given = {
    sponsor: input.sponsor ?? sponsorship.sponsor,
    households: input.households ?? sponsorship.households,
    householdNames: input.householdNames === undefined ? sponsorship.householdNames : (input.householdNames ?? []),
    support: input.support === undefined ? sponsorship.support : input.support,
    begins: sponsorship.begins,
    ends: input.to === undefined ? sponsorship.ends : input.to,
  };
  const faults = sponsorshipFaults(given, tenant);
  if (faults.length > 0) return refused(...faults);
  const { count } = await context.db.sponsorship.updateMany({
    where: { id: sponsorship.id, version: input.version },
    data: {
      ...sponsorshipColumns(given),
      sponsorKind: input.sponsorKind ?? sponsorship.sponsorKind,
      ends: asDate(given.ends),
      version: { increment: 1 },
    },
  });
  if (count === 0) {
    const message = 'The sponsorship was changed since you read it. Read it again, then repeat your change.';
    return refused(fault('STALE_VERSION', message, 'version'));
  }
  sponsorshipById(context).clear(sponsorship.id);
  return { sponsorship: await sponsorshipById(context).load(sponsorship.id), errors: [] };
}

builder.mutationField('updateSponsorship', (t) =>
  t.field({
    type: SponsorshipResultRef,
    description: 'Mends or ends a sponsorship. A stale edit is refused, and nothing is lost. Role REPORTER.',
    requiresScopes: ['contributions:write'],
    authScopes: { role: 'REPORTER' },
    args: { input: t.arg({ type: UpdateSponsorshipInput, required: true }) },
    resolve: (_root, { input }, context) => updateSponsorship(input, context),
  }),
);
