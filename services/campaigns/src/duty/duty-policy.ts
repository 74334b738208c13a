import type { Prisma } from '@thi-dua/prisma/generated/campaigns/client';
import { type AuthorityRow, actedFor, actsFor, covers } from '@thi-dua/schema/authority';
import type { CampaignsContext } from '../builder.js';
import { linesOf } from '../plan/plan-policy.js';
import { belowToday, formerlyBelow } from '../report/report-policy.js';

/** What the policy needs to know of a duty that a superior has set. */
export interface DutyFacts {
  tenantId: string;
  subordinate: string | null;
  setOn: string;
}

/**
 * Whether `caller` may know of a duty: whoever set it and those above, who owes it, and those below where it is asked of
 * all; by the lines of today or of the day it was set.
 */
export function maySeeDuty(caller: string, duty: DutyFacts, rows: readonly AuthorityRow[], today: string): boolean {
  if (actsFor(caller, duty.tenantId, rows, today)) return true;
  if (duty.subordinate !== null && actsFor(caller, duty.subordinate, rows, today)) return true;
  return rows.some((row) => {
    const upward = row.superior === caller && row.subordinate === duty.tenantId && row.basis !== 'SUCCESSOR';
    const downward =
      duty.subordinate === null && row.superior === duty.tenantId && row.subordinate === caller && row.basis === 'LINE';
    return (upward || downward) && (covers(row, today) || covers(row, duty.setOn));
  });
}

const asDate = (day: string) => new Date(`${day}T00:00:00Z`);

/** The same rule as {@link maySeeDuty} as a filter; `rows` as `linesOf` gives them. */
export function visibleDuties(
  caller: string,
  rows: readonly AuthorityRow[],
  today: string,
): Prisma.ReportDutyWhereInput {
  const own = actedFor(caller, rows, today);
  return {
    OR: [
      { tenantId: { in: own } },
      { subordinate: { in: own } },
      { tenant: belowToday(caller, today) },
      ...formerlyBelow(caller, rows, today).map(({ tenantId, during }) => ({ tenantId, setOn: during })),
      ...rows
        .filter((row) => row.basis === 'LINE' && row.subordinate === caller)
        .map(
          (row): Prisma.ReportDutyWhereInput => ({
            tenantId: row.superior,
            subordinate: null,
            ...(!covers(row, today) && { setOn: { gte: asDate(row.begins), lt: asDate(row.ends) } }),
          }),
        ),
    ],
  };
}

/** The filter through which a duty is read where it is not found by a line the caller knows of. */
export async function dutyFilter(context: CampaignsContext): Promise<Prisma.ReportDutyWhereInput> {
  if (!context.policyEnforced) return {};
  const caller = context.caller.tenant;
  return visibleDuties(caller, await linesOf(context).load(caller), context.today);
}
