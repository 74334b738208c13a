import { Prisma } from '@thi-dua/prisma/generated/campaigns/client';
import { defineLoader, inOrder } from '@thi-dua/schema/context';
import type { CampaignsContext } from '../builder.js';
import { overseenBy, ownedBy } from './standing-sql.js';

/** In which capacity the caller may act on an owner's records today. */
export interface Capacity {
  owner: boolean;
  superior: boolean;
  /** Nobody stands above this owner: what a superior does falls to itself. */
  highest: boolean;
}

/** Acting is a matter of today's lines: for an ended tenant, of those of its last day (design, section 2). */
export const capacityTowards = defineLoader<CampaignsContext, string, Capacity>(async (owners, context) => {
  if (!context.policyEnforced) return owners.map(() => ({ owner: true, superior: true, highest: false }));
  const owner = Prisma.sql`k.owner`;
  const rows = await context.db.$queryRaw<(Capacity & { slug: string })[]>(Prisma.sql`
    SELECT k.owner AS slug, ${ownedBy(context, owner)} AS owner, ${overseenBy(context, owner, null)} AS superior,
      NOT EXISTS (SELECT FROM map.authority a WHERE a.subordinate = k.owner AND a.basis IN ('LINE', 'ARCHIVE')
        AND a.begins <= ${context.today}::date AND ${context.today}::date < a.ends) AS highest
    FROM unnest(${[...owners]}::text[]) AS k(owner)`);
  return inOrder(owners, rows, (row) => row.slug).map(
    (row) => row ?? { owner: false, superior: false, highest: false },
  );
});
