import type { PrismaClient } from '@thi-dua/prisma/generated/localities/client';
import type { Client } from './client.js';

/** Between statements that are sent at once: see {@link Client}. */
const apart = /;\s*\n/;

/** What derives from the map yields nothing; Prisma reads no such column. */
const derivation = /^\s*SELECT map\.(refresh|rebuild)_/;

/** The connection that holds a caller's transaction, confined as the caller is. */
export const callerClient = (db: Pick<PrismaClient, '$queryRawUnsafe' | '$executeRawUnsafe'>): Client => ({
  async query<R extends object>(statement: string | { text: string; values?: unknown[] }, values: unknown[] = []) {
    const { text, values: own = values } = typeof statement === 'string' ? { text: statement } : statement;
    let rows: R[] = [];
    // A prepared statement is one statement.
    for (const single of own.length === 0 ? text.split(apart) : [text]) {
      if (derivation.test(single)) await db.$executeRawUnsafe(single, ...own);
      else rows = await db.$queryRawUnsafe<R[]>(single, ...own);
    }
    return { rows };
  },
});
