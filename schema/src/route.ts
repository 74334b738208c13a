import { GraphQLError } from 'graphql';
import type { Caller } from './caller.js';
import type { ErrorCode } from './error-codes.js';
import { PublicError, UNAVAILABLE_WAIT_S } from './errors.js';
import type { Log } from './log.js';
import { maskError } from './mask-error.js';
import type { Scope } from './scopes.js';
import type { Execution } from './subgraph.js';

/** Something a service takes or gives beside the graph: a file of any size, in a stream. */
export interface RouteAddress {
  readonly method: 'GET' | 'POST';
  /** The same at the gateway and at a service that runs alone. */
  readonly path: string;
  /** What it takes to use it, held by the gateway and by the service; none where the address itself is what allows it. */
  readonly requiresScopes?: readonly Scope[];
}

/** The headers of a request that a route gets to see. */
export const ROUTE_HEADERS = ['content-type', 'content-encoding', 'idempotency-key', 'if-none-match'] as const;

/** The headers of an answer that a gateway in front of the service hands on. */
export const ANSWER_HEADERS = [
  'content-type',
  'content-disposition',
  'content-length',
  'cache-control',
  'etag',
  'last-modified',
  'retry-after',
  'www-authenticate',
] as const;

export interface RouteRequest {
  readonly query: URLSearchParams;
  readonly headers: Readonly<Partial<Record<(typeof ROUTE_HEADERS)[number], string>>>;
  readonly body: AsyncIterable<Uint8Array>;
  /** Aborted when whoever asked is gone. */
  readonly signal: AbortSignal;
}

export interface RouteAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  /** Read to its end, or returned early where whoever asked is gone. */
  readonly body: string | AsyncIterable<string | Uint8Array>;
}

/** What the audit log says of a route. */
export interface RouteChange {
  readonly action: string;
  /** The parameter that holds the id of what is changed; null where no id is given. */
  readonly idIn: string | null;
}

export interface Route extends RouteAddress {
  /** How its changes stand in the audit log; null for one that only reads, or is a step of our own machinery. */
  readonly changes: RouteChange | null;
  /** What it throws before it answers becomes the answer; see {@link refusal}. `open` begins a transaction as the caller. */
  answer(request: RouteRequest, caller: Caller, open: () => Execution): Promise<RouteAnswer>;
}

const statusOf: Partial<Record<ErrorCode, number>> = {
  BAD_USER_INPUT: 400,
  UNAUTHENTICATED: 401,
  FORBIDDEN: 403,
  RATE_LIMITED: 429,
  OVERLOADED: 503,
  UNAVAILABLE: 503,
  DISK_FULL: 507,
};

/** The public face of whatever was thrown. */
export function publicError(error: unknown, log: Log): GraphQLError {
  if (error instanceof PublicError) return error;
  const cause = error instanceof Error ? error : new Error(String(error));
  return maskError(new GraphQLError(cause.message, { originalError: cause }), log);
}

/** The last line of an answer in lines (NDJSON) that comes to nothing. */
export function refusalLine({ message, extensions }: GraphQLError): string {
  const { code, service, retryAfter, mayHaveHappened } = extensions;
  return `${JSON.stringify({ type: 'error', code, message, service, retryAfter, mayHaveHappened })}\n`;
}

/** The answer to a request that is not taken: as the graph would put it. */
export function refusal(thrown: unknown, log: Log): RouteAnswer {
  const { message, extensions } = publicError(thrown, log);
  const { http, ...shown } = extensions as {
    code?: ErrorCode;
    http?: { status?: number };
    retryAfter?: number;
    mayHaveHappened?: boolean;
  };
  const wait = shown.code === 'UNAVAILABLE' && !shown.mayHaveHappened ? UNAVAILABLE_WAIT_S : undefined;
  const retryAfter = shown.retryAfter ?? wait;
  return {
    status: http?.status ?? (shown.code && statusOf[shown.code]) ?? 500,
    headers: {
      'content-type': 'application/json; charset=utf-8',
      ...(shown.code === 'UNAUTHENTICATED' && { 'www-authenticate': 'Bearer' }),
      ...(retryAfter !== undefined && { 'retry-after': String(retryAfter) }),
    },
    body: JSON.stringify({ errors: [{ message, extensions: shown }] }),
  };
}
