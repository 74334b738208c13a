import { readGlobalId } from '@thi-dua/schema/global-id';
import { builder, type LocalitiesContext } from '../builder.js';
import { type ApiKeyResult, ApiKeyResultRef, NO_SUCH_KEY, refused } from './key-graph.js';
import { ownKeys } from './key-policy.js';
import { ownKey } from './key-store.js';

const RevokeApiKeyInput = builder.inputType('RevokeApiKeyInput', { fields: (t) => ({ id: t.id({ required: true }) }) });

async function revokeApiKey(id: string, context: LocalitiesContext): Promise<ApiKeyResult> {
  const inner = readGlobalId('ApiKey', id);
  if (inner === null || (await ownKey(context, inner)) === null) return refused(NO_SUCH_KEY);
  // Once: who did it first stays told.
  await context.db.apiKey.updateMany({
    where: { id: inner, revokedAt: null, ...ownKeys(context) },
    data: { revokedAt: new Date(), revokedBy: context.caller.subject, formerHash: null, formerUntil: null },
  });
  return { apiKey: await ownKey(context, inner), key: null, errors: [] };
}

builder.mutationField('revokeApiKey', (t) =>
  t.field({
    type: ApiKeyResultRef,
    description:
      'Ends a key of your tenant, and the one before its last rotation, within seconds everywhere and for good; again: nothing more. Errors: NOT_FOUND. Role ADMIN.',
    requiresScopes: ['keys:manage'],
    authScopes: { role: 'ADMIN' },
    args: { input: t.arg({ type: RevokeApiKeyInput, required: true }) },
    resolve: (_root, { input }, context) => revokeApiKey(input.id, context),
  }),
);
