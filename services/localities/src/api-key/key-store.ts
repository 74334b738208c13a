import type { ApiKey } from '@thi-dua/prisma/generated/localities/client';
import { type Page, type PageArgs, paginate } from '@thi-dua/schema/connection';
import type { LocalitiesContext } from '../builder.js';
import { ownKeys } from './key-policy.js';

export const ownKey = (context: LocalitiesContext, id: string): Promise<ApiKey | null> =>
  context.db.apiKey.findFirst({ where: { id, ...ownKeys(context) } });

/** Of the caller's tenant, the oldest first. */
export function keysOf(context: LocalitiesContext, args: PageArgs): Promise<Page<ApiKey>> {
  const where = ownKeys(context);
  return paginate(args, {
    keyLength: 2,
    keyOf: ({ createdAt, id }: ApiKey) => [createdAt.getTime(), id],
    fetch: (take, after) => {
      const [time, id] = after ?? [];
      const begin = new Date(Number(time));
      return context.db.apiKey.findMany({
        where:
          after === null
            ? where
            : { AND: [where, { OR: [{ createdAt: { gt: begin } }, { createdAt: begin, id: { gt: String(id) } }] }] },
        orderBy: [{ createdAt: 'asc' }, { id: 'asc' }],
        take,
      });
    },
    count: () => context.db.apiKey.count({ where }),
  });
}

export const liveKeys = (context: LocalitiesContext): Promise<number> =>
  context.db.apiKey.count({ where: { ...ownKeys(context), revokedAt: null, expiresAt: { gt: new Date() } } });
