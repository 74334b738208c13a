import { Logger, makeWorkerUtils, type Logger as QueueLogger } from 'graphile-worker';
import type pg from 'pg';
import { poolOf } from './queue-pool.js';
import { ROLLUP, WORKER } from './roles.js';

/** The schema of the queue of jobs, as its library names it. */
export const QUEUE_SCHEMA = 'graphile_worker';

/** What it has to say of its migrations is said by its errors. */
const silent: QueueLogger = new Logger(() => () => {});

/**
 * Brings the queue's tables up to date, as the role that owns everything. Its library guards them by row-level security without
 * a policy: they are opened to those who put jobs in and to those who take them out, and to nobody else (decision 029).
 */
export async function installQueue(admin: pg.ClientBase, ownerUrl: string): Promise<void> {
  const pgPool = poolOf(ownerUrl, 1);
  const utils = await makeWorkerUtils({ pgPool, schema: QUEUE_SCHEMA, logger: silent });
  try {
    await utils.migrate();
  } finally {
    await utils.release();
    await pgPool.end();
  }
  const { rows } = await admin.query<{ table: string; open: boolean }>(
    `SELECT c.oid::regclass::text AS table, EXISTS (SELECT FROM pg_policy p WHERE p.polrelid = c.oid AND p.polname = 'jobs') AS open
     FROM pg_class c WHERE c.relnamespace = $1::regnamespace AND c.relkind = 'r'`,
    [QUEUE_SCHEMA],
  );
  await admin.query(`GRANT USAGE ON SCHEMA ${QUEUE_SCHEMA} TO ${WORKER}, ${ROLLUP}`);
  for (const { table, open } of rows) {
    const rights = table.endsWith('.migrations') ? 'SELECT' : 'SELECT, INSERT, UPDATE, DELETE';
    await admin.query(`GRANT ${rights} ON ${table} TO ${WORKER}, ${ROLLUP}`);
    if (!open)
      await admin.query(`CREATE POLICY jobs ON ${table} TO ${WORKER}, ${ROLLUP} USING (true) WITH CHECK (true)`);
  }
}
