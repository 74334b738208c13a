import type { AuditEntry, Prisma } from '@thi-dua/prisma/generated/localities/client';
import type { CursorKey } from '@thi-dua/schema/connection';
import type { LocalitiesContext } from '../builder.js';
import { ownLog } from './audit-policy.js';

export interface LogWish {
  from: Date;
  to: Date;
  subject?: string | null;
  action?: string | null;
  outcome?: AuditEntry['outcome'] | null;
}

const wanted = (context: LocalitiesContext, { from, to, subject, action, outcome }: LogWish) =>
  ({
    ...ownLog(context),
    at: { gte: from, lt: to },
    ...(subject && { subject }),
    ...(action && { action }),
    ...(outcome && { outcome }),
  }) satisfies Prisma.AuditEntryWhereInput;

export const entryKey = ({ at, id }: AuditEntry): CursorKey => [at.toISOString(), id];

/** The latest first. */
export const entriesAfter = (
  context: LocalitiesContext,
  wish: LogWish,
  take: number,
  after: { at: Date; id: string } | null,
): Promise<AuditEntry[]> =>
  context.db.auditEntry.findMany({
    where: {
      ...wanted(context, wish),
      ...(after && { OR: [{ at: { lt: after.at } }, { at: after.at, id: { lt: after.id } }] }),
    },
    orderBy: [{ at: 'desc' }, { id: 'desc' }],
    take,
  });

export const countEntries = (context: LocalitiesContext, wish: LogWish): Promise<number> =>
  context.db.auditEntry.count({ where: wanted(context, wish) });
