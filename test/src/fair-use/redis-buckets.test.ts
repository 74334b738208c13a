import { fallbackBuckets } from '@thi-dua/gateway/fair-use/fallback-buckets';
import { memoryBuckets } from '@thi-dua/gateway/fair-use/memory-buckets';
import { redisBuckets } from '@thi-dua/gateway/fair-use/redis-buckets';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { silent } from '../kit/services.js';
import { hasRedis, startRedis } from './redis.js';

const slow = { capacity: 1000, restorePerSecond: 0.001 };

describe.skipIf(!hasRedis)(
  `several gateways at one Redis${hasRedis ? '' : ' (skipped: there is no redis-server here)'}`,
  () => {
    let redis: Awaited<ReturnType<typeof startRedis>>;
    const ends: (() => Promise<void>)[] = [];
    beforeAll(async () => {
      redis = await startRedis();
    });
    afterAll(async () => {
      for (const end of ends) await end();
      await redis.end();
    });
    /** As a gateway has it; ready once Redis is reached. */
    const gateway = async (prefix: string) => {
      const shared = redisBuckets({ url: redis.url, prefix, log: silent });
      ends.push(() => shared.close());
      await vi.waitFor(() => shared.pour([{ name: '{ready}', size: slow }], 0), { timeout: 10_000 });
      return shared;
    };

    test('fill the same buckets: what one has admitted, the other has no room for', async () => {
      const [one, other] = [await gateway('a'), await gateway('a')];
      const asked = [
        { name: '{t}:p', size: slow },
        { name: '{t}', size: { ...slow, capacity: 5000 } },
      ];
      expect(await one.pour(asked, 600)).toMatchObject({
        waitMs: 0,
        states: [{ available: 400 }, { available: 4400 }],
      });
      const refused = await other.pour(asked, 600);
      expect(refused.waitMs).toBeGreaterThan(0);
      expect(refused.states).toMatchObject([{ available: 400 }, { available: 4400 }]);
      expect((await other.pour(asked, 400)).waitMs).toBe(0);
    });

    test('admit no more than a bucket holds, however many ask at once', async () => {
      const gateways = [await gateway('b'), await gateway('b')];
      const asked = Array.from({ length: 60 }, (_, i) => gateways[i % 2]?.pour([{ name: '{t}', size: slow }], 50));
      const poured = await Promise.all(asked);
      expect(poured.filter((one) => one?.waitMs === 0)).toHaveLength(20);
    });

    test('say and do what one gateway alone would', async () => {
      const [shared, alone] = [await gateway('c'), memoryBuckets()];
      for (const cost of [0, 1, 250, 749, 1, 1000, 0]) {
        const [one, other] = [
          await shared.pour([{ name: '{t}', size: slow }], cost),
          await alone.pour([{ name: '{t}', size: slow }], cost),
        ];
        expect(one.states).toEqual(other.states);
        expect(one.waitMs > 0).toBe(other.waitMs > 0);
      }
    });

    test('stay full no longer than they take to leak, though the clock was put back', async () => {
      const shared = await gateway('g');
      const quick = { capacity: 1000, restorePerSecond: 1000 };
      // Empty in a week: as one of seconds was before the clock was put back by as much.
      await shared.pour([{ name: '{t}', size: slow }], 600);
      const refused = await shared.pour([{ name: '{t}', size: quick }], 500);
      expect(refused.states).toMatchObject([{ available: 0 }]);
      expect(refused.waitMs).toBeGreaterThan(0);
      expect(refused.waitMs).toBeLessThanOrEqual(500);
      await vi.waitFor(
        async () => expect((await shared.pour([{ name: '{t}', size: quick }], 500)).waitMs).toBe(0),
        10_000,
      );
    });

    test('parted by a prefix, do not touch each other', async () => {
      const [one, other] = [await gateway('d'), await gateway('e')];
      await one.pour([{ name: '{t}', size: slow }], 1000);
      expect((await other.pour([{ name: '{t}', size: slow }], 1000)).waitMs).toBe(0);
    });

    test('go on by themselves while Redis is away, each within the limits, and share again when it is back', async () => {
      let now = 0;
      const shared = await gateway('f');
      const buckets = fallbackBuckets(shared, memoryBuckets(), silent, () => now);
      const pour = (cost: number) => buckets.pour([{ name: '{t}', size: slow }], cost);
      expect((await pour(900)).waitMs).toBe(0);
      await redis.stop();
      expect(await pour(1000)).toMatchObject({ waitMs: 0, states: [{ available: 0 }] });
      expect((await pour(1)).waitMs).toBeGreaterThan(0);
      await redis.start();
      await vi.waitFor(() => shared.pour([{ name: '{ready}', size: slow }], 0), { timeout: 20_000 });
      now += 60_000;
      // This Redis keeps nothing over its end.
      expect(await pour(300)).toMatchObject({ waitMs: 0, states: [{ available: 700 }] });
    });
  },
);
