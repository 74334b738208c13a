import { PrismaClient } from '@thi-dua/prisma/generated/indicators/client';
import { LeasePool } from '@thi-dua/prisma/leases';
import { createSubgraph, type ServiceOptions, type Subgraph } from '@thi-dua/schema/subgraph';
import { subgraphSchema } from './schema.js';

/** Indicators: what is measured, the figures with their history, and what they add up to over the map. */
export function createIndicators(options: ServiceOptions): Subgraph {
  const pool = new LeasePool({
    url: options.databaseUrl,
    createClient: (adapter) => new PrismaClient({ adapter }),
    schema: 'indicators',
    max: options.sessions ?? 8,
    maxWaitMs: options.maxWaitMs ?? 5000,
    applicationName: 'indicators',
  });
  return createSubgraph({ name: 'indicators', ...subgraphSchema, pool, options });
}
