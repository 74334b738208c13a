/**
 * A text as it is searched: without diacritics and case, words apart by one space. The database's `campaigns.plain` says
 * the same.
 */
export const plain = (text: string): string =>
  text
    .normalize('NFD')
    .replace(/[\u0300-\u036f]+/g, '')
    .replace(/[Đđ]/g, 'd')
    .replace(/[A-Z]/g, (letter) => letter.toLowerCase())
    .replace(/[^a-z0-9]+/g, ' ')
    .trim();
