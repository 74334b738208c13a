import { Prisma } from '@thi-dua/prisma/generated/localities/client';
import { EVENT_HEAD, EventHead, followsEvents } from '@thi-dua/schema/event-head';
import type { Route } from '@thi-dua/schema/route';
import type { LocalitiesContext } from '../builder.js';

/** `GET /events/head`: by it a gateway knows, for all who follow events through it, that there is something to ask for. */
export const headRoute: Route = {
  ...EVENT_HEAD,
  changes: null,
  async answer(_request, caller, open) {
    if (!followsEvents(caller))
      return { status: 404, headers: { 'content-type': 'text/plain; charset=utf-8' }, body: 'not found\n' };
    const execution = open();
    try {
      // The pool that opened it is this service's own.
      const { db } = execution.context as LocalitiesContext;
      const [row] = await db.$queryRaw<{ head: string }[]>(Prisma.sql`SELECT events.head()::text AS head`);
      const body = JSON.stringify(EventHead.parse(row));
      return { status: 200, headers: { 'content-type': 'application/json; charset=utf-8' }, body };
    } finally {
      await execution.end('rollback');
    }
  },
};
