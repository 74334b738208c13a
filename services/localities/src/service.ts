import { PrismaClient } from '@thi-dua/prisma/generated/localities/client';
import { LeasePool } from '@thi-dua/prisma/leases';
import { createSubgraph, type ServiceOptions, type Subgraph } from '@thi-dua/schema/subgraph';
import { standsRoute, verifyRoute } from './api-key/verify-route.js';
import { refusalsRoute } from './audit/refusals-route.js';
import type { LocalitiesContext } from './builder.js';
import { headRoute } from './event/head-route.js';
import { subgraphSchema } from './schema.js';
import { startDispatcher } from './webhook/dispatcher.js';
import type { WebhookOptions } from './webhook/settings.js';
import { PUBLIC_ONLY } from './webhook/target.js';

export interface LocalitiesOptions extends ServiceOptions {
  /** How events are sent out. Where it is left out, they are kept and sent by another process. */
  webhooks?: WebhookOptions;
}

/** Localities: the map through time, the tenants with their lines of authority, and what happens, told to them. */
export function createLocalities({ webhooks, ...options }: LocalitiesOptions): Subgraph {
  const pool = new LeasePool({
    url: options.databaseUrl,
    replicaUrls: options.replicaUrls,
    createClient: (adapter) => new PrismaClient({ adapter }),
    schema: 'localities',
    max: options.sessions ?? 8,
    maxWaitMs: options.maxWaitMs ?? 5000,
    applicationName: 'localities',
  });
  const own: Pick<LocalitiesContext, 'webhookTargets'> = { webhookTargets: webhooks?.targets ?? PUBLIC_ONLY };
  const subgraph = createSubgraph({
    name: 'localities',
    ...subgraphSchema,
    pool,
    options,
    routes: [headRoute, verifyRoute, standsRoute, refusalsRoute],
    own,
  });
  if (webhooks === undefined || webhooks.atOnce === 0) return subgraph;
  const { databaseUrl, identityKey, log } = options;
  const dispatcher = startDispatcher({ ...webhooks, databaseUrl, identityKey, log });
  return {
    ...subgraph,
    close: async () => {
      await dispatcher.stop();
      await subgraph.close();
    },
  };
}
