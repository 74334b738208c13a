/** An exact number. Nothing that a verdict rests on passes through a float or is rounded before it is compared. */
export interface Fraction {
  readonly numerator: bigint;
  /** Above 0; the two share no factor. */
  readonly denominator: bigint;
}

const absolute = (value: bigint) => (value < 0n ? -value : value);
function commonFactor(a: bigint, b: bigint): bigint {
  let [x, y] = [absolute(a), absolute(b)];
  while (y !== 0n) [x, y] = [y, x % y];
  return x;
}

/** `denominator` is not 0. */
export function fraction(numerator: bigint, denominator = 1n): Fraction {
  const sign = denominator < 0n ? -1n : 1n;
  const factor = commonFactor(numerator, denominator) * sign;
  return { numerator: numerator / factor, denominator: denominator / factor };
}
export const ZERO = fraction(0n);
export const whole = (value: number): Fraction => fraction(BigInt(value));

/** Reads a decimal as the database and the rules write it: "4", "-0.5", "5.000292". */
export function decimal(text: string): Fraction {
  const [, sign = '', digits = '', places = ''] = /^(-?)(\d+)(?:\.(\d*))?$/.exec(text) ?? [];
  if (digits === '') throw new RangeError(`no decimal: ${text.slice(0, 40)}`);
  return fraction(BigInt(`${sign}${digits}${places}`), 10n ** BigInt(places.length));
}

export const add = (a: Fraction, b: Fraction): Fraction =>
  fraction(a.numerator * b.denominator + b.numerator * a.denominator, a.denominator * b.denominator);
export const negate = (a: Fraction): Fraction => ({ numerator: -a.numerator, denominator: a.denominator });
export const subtract = (a: Fraction, b: Fraction): Fraction => add(a, negate(b));
export const multiply = (a: Fraction, b: Fraction): Fraction =>
  fraction(a.numerator * b.numerator, a.denominator * b.denominator);
/** Null where `b` is 0. */
export const divide = (a: Fraction, b: Fraction): Fraction | null =>
  b.numerator === 0n ? null : fraction(a.numerator * b.denominator, a.denominator * b.numerator);
export const isZero = (a: Fraction): boolean => a.numerator === 0n;
/** Below, at or above 0 as `a` is below, at or above `b`. */
export function compare(a: Fraction, b: Fraction): number {
  const difference = a.numerator * b.denominator - b.numerator * a.denominator;
  return difference < 0n ? -1 : difference > 0n ? 1 : 0;
}

/** For reading only: with at most so many places, half up (away from 0), without trailing zeros. */
export function rounded(value: Fraction, places: number): string {
  const scaled = absolute(value.numerator) * 10n ** BigInt(places);
  const digits = String((2n * scaled + value.denominator) / (2n * value.denominator)).padStart(places + 1, '0');
  const cut = digits.length - places;
  const fractional = digits.slice(cut).replace(/0+$/, '');
  const text = fractional === '' ? digits.slice(0, cut) : `${digits.slice(0, cut)}.${fractional}`;
  return value.numerator < 0n && text !== '0' ? `-${text}` : text;
}
