import { readGlobalUuid } from '@thi-dua/schema/global-id';
import { builder, type LocalitiesContext } from '../builder.js';
import { fault } from '../tenant/tenant-faults.js';
import { noSuchEndpoint, refusedEndpoint } from './endpoint-input.js';
import { secretOf } from './secret.js';
import { type WebhookEndpointResult, WebhookEndpointResultRef } from './webhook-graph.js';
import { changeEndpoint, ownEndpoint } from './webhook-store.js';

const LONGEST_OVERLAP_HOURS = 168;
const HOUR_MS = 3_600_000;

const RotateWebhookSecretInput = builder.inputType('RotateWebhookSecretInput', {
  fields: (t) => ({
    id: t.id({ required: true }),
    overlapHours: t.int({
      required: true,
      defaultValue: 24,
      description: `For how many hours the secret before signs beside the new one, from 0 (it leaked) to ${LONGEST_OVERLAP_HOURS}.`,
    }),
  }),
});
type Input = (typeof RotateWebhookSecretInput)['$inferInput'];

async function rotateWebhookSecret(input: Input, context: LocalitiesContext): Promise<WebhookEndpointResult> {
  const id = readGlobalUuid('WebhookEndpoint', input.id);
  const row = id === null ? null : await ownEndpoint(context, id);
  if (row === null) return refusedEndpoint(noSuchEndpoint('id'));
  if (input.overlapHours < 0 || input.overlapHours > LONGEST_OVERLAP_HOURS)
    return refusedEndpoint(fault('BAD_OVERLAP', `From 0 to ${LONGEST_OVERLAP_HOURS} hours.`, 'overlapHours'));
  const endpoint = await changeEndpoint(context, row.id, {
    // Two that rotate at once make two new secrets.
    secretVersion: { increment: 1 },
    previousUntil: new Date(Date.now() + input.overlapHours * HOUR_MS),
  });
  if (endpoint === null) return refusedEndpoint(noSuchEndpoint('id'));
  const secret = secretOf(context.keyFor('webhook secret'), endpoint.id, endpoint.secretVersion);
  return { endpoint, secret, errors: [] };
}

builder.mutationField('rotateWebhookSecret', (t) =>
  t.field({
    type: WebhookEndpointResultRef,
    requiresScopes: ['webhooks:manage'],
    description:
      'Makes a new secret for an endpoint. For a while messages bear two signatures, by the new one and by the one before; any older one ends at once. Errors: NOT_FOUND, BAD_OVERLAP. Role ADMIN.',
    authScopes: { role: 'ADMIN' },
    args: { input: t.arg({ type: RotateWebhookSecretInput, required: true }) },
    resolve: (_root, { input }, context) => rotateWebhookSecret(input, context),
  }),
);
