import pg from 'pg';
import { splitUrl, withDatabase } from './connection.mjs';

const log = (level, fields) =>
  process.stderr.write(
    `${JSON.stringify({ timestamp: new Date().toISOString(), level, fields, target: 'schema_engine::logger' })}\n`,
  );

function failure(error, database) {
  if (error.code === '3D000') return { error_code: 'P1003', message: `Database \`${database}\` does not exist` };
  if (error.code === '28P01') return { error_code: 'P1000', message: 'Authentication failed' };
  return { error_code: 'P1001', message: `Can't reach database server: ${error.message || error.code}` };
}

/** `can-connect-to-database`, `create-database`, `drop-database`. */
export async function runCommand(command, datasourceUrl) {
  const { url, connectionString, database } = splitUrl(datasourceUrl);
  log('INFO', { message: 'Starting schema engine CLI' }); // Prisma's CLI skips the first line
  const client = new pg.Client({
    connectionString: command === 'can-connect-to-database' ? connectionString : withDatabase(url, 'postgres'),
  });
  try {
    await client.connect();
    const name = client.escapeIdentifier(database);
    if (command === 'create-database') await client.query(`CREATE DATABASE ${name}`);
    if (command === 'drop-database') await client.query(`DROP DATABASE IF EXISTS ${name}`);
  } catch (error) {
    log('ERROR', failure(error, database));
    process.exitCode = 1;
  } finally {
    await client.end().catch(() => {});
  }
}
