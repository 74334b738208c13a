import type { IncomingMessage } from 'node:http';
import { MOST_STALE_SECONDS, readStaleness } from '@thi-dua/schema/staleness';

/** How far behind, in seconds, a caller allows its answer to be, and by which header it is told as of when the answer is. */
const ALLOWED = 'max-staleness';
const AS_OF = 'data-as-of';

export const BAD_STALENESS = {
  code: 'BAD_STALENESS',
  message: `Max-Staleness is a whole number of seconds, at most ${MOST_STALE_SECONDS}, given once.`,
} as const;

/** Undefined where nothing is said; null for what is no such number. */
export function stalenessIn({ headers }: IncomingMessage): number | null | undefined {
  const said = headers[ALLOWED];
  return said === undefined ? undefined : readStaleness(String(said));
}

export const asOfHeaders = (asOf: string | undefined): Record<string, string> =>
  asOf === undefined ? {} : { [AS_OF]: asOf };
