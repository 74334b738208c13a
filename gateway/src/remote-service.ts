import type { ServiceName } from '@thi-dua/schema/identity';
import type { Log } from '@thi-dua/schema/log';
import { askOverHttp, away, type HttpRequest, isMutation, Unanswered } from '@thi-dua/schema/over-http';
import type { Metrics } from '@thi-dua/schema/telemetry/metrics';
import type { ExecutionResult } from 'graphql';
import CircuitBreaker from 'opossum';

export interface RemoteOptions {
  service: ServiceName;
  log: Log;
  metrics?: Metrics | undefined;
  /** How long one request may take. */
  timeoutMs?: number | undefined;
  /** How long the service is left alone before one request tries it again. */
  restMs?: number | undefined;
}

export interface Remote {
  /** Never throws: a service that is away is an error of its part. */
  ask(request: HttpRequest): Promise<ExecutionResult>;
  close(): void;
}

/** Of at least this many requests within ten seconds, half must have come to nothing before a service is left alone. */
const FEWEST = 5;
const HALF = 50;
const REST_MS = 5000;

/**
 * A service that runs on its own. One that fails again and again is left alone for a while: its part is missing at once
 * then, and neither callers nor it are kept busy with waiting. What it answers, errors included, is no failure.
 */
export function createRemote(
  url: string,
  { service, log, metrics, timeoutMs, restMs = REST_MS }: RemoteOptions,
): Remote {
  const breaker = new CircuitBreaker(askOverHttp(url, timeoutMs), {
    name: service,
    // The request itself is given up in time; giving up only its answer would leave it running.
    timeout: false,
    volumeThreshold: FEWEST,
    errorThresholdPercentage: HALF,
    resetTimeout: restMs,
  });
  breaker
    .on('open', () => {
      metrics?.leftAlone(service, true);
      log.error({ restMs }, 'the service fails again and again: it is left alone for a while');
    })
    .on('close', () => {
      metrics?.leftAlone(service, false);
      log.info('the service answers again');
    });
  metrics?.leftAlone(service, false);
  /** A connection that broke is worth another try, at once and only one; a mutation never is: it may have happened. */
  const ask = async (request: HttpRequest): Promise<ExecutionResult> => {
    try {
      return await breaker.fire(request);
    } catch (error) {
      const broke = error instanceof Unanswered && error.sent && !error.timedOut;
      if (!broke || isMutation(request.document)) throw error;
      return breaker.fire(request);
    }
  };
  return {
    ask: async (request) => {
      try {
        return await ask(request);
      } catch (error) {
        const unasked = !(error instanceof Unanswered);
        if (!unasked) log.error({ err: error }, 'the service does not answer');
        return { data: null, errors: [away(service, request, !unasked && error.sent)] };
      }
    },
    close: () => breaker.shutdown(),
  };
}
