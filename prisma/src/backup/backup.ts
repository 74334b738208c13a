import { existsSync, renameSync, rmSync } from 'node:fs';
import { connect } from '../connect.js';
import { OperatorError } from '../errors.js';
import { requireVersion, runTool } from './tools.js';

/** Writes all of a database into a file: one snapshot, while it goes on serving. The file appears whole or not at all. */
export async function backup(adminUrl: string, file: string): Promise<void> {
  if (existsSync(file)) throw new OperatorError('FILE_EXISTS', `${file} is there already. Name another.`);
  const client = await connect(adminUrl);
  try {
    const { rows } = await client.query<{ version: number; exempt: boolean }>(
      `SELECT current_setting('server_version_num')::int / 10000 AS version, rolsuper OR rolbypassrls AS exempt
       FROM pg_roles WHERE rolname = current_user`,
    );
    if (!rows[0]?.exempt)
      throw new OperatorError(
        'LOGIN_TOO_WEAK',
        "The login in DATABASE_URL is confined by row-level security: it would save nothing. Use the operator's.",
      );
    await requireVersion('pg_dump', rows[0].version);
  } finally {
    await client.end();
  }
  const partial = `${file}.partial`;
  try {
    await runTool('pg_dump', ['--format=custom', '--no-password', `--file=${partial}`], adminUrl);
    renameSync(partial, file);
  } finally {
    rmSync(partial, { force: true });
  }
}
