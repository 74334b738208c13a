import { toCursor } from '@thi-dua/schema/connection';
import { readGlobalUuid } from '@thi-dua/schema/global-id';
import { builder, type LocalitiesContext } from '../builder.js';
import { NodeRef } from '../node/node-ref.js';
import { eventId } from '../webhook/cloud-event.js';
import { sealPosition } from './cursor.js';
import { eventTypes, isEventType, referencesOf, subjectOf } from './event.js';
import { type EventRow, eventById } from './event-store.js';

export const EventTypeEnum = builder.enumType('EventType', {
  description: `What can happen. FIGURE_RELEASED: figures of a unit and period were opened to everyone. NOMINATION_MOVED: any step of a nomination. PLAN_AMENDED: of the amendment, when it is issued. WEBHOOK_DISABLED: one of your endpoints was turned off. WEBHOOK_TEST: asked for by sendTestEvent.`,
  values: eventTypes,
});

const EventReferenceRef = builder.objectRef<{ name: string; value: string }>('EventReference').implement({
  description: 'What an event refers to.',
  fields: (t) => ({
    name: t.exposeString('name', {
      description: 'award, endpoint, locality, nomination, plan or report; of figures also period and basis.',
    }),
    value: t.exposeString('value', { description: 'A global id; of period and basis the value itself.' }),
  }),
});

/** The same for an event in a list, on its own and in a stream. */
export const cursorOf = ({ keyFor }: Pick<LocalitiesContext, 'keyFor'>, { position }: EventRow): string =>
  toCursor([sealPosition(keyFor('event cursor'), position)]);

export async function representedEvent({ id }: { id: string }, context: LocalitiesContext) {
  const inner = readGlobalUuid('Event', id);
  const found = inner === null ? null : await eventById(context, inner);
  return found && { __typename: 'Event', ...found };
}

export const EventRef = builder.objectRef<EventRow>('Event').implement({
  interfaces: [NodeRef],
  description:
    'Something that happened to a subject which you may see. It holds ids, never what the subject says: ask for that, and get what you may see by then. Kept for a time that the operator sets, 90 days unless said otherwise.',
  fields: (t) => ({
    id: t.id({
      description: 'The same in a webhook, in a stream and here: by it one that comes twice is known.',
      resolve: ({ id }) => eventId(id),
    }),
    type: t.field({
      type: EventTypeEnum,
      resolve: ({ kind }) => {
        if (!isEventType(kind)) throw new Error(`nobody knows what a ${kind} is`);
        return kind;
      },
    }),
    subject: t.id({
      description: 'What it happened to.',
      resolve: ({ subjectType, subjectId }) => subjectOf(subjectType, subjectId),
    }),
    sequence: t.int({
      description:
        "Which of its subject's events it is, from 1. You may miss some that happened before the subject was yours to see.",
      resolve: ({ seq }) => Number(seq),
    }),
    occurredAt: t.field({ type: 'DateTime', resolve: ({ occurredAt }) => occurredAt }),
    references: t.field({
      type: [EventReferenceRef],
      resolve: ({ data }) => Object.entries(referencesOf(data)).map(([name, value]) => ({ name, value })),
    }),
    cursor: t.string({
      description: 'Where it stands: `after` it, `events` goes on, as a query and as a subscription.',
      resolve: (event, _args, context) => cursorOf(context, event),
    }),
  }),
});
