import type { ServiceName } from '@thi-dua/schema/identity';
import type { RouteAddress } from '@thi-dua/schema/route';

export interface ServiceRoute extends RouteAddress {
  readonly service: ServiceName;
}

/** What the gateway takes and gives beside the graph. Known here, because a service may run elsewhere. */
export const SERVICE_ROUTES: readonly ServiceRoute[] = [
  { method: 'POST', path: '/import/observations', service: 'indicators' },
  { method: 'GET', path: '/templates/observations', service: 'indicators' },
];
