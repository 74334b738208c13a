import type { EntityName } from '@thi-dua/schema/global-id';
import { representedAnnualReport } from '../annual-report/annual-report-graph.js';
import { representedMovementReport } from '../annual-report/movement-report-graph.js';
import { representedApiKey } from '../api-key/key-graph.js';
import { representedBoundaryChange } from '../boundary-change/boundary-change-graph.js';
import type { LocalitiesContext } from '../builder.js';
import { representedEvent } from '../event/event-graph.js';
import { representedLocality } from '../locality/locality-graph.js';
import { representedRegion } from '../region/region-graph.js';
import { representedTenant } from '../tenant/tenant-graph.js';
import { representedDelivery, representedEndpoint } from '../webhook/webhook-graph.js';

type Represented = (key: { id: string }, context: LocalitiesContext) => object | null | Promise<object | null>;

/** What this service keeps or adds to. Of every other entity it knows no more than the key. */
export const represented: ReadonlyMap<EntityName, Represented> = new Map<EntityName, Represented>([
  ['AnnualReport', representedAnnualReport],
  ['ApiKey', representedApiKey],
  ['BoundaryChange', representedBoundaryChange],
  ['Event', representedEvent],
  ['Locality', representedLocality],
  ['MovementReport', representedMovementReport],
  ['Region', representedRegion],
  ['Tenant', representedTenant],
  ['WebhookDelivery', representedDelivery],
  ['WebhookEndpoint', representedEndpoint],
]);
