import { type ClientRequest, request as httpRequest, type IncomingMessage } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { traceHeaders } from '@thi-dua/prisma/span';
import { unavailable, unsure } from '@thi-dua/schema/errors';
import { IDENTITY_HEADER } from '@thi-dua/schema/identity';
import { type RouteRequest, refusalLine } from '@thi-dua/schema/route';
import type { ServiceRoute } from './routes.js';

/** A service keeps still where it is its turn. */
class KeepsStill extends Error {
  constructor(ms: number) {
    super(`nothing came of it within ${ms} ms`);
  }
}

/** How long a service may keep still in the midst of its answer, at least: it says how far it is more often than that. */
const SILENCE_MS = 60_000;

/** Counts time while it is the service's turn, and only then: a file takes as long as its bytes keep coming. */
function patience(ms: number, over: (error: Error) => void) {
  let timer: NodeJS.Timeout | undefined;
  const rest = () => clearTimeout(timer);
  return {
    rest,
    wait() {
      rest();
      timer = setTimeout(() => over(new KeepsStill(ms)), ms);
    },
  };
}
type Patience = ReturnType<typeof patience>;

/** While the next piece is awaited it is the client's turn; while nobody asks for it, the service's. */
async function* inTurns(
  body: AsyncIterable<Uint8Array>,
  service: Patience,
  brokeOff: (error: unknown) => void,
): AsyncGenerator<Uint8Array> {
  try {
    for await (const piece of body) {
      service.wait();
      yield piece;
      service.rest();
    }
  } catch (error) {
    brokeOff(error);
    throw error;
  }
}

export interface Asked {
  url: URL;
  at: ServiceRoute;
  request: RouteRequest;
  identity: string;
  /** How long the service may keep still before it answers. */
  timeoutMs: number;
}

/**
 * No answer came. `whole`: the service may have got all of the request, and acted on it. `untouched`: there was no connection, and
 * nothing of the body was taken.
 */
export class RouteUnanswered extends Error {
  readonly whole: boolean;
  readonly untouched: boolean;

  constructor(sent: 'nothing' | 'a part' | 'all', cause: unknown) {
    super('the service does not answer', { cause });
    this.whole = sent === 'all';
    this.untouched = sent === 'nothing';
  }

  /** A connection that broke is worth another try where nothing can be done twice. */
  get broke(): boolean {
    return this.whole && !(this.cause instanceof KeepsStill);
  }
}

/** A failure that is none of the service's own answers: those are JSON. Whatever stands before it has sent a page. */
const isPage = ({ statusCode = 0, headers }: IncomingMessage) =>
  statusCode >= 500 && !headers['content-type']?.startsWith('application/json');

/**
 * Sends a request on and resolves with the head of its answer, which may begin before the body ends. Nothing of the client's
 * request goes along but what the route is to see. Rejects with `RouteUnanswered`, unless whoever asked is gone.
 */
export async function askRoute({ url, at, request, identity, timeoutMs }: Asked): Promise<IncomingMessage> {
  const { headers, body, signal } = request;
  const send = url.protocol === 'https:' ? httpsRequest : httpRequest;
  const outgoing: ClientRequest = send(url, {
    method: at.method,
    headers: { ...headers, [IDENTITY_HEADER]: identity, ...traceHeaders() },
    signal,
  });
  const service = patience(timeoutMs, (error) => outgoing.destroy(error));
  outgoing.once('close', service.rest);
  const answered = new Promise<IncomingMessage>((resolve, reject) => {
    outgoing.once('response', resolve).once('error', reject);
  });
  const connected = new Promise<void>((resolve) => {
    outgoing.once('socket', (socket) => {
      if (socket.connecting) socket.once('connect', resolve);
      else resolve();
    });
  });
  let sent: 'nothing' | 'a part' | 'all' = 'nothing';
  let isAnswered = false;
  let byClient: { error: unknown } | null = null;
  try {
    service.wait();
    // Nothing of the body is taken before there is somebody to take it.
    await Promise.race([connected, answered]);
    service.rest();
    sent = 'a part';
    const pieces = Readable.from(
      at.method === 'GET'
        ? []
        : inTurns(body, service, (error) => {
            byClient = { error };
          }),
    );
    // A failure to send shows where the answer is awaited; one after that, at the end of the answer.
    pipeline(pieces, outgoing).then(
      () => {
        sent = 'all';
        if (!isAnswered) service.wait();
      },
      () => {},
    );
    const incoming = await answered;
    if (!isPage(incoming)) return incoming;
    incoming.destroy();
    throw new RouteUnanswered(sent, `${incoming.statusCode} from something before it`);
  } catch (error) {
    if (byClient !== null || signal.aborted) throw new Error('whoever asked is gone', { cause: error });
    throw error instanceof RouteUnanswered ? error : new RouteUnanswered(sent, error);
  } finally {
    isAnswered = true;
    service.rest();
  }
}

/** What a caller is told of a service that did not answer: what it sends may have been taken in, where all of it had arrived. */
export const routeAway = ({ service, method }: ServiceRoute, error: unknown) =>
  error instanceof RouteUnanswered && error.whole && method === 'POST' ? unsure({ service }) : unavailable(service);

/** The pieces of an answer. A service that keeps still is given up; an answer in lines says so in its last one. */
export async function* answerOf(
  incoming: IncomingMessage,
  at: ServiceRoute,
  { signal }: RouteRequest,
  timeoutMs: number,
): AsyncGenerator<Uint8Array> {
  const service = patience(Math.max(timeoutMs, SILENCE_MS), (error) => incoming.destroy(error));
  const pieces = (incoming as AsyncIterable<Uint8Array>)[Symbol.asyncIterator]();
  const inLines = incoming.headers['content-type']?.startsWith('application/x-ndjson') ?? false;
  let last: Uint8Array | undefined;
  try {
    for (;;) {
      service.wait();
      const next = await pieces.next();
      service.rest();
      if (next.done) return;
      last = next.value;
      yield next.value;
    }
  } catch (error) {
    if (!inLines || signal.aborted) throw error;
    const begun = last !== undefined && last.at(-1) !== '\n'.charCodeAt(0);
    yield Buffer.from(`${begun ? '\n' : ''}${refusalLine(unsure({ service: at.service }))}`);
  } finally {
    service.rest();
    await pieces.return?.();
  }
}
