import type { ServiceName } from '@thi-dua/schema/identity';
import type { Log } from '@thi-dua/schema/log';
import { askOverHttp, away, type HttpRequest, inTurn, Unanswered } from '@thi-dua/schema/over-http';
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
 * A service that runs on its own, as one process or several. One that fails again and again is left alone for a while: another
 * one answers, or where there is none its part is missing at once, and neither callers nor it are kept busy with waiting.
 * What it answers, errors included, is no failure.
 */
export function createRemote(
  urls: readonly string[],
  { service, log, metrics, timeoutMs, restMs = REST_MS }: RemoteOptions,
): Remote {
  const left = new Set<string>();
  const breakers = urls.map((url) => {
    const breaker = new CircuitBreaker(askOverHttp(url, timeoutMs), {
      name: service,
      // The request itself is given up in time; giving up only its answer would leave it running.
      timeout: false,
      volumeThreshold: FEWEST,
      errorThresholdPercentage: HALF,
      resetTimeout: restMs,
    });
    return breaker
      .on('open', () => {
        metrics?.leftAlone(service, left.add(url).size);
        log.error({ restMs, url }, 'the service fails again and again: it is left alone for a while');
      })
      .on('close', () => {
        left.delete(url);
        metrics?.leftAlone(service, left.size);
        log.info({ url }, 'the service answers again');
      });
  });
  metrics?.leftAlone(service, 0);
  const ask = inTurn(breakers.map((breaker) => (request) => breaker.fire(request)));
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
    close: () => {
      for (const breaker of breakers) breaker.shutdown();
    },
  };
}
