import { builder, type CampaignsContext } from '../builder.js';
import { placeOf } from '../exemplar/exemplar-check.js';
import { SubjectKindEnum } from '../plan/criterion-graph.js';
import { asDate, type TenantTime } from '../plan/plan-dates.js';
import { fault } from '../plan/plan-result.js';
import { nfc, textFault } from '../plan/plan-text.js';
import { tenantTime } from '../plan/tenant-store.js';
import { capacityTowards } from '../standing/acting.js';
import { dayFaults, presentDay } from '../standing/record-day.js';
import { amountFaults, giftDayFaults, modelMeant, wordsColumns, wordsFaults } from './contribution-check.js';
import { GiftInput, PledgeInput } from './contribution-input.js';
import { ContributionKindEnum, RecipientEnum } from './contribution-ref.js';
import { type ContributionResult, ContributionResultRef, readAgain, refused } from './contribution-result.js';

const RecordContributionInput = builder.inputType('RecordContributionInput', {
  description: 'Something pledged, or given, or both: a pledge of which the first part is handed over at once.',
  fields: (t) => ({
    tenant: t.string({
      required: false,
      description: 'Whose record it is: your own where left out, or an ended tenant for which you act.',
    }),
    kind: t.field({ type: ContributionKindEnum, required: true }),
    contributor: t.string({ required: true }),
    contributorKind: t.field({ type: SubjectKindEnum, required: true }),
    recipient: t.field({ type: RecipientEnum, required: true, defaultValue: 'LOCALITY' }),
    localityCode: t.string({
      required: true,
      description: 'The unit that receives it, or in which the households or the model are: by its code on that day.',
    }),
    householdGroup: t.string({ required: false }),
    households: t.int({ required: false }),
    exemplar: t.id({ required: false, description: 'The model, where it is in the system.' }),
    purpose: t.string({ required: false }),
    goods: t.string({ required: false }),
    unit: t.string({ required: false }),
    pledge: t.field({ type: PledgeInput, required: false }),
    gift: t.field({ type: GiftInput, required: false }),
  }),
});
type Input = (typeof RecordContributionInput)['$inferInput'];

/** What is wrong with what was pledged and given, apart from where. */
async function faultsOf(
  context: CampaignsContext,
  input: Input,
  tenant: TenantTime,
  unit: string | null,
  since: string,
) {
  const { pledge, gift, kind } = input;
  const faults = wordsFaults(input);
  if (!pledge && !gift) faults.push(fault('NOTHING_GIVEN', 'Say what was pledged, or given, or both.', 'pledge'));
  if (pledge) {
    faults.push(...amountFaults(kind, pledge, 'pledge'));
    faults.push(...dayFaults(since, tenant, context.today, 'pledge', 'on'));
  }
  if (gift) {
    const day = gift.on ?? presentDay(tenant, context.today);
    faults.push(
      ...amountFaults(kind, gift, 'gift'),
      ...(typeof gift.note === 'string' ? textFault(gift.note, 'gift', 'note') : []),
    );
    faults.push(...(await giftDayFaults(context, { day, since, unit, tenant }, 'gift', 'on')));
  }
  return faults;
}

async function recordContribution(input: Input, context: CampaignsContext): Promise<ContributionResult> {
  const owner = input.tenant ?? context.caller.tenant;
  const [tenant, capacity] = [await tenantTime(context).load(owner), await capacityTowards(context).load(owner)];
  if (tenant === null || !capacity.owner) {
    const message = 'You record contributions for your own tenant, or for an ended one for which it acts.';
    return refused(fault('NOT_YOURS', message, 'tenant'));
  }
  const { pledge, gift } = input;
  const present = presentDay(tenant, context.today);
  const since = (pledge ? pledge.on : gift?.on) ?? present;
  const place = await placeOf(context, owner, input.localityCode, since);
  const model = await modelMeant(context, input.exemplar);
  const faults = [...(await faultsOf(context, input, tenant, place.id, since)), ...place.errors, ...model.errors];
  if (faults.length > 0 || place.id === null) return refused(...faults);
  const { id } = await context.db.contribution.create({
    data: {
      tenantId: owner,
      kind: input.kind,
      contributorKind: input.contributorKind,
      recipient: input.recipient,
      ...wordsColumns(input),
      localityId: place.id,
      exemplarId: model.id,
      pledged: pledge?.amount ?? null,
      pledgedQuantity: pledge?.quantity ?? null,
      pledgedOn: pledge ? asDate(since) : null,
      recordedOn: asDate(since) ?? since,
      createdBy: context.caller.subject,
      ...(gift && {
        gifts: {
          create: {
            amount: gift.amount,
            quantity: gift.quantity ?? null,
            givenOn: asDate(gift.on ?? present) ?? since,
            note: gift.note ? nfc(gift.note) : null,
            recordedBy: context.caller.subject,
          },
        },
      }),
    },
  });
  return readAgain(context, id);
}

builder.mutationField('recordContribution', (t) =>
  t.field({
    type: ContributionResultRef,
    description: 'Records what was pledged or given for the poor. Role REPORTER.',
    requiresScopes: ['contributions:write'],
    authScopes: { role: 'REPORTER' },
    args: { input: t.arg({ type: RecordContributionInput, required: true }) },
    resolve: (_root, { input }, context) => recordContribution(input, context),
  }),
);
