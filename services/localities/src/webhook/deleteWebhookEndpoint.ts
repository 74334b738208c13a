import { readGlobalUuid } from '@thi-dua/schema/global-id';
import type { UserError } from '@thi-dua/schema/user-error';
import { builder, type LocalitiesContext, userError } from '../builder.js';
import { noSuchEndpoint } from './endpoint-input.js';
import { ownEndpoints } from './webhook-policy.js';

const DeleteWebhookEndpointInput = builder.inputType('DeleteWebhookEndpointInput', {
  fields: (t) => ({ id: t.id({ required: true }) }),
});

interface DeleteWebhookEndpointResult {
  deletedId: string | null;
  errors: UserError[];
}
const DeleteWebhookEndpointResultRef = builder
  .objectRef<DeleteWebhookEndpointResult>('DeleteWebhookEndpointResult')
  .implement({
    fields: (t) => ({
      deletedId: t.id({ nullable: true, resolve: ({ deletedId }) => deletedId }),
      errors: t.field({ type: [userError], resolve: ({ errors }) => errors }),
    }),
  });

async function deleteWebhookEndpoint(id: string, context: LocalitiesContext): Promise<DeleteWebhookEndpointResult> {
  const inner = readGlobalUuid('WebhookEndpoint', id);
  const { count } =
    inner === null
      ? { count: 0 }
      : await context.db.webhookEndpoint.deleteMany({ where: { id: inner, ...ownEndpoints(context) } });
  return count === 0 ? { deletedId: null, errors: [noSuchEndpoint('id')] } : { deletedId: id, errors: [] };
}

builder.mutationField('deleteWebhookEndpoint', (t) =>
  t.field({
    type: DeleteWebhookEndpointResultRef,
    requiresScopes: ['webhooks:manage'],
    description:
      'Removes one of your endpoints with its deliveries; what is being sent at this moment may still arrive. Errors: NOT_FOUND. Role ADMIN.',
    authScopes: { role: 'ADMIN' },
    args: { input: t.arg({ type: DeleteWebhookEndpointInput, required: true }) },
    resolve: (_root, { input }, context) => deleteWebhookEndpoint(input.id, context),
  }),
);
