import type { RateLimitState } from '@thi-dua/schema/rate-limit';
import { fillMs } from './leaky-bucket.js';

/**
 * `RateLimit-Policy` and `RateLimit` (draft-ietf-httpapi-ratelimit-headers): `q` the cost that a bucket holds, `w` the
 * seconds in which a full one empties, `r` the cost that is left, `t` the seconds until all of it is.
 */
export function rateLimitHeaders(state: RateLimitState | undefined): Record<string, string> {
  if (state === undefined) return {};
  const buckets = Object.entries(state);
  const policy = buckets.map(
    ([name, bucket]) => `"${name}";q=${bucket.capacity};w=${Math.ceil(fillMs(bucket) / 1000)}`,
  );
  const limit = buckets.map(
    ([name, { capacity, available, restorePerSecond }]) =>
      `"${name}";r=${available};t=${Math.ceil((capacity - available) / restorePerSecond)}`,
  );
  return { 'ratelimit-policy': policy.join(', '), ratelimit: limit.join(', ') };
}
