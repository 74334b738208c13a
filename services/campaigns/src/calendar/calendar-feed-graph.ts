import type { Feed } from '@thi-dua/schema/feed-token';
import type { UserError } from '@thi-dua/schema/user-error';
import { builder, userError } from '../builder.js';
import { addressOf, ownFeed } from './feed-store.js';

const CalendarFeedRef = builder.objectRef<Feed>('CalendarFeed').implement({
  description: "A tenant's deadlines as an iCalendar file (RFC 5545) that calendar programs subscribe to.",
  fields: (t) => ({
    path: t.string({
      description:
        "Where the gateway answers with it, by GET and without an access token: whoever has the address reads the tenant's deadlines, so treat it as a password.",
      resolve: (feed, _args, context) => addressOf(context, feed),
    }),
    issuedAt: t.field({ type: 'DateTime', resolve: (feed) => feed.issuedAt }),
    validUntil: t.field({
      type: 'Date',
      nullable: true,
      description: 'The last day on which the address is good; null: until it is changed or withdrawn.',
      resolve: (feed) => feed.validUntil,
    }),
  }),
});

builder.queryField('calendarFeed', (t) =>
  t.field({
    type: CalendarFeedRef,
    nullable: true,
    description:
      'The calendar of your own tenant; null while it has none. Its ADMIN makes one with `rotateCalendarFeed`.',
    requiresScopes: ['calendar:read'],
    resolve: (_root, _args, context) => ownFeed(context),
  }),
);

export interface CalendarFeedResult {
  feed: Feed | null;
  errors: UserError[];
}
export const CalendarFeedResultRef = builder.objectRef<CalendarFeedResult>('CalendarFeedResult').implement({
  description: 'The feed as it now is, null once it is withdrawn; or everything that was wrong with the input.',
  fields: (t) => ({
    feed: t.field({ type: CalendarFeedRef, nullable: true, resolve: (result) => result.feed }),
    errors: t.field({ type: [userError], resolve: (result) => result.errors }),
  }),
});
