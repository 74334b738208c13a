import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Caller } from '@thi-dua/schema/caller';
import { overloaded } from '@thi-dua/schema/errors';
import { GraphQLError, type GraphQLFormattedError } from 'graphql';
import { refusedFrom } from '../access-token/authentication.js';
import { requestError } from '../client-error.js';
import { createHeadWatch } from '../events/head-watch.js';
import { asStream, createStreams, EVENT_STREAM_HEAD } from '../events/stream.js';
import { rateLimitHeaders } from '../fair-use/headers.js';
import { type Answer, OPERATION, type Operation } from '../gateway.js';
import { documentOf } from '../trusted/document-rules.js';
import { operationInQuery, RequestError, readOperation } from './body.js';
import type { HandlerOptions } from './handler.js';
import type { InFlight } from './in-flight.js';
import { json, mediaFor, refuse, respond } from './respond.js';
import type { Handler } from './server.js';
import { asOfHeaders, BAD_STALENESS, stalenessIn } from './staleness.js';
import { retryAfter, statusOf } from './status.js';

const STREAMS: NonNullable<HandlerOptions['streams']> = { all: 1000, ofOneTenant: 20, everyMs: 1000 };

export const takesStream = ({ headers }: IncomingMessage) => /\btext\/event-stream\b/.test(headers.accept ?? '');
/** Clients that also take streams say so of every operation: those that take nothing else get one for any. */
const takesStreamAlone = (request: IncomingMessage) =>
  takesStream(request) && !/json|\*\/\*/.test(request.headers.accept ?? '');

/** Answers the operations of the graph: at once, or, where it is a subscription, as a stream. */
export function createOperations(options: HandlerOptions, inFlight: InFlight): Handler {
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
