import { SpanKind } from '@opentelemetry/api';
import { UnsureError } from '@thi-dua/prisma/errors';
import type { LeasePool } from '@thi-dua/prisma/leases';
import { inSpan } from '@thi-dua/prisma/span';
import {
  type DocumentNode,
  type ExecutionResult,
  execute,
  GraphQLError,
  getOperationAST,
  type OperationTypeNode,
} from 'graphql';
import { createLedger } from './audit/ledger.js';
import { forbiddenFields, refusalCodes } from './audit/refusals.js';
import { watchRoute } from './audit/route-trail.js';
import { Trail } from './audit/trail.js';
import { auditWriter } from './audit/writer.js';
import type { Caller } from './caller.js';
import type { Context } from './context.js';
import { today } from './day.js';
import { createIdentitySigner, createIdentityVerifier, type ServiceName } from './identity.js';
import type { Log } from './log.js';
import { maskError } from './mask-error.js';
import { askPeerAs, type Peers } from './peers.js';
import type { RateLimitState } from './rate-limit.js';
import { requireScopes } from './require-scopes.js';
import { type Route, type RouteAddress, type RouteAnswer, type RouteRequest, refusal } from './route.js';
import { keyFor } from './server-key.js';
import { mayBeStale } from './staleness.js';
import type { SubgraphSchema } from './subgraph-schema.js';
import { type Metrics, outcomeOf } from './telemetry/metrics.js';

/** As of when, at the latest, a service answered from a standby: in the extensions of its result. */
export const AS_OF = 'asOf';
/** Codes of errors that the same request need not meet on the primary. */
const ofTheDatabase = new Set<unknown>(['INTERNAL_SERVER_ERROR', 'OVERLOADED', 'UNAVAILABLE']);

const codesOf = (errors: readonly GraphQLError[]) => errors.map(({ extensions }) => String(extensions.code));

/** What every service is started with, alone or inside the gateway's process. */
export interface ServiceOptions {
  /** Login of the app role: neither owner nor superuser. */
  databaseUrl: string;
  /** The same login on streaming standbys, which answer whoever says how far behind that may be. */
  replicaUrls?: readonly string[] | undefined;
  /** Shared with the gateway, which signs who the caller is. */
  identityKey: Uint8Array;
  log: Log;
  /** Where the other services are asked, if this one ever has to. */
  peers?: Peers;
  /** How many executions hold a database session at once. */
  sessions?: number;
  /** How long an execution waits for one before it is refused with OVERLOADED, in milliseconds. */
  maxWaitMs?: number;
  /** How many files are taken in at once, and how many bytes they take on the disk together. */
  spool?: { files: number; bytes: number };
  /** What this process counts, where it does. */
  metrics?: Metrics | undefined;
  /** See {@link Context.policyEnforced}. */
  policyEnforced?: boolean;
}

/** One execution: the caller's context, and the end of its transaction. */
export interface Execution {
  readonly context: Context;
  /** Says, before anything is asked of the database, what is going to be: a standby may answer where that allows it. */
  begins(operation: AskedOperation): void;
  /** True after `finish` where a standby failed in the midst of it: all of it is to be asked of the primary. */
  readonly failedOnReplica: boolean;
  /**
   * Ends the transaction and gives the result that may be sent: a mutation that met an error leaves nothing behind
   * and answers nothing but the error.
   */
  finish(result: ExecutionResult, operation: OperationTypeNode | undefined): Promise<ExecutionResult>;
  /** Ends the transaction of something that is no GraphQL operation. */
  end(outcome: 'commit' | 'rollback'): Promise<void>;
}

/** What of an operation says whether it may be answered from before. */
export interface AskedOperation {
  document: DocumentNode;
  variables?: Record<string, unknown> | undefined;
  operationName?: string | undefined;
}

export interface SubgraphRequest extends AskedOperation {
  /** The signed identity; anything but a live one for this service is refused. */
  identity: string | undefined;
  rateLimit?: RateLimitState | null | undefined;
  /** How many seconds ago the answer may have been true. */
  maxStaleness?: number | undefined;
}

/** What is known of a request beside who asks and what. */
export interface Circumstances {
  rateLimit?: RateLimitState | null | undefined;
  maxStaleness?: number | undefined;
}

export interface Subgraph extends SubgraphSchema {
  readonly name: ServiceName;
  readonly log: Log;
  /** Verifies the identity and opens an execution for it. Throws UNAUTHENTICATED. */
  begin(identity: string | undefined, circumstances?: Circumstances): Promise<Execution>;
  /** Runs a document that the gateway's planner made: it is not validated again. */
  execute(request: SubgraphRequest): Promise<ExecutionResult>;
  /** What it takes and gives beside the graph. */
  readonly routes: readonly RouteAddress[];
  /** Answers a request to one of its routes. Never throws. */
  serve(at: RouteAddress, request: RouteRequest, identity: string | undefined): Promise<RouteAnswer>;
  /** Rejects when the service's database does not answer. */
  check(): Promise<void>;
  close(): Promise<void>;
}

export interface SubgraphParts<Client> extends SubgraphSchema {
  name: ServiceName;
  pool: LeasePool<Client>;
  options: ServiceOptions;
  routes?: readonly Route[];
  /** What this service's own resolvers find in their context beside the rest. */
  own?: object;
}

export function createSubgraph<Client>({
  name,
  schema,
  sdl,
  pool,
  options,
  routes = [],
  own = {},
}: SubgraphParts<Client>): Subgraph {
  const signer = createIdentitySigner(options.identityKey);
  const log = options.log.child({ service: name });
  const identities = createIdentityVerifier(options.identityKey, name, log);

  const { metrics } = options;
  metrics?.watchPool(name, () => pool.usage);
  const lost = () => metrics?.auditLost(name);
  const audit = auditWriter({ service: name, pool, log, lost });
  const ledger = createLedger({ write: audit.apart, lost });

  const open = (
    caller: Caller,
    { trail = new Trail(), rateLimit, maxStaleness = 0 }: Circumstances & { trail?: Trail } = {},
  ): Execution => {
    let allowedMs = 0;
    let failedOnReplica = false;
    const transaction = pool.open({ tenant: caller.tenant, subject: caller.subject }, () => allowedMs);
    const context: Context = {
      caller,
      db: transaction.db,
      today: today(),
      policyEnforced: options.policyEnforced ?? true,
      log,
      ask: askPeerAs({ caller, identities: signer, peers: options.peers, log }),
      keyFor: (purpose) => keyFor(options.identityKey, purpose),
      rateLimit: rateLimit ?? null,
      loaders: new Map(),
      ...own,
      trail,
      ledger,
    };
    /** Changes stand in the log if and only if they stand. */
    const commit = async () => {
      try {
        await audit.within(transaction, caller, trail.changes);
      } catch (error) {
        await transaction.end('rollback');
        throw error;
      }
      await transaction.end('commit');
      trail.keep();
      if (trail.figures > 0) metrics?.figuresTakenIn(trail.figures);
    };
    return {
      context,
      begins(operation) {
        if (maxStaleness > 0 && mayBeStale(schema, operation)) allowedMs = maxStaleness * 1000;
      },
      get failedOnReplica() {
        return failedOnReplica;
      },
      async finish(result, operation) {
        const errors = result.errors?.map((error) => maskError(error, log));
        const { asOf } = transaction;
        if (asOf !== null && (errors ?? []).some(({ extensions }) => ofTheDatabase.has(extensions.code))) {
          failedOnReplica = true;
          log.warn('a standby failed in the midst of an answer: the primary is asked');
          await transaction.end('rollback').catch(() => {});
          return { data: null, errors };
        }
        const dated = asOf === null ? undefined : { extensions: { [AS_OF]: asOf.toISOString() } };
        metrics?.executed(name, operation ?? 'unknown', outcomeOf(codesOf(errors ?? [])));
        const failed = errors !== undefined && errors.length > 0;
        const undo = failed && operation === 'mutation';
        try {
          // A query has nothing to commit; one that met an error keeps the part that was answered.
          if (failed) await transaction.end('rollback');
          else await commit();
        } catch (error) {
          failedOnReplica = asOf !== null;
          const cause = error instanceof Error ? error : new Error(String(error));
          // Of a query nothing is kept: what was read stands, and what was not shown is noted.
          const stands = cause instanceof UnsureError && operation === 'query' && !failedOnReplica;
          if (!stands)
            return {
              data: null,
              errors: [maskError(new GraphQLError('commit failed', { originalError: cause }), log)],
            };
        }
        const codes = refusalCodes(errors ?? []);
        if (undo && codes.length > 0) await audit.apart(caller, trail.undone(codes));
        if (operation === 'query') await audit.apart(caller, [...forbiddenFields(errors ?? []), ...trail.misses]);
        ledger.note(caller, trail.references);
        if (undo) return { data: null, errors };
        return { ...result, ...(failed && { errors }), ...dated };
      },
      end: (outcome) => (outcome === 'commit' ? commit() : transaction.end('rollback')),
    };
  };

  const begin = async (identity: string | undefined, circumstances?: Circumstances) =>
    open(await identities.verify(identity), circumstances);
  const served = () => ({ name, kind: SpanKind.INTERNAL, attributes: { 'thidua.service': name } });
  const answer = async (request: SubgraphRequest): Promise<ExecutionResult> => {
    let execution: Execution;
    try {
      execution = await begin(request.identity, request);
    } catch (error) {
      return { data: null, errors: [error instanceof GraphQLError ? error : new GraphQLError('refused')] };
    }
    execution.begins(request);
    const result = await execute({
      schema,
      document: request.document,
      variableValues: request.variables,
      operationName: request.operationName,
      contextValue: execution.context,
    });
    const finished = await execution.finish(
      result,
      getOperationAST(request.document, request.operationName)?.operation,
    );
    return execution.failedOnReplica ? answer({ ...request, maxStaleness: undefined }) : finished;
  };
  const answerRoute = async (
    at: RouteAddress,
    request: RouteRequest,
    identity: string | undefined,
  ): Promise<RouteAnswer> => {
    try {
      const route = routes.find(({ method, path }) => method === at.method && path === at.path);
      if (route === undefined) throw new Error(`${name} has no route ${at.method} ${at.path}`);
      const caller = await identities.verify(identity);
      return await watchRoute(route, request, {
        async answer(trail) {
          requireScopes(caller, route.requiresScopes ?? []);
          return route.answer(request, caller, () => open(caller, { trail }));
        },
        failed: (error) => refusal(error, log),
        note: (notes) => audit.apart(caller, notes),
      });
    } catch (error) {
      return refusal(error, log);
    }
  };
  return {
    name,
    schema,
    sdl,
    log,
    begin,
    async execute(request) {
      return inSpan(served, () => answer(request));
    },
    routes,
    async serve(at, request, identity) {
      return inSpan(served, () => answerRoute(at, request, identity));
    },
    check: () => pool.check(),
    close: async () => {
      await ledger.close();
      await pool.close();
    },
  };
}
