import { hashOfKey, newKey, newKeyId } from '@thi-dua/schema/api-key';
import { builder, type LocalitiesContext } from '../builder.js';
import { standsOn } from '../tenant/tenant.js';
import { tenantsNow } from '../tenant/tenant-writes.js';
import { RoleEnum } from '../tenant/viewer-graph.js';
import { type ApiKeyResult, ApiKeyResultRef, refused } from './key-graph.js';
import { judgeWish, LONGEST_DAYS, MOST_KEYS, USUAL_DAYS } from './key-rules.js';
import { liveKeys } from './key-store.js';

const CreateApiKeyInput = builder.inputType('CreateApiKeyInput', {
  fields: (t) => ({
    name: t.string({ required: true, description: 'What tells it from others, e.g. the system that uses it.' }),
    scopes: t.stringList({
      required: true,
      description:
        'What it is good for, as few as its system needs; the list is in the integration guide. None of an ADMIN.',
    }),
    roles: t.field({
      type: [RoleEnum],
      required: false,
      description: 'Those that the scopes need where left out; none may be named that no scope needs.',
    }),
    addresses: t.stringList({
      required: false,
      description:
        'From where it may be used: addresses or networks (CIDR), IPv4 or IPv6; from anywhere where left out.',
    }),
    trustedDocumentsOnly: t.boolean({
      required: false,
      description: 'Whether it may send nothing to /graphql but trusted documents. No where left out.',
    }),
    expiresAt: t.field({
      type: 'DateTime',
      required: false,
      description: `When it ends: at most ${LONGEST_DAYS} days from now, ${USUAL_DAYS} where left out.`,
    }),
  }),
});
type Input = (typeof CreateApiKeyInput)['$inferInput'];

async function createApiKey(input: Input, context: LocalitiesContext): Promise<ApiKeyResult> {
  const { tenant: slug, subject } = context.caller;
  const now = new Date();
  const tenant = (await tenantsNow(context, [slug])).get(slug);
  if (tenant === undefined || !standsOn(tenant, context.today))
    return refused({
      code: 'NO_TENANT',
      message: 'Your tenant does not stand today: a key would end with it.',
      path: [],
    });
  const wish = {
    name: input.name.normalize('NFC').trim(),
    scopes: input.scopes,
    roles: input.roles ?? null,
    addresses: input.addresses ?? [],
    expiresAt: input.expiresAt ?? new Date(now.getTime() + USUAL_DAYS * 86_400_000),
  };
  const judged = judgeWish(wish, tenant.localityId !== null, now);
  if ('errors' in judged) return refused(...judged.errors);
  // Two that are made at the same moment must not both be the last.
  await context.db.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended('api keys of ' || ${slug}, 0))`;
  if ((await liveKeys(context)) >= MOST_KEYS)
    return refused({
      code: 'TOO_MANY_KEYS',
      message: `Your tenant has ${MOST_KEYS} keys: revoke one first.`,
      path: [],
    });
  const id = newKeyId();
  const key = newKey(id);
  const apiKey = await context.db.apiKey.create({
    data: {
      id,
      tenantId: slug,
      name: wish.name,
      ...judged.grant,
      addresses: [...wish.addresses],
      trustedDocumentsOnly: input.trustedDocumentsOnly ?? false,
      createdAt: now,
      createdBy: subject,
      expiresAt: wish.expiresAt,
      hash: new Uint8Array(hashOfKey(key)),
    },
  });
  return { apiKey, key, errors: [] };
}

builder.mutationField('createApiKey', (t) =>
  t.field({
    type: ApiKeyResultRef,
    description:
      'Makes a key for a system of your tenant, and shows it this once. Errors: NO_TENANT, EMPTY, BAD_NAME, UNKNOWN_SCOPE, SCOPE_NOT_FOR_KEYS, SCOPE_BEYOND_TENANT, ROLE_NOT_NEEDED, ROLE_MISSING, BAD_ADDRESS, TOO_MANY, DAY_PAST, TOO_LONG_GOOD, TOO_MANY_KEYS. Role ADMIN.',
    requiresScopes: ['keys:manage'],
    authScopes: { role: 'ADMIN' },
    args: { input: t.arg({ type: CreateApiKeyInput, required: true }) },
    resolve: (_root, { input }, context) => createApiKey(input, context),
  }),
);
