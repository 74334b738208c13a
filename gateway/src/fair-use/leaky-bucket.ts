/** A bucket that cost is poured into and that leaks at a steady rate; what would make it run over is refused. */
export interface BucketSize {
  /** Cost that it holds. */
  capacity: number;
  /** Cost that leaks out of it a second. */
  restorePerSecond: number;
}

/**
 * All that is kept of a bucket: the moment, in milliseconds, at which it will be empty. One in the past is an empty
 * bucket, so that one that was never used, or was forgotten since, needs no record.
 */
export type EmptyAt = number;

export interface BucketState extends BucketSize {
  /** What can be poured in at this moment, rounded down: whoever is told may spend it. */
  available: number;
}

/** What moments may be off by: they are fractions of a millisecond, counted from 1970. */
export const ROUNDING_MS = 0.01;

/** Where the bucket stands once `cost` was poured in, and for how many milliseconds that is too much; 0: it holds it. */
export function pour(emptyAt: EmptyAt, cost: number, now: number, size: BucketSize) {
  const next = Math.max(now, emptyAt) + (cost / size.restorePerSecond) * 1000;
  const over = next - now - fillMs(size);
  return { next, waitMs: over > ROUNDING_MS ? over : 0 };
}

export const stateOf = (emptyAt: EmptyAt, now: number, size: BucketSize): BucketState => ({
  ...size,
  available: Math.max(0, Math.floor(size.capacity - (Math.max(0, emptyAt - now) / 1000) * size.restorePerSecond)),
});

/**
 * No bucket holds more than it can: one that seems to was filled before the clock was put back, or before it became smaller. It is
 * full from then on; left as it is, it would be full until the clock is where it was.
 */
export const atMostFull = (emptyAt: EmptyAt, now: number, size: BucketSize): EmptyAt =>
  Math.min(emptyAt, now + fillMs(size));

/** How long a full bucket takes to become empty. */
export const fillMs = ({ capacity, restorePerSecond }: BucketSize): number => (capacity / restorePerSecond) * 1000;
