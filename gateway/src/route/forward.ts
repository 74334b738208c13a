import type { IncomingMessage } from 'node:http';
import type { Caller } from '@thi-dua/schema/caller';
import type { IdentitySigner } from '@thi-dua/schema/identity';
import type { Log } from '@thi-dua/schema/log';
import { PATIENCE_MS } from '@thi-dua/schema/over-http';
import { requireScopes } from '@thi-dua/schema/require-scopes';
import { ANSWER_HEADERS, type RouteAnswer, type RouteRequest, refusal } from '@thi-dua/schema/route';
import { isInProcess, type Subgraphs } from '../subgraph-transport.js';
import { type Asked, answerOf, askRoute, RouteUnanswered, routeAway } from './ask-route.js';
import { type LeftAlone, leftAlone } from './leave-alone.js';
import type { ServiceRoute } from './routes.js';

export interface Forward {
  (at: ServiceRoute, request: RouteRequest, caller: Caller): Promise<RouteAnswer>;
  close(): void;
}

export interface ForwarderOptions {
  subgraphs: Subgraphs;
  identities: IdentitySigner;
  log: Log;
  /** How long a service that runs alone may keep still, and how long one that keeps failing is left alone. */
  timeoutMs?: number | undefined;
  restMs?: number | undefined;
}

/** Hands streams on to the service they are for, with an identity that is of use to that service only. */
export function createForwarder({
  subgraphs,
  identities,
  log,
  timeoutMs = PATIENCE_MS,
  restMs,
}: ForwarderOptions): Forward {
  const rests = leftAlone({ log, restMs });
  const forward = async (at: ServiceRoute, request: RouteRequest, caller: Caller) => {
    try {
      requireScopes(caller, at.requiresScopes ?? []);
      const identity = await identities.sign(caller, at.service);
      if (!isInProcess(subgraphs)) {
        const base = subgraphs[at.service];
        if (base === undefined) throw new Error(`it is not known where ${at.service} answers`);
        const url = new URL(at.path, base);
        url.search = request.query.toString();
        return await overHttp({ url, at, request, identity, timeoutMs }, rests, log);
      }
      const subgraph = subgraphs.find((candidate) => candidate.name === at.service);
      if (subgraph === undefined) throw new Error(`the service ${at.service} was not started`);
      return await subgraph.serve(at, request, identity);
    } catch (error) {
      return refusal(error, log);
    }
  };
  return Object.assign(forward, { close: rests.close });
}

async function overHttp(asked: Asked, rests: LeftAlone, log: Log): Promise<RouteAnswer> {
  const { at, url, request, timeoutMs } = asked;
  const attempt = () => rests.attempt(at.service, url.origin, () => askRoute(asked));
  let incoming: IncomingMessage;
  try {
    incoming = await attempt().catch((error: unknown) => {
      if (at.method === 'GET' && error instanceof RouteUnanswered && error.broke) return attempt();
      throw error;
    });
  } catch (error) {
    if (error instanceof RouteUnanswered) log.error({ err: error }, 'the service does not answer');
    throw routeAway(at, error);
  }
  const passed = ANSWER_HEADERS.flatMap((name) => {
    const value = incoming.headers[name];
    return typeof value === 'string' ? [[name, value] as const] : [];
  });
  return {
    status: incoming.statusCode ?? 502,
    headers: Object.fromEntries(passed),
    body: answerOf(incoming, at, request, timeoutMs),
  };
}
