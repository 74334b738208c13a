import type { Caller } from '@thi-dua/schema/caller';
import { PublicError } from '@thi-dua/schema/errors';
import { IDENTITY_HEADER, type IdentitySigner, SERVICES, type ServiceName } from '@thi-dua/schema/identity';
import type { Log } from '@thi-dua/schema/log';
import type { Subgraph } from '@thi-dua/schema/subgraph';
import { type DocumentNode, type ExecutionResult, GraphQLError, type GraphQLFormattedError, print } from 'graphql';

/** One step of a query plan, on its way to one service. */
export interface SubgraphFetch {
  document: DocumentNode;
  variables?: Record<string, unknown> | undefined;
  operationName?: string | undefined;
  context?: object | undefined;
}
export type SubgraphExecutor = (fetch: SubgraphFetch) => Promise<ExecutionResult>;

/** The services in this process, or where each answers on its own. */
export type Subgraphs = readonly Subgraph[] | Readonly<Partial<Record<ServiceName, string>>>;

export const isInProcess = (subgraphs: Subgraphs): subgraphs is readonly Subgraph[] => Array.isArray(subgraphs);

const timeoutMs = 30_000;

const away = () =>
  new PublicError('UNAVAILABLE', 'This part of the answer is not available at the moment. Repeat the request later.');

export interface TransportOptions {
  subgraphs: Subgraphs;
  identities: IdentitySigner;
  /** On whose behalf the request of this context runs. */
  callerOf: (context: object) => Caller | undefined;
  log: Log;
}

/** How a service is asked: as the caller of this very request, by an identity that is of use to that service only. */
export function createTransport({
  subgraphs,
  identities,
  callerOf,
  log,
}: TransportOptions): (name: string) => SubgraphExecutor {
  const signed = (fetch: SubgraphFetch, name: ServiceName) => {
    const caller = fetch.context && callerOf(fetch.context);
    if (caller === undefined) throw new Error('a service was asked without a caller');
    return identities.sign(caller, name);
  };
  return (subgraphName) => {
    const name = SERVICES.find((service) => service === subgraphName);
    if (name === undefined) throw new Error(`the supergraph names an unknown service: ${subgraphName}`);
    if (!isInProcess(subgraphs)) {
      const url = subgraphs[name];
      if (url === undefined) throw new Error(`it is not known where ${name} answers`);
      return overHttp(url, (fetch) => signed(fetch, name), log.child({ service: name }));
    }
    const subgraph = subgraphs.find((candidate) => candidate.name === name);
    if (subgraph === undefined) throw new Error(`the service ${name} was not started`);
    return async (fetch) =>
      subgraph.execute({
        document: fetch.document,
        variables: fetch.variables,
        operationName: fetch.operationName,
        identity: await signed(fetch, name),
      });
  };
}

/**
 * Written out rather than taken from a library: each fetch carries one caller's identity, so two that look alike must
 * never be answered together, and no header or extension of the client may travel along.
 */
function overHttp(url: string, sign: (fetch: SubgraphFetch) => Promise<string>, log: Log): SubgraphExecutor {
  const printed = new WeakMap<DocumentNode, string>();
  const textOf = (document: DocumentNode) => {
    const known = printed.get(document);
    if (known !== undefined) return known;
    const text = print(document);
    printed.set(document, text);
    return text;
  };
  return async (request) => {
    const identity = await sign(request);
    let result: unknown;
    try {
      const response = await fetch(url, {
        method: 'POST',
        headers: { 'content-type': 'application/json', accept: 'application/json', [IDENTITY_HEADER]: identity },
        body: JSON.stringify({
          query: textOf(request.document),
          variables: request.variables,
          operationName: request.operationName,
        }),
        redirect: 'error',
        signal: AbortSignal.timeout(timeoutMs),
      });
      result = await response.json();
    } catch (error) {
      log.error({ err: error }, 'the service does not answer');
      return { data: null, errors: [away()] };
    }
    if (!isResult(result)) {
      log.error('the service answered something that is no GraphQL result');
      return { data: null, errors: [away()] };
    }
    return {
      data: result.data ?? null,
      ...(result.errors && {
        errors: result.errors.map(({ message, path, extensions }) => new GraphQLError(message, { path, extensions })),
      }),
    };
  };
}

interface HttpResult {
  data?: Record<string, unknown> | null;
  errors?: readonly GraphQLFormattedError[];
}
function isResult(value: unknown): value is HttpResult {
  return (
    typeof value === 'object' &&
    value !== null &&
    ('data' in value || ('errors' in value && Array.isArray(value.errors)))
  );
}
