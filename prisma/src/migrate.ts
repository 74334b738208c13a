import { execFile } from 'node:child_process';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import type pg from 'pg';
import { connect } from './connect.js';
import { inherited } from './env.js';
import { OperatorError } from './errors.js';
import { installQueue } from './install-queue.js';
import { isPending } from './pending.js';
import { ADVISORY_LOCK, createRoles, type Login, OWNER, untilUncontended } from './roles.js';
import { SCHEMAS, SERVICES } from './services.js';
import { actingAs, databaseOf, withDatabase } from './urls.js';

export interface MigrateOptions {
  /** An administrator's login: superuser, or CREATEROLE with BYPASSRLS. Its database is created where it is missing. */
  adminUrl: string;
  app: Login;
  /** Given where an operator's own login is wanted beside the administrator's. */
  operator?: Login;
}

/** Brings roles, schemas and tables up to date. Safe to run twice, and by two processes at once. */
export async function migrate({ adminUrl, app, operator }: MigrateOptions): Promise<void> {
  const client = await connectOrCreate(adminUrl);
  try {
    await client.query('SELECT pg_advisory_lock($1)', [ADVISORY_LOCK]);
    await untilUncontended(() => createRoles(client, { app, operator: operator ?? null }));
    await prepareDatabase(client, adminUrl, app.role);
    for (const service of SERVICES) {
      await beginHistory(client, service);
      if (await isPending(client, service)) await deploy(service, adminUrl);
    }
    await installQueue(client, actingAs(adminUrl, OWNER));
    // Prisma's own bookkeeping is nobody's business but the owner's.
    for (const service of SERVICES) {
      await client.query(`REVOKE ALL ON ${service}._prisma_migrations FROM ${client.escapeIdentifier(app.role)}`);
    }
  } finally {
    await client.end();
  }
}

/** Connects to a database that is made where it is missing. */
export async function connectOrCreate(adminUrl: string): Promise<pg.Client> {
  try {
    return await connect(adminUrl);
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === '3D000')) throw error;
    const server = await connect(withDatabase(adminUrl, 'postgres'));
    try {
      await server.query(
        `CREATE DATABASE ${server.escapeIdentifier(databaseOf(adminUrl))} TEMPLATE template0 ENCODING 'UTF8'`,
      );
    } catch (failure) {
      // Another process was quicker.
      if (!(failure instanceof Error && 'code' in failure && (failure.code === '42P04' || failure.code === '23505')))
        throw failure;
    } finally {
      await server.end();
    }
    return connect(adminUrl);
  }
}

/** What whoever serves may do in schemas that are not one service's own. */
const RIGHTS: Readonly<Record<string, string>> = { map: 'SELECT', audit: 'SELECT, INSERT' };

async function prepareDatabase(client: pg.ClientBase, adminUrl: string, appRole: string): Promise<void> {
  const database = client.escapeIdentifier(databaseOf(adminUrl));
  const app = client.escapeIdentifier(appRole);
  await client.query(`CREATE EXTENSION IF NOT EXISTS btree_gist`);
  await client.query(`CREATE EXTENSION IF NOT EXISTS pg_trgm SCHEMA public`);
  await client.query(`ALTER DATABASE ${database} SET timezone TO 'Asia/Ho_Chi_Minh'`);
  await client.query(`GRANT CREATE, CONNECT ON DATABASE ${database} TO ${OWNER}`);
  await client.query(`GRANT CONNECT ON DATABASE ${database} TO ${app}`);
  for (const schema of SCHEMAS) {
    await client.query(`CREATE SCHEMA IF NOT EXISTS ${schema} AUTHORIZATION ${OWNER}`);
    await client.query(`GRANT USAGE ON SCHEMA ${schema} TO ${app}`);
    // What a migration withdraws again (a roll-up may only be read) stays withdrawn: defaults act once, at creation.
    const rights = RIGHTS[schema] ?? 'SELECT, INSERT, UPDATE, DELETE';
    await client.query(
      `ALTER DEFAULT PRIVILEGES FOR ROLE ${OWNER} IN SCHEMA ${schema} GRANT ${rights} ON TABLES TO ${app}`,
    );
    await client.query(
      `ALTER DEFAULT PRIVILEGES FOR ROLE ${OWNER} IN SCHEMA ${schema} GRANT USAGE ON SEQUENCES TO ${app}`,
    );
  }
}

/**
 * Prisma's own table of applied migrations, as it would create it: without one it takes a service's first migration for
 * a mistake, because the map's schema, which it can see, is not empty.
 */
async function beginHistory(client: pg.ClientBase, service: string): Promise<void> {
  await client.query(`CREATE TABLE IF NOT EXISTS ${service}._prisma_migrations (
    id varchar(36) PRIMARY KEY, checksum varchar(64) NOT NULL, finished_at timestamptz, migration_name varchar(255) NOT NULL,
    logs text, rolled_back_at timestamptz, started_at timestamptz NOT NULL DEFAULT now(), applied_steps_count integer NOT NULL DEFAULT 0)`);
  await client.query(`ALTER TABLE ${service}._prisma_migrations OWNER TO ${OWNER}`);
}

const run = promisify(execFile);

/** A change of a table waits no longer than this for those who use it: whoever comes after it waits behind it. */
const LOCK_TIMEOUT = '5s';

async function deploy(service: string, adminUrl: string): Promise<void> {
  const cli = createRequire(import.meta.url).resolve('prisma/build/index.js');
  const config = fileURLToPath(new URL(`../${service}/prisma.config.ts`, import.meta.url));
  try {
    await run(process.execPath, [cli, 'migrate', 'deploy', '--config', config], {
      env: { ...inherited(), MIGRATION_DATABASE_URL: actingAs(adminUrl, OWNER, LOCK_TIMEOUT) },
    });
  } catch (error) {
    const { stdout = '', stderr = '' } = error as { stdout?: string; stderr?: string };
    throw new OperatorError(
      'MIGRATION_FAILED',
      `The tables of ${service} could not be brought up to date:\n${stdout}${stderr}`.trim(),
    );
  }
}
