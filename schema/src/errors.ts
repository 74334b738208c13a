import { GraphQLError } from 'graphql';
import type { ErrorCode } from './error-codes.js';
import type { ServiceName } from './identity.js';

const status: Partial<Record<ErrorCode, number>> = {
  UNAUTHENTICATED: 401,
  RATE_LIMITED: 429,
  OVERLOADED: 503,
  UNAVAILABLE: 503,
  DISK_FULL: 507,
};

/** After how many seconds a part that cannot be reached is worth another request. */
export const UNAVAILABLE_WAIT_S = 5;

/** An error whose text is meant for the client. Everything else that is thrown is masked (see `maskError`). */
export class PublicError extends GraphQLError {
  constructor(code: ErrorCode, message: string, extensions: Record<string, unknown> = {}) {
    const http = status[code];
    super(message, {
      extensions: {
        code,
        ...(code === 'OVERLOADED' && { retryAfter: 1 }),
        ...extensions,
        ...(http !== undefined && { http: { status: http } }),
      },
    });
  }
}

/** The caller's mistake in one argument or input field. */
export const badInput = (message: string, argument?: string) =>
  new PublicError('BAD_USER_INPUT', message, argument === undefined ? {} : { argument });

/** The caller is known but lacks a role or scope for this operation. Says nothing about any record. */
export const forbidden = (message: string) => new PublicError('FORBIDDEN', message);

export const unauthenticated = () =>
  new PublicError('UNAUTHENTICATED', 'This operation needs a valid access token in the Authorization header.');

export const overloaded = () =>
  new PublicError('OVERLOADED', 'The service is busy. Repeat the request after the number of seconds in "retryAfter".');

/** It was done whole, or not at all: repeated blindly, it may be done twice. */
export const unsure = (extensions: Record<string, unknown> = {}) =>
  new PublicError(
    'UNAVAILABLE',
    'It is not known whether this was done: the connection broke before the answer. Look, or repeat it with the same idempotency key.',
    { ...extensions, mayHaveHappened: true },
  );

export const diskFull = () =>
  new PublicError('DISK_FULL', 'There is no room left to write this. Nothing was changed. Repeat it later.');

/** `service`: which one is away, where it is another than the one that says so. */
export const unavailable = (service?: ServiceName) =>
  service === undefined
    ? new PublicError('UNAVAILABLE', 'The service cannot reach what it keeps its records in. Repeat the request later.')
    : new PublicError(
        'UNAVAILABLE',
        'A part that this needs is not available at the moment. Repeat the request later.',
        {
          service,
        },
      );
