import pg from 'pg';
import { WORKER } from './roles.js';
import { actingAs } from './urls.js';

/** Connections for the queue's library, which takes a pool. Whoever opens it ends it. */
export function poolOf(url: string, max: number): pg.Pool {
  const pool = new pg.Pool({ connectionString: url, max, application_name: 'queue' });
  // A connection that is cut while nobody uses it, also on its way out, shows where the next one is needed.
  pool.on('error', () => {}).on('connect', (client) => client.on('error', () => {}));
  return pool;
}

/** By the login that serves, as the role that works the queue off. */
export const queuePool = (appUrl: string, max: number): pg.Pool => poolOf(actingAs(appUrl, WORKER), max);
