import type { Award } from '@thi-dua/prisma/generated/awards/client';
import { readGlobalUuid, toGlobalId } from '@thi-dua/schema/global-id';
import type { UserError } from '@thi-dua/schema/user-error';
import { callerActsFor, tenantBySlug } from '../authority.js';
import { type AwardsContext, builder, userError } from '../builder.js';
import { asDay } from '../days.js';
import { fault, nfc, textFaults } from '../faults.js';
import { AwardRef } from '../nomination/nomination-ref.js';
import { forget } from '../nomination/nomination-store.js';
import { lockedNomination } from '../nomination/own-nomination.js';
import { hasSubmitted } from '../nomination/step-rules.js';
import { awardById, awardsOfNomination } from './award-store.js';

interface Result {
  award: Award | null;
  errors: UserError[];
}
const ResultRef = builder.objectRef<Result>('AwardResult').implement({
  description: 'The award as it now stands, or everything that was wrong with the input; never both.',
  fields: (t) => ({
    award: t.field({ type: AwardRef, nullable: true, resolve: (result) => result.award }),
    errors: t.field({ type: [userError], resolve: (result) => result.errors }),
  }),
});
const RevokeAwardInput = builder.inputType('RevokeAwardInput', {
  fields: (t) => ({
    id: t.id({ required: true }),
    number: t.string({ required: true, description: 'Of the decision that takes it back.' }),
    day: t.field({ type: 'Date', required: true, description: "Its day, within the time of the caller's tenant." }),
    reason: t.string({ required: true }),
  }),
});
type Input = (typeof RevokeAwardInput)['$inferInput'];

async function revokeAward({ id, number, day, reason }: Input, context: AwardsContext): Promise<Result> {
  const refused = (errors: UserError[]): Result => ({ award: null, errors });
  const inner = readGlobalUuid('Award', id);
  const seen = inner === null ? null : await awardById(context).load(inner);
  if (seen === null) return refused([fault('NOT_FOUND', 'There is no such award.', 'id')]);
  if (!(await callerActsFor(context, seen.tenantId)))
    return refused([fault('NOT_YOURS', 'Only who conferred an award takes it back.', 'id')]);
  const found = await lockedNomination(context, toGlobalId('Nomination', seen.nominationId));
  if ('refusal' in found) return refused(found.refusal.errors);
  const { nomination, log } = found;
  awardById(context).clear(seen.id);
  const award = await awardById(context).load(seen.id);
  if (award === null) throw new Error(`award gone: ${seen.id}`);
  const faults = textFaults({ number, reason });
  const own = await tenantBySlug(context).load(context.caller.tenant);
  if (award.revokedOn !== null) faults.push(fault('REVOKED_ALREADY', 'The award was taken back already.', 'id'));
  if (day > context.today) faults.push(fault('IN_FUTURE', 'The day lies in the future.', 'day'));
  else if (day < asDay(award.decidedOn))
    faults.push(fault('BEFORE_DECISION', 'The award is younger than that.', 'day'));
  else if (own === null || day >= own.ends || day < own.begins)
    faults.push(fault('OUTSIDE_TENANT_TIME', 'Your tenant did not exist on that day.', 'day'));
  if (hasSubmitted(context.caller.subject, nomination, log))
    faults.push(fault('SAME_PERSON', 'No person both submits and decides: another person must.', 'id'));
  if (faults.length > 0) return refused(faults);
  await context.db.nominationStep.createMany({
    data: [
      {
        nominationId: nomination.id,
        step: 'REVOKED',
        role: 'SIGNER',
        remarks: nfc(reason),
        content: { award: award.id, number: nfc(number), day },
      },
    ],
  });
  forget(context, nomination);
  awardById(context).clear(award.id);
  awardsOfNomination(context).clear(nomination.id);
  return { award: await awardById(context).load(award.id), errors: [] };
}

builder.mutationField('revokeAward', (t) =>
  t.field({
    type: ResultRef,
    description:
      'Takes an award back by a decision, with its reason; the award stays in the register, and counts no more. Errors: NOT_FOUND, NOT_YOURS, REVOKED_ALREADY, IN_FUTURE, BEFORE_DECISION, OUTSIDE_TENANT_TIME, SAME_PERSON, EMPTY, TOO_LONG. Role SIGNER.',
    requiresScopes: ['awards:decide'],
    authScopes: { role: 'SIGNER' },
    args: { input: t.arg({ type: RevokeAwardInput, required: true }) },
    resolve: (_root, { input }, context) => revokeAward(input, context),
  }),
);
