import pg from 'pg';
import { OperatorError } from './errors.js';
import { withoutPassword } from './urls.js';

export const OLDEST_POSTGRES = 15;

/** Opens a connection for the operator's work, or says in one sentence why there is none. */
export async function connect(url: string): Promise<pg.Client> {
  const client = new pg.Client({
    connectionString: url,
    application_name: 'thi-dua operator',
    connectionTimeoutMillis: 10_000,
  });
  // A server that goes away mid-work shows in the query that was running.
  client.on('error', () => {});
  try {
    await client.connect();
  } catch (error) {
    await client.end().catch(() => {});
    throw explained(error, url);
  }
  const { rows } = await client.query<{ version: number }>(
    // Without compiling statements, as for whoever serves (see leases).
    `SELECT current_setting('server_version_num')::int / 10000 AS version, set_config('jit', 'off', false)`,
  );
  const version = rows[0]?.version ?? 0;
  if (version < OLDEST_POSTGRES) {
    await client.end();
    throw new OperatorError(
      'DATABASE_TOO_OLD',
      `${withoutPassword(url)} is PostgreSQL ${version}; ${OLDEST_POSTGRES} or newer is needed. Upgrade it, or leave DATABASE_URL unset to use the embedded one.`,
    );
  }
  return client;
}

function explained(error: unknown, url: string): unknown {
  const at = withoutPassword(url);
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  if (code === '28P01' || code === '28000')
    return new OperatorError('DATABASE_LOGIN', `${at} refused the login. Check user and password.`);
  if (code === '3D000') return error;
  if (
    ['ECONNREFUSED', 'ENOTFOUND', 'ETIMEDOUT', 'EHOSTUNREACH', 'ECONNRESET', 'EAI_AGAIN'].includes(code) ||
    code === ''
  ) {
    return new OperatorError(
      'DATABASE_AWAY',
      `${at} does not answer (${code || 'no answer in time'}). Start the database, or correct the URL.`,
    );
  }
  return error;
}
