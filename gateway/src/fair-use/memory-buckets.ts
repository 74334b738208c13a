import type { Buckets } from './buckets.js';
import { atMostFull, type EmptyAt, pour, stateOf } from './leaky-bucket.js';

/** From this many on, buckets that have become empty are forgotten. */
const SWEEP_FROM = 10_000;

/** The buckets of one gateway alone, by a clock that nobody puts back. */
export function memoryBuckets(now: () => number = () => performance.now()): Buckets {
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
      for (const { name, size } of buckets) {
        const empty = emptyAt.get(name) ?? 0;
        if (atMostFull(empty, moment, size) < empty) emptyAt.set(name, atMostFull(empty, moment, size));
      }
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
