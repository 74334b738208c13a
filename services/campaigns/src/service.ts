import { PrismaClient } from '@thi-dua/prisma/generated/campaigns/client';
import { LeasePool } from '@thi-dua/prisma/leases';
import { createSubgraph, type ServiceOptions, type Subgraph } from '@thi-dua/schema/subgraph';
import { exportRoutes } from './bulk-export/export-routes.js';
import { calendarRoute } from './calendar/calendar-route.js';
import { subgraphSchema } from './schema.js';

/** Campaigns: movements, and plans with everything their documents say. */
export function createCampaigns(options: ServiceOptions): Subgraph {
  const pool = new LeasePool({
    url: options.databaseUrl,
    replicaUrls: options.replicaUrls,
    createClient: (adapter) => new PrismaClient({ adapter }),
    schema: 'campaigns',
    max: options.sessions ?? 8,
    maxWaitMs: options.maxWaitMs ?? 5000,
    applicationName: 'campaigns',
  });
  return createSubgraph({
    name: 'campaigns',
    ...subgraphSchema,
    pool,
    options,
    routes: [calendarRoute, ...exportRoutes],
  });
}
