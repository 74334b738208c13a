import { pageArgs, paginate } from '@thi-dua/schema/connection';
import { readGlobalUuid, requireGlobalUuid, toGlobalId } from '@thi-dua/schema/global-id';
import { key, reference } from '@thi-dua/schema/subgraph-schema';
import { builder, type CampaignsContext, connection } from '../builder.js';
import { SubjectKindEnum } from '../plan/criterion-graph.js';
import { PlanRef } from '../plan/plan-ref.js';
import { planById } from '../plan/plan-store.js';
import { LocalityRef, localityReference, TenantRef, tenantReference } from '../plan/references.js';
import { requireYear } from '../standing/dated-list.js';
import { requireWords } from '../words/query-text.js';
import { ExemplarRef } from './exemplar-ref.js';
import {
  countExemplars,
  type ExemplarFilter,
  exemplarById,
  exemplarKey,
  exemplarsAfter,
  type Household,
  householdOf,
} from './exemplar-store.js';

export const ExemplarStatusEnum = builder.enumType('ExemplarStatus', {
  description:
    'SUBMITTED: waits for a superior. RETURNED: to be mended, with a reason. PUBLISHED: found by everyone. WITHDRAWN: for good, with a reason. All but PUBLISHED are seen by the owner and those above it alone.',
  values: ['SUBMITTED', 'RETURNED', 'PUBLISHED', 'WITHDRAWN'] as const,
});

const HouseholdRef = builder.objectRef<Household>('ExemplarHousehold').implement({
  description: "What tells who a household is: for the owner's line alone.",
  fields: (t) => ({
    name: t.exposeString('name'),
    address: t.exposeString('address', { nullable: true }),
    contact: t.exposeString('contact', { nullable: true }),
    circumstances: t.exposeString('circumstances', { nullable: true }),
  }),
});

builder.objectType(ExemplarRef, {
  description: 'A model or a person worth copying (điển hình, mô hình).',
  directives: key('id'),
  extensions: reference<CampaignsContext, { id: string }>(async ({ id }, context) => {
    const inner = readGlobalUuid('Exemplar', id);
    const exemplar = inner === null ? null : await exemplarById(context).load(inner);
    return exemplar && { __typename: 'Exemplar', ...exemplar };
  }),
  fields: (t) => ({
    id: t.id({ resolve: (exemplar) => toGlobalId('Exemplar', exemplar.id) }),
    tenant: t.field({ type: TenantRef, nullable: true, resolve: (exemplar) => tenantReference(exemplar.tenantId) }),
    status: t.field({ type: ExemplarStatusEnum, resolve: (exemplar) => exemplar.status }),
    version: t.exposeInt('version', { description: 'Counts the changes: name the one you read when you act on it.' }),
    title: t.exposeString('title'),
    topics: t.exposeStringList('topics', { description: "What it is about, in the owner's words (sinh kế, nhà ở …)." }),
    subject: t.field({ type: SubjectKindEnum, resolve: (exemplar) => exemplar.subject }),
    summary: t.exposeString('summary'),
    story: t.exposeString('story', { description: 'What was done, how, and what came of it.' }),
    household: t.field({
      type: HouseholdRef,
      nullable: true,
      description: "Null for whoever is not of the owner's line, as where nothing was written down.",
      resolve: (exemplar, _args, context) => householdOf(context).load(exemplar.id),
    }),
    locality: t.field({
      type: LocalityRef,
      nullable: true,
      resolve: (exemplar) => (exemplar.localityId === null ? null : localityReference(exemplar.localityId)),
    }),
    plan: t.field({
      type: PlanRef,
      nullable: true,
      description: 'The plan it carries out, where you may see that.',
      resolve: (exemplar, _args, context) =>
        exemplar.planId === null ? null : planById(context).load(exemplar.planId),
    }),
    recordedOn: t.field({ type: 'Date', description: 'The day it is dated.', resolve: (each) => each.recordedOn }),
    publishedOn: t.field({ type: 'Date', nullable: true, resolve: (exemplar) => exemplar.publishedOn }),
    publishedBy: t.field({
      type: TenantRef,
      nullable: true,
      description: 'The authority that published it.',
      resolve: (exemplar) => (exemplar.publishedFor === null ? null : tenantReference(exemplar.publishedFor)),
    }),
    reason: t.exposeString('reason', { nullable: true, description: 'Why it was returned or withdrawn.' }),
  }),
});

builder.queryField('exemplar', (t) =>
  t.field({
    type: ExemplarRef,
    nullable: true,
    description: 'An exemplar by its id; null where there is none that you may see.',
    requiresScopes: ['exemplars:read'],
    args: { id: t.arg.id({ required: true }) },
    resolve: (_root, { id }, context) => exemplarById(context).load(requireGlobalUuid('Exemplar', id, 'id')),
  }),
);

const ExemplarFilterInput = builder.inputType('ExemplarFilter', {
  description: 'All conditions that are given must hold.',
  fields: (t) => ({
    text: t.string({
      required: false,
      description: 'Words that all stand in its title, topics, summary or story; diacritics and case may be left out.',
    }),
    topic: t.string({ required: false, description: 'One of its topics; diacritics and case may be left out.' }),
    tenant: t.string({ required: false, description: "The owner's slug." }),
    status: t.field({ type: ExemplarStatusEnum, required: false }),
    subject: t.field({ type: SubjectKindEnum, required: false }),
    year: t.int({ required: false, description: 'The year of the day it is dated.' }),
    localityCode: t.string({ required: false, description: 'A unit in which it lies, by the map of its own day.' }),
    asOf: t.field({
      type: 'Date',
      required: false,
      description: 'The day on which that unit bore the code; left out, the last that bore it.',
    }),
  }),
});

function readFilter(given: (typeof ExemplarFilterInput)['$inferInput'] | null | undefined): ExemplarFilter {
  const { text, topic, year, localityCode, asOf, ...rest } = given ?? {};
  return {
    ...rest,
    year: requireYear(year),
    text: typeof text === 'string' ? requireWords(text, 'text') : null,
    topic: typeof topic === 'string' ? requireWords(topic, 'topic') : null,
    locality: typeof localityCode === 'string' ? { code: localityCode, asOf: asOf ?? null } : null,
  };
}

builder.queryField('exemplars', (t) =>
  t.field({
    type: connection('Exemplar', ExemplarRef),
    description:
      'The exemplars that you may see, latest first: the published ones of the whole country, and all of your own and of those below you.',
    requiresScopes: ['exemplars:read'],
    args: { filter: t.arg({ type: ExemplarFilterInput, required: false }), ...pageArgs(t) },
    resolve: (_root, { filter, ...page }, context) => {
      const wanted = readFilter(filter);
      return paginate(page, {
        keyLength: 2,
        keyOf: exemplarKey,
        fetch: (take, after) => exemplarsAfter(context, wanted, take, after),
        count: () => countExemplars(context, wanted),
      });
    },
  }),
);
