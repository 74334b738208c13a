import { Prisma } from '@thi-dua/prisma/generated/localities/client';
import { readGlobalUuid } from '@thi-dua/schema/global-id';
import type { UserError } from '@thi-dua/schema/user-error';
import { builder, type LocalitiesContext, userError } from '../builder.js';
import { fault } from '../tenant/tenant-faults.js';
import { WebhookDeliveryRef } from './webhook-graph.js';
import { type DeliveryRow, ownDelivery } from './webhook-store.js';

const ReplayWebhookDeliveryInput = builder.inputType('ReplayWebhookDeliveryInput', {
  fields: (t) => ({ id: t.id({ required: true }) }),
});

interface WebhookDeliveryResult {
  delivery: DeliveryRow | null;
  errors: UserError[];
}
const WebhookDeliveryResultRef = builder.objectRef<WebhookDeliveryResult>('WebhookDeliveryResult').implement({
  fields: (t) => ({
    delivery: t.field({ type: WebhookDeliveryRef, nullable: true, resolve: ({ delivery }) => delivery }),
    errors: t.field({ type: [userError], resolve: ({ errors }) => errors }),
  }),
});

async function replayWebhookDelivery(id: string, context: LocalitiesContext): Promise<WebhookDeliveryResult> {
  const inner = readGlobalUuid('WebhookDelivery', id);
  const row = inner === null ? null : await ownDelivery(context, inner);
  if (row !== null) await context.db.$queryRaw(Prisma.sql`SELECT events.replay_delivery(${row.id}::uuid) AS replayed`);
  const delivery = row === null ? null : await ownDelivery(context, row.id);
  return delivery === null
    ? { delivery, errors: [fault('NOT_FOUND', 'Your tenant has no such delivery.', 'id')] }
    : { delivery, errors: [] };
}

builder.mutationField('replayWebhookDelivery', (t) =>
  t.field({
    type: WebhookDeliveryResultRef,
    requiresScopes: ['webhooks:manage'],
    description:
      'Sends one event again to the same endpoint, whatever became of it before, with the attempts of a new one. It bears the same id. Errors: NOT_FOUND. Role ADMIN.',
    authScopes: { role: 'ADMIN' },
    args: { input: t.arg({ type: ReplayWebhookDeliveryInput, required: true }) },
    resolve: (_root, { input }, context) => replayWebhookDelivery(input.id, context),
  }),
);
