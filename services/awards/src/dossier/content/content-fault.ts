import type { FaultCode } from '@thi-dua/schema/fault-codes';

/** Why a file is not taken in. The codes are stable; docs/awards.md lists them. */
export type ContentCode = Extract<
  FaultCode,
  | 'EMPTY_FILE'
  | 'UNSUPPORTED_TYPE'
  | 'FILE_ENCRYPTED'
  | 'FILE_UNREADABLE'
  | 'MACROS'
  | 'UNPACKS_TOO_LARGE'
  | 'TWO_TYPES'
>;

/** What is in a file is not what may be in a dossier. */
export class ContentFault extends Error {
  constructor(
    readonly code: ContentCode,
    message: string,
  ) {
    super(message);
  }
}

export const damaged = (what: string) =>
  new ContentFault('FILE_UNREADABLE', `The file begins as ${what} and is damaged or cut short.`);

/** What a picture or document may come to once it is unpacked: a small file can be made to hold any amount. */
export const unpacksTooLarge = () =>
  new ContentFault('UNPACKS_TOO_LARGE', 'The file unpacks to more than any such file holds.');
