import type { ApiKey } from '@thi-dua/prisma/generated/localities/client';
import { keyPrefix } from '@thi-dua/schema/api-key';
import { ROLES } from '@thi-dua/schema/caller';
import { pageArgs } from '@thi-dua/schema/connection';
import { readGlobalId, toGlobalId } from '@thi-dua/schema/global-id';
import type { UserError } from '@thi-dua/schema/user-error';
import { builder, connection, type LocalitiesContext, userError } from '../builder.js';
import { NodeRef } from '../node/node-ref.js';
import { RoleEnum } from '../tenant/viewer-graph.js';
import { keysOf, ownKey } from './key-store.js';

const ApiKeyStatusEnum = builder.enumType('ApiKeyStatus', {
  description: 'ACTIVE, EXPIRED, or REVOKED by an administrator. A key also ends with its tenant.',
  values: ['ACTIVE', 'EXPIRED', 'REVOKED'] as const,
});

/** The key that an id names, for its tenant's own administrators. */
export async function representedApiKey({ id }: { id: string }, context: LocalitiesContext) {
  const inner = context.caller.roles.includes('ADMIN') ? readGlobalId('ApiKey', id) : null;
  const found = inner === null ? null : await ownKey(context, inner);
  return found && { __typename: 'ApiKey', ...found };
}

export const ApiKeyRef = builder.objectRef<ApiKey>('ApiKey').implement({
  interfaces: [NodeRef],
  description:
    'With which a system of your tenant calls this API in place of a token. The key itself is never shown again.',
  fields: (t) => ({
    id: t.id({ resolve: ({ id }) => toGlobalId('ApiKey', id) }),
    prefix: t.string({ description: 'How the key begins: enough to find it by.', resolve: ({ id }) => keyPrefix(id) }),
    name: t.exposeString('name'),
    scopes: t.exposeStringList('scopes'),
    roles: t.field({ type: [RoleEnum], resolve: ({ roles }) => ROLES.filter((role) => roles.includes(role)) }),
    addresses: t.exposeStringList('addresses', {
      description: 'From where it may be used: addresses and networks (CIDR); from anywhere where empty.',
    }),
    trustedDocumentsOnly: t.exposeBoolean('trustedDocumentsOnly', {
      description: 'Whether it may send nothing to /graphql but trusted documents.',
    }),
    status: t.field({
      type: ApiKeyStatusEnum,
      resolve: ({ revokedAt, expiresAt }) =>
        revokedAt !== null ? 'REVOKED' : expiresAt.getTime() > Date.now() ? 'ACTIVE' : 'EXPIRED',
    }),
    createdAt: t.field({ type: 'DateTime', resolve: ({ createdAt }) => createdAt }),
    createdBy: t.exposeString('createdBy'),
    expiresAt: t.field({ type: 'DateTime', resolve: ({ expiresAt }) => expiresAt }),
    rotatedAt: t.field({ type: 'DateTime', nullable: true, resolve: ({ rotatedAt }) => rotatedAt }),
    formerValidUntil: t.field({
      type: 'DateTime',
      nullable: true,
      description: 'Until when the key from before the last rotation is good as well.',
      resolve: ({ formerUntil }) => formerUntil,
    }),
    revokedAt: t.field({ type: 'DateTime', nullable: true, resolve: ({ revokedAt }) => revokedAt }),
    revokedBy: t.exposeString('revokedBy', { nullable: true }),
    lastUsedAt: t.field({
      type: 'DateTime',
      nullable: true,
      description: 'To the minute; null: never yet.',
      resolve: ({ lastUsedAt }) => lastUsedAt,
    }),
    lastUsedFrom: t.exposeString('lastUsedFrom', { nullable: true, description: 'The address it was last used from.' }),
  }),
});

builder.queryField('apiKeys', (t) =>
  t.field({
    type: connection('ApiKey', ApiKeyRef),
    description: "Your own tenant's keys, the oldest first, ended ones among them. Role ADMIN.",
    requiresScopes: ['keys:manage'],
    authScopes: { role: 'ADMIN' },
    args: pageArgs(t),
    resolve: (_root, args, context) => keysOf(context, args),
  }),
);

export interface ApiKeyResult {
  apiKey: ApiKey | null;
  /** The key itself, where there is a new one. */
  key: string | null;
  errors: UserError[];
}
export const ApiKeyResultRef = builder.objectRef<ApiKeyResult>('ApiKeyResult').implement({
  description: 'The key as it now stands, or everything that was wrong with the input; never both.',
  fields: (t) => ({
    apiKey: t.field({ type: ApiKeyRef, nullable: true, resolve: (result) => result.apiKey }),
    key: t.exposeString('key', {
      nullable: true,
      description: 'The new key itself, here and never again: only a hash of it is kept. Null where none was made.',
    }),
    errors: t.field({ type: [userError], resolve: (result) => result.errors }),
  }),
});

export const refused = (...errors: UserError[]): ApiKeyResult => ({ apiKey: null, key: null, errors });
export const NO_SUCH_KEY: UserError = { code: 'NOT_FOUND', message: 'Your tenant has no such key.', path: ['id'] };
