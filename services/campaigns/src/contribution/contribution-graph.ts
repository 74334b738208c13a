import { pageArgs, paginate } from '@thi-dua/schema/connection';
import { requireGlobalUuid, toGlobalId } from '@thi-dua/schema/global-id';
import { entity } from '@thi-dua/schema/subgraph-schema';
import { builder, type CampaignsContext, connection } from '../builder.js';
import { ExemplarRef } from '../exemplar/exemplar-ref.js';
import { exemplarById } from '../exemplar/exemplar-store.js';
import { SubjectKindEnum } from '../plan/criterion-graph.js';
import { LocalityRef, localityReference, TenantRef, tenantReference } from '../plan/references.js';
import { requireYear } from '../standing/dated-list.js';
import { ContributionKindEnum, ContributionRef, ContributionStatusEnum, RecipientEnum } from './contribution-ref.js';
import {
  type ContributionFilter,
  contributionById,
  contributionKey,
  contributionsAfter,
  countContributions,
  type Gift,
  giftById,
  giftsOf,
} from './contribution-store.js';

export const GiftRef = builder.objectRef<Gift>('Gift').implement({
  ...entity<CampaignsContext>('Gift', (id, context) => giftById(context).load(id)),
  description: 'What was handed over, and when. One entered by mistake is struck, and counts no more.',
  fields: (t) => ({
    id: t.id({ resolve: (gift) => toGlobalId('Gift', gift.id) }),
    amount: t.field({
      type: 'Decimal',
      description: "In the unit of the contribution's kind.",
      resolve: (g) => g.amount,
    }),
    quantity: t.field({ type: 'Decimal', nullable: true, resolve: (gift) => gift.quantity }),
    givenOn: t.field({ type: 'Date', resolve: (gift) => gift.givenOn }),
    note: t.exposeString('note', { nullable: true }),
    struckOn: t.field({ type: 'Date', nullable: true, resolve: (gift) => gift.struckOn }),
    struckReason: t.exposeString('struckReason', { nullable: true }),
  }),
});

builder.objectType(ContributionRef, {
  ...entity<CampaignsContext>('Contribution', (id, context) => contributionById(context).load(id)),
  description:
    'Something pledged or given for the poor (đóng góp), as its tenant recorded it: seen by that tenant and those above it.',
  fields: (t) => ({
    id: t.id({ resolve: (each) => toGlobalId('Contribution', each.id) }),
    tenant: t.field({
      type: TenantRef,
      nullable: true,
      description: 'Who recorded it.',
      resolve: (each) => tenantReference(each.tenantId),
    }),
    kind: t.field({ type: ContributionKindEnum, resolve: (each) => each.kind }),
    contributor: t.exposeString('contributor'),
    contributorKind: t.field({ type: SubjectKindEnum, resolve: (each) => each.contributorKind }),
    recipient: t.field({ type: RecipientEnum, resolve: (each) => each.recipient }),
    locality: t.field({
      type: LocalityRef,
      nullable: true,
      description: 'The unit that receives it, or in which the households or the model are.',
      resolve: (each) => localityReference(each.localityId),
    }),
    householdGroup: t.exposeString('householdGroup', { nullable: true, description: 'Which households, in words.' }),
    households: t.exposeInt('households', { nullable: true, description: 'How many households.' }),
    exemplar: t.field({
      type: ExemplarRef,
      nullable: true,
      description: 'The model, where it is in the system and you may see it.',
      resolve: (each, _args, context) =>
        each.exemplarId === null ? null : exemplarById(context).load(each.exemplarId),
    }),
    purpose: t.exposeString('purpose', { nullable: true }),
    goods: t.exposeString('goods', { nullable: true, description: 'What the goods are.' }),
    unit: t.exposeString('unit', {
      nullable: true,
      description: 'The unit in which goods are counted (con, kg, suất).',
    }),
    status: t.field({ type: ContributionStatusEnum, resolve: (each) => each.status }),
    pledged: t.field({
      type: 'Decimal',
      nullable: true,
      description: 'What was pledged; null where it was given without a pledge.',
      resolve: (each) => each.pledged,
    }),
    pledgedQuantity: t.field({ type: 'Decimal', nullable: true, resolve: (each) => each.pledgedQuantity }),
    pledgedOn: t.field({ type: 'Date', nullable: true, resolve: (each) => each.pledgedOn }),
    given: t.field({ type: 'Decimal', description: 'What was given of it so far.', resolve: (each) => each.given }),
    givenQuantity: t.field({ type: 'Decimal', nullable: true, resolve: (each) => each.givenQuantity }),
    outstanding: t.field({
      type: 'Decimal',
      nullable: true,
      description: 'What was pledged and is still to come; null where nothing was pledged.',
      resolve: (each) => each.outstanding,
    }),
    gifts: t.field({ type: [GiftRef], resolve: (each, _args, context) => giftsOf(context).load(each.id) }),
    recordedOn: t.field({
      type: 'Date',
      description: 'The day of the pledge, else of the first gift.',
      resolve: (each) => each.recordedOn,
    }),
    cancelledOn: t.field({ type: 'Date', nullable: true, resolve: (each) => each.cancelledOn }),
    cancelReason: t.exposeString('cancelReason', { nullable: true }),
    version: t.exposeInt('version', {
      description: 'Counts the changes: name the one you read when you make another.',
    }),
  }),
});

builder.queryField('contribution', (t) =>
  t.field({
    type: ContributionRef,
    nullable: true,
    description: 'A contribution by its id; null where there is none that you may see.',
    requiresScopes: ['contributions:read'],
    args: { id: t.arg.id({ required: true }) },
    resolve: (_root, { id }, context) => contributionById(context).load(requireGlobalUuid('Contribution', id, 'id')),
  }),
);

const ContributionFilterInput = builder.inputType('ContributionFilter', {
  description: 'All conditions that are given must hold.',
  fields: (t) => ({
    tenant: t.string({ required: false, description: 'The slug of the tenant that recorded it.' }),
    kind: t.field({ type: ContributionKindEnum, required: false }),
    contributorKind: t.field({ type: SubjectKindEnum, required: false }),
    recipient: t.field({ type: RecipientEnum, required: false }),
    year: t.int({ required: false, description: 'Pledged in this year, or given in it in part.' }),
    localityCode: t.string({
      required: false,
      description: 'A unit to which, or to a unit in which, it goes, by the map of its own day.',
    }),
    asOf: t.field({
      type: 'Date',
      required: false,
      description: 'The day on which that unit bore the code; left out, the last that bore it.',
    }),
  }),
});

function readFilter(given: (typeof ContributionFilterInput)['$inferInput'] | null | undefined): ContributionFilter {
  const { localityCode, asOf, year, ...rest } = given ?? {};
  return {
    ...rest,
    year: requireYear(year),
    locality: typeof localityCode === 'string' ? { code: localityCode, asOf: asOf ?? null } : null,
  };
}

builder.queryField('contributions', (t) =>
  t.field({
    type: connection('Contribution', ContributionRef),
    description:
      'What you and the tenants below you recorded as pledged or given, latest first. Totals of units: `Locality.contributionTotals`.',
    requiresScopes: ['contributions:read'],
    args: { filter: t.arg({ type: ContributionFilterInput, required: false }), ...pageArgs(t) },
    resolve: (_root, { filter, ...page }, context) => {
      const wanted = readFilter(filter);
      return paginate(page, {
        keyLength: 2,
        keyOf: contributionKey,
        fetch: (take, after) => contributionsAfter(context, wanted, take, after),
        count: () => countContributions(context, wanted),
      });
    },
  }),
);
