import { builder, type CampaignsContext } from '../builder.js';
import { SubjectKindEnum } from '../plan/criterion-graph.js';
import { fault } from '../plan/plan-result.js';
import { nfc } from '../plan/plan-text.js';
import { capacityTowards } from '../standing/acting.js';
import { householdColumns, placeOf, planMeant, textFaults } from './exemplar-check.js';
import { HouseholdInput } from './exemplar-input.js';
import {
  type ExemplarResult,
  ExemplarResultRef,
  meantBy,
  noSuchExemplar,
  readAgain,
  refused,
  staleExemplar,
} from './exemplar-result.js';
import { householdOf } from './exemplar-store.js';

const UpdateExemplarInput = builder.inputType('UpdateExemplarInput', {
  description: 'What is left out stays as it is; null removes a household, a place or a plan.',
  fields: (t) => ({
    id: t.id({ required: true }),
    version: t.int({ required: true, description: 'The `version` you read: a change to anything else is refused.' }),
    title: t.string({ required: false }),
    topics: t.stringList({ required: false }),
    subject: t.field({ type: SubjectKindEnum, required: false }),
    summary: t.string({ required: false }),
    story: t.string({ required: false }),
    household: t.field({ type: HouseholdInput, required: false }),
    localityCode: t.string({ required: false, description: 'The code it bore on the day recorded.' }),
    plan: t.id({ required: false }),
  }),
});
type Input = (typeof UpdateExemplarInput)['$inferInput'];

async function updateExemplar(input: Input, context: CampaignsContext): Promise<ExemplarResult> {
  const exemplar = await meantBy(context, input.id);
  if (exemplar === null) return refused(noSuchExemplar());
  const capacity = await capacityTowards(context).load(exemplar.tenantId);
  if (!capacity.owner) return refused(fault('NOT_YOURS', 'Only its owner edits an exemplar.', 'id'));
  if (exemplar.status === 'WITHDRAWN')
    return refused(fault('WITHDRAWN', 'It was withdrawn for good: submit a new one.', 'id'));
  const household = input.household === undefined ? await householdOf(context).load(exemplar.id) : input.household;
  const text = {
    title: nfc(input.title ?? exemplar.title),
    topics: (input.topics ?? exemplar.topics).map(nfc),
    subject: input.subject ?? exemplar.subject,
    summary: nfc(input.summary ?? exemplar.summary),
    story: nfc(input.story ?? exemplar.story),
  };
  const place = await placeOf(context, exemplar.tenantId, input.localityCode, exemplar.recordedOn);
  const plan = await planMeant(context, input.plan);
  const kept = household === null ? null : householdColumns(household);
  const faults = [...textFaults({ ...text, household: kept }), ...place.errors, ...plan.errors];
  if (faults.length > 0) return refused(...faults);
  // The row first: of two who edit the same version one finds it gone.
  const { count } = await context.db.exemplar.updateMany({
    where: { id: exemplar.id, version: input.version, status: { not: 'WITHDRAWN' } },
    data: {
      ...text,
      ...(input.localityCode !== undefined && { localityId: place.id }),
      ...(input.plan !== undefined && { planId: plan.id }),
      status: 'SUBMITTED',
      publishedFor: null,
      publishedBy: null,
      publishedOn: null,
      reason: null,
      writtenBy: context.caller.subject,
      version: { increment: 1 },
    },
  });
  if (count === 0) return refused(staleExemplar());
  if (input.household === null) await context.db.exemplarHousehold.deleteMany({ where: { exemplarId: exemplar.id } });
  else if (input.household !== undefined && kept !== null)
    await context.db.exemplarHousehold.upsert({
      where: { exemplarId: exemplar.id },
      create: { exemplarId: exemplar.id, ...kept },
      update: kept,
    });
  return readAgain(context, exemplar.id);
}

builder.mutationField('updateExemplar', (t) =>
  t.field({
    type: ExemplarResultRef,
    description:
      'Edits an exemplar and hands it to the superior anew: what was published is published again only as the superior has read it. Role PLANNER.',
    requiresScopes: ['exemplars:write'],
    authScopes: { role: 'PLANNER' },
    args: { input: t.arg({ type: UpdateExemplarInput, required: true }) },
    resolve: (_root, { input }, context) => updateExemplar(input, context),
  }),
);
