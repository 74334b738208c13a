import { builder, type CampaignsContext } from '../builder.js';
import { SubjectKindEnum } from '../plan/criterion-graph.js';
import { fault } from '../plan/plan-result.js';
import { amountFaults, modelMeant, type Words, wordsColumns, wordsFaults } from './contribution-check.js';
import { AMOUNT } from './contribution-input.js';
import { RecipientEnum } from './contribution-ref.js';
import {
  type ContributionResult,
  ContributionResultRef,
  countChange,
  ownContribution,
  readAgain,
  refused,
} from './contribution-result.js';

const UpdateContributionInput = builder.inputType('UpdateContributionInput', {
  description:
    'What is left out stays as it is; null removes it. Kind, unit and days stay: strike the gifts and cancel the pledge of what was recorded wrongly, and record it anew.',
  fields: (t) => ({
    id: t.id({ required: true }),
    version: t.int({ required: true, description: 'The `version` you read: a change to anything else is refused.' }),
    contributor: t.string({ required: false }),
    contributorKind: t.field({ type: SubjectKindEnum, required: false }),
    recipient: t.field({ type: RecipientEnum, required: false }),
    householdGroup: t.string({ required: false }),
    households: t.int({ required: false }),
    exemplar: t.id({ required: false }),
    purpose: t.string({ required: false }),
    goods: t.string({ required: false }),
    unit: t.string({ required: false }),
    pledged: t.field({ type: 'Decimal', required: false, description: `The pledge as it should have been. ${AMOUNT}` }),
    pledgedQuantity: t.field({ type: 'Decimal', required: false, description: 'Of GOODS, how many were pledged.' }),
  }),
});
type Input = (typeof UpdateContributionInput)['$inferInput'];

const kept = <T>(given: T | null | undefined, stored: T | null): T | null => (given === undefined ? stored : given);

async function updateContribution(input: Input, context: CampaignsContext): Promise<ContributionResult> {
  const own = await ownContribution(context, input.id);
  if ('refusal' in own) return own.refusal;
  const { contribution } = own;
  const recipient = input.recipient ?? contribution.recipient;
  const words: Words = {
    kind: contribution.kind,
    recipient,
    contributor: input.contributor ?? contribution.contributor,
    householdGroup: kept(input.householdGroup, recipient === 'HOUSEHOLD_GROUP' ? contribution.householdGroup : null),
    households: kept(input.households, recipient === 'HOUSEHOLD_GROUP' ? contribution.households : null),
    exemplar: input.exemplar ?? null,
    purpose: kept(input.purpose, contribution.purpose),
    goods: kept(input.goods, contribution.goods),
    unit: kept(input.unit, contribution.unit),
  };
  const model = await modelMeant(context, input.exemplar);
  const faults = [...wordsFaults(words), ...model.errors];
  const pledged = input.pledged ?? contribution.pledged;
  const pledgedQuantity = input.pledgedQuantity ?? contribution.pledgedQuantity;
  if (contribution.pledged === null) {
    if (input.pledged || input.pledgedQuantity)
      faults.push(fault('NOT_PLEDGED', 'It was given without a pledge: record a pledge anew.', 'pledged'));
  } else if (pledged !== null)
    faults.push(...amountFaults(contribution.kind, { amount: pledged, quantity: pledgedQuantity }, 'pledged'));
  if (contribution.cancelledOn !== null)
    faults.push(fault('CANCELLED', 'The pledge was cancelled: it changes no more.', 'id'));
  if (faults.length > 0) return refused(...faults);
  const stale = await countChange(context, contribution, input.version, {
    ...wordsColumns(words),
    recipient,
    contributorKind: input.contributorKind ?? contribution.contributorKind,
    exemplarId: recipient !== 'MODEL' ? null : input.exemplar === undefined ? contribution.exemplarId : model.id,
    pledged,
    pledgedQuantity,
  });
  return stale.length > 0 ? refused(...stale) : readAgain(context, contribution.id);
}

builder.mutationField('updateContribution', (t) =>
  t.field({
    type: ContributionResultRef,
    description: 'Mends a record of a contribution. A stale edit is refused, and nothing is lost. Role REPORTER.',
    requiresScopes: ['contributions:write'],
    authScopes: { role: 'REPORTER' },
    args: { input: t.arg({ type: UpdateContributionInput, required: true }) },
    resolve: (_root, { input }, context) => updateContribution(input, context),
  }),
);
