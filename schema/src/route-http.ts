import type { IncomingMessage, ServerResponse } from 'node:http';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { ROUTE_HEADERS, type RouteAnswer, type RouteRequest } from './route.js';

/** How long a client may keep still in the midst of what it sends. */
const STILL_MS = 60_000;

/** The pieces of a request's body; ends with an error where the client breaks off or keeps still. */
async function* bodyOf(request: IncomingMessage): AsyncGenerator<Uint8Array> {
  request.setTimeout(STILL_MS, () => request.destroy(new Error('the client keeps still')));
  yield* request as AsyncIterable<Buffer>;
  request.setTimeout(0);
}

/** Takes a request for a route off the wire, and puts the answer on it as it comes. */
export async function answerRoute(
  request: IncomingMessage,
  response: ServerResponse,
  send: (request: RouteRequest) => Promise<RouteAnswer>,
): Promise<void> {
  const gone = new AbortController();
  response.once('close', () => {
    if (!response.writableFinished) gone.abort();
  });
  const headers: Partial<Record<string, string>> = {};
  for (const name of ROUTE_HEADERS) {
    const value = request.headers[name];
    if (typeof value === 'string') headers[name] = value;
  }
  const answer = await send({
    query: new URLSearchParams((request.url ?? '').split('?')[1] ?? ''),
    headers,
    body: bodyOf(request),
    signal: gone.signal,
  });
  if (gone.signal.aborted) {
    await abandon(answer);
    return;
  }
  const head = { 'cache-control': 'no-store', ...answer.headers };
  if (typeof answer.body === 'string') {
    // What is left of the body is not read.
    response.writeHead(answer.status, { ...head, ...(!request.complete && { connection: 'close' }) }).end(answer.body);
    return;
  }
  response.writeHead(answer.status, head);
  response.flushHeaders();
  try {
    await pipeline(Readable.from(answer.body, { objectMode: true, highWaterMark: 1 }), response);
  } catch (error) {
    if (!gone.signal.aborted) throw error;
  }
}

/** Nobody is there to read an answer: it ends before it begins. */
export async function abandon({ body }: RouteAnswer): Promise<void> {
  if (typeof body !== 'string') await body[Symbol.asyncIterator]().return?.();
}
