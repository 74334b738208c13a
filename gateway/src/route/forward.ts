import type { IncomingMessage } from 'node:http';
import type { Caller } from '@thi-dua/schema/caller';
import type { IdentitySigner } from '@thi-dua/schema/identity';
import type { Log } from '@thi-dua/schema/log';
import { PATIENCE_MS } from '@thi-dua/schema/over-http';
import { requireScopes } from '@thi-dua/schema/require-scopes';
import { ANSWER_HEADERS, type RouteAnswer, type RouteRequest, refusal } from '@thi-dua/schema/route';
import { isInProcess, type Subgraphs } from '../subgraph-transport.js';
import { type Asked, answerOf, askRoute, RouteUnanswered, routeAway } from './ask-route.js';
import { isLeftAlone, type LeftAlone, leftAlone } from './leave-alone.js';
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
  let turn = 0;
  const forward = async (at: ServiceRoute, request: RouteRequest, caller: Caller) => {
    try {
      requireScopes(caller, at.requiresScopes ?? []);
      const identity = await identities.sign(caller, at.service);
      if (!isInProcess(subgraphs)) {
        const bases = subgraphs[at.service];
        if (bases === undefined) throw new Error(`it is not known where ${at.service} answers`);
        const first = turn++ % bases.length;
        const inOrder = [...bases.slice(first), ...bases.slice(0, first)].map((base) => {
          const url = new URL(at.path, base);
          url.search = request.query.toString();
          return { url, at, request, identity, timeoutMs };
        });
        return await overHttp(inOrder, rests, log);
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

/**
 * Of several places that do the same: the next one is asked where nothing of the body was taken, whatever it is; where a
 * connection broke, what can be done twice is sent once more.
 */
async function firstAnswer(
  asked: readonly Asked[],
  rests: LeftAlone,
): Promise<{ of: Asked; incoming: IncomingMessage }> {
  let repeated = false;
  let failure: unknown;
  for (let next = 0; next < asked.length; next++) {
    const of = asked[next];
    if (of === undefined) break;
    try {
      return { of, incoming: await rests.attempt(of.at.service, of.url.origin, () => askRoute(of)) };
    } catch (error) {
      failure = error;
      if (of.request.signal.aborted) break;
      if (isLeftAlone(error) || (error instanceof RouteUnanswered && error.untouched)) continue;
      // Whatever else it is, the body is begun: nobody else could get all of it.
      if (repeated || of.at.method !== 'GET' || !(error instanceof RouteUnanswered && error.broke)) break;
      repeated = true;
      // Where there is no other, the same one gets it again.
      if (next === asked.length - 1) next = -1;
    }
  }
  throw failure;
}

async function overHttp(asked: readonly Asked[], rests: LeftAlone, log: Log): Promise<RouteAnswer> {
  const { of, incoming } = await firstAnswer(asked, rests).catch((error: unknown) => {
    if (error instanceof RouteUnanswered) log.error({ err: error }, 'the service does not answer');
    throw asked[0] === undefined ? error : routeAway(asked[0].at, error);
  });
  const passed = ANSWER_HEADERS.flatMap((name) => {
    const value = incoming.headers[name];
    return typeof value === 'string' ? [[name, value] as const] : [];
  });
  return {
    status: incoming.statusCode ?? 502,
    headers: Object.fromEntries(passed),
    body: answerOf(incoming, of.at, of.request, of.timeoutMs),
  };
}
