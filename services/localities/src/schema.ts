import { toSubgraphSchema } from '@thi-dua/schema/subgraph-schema';
import './api-key/createApiKey.js';
import './api-key/revokeApiKey.js';
import './api-key/rotateApiKey.js';
import './audit/audit-graph.js';
import './boundary-change/enactBoundaryChange.js';
import './boundary-change/withdrawBoundaryChange.js';
import './designation/importDesignations.js';
import './event/events-graph.js';
import './import/importLocalities.js';
import './lineage/lineage-graph.js';
import './node/node-graph.js';
import './rate-limit/rate-limit-graph.js';
import './search/descendants-graph.js';
import './search/designation-change-graph.js';
import './tenant/createTenant.js';
import './tenant/dissolveTenant.js';
import './tenant/nameSuccessor.js';
import './tenant/transferTenant.js';
import './tenant/viewer-graph.js';
import './webhook/createWebhookEndpoint.js';
import './webhook/deleteWebhookEndpoint.js';
import './webhook/replayEvents.js';
import './webhook/replayWebhookDelivery.js';
import './webhook/rotateWebhookSecret.js';
import './webhook/sendTestEvent.js';
import './webhook/updateWebhookEndpoint.js';
import './webhook/webhook-graph.js';
import { AnnualReportRef } from './annual-report/annual-report-graph.js';
import { MovementReportRef } from './annual-report/movement-report-graph.js';
import { BoundaryChangeRef } from './boundary-change/boundary-change-graph.js';
import { builder } from './builder.js';
import { LocalityRef } from './locality/locality-graph.js';
import { RegionRef } from './region/region-graph.js';
import { TenantRef } from './tenant/tenant-graph.js';

export const subgraphSchema = toSubgraphSchema(builder, [
  AnnualReportRef,
  BoundaryChangeRef,
  LocalityRef,
  MovementReportRef,
  RegionRef,
  TenantRef,
]);
