import { pageArgs, paginate, toCursor } from '@thi-dua/schema/connection';
import { badInput } from '@thi-dua/schema/errors';
import { builder, connection, type LocalitiesContext } from '../builder.js';
import { openPosition, sealPosition } from './cursor.js';
import { eventTypes } from './event.js';
import { EventRef, EventTypeEnum } from './event-graph.js';
import { countEvents, type EventRow, eventsAfter, lastPosition } from './event-store.js';

const EventConnectionRef = connection('Event', EventRef);

function positionIn({ keyFor }: LocalitiesContext, sealed: unknown): bigint {
  const position = openPosition(keyFor('event cursor'), String(sealed));
  if (position === null) throw badInput('"after" is not a cursor of events. Use one as this API returned it.', 'after');
  return position;
}

builder.queryField('events', (t) =>
  t.field({
    type: EventConnectionRef,
    requiresScopes: ['events:read'],
    description:
      'What happened to subjects that you may see today, in one order that never changes: whatever is committed later comes later. Ask again with the last cursor to stay in step; a subscription of the same name sends it as it happens. Events of one subject come in their order.',
    args: {
      types: t.arg({ type: [EventTypeEnum], required: false, description: 'All where left out.' }),
      since: t.arg({ type: 'DateTime', required: false, description: 'Only what happened from then on.' }),
      ...pageArgs(t),
    },
    resolve: (_root, { types, since, ...page }, context) => {
      const filter = { types: types ?? eventTypes, since: since ?? null };
      const key = context.keyFor('event cursor');
      return paginate(page, {
        keyLength: 1,
        keyOf: (event: EventRow) => [sealPosition(key, event.position)],
        fetch: (take, after) => eventsAfter(context, filter, take, after === null ? 0n : positionIn(context, after[0])),
        count: () => countEvents(context, filter),
      });
    },
  }),
);

builder.queryField('eventsHead', (t) =>
  t.string({
    requiresScopes: ['events:read'],
    description: 'A cursor behind everything that you may see so far: whoever begins there gets what is new.',
    resolve: async (_root, _args, context) =>
      toCursor([sealPosition(context.keyFor('event cursor'), await lastPosition(context))]),
  }),
);
