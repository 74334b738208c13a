import { readGlobalUuid } from '@thi-dua/schema/global-id';
import { builder, type LocalitiesContext } from '../builder.js';
import { EventTypeEnum } from '../event/event-graph.js';
import { endpointFaults, noSuchEndpoint, refusedEndpoint } from './endpoint-input.js';
import { type WebhookEndpointResult, WebhookEndpointResultRef } from './webhook-graph.js';
import { changeEndpoint, ownEndpoint } from './webhook-store.js';

const UpdateWebhookEndpointInput = builder.inputType('UpdateWebhookEndpointInput', {
  description: 'What is left out stays as it is.',
  fields: (t) => ({
    id: t.id({ required: true }),
    url: t.string({ required: false }),
    types: t.field({ type: [EventTypeEnum], required: false }),
    description: t.string({ required: false }),
    enabled: t.boolean({
      required: false,
      description: 'True turns one on again, whatever turned it off; what waits for it is sent within a minute.',
    }),
  }),
});
type Input = (typeof UpdateWebhookEndpointInput)['$inferInput'];

/** Turned on again, an endpoint has its whole patience before it; turned off, the reason stays the first. */
function switched(enabled: boolean, disabledAt: Date | null) {
  if (enabled) return { disabledAt: null, disabledReason: null, failingSince: null };
  return disabledAt === null ? { disabledAt: new Date(), disabledReason: 'BY_ADMIN' as const } : {};
}

async function updateWebhookEndpoint(input: Input, context: LocalitiesContext): Promise<WebhookEndpointResult> {
  const id = readGlobalUuid('WebhookEndpoint', input.id);
  const row = id === null ? null : await ownEndpoint(context, id);
  if (row === null) return refusedEndpoint(noSuchEndpoint('id'));
  const errors = endpointFaults(input, context.webhookTargets);
  if (errors.length > 0) return refusedEndpoint(...errors);
  const { url, types, description, enabled } = input;
  const endpoint = await changeEndpoint(context, row.id, {
    ...(typeof url === 'string' && { url }),
    ...(types && { kinds: [...types] }),
    ...(description !== undefined && { description }),
    ...(typeof enabled === 'boolean' && switched(enabled, row.disabledAt)),
  });
  return endpoint === null ? refusedEndpoint(noSuchEndpoint('id')) : { endpoint, secret: null, errors };
}

builder.mutationField('updateWebhookEndpoint', (t) =>
  t.field({
    type: WebhookEndpointResultRef,
    requiresScopes: ['webhooks:manage'],
    description:
      'Changes one of your endpoints, turns it off or on again. Errors: NOT_FOUND, BAD_URL, EMPTY, NOT_FOR_ENDPOINTS, TOO_LONG. Role ADMIN.',
    authScopes: { role: 'ADMIN' },
    args: { input: t.arg({ type: UpdateWebhookEndpointInput, required: true }) },
    resolve: (_root, { input }, context) => updateWebhookEndpoint(input, context),
  }),
);
