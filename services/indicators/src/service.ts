import { PrismaClient } from '@thi-dua/prisma/generated/indicators/client';
import { LeasePool } from '@thi-dua/prisma/leases';
import { createSubgraph, type ServiceOptions, type Subgraph } from '@thi-dua/schema/subgraph';
import { importRoute } from './import/import-route.js';
import { subgraphSchema } from './schema.js';
import { templateRoute } from './template/template-route.js';

/** Indicators: what is measured, the figures with their history, and what they add up to over the map. */
export function createIndicators(options: ServiceOptions): Subgraph {
  const sessions = options.sessions ?? 8;
  const pool = new LeasePool({
    url: options.databaseUrl,
    replicaUrls: options.replicaUrls,
    createClient: (adapter) => new PrismaClient({ adapter }),
    schema: 'indicators',
    max: sessions,
    maxWaitMs: options.maxWaitMs ?? 5000,
    applicationName: 'indicators',
  });
  return createSubgraph({
    name: 'indicators',
    ...subgraphSchema,
    pool,
    options,
    routes: [importRoute(sessions, options.spool), templateRoute],
  });
}
