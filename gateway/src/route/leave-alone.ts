import type { ServiceName } from '@thi-dua/schema/identity';
import type { Log } from '@thi-dua/schema/log';
import CircuitBreaker from 'opossum';
import { RouteUnanswered } from './ask-route.js';

/** As for operations (see remote-service.ts): of at least this many requests within ten seconds, half must have come to nothing. */
const FEWEST = 5;
const HALF = 50;
const REST_MS = 5000;

/** Whether the attempt was refused at once, and nothing of it made. */
export const isLeftAlone = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && error.code === 'EOPENBREAKER';

type Attempt = () => Promise<unknown>;

export interface LeftAlone {
  /** Makes the attempt, unless what is asked there came to nothing again and again: it is refused at once then, and not made. */
  attempt<T>(service: ServiceName, origin: string, act: () => Promise<T>): Promise<T>;
  close(): void;
}

/** Keeps, for each place where a service answers, whether its routes are worth asking at the moment. */
export function leftAlone({ log, restMs = REST_MS }: { log: Log; restMs?: number | undefined }): LeftAlone {
  const breakers = new Map<string, CircuitBreaker<[Attempt], unknown>>();
  const breakerFor = (service: ServiceName, origin: string) => {
    const known = breakers.get(origin);
    if (known !== undefined) return known;
    const made = new CircuitBreaker((act: Attempt) => act(), {
      name: service,
      // Each attempt is given up in time by itself.
      timeout: false,
      volumeThreshold: FEWEST,
      errorThresholdPercentage: HALF,
      resetTimeout: restMs,
      // What the client broke off says nothing of the service.
      errorFilter: (error: unknown) => !(error instanceof RouteUnanswered),
    });
    made.on('open', () =>
      log.error(
        { service, restMs },
        'what is beside the graph fails again and again there: it is left alone for a while',
      ),
    );
    breakers.set(origin, made);
    return made;
  };
  return {
    attempt: <T>(service: ServiceName, origin: string, act: () => Promise<T>) =>
      breakerFor(service, origin).fire(act) as Promise<T>,
    close: () => {
      for (const breaker of breakers.values()) breaker.shutdown();
    },
  };
}
