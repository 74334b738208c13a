import { SpanKind } from '@opentelemetry/api';
import { inSpan } from '@thi-dua/prisma/span';
import type { Caller } from '@thi-dua/schema/caller';
import { type IdentitySigner, SERVICES, type ServiceName } from '@thi-dua/schema/identity';
import type { Log } from '@thi-dua/schema/log';
import type { RateLimitState } from '@thi-dua/schema/rate-limit';
import { AS_OF, type Subgraph } from '@thi-dua/schema/subgraph';
import { type Metrics, outcomeOf } from '@thi-dua/schema/telemetry/metrics';
import { type DocumentNode, type ExecutionResult, GraphQLError } from 'graphql';
import { createRemote } from './remote-service.js';

/** One step of a query plan, on its way to one service. */
export interface SubgraphFetch {
  document: DocumentNode;
  variables?: Record<string, unknown> | undefined;
  operationName?: string | undefined;
  context?: object | undefined;
}
export type SubgraphExecutor = (fetch: SubgraphFetch) => Promise<ExecutionResult>;

/** The services in this process, or where each answers on its own: any of several addresses, which do the same. */
export type Subgraphs = readonly Subgraph[] | Readonly<Partial<Record<ServiceName, readonly string[]>>>;

export const isInProcess = (subgraphs: Subgraphs): subgraphs is readonly Subgraph[] => Array.isArray(subgraphs);

/** What is known of a client's request beside its document. */
export interface GatewayRequest {
  caller: Caller;
  rateLimit: RateLimitState | null;
  /** Where answers may be of before. */
  staleness?: Staleness | undefined;
}

/** What a caller allows, and what came of it. */
export interface Staleness {
  readonly maxSeconds: number;
  /** As of when, at the latest, the parts are that were answered so far; those of now say nothing. */
  asOf: string | undefined;
}

export interface TransportOptions {
  subgraphs: Subgraphs;
  identities: IdentitySigner;
  /** On whose behalf the request of this context runs. */
  requestOf: (context: object) => GatewayRequest | undefined;
  log: Log;
  metrics?: Metrics | undefined;
  /** How long a service over HTTP may take for one step of a plan. */
  timeoutMs?: number | undefined;
  /** How long a service that failed again and again is left alone before it is tried with one request. */
  restMs?: number | undefined;
}

export interface Transport {
  /** How the service of a name is asked. */
  to(name: string): SubgraphExecutor;
  close(): void;
}

/** Codes that say that a part is missing, and not that it was refused. */
const missing = new Set<unknown>(['UNAVAILABLE', 'OVERLOADED', 'DISK_FULL']);

/** Says of each part that is missing whose it is. */
const naming = (service: ServiceName, result: ExecutionResult): ExecutionResult =>
  result.errors?.some(({ extensions }) => missing.has(extensions.code))
    ? { ...result, errors: result.errors.map((error) => named(service, error)) }
    : result;
const named = (service: ServiceName, error: GraphQLError): GraphQLError =>
  !missing.has(error.extensions.code) || error.extensions.service !== undefined
    ? error
    : new GraphQLError(error.message, { ...error, extensions: { ...error.extensions, service } });

/** How a service is asked: as the caller of this very request, by an identity that is of use to that service only. */
export function createTransport({
  subgraphs,
  identities,
  requestOf,
  log,
  metrics,
  timeoutMs,
  restMs,
}: TransportOptions): Transport {
  const ends: (() => void)[] = [];
  const signed = async ({ document, variables, operationName, context }: SubgraphFetch, name: ServiceName) => {
    const request = context && requestOf(context);
    if (request === undefined) throw new Error('a service was asked without a caller');
    const { caller, rateLimit, staleness } = request;
    const identity = await identities.sign(caller, name);
    return { document, variables, operationName, rateLimit, identity, maxStaleness: staleness?.maxSeconds };
  };
  /** One step of a plan, timed and traced. */
  const seen =
    (name: ServiceName, send: SubgraphExecutor): SubgraphExecutor =>
    (fetch) =>
      inSpan(
        () => ({ name: `fetch ${name}`, kind: SpanKind.CLIENT, attributes: { 'thidua.service': name } }),
        async (span) => {
          const begun = performance.now();
          const result = dated(fetch, naming(name, await send(fetch)));
          const codes = result.errors?.map(({ extensions }) => String(extensions.code)) ?? [];
          metrics?.fetched(name, outcomeOf(codes), (performance.now() - begun) / 1000);
          if (codes.length > 0) span?.setAttribute('thidua.codes', [...new Set(codes)]);
          return result;
        },
      );
  /** Keeps the oldest of the times that services name; what they say beside their answer goes no further. */
  const dated = ({ context }: SubgraphFetch, { extensions, ...result }: ExecutionResult): ExecutionResult => {
    const asOf = extensions?.[AS_OF];
    const staleness = context && requestOf(context)?.staleness;
    if (typeof asOf === 'string' && staleness && (staleness.asOf === undefined || asOf < staleness.asOf))
      staleness.asOf = asOf;
    return result;
  };
  const to: Transport['to'] = (subgraphName) => {
    const name = SERVICES.find((service) => service === subgraphName);
    if (name === undefined) throw new Error(`the supergraph names an unknown service: ${subgraphName}`);
    if (!isInProcess(subgraphs)) {
      const urls = subgraphs[name];
      if (urls === undefined) throw new Error(`it is not known where ${name} answers`);
      const remote = createRemote(urls, {
        service: name,
        log: log.child({ service: name }),
        metrics,
        timeoutMs,
        restMs,
      });
      ends.push(remote.close);
      return seen(name, async (fetch) => remote.ask(await signed(fetch, name)));
    }
    const subgraph = subgraphs.find((candidate) => candidate.name === name);
    if (subgraph === undefined) throw new Error(`the service ${name} was not started`);
    return seen(name, async (fetch) => subgraph.execute(await signed(fetch, name)));
  };
  return {
    to,
    close: () => {
      for (const end of ends) end();
    },
  };
}
