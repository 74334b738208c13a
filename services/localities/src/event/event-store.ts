import { Prisma } from '@thi-dua/prisma/generated/localities/client';
import type { LocalitiesContext } from '../builder.js';
import type { EventType } from './event.js';
import { visibleEvents } from './event-policy.js';

/** An event as it is shown; `position` never leaves the service in the open. */
export interface EventRow {
  id: string;
  kind: string;
  subjectType: string;
  subjectId: string;
  seq: bigint;
  occurredAt: Date;
  data: Record<string, unknown>;
  position: bigint;
}

/** The columns of {@link EventRow}, of `events.event e`. */
export const eventColumns = Prisma.sql`e.id, e.kind, e.subject_type AS "subjectType", e.subject_id AS "subjectId", e.seq,
  e.occurred_at AS "occurredAt", e.data, e.position`;

/** One that the caller may see, and that is told already. */
export async function eventById(context: LocalitiesContext, id: string): Promise<EventRow | null> {
  const [row] = await context.db.$queryRaw<EventRow[]>(Prisma.sql`
    SELECT ${eventColumns} FROM events.event e
    WHERE e.id = ${id}::uuid AND e.position IS NOT NULL AND ${visibleEvents(context)}`);
  return row ?? null;
}

export interface EventFilter {
  types: readonly EventType[];
  since: Date | null;
}

const matching = (context: LocalitiesContext, { types, since }: EventFilter) => Prisma.sql`
  e.position IS NOT NULL AND e.kind = ANY (${[...types]}::text[])
  AND e.occurred_at >= ${since?.toISOString() ?? '-infinity'}::timestamptz AND ${visibleEvents(context)}`;

/** At most `take` events behind a position, in their order. */
export const eventsAfter = (
  context: LocalitiesContext,
  filter: EventFilter,
  take: number,
  after: bigint,
): Promise<EventRow[]> =>
  context.db.$queryRaw<EventRow[]>(Prisma.sql`
    SELECT ${eventColumns} FROM events.event e
    WHERE e.position > ${after} AND ${matching(context, filter)}
    ORDER BY e.position LIMIT ${take}`);

export async function countEvents(context: LocalitiesContext, filter: EventFilter): Promise<number> {
  const [row] = await context.db.$queryRaw<{ count: number }[]>(Prisma.sql`
    SELECT count(*)::int AS count FROM events.event e WHERE ${matching(context, filter)}`);
  return row?.count ?? 0;
}

/** Where the last event stands that the caller may see; 0 where there is none. Of what is hidden it tells nothing. */
export async function lastPosition(context: LocalitiesContext): Promise<bigint> {
  const [row] = await context.db.$queryRaw<{ position: bigint }[]>(Prisma.sql`
    SELECT e.position FROM events.event e
    WHERE e.position IS NOT NULL AND ${visibleEvents(context)} ORDER BY e.position DESC LIMIT 1`);
  return row?.position ?? 0n;
}
