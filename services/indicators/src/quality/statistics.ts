/** Robust statistics: a few wrong values among many do not move them. For hints, so floats will do. */

export function median(values: readonly number[]): number {
  if (values.length === 0) throw new RangeError('no values have no median');
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  const upper = sorted[middle] as number;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] as number) + upper) / 2;
}

/** The median absolute deviation, scaled so that it estimates the standard deviation of normally spread values. */
export function spread(values: readonly number[]): number {
  const centre = median(values);
  return 1.4826 * median(values.map((value) => Math.abs(value - centre)));
}

/**
 * Units differ in size and figures shrink year by year: what counts is by what factor they differ. Like a logarithm
 * for large values, but also defined at 0 and below.
 */
export const onScale = Math.asinh;

/**
 * By how many standard deviations a value stands off from others, on that scale; negative: below. The spread has a
 * floor: figures that never moved would make the first small change an outlier, and small counts jump by chance
 * (their relative deviation is about 1/√n).
 */
export function deviation(value: number, others: readonly number[]): number {
  const floor = Math.max(LEAST_SPREAD, 1 / Math.sqrt(1 + Math.abs(median(others))));
  const scaled = others.map(onScale);
  return (onScale(value) - median(scaled)) / Math.max(spread(scaled), floor);
}

/** About 15 %: what a figure moves in an ordinary year. */
const LEAST_SPREAD = 0.15;

/** By which of the given powers of ten a value is off from a reference, about; null: by none of them. */
export function slippedBy(value: number, reference: number, powers: readonly number[]): number | null {
  if (value === 0 || reference === 0 || value < 0 !== reference < 0) return null;
  const magnitude = Math.log10(value / reference);
  const power = powers.find((each) => Math.abs(Math.abs(magnitude) - each) <= SLIP_TOLERANCE);
  return power === undefined ? null : power * Math.sign(magnitude);
}

/** The figure itself may have grown or fallen meanwhile, by a little more than a factor of two. */
const SLIP_TOLERANCE = 0.35;
