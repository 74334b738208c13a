import { builder, type CampaignsContext } from '../builder.js';
import { asDate } from '../plan/plan-dates.js';
import { fault } from '../plan/plan-result.js';
import { nfc, textFault } from '../plan/plan-text.js';
import { tenantTime } from '../plan/tenant-store.js';
import { dayFaults, presentDay } from '../standing/record-day.js';
import {
  type ContributionResult,
  ContributionResultRef,
  countChange,
  ownContribution,
  readAgain,
  refused,
} from './contribution-result.js';

const CancelContributionInput = builder.inputType('CancelContributionInput', {
  fields: (t) => ({
    id: t.id({ required: true }),
    version: t.int({ required: true, description: 'The `version` you read.' }),
    on: t.field({ type: 'Date', required: false, description: "Today where left out, or an ended tenant's last day." }),
    reason: t.string({ required: true }),
  }),
});
type Input = (typeof CancelContributionInput)['$inferInput'];

async function cancelContribution(input: Input, context: CampaignsContext): Promise<ContributionResult> {
  const own = await ownContribution(context, input.id);
  if ('refusal' in own) return own.refusal;
  const { contribution } = own;
  const tenant = await tenantTime(context).load(contribution.tenantId);
  if (tenant === null) throw new Error(`contribution of an unknown tenant: ${contribution.id}`);
  const day = input.on ?? presentDay(tenant, context.today);
  const faults = [...textFault(input.reason, 'reason'), ...dayFaults(day, tenant, context.today, 'on')];
  if (contribution.pledged === null)
    faults.push(fault('NOT_PLEDGED', 'Nothing was pledged: strike what was not given.', 'id'));
  else if (day < contribution.recordedOn)
    faults.push(fault('BEFORE_PLEDGE', `It was pledged on ${contribution.recordedOn}.`, 'on'));
  if (contribution.cancelledOn !== null) faults.push(fault('CANCELLED', 'It has been cancelled already.', 'id'));
  if (faults.length > 0) return refused(...faults);
  const cancelled = { cancelledOn: asDate(day), cancelReason: nfc(input.reason) };
  const stale = await countChange(context, contribution, input.version, cancelled);
  return stale.length > 0 ? refused(...stale) : readAgain(context, contribution.id);
}

builder.mutationField('cancelContribution', (t) =>
  t.field({
    type: ContributionResultRef,
    description:
      'Cancels a pledge that will not be fulfilled: totals count it no more as pledged; what was given of it stays given. Role REPORTER.',
    requiresScopes: ['contributions:write'],
    authScopes: { role: 'REPORTER' },
    args: { input: t.arg({ type: CancelContributionInput, required: true }) },
    resolve: (_root, { input }, context) => cancelContribution(input, context),
  }),
);
