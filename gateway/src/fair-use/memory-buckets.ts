import type { Buckets } from './buckets.js';
import { type EmptyAt, pour, stateOf } from './leaky-bucket.js';

/** From this many on, buckets that have become empty are forgotten. */
const SWEEP_FROM = 10_000;

/** The buckets of one gateway alone. */
export function memoryBuckets(now: () => number = Date.now): Buckets {
  const emptyAt = new Map<string, EmptyAt>();
  let sweepAt = SWEEP_FROM;
  const sweep = (moment: number) => {
    for (const [name, empty] of emptyAt) if (empty <= moment) emptyAt.delete(name);
    // Never sooner than it has doubled: one that finds nothing must not be repeated at every request.
    sweepAt = Math.max(SWEEP_FROM, emptyAt.size * 2);
  };
  return {
    async pour(buckets, cost) {
      const moment = now();
      if (emptyAt.size >= sweepAt) sweep(moment);
      const poured = buckets.map(({ name, size }) => pour(emptyAt.get(name) ?? 0, cost, moment, size));
      const waitMs = Math.max(0, ...poured.map((one) => one.waitMs));
      if (waitMs === 0)
        buckets.forEach(({ name }, i) => {
          emptyAt.set(name, poured[i]?.next ?? 0);
        });
      return { waitMs, states: buckets.map(({ name, size }) => stateOf(emptyAt.get(name) ?? 0, moment, size)) };
    },
    async close() {},
  };
}
