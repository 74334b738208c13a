import type { CampaignsContext } from '../builder.js';
import { type ContributionTotals, totalsOf } from '../contribution/totals-store.js';
import type { Frozen } from './freeze-annexes.js';

const none = { pledged: '0', given: '0' };
const ofKind = ({ kinds }: ContributionTotals, kind: string) => kinds.find((total) => total.kind === kind) ?? none;

/**
 * Annex 03: what was pledged and given in the year, up to the submission, in the territory and in each unit directly below it
 * with all that lies in them. A unit in which nothing came together is left out, the territory never.
 */
export async function freezeResources(
  context: CampaignsContext,
  { versionId, year }: Frozen,
  units: readonly string[],
): Promise<void> {
  const totals = await Promise.all(units.map((unit) => totalsOf(context, { unit, year })));
  const rows = totals.flatMap((total) => {
    if (total === null) return [];
    const [money, goods, labour] = ['MONEY', 'GOODS', 'LABOUR'].map((kind) => ofKind(total, kind));
    const empty = total.kinds.every(({ pledges, gifts }) => pledges + gifts === 0) && total.sponsorships === 0;
    if (empty && total.unit !== units[0]) return [];
    return [
      {
        localityId: total.unit,
        year,
        moneyPledged: money?.pledged ?? '0',
        moneyGiven: money?.given ?? '0',
        goodsPledged: goods?.pledged ?? '0',
        goodsGiven: goods?.given ?? '0',
        labourPledged: labour?.pledged ?? '0',
        labourGiven: labour?.given ?? '0',
        sponsorships: total.sponsorships,
        sponsoredHouseholds: total.sponsoredHouseholds,
      },
    ];
  });
  await context.db.reportResource.createMany({ data: rows.map((row, position) => ({ ...row, versionId, position })) });
}
