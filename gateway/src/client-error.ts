import type { Log } from '@thi-dua/schema/log';
import { GraphQLError, type GraphQLFormattedError } from 'graphql';

/** Codes of the machinery between gateway and services: the client did nothing that they describe. */
const internalCodes = new Set([
  'DOWNSTREAM_SERVICE_ERROR',
  'SUBREQUEST_HTTP_ERROR',
  'SCHEMA_RELOAD',
  'SHUTTING_DOWN',
  'GRAPHQL_PARSE_FAILED',
  'GRAPHQL_VALIDATION_FAILED',
  'OPERATION_RESOLUTION_FAILURE',
  'BAD_REQUEST',
]);
/** What only the machinery needs to know. */
const internalExtensions = new Set(['http', 'serviceName', 'subgraph', 'stacktrace', 'exception', 'originalError']);

const masked = (path: GraphQLFormattedError['path']): GraphQLFormattedError => ({
  message: 'Something went wrong on our side.',
  ...(path && { path }),
  extensions: { code: 'INTERNAL_SERVER_ERROR' },
});

/** An error of a request that was refused before any service was asked. */
export function requestError(error: GraphQLError): GraphQLFormattedError {
  const { message, locations, extensions } = error;
  return { message, ...(locations && { locations }), extensions: publicExtensions(extensions) };
}

/** Thrown before any service is asked, when variables do not fit their types; null for anything else. */
export function variableErrors(error: unknown): GraphQLFormattedError[] | null {
  const errors: unknown[] = error instanceof AggregateError ? error.errors : [error];
  const misfits: GraphQLFormattedError[] = [];
  for (const one of errors) {
    if (!(one instanceof GraphQLError) || one.extensions.code !== undefined || one.path !== undefined) return null;
    misfits.push({
      message: one.message,
      ...(one.locations && { locations: one.locations }),
      extensions: { code: 'BAD_USER_INPUT' },
    });
  }
  return misfits;
}

/**
 * The client's view of an error met while executing. A service's own errors pass unchanged: it masks what is not meant
 * for clients, and says which is which by a code. Locations are left out: they lie in documents the planner wrote.
 */
export function executionErrors(error: unknown, log: Log): GraphQLFormattedError[] {
  if (error instanceof AggregateError) return error.errors.flatMap((one) => executionErrors(one, log));
  if (!(error instanceof GraphQLError)) {
    log.error({ err: error }, 'execution failed');
    return [masked(undefined)];
  }
  const { code } = error.extensions;
  if (typeof code === 'string' && !internalCodes.has(code)) {
    return [
      {
        message: error.message,
        ...(error.path && { path: error.path }),
        extensions: publicExtensions(error.extensions),
      },
    ];
  }
  log.error({ err: error.originalError ?? error, path: error.path }, 'execution failed');
  return [masked(error.path)];
}

const publicExtensions = (extensions: Readonly<Record<string, unknown>>) =>
  Object.fromEntries(Object.entries(extensions).filter(([name]) => !internalExtensions.has(name)));
