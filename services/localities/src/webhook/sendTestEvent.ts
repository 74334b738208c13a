import { Prisma } from '@thi-dua/prisma/generated/localities/client';
import { readGlobalUuid } from '@thi-dua/schema/global-id';
import { builder, type LocalitiesContext } from '../builder.js';
import { fault } from '../tenant/tenant-faults.js';
import { noSuchEndpoint, refusedEndpoint } from './endpoint-input.js';
import { type WebhookEndpointResult, WebhookEndpointResultRef } from './webhook-graph.js';
import { ownEndpoint } from './webhook-store.js';

const SendTestEventInput = builder.inputType('SendTestEventInput', {
  fields: (t) => ({ endpoint: t.id({ required: true }) }),
});

async function sendTestEvent(id: string, context: LocalitiesContext): Promise<WebhookEndpointResult> {
  const inner = readGlobalUuid('WebhookEndpoint', id);
  const endpoint = inner === null ? null : await ownEndpoint(context, inner);
  if (endpoint === null) return refusedEndpoint(noSuchEndpoint('endpoint'));
  if (endpoint.disabledAt !== null)
    return refusedEndpoint(fault('ENDPOINT_DISABLED', 'Turn the endpoint on first.', 'endpoint'));
  await context.db.$queryRaw(Prisma.sql`SELECT events.send_test(${endpoint.id}::uuid) AS sent`);
  return { endpoint, secret: null, errors: [] };
}

builder.mutationField('sendTestEvent', (t) =>
  t.field({
    type: WebhookEndpointResultRef,
    requiresScopes: ['webhooks:manage'],
    description:
      'Sends an event of type WEBHOOK_TEST to one endpoint, by the way that every event takes: its deliveries show what came of it. Errors: NOT_FOUND, ENDPOINT_DISABLED. Role ADMIN.',
    authScopes: { role: 'ADMIN' },
    args: { input: t.arg({ type: SendTestEventInput, required: true }) },
    resolve: (_root, { input }, context) => sendTestEvent(input.endpoint, context),
  }),
);
