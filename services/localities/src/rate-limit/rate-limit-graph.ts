import type { RateLimitState } from '@thi-dua/schema/rate-limit';
import { builder } from '../builder.js';

const RateLimitBucketRef = builder.objectRef<RateLimitState['caller']>('RateLimitBucket').implement({
  description:
    'A leaky bucket of cost. An operation is refused (RATE_LIMITED) where it would run over; what it holds leaks out steadily.',
  fields: (t) => ({
    capacity: t.exposeFloat('capacity', { description: 'Cost that it holds.' }),
    restorePerSecond: t.exposeFloat('restorePerSecond', { description: 'Cost that leaks out of it in a second.' }),
    available: t.exposeFloat('available', {
      description: 'Cost that can be spent at this moment, this operation paid for.',
    }),
  }),
});

const RateLimitRef = builder.objectRef<RateLimitState>('RateLimit').implement({
  description:
    'What may be spent, in the cost that `extensions.cost` of every answer states. An operation has to fit into both buckets.',
  fields: (t) => ({
    caller: t.field({
      type: RateLimitBucketRef,
      description: 'Of this person or key.',
      resolve: ({ caller }) => caller,
    }),
    tenant: t.field({
      type: RateLimitBucketRef,
      description: 'Of all people and keys of the tenant together.',
      resolve: ({ tenant }) => tenant,
    }),
  }),
});

builder.queryField('rateLimit', (t) =>
  t.field({
    type: RateLimitRef,
    requiresScopes: [],
    nullable: true,
    description: 'What the caller may still spend; null where nothing is limited.',
    resolve: (_root, _args, { rateLimit }) => rateLimit,
  }),
);
