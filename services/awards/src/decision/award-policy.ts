import type { Prisma } from '@thi-dua/prisma/generated/awards/client';
import { type AuthorityRow, actedFor, actsFor, covers } from '@thi-dua/schema/authority';
import { belowToday, linesOfCaller } from '../authority.js';
import type { AwardsContext } from '../builder.js';
import { asDate } from '../days.js';

/** What the policy needs to know of an award: who conferred it, who asked for it, and when. */
export interface AwardFacts {
  tenantId: string;
  nominator: string;
  decidedOn: string;
}

/**
 * Whether `caller` may see an award with its name (design, section 2): who conferred it and who asked for it, all above
 * either, and those below who conferred it, by the lines of today or of its own day. Everyone else has counts.
 */
export function maySeeAward(caller: string, award: AwardFacts, rows: readonly AuthorityRow[], today: string): boolean {
  const near = (row: AuthorityRow) => covers(row, today) || covers(row, award.decidedOn);
  return (
    actsFor(caller, award.tenantId, rows, today) ||
    actsFor(caller, award.nominator, rows, today) ||
    rows.some(
      (row) =>
        near(row) &&
        ((row.superior === caller &&
          row.basis !== 'SUCCESSOR' &&
          (row.subordinate === award.tenantId || row.subordinate === award.nominator)) ||
          (row.basis === 'LINE' && row.subordinate === caller && row.superior === award.tenantId)),
    )
  );
}

/** Whose records the caller reads, and of those the days. */
function reach(caller: string, rows: readonly AuthorityRow[], today: string) {
  const during = (row: AuthorityRow) => ({ gte: asDate(row.begins), lt: asDate(row.ends) });
  const upward = rows.filter((row) => row.basis !== 'SUCCESSOR' && row.superior === caller && !covers(row, today));
  const downward = rows.filter((row) => row.basis === 'LINE' && row.subordinate === caller);
  return {
    own: actedFor(caller, rows, today),
    formerlyBelow: upward.map((row) => ({ tenant: row.subordinate, during: during(row) })),
    aboveToday: downward.filter((row) => covers(row, today)).map((row) => row.superior),
    formerlyAbove: downward
      .filter((row) => !covers(row, today))
      .map((row) => ({ tenant: row.superior, during: during(row) })),
  };
}

/** The same rule as a filter; `rows` as `linesOf` gives them. */
export function visibleAwards(caller: string, rows: readonly AuthorityRow[], today: string): Prisma.AwardWhereInput {
  const { own, formerlyBelow, aboveToday, formerlyAbove } = reach(caller, rows, today);
  return {
    OR: [
      { tenantId: { in: [...own, ...aboveToday] } },
      { nominator: { in: own } },
      { tenant: belowToday(caller, today) },
      { nominatedBy: belowToday(caller, today) },
      ...formerlyBelow.map(({ tenant, during }) => ({ tenantId: tenant, decidedOn: during })),
      ...formerlyBelow.map(({ tenant, during }) => ({ nominator: tenant, decidedOn: during })),
      ...formerlyAbove.map(({ tenant, during }) => ({ tenantId: tenant, decidedOn: during })),
    ],
  };
}

/** The filter through which every read of an award goes. */
export async function awardFilter(context: AwardsContext): Promise<Prisma.AwardWhereInput> {
  if (!context.policyEnforced) return {};
  return visibleAwards(context.caller.tenant, await linesOfCaller(context), context.today);
}

/** Of a decision: as of the awards in it, but for those who only asked for one of them. */
export async function decisionFilter(context: AwardsContext): Promise<Prisma.DecisionWhereInput> {
  if (!context.policyEnforced) return {};
  const { tenant: caller } = context.caller;
  const { own, formerlyBelow, aboveToday, formerlyAbove } = reach(caller, await linesOfCaller(context), context.today);
  return {
    OR: [
      { tenantId: { in: [...own, ...aboveToday] } },
      { tenant: belowToday(caller, context.today) },
      ...[...formerlyBelow, ...formerlyAbove].map(({ tenant, during }) => ({ tenantId: tenant, day: during })),
    ],
  };
}
