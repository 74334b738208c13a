import { Prisma } from '@thi-dua/prisma/generated/campaigns/client';
import type { CampaignsContext } from '../builder.js';

/** Those above a tenant on a day, the one directly above it first. */
export async function superiorsOn(context: CampaignsContext, tenant: string, day: string): Promise<string[]> {
  const rows = await context.db.$queryRaw<{ superior: string }[]>(Prisma.sql`
    SELECT a.superior FROM map.authority a
    LEFT JOIN map.tenant_line l ON l.subordinate = a.subordinate AND l.superior = a.superior
      AND l.begins <= ${day}::date AND ${day}::date < l.ends
    WHERE a.subordinate = ${tenant} AND a.basis = 'LINE' AND a.begins <= ${day}::date AND ${day}::date < a.ends
    ORDER BY l.superior IS NULL, a.superior`);
  return rows.map(({ superior }) => superior);
}
