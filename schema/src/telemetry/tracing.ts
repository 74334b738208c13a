import { context, trace } from '@opentelemetry/api';
import { switchTraces } from '@thi-dua/prisma/span';

export interface TracingOptions {
  /** Where a collector takes OTLP over HTTP, without `/v1/traces`. */
  endpoint: string;
  /** What this process is called among others. */
  service: string;
  /** Which part of all traces is kept, from 0 to 1. */
  ratio: number;
}

/**
 * Begins to send traces; resolves to what sends the last of them and ends it. The libraries are loaded here and nowhere else: a
 * process without a collector never sees them.
 */
export async function startTracing({ endpoint, service, ratio }: TracingOptions): Promise<() => Promise<void>> {
  const [sdk, { OTLPTraceExporter }, { resourceFromAttributes }] = await Promise.all([
    import('@opentelemetry/sdk-trace-node'),
    import('@opentelemetry/exporter-trace-otlp-http'),
    import('@opentelemetry/resources'),
  ]);
  const url = `${endpoint.replace(/\/$/, '')}/v1/traces`;
  const share = new sdk.TraceIdRatioBasedSampler(ratio);
  const provider = new sdk.NodeTracerProvider({
    resource: resourceFromAttributes({ 'service.name': service }),
    // Whoever asks from outside names its trace; whether that one is kept is for us to say, by its id, alike in every process.
    sampler: new sdk.ParentBasedSampler({ root: share, remoteParentSampled: share, remoteParentNotSampled: share }),
    spanProcessors: [new sdk.BatchSpanProcessor(new OTLPTraceExporter({ url }))],
  });
  provider.register({ propagator: null });
  switchTraces(true);
  return async () => {
    switchTraces(false);
    await provider.shutdown();
    trace.disable();
    context.disable();
  };
}
