import type { FileStore } from '@thi-dua/awards/dossier/store/file-store';
import { type Answer, createGateway, type Gateway } from '@thi-dua/gateway/gateway';
import { createServices } from '@thi-dua/gateway/services';
import { connect } from '@thi-dua/prisma/connect';
import { SCHEMAS } from '@thi-dua/prisma/services';
import type { Caller } from '@thi-dua/schema/caller';
import type { Subgraph } from '@thi-dua/schema/subgraph';
import { afterAll } from 'vitest';
import type { TestDatabase } from '../kit/database.js';
import { callerOf, fileFolder, identityKey, serviceOptions, silent } from '../kit/services.js';
import { supergraphOf } from '../kit/supergraph.js';

export interface Graph {
  gateway: Gateway;
  services: readonly Subgraph[];
  ask(tenant: string, query: string, variables?: Record<string, unknown>, over?: Partial<Caller>): Promise<Answer>;
}

/** Beyond what any selection of the matrix comes to: limits are another test's business. */
const endless = 1e12;

/** The whole graph in this process; without the policy layer where `policyEnforced` is false. */
export async function graph(
  database: TestDatabase,
  policyEnforced = true,
  files: FileStore = fileFolder().files,
): Promise<Graph> {
  const services = createServices({
    ...serviceOptions(database.appUrl, { policyEnforced, maxWaitMs: 60_000 }),
    files,
  });
  const gateway = await createGateway({
    supergraph: supergraphOf(services),
    subgraphs: services,
    identityKey,
    log: silent,
    // Every viewer asks the same: what is asked is planned once.
    remembered: { documents: 5000, length: 200_000 },
    limits: { tokens: endless, depth: endless, aliases: endless, rootFields: endless, fields: endless, cost: endless },
  });
  afterAll(async () => {
    await gateway.close();
    await Promise.all(services.map((service) => service.close()));
  });
  return {
    gateway,
    services,
    ask: (tenant, query, variables, over) => gateway.execute({ query, variables }, callerOf(tenant, over)),
  };
}

/** Takes the database's own layer away: what is left must hold alone. */
export async function withoutRowLevelSecurity({ adminUrl }: TestDatabase): Promise<void> {
  const admin = await connect(adminUrl);
  const { rows } = await admin.query<{ table: string }>(
    `SELECT c.oid::regclass::text AS table FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
     WHERE n.nspname = ANY($1::text[]) AND c.relrowsecurity`,
    [[...SCHEMAS]],
  );
  for (const { table } of rows) await admin.query(`ALTER TABLE ${table} DISABLE ROW LEVEL SECURITY`);
  await admin.query(
    `CREATE OR REPLACE FUNCTION indicators.may_see_figure(standing text, rolled_up boolean, complete boolean, open boolean)
     RETURNS boolean LANGUAGE sql IMMUTABLE AS 'SELECT true'`,
  );
  await admin.query(
    `CREATE OR REPLACE FUNCTION campaigns.may_see_totals(k_unit uuid, k_year int) RETURNS boolean LANGUAGE sql IMMUTABLE AS 'SELECT true'`,
  );
  await admin.end();
}
