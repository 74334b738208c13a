import {
  type Attributes,
  type Context,
  context,
  isSpanContextValid,
  ROOT_CONTEXT,
  type Span,
  type SpanKind,
  SpanStatusCode,
  TraceFlags,
  trace,
} from '@opentelemetry/api';

let on = false;

/** Whether spans are made at all: one look at a variable is what traces cost while they are off. */
export const switchTraces = (to: boolean): void => {
  on = to;
};
export const tracesAreOn = (): boolean => on;

/** Under which span whatever is done now is done. */
export const activeContext = (): Context | undefined => (on ? context.active() : undefined);

/** The id of the trace under way, for the lines of the log. */
export function activeTraceId(): string | undefined {
  const span = on ? trace.getActiveSpan()?.spanContext() : undefined;
  return span !== undefined && isSpanContextValid(span) ? span.traceId : undefined;
}

export interface SpanOptions {
  name: string;
  kind: SpanKind;
  /** Never a variable's value, an address or a person. */
  attributes: Attributes;
  /** Under which it stands: what is active where it is left out. */
  parent?: Context | undefined;
  /** Whether a trace may begin with it. */
  begins?: boolean;
}

/**
 * Does something within a span of its own, where traces are on and this belongs to one: a trace begins with somebody's request, and
 * what a process does at its own pace begins none, or every look it takes would be one more. A failure is told by its code alone:
 * messages of databases and services quote what they were given.
 */
export function inSpan<T>(options: () => SpanOptions, work: (span: Span | undefined) => Promise<T>): Promise<T> {
  if (!on) return work(undefined);
  const { name, kind, attributes, parent = context.active(), begins = false } = options();
  if (!begins && trace.getSpan(parent) === undefined) return work(undefined);
  const span = trace.getTracer('thi-dua-graph').startSpan(name, { kind, attributes }, parent);
  return context.with(trace.setSpan(parent, span), async () => {
    try {
      return await work(span);
    } catch (error) {
      const code = error instanceof Error && 'code' in error ? String(error.code) : undefined;
      span.setStatus({ code: SpanStatusCode.ERROR });
      if (code !== undefined) span.setAttribute('error.type', code);
      throw error;
    } finally {
      span.end();
    }
  });
}

const TRACEPARENT = /^00-([0-9a-f]{32})-([0-9a-f]{16})-([0-9a-f]{2})$/;

/**
 * The trace that a request says it belongs to (W3C Trace Context); one of its own where it says none, or nothing well-formed.
 * Its `tracestate` and `baggage` are not taken along: they may hold anything.
 */
export function remoteContext(traceparent: string | undefined): Context {
  const [, traceId = '', spanId = '', flags = '00'] = TRACEPARENT.exec(traceparent ?? '') ?? [];
  const spanContext = { traceId, spanId, traceFlags: Number.parseInt(flags, 16) & TraceFlags.SAMPLED, isRemote: true };
  return isSpanContextValid(spanContext) ? trace.setSpanContext(ROOT_CONTEXT, spanContext) : ROOT_CONTEXT;
}

/** The header by which the trace under way goes on elsewhere; none where there is no trace. */
export function traceHeaders(): Record<string, string> {
  const span = on ? trace.getActiveSpan()?.spanContext() : undefined;
  if (span === undefined || !isSpanContextValid(span)) return {};
  const flags = (span.traceFlags & TraceFlags.SAMPLED).toString(16).padStart(2, '0');
  return { traceparent: `00-${span.traceId}-${span.spanId}-${flags}` };
}
