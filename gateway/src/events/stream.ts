import type { ServerResponse } from 'node:http';
import type { Caller } from '@thi-dua/schema/caller';
import { overloaded } from '@thi-dua/schema/errors';
import type { Log } from '@thi-dua/schema/log';
import { GraphQLError, type GraphQLFormattedError } from 'graphql';
import { requestError } from '../client-error.js';
import type { Following, Message } from './follow.js';
import type { HeadWatch } from './head-watch.js';

export interface StreamLimits {
  /** Open at once in this process. */
  all: number;
  ofOneTenant: number;
}

export interface StreamsOptions {
  heads: HeadWatch;
  limits: StreamLimits;
  isDraining: () => boolean;
  log: Log;
  /** How often something is sent while nothing happens, in milliseconds. */
  keepAliveMs?: number | undefined;
}

export interface StreamRequest {
  following: Following;
  caller: Caller;
  /** What the client received last, as its header says. */
  lastEventId: string | undefined;
  /** Throws as soon as the access token counts no more. */
  verify: () => Promise<unknown>;
  response: ServerResponse;
}

export interface Streams {
  /** Streams events until the client leaves, its token expires or the server drains. Throws OVERLOADED where there is no room. */
  serve(request: StreamRequest): Promise<void>;
}

const passing = new Set<unknown>(['OVERLOADED', 'UNAVAILABLE']);
const isPassing = (errors: readonly GraphQLFormattedError[]) =>
  errors.every(({ extensions }) => passing.has(extensions?.code));

const next = ({ cursor, result }: Message) => `event: next\nid: ${cursor}\ndata: ${JSON.stringify(result)}\n\n`;
const failed = (errors: readonly GraphQLFormattedError[]) => `event: next\ndata: ${JSON.stringify({ errors })}\n\n`;
const COMPLETE = 'event: complete\ndata:\n\n';
/** A comment, which clients pass over. */
const STILL_HERE = ':\n\n';

export const EVENT_STREAM_HEAD = {
  'content-type': 'text/event-stream; charset=utf-8',
  'cache-control': 'no-store',
  // Proxies that gather an answer before they hand it on are told not to.
  'x-accel-buffering': 'no',
} as const;

/** An operation that is no subscription, for a client that takes nothing but a stream. */
export const asStream = (result: object): string => `event: next\ndata: ${JSON.stringify(result)}\n\n${COMPLETE}`;

/** Streams of server-sent events by the protocol of graphql-sse, each on a connection of its own. */
export function createStreams({ heads, limits, isDraining, log, keepAliveMs = 15_000 }: StreamsOptions): Streams {
  const open = new Map<string, number>();
  let all = 0;

  const enter = (tenant: string) => {
    const its = open.get(tenant) ?? 0;
    if (all >= limits.all || its >= limits.ofOneTenant) throw overloaded();
    all++;
    open.set(tenant, its + 1);
    return () => {
      all--;
      const left = (open.get(tenant) ?? 1) - 1;
      if (left > 0) open.set(tenant, left);
      else open.delete(tenant);
    };
  };

  const stream = async ({ following, lastEventId, verify, response }: StreamRequest): Promise<number> => {
    const gone = new AbortController();
    response.once('close', () => gone.abort());
    const send = async (text: string) => {
      if (gone.signal.aborted || response.write(text)) return;
      // Nothing more is read for a client that does not take what it has.
      await new Promise<void>((resolve) => {
        response.once('drain', resolve).once('close', resolve);
      });
    };
    response.writeHead(200, EVENT_STREAM_HEAD);
    await send(STILL_HERE);
    let sent = 0;
    const begun = lastEventId === undefined ? await following.begin() : { after: lastEventId };
    if ('errors' in begun) {
      response.end(failed(begun.errors) + COMPLETE);
      return sent;
    }
    let { after } = begun;
    // Until everything up to some look was sent: also what happened between that and the first watch.
    let behind = true;
    /** Sends everything up to now; null: it goes on, otherwise with what it ends. */
    const catchUp = async (): Promise<string | null> => {
      behind = true;
      for (;;) {
        const page = await following.page(after);
        if ('errors' in page) return isPassing(page.errors) ? null : failed(page.errors);
        for (const message of page.messages) {
          await send(next(message));
          after = message.cursor;
          sent++;
        }
        if (!page.more) behind = false;
        if (!page.more || gone.signal.aborted || isDraining()) return null;
      }
    };
    const tokenFault = async (): Promise<string | null> => {
      try {
        await verify();
        return null;
      } catch (error) {
        if (!(error instanceof GraphQLError)) throw error;
        return error.extensions.code === 'UNAUTHENTICATED' ? failed([requestError(error)]) : null;
      }
    };
    let end = await catchUp();
    behind = true;
    let quietSince = performance.now();
    for await (const changed of looksOf(heads, gone.signal)) {
      end ??= await tokenFault();
      if (end !== null || isDraining()) break;
      const before = sent;
      if (changed || behind) end = await catchUp();
      if (sent > before) quietSince = performance.now();
      else if (performance.now() - quietSince >= keepAliveMs) {
        await send(STILL_HERE);
        quietSince = performance.now();
      }
      if (end !== null) break;
    }
    if (!gone.signal.aborted) response.end((end ?? '') + COMPLETE);
    return sent;
  };

  return {
    async serve(request) {
      const { caller, following } = request;
      const leave = enter(caller.tenant);
      const begun = performance.now();
      let sent = 0;
      try {
        sent = await stream(request);
      } finally {
        leave();
        const ms = Math.round(performance.now() - begun);
        log.info(
          { operation: following.name?.slice(0, 100), type: 'subscription', tenant: caller.tenant, ms, sent },
          'request',
        );
      }
    },
  };
}

/** The looks of a watch, one after the other; those that come while one is worked on are one. Ends with the signal. */
async function* looksOf(heads: HeadWatch, signal: AbortSignal): AsyncGenerator<boolean> {
  let changed = false;
  let wake: () => void = () => {};
  const stop = heads.watch((seen) => {
    changed ||= seen;
    wake();
  });
  const aborted = () => wake();
  signal.addEventListener('abort', aborted);
  try {
    while (!signal.aborted) {
      await new Promise<void>((resolve) => {
        wake = resolve;
      });
      if (signal.aborted) return;
      const seen = changed;
      changed = false;
      yield seen;
    }
  } finally {
    signal.removeEventListener('abort', aborted);
    stop();
  }
}
