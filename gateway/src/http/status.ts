import { UNAVAILABLE_WAIT_S } from '@thi-dua/schema/errors';
import type { GraphQLFormattedError } from 'graphql';
import type { Answer } from '../gateway.js';

const codeOf = (error: GraphQLFormattedError) => error.extensions?.code;

/** True where no field of the operation has a value. */
const isEmpty = (data: unknown): boolean =>
  data === null ||
  data === undefined ||
  (typeof data === 'object' && Object.values(data).every((value) => value === null));

/**
 * The HTTP status of an answer, for machinery that looks no further (load balancers, retries). An answer that holds
 * anything is 200: what could not be given is in its errors.
 */
export function statusOf({ data, errors = [], executed }: Pick<Answer, 'data' | 'errors' | 'executed'>): number {
  const codes = errors.map(codeOf);
  if (codes.includes('RATE_LIMITED')) return 429;
  if (!executed) return 400;
  if (codes.length === 0 || !isEmpty(data)) return 200;
  if (codes.includes('UNAUTHENTICATED')) return 401;
  if (codes.includes('OVERLOADED') || codes.includes('UNAVAILABLE')) return 503;
  if (codes.includes('DISK_FULL')) return 507;
  return 200;
}

/**
 * Seconds after which a caller beyond its limit, of an overloaded service, or of one that is away is to ask again. Null as well
 * for what may have happened: a client is not to repeat it by itself.
 */
export function retryAfter(errors: readonly GraphQLFormattedError[] = []): number | null {
  if (errors.some(({ extensions }) => extensions?.mayHaveHappened === true)) return null;
  const waits = errors
    .filter((error) => codeOf(error) === 'OVERLOADED' || codeOf(error) === 'RATE_LIMITED')
    .map((error) => Number(error.extensions?.retryAfter ?? 1));
  if (waits.length > 0) return Math.max(...waits);
  return errors.some((error) => codeOf(error) === 'UNAVAILABLE') ? UNAVAILABLE_WAIT_S : null;
}
