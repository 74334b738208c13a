import { PrismaClient } from '@thi-dua/prisma/generated/awards/client';
import { LeasePool } from '@thi-dua/prisma/leases';
import { createSubgraph, type ServiceOptions, type Subgraph } from '@thi-dua/schema/subgraph';
import { downloadRoute } from './dossier/download-route.js';
import type { FileStore } from './dossier/store/file-store.js';
import { noStore } from './dossier/store/no-store.js';
import { uploadRoute } from './dossier/upload-route.js';
import { subgraphSchema } from './schema.js';

export interface AwardsOptions extends ServiceOptions {
  /** Where the files of dossiers lie. Where it is left out, none can be added or read. */
  files?: FileStore;
}

/** Awards: the forms of commendation, by the law of the day. */
export function createAwards({ files = noStore, ...options }: AwardsOptions): Subgraph {
  const pool = new LeasePool({
    url: options.databaseUrl,
    replicaUrls: options.replicaUrls,
    createClient: (adapter) => new PrismaClient({ adapter }),
    schema: 'awards',
    max: options.sessions ?? 8,
    maxWaitMs: options.maxWaitMs ?? 5000,
    applicationName: 'awards',
  });
  return createSubgraph({
    name: 'awards',
    ...subgraphSchema,
    pool,
    options,
    routes: [uploadRoute(files), downloadRoute(files)],
  });
}
