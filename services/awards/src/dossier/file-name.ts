const MOST_CHARACTERS = 200;
/** Separators of paths, controls, and signs that turn the direction of writing, by which a name shows as another. */
const UNSAFE = /[\p{Cc}\p{Zl}\p{Zp}/\\:*?"<>|\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]/u;

/** A file's name in composed Unicode, as it may be shown and saved anywhere; null for one that may not. */
export function safeName(given: string): string | null {
  const name = given.normalize('NFC').trim();
  if (name === '' || name.length > MOST_CHARACTERS || UNSAFE.test(name)) return null;
  return /^\.|\.$/.test(name) ? null : name;
}

/** Without diacritics, for programs that know nothing but ASCII. */
const ascii = (name: string) =>
  name
    .replaceAll('đ', 'd')
    .replaceAll('Đ', 'D')
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/[^\w.() -]/g, '_');

/** What RFC 8187 leaves of encodeURIComponent. */
const encoded = (name: string) =>
  encodeURIComponent(name).replace(/['()*!]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`);

/** To be saved under its name, whatever script that is in (RFC 6266). */
export const attachment = (name: string): string =>
  `attachment; filename="${ascii(name)}"; filename*=UTF-8''${encoded(name)}`;
