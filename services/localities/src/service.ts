import { PrismaClient } from '@thi-dua/prisma/generated/localities/client';
import { LeasePool } from '@thi-dua/prisma/leases';
import { createSubgraph, type ServiceOptions, type Subgraph } from '@thi-dua/schema/subgraph';
import { verifyRoute } from './api-key/verify-route.js';
import { subgraphSchema } from './schema.js';

/** Localities: the map through time, and the tenants with their lines of authority. */
export function createLocalities(options: ServiceOptions): Subgraph {
  const pool = new LeasePool({
    url: options.databaseUrl,
    createClient: (adapter) => new PrismaClient({ adapter }),
    schema: 'localities',
    max: options.sessions ?? 8,
    maxWaitMs: options.maxWaitMs ?? 5000,
    applicationName: 'localities',
  });
  return createSubgraph({ name: 'localities', ...subgraphSchema, pool, options, routes: [verifyRoute] });
}
