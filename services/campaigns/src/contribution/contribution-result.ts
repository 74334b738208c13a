import { readGlobalUuid } from '@thi-dua/schema/global-id';
import type { UserError } from '@thi-dua/schema/user-error';
import { builder, type CampaignsContext, userError } from '../builder.js';
import { fault } from '../plan/plan-result.js';
import { capacityTowards } from '../standing/acting.js';
import { ContributionRef } from './contribution-ref.js';
import { type Contribution, contributionById, giftsOf } from './contribution-store.js';

export interface ContributionResult {
  contribution: Contribution | null;
  errors: UserError[];
}

export const ContributionResultRef = builder.objectRef<ContributionResult>('ContributionResult').implement({
  description: 'The contribution as it now stands, or everything that was wrong with the input; never both.',
  fields: (t) => ({
    contribution: t.field({ type: ContributionRef, nullable: true, resolve: (result) => result.contribution }),
    errors: t.field({ type: [userError], resolve: (result) => result.errors }),
  }),
});

export const refused = (...errors: UserError[]): ContributionResult => ({ contribution: null, errors });

/** The contribution that the caller means and may write, or the refusal: one that may not be seen is as one that does not exist. */
export async function ownContribution(
  context: CampaignsContext,
  id: string,
): Promise<{ contribution: Contribution } | { refusal: ContributionResult }> {
  const inner = readGlobalUuid('Contribution', id);
  const contribution = inner === null ? null : await contributionById(context).load(inner);
  if (contribution === null) return { refusal: refused(fault('NOT_FOUND', 'There is no such contribution.', 'id')) };
  if (!(await capacityTowards(context).load(contribution.tenantId)).owner)
    return { refusal: refused(fault('NOT_YOURS', 'Only the tenant that recorded it changes a contribution.', 'id')) };
  return { contribution };
}

/**
 * Counts a change: of two who change the same version one finds it gone, and a request that is sent twice changes once.
 */
export async function countChange(
  context: CampaignsContext,
  { id }: Contribution,
  version: number,
  data: Parameters<CampaignsContext['db']['contribution']['updateMany']>[0]['data'] = {},
): Promise<UserError[]> {
  const { count } = await context.db.contribution.updateMany({
    where: { id, version },
    data: { ...data, version: { increment: 1 } },
  });
  if (count > 0) return [];
  const message = 'The contribution was changed since you read it. Read it again, then repeat your change.';
  return [fault('STALE_VERSION', message, 'version')];
}

/** The contribution as it stands after a write. */
export async function readAgain(context: CampaignsContext, id: string): Promise<ContributionResult> {
  contributionById(context).clear(id);
  giftsOf(context).clear(id);
  return { contribution: await contributionById(context).load(id), errors: [] };
}
