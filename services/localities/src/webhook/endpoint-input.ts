import type { UserError } from '@thi-dua/schema/user-error';
import { type EventType, eventTypes } from '../event/event.js';
import { fault } from '../tenant/tenant-faults.js';
import { type TargetRules, targetFault } from './target.js';
import type { WebhookEndpointResult } from './webhook-graph.js';

const LONGEST_DESCRIPTION = 500;

/** Those that an endpoint can want: a test goes to the endpoint that it was asked for. */
export const WANTED_TYPES: readonly EventType[] = eventTypes.filter((type) => type !== 'WEBHOOK_TEST');

export interface EndpointInput {
  url?: string | null | undefined;
  types?: readonly EventType[] | null | undefined;
  description?: string | null | undefined;
}

export function endpointFaults({ url, types, description }: EndpointInput, rules: TargetRules): UserError[] {
  const errors: UserError[] = [];
  const refused = typeof url === 'string' ? targetFault(url, rules) : null;
  if (refused !== null) errors.push(fault('BAD_URL', refused, 'url'));
  if (types?.length === 0) errors.push(fault('EMPTY', 'Name at least one type, or leave "types" out.', 'types'));
  if (types?.includes('WEBHOOK_TEST'))
    errors.push(fault('NOT_FOR_ENDPOINTS', 'A test goes to the endpoint it is asked for.', 'types'));
  if ((description?.length ?? 0) > LONGEST_DESCRIPTION)
    errors.push(fault('TOO_LONG', `At most ${LONGEST_DESCRIPTION} characters.`, 'description'));
  return errors;
}

export const noSuchEndpoint = (...path: string[]) => fault('NOT_FOUND', 'Your tenant has no such endpoint.', ...path);

export const refusedEndpoint = (...errors: UserError[]): WebhookEndpointResult => ({
  endpoint: null,
  secret: null,
  errors,
});
