import { hashOfKey, newKey } from '@thi-dua/schema/api-key';
import { readGlobalId } from '@thi-dua/schema/global-id';
import { builder, type LocalitiesContext } from '../builder.js';
import { type ApiKeyResult, ApiKeyResultRef, NO_SUCH_KEY, refused } from './key-graph.js';
import { ownKeys } from './key-policy.js';
import { expiryFaults, LONGEST_OVERLAP_HOURS, USUAL_OVERLAP_HOURS } from './key-rules.js';
import { ownKey } from './key-store.js';

const RotateApiKeyInput = builder.inputType('RotateApiKeyInput', {
  fields: (t) => ({
    id: t.id({ required: true }),
    overlapHours: t.int({
      required: true,
      defaultValue: USUAL_OVERLAP_HOURS,
      description: `For how long the key so far stays good beside the new one, 0 to ${LONGEST_OVERLAP_HOURS}; one from a rotation before ends at once.`,
    }),
    expiresAt: t.field({
      type: 'DateTime',
      required: false,
      description: 'When the key ends from now on; as before where left out.',
    }),
  }),
});
type Input = (typeof RotateApiKeyInput)['$inferInput'];

async function rotateApiKey({ id, overlapHours, expiresAt }: Input, context: LocalitiesContext): Promise<ApiKeyResult> {
  const inner = readGlobalId('ApiKey', id);
  const row = inner === null ? null : await ownKey(context, inner);
  if (row === null) return refused(NO_SUCH_KEY);
  const now = new Date();
  const errors = expiresAt ? expiryFaults(expiresAt, now) : [];
  if (overlapHours < 0 || overlapHours > LONGEST_OVERLAP_HOURS)
    errors.push({ code: 'BAD_OVERLAP', message: `0 to ${LONGEST_OVERLAP_HOURS} hours.`, path: ['overlapHours'] });
  if (row.revokedAt !== null || row.expiresAt <= now)
    errors.push({ code: 'WRONG_STATE', message: 'It has ended: make another.', path: ['id'] });
  if (errors.length > 0) return refused(...errors);
  const key = newKey(row.id);
  const former =
    overlapHours === 0
      ? { formerHash: null, formerUntil: null }
      : { formerHash: row.hash, formerUntil: new Date(now.getTime() + overlapHours * 3_600_000) };
  // It may have been revoked, or rotated by another, meanwhile.
  const [apiKey] = await context.db.apiKey.updateManyAndReturn({
    where: { id: row.id, hash: row.hash, revokedAt: null, ...ownKeys(context) },
    data: {
      ...former,
      hash: new Uint8Array(hashOfKey(key)),
      rotatedAt: now,
      rotatedBy: context.caller.subject,
      ...(expiresAt && { expiresAt }),
    },
  });
  return apiKey === undefined
    ? refused({ code: 'WRONG_STATE', message: 'It has just been changed by another.', path: ['id'] })
    : { apiKey, key, errors: [] };
}

builder.mutationField('rotateApiKey', (t) =>
  t.field({
    type: ApiKeyResultRef,
    description:
      'Gives a key of your tenant a new secret, shown this once; the one so far stays good for the hours named. Errors: NOT_FOUND, WRONG_STATE, BAD_OVERLAP, DAY_PAST, TOO_LONG_GOOD. Role ADMIN.',
    requiresScopes: ['keys:manage'],
    authScopes: { role: 'ADMIN' },
    args: { input: t.arg({ type: RotateApiKeyInput, required: true }) },
    resolve: (_root, { input }, context) => rotateApiKey(input, context),
  }),
);
