import type { IncomingMessage, ServerResponse } from 'node:http';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Caller } from '@thi-dua/schema/caller';
import { UNAVAILABLE_WAIT_S } from '@thi-dua/schema/errors';
import type { Log } from '@thi-dua/schema/log';
import { GraphQLError } from 'graphql';
import { type Authentication, refusedFrom } from '../access-token/authentication.js';
import { rateLimitHeaders } from '../fair-use/headers.js';
import type { Gateway } from '../gateway.js';
import { isKnown } from '../http/conditional.js';
import { PROBLEM_MEDIA, Problem, serviceIn } from '../http/problem.js';
import type { Handler } from '../http/server.js';
import { entityTag } from './entity-tag.js';
import { dispositionOf } from './file-name.js';
import type { Format, Rendering } from './format.js';
import { movementSchema, reportSchema } from './json-schema.js';
import type { Language } from './language.js';
import { readMovement } from './movement/read-movement.js';
import { movementRequest } from './movement/request.js';
import { isNothing } from './nothing.js';
import { readReport } from './read-report.js';
import { reportRequest } from './request.js';

export interface ReportHandlerOptions {
  gateway: Pick<Gateway, 'execute'>;
  authentication: Authentication;
  log: Log;
}

export const isReportPath = (path: string): boolean => path.startsWith('/reports/');

/**
 * `GET /reports/{year}/{code}.{format}` and `/reports/movement/{movement}/{from}-{to}/{code}.{format}`: reports as files, for the
 * same callers and by the same rules as the graph.
 */
export function createReportHandler({ gateway, authentication, log }: ReportHandlerOptions): Handler {
  return async (request, response) => {
    const begun = performance.now();
    let caller: Caller | undefined;
    const gone = new AbortController();
    response.once('close', () => {
      if (!response.writableFinished) gone.abort();
    });
    try {
      if (request.method !== 'GET' && request.method !== 'HEAD')
        throw new Problem(405, 'METHOD_NOT_ALLOWED', 'Use GET or HEAD.', { allow: 'GET, HEAD' });
      caller = await authentication.callerOf(request);
      await answer(request, response, saying(gateway, response), caller, gone.signal);
    } catch (error) {
      // Nobody is there to be told.
      if (gone.signal.aborted) return;
      if (response.headersSent) throw error;
      refuse(request, response, problemOf(error));
    } finally {
      const ms = Math.round((performance.now() - begun) * 10) / 10;
      const { statusCode: status } = response;
      const from = refusedFrom(authentication, request, response);
      log.info({ route: '/reports', tenant: caller?.tenant, ms, status, ...from }, 'request');
    }
  };
}

/** A report asks several operations: its head says what the last of them left. */
const saying = (gateway: Pick<Gateway, 'execute'>, response: ServerResponse): Pick<Gateway, 'execute'> => ({
  async execute(...asked) {
    const answered = await gateway.execute(...asked);
    if (!response.headersSent)
      for (const [name, value] of Object.entries(rateLimitHeaders(answered.rateLimit))) response.setHeader(name, value);
    return answered;
  },
});

async function answer(
  request: IncomingMessage,
  response: ServerResponse,
  gateway: Pick<Gateway, 'execute'>,
  caller: Caller,
  signal: AbortSignal,
): Promise<void> {
  const { pathname, searchParams } = new URL(request.url ?? '/', 'http://gateway');
  if (pathname === '/reports/schema.json') {
    giveSchema(request, response, reportSchema());
    return;
  }
  if (pathname === '/reports/movement/schema.json') {
    giveSchema(request, response, movementSchema());
    return;
  }
  const { accept } = request.headers;
  const wish = reportRequest(pathname, searchParams, accept);
  if (wish !== null) {
    const model = await readReport(gateway, wish, caller, { signal });
    if (isNothing(model))
      throw new Problem(404, 'NO_DATA', `Nothing of ${wish.year} is on record for ${wish.code} that you may see.`);
    const { format, language } = wish;
    const name = dispositionOf(model.file.report, wish.code, format.extension, language);
    await give(request, response, signal, { format, language, name, rendering: format.render(model, language) });
    return;
  }
  const reviewed = movementRequest(pathname, searchParams, accept);
  if (reviewed === null)
    throw new Problem(
      404,
      'NOT_FOUND',
      'A report is at /reports/{year}/{code}.{format} or /reports/movement/{movement}/{from}-{to}/{code}.{format}.',
    );
  const { format, language, movement, from, to, code } = reviewed;
  const file = await readMovement(gateway, reviewed, caller, { signal });
  const name = `attachment; filename="${movement}-${from}-${to}-${code}.${format.extension}"`;
  await give(request, response, signal, { format, language, name, rendering: format.render(file, language) });
}

function giveSchema(request: IncomingMessage, response: ServerResponse, schema: string): void {
  response.writeHead(200, { 'content-type': 'application/schema+json', 'cache-control': 'private, max-age=3600' });
  response.end(request.method === 'HEAD' ? undefined : schema);
}

/** Sends a file, or says that whoever asked has it. */
async function give(
  request: IncomingMessage,
  response: ServerResponse,
  signal: AbortSignal,
  file: { format: Omit<Format, 'render'>; language: Language; name: string; rendering: Rendering },
): Promise<void> {
  const { format, language, name, rendering } = file;
  const etag = entityTag(format, language, rendering);
  // It depends on who asks; whoever keeps it asks again whether it still holds.
  const kept = { etag, 'cache-control': 'private, no-cache', vary: 'accept, authorization' };
  if (isKnown(request.headers['if-none-match'], etag)) {
    response.writeHead(304, kept).end();
    return;
  }
  const head = {
    ...kept,
    'content-type': format.contentType,
    'content-language': language,
    'content-disposition': name,
  };
  if (request.method === 'HEAD') {
    response.writeHead(200, head).end();
    return;
  }
  const bytes = await rendering.write();
  if (bytes instanceof Uint8Array) {
    signal.throwIfAborted();
    response.writeHead(200, { ...head, 'content-length': bytes.length }).end(bytes);
    return;
  }
  response.writeHead(200, head);
  await pipeline(Readable.from(bytes), response);
}

/** A token that is not honoured is told as the problem it is; what nobody foresaw stays our own fault. */
function problemOf(error: unknown): Problem {
  if (error instanceof Problem) return error;
  if (!(error instanceof GraphQLError)) throw error;
  const { code } = error.extensions;
  return code === 'UNAUTHENTICATED'
    ? new Problem(401, 'UNAUTHENTICATED', error.message, { 'www-authenticate': 'Bearer' })
    : new Problem(503, 'UNAVAILABLE', error.message, { 'retry-after': String(UNAVAILABLE_WAIT_S) }, serviceIn([error]));
}

function refuse(request: IncomingMessage, response: ServerResponse, problem: Problem): void {
  const body = problem.body();
  response
    .writeHead(problem.status, {
      'content-type': PROBLEM_MEDIA,
      'content-length': Buffer.byteLength(body),
      'cache-control': 'no-store',
      ...problem.headers,
    })
    .end(request.method === 'HEAD' ? undefined : body);
}
