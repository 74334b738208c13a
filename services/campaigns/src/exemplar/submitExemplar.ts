import { builder, type CampaignsContext } from '../builder.js';
import { SubjectKindEnum } from '../plan/criterion-graph.js';
import { asDate } from '../plan/plan-dates.js';
import { fault } from '../plan/plan-result.js';
import { nfc } from '../plan/plan-text.js';
import { tenantTime } from '../plan/tenant-store.js';
import { capacityTowards } from '../standing/acting.js';
import { dayFaults, presentDay } from '../standing/record-day.js';
import { householdColumns, placeOf, planMeant, textFaults } from './exemplar-check.js';
import { HouseholdInput } from './exemplar-input.js';
import { type ExemplarResult, ExemplarResultRef, readAgain, refused } from './exemplar-result.js';

const SubmitExemplarInput = builder.inputType('SubmitExemplarInput', {
  fields: (t) => ({
    tenant: t.string({
      required: false,
      description: "The owner's slug: your own where left out, or one that ended and for which you act.",
    }),
    title: t.string({ required: true }),
    topics: t.stringList({ required: true, description: 'What it is about, each in a few words; 1 to 10.' }),
    subject: t.field({ type: SubjectKindEnum, required: true }),
    summary: t.string({ required: true }),
    story: t.string({ required: true }),
    household: t.field({ type: HouseholdInput, required: false, description: 'Where the subject is a HOUSEHOLD.' }),
    recordedOn: t.field({
      type: 'Date',
      required: false,
      description: "The day it is dated: today where left out, or the tenant's last day where it has ended.",
    }),
    localityCode: t.string({
      required: false,
      description: "Where it is: a unit of the owner's territory, by the code it bore on the day recorded.",
    }),
    plan: t.id({ required: false, description: 'The plan it carries out.' }),
  }),
});
type Input = (typeof SubmitExemplarInput)['$inferInput'];

async function submitExemplar(input: Input, context: CampaignsContext): Promise<ExemplarResult> {
  const owner = input.tenant ?? context.caller.tenant;
  const [tenant, capacity] = [await tenantTime(context).load(owner), await capacityTowards(context).load(owner)];
  if (tenant === null || !capacity.owner) {
    const message = 'You submit exemplars of your own tenant, or of an ended one for which it acts.';
    return refused(fault('NOT_YOURS', message, 'tenant'));
  }
  const day = input.recordedOn ?? presentDay(tenant, context.today);
  const household = input.household ?? null;
  const place = await placeOf(context, owner, input.localityCode, day);
  const plan = await planMeant(context, input.plan);
  const faults = [
    ...textFaults({ ...input, household }),
    ...dayFaults(day, tenant, context.today, 'recordedOn'),
    ...place.errors,
    ...plan.errors,
  ];
  if (faults.length > 0) return refused(...faults);
  const { id } = await context.db.exemplar.create({
    data: {
      tenantId: owner,
      title: nfc(input.title),
      topics: input.topics.map(nfc),
      subject: input.subject,
      summary: nfc(input.summary),
      story: nfc(input.story),
      localityId: place.id,
      planId: plan.id,
      recordedOn: asDate(day) ?? day,
      writtenBy: context.caller.subject,
    },
  });
  if (household !== null)
    await context.db.exemplarHousehold.create({ data: { exemplarId: id, ...householdColumns(household) } });
  return readAgain(context, id);
}

builder.mutationField('submitExemplar', (t) =>
  t.field({
    type: ExemplarResultRef,
    description: 'Hands an exemplar to the superior, who publishes it. Role PLANNER.',
    requiresScopes: ['exemplars:write'],
    authScopes: { role: 'PLANNER' },
    args: { input: t.arg({ type: SubmitExemplarInput, required: true }) },
    resolve: (_root, { input }, context) => submitExemplar(input, context),
  }),
);
