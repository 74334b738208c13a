import { entityOf, type Secret } from '../world/secret.js';
import type { MutationProbes } from './mutation.js';

const ofExemplar = (secret: Secret, field: string, input: Record<string, unknown>) =>
  entityOf(secret) === 'Exemplar'
    ? {
        query: `mutation ($input: ${field.charAt(0).toUpperCase()}${field.slice(1)}Input!) { ${field}(input: $input) { exemplar { id } errors { code } } }`,
        input,
      }
    : null;

/** Changes of exemplars. */
export const exemplarsProbes: MutationProbes = {
  submitExemplar: (secret) =>
    ofExemplar(secret, 'submitExemplar', {
      tenant: secret.owner,
      title: 'x',
      topics: ['x'],
      subject: 'COMMUNE',
      summary: 'x',
      story: 'x',
      recordedOn: secret.day,
    }),
  updateExemplar: (secret, id) =>
    ofExemplar(secret, 'updateExemplar', { id, version: 1, title: 'x', household: { name: 'x' } }),
  publishExemplar: (secret, id) => ofExemplar(secret, 'publishExemplar', { id, version: 1 }),
  returnExemplar: (secret, id) => ofExemplar(secret, 'returnExemplar', { id, version: 1, reason: 'x' }),
  withdrawExemplar: (secret, id) => ofExemplar(secret, 'withdrawExemplar', { id, version: 2, reason: 'x' }),
};
