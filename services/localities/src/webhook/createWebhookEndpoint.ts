import { builder, type LocalitiesContext } from '../builder.js';
import { EventTypeEnum } from '../event/event-graph.js';
import { fault } from '../tenant/tenant-faults.js';
import { tenantBySlug } from '../tenant/tenant-store.js';
import { endpointFaults, refusedEndpoint, WANTED_TYPES } from './endpoint-input.js';
import { secretOf } from './secret.js';
import { type WebhookEndpointResult, WebhookEndpointResultRef } from './webhook-graph.js';
import { ownEndpoints } from './webhook-policy.js';

/** Of one tenant: every event is sent to each. */
const MOST_ENDPOINTS = 20;

const CreateWebhookEndpointInput = builder.inputType('CreateWebhookEndpointInput', {
  fields: (t) => ({
    url: t.string({
      required: true,
      description:
        'https, of a public address unless the operator allows others; without user name, password and fragment.',
    }),
    types: t.field({
      type: [EventTypeEnum],
      required: false,
      description: 'Everything where left out, but not types that are added later.',
    }),
    description: t.string({ required: false }),
  }),
});
type Input = (typeof CreateWebhookEndpointInput)['$inferInput'];

async function createWebhookEndpoint(input: Input, context: LocalitiesContext): Promise<WebhookEndpointResult> {
  const { tenant, subject } = context.caller;
  const errors = endpointFaults(input, context.webhookTargets);
  if ((await tenantBySlug(context).load(tenant)) === null)
    errors.push(fault('UNKNOWN_TENANT', 'Your token names a tenant that is not in the system.'));
  // Two that are made at the same moment must not both find room for one more.
  await context.db.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${`webhook endpoints of ${tenant}`}, 0))`;
  const kept = await context.db.webhookEndpoint.count({ where: ownEndpoints(context) });
  if (kept >= MOST_ENDPOINTS) {
    const message = `Your tenant has ${kept} endpoints. Delete one first.`;
    errors.push(fault('TOO_MANY_ENDPOINTS', message));
  }
  if (errors.length > 0) return refusedEndpoint(...errors);
  const endpoint = await context.db.webhookEndpoint.create({
    data: {
      tenantId: tenant,
      url: input.url,
      kinds: [...(input.types ?? WANTED_TYPES)],
      description: input.description ?? null,
      createdBy: subject,
    },
  });
  const secret = secretOf(context.keyFor('webhook secret'), endpoint.id, endpoint.secretVersion);
  return { endpoint, secret, errors };
}

builder.mutationField('createWebhookEndpoint', (t) =>
  t.field({
    type: WebhookEndpointResultRef,
    requiresScopes: ['webhooks:manage'],
    description: `Has events sent to a URL from now on; at most ${MOST_ENDPOINTS} a tenant. Only what your tenant may see is sent. The secret is shown here and never again. Errors: BAD_URL, EMPTY, NOT_FOR_ENDPOINTS, TOO_LONG, UNKNOWN_TENANT, TOO_MANY_ENDPOINTS. Role ADMIN.`,
    authScopes: { role: 'ADMIN' },
    args: { input: t.arg({ type: CreateWebhookEndpointInput, required: true }) },
    resolve: (_root, { input }, context) => createWebhookEndpoint(input, context),
  }),
);
