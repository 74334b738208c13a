import type { BucketSize, BucketState } from './leaky-bucket.js';

export interface Bucket {
  /** Whose it is: the same for every gateway. */
  name: string;
  size: BucketSize;
}

export interface Poured {
  /** For how many milliseconds to wait until every bucket holds the cost; 0: it was poured into each of them. */
  waitMs: number;
  /** In the order asked, as they stand now. */
  states: BucketState[];
}

/** Where buckets are kept. Cost goes into all that are named, or into none. */
export interface Buckets {
  pour(buckets: readonly Bucket[], cost: number): Promise<Poured>;
  close(): Promise<void>;
}
