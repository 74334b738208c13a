import { createHash } from 'node:crypto';
import { feedOf } from '@thi-dua/schema/feed-token';
import type { Route, RouteAnswer } from '@thi-dua/schema/route';
import type { CampaignsContext } from '../builder.js';
import { tenantTime } from '../plan/tenant-store.js';
import { calendarOf } from './calendar.js';
import { calendarContent } from './calendar-store.js';
import { ownFeed } from './feed-store.js';

const nothing: RouteAnswer = {
  status: 404,
  headers: { 'content-type': 'text/plain; charset=utf-8' },
  body: 'not found\n',
};

/** Whether one of the tags a client holds is this one; a proxy may have made it weak. */
const holds = (header: string | undefined, etag: string) =>
  header !== undefined &&
  (header.trim() === '*' || header.split(',').some((tag) => tag.trim().replace(/^W\//, '') === etag));

/**
 * `GET /calendar`: the deadlines of the tenant in whose name the gateway asks, for a caller that came by the address of
 * its feed. It reads the tenant's line as any member of it may, and nothing else.
 */
export const calendarRoute: Route = {
  method: 'GET',
  path: '/calendar',
  changes: null,
  async answer({ headers }, caller, open) {
    const feed = feedOf(caller);
    if (feed === null) return nothing;
    const execution = open();
    // The pool that opened it is this service's own.
    const context = execution.context as CampaignsContext;
    try {
      if ((await ownFeed(context))?.id !== feed) return nothing;
      const tenant = await tenantTime(context).load(caller.tenant);
      if (tenant === null) return nothing;
      const body = calendarOf(tenant.name, await calendarContent(context));
      const etag = `"${createHash('sha256').update(body).digest('base64url').slice(0, 32)}"`;
      const known = { etag, 'cache-control': 'private, no-cache' };
      if (holds(headers['if-none-match'], etag)) return { status: 304, headers: known, body: '' };
      return {
        status: 200,
        headers: {
          ...known,
          'content-type': 'text/calendar; charset=utf-8',
          'content-disposition': `inline; filename="thi-dua-${caller.tenant.replace(/[^a-z0-9-]/g, '')}.ics"`,
        },
        body,
      };
    } finally {
      await execution.end('rollback');
    }
  },
};
