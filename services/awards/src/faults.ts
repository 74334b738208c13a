import type { FaultCode } from '@thi-dua/schema/fault-codes';
import type { UserError } from '@thi-dua/schema/user-error';

const MAX_TEXT = 10_000;

export const fault = (code: FaultCode, message: string, ...path: string[]): UserError => ({ code, message, path });

/** Texts are kept in composed Unicode: what looks the same is the same. */
export const nfc = (text: string): string => text.trim().normalize('NFC');
export const given = (text: string | null | undefined): string | null => (text ? nfc(text) || null : null);

/** What can be wrong with a text that was given. */
export function textFault(text: string, ...path: string[]): UserError[] {
  if (nfc(text) === '') return [fault('EMPTY', 'This text must not be empty.', ...path)];
  if (text.length > MAX_TEXT) return [fault('TOO_LONG', `This text is longer than ${MAX_TEXT} characters.`, ...path)];
  return [];
}

/** Of all the texts of an input that were given. */
export const textFaults = (texts: Record<string, string | null | undefined>): UserError[] =>
  Object.entries(texts).flatMap(([name, text]) => (typeof text === 'string' ? textFault(text, name) : []));
