import { pageArgs, paginate } from '@thi-dua/schema/connection';
import { badInput } from '@thi-dua/schema/errors';
import { readGlobalUuid, requireGlobalUuid, toGlobalId } from '@thi-dua/schema/global-id';
import { entity } from '@thi-dua/schema/subgraph-schema';
import { AwardFormRef } from '../award-form/award-form-graph.js';
import { type AwardsContext, builder, connection } from '../builder.js';
import { LocalityRef, localityReference } from '../entity/locality.js';
import { PlanRef } from '../entity/plan.js';
import { formOf, planSeen } from '../nomination/nomination-graph.js';
import { AwardRef, DecisionRef, NominationRef } from '../nomination/nomination-ref.js';
import { nominationById } from '../nomination/nomination-store.js';
import { TenantRef, tenantReference } from '../references.js';
import { OccasionEnum, occasion, SubjectKindEnum, subjectKind, TenantKindEnum } from '../subject-kinds.js';
import {
  type AwardFilterGiven,
  awardById,
  awardKey,
  awardsAfter,
  awardsOfDecision,
  awardsOfNomination,
  countAwards,
  decisionById,
  standingAwards,
} from './award-store.js';
import { type Counted, countsOf, placesWithin } from './count-store.js';

interface Revocation {
  number: string;
  day: Date;
  reason: string;
  tenant: string;
}
const RevocationRef = builder.objectRef<Revocation>('AwardRevocation').implement({
  fields: (t) => ({
    number: t.exposeString('number', { description: 'Of the decision that took it back.' }),
    day: t.field({ type: 'Date', resolve: ({ day }) => day }),
    reason: t.exposeString('reason'),
    tenant: t.field({ type: TenantRef, nullable: true, resolve: ({ tenant }) => tenantReference(tenant) }),
  }),
});

const SubmissionRef = builder.objectRef<{ number: string; day: Date }>('Submission').implement({
  description: 'The letter on which it was decided (tờ trình).',
  fields: (t) => ({
    number: t.exposeString('number'),
    day: t.field({ type: 'Date', resolve: ({ day }) => day }),
  }),
});

const DecisionSignerRef = builder
  .objectRef<{ name: string; position: string; onBehalfOf: string | null; actingFor: string | null }>('DecisionSigner')
  .implement({
    fields: (t) => ({
      name: t.exposeString('name'),
      position: t.exposeString('position'),
      onBehalfOf: t.exposeString('onBehalfOf', { nullable: true, description: 'TM. …' }),
      actingFor: t.exposeString('actingFor', { nullable: true, description: 'KT. …' }),
    }),
  });

builder.objectType(AwardRef, {
  ...entity<AwardsContext>('Award', (id, context) => awardById(context).load(id)),
  description:
    'What was conferred. Shown to who conferred it and who asked for it, to all above either, and to those below who conferred it; everyone else has counts (`Locality.awardCounts`).',
  fields: (t) => ({
    id: t.id({ resolve: ({ id }) => toGlobalId('Award', id) }),
    form: t.field({
      type: AwardFormRef,
      description: "As the law of the decision's day has it.",
      resolve: ({ formKey }, _args, context) => formOf(formKey, context),
    }),
    occasion: t.field({ type: OccasionEnum, resolve: (award) => occasion(award.occasion) }),
    period: t.exposeString('period'),
    decidedOn: t.field({ type: 'Date', resolve: ({ decidedOn }) => decidedOn }),
    subject: t.field({ type: SubjectKindEnum, resolve: ({ subject }) => subjectKind(subject) }),
    name: t.exposeString('name', { nullable: true, description: 'As the decision names the subject.' }),
    locality: t.field({
      type: LocalityRef,
      nullable: true,
      resolve: ({ localityId }) => (localityId === null ? null : localityReference(localityId)),
    }),
    conferredBy: t.field({
      type: TenantRef,
      nullable: true,
      description: 'The central board where President, Government or Prime Minister decided: see the form.',
      resolve: ({ tenantId }) => tenantReference(tenantId),
    }),
    nominatedBy: t.field({ type: TenantRef, nullable: true, resolve: ({ nominator }) => tenantReference(nominator) }),
    plan: t.field({
      type: PlanRef,
      nullable: true,
      description: 'Null also where you may not see it.',
      resolve: ({ planId }, _args, context) => planSeen(planId, context),
    }),
    decision: t.field({
      type: DecisionRef,
      nullable: true,
      resolve: ({ decisionId }, _args, context) => decisionById(context).load(decisionId),
    }),
    nomination: t.field({
      type: NominationRef,
      nullable: true,
      description: 'Null where you may not see it.',
      resolve: ({ nominationId }, _args, context) => nominationById(context).load(nominationId),
    }),
    duplicates: t.field({
      type: [AwardRef],
      description: 'Other awards that stand for the same nominee, occasion and period, as far as you may see them.',
      resolve: async ({ nominationId, achievementKey }, _args, context) =>
        (await standingAwards(context).load(achievementKey)).filter((other) => other.nominationId !== nominationId),
    }),
    revocation: t.field({
      type: RevocationRef,
      nullable: true,
      description: 'Null while the award stands.',
      resolve: (award): Revocation | null =>
        award.revokedOn === null
          ? null
          : {
              day: award.revokedOn,
              number: award.revocationNumber ?? '',
              reason: award.revocationReason ?? '',
              tenant: award.revokedFor ?? '',
            },
    }),
  }),
});

builder.objectType(DecisionRef, {
  ...entity<AwardsContext>('Decision', (id, context) => decisionById(context).load(id)),
  description: 'The document by which a tenant confers awards (quyết định khen thưởng).',
  fields: (t) => ({
    id: t.id({ resolve: ({ id }) => toGlobalId('Decision', id) }),
    tenant: t.field({ type: TenantRef, nullable: true, resolve: ({ tenantId }) => tenantReference(tenantId) }),
    number: t.exposeString('number'),
    day: t.field({ type: 'Date', resolve: ({ day }) => day }),
    signer: t.field({
      type: DecisionSignerRef,
      resolve: ({ signerName, signerPosition, onBehalfOf, actingFor }) => ({
        name: signerName,
        position: signerPosition,
        onBehalfOf,
        actingFor,
      }),
    }),
    submission: t.field({
      type: SubmissionRef,
      nullable: true,
      resolve: ({ submissionNumber: number, submissionDay }) =>
        number === null || submissionDay === null ? null : { number, day: submissionDay },
    }),
    awards: t.field({
      type: [AwardRef],
      description: 'Those that you may see.',
      resolve: ({ id }, _args, context) => awardsOfDecision(context).load(id),
    }),
  }),
});

builder.objectField(NominationRef, 'awards', (t) =>
  t.field({
    type: [AwardRef],
    description: 'What came of it, from the lowest authority up.',
    resolve: ({ id }, _args, context) => awardsOfNomination(context).load(id),
  }),
);

builder.queryField('award', (t) =>
  t.field({
    type: AwardRef,
    nullable: true,
    description: 'An award by its id; null where there is none that the caller may see.',
    requiresScopes: ['awards:read'],
    args: { id: t.arg.id({ required: true }) },
    resolve: (_root, { id }, context) => awardById(context).load(requireGlobalUuid('Award', id, 'id')),
  }),
);

const AwardFilter = builder.inputType('AwardFilter', {
  description: 'All conditions that are given must hold.',
  fields: (t) => ({
    year: t.int({ required: false, description: 'Of the decision.' }),
    formCode: t.string({ required: false }),
    class: t.int({ required: false, description: 'Of an order: 1, 2 or 3, 1 the highest.' }),
    level: t.field({ type: TenantKindEnum, required: false, description: 'Of who conferred it.' }),
    occasion: t.field({ type: OccasionEnum, required: false }),
    subject: t.field({ type: SubjectKindEnum, required: false }),
    tenant: t.string({ required: false, description: 'The slug of who conferred it.' }),
    nominatedBy: t.string({ required: false, description: 'The slug of who asked for it.' }),
    revoked: t.boolean({ required: false }),
  }),
});
type Given = (typeof AwardFilter)['$inferInput'];

const day = /^\d{4}-\d{2}-\d{2}$/;
const page = (
  context: AwardsContext,
  args: { filter?: Given | null | undefined; first?: number | null | undefined; after?: string | null | undefined },
  within: Pick<AwardFilterGiven, 'planId' | 'within'> = {},
) => {
  const { filter } = args;
  if (typeof filter?.year === 'number' && (filter.year < 1945 || filter.year > 2100))
    throw badInput('"year" lies between 1945 and 2100.', 'filter.year');
  if (typeof filter?.class === 'number' && (filter.class < 1 || filter.class > 3))
    throw badInput('"class" is 1, 2 or 3.', 'filter.class');
  const wanted = { ...filter, nominator: filter?.nominatedBy ?? null, ...within };
  return paginate(args, {
    keyLength: 3,
    keyOf: awardKey,
    fetch: (take, after) => {
      if (
        after !== null &&
        !(day.test(String(after[0])) && readGlobalUuid('Award', toGlobalId('Award', String(after[2]))) !== null)
      )
        throw badInput('"after" is not a cursor of this list.', 'after');
      return awardsAfter(context, wanted, take, after);
    },
    count: () => countAwards(context, wanted),
  });
};
const AwardConnection = connection('Award', AwardRef);
builder.queryField('awards', (t) =>
  t.field({
    type: AwardConnection,
    description: 'The register of awards that the caller may see by name, the latest decisions first.',
    requiresScopes: ['awards:read'],
    args: { filter: t.arg({ type: AwardFilter, required: false }), ...pageArgs(t) },
    resolve: (_root, args, context) => page(context, args),
  }),
);
builder.objectField(PlanRef, 'awards', (t) =>
  t.field({
    type: AwardConnection,
    nullable: true,
    description: 'What was conferred under it, as far as the caller may see it by name.',
    requiresScopes: ['awards:read'],
    args: { filter: t.arg({ type: AwardFilter, required: false }), ...pageArgs(t) },
    resolve: (plan, args, context) => page(context, args, { planId: requireGlobalUuid('Plan', plan.id, 'id') }),
  }),
);
const ON_MAP =
  "By the map of each decision's day; with `boundary`, by that day's: a unit that ended counts in what it became as a whole, one that was divided in the unit above it.";
builder.objectField(LocalityRef, 'awards', (t) =>
  t.field({
    type: AwardConnection,
    nullable: true,
    description: `What was conferred in it and all below it, as far as the caller may see it by name. ${ON_MAP}`,
    requiresScopes: ['awards:read'],
    args: {
      filter: t.arg({ type: AwardFilter, required: false }),
      boundary: t.arg({ type: 'Date', required: false }),
      ...pageArgs(t),
    },
    resolve: async (locality, { boundary, ...args }, context) => {
      const unit = requireGlobalUuid('Locality', locality.id, 'id');
      return page(context, args, { within: await placesWithin(context, unit, boundary ?? null) });
    },
  }),
);

export const AwardCountRef = builder.objectRef<Counted>('AwardCount').implement({
  description: 'How many awards stand; open to everyone signed in.',
  fields: (t) => ({
    form: t.field({ type: AwardFormRef, resolve: ({ formKey }, _args, context) => formOf(formKey, context) }),
    occasion: t.field({ type: OccasionEnum, resolve: (counted) => occasion(counted.occasion) }),
    subject: t.field({ type: SubjectKindEnum, resolve: ({ subject }) => subjectKind(subject) }),
    year: t.exposeInt('year', { description: 'Of the decision.' }),
    count: t.exposeInt('count'),
  }),
});
builder.objectField(LocalityRef, 'awardCounts', (t) =>
  t.field({
    type: [AwardCountRef],
    nullable: true,
    description: `How many awards were conferred in it and all below it, by year, form, occasion and subject: those that were not taken back. ${ON_MAP} Null where it does not stand on that day.`,
    requiresScopes: ['awards:read'],
    args: {
      boundary: t.arg({ type: 'Date', required: false }),
      year: t.arg.int({ required: false }),
      formCode: t.arg.string({ required: false }),
      occasion: t.arg({ type: OccasionEnum, required: false }),
      subject: t.arg({ type: SubjectKindEnum, required: false }),
    },
    resolve: async (locality, { boundary, year, formCode, occasion: on, subject }, context) => {
      const unit = requireGlobalUuid('Locality', locality.id, 'id');
      const all = await countsOf(context).load({ unit, boundary: boundary ?? null });
      if (all === null) return null;
      return all.filter(
        (one) =>
          (year == null || one.year === year) &&
          (formCode == null || /^[A-Z_]+/.exec(one.formKey)?.[0] === formCode) &&
          (on == null || one.occasion === on) &&
          (subject == null || one.subject === subject),
      );
    },
  }),
);
