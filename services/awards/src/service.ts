import { PrismaClient } from '@thi-dua/prisma/generated/awards/client';
import { LeasePool } from '@thi-dua/prisma/leases';
import { createSubgraph, type ServiceOptions, type Subgraph } from '@thi-dua/schema/subgraph';
import { subgraphSchema } from './schema.js';

/** Awards: the forms of commendation, by the law of the day. */
export function createAwards(options: ServiceOptions): Subgraph {
  const pool = new LeasePool({
    url: options.databaseUrl,
    createClient: (adapter) => new PrismaClient({ adapter }),
    schema: 'awards',
    max: options.sessions ?? 8,
    maxWaitMs: options.maxWaitMs ?? 5000,
    applicationName: 'awards',
  });
  return createSubgraph({ name: 'awards', ...subgraphSchema, pool, options });
}
