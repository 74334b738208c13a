import { SpanKind } from '@opentelemetry/api';
import { inSpan } from '@thi-dua/prisma/span';
import type { AuditNote } from '@thi-dua/schema/audit/trail';
import type { Caller } from '@thi-dua/schema/caller';
import { readExportLink } from '@thi-dua/schema/export-link';
import { readFeedToken } from '@thi-dua/schema/feed-token';
import { readFileLink } from '@thi-dua/schema/file-link';
import { createIdentitySigner } from '@thi-dua/schema/identity';
import type { Log } from '@thi-dua/schema/log';
import type { RateLimitState } from '@thi-dua/schema/rate-limit';
import { hasScopes } from '@thi-dua/schema/require-scopes';
import { type RouteAnswer, type RouteRequest, refusal } from '@thi-dua/schema/route';
import type { Scope } from '@thi-dua/schema/scopes';
import { keyFor } from '@thi-dua/schema/server-key';
import { mayBeStale } from '@thi-dua/schema/staleness';
import type { Metrics } from '@thi-dua/schema/telemetry/metrics';
import {
  execute as executeSchema,
  GraphQLError,
  type GraphQLFormattedError,
  type GraphQLSchema,
  type OperationTypeNode,
} from 'graphql';
import { gatewayRefusals } from './audit/refusals.js';
import { executionErrors, requestError, variableErrors } from './client-error.js';
import { clientSchema } from './client-schema.js';
import { createFollow, type Follow, type Following } from './events/follow.js';
import { withSubscription } from './events/subscription.js';
import { type FairUse, ROUTE_COST } from './fair-use/fair-use.js';
import { rateLimitHeaders } from './fair-use/headers.js';
import { asksNothing } from './limits/asks-nothing.js';
import { costOf, costOfIntrospection } from './limits/cost.js';
import { defaultLimits, type Limits, limitExceeded } from './limits/limit-error.js';
import { checkVariables } from './limits/storable-text.js';
import { createPreparer, type Prepared, type Remembered } from './prepared.js';
import { createForwarder } from './route/forward.js';
import type { ServiceRoute } from './route/routes.js';
import { createRuntime } from './runtime.js';
import { createScopeGuard } from './scopes/scope-guard.js';
import { scopesOfDocuments } from './scopes/scopes-of-document.js';
import { createTransport, type GatewayRequest, type Staleness, type Subgraphs } from './subgraph-transport.js';

/** What stands in the audit log for an operation that was not looked into. */
export const OPERATION = 'graphql';

const refused = (action: string, code: string): AuditNote => ({ action, ids: [], outcome: 'REFUSED', codes: [code] });

/** What an operation costs that is refused before it is counted. */
const REFUSED_COST = 1;

export interface GatewayOptions {
  /** The composed schema, as committed. */
  supergraph: string;
  subgraphs: Subgraphs;
  /** Shared with every service: proves to each who the caller is. */
  identityKey: Uint8Array;
  log: Log;
  limits?: Partial<Limits>;
  /** Which documents are kept, checked and planned. */
  remembered?: Remembered;
  /** How much callers and tenants may cost; without it, as much as they like. */
  fairUse?: FairUse;
  /** What this process counts, where it does. */
  metrics?: Metrics | undefined;
  /** How long a service over HTTP may take for one step of a plan, and how long one that keeps failing is left alone. */
  subgraphTimeoutMs?: number | undefined;
  subgraphRestMs?: number | undefined;
}

export interface Operation {
  query: string;
  variables?: Record<string, unknown> | undefined;
  operationName?: string | undefined;
}

export interface Answer {
  data?: unknown;
  errors?: readonly GraphQLFormattedError[];
  /** False where the operation itself was refused, before any service was asked. */
  executed: boolean;
  name: string | undefined;
  type: OperationTypeNode | undefined;
  cost: number | undefined;
  /** What is left to the caller and its tenant, where it is limited. */
  rateLimit?: RateLimitState | undefined;
  /** As of when it is, at the latest, where the caller allowed it to be of before. */
  asOf?: string | undefined;
}

/** What is known of an operation beside itself and whose it is. */
export interface How {
  unmetered?: boolean;
  /** How many seconds ago the answer may have been true. What must be as it is now never is of before. */
  maxStaleness?: number | undefined;
}

export interface Gateway {
  /** What clients see. */
  readonly schema: GraphQLSchema;
  /** The scopes that a valid document takes whole. */
  scopesOf(query: string): Scope[];
  /**
   * Answers one operation of an authenticated caller. Never throws. What the gateway itself does at its own pace in a
   * caller's name is `unmetered`.
   */
  execute(operation: Operation, caller: Caller, how?: How): Promise<Answer>;
  /** Answers a subscription, of which `execute` answers none; null for an operation that is no valid one. */
  readonly follow: Follow;
  /** Pays for a stream that is opened, as for one page of it; why not, where the caller has spent what it may. */
  payFor(following: Following, caller: Caller): Promise<GraphQLFormattedError | null>;
  /** Hands a request beside the graph to the service it is for, as this caller. Never throws. */
  serve(at: ServiceRoute, request: RouteRequest, caller: Caller, how?: { unmetered: boolean }): Promise<RouteAnswer>;
  /** What was refused of a caller's before it came here, for the audit log. Returns at once. */
  refused(caller: Caller, action: string, code: string): void;
  /** For whom the secret in a calendar's address speaks; null for one that is not, or no longer, good. */
  calendarCaller(token: string): Promise<Caller | null>;
  /** For whom the secret in the link to a file speaks; null for one that is not, or no longer, good. */
  linkCaller(token: string): Promise<Caller | null>;
  /** For whom the secret in the link to an export speaks; null for one that is not, or no longer, good. */
  exportCaller(token: string): Promise<Caller | null>;
  close(): Promise<void>;
}

/**
 * The graph behind one function: limits, validation, query plan, services. What comes over HTTP, and who the caller is,
 * is settled by whoever calls it.
 */
export async function createGateway(options: GatewayOptions): Promise<Gateway> {
  const { log } = options;
  const limits = { ...defaultLimits, ...options.limits };
  // Keyed by the context that the runtime hands from step to step of one execution; nothing else tells callers apart.
  const requests = new WeakMap<object, GatewayRequest>();
  const identities = createIdentitySigner(options.identityKey);
  const transport = createTransport({
    subgraphs: options.subgraphs,
    identities,
    requestOf: (context) => requests.get(context),
    log,
    metrics: options.metrics,
    timeoutMs: options.subgraphTimeoutMs,
    restMs: options.subgraphRestMs,
  });
  const runtime = createRuntime(options.supergraph, transport);
  const forward = createForwarder({
    subgraphs: options.subgraphs,
    identities,
    log,
    timeoutMs: options.subgraphTimeoutMs,
    restMs: options.subgraphRestMs,
  });
  const refusals = gatewayRefusals(forward, log, options.metrics);
  const refuse = (caller: Caller, action: string, code: string) => refusals.note(caller, [refused(action, code)]);
  const calendarKey = keyFor(options.identityKey, 'calendar feed');
  const linkKey = keyFor(options.identityKey, 'file link');
  const exportKey = keyFor(options.identityKey, 'export link');
  const composed = await runtime.getSchema();
  const schema = clientSchema(withSubscription(composed));
  const prepare = createPreparer(schema, limits, options.remembered);
  const admit = createScopeGuard(options.supergraph, schema);

  const run = async (
    { document, operation, introspection }: Prepared,
    variables: Record<string, unknown>,
    request: GatewayRequest,
  ) => {
    if (introspection) {
      const result = await executeSchema({
        schema,
        document,
        variableValues: variables,
        operationName: operation.name?.value,
      });
      // The schema's own fields cannot fail: these are variables that do not fit.
      if (result.errors) throw new AggregateError(result.errors);
      return result;
    }
    if (asksNothing(schema, document, operation, variables)) return { data: {}, errors: [] };
    const admitted = admit({ document, operation }, variables, request.caller);
    if (admitted.refused.length > 0) refusals.note(request.caller, admitted.refused);
    if (admitted.document === null) return admitted.complete(null);
    const { contextFactory, execute } = runtime.getEnveloped({});
    const contextValue = await contextFactory();
    requests.set(contextValue, request);
    const result = await execute({
      schema: composed,
      document: admitted.document,
      contextValue,
      variableValues: variables,
      operationName: operation.name?.value,
    });
    const { data, errors } = admitted.complete(result.data);
    return { data, errors: [...(result.errors ?? []), ...errors] };
  };

  const answerPage = async (prepared: Prepared, variables: Record<string, unknown>, caller: Caller) => {
    try {
      // Paid for when it was opened; how many are at once is bounded beside that.
      const result = await run(prepared, variables, { caller, rateLimit: null });
      return { data: result.data, errors: result.errors?.flatMap((error: unknown) => executionErrors(error, log)) };
    } catch (error) {
      return { data: null, errors: variableErrors(error) ?? executionErrors(error, log) };
    }
  };

  const answer = async (
    { query, variables = {}, operationName }: Operation,
    caller: Caller,
    fairUse: FairUse | undefined,
    maxStaleness: number | undefined,
  ): Promise<Answer> => {
    const begun = new Date().toISOString();
    const prepared = prepare(query, operationName);
    if ('errors' in prepared) {
      const charged = await fairUse?.charge(caller, REFUSED_COST);
      if (charged?.refused) refuse(caller, OPERATION, 'RATE_LIMITED');
      const errors = charged?.refused ? [charged.refused] : prepared.errors;
      return {
        errors: errors.map(requestError),
        executed: false,
        name: operationName,
        type: undefined,
        cost: undefined,
        rateLimit: charged?.state,
      };
    }
    const { document, operation, introspection } = prepared;
    if (operation.operation === 'subscription') {
      const errors = [requestError(streamOnly())];
      return { errors, executed: false, name: operation.name?.value, type: operation.operation, cost: undefined };
    }
    const cost = introspection
      ? costOfIntrospection(schema, document, operation)
      : costOf(schema, document, operation, variables);
    const tooMuch = cost > limits.cost;
    const charged = await fairUse?.charge(caller, tooMuch ? REFUSED_COST : cost);
    const about = { name: operation.name?.value, type: operation.operation, cost, rateLimit: charged?.state };
    if (charged?.refused) {
      refuse(caller, OPERATION, 'RATE_LIMITED');
      return { errors: [requestError(charged.refused)], executed: false, ...about };
    }
    if (tooMuch) {
      return { errors: [requestError(limitExceeded('cost', limits.cost, cost))], executed: false, ...about };
    }
    const unstorable = checkVariables(variables);
    if (unstorable) return { errors: [requestError(unstorable)], executed: false, ...about };
    const allowed = maxStaleness && mayBeStale(schema, { document, operationName, variables }) ? maxStaleness : 0;
    const staleness: Staleness = { maxSeconds: allowed, asOf: undefined };
    try {
      const result = await run(prepared, variables, { caller, rateLimit: charged?.state ?? null, staleness });
      const errors = result.errors?.flatMap((error: unknown) => executionErrors(error, log)) ?? [];
      const dated = maxStaleness !== undefined && { asOf: staleness.asOf ?? begun };
      return { data: result.data ?? null, ...(errors.length > 0 && { errors }), executed: true, ...about, ...dated };
    } catch (error) {
      const misfits = variableErrors(error);
      if (misfits !== null) return { errors: misfits, executed: false, ...about };
      return { data: null, errors: executionErrors(error, log), executed: true, ...about };
    }
  };
  const execute: Gateway['execute'] = (operation, caller, how) =>
    inSpan(
      () => ({ name: 'operation', kind: SpanKind.INTERNAL, attributes: { 'thidua.tenant': caller.tenant } }),
      async (span) => {
        const begun = performance.now();
        const fairUse = how?.unmetered ? undefined : options.fairUse;
        const answered = await answer(operation, caller, fairUse, how?.maxStaleness);
        const { name, type, cost, errors = [] } = answered;
        const codes = errors.map(({ extensions }) => String(extensions?.code));
        const shown = name?.slice(0, 100);
        options.metrics?.operation({
          name: shown,
          type,
          tenant: caller.tenant,
          seconds: (performance.now() - begun) / 1000,
          cost,
          codes,
        });
        if (type !== undefined) span?.updateName(shown === undefined ? type : `${type} ${shown}`);
        span?.setAttributes({
          ...(shown !== undefined && { 'graphql.operation.name': shown }),
          ...(type !== undefined && { 'graphql.operation.type': type }),
          ...(cost !== undefined && { 'thidua.cost': cost }),
          ...(codes.length > 0 && { 'thidua.codes': [...new Set(codes)] }),
        });
        return answered;
      },
    );

  return {
    schema,
    scopesOf: scopesOfDocuments(options.supergraph, schema),
    follow: createFollow({ schema, limits, prepare, answer: answerPage }),
    async payFor({ cost }, caller) {
      const charged = await options.fairUse?.charge(caller, cost);
      if (!charged?.refused) return null;
      refuse(caller, OPERATION, 'RATE_LIMITED');
      return requestError(charged.refused);
    },
    calendarCaller: (token) => readFeedToken(calendarKey, token),
    linkCaller: (token) => readFileLink(linkKey, token),
    exportCaller: (token) => readExportLink(exportKey, token),
    async serve(at, request, caller, how) {
      const charged = how?.unmetered ? undefined : await options.fairUse?.charge(caller, ROUTE_COST);
      if (charged?.refused) refuse(caller, at.path, 'RATE_LIMITED');
      else if (!hasScopes(caller, at.requiresScopes ?? [])) refuse(caller, at.path, 'FORBIDDEN');
      const answer = charged?.refused ? refusal(charged.refused, log) : await forward(at, request, caller);
      return { ...answer, headers: { ...answer.headers, ...rateLimitHeaders(charged?.state) } };
    },
    execute,
    refused: refuse,
    close: async () => {
      await refusals.close();
      await runtime.dispose();
      transport.close();
      forward.close();
    },
  };
}

const streamOnly = () =>
  new GraphQLError('A subscription is answered as a stream: send Accept: text/event-stream.', {
    extensions: { code: 'BAD_REQUEST' },
  });
