import type { BulkExport } from '@thi-dua/prisma/generated/campaigns/client';
import type { CampaignsContext } from '../builder.js';
import { mayExport, ownExports } from './export-policy.js';

/** As long as a row is kept. A maker has few: each is a file. */
const SHOWN = 100;

/** One of the caller's own exports; null where there is none. */
export async function ownExport(context: CampaignsContext, id: string): Promise<BulkExport | null> {
  if (!mayExport(context.caller)) return null;
  return context.db.bulkExport.findFirst({ where: { id, ...ownExports(context) } });
}

export async function exportsOf(context: CampaignsContext): Promise<BulkExport[]> {
  if (!mayExport(context.caller)) return [];
  return context.db.bulkExport.findMany({
    where: ownExports(context),
    orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
    take: SHOWN,
  });
}

/** Done, and its file still there. */
export const isThere = ({ status, expiresAt }: BulkExport): boolean =>
  status === 'DONE' && expiresAt !== null && expiresAt.getTime() > Date.now();

/** What has expired is said to be so before it is swept up. */
export const statusOf = (row: BulkExport): BulkExport['status'] =>
  row.status === 'DONE' && !isThere(row) ? 'EXPIRED' : row.status;
