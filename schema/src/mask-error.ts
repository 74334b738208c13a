import { DiskFullError, OverloadedError, UnavailableError, UnsureError } from '@thi-dua/prisma/errors';
import { GraphQLError } from 'graphql';
import { diskFull, overloaded, PublicError, unavailable, unsure } from './errors.js';
import type { Log } from './log.js';

const internal = () =>
  new GraphQLError('Something went wrong on our side. Nothing was changed.', {
    extensions: { code: 'INTERNAL_SERVER_ERROR' },
  });

/** What files are told where there is no room for them. */
const isDiskFull = (cause: unknown) =>
  cause instanceof Error && 'code' in cause && (cause.code === 'ENOSPC' || cause.code === 'EDQUOT');

/** The face of what no request is to blame for, and its cause for the log; null for any other error. */
function outage(cause: unknown): PublicError | null {
  if (cause instanceof OverloadedError) return overloaded();
  if (cause instanceof UnavailableError) return unavailable();
  if (cause instanceof UnsureError) return unsure();
  return cause instanceof DiskFullError || isDiskFull(cause) ? diskFull() : null;
}

function publicFace(error: GraphQLError, log: Log): GraphQLError {
  const cause = error.originalError;
  if (error instanceof PublicError || cause instanceof PublicError) return error;
  const out = outage(cause);
  if (out !== null) {
    // Where nothing but a session of ours was missing, there is nothing to be looked into.
    if (!(cause instanceof OverloadedError) || cause.cause !== undefined)
      log.error({ err: cause, path: error.path }, String(out.extensions.code));
    return out;
  }
  // Raised by graphql-js itself, or by a scalar: a variable or an argument that does not fit its type.
  if (cause === undefined || cause === null || (cause instanceof GraphQLError && cause.originalError === undefined)) {
    return new GraphQLError(error.message, { extensions: { code: 'BAD_USER_INPUT', ...error.extensions } });
  }
  log.error({ err: cause, path: error.path }, 'resolver failed');
  return internal();
}

/** Keeps what was written for clients; no text of Prisma, PostgreSQL or a stack reaches one. */
export function maskError(error: GraphQLError, log: Log): GraphQLError {
  const face = publicFace(error, log);
  if (face === error) return error;
  return new GraphQLError(face.message, {
    extensions: face.extensions,
    nodes: error.nodes,
    path: error.path,
  });
}
