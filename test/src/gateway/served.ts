import { randomBytes } from 'node:crypto';
import { signLocalToken } from '@thi-dua/gateway/access-token/local-token';
import type { FairUse } from '@thi-dua/gateway/fair-use/fair-use';
import { createGateway, type Gateway } from '@thi-dua/gateway/gateway';
import { createHandler } from '@thi-dua/gateway/http/handler';
import { type Listener, listen } from '@thi-dua/gateway/http/server';
import type { Limits } from '@thi-dua/gateway/limits/limit-error';
import { createReadiness } from '@thi-dua/gateway/readiness';
import type { Subgraphs } from '@thi-dua/gateway/subgraph-transport';
import { watchRequests } from '@thi-dua/gateway/telemetry/watch-requests';
import type { DocumentRules } from '@thi-dua/gateway/trusted/document-rules';
import { ROLES, type Role } from '@thi-dua/schema/caller';
import type { Log } from '@thi-dua/schema/log';
import type { Subgraph } from '@thi-dua/schema/subgraph';
import type { Metrics } from '@thi-dua/schema/telemetry/metrics';
import { afterAll } from 'vitest';
import { localAuthentication } from '../kit/authentication.js';
import { identityKey, silent } from '../kit/services.js';
import { supergraphOf } from '../kit/supergraph.js';

const key = new Uint8Array(randomBytes(32));

export const tokenFor = (tenant: string, subject = `officer@${tenant}`, roles: readonly Role[] = ROLES) =>
  signLocalToken(key, { tenant, subject, roles });

export interface Served {
  gateway: Gateway;
  listener: Listener;
  /** POSTs an operation, as `tenant` unless other headers say otherwise. */
  post(tenant: string, body: unknown, headers?: Record<string, string>): Promise<Response>;
}

/** A gateway on a port of its own, in front of these services. */
export async function serve(
  services: readonly Subgraph[],
  over: {
    subgraphs?: Subgraphs;
    limits?: Partial<Limits>;
    fairUse?: FairUse;
    documents?: DocumentRules;
    log?: Log;
    checkDatabase?: () => Promise<void>;
    metrics?: Metrics;
    subgraphTimeoutMs?: number;
    subgraphRestMs?: number;
    maxInFlight?: number;
  } = {},
): Promise<Served> {
  const log = over.log ?? silent;
  const subgraphs = over.subgraphs ?? services;
  const gateway = await createGateway({
    supergraph: supergraphOf(services),
    subgraphs,
    identityKey,
    log,
    limits: over.limits,
    fairUse: over.fairUse,
    metrics: over.metrics,
    subgraphTimeoutMs: over.subgraphTimeoutMs,
    subgraphRestMs: over.subgraphRestMs,
  });
  const listener = await listen({ host: '127.0.0.1', port: 0 }, log);
  listener.serve(
    watchRequests(
      createHandler({
        gateway,
        documents: over.documents,
        authentication: localAuthentication(gateway, key),
        readiness: createReadiness({ subgraphs, checkDatabase: over.checkDatabase }),
        isDraining: () => listener.draining,
        bodyLimit: 1024 * 1024,
        maxInFlight: over.maxInFlight,
        log,
        metrics: over.metrics,
      }),
      over.metrics,
    ),
  );
  afterAll(async () => {
    await listener.stop({ delayMs: 0, timeoutMs: 1000 });
    await gateway.close();
  });
  return {
    gateway,
    listener,
    post: async (tenant, body, headers = {}) =>
      fetch(`${listener.url}/graphql`, {
        method: 'POST',
        headers: { authorization: `Bearer ${await tokenFor(tenant)}`, 'content-type': 'application/json', ...headers },
        body: JSON.stringify(body),
      }),
  };
}
