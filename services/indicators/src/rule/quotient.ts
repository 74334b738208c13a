import { divide, type Fraction, multiply, whole } from './fraction.js';
import type { Figure, Parts } from './question.js';

/** What two sums make: a ratio in percent, a mean in the unit it is measured in. Null where the second is 0. */
export function quotient({ numerator, denominator }: Parts, kind: Figure['kind']): Fraction | null {
  const share = divide(numerator, denominator);
  return share && (kind === 'RATIO' ? multiply(share, whole(100)) : share);
}
