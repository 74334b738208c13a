import type { Log } from '../log.js';
import { Metrics } from './metrics.js';
import { serveMetrics } from './metrics-server.js';
import type { TelemetryEnv } from './settings.js';
import { startTracing } from './tracing.js';

export interface Telemetry {
  /** None where nobody asked for them. */
  readonly metrics: Metrics | undefined;
  /** Sends what is left; the last thing a process does. */
  stop(): Promise<void>;
}

/** Begins to count and to trace, as far as the environment asks for either. */
export async function startTelemetry(env: TelemetryEnv, service: string, log: Log): Promise<Telemetry> {
  const stops: (() => Promise<void>)[] = [];
  let metrics: Metrics | undefined;
  if (env.METRICS_PORT !== undefined) {
    metrics = new Metrics();
    const server = await serveMetrics(metrics, { host: env.METRICS_HOST, port: env.METRICS_PORT });
    stops.push(() => server.stop());
    log.info({ url: server.url }, 'metrics');
  }
  if (env.OTEL_EXPORTER_OTLP_ENDPOINT !== undefined) {
    const endpoint = env.OTEL_EXPORTER_OTLP_ENDPOINT;
    stops.push(await startTracing({ endpoint, service, ratio: env.OTEL_TRACES_SAMPLER_ARG }));
    log.info({ endpoint: new URL(endpoint).origin }, 'traces');
  }
  return {
    metrics,
    async stop() {
      for (const stop of stops) await stop().catch((error: unknown) => log.warn({ err: error }, 'telemetry'));
    },
  };
}
