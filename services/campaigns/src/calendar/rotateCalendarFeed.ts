import { randomUUID } from 'node:crypto';
import { builder, type CampaignsContext } from '../builder.js';
import { asDate } from '../plan/plan-dates.js';
import { fault } from '../plan/plan-result.js';
import { tenantTime } from '../plan/tenant-store.js';
import { type CalendarFeedResult, CalendarFeedResultRef } from './calendar-feed-graph.js';
import { feedFrom } from './feed-store.js';

const RotateCalendarFeedInput = builder.inputType('RotateCalendarFeedInput', {
  fields: (t) => ({
    validUntil: t.field({
      type: 'Date',
      required: false,
      description: 'The last day on which the new address is good. Left out: until it is changed or withdrawn.',
    }),
  }),
});
type Input = (typeof RotateCalendarFeedInput)['$inferInput'];

async function rotateCalendarFeed({ validUntil }: Input, context: CampaignsContext): Promise<CalendarFeedResult> {
  const { tenant, subject } = context.caller;
  const errors = [];
  if (validUntil && validUntil < context.today)
    errors.push(fault('DAY_PAST', 'The day has passed: the address would never be good.', 'validUntil'));
  if ((await tenantTime(context).load(tenant)) === null)
    errors.push(fault('UNKNOWN_TENANT', 'Your token names a tenant that is not in the system.'));
  if (errors.length > 0) return { feed: null, errors };
  const issued = {
    feedId: randomUUID(),
    issuedAt: new Date(),
    issuedBy: subject,
    validUntil: asDate(validUntil ?? null),
    revokedAt: null,
    revokedBy: null,
  };
  const row = await context.db.calendarFeed.upsert({
    where: { tenantId: tenant },
    create: { tenantId: tenant, ...issued },
    update: issued,
  });
  return { feed: feedFrom(row), errors: [] };
}

builder.mutationField('rotateCalendarFeed', (t) =>
  t.field({
    type: CalendarFeedResultRef,
    description:
      "Gives your tenant's calendar a new address; the former one leads nowhere from then on. Errors: DAY_PAST. Role ADMIN.",
    requiresScopes: ['calendar:manage'],
    authScopes: { role: 'ADMIN' },
    args: { input: t.arg({ type: RotateCalendarFeedInput, required: true, defaultValue: {} }) },
    resolve: (_root, { input }, context) => rotateCalendarFeed(input, context),
  }),
);
