import { memoryBuckets } from '@thi-dua/gateway/fair-use/memory-buckets';
import fc from 'fast-check';
import { expect, test } from 'vitest';

const size = fc.record({
  capacity: fc.integer({ min: 1, max: 1000 }),
  restorePerSecond: fc.integer({ min: 1, max: 500 }),
});
const steps = fc.array(
  fc.record({ after: fc.integer({ min: 0, max: 5000 }), cost: fc.integer({ min: 0, max: 1200 }) }),
  { minLength: 1, maxLength: 60 },
);

test('in no stretch of time more is admitted than a full bucket and what leaks meanwhile', async () => {
  await fc.assert(
    fc.asyncProperty(size, steps, async (bucket, asked) => {
      let now = 1_000_000;
      const buckets = memoryBuckets(() => now);
      const admitted: { at: number; cost: number }[] = [];
      for (const { after, cost } of asked) {
        now += after;
        const { waitMs } = await buckets.pour([{ name: 'a', size: bucket }], cost);
        if (waitMs === 0) admitted.push({ at: now, cost });
      }
      admitted.forEach(({ at: from }, i) => {
        let sum = 0;
        for (const { at, cost } of admitted.slice(i)) {
          sum += cost;
          expect(sum).toBeLessThanOrEqual(bucket.capacity + ((at - from) / 1000) * bucket.restorePerSecond + 0.01);
        }
      });
    }),
  );
});

test('what is said to be available can be spent at once, and after the stated wait the same is taken', async () => {
  await fc.assert(
    fc.asyncProperty(size, steps, async (bucket, asked) => {
      let now = 1_000_000;
      const buckets = memoryBuckets(() => now);
      const pour = (cost: number) => buckets.pour([{ name: 'a', size: bucket }], cost);
      for (const { after, cost } of asked) {
        now += after;
        const { waitMs, states } = await pour(cost);
        if (waitMs === 0) continue;
        expect((await pour(states[0]?.available ?? 0)).waitMs).toBe(0);
        const again = await pour(Math.min(cost, bucket.capacity));
        now += Math.ceil(again.waitMs);
        expect((await pour(Math.min(cost, bucket.capacity))).waitMs).toBeLessThanOrEqual(
          again.waitMs === 0 ? Infinity : 0,
        );
      }
    }),
  );
});

test('what does not fit into one bucket is poured into none', async () => {
  const buckets = memoryBuckets(() => 0);
  const large = { name: 'large', size: { capacity: 100, restorePerSecond: 1 } };
  const small = { name: 'small', size: { capacity: 10, restorePerSecond: 1 } };
  expect(await buckets.pour([large, small], 11)).toMatchObject({
    waitMs: 1000,
    states: [{ available: 100 }, { available: 10 }],
  });
  expect(await buckets.pour([large, small], 10)).toMatchObject({
    waitMs: 0,
    states: [{ available: 90 }, { available: 0 }],
  });
});

test('whatever the clock does, nobody waits less than nothing or longer than for a full bucket, and then it is taken', async () => {
  const jumps = fc.array(
    fc.record({ by: fc.integer({ min: -1e9, max: 1e9 }), cost: fc.integer({ min: 0, max: 1200 }) }),
    { minLength: 1, maxLength: 30 },
  );
  await fc.assert(
    fc.asyncProperty(size, jumps, async (bucket, asked) => {
      let now = 2e12;
      const buckets = memoryBuckets(() => now);
      for (const { by, cost } of asked) {
        now += by;
        const { waitMs, states } = await buckets.pour([{ name: 'a', size: bucket }], cost);
        expect(waitMs).toBeGreaterThanOrEqual(0);
        expect(waitMs).toBeLessThanOrEqual((cost / bucket.restorePerSecond) * 1000 + 0.01);
        expect(states[0]?.available).toBeGreaterThanOrEqual(0);
        expect(states[0]?.available).toBeLessThanOrEqual(bucket.capacity);
        if (cost > bucket.capacity) continue;
        now += Math.ceil(waitMs);
        if (waitMs > 0) expect((await buckets.pour([{ name: 'a', size: bucket }], cost)).waitMs).toBe(0);
      }
    }),
  );
});
