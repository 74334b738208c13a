import type { FaultCode } from '@thi-dua/schema/fault-codes';
import type { UserError } from '@thi-dua/schema/user-error';

export const fault = (code: FaultCode, message: string, ...path: string[]): UserError => ({ code, message, path });

const MAX_TEXT = 1000;

/** Texts are kept in composed Unicode: what looks the same is the same. */
export const nfc = (text: string): string => text.trim().normalize('NFC');

export function textFaults(text: string, ...path: string[]): UserError[] {
  if (nfc(text) === '') return [fault('EMPTY', 'This text must not be empty.', ...path)];
  if (text.length > MAX_TEXT) return [fault('TOO_LONG', `This text is longer than ${MAX_TEXT} characters.`, ...path)];
  return [];
}

/** Codes are stable for ever: one that was taken once is never given again. */
export function codeFaults(code: string, taken: (code: string) => boolean, ...path: string[]): UserError[] {
  if (!/^[A-Z][A-Z0-9_]{1,62}$/.test(code)) {
    const message = 'A code has 2 to 63 characters: capitals A to Z, digits and "_", beginning with a letter.';
    return [fault('CODE_MALFORMED', message, ...path)];
  }
  return taken(code) ? [fault('CODE_TAKEN', `The code ${code} is taken, if only by what has ended.`, ...path)] : [];
}

const EARLIEST = '1945-01-01';
const LATEST = '2999-12-31';

export function dayFaults(day: string | null, ...path: string[]): UserError[] {
  if (day === null || (EARLIEST <= day && day <= LATEST)) return [];
  return [fault('DAY_OUT_OF_RANGE', `A day lies between ${EARLIEST} and ${LATEST}.`, ...path)];
}

/** Half-open: the second is the first day on which it no longer holds. */
export function stretchFaults(validFrom: string | null, validTo: string | null): UserError[] {
  const faults = [...dayFaults(validFrom, 'validFrom'), ...dayFaults(validTo, 'validTo')];
  if (faults.length === 0 && validFrom !== null && validTo !== null && validTo <= validFrom)
    faults.push(fault('END_BEFORE_BEGIN', `It would end before it begins, on ${validFrom}.`, 'validTo'));
  return faults;
}
