import { type Page, type PageArgs, paginate } from '@thi-dua/schema/connection';
import type { CampaignsContext } from '../builder.js';
import { countReportedBelow, type LocalityLevel, reportedBelow, type UnitBelow } from './below-store.js';
import { mapDayOf, type ReportScope } from './scope.js';
import { scopeFacts } from './scope-store.js';

/** A page of reports on the units of a level in a scope's unit, by code; null where that does not stand on the map. */
export async function breakdownOf<Report>(
  context: CampaignsContext,
  scope: ReportScope,
  { level, ...page }: PageArgs & { level?: LocalityLevel | null },
  reportOn: (unit: string) => Report,
): Promise<Page<Report> | null> {
  const facts = await scopeFacts(context).load(scope);
  if (!facts?.onMap) return null;
  const at = { unit: scope.unit, day: mapDayOf(scope), level: level ?? null };
  const { edges, ...rest } = await paginate<UnitBelow>(page, {
    keyLength: 1,
    keyOf: ({ code }) => [code],
    fetch: (take, after) => reportedBelow(context).load({ ...at, take, after: after === null ? '' : String(after[0]) }),
    count: () => countReportedBelow(context).load(at),
  });
  return { ...rest, edges: edges.map(({ node, cursor }) => ({ node: reportOn(node.id), cursor })) };
}
