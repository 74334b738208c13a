import { assertSafeRole } from '@thi-dua/prisma/assert-safe-role';
import { OperatorError } from '@thi-dua/prisma/errors';
import { serviceEnv } from './env.js';
import type { ServiceName } from './identity.js';
import { createLog, type Log } from './log.js';
import { type AskHttp, overHttp } from './over-http.js';
import type { Peers } from './peers.js';
import type { ServiceOptions, Subgraph } from './subgraph.js';
import { serveSubgraph } from './subgraph-server.js';
import { startTelemetry } from './telemetry/start.js';

/** Runs one service alone over HTTP until it is told to stop; running requests are answered first. */
export async function runService(name: ServiceName, create: (options: ServiceOptions) => Subgraph): Promise<void> {
  try {
    const env = serviceEnv();
    const log = createLog(env.LOG_LEVEL);
    await assertSafeRole(env.APP_DATABASE_URL);
    const telemetry = await startTelemetry(env, `thi-dua-${name}`, log);
    const subgraph = create({
      databaseUrl: env.APP_DATABASE_URL,
      replicaUrls: env.APP_REPLICA_URLS,
      identityKey: env.IDENTITY_KEY,
      log,
      peers: peersAt(
        {
          localities: env.LOCALITIES_URL,
          indicators: env.INDICATORS_URL,
          campaigns: env.CAMPAIGNS_URL,
          awards: env.AWARDS_URL,
        },
        log,
        env.SUBGRAPH_TIMEOUT_MS,
      ),
      sessions: env.SESSIONS,
      maxWaitMs: env.MAX_WAIT_MS,
      spool: { files: env.SPOOL_FILES, bytes: env.SPOOL_BYTES },
      metrics: telemetry.metrics,
    });
    const server = await serveSubgraph(subgraph, { host: env.HOST, port: env.PORT });
    process.stdout.write(`ready ${server.url}\n`);
    const stop = async () => {
      await server.stop();
      await subgraph.close();
      await telemetry.stop();
    };
    process.once('SIGTERM', stop);
    process.once('SIGINT', stop);
  } catch (error) {
    const inUse = error instanceof Error && 'code' in error && error.code === 'EADDRINUSE';
    if (!inUse && !(error instanceof OperatorError)) throw error;
    process.stderr.write(
      inUse ? 'The port is in use. Stop what listens there, or set PORT to another.\n' : `${error.message}\n`,
    );
    process.exitCode = 1;
  }
}

function peersAt(urls: Record<ServiceName, readonly string[] | undefined>, log: Log, timeoutMs: number): Peers {
  const known = new Map<ServiceName, AskHttp>();
  return async (service, request) => {
    const at = urls[service];
    if (at === undefined) {
      throw new Error(`${service.toUpperCase()}_URL is not set, but this service has to ask ${service}`);
    }
    const ask = known.get(service) ?? overHttp(at, { service, log: log.child({ peer: service }), timeoutMs });
    known.set(service, ask);
    return ask(request);
  };
}
