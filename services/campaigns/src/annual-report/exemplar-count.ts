import { Prisma } from '@thi-dua/prisma/generated/campaigns/client';
import { defineLoader } from '@thi-dua/schema/context';
import type { CampaignsContext } from '../builder.js';
import { type ReportScope, scopeName } from './scope.js';
import { scopeRows } from './scope-store.js';

/**
 * How many published exemplars are dated in the years and come from the unit, by the map of their own day: from where they
 * are, else from the territory of their tenant, for an agency's from that of its superior. Everyone reads them.
 */
export const exemplarCount = defineLoader<CampaignsContext, ReportScope, number, string>(async (scopes, context) => {
  const rows = await context.db.$queryRaw<{ n: number; count: number }[]>(Prisma.sql`
    SELECT k.n::int AS n, count(*)::int AS count FROM ${scopeRows(scopes)}
    JOIN campaigns.exemplar e ON e.status = 'PUBLISHED' AND k.first <= e.recorded_on AND e.recorded_on <= k.last
    JOIN map.tenant t ON t.slug = e.tenant_id
    JOIN map.closure c ON c.ancestor_id = k.unit AND c.begins <= e.recorded_on AND e.recorded_on < c.ends
      AND c.descendant_id = coalesce(e.locality_id, t.locality_id, (
        SELECT s.locality_id FROM map.tenant_line l JOIN map.tenant s ON s.slug = l.superior
        WHERE l.subordinate = t.slug AND l.begins <= e.recorded_on AND e.recorded_on < l.ends))
    GROUP BY k.n`);
  const found = new Map(rows.map(({ n, count }) => [n, count]));
  return scopes.map((_scope, i) => found.get(i + 1) ?? 0);
}, scopeName);
