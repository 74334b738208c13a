const PLACES = 12;

/** An exact decimal with at most twelve places, as a whole number of 10^-12. */
function scaled(text: string): bigint {
  const negative = text.startsWith('-');
  const [whole = '0', fraction = ''] = text.replace('-', '').split('.');
  const digits = BigInt(whole + fraction.slice(0, PLACES).padEnd(PLACES, '0'));
  return negative ? -digits : digits;
}

export const isLess = (a: string, b: string): boolean => scaled(a) < scaled(b);
