import { z } from 'zod';

const Bucket = z.object({ capacity: z.number(), restorePerSecond: z.number(), available: z.number() });

const State = z.object({ caller: Bucket, tenant: Bucket });

/** What a caller and its tenant may spend at this moment, the running operation paid for. In cost, as the gateway counts it. */
export type RateLimitState = z.infer<typeof State>;

/** Carries the state from the gateway to a service, for whoever asks for it in the graph. It allows nothing. */
export const RATE_LIMIT_HEADER = 'x-thi-dua-rate-limit';

export const writeRateLimit = (state: RateLimitState): string => JSON.stringify(state);

/** Null for what no gateway wrote. */
export function readRateLimit(header: string | undefined): RateLimitState | null {
  if (header === undefined) return null;
  try {
    return State.parse(JSON.parse(header));
  } catch {
    return null;
  }
}
