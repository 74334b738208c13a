import type { Prisma } from '@thi-dua/prisma/generated/awards/client';
import { type AuthorityRow, actedFor, actsFor } from '@thi-dua/schema/authority';
import { linesOfCaller } from '../authority.js';
import type { AwardsContext } from '../builder.js';

/** What the policy needs to know of a nomination: whose it is, and whom it has reached. */
export interface NominationFacts {
  tenantId: string;
  reached: readonly string[];
}

/**
 * Whether `caller` may see a nomination (design, section 2): its owner, and a superior once it has reached it; each also by
 * the successor that acts for it. Nobody below or beside, and nobody further up.
 */
export const maySeeNomination = (
  caller: string,
  { tenantId, reached }: NominationFacts,
  rows: readonly AuthorityRow[],
  today: string,
): boolean => [tenantId, ...reached].some((tenant) => actsFor(caller, tenant, rows, today));

/** The same rule as a filter. */
export function visibleNominations(
  caller: string,
  rows: readonly AuthorityRow[],
  today: string,
): Prisma.NominationWhereInput {
  const own = actedFor(caller, rows, today);
  return { OR: [{ tenantId: { in: own } }, { stages: { some: { tenantId: { in: own } } } }] };
}

/** The filter through which every read of a nomination goes. */
export async function nominationFilter(context: AwardsContext): Promise<Prisma.NominationWhereInput> {
  if (!context.policyEnforced) return {};
  return visibleNominations(context.caller.tenant, await linesOfCaller(context), context.today);
}
