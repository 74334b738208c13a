import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { inherited, postgresPrograms } from '../env.js';
import { OperatorError } from '../errors.js';
import { databaseOf } from '../urls.js';

const run = promisify(execFile);

/** How PostgreSQL's own programs are told where to work: never by arguments, which everyone on the machine can read. */
function connection(url: string): NodeJS.ProcessEnv {
  const { hostname, port, username, password, searchParams } = new URL(url);
  const mode = searchParams.get('sslmode');
  return {
    PGHOST: hostname.replace(/^\[|\]$/g, ''),
    PGPORT: port || '5432',
    PGUSER: decodeURIComponent(username),
    PGPASSWORD: decodeURIComponent(password),
    PGDATABASE: databaseOf(url),
    ...(mode !== null && { PGSSLMODE: mode }),
  };
}

/** Runs one of them, from the folder in PG_BIN or from the PATH. */
export async function runTool(tool: 'pg_dump' | 'pg_restore', args: string[], url?: string): Promise<string> {
  const folder = postgresPrograms();
  try {
    const { stdout } = await run(folder ? join(folder, tool) : tool, args, {
      env: { ...inherited(), ...(url !== undefined && connection(url)) },
    });
    return stdout;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT')
      throw new OperatorError(
        'NO_TOOL',
        `${tool} was not found. Install the PostgreSQL client of the server's version, or name its folder in PG_BIN.`,
      );
    const said = error instanceof Error && 'stderr' in error ? String(error.stderr).trim() : String(error);
    throw new OperatorError('TOOL_FAILED', `${tool} failed:\n${said}`);
  }
}

/** Refuses a tool that is older than the server: it would refuse as well, later and less clearly. */
export async function requireVersion(tool: 'pg_dump' | 'pg_restore', server: number): Promise<void> {
  const version = Number(/\d+/.exec(await runTool(tool, ['--version']))?.[0] ?? 0);
  if (version < server)
    throw new OperatorError(
      'TOOL_TOO_OLD',
      `${tool} is of version ${version}, the server of version ${server}. Name the folder of a newer one in PG_BIN.`,
    );
}
