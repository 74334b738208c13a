import { toGlobalId } from '@thi-dua/schema/global-id';
import { EVENT_TYPES, type EventType, referencesOf, subjectOf } from '../event/event.js';

export interface CloudEventFacts {
  id: string;
  type: EventType;
  subjectType: string;
  subjectId: string;
  seq: string;
  occurredAt: Date;
  data: Readonly<Record<string, unknown>>;
}

/** The event's id, the same wherever it is told. */
export const eventId = (id: string): string => toGlobalId('Event', id);

/** CloudEvents 1.0, structured JSON. `sequence` (an extension of the specification's own) numbers the events of a subject. */
export const cloudEvent = (source: string, event: CloudEventFacts): string =>
  JSON.stringify({
    specversion: '1.0',
    id: eventId(event.id),
    source,
    type: EVENT_TYPES[event.type],
    subject: subjectOf(event.subjectType, event.subjectId),
    time: event.occurredAt.toISOString(),
    datacontenttype: 'application/json',
    sequence: event.seq,
    data: referencesOf(event.data),
  });
