import { Prisma } from '@thi-dua/prisma/generated/campaigns/client';
import { defineLoader } from '@thi-dua/schema/context';
import type { CampaignsContext } from '../builder.js';
import { CONTRIBUTION_KINDS, type ContributionKind } from './contribution-store.js';
import { totalsSeen, type UnitYear } from './totals-policy.js';

export interface KindTotal {
  kind: ContributionKind;
  pledged: string;
  given: string;
  pledges: number;
  gifts: number;
}
export interface ContributionTotals extends UnitYear {
  kinds: KindTotal[];
  sponsorships: number;
  sponsoredHouseholds: number;
}

/** Adding up reads what tenants recorded that the caller may not see: hence functions that apply the policy themselves. */
const computed = defineLoader<CampaignsContext, UnitYear, ContributionTotals | null, string>(
  async (keys, context) => {
    const asked = Prisma.sql`${keys.map(({ unit }) => unit)}::uuid[], ${keys.map(({ year }) => year)}::int[]`;
    const kinds = await context.db.$queryRaw<(KindTotal & { n: number })[]>(Prisma.sql`
      SELECT n, kind, pledged::text AS pledged, given::text AS given, pledges, gifts FROM campaigns.contribution_totals(${asked})`);
    const sponsored = await context.db.$queryRaw<{ n: number; sponsorships: number; households: number }[]>(
      Prisma.sql`SELECT n, sponsorships, households FROM campaigns.sponsorship_totals(${asked})`,
    );
    return keys.map((key, i) => {
      const own = kinds.filter((row) => row.n === i + 1);
      const held = sponsored.find((row) => row.n === i + 1);
      if (held === undefined || own.length !== CONTRIBUTION_KINDS.length) return null;
      return { ...key, kinds: own, sponsorships: held.sponsorships, sponsoredHouseholds: held.households };
    });
  },
  ({ unit, year }) => `${unit} ${year}`,
);

/** The totals of a unit and year; null where the caller may not see them, whether there are any or not. */
export async function totalsOf(context: CampaignsContext, key: UnitYear): Promise<ContributionTotals | null> {
  return (await totalsSeen(context).load(key)) ? computed(context).load(key) : null;
}
