import { pageArgs, paginate } from '@thi-dua/schema/connection';
import { requireGlobalUuid, toGlobalId } from '@thi-dua/schema/global-id';
import { entity } from '@thi-dua/schema/subgraph-schema';
import type { UserError } from '@thi-dua/schema/user-error';
import { builder, type CampaignsContext, connection, userError } from '../builder.js';
import { SubjectKindEnum } from '../plan/criterion-graph.js';
import { LocalityRef, localityReference, TenantRef, tenantReference } from '../plan/references.js';
import { requireYear } from '../standing/dated-list.js';
import {
  countSponsorships,
  type Sponsorship,
  type SponsorshipFilter,
  sponsorshipById,
  sponsorshipKey,
  sponsorshipsAfter,
} from './sponsorship-store.js';

export const SponsorshipRef = builder.objectRef<Sponsorship>('Sponsorship').implement({
  ...entity<CampaignsContext>('Sponsorship', (id, context) => sponsorshipById(context).load(id)),
  description:
    'A body that stands by poor households for a time (đỡ đầu), as its tenant recorded it: seen by that tenant and those above it.',
  fields: (t) => ({
    id: t.id({ resolve: (each) => toGlobalId('Sponsorship', each.id) }),
    tenant: t.field({
      type: TenantRef,
      nullable: true,
      description: 'Who recorded it.',
      resolve: (each) => tenantReference(each.tenantId),
    }),
    sponsor: t.exposeString('sponsor'),
    sponsorKind: t.field({ type: SubjectKindEnum, resolve: (each) => each.sponsorKind }),
    locality: t.field({
      type: LocalityRef,
      nullable: true,
      description: 'Where the households live.',
      resolve: (each) => localityReference(each.localityId),
    }),
    households: t.exposeInt('households', { description: 'How many households.' }),
    householdNames: t.exposeStringList('householdNames', { description: 'Those that were named; it may be none.' }),
    support: t.exposeString('support', { nullable: true, description: 'What it does for them.' }),
    from: t.field({ type: 'Date', resolve: (each) => each.begins }),
    to: t.field({
      type: 'Date',
      nullable: true,
      description: 'The first day on which it no longer holds; null while no end is known.',
      resolve: (each) => each.ends,
    }),
    version: t.exposeInt('version', { description: 'Counts the changes: name the one you read when you edit.' }),
  }),
});

builder.queryField('sponsorship', (t) =>
  t.field({
    type: SponsorshipRef,
    nullable: true,
    description: 'A sponsorship by its id; null where there is none that you may see.',
    requiresScopes: ['contributions:read'],
    args: { id: t.arg.id({ required: true }) },
    resolve: (_root, { id }, context) => sponsorshipById(context).load(requireGlobalUuid('Sponsorship', id, 'id')),
  }),
);

const SponsorshipFilterInput = builder.inputType('SponsorshipFilter', {
  description: 'All conditions that are given must hold.',
  fields: (t) => ({
    tenant: t.string({ required: false, description: 'The slug of the tenant that recorded it.' }),
    sponsorKind: t.field({ type: SubjectKindEnum, required: false }),
    year: t.int({ required: false, description: 'It holds on a day of this year.' }),
    localityCode: t.string({
      required: false,
      description: 'A unit in which the households live, by the map of its first day.',
    }),
    asOf: t.field({
      type: 'Date',
      required: false,
      description: 'The day on which that unit bore the code; left out, the last that bore it.',
    }),
  }),
});

builder.queryField('sponsorships', (t) =>
  t.field({
    type: connection('Sponsorship', SponsorshipRef),
    description: 'The sponsorships that you and the tenants below you recorded, latest first.',
    requiresScopes: ['contributions:read'],
    args: { filter: t.arg({ type: SponsorshipFilterInput, required: false }), ...pageArgs(t) },
    resolve: (_root, { filter, ...page }, context) => {
      const { localityCode, asOf, year, ...rest } = filter ?? {};
      const wanted: SponsorshipFilter = {
        ...rest,
        year: requireYear(year),
        locality: typeof localityCode === 'string' ? { code: localityCode, asOf: asOf ?? null } : null,
      };
      return paginate(page, {
        keyLength: 2,
        keyOf: sponsorshipKey,
        fetch: (take, after) => sponsorshipsAfter(context, wanted, take, after),
        count: () => countSponsorships(context, wanted),
      });
    },
  }),
);

export interface SponsorshipResult {
  sponsorship: Sponsorship | null;
  errors: UserError[];
}
export const SponsorshipResultRef = builder.objectRef<SponsorshipResult>('SponsorshipResult').implement({
  description: 'The sponsorship as it now stands, or everything that was wrong with the input; never both.',
  fields: (t) => ({
    sponsorship: t.field({ type: SponsorshipRef, nullable: true, resolve: (result) => result.sponsorship }),
    errors: t.field({ type: [userError], resolve: (result) => result.errors }),
  }),
});
