import { type ClientRequest, request as httpRequest, type IncomingMessage } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { traceHeaders } from '@thi-dua/prisma/span';
import type { Caller } from '@thi-dua/schema/caller';
import { unavailable } from '@thi-dua/schema/errors';
import { IDENTITY_HEADER, type IdentitySigner } from '@thi-dua/schema/identity';
import type { Log } from '@thi-dua/schema/log';
import { requireScopes } from '@thi-dua/schema/require-scopes';
import { ANSWER_HEADERS, type RouteAnswer, type RouteRequest, refusal } from '@thi-dua/schema/route';
import { isInProcess, type Subgraphs } from '../subgraph-transport.js';
import type { ServiceRoute } from './routes.js';

export type Forward = (at: ServiceRoute, request: RouteRequest, caller: Caller) => Promise<RouteAnswer>;

/** Hands streams on to the service they are for, with an identity that is of use to that service only. */
export function createForwarder({
  subgraphs,
  identities,
  log,
}: {
  subgraphs: Subgraphs;
  identities: IdentitySigner;
  log: Log;
}): Forward {
  return async (at, request, caller) => {
    try {
      requireScopes(caller, at.requiresScopes ?? []);
      const identity = await identities.sign(caller, at.service);
      if (!isInProcess(subgraphs)) {
        const url = subgraphs[at.service];
        if (url === undefined) throw new Error(`it is not known where ${at.service} answers`);
        return await overHttp(new URL(at.path, url), at, request, identity, log);
      }
      const subgraph = subgraphs.find((candidate) => candidate.name === at.service);
      if (subgraph === undefined) throw new Error(`the service ${at.service} was not started`);
      return await subgraph.serve(at, request, identity);
    } catch (error) {
      return refusal(error, log);
    }
  };
}

/** Nothing of the client's request goes along but what the route is to see. The answer may begin before the body ends. */
async function overHttp(
  url: URL,
  { method, service }: ServiceRoute,
  { query, headers, body, signal }: RouteRequest,
  identity: string,
  log: Log,
): Promise<RouteAnswer> {
  url.search = query.toString();
  const send = url.protocol === 'https:' ? httpsRequest : httpRequest;
  const outgoing = send(url, {
    method,
    headers: { ...headers, [IDENTITY_HEADER]: identity, ...traceHeaders() },
    signal,
  });
  const answered = new Promise<IncomingMessage>((resolve, reject) => {
    outgoing.once('response', resolve).once('error', reject);
  });
  // A failure to send shows where the answer is awaited; one after that, at the end of the answer.
  const sent = handOver(method === 'GET' ? Readable.from([]) : Readable.from(body), outgoing);
  sent.catch(() => {});
  let incoming: IncomingMessage;
  try {
    incoming = await answered;
  } catch (error) {
    if (!signal.aborted) log.error({ err: error }, 'the service does not answer');
    throw unavailable(service);
  }
  const passed = ANSWER_HEADERS.flatMap((name) => {
    const value = incoming.headers[name];
    return typeof value === 'string' ? [[name, value] as const] : [];
  });
  return {
    status: incoming.statusCode ?? 502,
    headers: Object.fromEntries(passed),
    body: incoming,
  };
}

const handOver = (body: Readable, outgoing: ClientRequest): Promise<void> => pipeline(body, outgoing);
