import pg from 'pg';
import { DiskFullError, OverloadedError, UnavailableError } from './errors.js';

/**
 * SQLSTATEs of a session that is at its end: of the connection (08), the server's (57P01 to 57P05), and the bounds on sessions that
 * are left alone (25P03, 25P04).
 */
const ENDED = /^(?:08...|57P0[1-5]|25P0[34])$/;
/** With these, whatever the state is called, the server ends the session. */
const LAST = new Set(['FATAL', 'PANIC']);
const DISK_FULL = '53100';
/**
 * What the server gives up for others' sake, or because it takes too long: a serialization failure, a deadlock, a lock that is not
 * given, the bound on one statement. A standby says the first of what it can show no longer.
 */
const GIVEN_UP = new Set<unknown>(['40001', '40P01', '55P03', '57014']);
export const TOO_MANY_CONNECTIONS = '53300';

const BROKEN = new Set<unknown>([
  'ECONNABORTED',
  'ECONNREFUSED',
  'ECONNRESET',
  'EHOSTDOWN',
  'EHOSTUNREACH',
  'ENETDOWN',
  'ENETRESET',
  'ENETUNREACH',
  'ENOTFOUND',
  'EPIPE',
  'ERR_STREAM_DESTROYED',
  'ERR_STREAM_WRITE_AFTER_END',
  'ETIMEDOUT',
]);
/** What the driver says of a connection that is gone, without a code. */
const SAID = /^(?:Connection terminated|Client has encountered a connection error|Client was closed|write after end)/;

export const codeOf = (error: unknown): unknown => (error instanceof Error && 'code' in error ? error.code : undefined);

export type SessionFault = UnavailableError | DiskFullError | OverloadedError;

/**
 * What a statement met that is no fault of its own: the session is gone, the disk full, or it was given up. Null for any other
 * error. Where the session is gone, that counts, also where the disk was why: of a commit nobody knows then what is kept.
 */
export function sessionFault(error: unknown): SessionFault | null {
  if (error instanceof pg.DatabaseError) {
    if (ENDED.test(error.code ?? '') || LAST.has(error.severity ?? '')) return new UnavailableError({ cause: error });
    if (GIVEN_UP.has(error.code)) return new OverloadedError({ cause: error });
    return error.code === DISK_FULL ? new DiskFullError({ cause: error }) : null;
  }
  const broke = BROKEN.has(codeOf(error)) || (error instanceof Error && SAID.test(error.message));
  return broke ? new UnavailableError({ cause: error }) : null;
}
