import type { UserError } from '@thi-dua/schema/user-error';
import { fault } from './plan-result.js';

const MAX_TEXT = 10_000;

/** Texts are kept in composed Unicode: what looks the same is the same. */
export const nfc = (text: string): string => text.trim().normalize('NFC');

/** What can be wrong with a text that was given. */
export function textFault(text: string, ...path: string[]): UserError[] {
  if (nfc(text) === '') return [fault('EMPTY', 'This text must not be empty.', ...path)];
  if (text.length > MAX_TEXT) return [fault('TOO_LONG', `This text is longer than ${MAX_TEXT} characters.`, ...path)];
  return [];
}

/** The number line as a document prints it: "255/KH-UBND". */
export const numberLine = (number: string | null, symbol: string | null): string | null =>
  number === null && symbol === null ? null : [number, symbol].filter((part) => part !== null).join('/');
