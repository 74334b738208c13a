import { OverloadedError, UnavailableError } from '@thi-dua/prisma/errors';
import { GraphQLError } from 'graphql';
import { overloaded, PublicError, unavailable } from './errors.js';
import type { Log } from './log.js';

const internal = () =>
  new GraphQLError('Something went wrong on our side. Nothing was changed.', {
    extensions: { code: 'INTERNAL_SERVER_ERROR' },
  });

function publicFace(error: GraphQLError, log: Log): GraphQLError {
  const cause = error.originalError;
  if (error instanceof PublicError || cause instanceof PublicError) return error;
  if (cause instanceof OverloadedError) return overloaded();
  if (cause instanceof UnavailableError) return unavailable();
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
