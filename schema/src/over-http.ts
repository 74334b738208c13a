import { traceHeaders } from '@thi-dua/prisma/span';
import {
  type DocumentNode,
  type ExecutionResult,
  GraphQLError,
  type GraphQLFormattedError,
  Kind,
  OperationTypeNode,
  print,
} from 'graphql';
import { PublicError, unsure } from './errors.js';
import { IDENTITY_HEADER, type ServiceName } from './identity.js';
import type { Log } from './log.js';
import { RATE_LIMIT_HEADER, type RateLimitState, writeRateLimit } from './rate-limit.js';
import { STALENESS_HEADER } from './staleness.js';

/** One document on its way to a service that runs alone, with the identity it is asked under. */
export interface HttpRequest {
  document: DocumentNode;
  variables?: Record<string, unknown> | undefined;
  operationName?: string | undefined;
  identity: string;
  rateLimit?: RateLimitState | null | undefined;
  /** How many seconds ago the answer may have been true. */
  maxStaleness?: number | undefined;
}

export type AskHttp = (request: HttpRequest) => Promise<ExecutionResult>;

/** How long a service may take for one document where nobody says otherwise, in milliseconds. */
export const PATIENCE_MS = 30_000;

/** A service did not answer, or answered what is no result. `sent`: it may have got the document, and acted on it. */
export class Unanswered extends Error {
  constructor(
    readonly sent: boolean,
    readonly timedOut: boolean,
    cause: unknown,
  ) {
    super('the service does not answer', { cause });
  }
}

export const isMutation = ({ definitions }: DocumentNode): boolean =>
  definitions.some(
    (definition) =>
      definition.kind === Kind.OPERATION_DEFINITION && definition.operation === OperationTypeNode.MUTATION,
  );

/** What is told of a service that did not answer: which part is missing, and whether a mutation may still have happened. */
export function away(service: ServiceName, { document }: Pick<HttpRequest, 'document'>, sent: boolean): PublicError {
  return sent && isMutation(document)
    ? unsure({ service })
    : new PublicError(
        'UNAVAILABLE',
        'This part of the answer is not available at the moment. Repeat the request later.',
        { service },
      );
}

/** Where no connection came about, nothing was sent. */
const unsent = new Set<unknown>(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'UND_ERR_CONNECT_TIMEOUT']);
/** So ends also a connection that had come about, when the network goes. */
const unreachable = new Set<unknown>(['EHOSTUNREACH', 'ENETUNREACH']);
const isUnsent = (cause: Error & { code?: unknown; syscall?: unknown }): boolean =>
  unsent.has(cause.code) || (unreachable.has(cause.code) && cause.syscall === 'connect');
function unansweredBy(error: unknown): Unanswered {
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
  return new Unanswered(
    !(cause instanceof Error && isUnsent(cause)),
    error instanceof Error && error.name === 'TimeoutError',
    error,
  );
}

/**
 * Several that do the same, as one: each request begins with the next of them. Where nothing was sent the next one is asked,
 * whatever it is; where a connection broke, a query is sent once more and a mutation never: it may have happened. One that
 * throws anything but `Unanswered` was not asked at all.
 */
export function inTurn(instances: readonly AskHttp[]): AskHttp {
  let turn = 0;
  return async (request) => {
    let repeated = false;
    let unsent = 0;
    for (let at = turn++ % instances.length; ; at = (at + 1) % instances.length) {
      const ask = instances[at];
      if (ask === undefined) throw new Error('nobody to ask');
      try {
        return await ask(request);
      } catch (error) {
        if (!(error instanceof Unanswered) || !error.sent) {
          if (++unsent >= instances.length) throw error;
        } else {
          if (repeated || error.timedOut || isMutation(request.document)) throw error;
          repeated = true;
        }
      }
    }
  };
}

/** Asks a service that runs alone, at one of its addresses, and answers for it where it is away. */
export function overHttp(
  urls: readonly string[],
  { service, log, timeoutMs }: { service: ServiceName; log: Log; timeoutMs?: number | undefined },
): AskHttp {
  const ask = inTurn(urls.map((url) => askOverHttp(url, timeoutMs)));
  return async (request) => {
    try {
      return await ask(request);
    } catch (error) {
      log.error({ err: error }, 'the service does not answer');
      return { data: null, errors: [away(service, request, !(error instanceof Unanswered) || error.sent)] };
    }
  };
}

/**
 * Throws `Unanswered` where the service is away. Written out rather than taken from a library: each request carries one
 * caller's identity, so two that look alike must never be answered together, and no header or extension of the client
 * may travel along.
 */
export function askOverHttp(url: string, timeoutMs: number = PATIENCE_MS): AskHttp {
  const printed = new WeakMap<DocumentNode, string>();
  const textOf = (document: DocumentNode) => {
    const known = printed.get(document);
    if (known !== undefined) return known;
    const text = print(document);
    printed.set(document, text);
    return text;
  };
  return async (request) => {
    let result: unknown;
    try {
      const response = await fetch(url, {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          accept: 'application/json',
          [IDENTITY_HEADER]: request.identity,
          ...(request.rateLimit && { [RATE_LIMIT_HEADER]: writeRateLimit(request.rateLimit) }),
          ...(request.maxStaleness && { [STALENESS_HEADER]: String(request.maxStaleness) }),
          ...traceHeaders(),
        },
        body: JSON.stringify({
          query: textOf(request.document),
          variables: request.variables,
          operationName: request.operationName,
        }),
        redirect: 'error',
        signal: AbortSignal.timeout(timeoutMs),
      });
      result = await response.json();
    } catch (error) {
      throw unansweredBy(error);
    }
    if (!isResult(result)) throw new Unanswered(true, false, 'what it answered is no GraphQL result');
    return {
      data: result.data ?? null,
      ...(result.errors && {
        errors: result.errors.map(({ message, path, extensions }) => new GraphQLError(message, { path, extensions })),
      }),
      ...(result.extensions && { extensions: result.extensions }),
    };
  };
}

interface HttpResult {
  data?: Record<string, unknown> | null;
  errors?: readonly GraphQLFormattedError[];
  extensions?: Record<string, unknown>;
}
function isResult(value: unknown): value is HttpResult {
  return (
    typeof value === 'object' &&
    value !== null &&
    ('data' in value || ('errors' in value && Array.isArray(value.errors)))
  );
}
