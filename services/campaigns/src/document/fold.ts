const MARKS = /[\u0300-\u036f]/g;
const cache = new Map<string, string>();
/** Quotes and dashes that print alike. */
const alike: Record<string, string> = {
  '“': '"',
  '”': '"',
  '„': '"',
  '‘': "'",
  '’': "'",
  '–': '-',
  '—': '-',
  '‑': '-',
};

function foldUnit(unit: string): string {
  const known = cache.get(unit);
  if (known !== undefined) return known;
  const bare = (alike[unit] ?? unit).normalize('NFD').replace(MARKS, '').toLowerCase().replace('đ', 'd');
  const folded = bare.length === 1 ? bare : unit;
  cache.set(unit, folded);
  return folded;
}

/**
 * A text as keywords are looked up in it: small letters without diacritics, so that a scan that lost them reads the same.
 * Unit for unit as long as the text itself: what is found in one stands at the same place in the other.
 */
export function fold(text: string): string {
  let folded = '';
  for (const unit of text.split('')) folded += foldUnit(unit);
  // A scan takes "l" for "1" and "o" for "0" and back; inside a word the digit is the letter.
  return folded.replace(/[a-z\d]+/g, (word) => {
    const digits = word.replace(/[a-z]+/g, '');
    const slip = (digits === '1' || digits === '0') && word.length >= 3;
    return slip ? word.replace('1', 'l').replace('0', 'o') : word;
  });
}
