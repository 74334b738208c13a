import type { CalendarFeed } from '@thi-dua/prisma/generated/campaigns/client';
import { type Feed, signFeedToken } from '@thi-dua/schema/feed-token';
import type { CampaignsContext } from '../builder.js';
import { asDay } from '../plan/plan-dates.js';

/** The caller's own feed, if its address is good: nobody else's is ever read. */
export async function ownFeed(context: CampaignsContext): Promise<Feed | null> {
  const { tenant } = context.caller;
  const row = await context.db.calendarFeed.findUnique({ where: { tenantId: tenant } });
  if (row === null || row.revokedAt !== null) return null;
  const feed = feedFrom(row);
  return feed.validUntil !== null && feed.validUntil < context.today ? null : feed;
}

export const feedFrom = ({ feedId, tenantId, issuedAt, validUntil }: CalendarFeed): Feed => ({
  id: feedId,
  tenant: tenantId,
  issuedAt,
  validUntil: asDay(validUntil),
});

/** Where the gateway answers with the feed. */
export async function addressOf(context: CampaignsContext, feed: Feed): Promise<string> {
  return `/calendar/${await signFeedToken(context.keyFor('calendar feed'), feed)}.ics`;
}
