import type { Prisma } from '@thi-dua/prisma/generated/awards/client';
import { tenantBySlug } from '../authority.js';
import { type AwardsContext, builder } from '../builder.js';
import type { Eligibility } from '../eligibility/eligibility.js';
import { findEligibility } from '../eligibility/find-eligibility.js';
import { fault, nfc, textFaults } from '../faults.js';
import { sharesOf } from '../setting/setting-store.js';
import { type NominationResult, NominationResultRef, refused } from './nomination-result.js';
import { forStep } from './own-nomination.js';
import { takeStep } from './take-step.js';

const CouncilVoteInput = builder.inputType('CouncilVoteInput', {
  fields: (t) => ({
    id: t.id({ required: true }),
    version: t.int({ required: false, description: 'The `version` you read.' }),
    heldOn: t.field({ type: 'Date', required: true, description: "The day of the meeting, within the tenant's time." }),
    minutes: t.string({ required: true, description: 'The number of the minutes.' }),
    members: t.int({ required: true, description: 'Of the council: as many as the tenant has set, where it has.' }),
    inFavour: t.int({ required: true }),
    against: t.int({ required: true, defaultValue: 0 }),
    abstained: t.int({ required: true, defaultValue: 0 }),
    remarks: t.string({ required: false }),
  }),
});
type Input = (typeof CouncilVoteInput)['$inferInput'];

/** Plain data, as it is stored. */
const asJson = (eligibility: Eligibility | null): Prisma.InputJsonObject | null =>
  JSON.parse(JSON.stringify(eligibility));

async function recordCouncilVote(input: Input, context: AwardsContext): Promise<NominationResult> {
  const found = await forStep(context, 'COUNCIL_VOTED', input);
  if ('refusal' in found) return found.refusal;
  const { nomination } = found;
  const at = nomination.atTenant ?? '';
  const tenant = await tenantBySlug(context).load(at);
  if (tenant === null) throw new Error(`nomination at an unknown tenant: ${nomination.id}`);
  const { members, inFavour, against, abstained, heldOn } = input;
  const present = inFavour + against + abstained;
  const shares = await sharesOf(context, at, nomination.formKey);
  const faults = textFaults({ minutes: input.minutes, remarks: input.remarks });
  if (heldOn > context.today) faults.push(fault('IN_FUTURE', 'The day lies in the future.', 'heldOn'));
  else if (heldOn >= tenant.ends)
    faults.push(
      fault('AFTER_TENANT_END', `The tenant existed until ${tenant.ends}: no council of it met later.`, 'heldOn'),
    );
  else if (heldOn < tenant.begins)
    faults.push(fault('BEFORE_TENANT_BEGIN', `The tenant exists since ${tenant.begins}.`, 'heldOn'));
  for (const name of ['inFavour', 'against', 'abstained'] as const) {
    if (input[name] < 0) faults.push(fault('OUT_OF_RANGE', 'This cannot be less than none.', name));
  }
  if (members < 1 || members > 200)
    faults.push(fault('OUT_OF_RANGE', 'A council has from 1 to 200 members.', 'members'));
  else if (shares.members !== null && members !== shares.members)
    faults.push(fault('OTHER_COUNCIL', `The tenant's council has ${shares.members} members.`, 'members'));
  else if (present > members) faults.push(fault('TOO_MANY_VOTES', 'There are more votes than members.', 'members'));
  else if (present * 100 < shares.quorum * members)
    faults.push(fault('NO_QUORUM', `${present} of ${members} were there; ${shares.quorum}% must be.`, 'members'));
  if (faults.length > 0) return refused(faults);
  // What the council had before it stays with its vote, whatever becomes of the figures.
  const eligibility = await findEligibility(context, nomination, found.log, 'OFFICIAL');
  return takeStep(context, nomination, 'COUNCIL_VOTED', {
    remarks: input.remarks,
    content: {
      members,
      present,
      inFavour,
      against,
      abstained,
      heldOn,
      minutes: nfc(input.minutes),
      eligibility: asJson(eligibility),
    },
  });
}

builder.mutationField('recordCouncilVote', (t) =>
  t.field({
    type: NominationResultRef,
    description:
      'Records how the council of the tenant where a nomination stands has voted, and closes the vote: there is one, counted against quorum and share of that day; how the nominee stands to the criteria is frozen with it. One that does not pass can be returned or rejected, and nothing else. Errors: NOT_FOUND, NOT_HERE, WRONG_STATE, STALE_VERSION, IN_FUTURE, AFTER_TENANT_END, BEFORE_TENANT_BEGIN, OUT_OF_RANGE, OTHER_COUNCIL, TOO_MANY_VOTES, NO_QUORUM, EMPTY, TOO_LONG. Role COUNCIL.',
    requiresScopes: ['nominations:vote'],
    authScopes: { role: 'COUNCIL' },
    args: { input: t.arg({ type: CouncilVoteInput, required: true }) },
    resolve: (_root, { input }, context) => recordCouncilVote(input, context),
  }),
);
