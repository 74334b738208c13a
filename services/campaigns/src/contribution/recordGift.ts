import { builder, type CampaignsContext } from '../builder.js';
import { asDate } from '../plan/plan-dates.js';
import { fault } from '../plan/plan-result.js';
import { nfc, textFault } from '../plan/plan-text.js';
import { tenantTime } from '../plan/tenant-store.js';
import { presentDay } from '../standing/record-day.js';
import { amountFaults, giftDayFaults } from './contribution-check.js';
import { GiftInput } from './contribution-input.js';
import {
  type ContributionResult,
  ContributionResultRef,
  countChange,
  ownContribution,
  readAgain,
  refused,
} from './contribution-result.js';

const RecordGiftInput = builder.inputType('RecordGiftInput', {
  fields: (t) => ({
    id: t.id({ required: true, description: 'The contribution.' }),
    version: t.int({
      required: true,
      description: 'The `version` you read: a request that is sent twice records one gift.',
    }),
    gift: t.field({ type: GiftInput, required: true }),
  }),
});
type Input = (typeof RecordGiftInput)['$inferInput'];

async function recordGift({ id, version, gift }: Input, context: CampaignsContext): Promise<ContributionResult> {
  const own = await ownContribution(context, id);
  if ('refusal' in own) return own.refusal;
  const { contribution } = own;
  const tenant = await tenantTime(context).load(contribution.tenantId);
  if (tenant === null) throw new Error(`contribution of an unknown tenant: ${contribution.id}`);
  const day = gift.on ?? presentDay(tenant, context.today);
  const { recordedOn: since, localityId: unit } = contribution;
  const faults = [
    ...amountFaults(contribution.kind, gift, 'gift'),
    ...(typeof gift.note === 'string' ? textFault(gift.note, 'gift', 'note') : []),
    ...(await giftDayFaults(context, { day, since, unit, tenant }, 'gift', 'on')),
  ];
  if (contribution.cancelledOn !== null)
    faults.push(fault('CANCELLED', 'The pledge was cancelled: record what was given as a contribution anew.', 'id'));
  if (faults.length > 0) return refused(...faults);
  const stale = await countChange(context, contribution, version);
  if (stale.length > 0) return refused(...stale);
  await context.db.gift.create({
    data: {
      contributionId: contribution.id,
      amount: gift.amount,
      quantity: gift.quantity ?? null,
      givenOn: asDate(day) ?? day,
      note: gift.note ? nfc(gift.note) : null,
      recordedBy: context.caller.subject,
    },
  });
  return readAgain(context, contribution.id);
}

builder.mutationField('recordGift', (t) =>
  t.field({
    type: ContributionResultRef,
    description: 'Records what was given on a pledge, in part or whole, or once more of a gift. Role REPORTER.',
    requiresScopes: ['contributions:write'],
    authScopes: { role: 'REPORTER' },
    args: { input: t.arg({ type: RecordGiftInput, required: true }) },
    resolve: (_root, { input }, context) => recordGift(input, context),
  }),
);
