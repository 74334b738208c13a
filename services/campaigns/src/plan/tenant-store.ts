import { defineLoader, inOrder } from '@thi-dua/schema/context';
import type { CampaignsContext } from '../builder.js';
import type { TenantTime } from './plan-dates.js';

const day = (date: Date) => date.toISOString().slice(0, 10);

/** When a tenant exists, from the map. */
export const tenantTime = defineLoader<CampaignsContext, string, (TenantTime & { slug: string; name: string }) | null>(
  async (slugs, context) => {
    const rows = await context.db.tenant.findMany({ where: { slug: { in: [...slugs] } } });
    return inOrder(
      slugs,
      rows.map((row) => ({ slug: row.slug, name: row.name, begins: day(row.begins), ends: day(row.ends) })),
      (row) => row.slug,
    );
  },
);
