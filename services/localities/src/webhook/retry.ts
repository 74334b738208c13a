const MINUTE = 60;
const HOUR = 60 * MINUTE;

/** How many seconds after each attempt that failed the next one follows, before jitter: ten attempts in about three days. */
export const RETRY_AFTER: readonly number[] = [
  5,
  5 * MINUTE,
  30 * MINUTE,
  2 * HOUR,
  5 * HOUR,
  10 * HOUR,
  14 * HOUR,
  20 * HOUR,
  24 * HOUR,
];

/** By how much at most each of them is lengthened or shortened, so that what failed together does not come back together. */
export const JITTER = 0.2;

/**
 * Seconds until the attempt after the one of this number (from 1); null where it was the last. An endpoint that names a time
 * itself (`Retry-After`) is given it, up to a day. `random` is from 0 to 1.
 */
export function secondsUntilNext(attempt: number, retryAfter: number | null, random: number): number | null {
  const planned = RETRY_AFTER[attempt - 1];
  if (planned === undefined) return null;
  return Math.max(planned * (1 - JITTER + 2 * JITTER * random), Math.min(retryAfter ?? 0, 24 * HOUR));
}
