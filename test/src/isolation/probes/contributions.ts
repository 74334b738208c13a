import { toGlobalId } from '@thi-dua/schema/global-id';
import { territoryOf } from '../world/ground.js';
import type { Secret } from '../world/secret.js';
import type { MutationProbes } from './mutation.js';
import { nobody } from './nothing.js';

const ofGift = (secret: Secret, field: string, input: Record<string, unknown>) =>
  secret.kind === 'contribution'
    ? {
        query: `mutation ($input: ${field.charAt(0).toUpperCase()}${field.slice(1)}Input!) { ${field}(input: $input) { contribution { id } errors { code } } }`,
        input,
      }
    : null;

const ofSponsorship = (secret: Secret, field: string, input: Record<string, unknown>) =>
  secret.kind === 'sponsorship'
    ? {
        query: `mutation ($input: ${field.charAt(0).toUpperCase()}${field.slice(1)}Input!) { ${field}(input: $input) { sponsorship { id } errors { code } } }`,
        input,
      }
    : null;

/** Changes of contributions and sponsorships. */
export const contributionsProbes: MutationProbes = {
  recordContribution: (secret) =>
    ofGift(secret, 'recordContribution', {
      tenant: secret.owner,
      kind: 'MONEY',
      contributor: 'x',
      contributorKind: 'ENTERPRISE',
      localityCode: territoryOf(secret.owner)?.code,
      gift: { amount: '1', on: secret.day },
    }),
  updateContribution: (secret, id) => ofGift(secret, 'updateContribution', { id, version: 1, contributor: 'x' }),
  recordGift: (secret, id) =>
    ofGift(secret, 'recordGift', { id, version: 1, gift: { amount: '1', quantity: '1', on: secret.day } }),
  strikeGift: (secret, id) =>
    ofGift(secret, 'strikeGift', { id, version: 1, gift: toGlobalId('Gift', nobody), reason: 'x' }),
  cancelContribution: (secret, id) =>
    ofGift(secret, 'cancelContribution', { id, version: 1, reason: 'x', on: secret.day }),
  releaseContributions: (secret) => {
    const territory = territoryOf(secret.owner);
    return secret.kind !== 'contribution' || territory === null
      ? null
      : {
          query:
            'mutation ($input: ReleaseContributionsInput!) { releaseContributions(input: $input) { totals { kinds { pledged } } errors { code } } }',
          input: {
            localityCode: territory.code,
            asOf: territory.asOf,
            year: Number(secret.day.slice(0, 4)),
            decision: 'x',
          },
        };
  },
  recordSponsorship: (secret) =>
    ofSponsorship(secret, 'recordSponsorship', {
      tenant: secret.owner,
      sponsor: 'x',
      sponsorKind: 'AGENCY',
      localityCode: territoryOf(secret.owner)?.code,
      households: 1,
      from: secret.day,
    }),
  updateSponsorship: (secret, id) => ofSponsorship(secret, 'updateSponsorship', { id, version: 1, households: 9 }),
};
