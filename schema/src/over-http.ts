import { traceHeaders } from '@thi-dua/prisma/span';
import { type DocumentNode, type ExecutionResult, GraphQLError, type GraphQLFormattedError, print } from 'graphql';
import { PublicError } from './errors.js';
import { IDENTITY_HEADER } from './identity.js';
import type { Log } from './log.js';
import { RATE_LIMIT_HEADER, type RateLimitState, writeRateLimit } from './rate-limit.js';

/** One document on its way to a service that runs alone, with the identity it is asked under. */
export interface HttpRequest {
  document: DocumentNode;
  variables?: Record<string, unknown> | undefined;
  operationName?: string | undefined;
  identity: string;
  rateLimit?: RateLimitState | null | undefined;
}

const timeoutMs = 30_000;

const away = () =>
  new PublicError('UNAVAILABLE', 'This part of the answer is not available at the moment. Repeat the request later.');

/**
 * Written out rather than taken from a library: each request carries one caller's identity, so two that look alike must
 * never be answered together, and no header or extension of the client may travel along.
 */
export function overHttp(url: string, log: Log): (request: HttpRequest) => Promise<ExecutionResult> {
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
      log.error({ err: error }, 'the service does not answer');
      return { data: null, errors: [away()] };
    }
    if (!isResult(result)) {
      log.error('the service answered something that is no GraphQL result');
      return { data: null, errors: [away()] };
    }
    return {
      data: result.data ?? null,
      ...(result.errors && {
        errors: result.errors.map(({ message, path, extensions }) => new GraphQLError(message, { path, extensions })),
      }),
    };
  };
}

interface HttpResult {
  data?: Record<string, unknown> | null;
  errors?: readonly GraphQLFormattedError[];
}
function isResult(value: unknown): value is HttpResult {
  return (
    typeof value === 'object' &&
    value !== null &&
    ('data' in value || ('errors' in value && Array.isArray(value.errors)))
  );
}
