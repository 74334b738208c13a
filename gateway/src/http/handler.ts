import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Caller } from '@thi-dua/schema/caller';
import { overloaded } from '@thi-dua/schema/errors';
import type { Log } from '@thi-dua/schema/log';
import { abandon, answerRoute } from '@thi-dua/schema/route-http';
import type { Metrics } from '@thi-dua/schema/telemetry/metrics';
import { GraphQLError, type GraphQLFormattedError } from 'graphql';
import { type Authentication, refusedFrom } from '../access-token/authentication.js';
import { requestError } from '../client-error.js';
import { serveConsole } from '../console/serve.js';
import { createHeadWatch } from '../events/head-watch.js';
import { asStream, createStreams, EVENT_STREAM_HEAD, type StreamLimits } from '../events/stream.js';
import { createExportDownload } from '../export/download.js';
import type { ExportFolder } from '../export/export-folder.js';
import { rateLimitHeaders } from '../fair-use/headers.js';
import { type Answer, type Gateway, OPERATION, type Operation } from '../gateway.js';
import { graphiqlPage } from '../graphiql/page.js';
import type { Readiness } from '../readiness.js';
import { createReportHandler } from '../report/handler.js';
import { createRestHandler } from '../rest/handler.js';
import { CALENDAR, calendarToken, DOWNLOAD, linkToken, routeAt, type ServiceRoute } from '../route/routes.js';
import { type DocumentRules, documentOf } from '../trusted/document-rules.js';
import { type AddressName, addressOf } from './addresses.js';
import { operationInQuery, RequestError, readOperation } from './body.js';
import { createInFlight, type InFlight } from './in-flight.js';
import { PROBLEM_MEDIA, Problem } from './problem.js';
import type { Handler } from './server.js';
import { asOfHeaders, BAD_STALENESS, stalenessIn } from './staleness.js';
import { retryAfter, statusOf } from './status.js';

export interface HandlerOptions {
  gateway: Gateway;
  documents?: DocumentRules;
  authentication: Authentication;
  readiness: () => Promise<Readiness>;
  isDraining: () => boolean;
  bodyLimit: number;
  /** How many operations, whichever way they come, are worked on at once; without it, as many as there are. */
  maxInFlight?: number | undefined;
  /** Where the files of exports lie; without it, none can be downloaded. */
  exports?: ExportFolder;
  /**
   * How many streams of events are open at once, how often it is looked whether anything happened, and after how long without a
   * message a comment is sent, in milliseconds.
   */
  streams?: StreamLimits & { everyMs: number; keepAliveMs?: number };
  log: Log;
  metrics?: Metrics | undefined;
}

const STREAMS: NonNullable<HandlerOptions['streams']> = { all: 1000, ofOneTenant: 20, everyMs: 1000 };

/**
 * /graphql, the same read under /v1 and as the files of /reports, the routes of services beside it, calendars, links to files,
 * exports, /health, /ready and, at /, the console.
 */
export function createHandler(options: HandlerOptions): Handler {
  const { readiness, isDraining } = options;
  const inFlight = createInFlight(options.maxInFlight ?? Number.POSITIVE_INFINITY);
  const bounded =
    (handle: Handler, refuseAs: (response: ServerResponse) => void): Handler =>
    async (request, response) => {
      const leave = inFlight.enter();
      if (leave === null) return refuseAs(response);
      try {
        await handle(request, response);
      } finally {
        leave();
      }
    };
  const operations = createOperations(options, inFlight);
  const downloads = options.exports && createExportDownload({ ...options, folder: options.exports });
  const handlers: Readonly<Record<AddressName, Handler>> = {
    async graphql(request, response) {
      if (request.method === 'POST') await operations(request, response);
      else if (request.method === 'GET' && /\btext\/html\b/.test(request.headers.accept ?? ''))
        await graphiql(request, response);
      else if (request.method === 'GET' && takesStream(request)) await operations(request, response);
      else
        refuse(
          response,
          new RequestError(405, 'Send operations by POST. Open this address in a browser for an editor.'),
          { allow: 'POST' },
        );
    },
    rest: bounded(createRestHandler(options), refuseAsProblem),
    services: createFiles(options),
    calendar: createLinked(options, CALENDAR, calendarToken, options.gateway.calendarCaller),
    link: createLinked(options, DOWNLOAD, linkToken, options.gateway.linkCaller),
    report: bounded(createReportHandler(options), refuseAsProblem),
    async export(request, response) {
      if (downloads === undefined || !(await downloads(request, response))) notFound(response);
    },
    async health(_request, response) {
      json(response, 200, { status: 'alive' });
    },
    async ready(_request, response) {
      const state = await readiness();
      const status = isDraining() ? 'draining' : state.status;
      json(response, status === 'ready' ? 200 : 503, { ...state, status });
    },
    async console(request, response) {
      if (!serveConsole(request, response)) notFound(response);
    },
  };
  return (request, response) => handlers[addressOf((request.url ?? '/').split('?', 1)[0] ?? '')](request, response);
}

const takesStream = ({ headers }: IncomingMessage) => /\btext\/event-stream\b/.test(headers.accept ?? '');
/** Clients that also take streams say so of every operation: those that take nothing else get one for any. */
const takesStreamAlone = (request: IncomingMessage) =>
  takesStream(request) && !/json|\*\/\*/.test(request.headers.accept ?? '');

function createOperations(options: HandlerOptions, inFlight: InFlight): Handler {
  const { gateway, documents, authentication, bodyLimit, isDraining, log, metrics } = options;
  const limits = options.streams ?? STREAMS;
  const streams = createStreams({
    heads: createHeadWatch(gateway, limits.everyMs, log),
    limits,
    isDraining,
    log,
    keepAliveMs: limits.keepAliveMs,
  });
  /** False where the operation is no subscription. */
  const streamed = async (
    request: IncomingMessage,
    response: ServerResponse,
    operation: Operation,
    caller: Caller,
    leave: () => void,
  ) => {
    const following = gateway.follow(operation, caller);
    if (following === null) return false;
    // How many streams are open at once is bounded by itself.
    leave();
    if ('errors' in following) {
      json(response, 400, { errors: following.errors });
      return true;
    }
    const unpaid = await gateway.payFor(following, caller);
    if (unpaid !== null) {
      const wait = retryAfter([unpaid]);
      json(response, 429, { errors: [unpaid] }, { ...(wait !== null && { 'retry-after': String(wait) }) });
      return true;
    }
    const last = request.headers['last-event-id'];
    const verify = () => authentication.callerOf(request);
    const lastEventId = typeof last === 'string' && last !== '' ? last : undefined;
    await streams.serve({ following, caller, lastEventId, verify, response });
    return true;
  };
  return async (request, response) => {
    const begun = performance.now();
    let caller: Caller | undefined;
    let answer: Answer | undefined;
    let asStreamed = false;
    let errors: readonly GraphQLFormattedError[] | undefined;
    const leave = inFlight.enter();
    try {
      if (leave === null) throw overloaded();
      caller = await authentication.callerOf(request);
      const inQuery = request.method === 'GET';
      const asked = inQuery ? operationInQuery(request.url ?? '') : await readOperation(request, bodyLimit);
      const operation = documentOf(asked, documents, caller);
      asStreamed = takesStream(request) && (await streamed(request, response, operation, caller, leave));
      if (asStreamed) return;
      // By its address alone nothing is asked but a stream: such requests are kept by caches, and begun by any link.
      if (inQuery) throw new RequestError(405, 'Send operations by POST. By GET only a subscription is answered.');
      const maxStaleness = stalenessIn(request);
      if (maxStaleness === null) throw new RequestError(400, BAD_STALENESS.message, BAD_STALENESS.code);
      answer = await gateway.execute(operation, caller, { maxStaleness });
      errors = answer.errors;
      send(request, response, answer);
    } catch (error) {
      if (!(error instanceof GraphQLError) || response.headersSent) throw error;
      errors = [requestError(error)];
      metrics?.errors([String(error.extensions.code)]);
      if (caller !== undefined && error.extensions.code === 'DOCUMENT_NOT_TRUSTED')
        gateway.refused(caller, OPERATION, 'DOCUMENT_NOT_TRUSTED');
      refuse(response, error);
    } finally {
      leave?.();
      // Never the document, never a variable: they may name persons and households. A stream has said its own.
      if (!asStreamed)
        log.info(
          {
            operation: answer?.name?.slice(0, 100),
            type: answer?.type,
            tenant: caller?.tenant,
            ms: Math.round((performance.now() - begun) * 10) / 10,
            cost: answer?.cost,
            status: response.statusCode,
            ...refusedFrom(authentication, request, response),
            ...(errors && errors.length > 0 && { errors: [...new Set(errors.map((error) => error.extensions?.code))] }),
          },
          'request',
        );
    }
  };
}

/** What a service takes or gives beside the graph, under the same identity as everything else. */
function createFiles({ gateway, authentication, log }: HandlerOptions): Handler {
  return async (request, response) => {
    const begun = performance.now();
    let caller: Caller | undefined;
    const found = routeAt((request.url ?? '/').split('?', 1)[0] ?? '');
    const route = found?.route;
    try {
      if (route === undefined || request.method !== route.method) {
        refuse(response, new RequestError(405, `Use ${route?.method}.`), { allow: route?.method ?? '' });
        return;
      }
      const known = await authentication.callerOf(request);
      caller = known;
      await answerRoute(request, response, (asked) => {
        for (const [name, value] of Object.entries(found?.named ?? {})) asked.query.set(name, value);
        return gateway.serve(route, asked, known);
      });
    } catch (error) {
      if (!(error instanceof GraphQLError) || response.headersSent) throw error;
      refuse(response, error);
    } finally {
      const ms = Math.round((performance.now() - begun) * 10) / 10;
      const { statusCode: status } = response;
      const from = refusedFrom(authentication, request, response);
      log.info({ route: route?.path, tenant: caller?.tenant, ms, status, ...from }, 'request');
    }
  };
}

class NothingThere extends Error {}

/** An address that is no longer good, or never was, is answered as any path that leads nowhere. It is never logged. */
function createLinked(
  { gateway, log }: HandlerOptions,
  route: ServiceRoute,
  tokenIn: (path: string) => string | null,
  callerBy: (token: string) => Promise<Caller | null>,
): Handler {
  return async (request, response) => {
    const begun = performance.now();
    let caller: Caller | null = null;
    try {
      if (request.method !== 'GET' && request.method !== 'HEAD') {
        refuse(response, new RequestError(405, 'Use GET.'), { allow: 'GET' });
        return;
      }
      const known = await callerBy(tokenIn((request.url ?? '').split('?', 1)[0] ?? '') ?? '');
      caller = known;
      if (known === null) throw new NothingThere();
      await answerRoute(request, response, async (asked) => {
        const answer = await gateway.serve(route, asked, known);
        if (answer.status !== 404) return answer;
        await abandon(answer);
        throw new NothingThere();
      });
    } catch (error) {
      if (!(error instanceof NothingThere) || response.headersSent) throw error;
      notFound(response);
    } finally {
      const ms = Math.round((performance.now() - begun) * 10) / 10;
      log.info({ route: route.path, tenant: caller?.tenant, ms, status: response.statusCode }, 'request');
    }
  };
}

/** What an answer is labelled as: by its own type where the client knows it, since a proxy's JSON is then told apart from ours. */
const mediaFor = ({ headers }: IncomingMessage) =>
  /\bapplication\/graphql-response\+json\b/.test(headers.accept ?? '')
    ? 'application/graphql-response+json; charset=utf-8'
    : 'application/json; charset=utf-8';

function send(request: IncomingMessage, response: ServerResponse, answer: Answer): void {
  const wait = retryAfter(answer.errors);
  const status = statusOf(answer);
  if (answer.executed && takesStreamAlone(request)) {
    const { data, errors } = answer;
    respond(response, status, asStream({ ...(errors && { errors }), data }), EVENT_STREAM_HEAD);
    return;
  }
  const body = JSON.stringify({
    ...(answer.errors && { errors: answer.errors }),
    ...(answer.executed && { data: answer.data }),
    ...((answer.rateLimit || answer.asOf) && { extensions: extensionsOf(answer) }),
  });
  respond(response, status, body, {
    'content-type': mediaFor(request),
    ...(status === 401 && { 'www-authenticate': 'Bearer' }),
    ...((status === 503 || status === 429) && wait !== null && { 'retry-after': String(wait) }),
    ...rateLimitHeaders(answer.rateLimit),
    ...asOfHeaders(answer.asOf),
  });
}

const extensionsOf = ({ cost = 0, rateLimit, asOf }: Answer) => ({
  ...(rateLimit && { cost: { requested: cost, ...rateLimit } }),
  ...(asOf !== undefined && { asOf }),
});

/** Beside the graph, whoever comes when too many are there is told so as an RFC 9457 problem. */
function refuseAsProblem(response: ServerResponse): void {
  const { message, extensions } = overloaded();
  const problem = new Problem(503, 'OVERLOADED', message);
  respond(response, problem.status, response.req.method === 'HEAD' ? '' : problem.body(), {
    'content-type': PROBLEM_MEDIA,
    'retry-after': String(extensions.retryAfter),
  });
}

/** Answers a request that never became an operation. */
function refuse(response: ServerResponse, error: GraphQLError, headers: Record<string, string> = {}): void {
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

async function graphiql(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const { html, gzipped, policy } = await graphiqlPage();
  const compressed = /\bgzip\b/.test(String(request.headers['accept-encoding'] ?? ''));
  respond(response, 200, compressed ? gzipped : html, {
    'content-type': 'text/html; charset=utf-8',
    'content-security-policy': policy,
    'referrer-policy': 'no-referrer',
    vary: 'accept-encoding',
    ...(compressed && { 'content-encoding': 'gzip' }),
  });
}

const notFound = (response: ServerResponse) => json(response, 404, { error: 'Not found. The API is at /graphql.' });

const json = (response: ServerResponse, status: number, body: unknown, headers: Record<string, string> = {}) =>
  respond(response, status, JSON.stringify(body), { 'content-type': 'application/json; charset=utf-8', ...headers });

function respond(
  response: ServerResponse,
  status: number,
  body: string | Buffer,
  headers: Record<string, string>,
): void {
  response
    .writeHead(status, { 'cache-control': 'no-store', 'content-length': Buffer.byteLength(body), ...headers })
    .end(body);
}
