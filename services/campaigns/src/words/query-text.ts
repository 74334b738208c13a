import { badInput } from '@thi-dua/schema/errors';
import { plain } from './plain.js';

const MAX_LENGTH = 200;
const MAX_WORDS = 20;

/** What somebody typed to find a text by its words; the caller's mistake where there is none in it. */
export function requireWords(text: string, argument: string): string {
  const words = plain(text);
  if (text.length > MAX_LENGTH || words === '' || words.split(' ').length > MAX_WORDS)
    throw badInput(
      `"${argument}" takes 1 to ${MAX_WORDS} words with at least one Latin letter or digit, ${MAX_LENGTH} characters at the most.`,
      argument,
    );
  return text;
}
