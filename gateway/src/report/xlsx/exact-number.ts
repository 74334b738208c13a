/** As many significant digits as spreadsheet programs keep. */
const KEPT_DIGITS = 15;

/**
 * The number a cell can hold for an exact decimal, or null where it would lose a digit: such a figure is written as text.
 * A decimal of up to 15 significant digits comes back from a double as it was.
 */
export function exactNumber(decimal: string): number | null {
  const digits = decimal.replace(/^-?0*\.?0*|\./g, '').replace(/^0+/, '');
  if (digits.length > KEPT_DIGITS) return null;
  const value = Number(decimal);
  return Number.isFinite(value) ? value : null;
}
