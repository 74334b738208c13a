import { toSubgraphSchema } from '@thi-dua/schema/subgraph-schema';
import './boundary-change/boundary-change-graph.js';
import './boundary-change/enactBoundaryChange.js';
import './boundary-change/withdrawBoundaryChange.js';
import './import/importLocalities.js';
import './lineage/lineage-graph.js';
import './search/descendants-graph.js';
import './search/designation-change-graph.js';
import './tenant/createTenant.js';
import './tenant/dissolveTenant.js';
import './tenant/nameSuccessor.js';
import './tenant/transferTenant.js';
import './tenant/viewer-graph.js';
import { builder } from './builder.js';
import { LocalityRef } from './locality/locality-graph.js';
import { RegionRef } from './region/region-graph.js';
import { TenantRef } from './tenant/tenant-graph.js';

export const subgraphSchema = toSubgraphSchema(builder, [LocalityRef, RegionRef, TenantRef]);
