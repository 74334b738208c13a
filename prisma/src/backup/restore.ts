import { existsSync } from 'node:fs';
import { OperatorError } from '../errors.js';
import { connectOrCreate, migrate } from '../migrate.js';
import { createRoles, OWNER } from '../roles.js';
import { databaseOf, loginOf } from '../urls.js';
import { requireVersion, runTool } from './tools.js';

/**
 * Makes a database anew from a file: roles first, which belong to the server and are in no dump, then all that is in it, in one
 * transaction, then what has been written since in migrations. Refuses a database in which there is anything.
 */
export async function restore({ admin, app }: { admin: string; app: string }, file: string): Promise<void> {
  if (!existsSync(file)) throw new OperatorError('NO_FILE', `${file} is not there.`);
  const client = await connectOrCreate(admin);
  try {
    const { rows } = await client.query<{ version: number; used: boolean }>(
      `SELECT current_setting('server_version_num')::int / 10000 AS version, to_regnamespace('map') IS NOT NULL AS used`,
    );
    if (rows[0]?.used)
      throw new OperatorError(
        'NOT_EMPTY',
        'The database in DATABASE_URL has tables of ours. Name a new one: it is made, and nothing is overwritten.',
      );
    await requireVersion('pg_restore', rows[0]?.version ?? 0);
    await createRoles(client, { app: loginOf(app), operator: null });
    await client.query(`GRANT CREATE, CONNECT ON DATABASE ${client.escapeIdentifier(databaseOf(admin))} TO ${OWNER}`);
  } finally {
    await client.end();
  }
  const target = ['--exit-on-error', '--single-transaction', '--no-password', `--dbname=${databaseOf(admin)}`];
  await runTool('pg_restore', [...target, file], admin);
  await migrate({ adminUrl: admin, app: loginOf(app) });
}
