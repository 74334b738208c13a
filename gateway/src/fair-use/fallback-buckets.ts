import type { Log } from '@thi-dua/schema/log';
import type { Buckets } from './buckets.js';

/** For how long the shared buckets are left alone after they failed: no request pays for trying in between. */
const LEFT_ALONE_MS = 2000;

/**
 * The shared buckets, and while they do not answer this gateway's own: requests go on, and none goes unmetered. Whatever
 * was poured elsewhere meanwhile is not made up for.
 */
export function fallbackBuckets(
  shared: Buckets,
  own: Buckets,
  log: Log,
  now: () => number = () => performance.now(),
): Buckets {
  let failedAt: number | null = null;
  return {
    async pour(buckets, cost) {
      if (failedAt !== null && now() - failedAt < LEFT_ALONE_MS) return own.pour(buckets, cost);
      try {
        const poured = await shared.pour(buckets, cost);
        if (failedAt !== null) log.info('limits are shared between gateways again');
        failedAt = null;
        return poured;
      } catch (error) {
        if (failedAt === null)
          log.warn({ err: error }, 'Redis does not answer: limits are those of this gateway alone until it does');
        failedAt = now();
        return own.pour(buckets, cost);
      }
    },
    async close() {
      await Promise.all([shared.close(), own.close()]);
    },
  };
}
