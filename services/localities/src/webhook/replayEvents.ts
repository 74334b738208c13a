import { Prisma } from '@thi-dua/prisma/generated/localities/client';
import { readGlobalUuid } from '@thi-dua/schema/global-id';
import type { UserError } from '@thi-dua/schema/user-error';
import { builder, type LocalitiesContext, userError } from '../builder.js';
import { fault } from '../tenant/tenant-faults.js';
import { noSuchEndpoint } from './endpoint-input.js';
import { ownEndpoint } from './webhook-store.js';

const MOST_REPLAYED = 10_000;

const ReplayEventsInput = builder.inputType('ReplayEventsInput', {
  fields: (t) => ({
    endpoint: t.id({ required: true }),
    since: t.field({ type: 'DateTime', required: true }),
  }),
});
type Input = (typeof ReplayEventsInput)['$inferInput'];

interface ReplayEventsResult {
  count: number;
  errors: UserError[];
}
const ReplayEventsResultRef = builder.objectRef<ReplayEventsResult>('ReplayEventsResult').implement({
  fields: (t) => ({
    count: t.exposeInt('count', { description: `How many are sent again; ${MOST_REPLAYED}: there may be more.` }),
    errors: t.field({ type: [userError], resolve: ({ errors }) => errors }),
  }),
});

async function replayEvents(input: Input, context: LocalitiesContext): Promise<ReplayEventsResult> {
  const id = readGlobalUuid('WebhookEndpoint', input.endpoint);
  const endpoint = id === null ? null : await ownEndpoint(context, id);
  if (endpoint === null) return { count: 0, errors: [noSuchEndpoint('endpoint')] };
  if (endpoint.disabledAt !== null)
    return { count: 0, errors: [fault('ENDPOINT_DISABLED', 'Turn the endpoint on first.', 'endpoint')] };
  const [row] = await context.db.$queryRaw<{ count: number }[]>(Prisma.sql`
    SELECT events.replay_since(${endpoint.id}::uuid, ${input.since.toISOString()}::timestamptz, ${MOST_REPLAYED}::int) AS count`);
  return { count: row?.count ?? 0, errors: [] };
}

builder.mutationField('replayEvents', (t) =>
  t.field({
    type: ReplayEventsResultRef,
    requiresScopes: ['webhooks:manage'],
    description: `Sends to an endpoint all that it wants of what happened since, delivered before or not, at most ${MOST_REPLAYED} and the oldest first: after it was off, or lost what it had. Errors: NOT_FOUND, ENDPOINT_DISABLED. Role ADMIN.`,
    authScopes: { role: 'ADMIN' },
    args: { input: t.arg({ type: ReplayEventsInput, required: true }) },
    resolve: (_root, { input }, context) => replayEvents(input, context),
  }),
);
