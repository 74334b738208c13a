import type { WebhookEndpoint } from '@thi-dua/prisma/generated/localities/client';
import { pageArgs, paginate } from '@thi-dua/schema/connection';
import { badInput } from '@thi-dua/schema/errors';
import { readGlobalUuid, requireGlobalUuid, toGlobalId } from '@thi-dua/schema/global-id';
import type { UserError } from '@thi-dua/schema/user-error';
import { builder, connection, type LocalitiesContext, userError } from '../builder.js';
import { isEventType } from '../event/event.js';
import { EventRef, EventTypeEnum } from '../event/event-graph.js';
import { NodeRef } from '../node/node-ref.js';
import {
  countDeliveries,
  type DeliveryRow,
  deliveriesBefore,
  endpointsOf,
  ownDelivery,
  ownEndpoint,
} from './webhook-store.js';

const STATES = ['PENDING', 'FAILED', 'DELIVERED', 'DEAD'] as const;
const DeliveryStateEnum = builder.enumType('WebhookDeliveryState', {
  description:
    'PENDING: not tried yet. FAILED: will be tried again. DELIVERED. DEAD: given up after the last attempt; can be replayed.',
  values: STATES,
});
const DisabledReasonEnum = builder.enumType('WebhookDisabledReason', {
  description:
    'BY_ADMIN: through updateWebhookEndpoint. GONE: it answered 410. FAILING: nothing reached it for days (5 unless the operator says otherwise).',
  values: ['BY_ADMIN', 'GONE', 'FAILING'] as const,
});

const isDone = ({ state }: DeliveryRow) => state === 'DELIVERED' || state === 'DEAD';

export async function representedDelivery({ id }: { id: string }, context: LocalitiesContext) {
  const inner = readGlobalUuid('WebhookDelivery', id);
  const found = inner === null ? null : await ownDelivery(context, inner);
  return found && { __typename: 'WebhookDelivery', ...found };
}

export const WebhookDeliveryRef = builder.objectRef<DeliveryRow>('WebhookDelivery').implement({
  interfaces: [NodeRef],
  description: 'One event on its way to one endpoint.',
  fields: (t) => ({
    id: t.id({ resolve: ({ id }) => toGlobalId('WebhookDelivery', id) }),
    event: t.field({ type: EventRef, resolve: ({ event }) => event }),
    state: t.field({ type: DeliveryStateEnum, resolve: ({ state }) => state }),
    attempts: t.exposeInt('attempts', { description: 'Since it was first sent, or last replayed.' }),
    lastAttemptAt: t.field({ type: 'DateTime', nullable: true, resolve: ({ lastAttemptAt }) => lastAttemptAt }),
    lastStatus: t.exposeInt('lastStatus', {
      nullable: true,
      description: 'The HTTP status of the last answer; null where there was none.',
    }),
    lastError: t.exposeString('lastError', {
      nullable: true,
      description: 'TARGET_REFUSED, TIMEOUT, CONNECTION_FAILED or HTTP_ and the status; null where it succeeded.',
    }),
    nextAttemptAt: t.field({
      type: 'DateTime',
      nullable: true,
      description: 'Not before then; null where it is done. Earlier events of its subject go first.',
      resolve: (delivery) => (isDone(delivery) ? null : delivery.nextAttemptAt),
    }),
    deliveredAt: t.field({ type: 'DateTime', nullable: true, resolve: ({ deliveredAt }) => deliveredAt }),
  }),
});
const WebhookDeliveryConnectionRef = connection('WebhookDelivery', WebhookDeliveryRef);

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
function idIn(after: unknown): string {
  if (typeof after !== 'string' || !uuid.test(after)) throw badInput('"after" is not a cursor of deliveries.', 'after');
  return after;
}

export async function representedEndpoint({ id }: { id: string }, context: LocalitiesContext) {
  const inner = readGlobalUuid('WebhookEndpoint', id);
  const found = inner === null ? null : await ownEndpoint(context, inner);
  return found && { __typename: 'WebhookEndpoint', ...found };
}

export const WebhookEndpointRef = builder.objectRef<WebhookEndpoint>('WebhookEndpoint').implement({
  interfaces: [NodeRef],
  description:
    'Where your tenant wants its events sent: as Standard Webhooks with bodies of CloudEvents 1.0, at least once, those of one subject in their order.',
  fields: (t) => ({
    id: t.id({ resolve: ({ id }) => toGlobalId('WebhookEndpoint', id) }),
    url: t.exposeString('url'),
    types: t.field({ type: [EventTypeEnum], resolve: ({ kinds }) => kinds.filter(isEventType) }),
    description: t.exposeString('description', { nullable: true }),
    createdAt: t.field({ type: 'DateTime', resolve: ({ createdAt }) => createdAt }),
    createdBy: t.exposeString('createdBy'),
    enabled: t.boolean({
      description:
        'Nothing is sent while it is not, and what happens meanwhile is not kept for it: replayEvents fetches it.',
      resolve: ({ disabledAt }) => disabledAt === null,
    }),
    disabledAt: t.field({ type: 'DateTime', nullable: true, resolve: ({ disabledAt }) => disabledAt }),
    disabledReason: t.field({
      type: DisabledReasonEnum,
      nullable: true,
      resolve: ({ disabledReason }) => disabledReason,
    }),
    failingSince: t.field({
      type: 'DateTime',
      nullable: true,
      description: 'Since when nothing has reached it; null while all is well.',
      resolve: ({ failingSince }) => failingSince,
    }),
    lastSuccessAt: t.field({
      type: 'DateTime',
      nullable: true,
      description: 'To the minute.',
      resolve: ({ lastSuccessAt }) => lastSuccessAt,
    }),
    previousSecretUntil: t.field({
      type: 'DateTime',
      nullable: true,
      description: 'Until then the secret before the last rotation signs beside the new one.',
      resolve: ({ previousUntil }) => previousUntil,
    }),
    deliveries: t.field({
      type: WebhookDeliveryConnectionRef,
      description: 'What was or is to be sent to it, the latest first.',
      args: {
        states: t.arg({ type: [DeliveryStateEnum], required: false, description: 'All where left out.' }),
        ...pageArgs(t),
      },
      resolve: ({ id }, { states, ...page }, context) => {
        const filter = { endpoint: id, states: states ?? STATES };
        return paginate(page, {
          keyLength: 1,
          keyOf: (delivery: DeliveryRow) => [delivery.id],
          fetch: (take, after) => deliveriesBefore(context, filter, take, after === null ? null : idIn(after[0])),
          count: () => countDeliveries(context, filter),
        });
      },
    }),
  }),
});

builder.queryField('webhookEndpoints', (t) =>
  t.field({
    type: [WebhookEndpointRef],
    requiresScopes: ['webhooks:manage'],
    description: "Your tenant's own, the oldest first. Role ADMIN; without it, none.",
    resolve: (_root, _args, context) => endpointsOf(context),
  }),
);
builder.queryField('webhookEndpoint', (t) =>
  t.field({
    type: WebhookEndpointRef,
    requiresScopes: ['webhooks:manage'],
    nullable: true,
    description: "One of your tenant's own; null where there is none, and without role ADMIN.",
    args: { id: t.arg.id({ required: true }) },
    resolve: (_root, { id }, context) => ownEndpoint(context, requireGlobalUuid('WebhookEndpoint', id, 'id')),
  }),
);

export interface WebhookEndpointResult {
  endpoint: WebhookEndpoint | null;
  secret: string | null;
  errors: UserError[];
}
export const WebhookEndpointResultRef = builder.objectRef<WebhookEndpointResult>('WebhookEndpointResult').implement({
  description: 'The endpoint as it now stands, or everything that was wrong with the input.',
  fields: (t) => ({
    endpoint: t.field({ type: WebhookEndpointRef, nullable: true, resolve: ({ endpoint }) => endpoint }),
    secret: t.exposeString('secret', {
      nullable: true,
      description: 'Where a new one was made: "whsec_…", by which signatures are checked. It is never shown again.',
    }),
    errors: t.field({ type: [userError], resolve: ({ errors }) => errors }),
  }),
});
