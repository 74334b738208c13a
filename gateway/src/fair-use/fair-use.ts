import { createHash } from 'node:crypto';
import type { Caller } from '@thi-dua/schema/caller';
import { PublicError } from '@thi-dua/schema/errors';
import type { RateLimitState } from '@thi-dua/schema/rate-limit';
import type { Bucket, Buckets } from './buckets.js';
import type { BucketSize } from './leaky-bucket.js';

/** How much each caller, and all callers of a tenant together, may cost. */
export interface FairUseSizes {
  caller: BucketSize;
  tenant: BucketSize;
}

export type Charged = { refused: null; state: RateLimitState } | { refused: PublicError; state: RateLimitState };

export interface FairUse {
  /** Pays for what the caller is about to do; refused, nothing is paid. Never throws. */
  charge(caller: Caller, cost: number): Promise<Charged>;
  close(): Promise<void>;
}

/** What a file that is given or taken beside the graph costs, whatever its size: its bytes are bounded elsewhere. */
export const ROUTE_COST = 1000;

/**
 * Cost flows into two leaky buckets: the caller's, so that no key or person takes what a whole tenant has, and the tenant's,
 * so that no number of keys takes what others have.
 */
export function createFairUse(buckets: Buckets, sizes: FairUseSizes): FairUse {
  return {
    async charge({ tenant, subject }, cost) {
      const asked: [Bucket, Bucket] = [
        { name: `{${tenant}}:${digest(subject)}`, size: sizes.caller },
        { name: `{${tenant}}`, size: sizes.tenant },
      ];
      const { waitMs, states } = await buckets.pour(asked, cost);
      const [ofCaller, ofTenant] = states;
      if (ofCaller === undefined || ofTenant === undefined) throw new Error('a bucket without a state');
      const state = { caller: ofCaller, tenant: ofTenant };
      return waitMs === 0 ? { refused: null, state } : { refused: rateLimited(cost, waitMs), state };
    },
    close: () => buckets.close(),
  };
}

/** A name of a person has no place in what is kept, and is of any length. */
const digest = (subject: string) => createHash('sha256').update(subject).digest('base64url').slice(0, 22);

function rateLimited(cost: number, waitMs: number): PublicError {
  const retryAfter = Math.ceil(waitMs / 1000);
  return new PublicError(
    'RATE_LIMITED',
    `This costs ${cost}, which is more than is left of your limit. Repeat it after ${retryAfter} s, or ask for less at once.`,
    { retryAfter, cost },
  );
}
