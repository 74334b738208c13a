import { builder } from '../builder.js';
import { fault } from '../plan/plan-result.js';
import { CalendarFeedResultRef } from './calendar-feed-graph.js';

builder.mutationField('revokeCalendarFeed', (t) =>
  t.field({
    type: CalendarFeedResultRef,
    description:
      "Withdraws the address of your tenant's calendar: it leads nowhere from then on. Errors: NO_FEED. Role ADMIN.",
    requiresScopes: ['calendar:manage'],
    authScopes: { role: 'ADMIN' },
    resolve: async (_root, _args, context) => {
      const { tenant, subject } = context.caller;
      const { count } = await context.db.calendarFeed.updateMany({
        where: { tenantId: tenant, revokedAt: null },
        data: { revokedAt: new Date(), revokedBy: subject },
      });
      return { feed: null, errors: count === 0 ? [fault('NO_FEED', 'Your tenant has no calendar.')] : [] };
    },
  }),
);
