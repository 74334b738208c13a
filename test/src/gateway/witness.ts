import { setTimeout as sleep } from 'node:timers/promises';
import { OverloadedError } from '@thi-dua/prisma/errors';
import { PrismaClient } from '@thi-dua/prisma/generated/localities/client';
import type PrismaTypes from '@thi-dua/prisma/generated/localities/pothos';
import { getDatamodel } from '@thi-dua/prisma/generated/localities/pothos';
import { LeasePool } from '@thi-dua/prisma/leases';
import { createBuilder } from '@thi-dua/schema/builder';
import type { Context } from '@thi-dua/schema/context';
import { badInput } from '@thi-dua/schema/errors';
import { createSubgraph, type ServiceOptions, type Subgraph } from '@thi-dua/schema/subgraph';
import { key, reference, toSubgraphSchema } from '@thi-dua/schema/subgraph-schema';

const { builder } = createBuilder<Context<PrismaClient>, PrismaTypes>(getDatamodel());

const Tenant = builder.objectRef<{ id: string }>('Tenant').implement({
  directives: key('id'),
  extensions: reference<Context, { id: string }>(({ id }) => ({ __typename: 'Tenant', id })),
  fields: (t) => ({
    id: t.exposeID('id'),
    /** Whom this service was asked by, and whom the database's session is for, after a moment in which others come and go. */
    witness: t.stringList({
      nullable: true,
      resolve: async (_tenant, _args, context) => {
        await sleep(Math.random() * 10);
        const [row] = await context.db.$queryRaw<{ tenant: string }[]>`SELECT map.caller() AS tenant`;
        return [context.caller.tenant, context.caller.subject, row?.tenant ?? ''];
      },
    }),
  }),
});
/** Localities composes only with a service that owns reports; nobody asks for one here. */
const AnnualReport = builder.objectRef<{ id: string }>('AnnualReport').implement({
  directives: key('id'),
  extensions: reference<Context, { id: string }>(() => null),
  fields: (t) => ({ id: t.exposeID('id'), unitsFrozen: t.string({ nullable: true, resolve: () => null }) }),
});
builder.queryFields((t) => ({
  slow: t.string({
    requiresScopes: [],
    args: { ms: t.arg.int({ required: true }) },
    resolve: (_root, { ms }) => sleep(ms, 'done'),
  }),
  /** Holds a session of the database for as long. */
  holding: t.string({
    requiresScopes: [],
    nullable: true,
    args: { ms: t.arg.int({ required: true }) },
    resolve: async (_root, { ms }, context) => {
      await context.db.$queryRaw`SELECT pg_sleep(${ms / 1000}::float8)::text`;
      return 'done';
    },
  }),
  broken: t.string({
    requiresScopes: [],
    nullable: true,
    resolve: () => {
      throw new Error('relation "secret" does not exist');
    },
  }),
  busy: t.string({
    requiresScopes: [],
    nullable: true,
    resolve: () => {
      throw new OverloadedError();
    },
  }),
  picky: t.string({
    requiresScopes: [],
    nullable: true,
    args: { word: t.arg.string({ required: true }) },
    resolve: () => {
      throw badInput('No word is good enough.', 'word');
    },
  }),
}));
const subgraphSchema = toSubgraphSchema(builder, [Tenant, AnnualReport]);

/** A second service beside localities, to see what reaches it: it stands in for nothing, it only tells what it sees. */
export function createWitness(options: ServiceOptions): Subgraph {
  const pool = new LeasePool({
    url: options.databaseUrl,
    replicaUrls: options.replicaUrls,
    createClient: (adapter) => new PrismaClient({ adapter }),
    schema: 'localities',
    max: options.sessions ?? 8,
    maxWaitMs: options.maxWaitMs ?? 20_000,
    applicationName: 'witness',
  });
  return createSubgraph({ name: 'indicators', ...subgraphSchema, pool, options });
}
