import { readGlobalUuid } from '@thi-dua/schema/global-id';
import { builder, type CampaignsContext } from '../builder.js';
import { asDate } from '../plan/plan-dates.js';
import { fault } from '../plan/plan-result.js';
import { nfc, textFault } from '../plan/plan-text.js';
import {
  type ContributionResult,
  ContributionResultRef,
  countChange,
  ownContribution,
  readAgain,
  refused,
} from './contribution-result.js';
import { giftsOf } from './contribution-store.js';

const StrikeGiftInput = builder.inputType('StrikeGiftInput', {
  fields: (t) => ({
    id: t.id({ required: true, description: 'The contribution.' }),
    version: t.int({ required: true, description: 'The `version` you read.' }),
    gift: t.id({ required: true, description: 'Which of its gifts.' }),
    reason: t.string({ required: true }),
  }),
});
type Input = (typeof StrikeGiftInput)['$inferInput'];

async function strikeGift(input: Input, context: CampaignsContext): Promise<ContributionResult> {
  const own = await ownContribution(context, input.id);
  if ('refusal' in own) return own.refusal;
  const { contribution } = own;
  const inner = readGlobalUuid('Gift', input.gift);
  const gift = (await giftsOf(context).load(contribution.id)).find(({ id }) => id === inner);
  const faults = textFault(input.reason, 'reason');
  if (gift === undefined) faults.push(fault('UNKNOWN_GIFT', 'The contribution has no such gift.', 'gift'));
  else if (gift.struckOn !== null) faults.push(fault('STRUCK', 'The gift has been struck already.', 'gift'));
  if (faults.length > 0 || gift === undefined) return refused(...faults);
  const stale = await countChange(context, contribution, input.version);
  if (stale.length > 0) return refused(...stale);
  await context.db.gift.updateMany({
    where: { id: gift.id, struckOn: null },
    data: { struckOn: asDate(context.today), struckReason: nfc(input.reason), struckBy: context.caller.subject },
  });
  return readAgain(context, contribution.id);
}

builder.mutationField('strikeGift', (t) =>
  t.field({
    type: ContributionResultRef,
    description: 'Strikes a gift that was entered by mistake: it stays readable and counts no more. Role REPORTER.',
    requiresScopes: ['contributions:write'],
    authScopes: { role: 'REPORTER' },
    args: { input: t.arg({ type: StrikeGiftInput, required: true }) },
    resolve: (_root, { input }, context) => strikeGift(input, context),
  }),
);
