import type { Prisma } from '@thi-dua/prisma/generated/campaigns/client';
import type { UserError } from '@thi-dua/schema/user-error';
import type { CampaignsContext } from '../builder.js';
import { fault } from '../plan/plan-result.js';
import { capacityTowards } from '../standing/acting.js';
import { type ExemplarResult, meantBy, noSuchExemplar, readAgain, refused, staleExemplar } from './exemplar-result.js';
import type { Exemplar } from './exemplar-store.js';

const notSubmitted = () =>
  fault('NOT_SUBMITTED', 'Only what was submitted, and is neither published nor returned, is decided.', 'id');

/** What stands in the way of deciding on an exemplar: that is for whoever stands above its owner, and for another person. */
async function judgeFaults(context: CampaignsContext, exemplar: Exemplar): Promise<UserError[]> {
  const { owner, superior, highest } = await capacityTowards(context).load(exemplar.tenantId);
  if (!superior && !(owner && highest))
    return [fault('NOT_YOURS', 'An authority above its owner decides on an exemplar.', 'id')];
  const faults = exemplar.status === 'SUBMITTED' ? [] : [notSubmitted()];
  if (exemplar.writtenBy === context.caller.subject)
    faults.push(fault('SAME_PERSON', 'Whoever wrote an exemplar does not decide on it: another person must.', 'id'));
  return faults;
}

/** Publishes or returns an exemplar in the version that was read. */
export async function judge(
  context: CampaignsContext,
  input: { id: string; version: number },
  faults: readonly UserError[],
  data: Prisma.ExemplarUpdateManyMutationInput,
): Promise<ExemplarResult> {
  const exemplar = await meantBy(context, input.id);
  if (exemplar === null) return refused(noSuchExemplar());
  const all = [...(await judgeFaults(context, exemplar)), ...faults];
  if (all.length > 0) return refused(...all);
  const { count } = await context.db.exemplar.updateMany({
    where: { id: exemplar.id, version: input.version, status: 'SUBMITTED' },
    data: { ...data, version: { increment: 1 } },
  });
  return count === 0 ? refused(staleExemplar()) : readAgain(context, exemplar.id);
}
