import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Caller } from '@thi-dua/schema/caller';
import type { Log } from '@thi-dua/schema/log';
import { GraphQLError } from 'graphql';
import { type Authentication, refusedFrom } from '../access-token/authentication.js';
import { requestError } from '../client-error.js';
import { rateLimitHeaders } from '../fair-use/headers.js';
import type { Answer, Gateway } from '../gateway.js';
import { acceptsJson } from '../http/accepts-json.js';
import { isKnown, strongTag } from '../http/conditional.js';
import { PROBLEM_MEDIA } from '../http/problem.js';
import type { Handler } from '../http/server.js';
import { asOfHeaders, BAD_STALENESS, stalenessIn } from '../http/staleness.js';
import { nextLink, targetIn } from './answer.js';
import { type RestApi, restApi } from './api.js';
import type { Endpoint } from './endpoint.js';
import { openApi } from './openapi/document.js';
import { faulty, notFound, problemOf, RestProblem } from './problems.js';
import { readVariables } from './values.js';

export interface RestHandlerOptions {
  gateway: Pick<Gateway, 'schema' | 'execute' | 'scopesOf'>;
  authentication: Authentication;
  log: Log;
}

const DESCRIPTION = '/openapi.json';

export const isRestPath = (path: string): boolean => path === DESCRIPTION || path.startsWith('/v1/');

/** What the log tells of a request: never an address, it may name persons and households. */
interface Told {
  endpoint?: Endpoint;
  caller?: Caller;
  answer?: Answer;
  problem?: RestProblem;
}

/**
 * The operations of this folder under /v1, for systems that do not speak GraphQL. Each request becomes one of them with
 * its variables, and goes the way of any operation that comes to /graphql.
 */
export function createRestHandler({ gateway, authentication, log }: RestHandlerOptions): Handler {
  const api = once(() => restApi(gateway.schema));
  const description = once(() => openApi(api(), gateway.scopesOf));
  return async (request, response) => {
    const begun = performance.now();
    const url = new URL(request.url ?? '/', 'http://gateway');
    const told: Told = {};
    try {
      checkMethod(request);
      if (url.pathname === DESCRIPTION) {
        checkAccept(request);
        give(request, response, description(), { 'cache-control': 'no-cache', vary: 'accept' });
      } else await answer(request, response, url, { api: api(), gateway, authentication }, told);
    } catch (error) {
      if (response.headersSent) throw error;
      const problem = asProblem(error, log);
      told.problem = problem;
      refuse(request, response, problem, url.pathname);
    } finally {
      log.info(
        {
          route: told.endpoint?.path ?? (url.pathname === DESCRIPTION ? DESCRIPTION : '/v1'),
          tenant: told.caller?.tenant,
          ms: Math.round((performance.now() - begun) * 10) / 10,
          cost: told.answer?.cost,
          status: response.statusCode,
          ...refusedFrom(authentication, request, response),
          ...(told.problem && { errors: [told.problem.code] }),
        },
        'request',
      );
    }
  };
}

async function answer(
  request: IncomingMessage,
  response: ServerResponse,
  url: URL,
  {
    api,
    gateway,
    authentication,
  }: { api: RestApi; gateway: RestHandlerOptions['gateway']; authentication: Authentication },
  told: Told,
): Promise<void> {
  const caller = await authentication.callerOf(request);
  told.caller = caller;
  const found = api.find(url.pathname);
  if (found === null) throw notFound();
  const { endpoint, named } = found;
  told.endpoint = endpoint;
  checkAccept(request);
  const { variables, faults } = readVariables(endpoint.parameters, named, url.searchParams);
  if (faults.length > 0) throw faulty(faults);
  const maxStaleness = stalenessIn(request);
  if (maxStaleness === null) throw new RestProblem(400, BAD_STALENESS.code, BAD_STALENESS.message);
  const operation = { query: endpoint.query, variables, operationName: endpoint.name };
  const result = await gateway.execute(operation, caller, { maxStaleness });
  told.answer = result;
  for (const [name, value] of Object.entries(asOfHeaders(result.asOf))) response.setHeader(name, value);
  for (const [name, value] of Object.entries(rateLimitHeaders(result.rateLimit))) response.setHeader(name, value);
  if (result.errors && result.errors.length > 0) throw problemOf(result.errors, endpoint.parameters);
  const value = targetIn(result.data, endpoint);
  if (value === null) throw notFound();
  const link = nextLink(url, value, endpoint);
  // It depends on who asks; whoever keeps it asks again whether it still holds.
  const headers = { 'cache-control': 'private, no-cache', vary: 'accept, authorization', ...(link && { link }) };
  give(request, response, JSON.stringify(value), headers);
}

function checkMethod(request: IncomingMessage): void {
  if (request.method !== 'GET' && request.method !== 'HEAD')
    throw new RestProblem(405, 'METHOD_NOT_ALLOWED', 'Use GET or HEAD.', [], { allow: 'GET, HEAD' });
  if (Number(request.headers['content-length'] ?? 0) > 0 || request.headers['transfer-encoding'] !== undefined)
    throw new RestProblem(413, 'BODY_TOO_LARGE', 'Send no body: the address says everything.');
}

function checkAccept(request: IncomingMessage): void {
  if (!acceptsJson(request.headers.accept))
    throw new RestProblem(406, 'NOT_ACCEPTABLE', 'Answers are application/json: "Accept" does not allow it.');
}

/** What was foreseen as the problem it is; anything else is our own fault, of which only the log tells more. */
function asProblem(error: unknown, log: Log): RestProblem {
  if (error instanceof RestProblem) return error;
  if (error instanceof GraphQLError) return problemOf([requestError(error)], []);
  log.error({ err: error }, 'request failed');
  return problemOf([], []);
}

function give(
  request: IncomingMessage,
  response: ServerResponse,
  body: string,
  headers: Readonly<Record<string, string>>,
): void {
  const kept = { ...headers, etag: strongTag(body) };
  if (isKnown(request.headers['if-none-match'], kept.etag)) {
    response.writeHead(304, kept).end();
    return;
  }
  const type = { 'content-type': 'application/json; charset=utf-8', 'content-length': Buffer.byteLength(body) };
  response.writeHead(200, { ...kept, ...type }).end(request.method === 'HEAD' ? undefined : body);
}

function refuse(request: IncomingMessage, response: ServerResponse, problem: RestProblem, path: string): void {
  const body = problem.at(path);
  response
    .writeHead(problem.status, {
      'content-type': PROBLEM_MEDIA,
      'content-length': Buffer.byteLength(body),
      'cache-control': 'no-store',
      ...problem.headers,
      // What is left of a body is not read.
      ...(!request.complete && { connection: 'close' }),
    })
    .end(request.method === 'HEAD' ? undefined : body);
}

/** Made when it is first needed. */
function once<Value>(make: () => Value): () => Value {
  let made: { value: Value } | null = null;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}
