import { createHash } from 'node:crypto';
import type { Format, Rendering } from './format.js';
import type { Language } from './language.js';

/** Of what the file shows: the same until a figure, a word or what the caller may see changes. */
export function entityTag(
  { extension, exact }: Pick<Format, 'extension' | 'exact'>,
  language: Language,
  rendering: Rendering,
): string {
  const hash = createHash('sha256').update(`${extension} ${language}\n`);
  for (const piece of rendering.content()) hash.update(piece);
  return `${exact ? '' : 'W/'}"${hash.digest('base64url')}"`;
}
