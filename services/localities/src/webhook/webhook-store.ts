import { Prisma, type WebhookDelivery, type WebhookEndpoint } from '@thi-dua/prisma/generated/localities/client';
import type { LocalitiesContext } from '../builder.js';
import { visibleEvents } from '../event/event-policy.js';
import { type EventRow, eventColumns } from '../event/event-store.js';
import { mayKeepWebhooks, ownDeliveries, ownEndpoints } from './webhook-policy.js';

/** One of the caller's own endpoints; null where there is none. */
export async function ownEndpoint(context: LocalitiesContext, id: string): Promise<WebhookEndpoint | null> {
  if (!mayKeepWebhooks(context.caller)) return null;
  return context.db.webhookEndpoint.findFirst({ where: { id, ...ownEndpoints(context) } });
}

export async function endpointsOf(context: LocalitiesContext): Promise<WebhookEndpoint[]> {
  if (!mayKeepWebhooks(context.caller)) return [];
  return context.db.webhookEndpoint.findMany({
    where: ownEndpoints(context),
    orderBy: [{ createdAt: 'asc' }, { id: 'asc' }],
  });
}

/** Changes one of the caller's own; null where it has just gone. */
export async function changeEndpoint(
  context: LocalitiesContext,
  id: string,
  data: Prisma.WebhookEndpointUpdateManyMutationInput,
): Promise<WebhookEndpoint | null> {
  const [changed] = await context.db.webhookEndpoint.updateManyAndReturn({
    where: { id, ...ownEndpoints(context) },
    data,
  });
  return changed ?? null;
}

type Shown = Pick<
  WebhookDelivery,
  'id' | 'state' | 'attempts' | 'nextAttemptAt' | 'lastAttemptAt' | 'lastStatus' | 'lastError' | 'deliveredAt'
>;
export interface DeliveryRow extends Shown {
  event: EventRow;
}
type Flat = Omit<Shown, 'id'> & EventRow & { delivery: string };

const deliveryRow = ({
  delivery: id,
  state,
  attempts,
  nextAttemptAt,
  lastAttemptAt,
  lastStatus,
  lastError,
  deliveredAt,
  ...event
}: Flat): DeliveryRow => ({
  id,
  state,
  attempts,
  nextAttemptAt,
  lastAttemptAt,
  lastStatus,
  lastError,
  deliveredAt,
  event,
});

/** Deliveries of the caller's own, of events that it may still see. */
const shown = (context: LocalitiesContext) => Prisma.sql`
  FROM events.webhook_delivery d JOIN events.event e ON e.id = d.event_id
  WHERE ${ownDeliveries(context)} AND ${visibleEvents(context)}`;
const columns = Prisma.sql`d.id AS delivery, d.state::text AS state, d.attempts, d.next_attempt_at AS "nextAttemptAt",
  d.last_attempt_at AS "lastAttemptAt", d.last_status AS "lastStatus", d.last_error AS "lastError",
  d.delivered_at AS "deliveredAt", ${eventColumns}`;

export interface DeliveryFilter {
  endpoint: string;
  states: readonly WebhookDelivery['state'][];
}
const matching = ({ endpoint, states }: DeliveryFilter) =>
  Prisma.sql`AND d.endpoint_id = ${endpoint}::uuid AND d.state = ANY (${[...states]}::events.delivery_state[])`;

/** Behind every id. */
const LAST_ID = 'ffffffff-ffff-ffff-ffff-ffffffffffff';

/** At most `take` deliveries before one, the latest first: ids are ordered by time. */
export async function deliveriesBefore(
  context: LocalitiesContext,
  filter: DeliveryFilter,
  take: number,
  before: string | null,
): Promise<DeliveryRow[]> {
  const rows = await context.db.$queryRaw<Flat[]>(Prisma.sql`
    SELECT ${columns} ${shown(context)} ${matching(filter)} AND d.id < ${before ?? LAST_ID}::uuid
    ORDER BY d.id DESC LIMIT ${take}`);
  return rows.map(deliveryRow);
}

export async function countDeliveries(context: LocalitiesContext, filter: DeliveryFilter): Promise<number> {
  const [row] = await context.db.$queryRaw<{ count: number }[]>(
    Prisma.sql`SELECT count(*)::int AS count ${shown(context)} ${matching(filter)}`,
  );
  return row?.count ?? 0;
}

export async function ownDelivery(context: LocalitiesContext, id: string): Promise<DeliveryRow | null> {
  if (!mayKeepWebhooks(context.caller)) return null;
  const [row] = await context.db.$queryRaw<Flat[]>(
    Prisma.sql`SELECT ${columns} ${shown(context)} AND d.id = ${id}::uuid`,
  );
  return row === undefined ? null : deliveryRow(row);
}
