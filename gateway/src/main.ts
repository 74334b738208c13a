import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { webhookOptions } from '@thi-dua/localities/webhook/settings';
import { OperatorError } from '@thi-dua/prisma/errors';
import { createLog, type Log } from '@thi-dua/schema/log';
import { startTelemetry } from '@thi-dua/schema/telemetry/start';
import type { GraphQLSchema } from 'graphql';
import { createApiKeys } from './access-token/api-keys.js';
import { createAuthentication } from './access-token/authentication.js';
import { localKey, serverKey } from './access-token/kept-key.js';
import { createTokenVerifier, type TokenSource } from './access-token/verifier.js';
import { documentsFile } from './console/folders.js';
import { type GatewayEnv, gatewayEnv, issuersIn, subgraphUrls } from './env.js';
import { exportFolder } from './export/export-folder.js';
import { startExporter } from './export/exporter.js';
import { createFairUse, type FairUse } from './fair-use/fair-use.js';
import { fallbackBuckets } from './fair-use/fallback-buckets.js';
import { memoryBuckets } from './fair-use/memory-buckets.js';
import { redisBuckets } from './fair-use/redis-buckets.js';
import { createGateway } from './gateway.js';
import { clientAddressBehind } from './http/client-address.js';
import { createHandler } from './http/handler.js';
import { listen } from './http/server.js';
import type { Limits } from './limits/limit-error.js';
import { createReadiness } from './readiness.js';
import type { Subgraphs } from './subgraph-transport.js';
import { committedSupergraph } from './supergraph.js';
import { watchRequests } from './telemetry/watch-requests.js';
import type { DocumentRules } from './trusted/document-rules.js';
import { readManifest } from './trusted/manifest.js';
import { trustedDocuments } from './trusted/trusted-documents.js';

const limitsOf = (env: GatewayEnv): Limits => ({
  tokens: env.MAX_TOKENS,
  depth: env.MAX_DEPTH,
  aliases: env.MAX_ALIASES,
  rootFields: env.MAX_ROOT_FIELDS,
  fields: env.MAX_FIELDS,
  cost: env.MAX_COST,
});

/** The environment refuses a listener that other machines reach while no issuer is configured. */
function tokenSource(env: GatewayEnv): TokenSource {
  const issuers = issuersIn(env);
  if (issuers === null) return { localKey: localKey(env.DATA_DIR) };
  return { issuers, clockSkewSeconds: env.CLOCK_SKEW_SECONDS };
}

function sharedKey(env: GatewayEnv, log: Log): Uint8Array {
  if (env.IDENTITY_KEY !== undefined) return new Uint8Array(Buffer.from(env.IDENTITY_KEY, 'base64url'));
  try {
    return serverKey(env.DATA_DIR);
  } catch (error) {
    // With a database and an issuer of one's own, nothing else needs the folder.
    if (issuersIn(env) === null || env.DATABASE_URL === undefined) throw error;
    log.warn('no key can be kept in DATA_DIR: addresses of calendars end with this process. Set IDENTITY_KEY');
    return new Uint8Array(randomBytes(32));
  }
}

function fairUseOf(env: GatewayEnv, log: Log): FairUse {
  const own = memoryBuckets();
  const { REDIS_URL: url, REDIS_PREFIX: prefix } = env;
  const buckets = url === undefined ? own : fallbackBuckets(redisBuckets({ url, prefix, log }), own, log);
  return createFairUse(buckets, {
    caller: { capacity: env.RATE_CALLER_COST, restorePerSecond: env.RATE_CALLER_PER_SECOND },
    tenant: { capacity: env.RATE_TENANT_COST, restorePerSecond: env.RATE_TENANT_PER_SECOND },
  });
}

/** The console's own documents are always trusted: they were built with this gateway. */
function documentRules(env: GatewayEnv, schema: GraphQLSchema): DocumentRules {
  const files = [documentsFile, env.TRUSTED_DOCUMENTS].filter((file) => file !== undefined);
  return {
    trusted: trustedDocuments(files.flatMap((file) => readManifest(file, schema))),
    only: env.TRUSTED_DOCUMENTS_ONLY === 'true',
  };
}

/** Starts everything; `stops` gets what has to be ended again, in the order of its start. */
async function start(env: GatewayEnv, log: Log, stops: (() => Promise<unknown>)[]): Promise<string> {
  // The port first: that it is in use must be said before the database is touched.
  const listener = await listen({ host: env.HOST, port: env.PORT }, log);
  const behind: (() => Promise<unknown>)[] = [];
  stops.push(async () => {
    await listener.stop({ delayMs: env.DRAIN_DELAY_MS, timeoutMs: env.DRAIN_TIMEOUT_MS });
    for (const stop of behind.reverse()) await stop();
  });

  const { metrics, stop: stopTelemetry } = await startTelemetry(env, 'thi-dua-gateway', log);
  behind.push(stopTelemetry);
  const identityKey = sharedKey(env, log);
  let subgraphs: Subgraphs | null = subgraphUrls(env);
  let checkDatabase: (() => Promise<void>) | undefined;
  if (subgraphs === null) {
    // Loaded only where they run: a gateway before services of their own needs neither them nor a database.
    const [{ startDatabase }, { createServices }, { openStore }] = await Promise.all([
      import('./database.js'),
      import('./services.js'),
      import('@thi-dua/awards/dossier/store/open-store'),
    ]);
    const database = await startDatabase(env, log);
    behind.push(() => database.stop());
    checkDatabase = database.check;
    const services = createServices({
      databaseUrl: database.appUrl,
      replicaUrls: env.APP_REPLICA_URLS,
      identityKey,
      log,
      sessions: env.SESSIONS,
      maxWaitMs: env.MAX_WAIT_MS,
      spool: { files: env.SPOOL_FILES, bytes: env.SPOOL_BYTES },
      files: openStore(env),
      webhooks: webhookOptions(env),
      metrics,
    });
    behind.push(() => Promise.all(services.map((service) => service.close())));
    subgraphs = services;
  }
  const fairUse = fairUseOf(env, log);
  behind.push(() => fairUse.close());
  const gateway = await createGateway({
    supergraph: committedSupergraph(),
    subgraphs,
    identityKey,
    log,
    limits: limitsOf(env),
    fairUse,
    metrics,
    subgraphTimeoutMs: env.SUBGRAPH_TIMEOUT_MS,
  });
  behind.push(() => gateway.close());
  const exports = exportFolder(env.EXPORT_DIR ?? join(env.DATA_DIR, 'exports'), {
    bytes: env.EXPORT_BYTES,
    fileBytes: env.EXPORT_FILE_BYTES,
  });
  const exporter = startExporter({
    gateway,
    folder: exports,
    atOnce: env.EXPORTS_AT_ONCE,
    keptMs: env.EXPORT_DAYS * 86_400_000,
    log,
    metrics,
  });
  behind.push(() => exporter.stop());
  listener.serve(
    watchRequests(
      createHandler({
        gateway,
        documents: documentRules(env, gateway.schema),
        authentication: createAuthentication({
          tokens: createTokenVerifier(tokenSource(env), log),
          keys: createApiKeys(gateway),
          addressOf: clientAddressBehind(env.TRUSTED_PROXIES),
        }),
        readiness: createReadiness({ subgraphs, checkDatabase }),
        isDraining: () => listener.draining,
        bodyLimit: env.MAX_BODY_BYTES,
        maxInFlight: env.MAX_IN_FLIGHT,
        exports,
        streams: { all: env.EVENT_STREAMS, ofOneTenant: env.EVENT_STREAMS_PER_TENANT, everyMs: env.EVENT_POLL_MS },
        log,
        metrics,
      }),
      metrics,
    ),
  );
  return `${listener.url}/graphql`;
}

async function main(): Promise<void> {
  const env = gatewayEnv();
  const log = createLog(env.LOG_LEVEL);
  const stops: (() => Promise<unknown>)[] = [];
  const starting = start(env, log, stops);
  const stopAll = async () => {
    for (const end of stops.splice(0)) await end();
  };
  let told = false;
  // Told to stop while still starting: what is being started is brought to its end first, or it would be left behind.
  // Told again, by a terminal and a parent process at once, nothing changes: the drain is bounded.
  const stop = () => {
    told = true;
    starting.then(stopAll, () => {}).catch((error: unknown) => log.error({ err: error }, 'stopping failed'));
  };
  process.on('SIGTERM', stop).on('SIGINT', stop);
  try {
    const url = await starting;
    if (!told) process.stdout.write(`ready ${url}\n`);
  } catch (error) {
    await stopAll();
    throw error;
  }
}

try {
  await main();
} catch (error) {
  // What the person who runs the system can mend is told in a sentence; anything else with all there is to know.
  process.stderr.write(
    `${error instanceof OperatorError ? error.message : error instanceof Error ? error.stack : String(error)}\n`,
  );
  process.exitCode = 1;
}
