/** "27/9/2017" or "ngày 9 tháng 11 năm 2017", folded; bounded, so that no text makes it slow. */
export const DAY =
  '(?:ngay\\s{0,3})?(?:([0-3]?\\d)\\s?[/.-]\\s?([01]?\\d)\\s?[/.-]\\s?((?:19|20)\\d\\d)|([0-3]?\\d)\\s{0,3}thang\\s{0,3}([01]?\\d)\\s{0,3}nam\\s{0,3}((?:19|20)\\d\\d))';

/** A day that exists, as ISO 8601; null for one that does not. */
export function isoDay(day: string | undefined, month: string | undefined, year: string | undefined): string | null {
  if (!day || !month || !year) return null;
  const iso = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  const date = new Date(`${iso}T00:00:00Z`);
  return Number.isNaN(date.getTime()) || date.toISOString().slice(0, 10) !== iso ? null : iso;
}

/** The day that a match of {@link DAY} names; `first` is the number of its first group. */
export const dayIn = (match: readonly (string | undefined)[], first = 1): string | null =>
  match[first] === undefined
    ? isoDay(match[first + 3], match[first + 4], match[first + 5])
    : isoDay(match[first], match[first + 1], match[first + 2]);

/** "1.057.374" and "0,5" as exact decimals, also "2.5"; null where the dots part neither thousands nor a decimal. */
export function decimalOf(printed: string): string | null {
  const typed = /^0*(\d+)\.(\d{1,2})$/.exec(printed.trim());
  if (typed) return `${typed[1]}.${typed[2]}`;
  const match = /^(\d{1,3}(?:\.\d{3})+|\d+)(?:,(\d+))?$/.exec(printed.trim());
  if (!match?.[1]) return null;
  const whole = match[1].replaceAll('.', '').replace(/^0+(?=\d)/, '');
  return match[2] === undefined ? whole : `${whole}.${match[2]}`;
}
