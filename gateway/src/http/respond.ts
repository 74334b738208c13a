import type { IncomingMessage, ServerResponse } from 'node:http';
import { overloaded } from '@thi-dua/schema/errors';
import type { GraphQLError } from 'graphql';
import { requestError } from '../client-error.js';
import { RequestError } from './body.js';
import { PROBLEM_MEDIA, Problem } from './problem.js';
import { retryAfter } from './status.js';

export const notFound = (response: ServerResponse) =>
  json(response, 404, { error: 'Not found. The API is at /graphql.' });

export const json = (response: ServerResponse, status: number, body: unknown, headers: Record<string, string> = {}) =>
  respond(response, status, JSON.stringify(body), { 'content-type': 'application/json; charset=utf-8', ...headers });

export function respond(
  response: ServerResponse,
  status: number,
  body: string | Buffer,
  headers: Record<string, string>,
): void {
  response
    .writeHead(status, { 'cache-control': 'no-store', 'content-length': Buffer.byteLength(body), ...headers })
    .end(body);
}

/** What an answer is labelled as: by its own type where the client knows it, since a proxy's JSON is then told apart from ours. */
export const mediaFor = ({ headers }: IncomingMessage) =>
  /\bapplication\/graphql-response\+json\b/.test(headers.accept ?? '')
    ? 'application/graphql-response+json; charset=utf-8'
    : 'application/json; charset=utf-8';

/** Answers a request that never became an operation. */
export function refuse(response: ServerResponse, error: GraphQLError, headers: Record<string, string> = {}): void {
  const { code } = error.extensions;
  const wait = retryAfter([error]);
  const status = error instanceof RequestError ? error.status : code === 'UNAUTHENTICATED' ? 401 : 503;
  json(
    response,
    status,
    { errors: [requestError(error)] },
    {
      'content-type': mediaFor(response.req),
      ...headers,
      ...(status === 401 && { 'www-authenticate': 'Bearer' }),
      ...(wait !== null && { 'retry-after': String(wait) }),
      // What is left of the body is not read.
      ...(!response.req.complete && { connection: 'close' }),
    },
  );
}

/** Beside the graph, whoever comes when too many are there is told so as an RFC 9457 problem. */
export function refuseAsProblem(response: ServerResponse): void {
  const { message, extensions } = overloaded();
  const problem = new Problem(503, 'OVERLOADED', message);
  respond(response, problem.status, response.req.method === 'HEAD' ? '' : problem.body(), {
    'content-type': PROBLEM_MEDIA,
    'retry-after': String(extensions.retryAfter),
  });
}
