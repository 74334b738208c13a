import type { Nomination } from '@thi-dua/prisma/generated/awards/client';
import { toGlobalId } from '@thi-dua/schema/global-id';
import type { UserError } from '@thi-dua/schema/user-error';
import type { AwardsContext } from '../builder.js';
import { standingAwards } from '../decision/award-store.js';
import { fault } from '../faults.js';
import { ONE_AWARD_SINCE } from '../law/law-store.js';
import { aliveFor } from './nomination-store.js';

/**
 * Other nominations for the same achievement that the caller may see. What it may not see is not told: such a nomination is
 * accepted, and shown as a duplicate to the first who sees both.
 */
export async function duplicatesOf(
  context: AwardsContext,
  { id, achievementKey }: Pick<Nomination, 'achievementKey'> & { id: string | null },
): Promise<Nomination[]> {
  return (await aliveFor(context).load(achievementKey)).filter((other) => other.id !== id);
}

/**
 * The refusal of a second nomination for an achievement, where the law forbids two awards for it. Whatever is not decided
 * yet is decided today or later, hence under such a law: only a nomination dated before it, for which a decision of that
 * time can still be recorded, passes.
 */
export async function duplicateFaults(
  context: AwardsContext,
  { achievementKey, recordDate }: Pick<Nomination, 'achievementKey' | 'recordDate'>,
  id: string | null,
): Promise<UserError[]> {
  if (recordDate.toISOString().slice(0, 10) < ONE_AWARD_SINCE) return [];
  const [first] = await duplicatesOf(context, { id, achievementKey });
  if (first !== undefined)
    return [
      fault(
        'DUPLICATE',
        `The same nominee, occasion and period are nominated already: ${first.name}, by ${first.tenantId}, nomination ${toGlobalId('Nomination', first.id)}.`,
        'nominee',
      ),
    ];
  // Of an award more is seen than of the nomination that it came of: what was decided below, or in the line above.
  const given = (await standingAwards(context).load(achievementKey)).find(({ nominationId }) => nominationId !== id);
  return given === undefined
    ? []
    : [
        fault(
          'DUPLICATE',
          `The same nominee, occasion and period are rewarded already: ${given.name}, by ${given.tenantId}, award ${toGlobalId('Award', given.id)}.`,
          'nominee',
        ),
      ];
}
