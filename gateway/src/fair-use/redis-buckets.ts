import type { Log } from '@thi-dua/schema/log';
import { createClient } from 'redis';
import { z } from 'zod';
import type { Buckets } from './buckets.js';
import { fillMs, ROUNDING_MS, stateOf } from './leaky-bucket.js';

/**
 * What `pour` and `atMostFull` of leaky-bucket.ts do, at Redis and by its clock: whichever gateway asks, buckets fill once. KEYS: the
 * buckets. ARGV: for each the milliseconds that the cost takes to leak and those that a full bucket takes; then the rounding.
 * Answers the wait, the moment, and when each bucket is empty.
 */
const POUR = `
local time = redis.call('TIME')
local now = time[1] * 1000 + time[2] / 1000
local wait = 0
local before = {}
local after = {}
for i, key in ipairs(KEYS) do
  local empty = tonumber(redis.call('GET', key) or '0')
  local full = now + tonumber(ARGV[2 * i])
  if empty > full then
    empty = full
    redis.call('SET', key, string.format('%.3f', full), 'PX', math.ceil(full - now) + 1)
  end
  before[i] = math.max(now, empty)
  after[i] = before[i] + tonumber(ARGV[2 * i - 1])
  wait = math.max(wait, after[i] - now - tonumber(ARGV[2 * i]))
end
if wait <= tonumber(ARGV[2 * #KEYS + 1]) then wait = 0 end
local stands = wait > 0 and before or after
local answer = { string.format('%.3f', wait), string.format('%.3f', now) }
for i, key in ipairs(KEYS) do
  if wait == 0 then redis.call('SET', key, string.format('%.3f', after[i]), 'PX', math.ceil(after[i] - now) + 1) end
  answer[i + 2] = string.format('%.3f', stands[i])
end
return answer`;

const Answer = z.tuple([z.coerce.number(), z.coerce.number()], z.coerce.number());

/** Longer than this no request waits for Redis. */
const PATIENCE_MS = 250;

/**
 * The buckets of all gateways together. Rejects while Redis does not answer; it is looked for again all the time.
 * `prefix` parts systems that share one Redis.
 */
export function redisBuckets({ url, prefix, log }: { url: string; prefix: string; log: Log }): Buckets {
  const client = createClient({
    url,
    // Commands fail at once while there is no connection, rather than wait for one.
    disableOfflineQueue: true,
    socket: { connectTimeout: 2000, reconnectStrategy: (tries: number) => Math.min(100 * 2 ** tries, 5000) },
  });
  client.on('error', (error: unknown) => log.debug({ err: error }, 'Redis'));
  client.connect().catch(() => {});
  return {
    async pour(buckets, cost) {
      // In braces: a cluster keeps all that are asked of together in one place.
      const keys = buckets.map(({ name }) => `${prefix}:${name}`);
      const terms = buckets.flatMap(({ size }) => [(cost / size.restorePerSecond) * 1000, fillMs(size)]);
      const answer = await within(
        PATIENCE_MS,
        client.eval(POUR, { keys, arguments: [...terms, ROUNDING_MS].map(String) }),
      );
      const [waitMs, now, ...emptyAt] = Answer.parse(answer);
      return { waitMs, states: buckets.map(({ size }, i) => stateOf(emptyAt[i] ?? 0, now, size)) };
    },
    async close() {
      client.destroy();
    },
  };
}

async function within<T>(ms: number, work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new Error(`no answer within ${ms} ms`)), ms);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}
