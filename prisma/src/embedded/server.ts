import { spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, realpathSync, statSync, writeFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { inherited } from '../env.js';
import { OperatorError } from '../errors.js';
import { APP, type Login, OPERATOR } from '../roles.js';
import { type Account, serverAccount } from './account.js';
import { nativeFolder } from './binaries.js';
import { give, preparePlaces } from './places.js';

export interface EmbeddedServer {
  /** Connection strings to `database`, for each login. */
  url(login: 'admin' | 'operator' | 'app', database: string): string;
  readonly logins: { app: Login; operator: Login };
  /** True where a server was already running, left behind by a process that was killed. */
  readonly adopted: boolean;
  stop(): Promise<void>;
}

const SUPERUSER = 'postgres';
const OWNER_LOCK = 7_214_550_118;
const startWithinMs = 60_000;

const settings = [
  '-c listen_addresses=127.0.0.1',
  '-c unix_socket_directories=',
  '-c max_connections=200',
  '-c shared_buffers=256MB',
  '-c timezone=Asia/Ho_Chi_Minh',
].join(' ');

const freePort = () =>
  new Promise<number>((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject).listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as AddressInfo;
      probe.close(() => resolve(port));
    });
  });

interface Secrets {
  admin: string;
  operator: string;
  app: string;
}

/** Starts the PostgreSQL that npm brought, or takes over one that a killed process left running. */
export async function startEmbedded({
  dataDir,
  port: wanted,
}: {
  dataDir: string;
  /** Any that is free where left out: whoever starts it tells others where it is. */
  port?: number;
}): Promise<EmbeddedServer> {
  const account = serverAccount();
  const { binaries, folder } = preparePlaces(dataDir, nativeFolder(), account);
  const cluster = join(folder, 'pg');
  const run = (program: string, args: string[]) => {
    const result = spawnSync(join(binaries, 'bin', program), args, {
      ...account,
      // The server keeps the folder it was started from: it must not be one that goes away.
      cwd: '/',
      encoding: 'utf8',
      env: { ...inherited(), LC_ALL: 'C' },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    if (result.error) throw result.error;
    return { ok: result.status === 0, output: `${result.stdout}${result.stderr}`.trim() };
  };
  const secrets = createCluster(folder, cluster, account, run);

  const connect = async (port: number) => {
    const client = new pg.Client({
      host: '127.0.0.1',
      port,
      user: SUPERUSER,
      password: secrets.admin,
      database: 'postgres',
      connectionTimeoutMillis: 3000,
      application_name: 'thi-dua owner of the server',
    });
    client.on('error', () => {});
    await client.connect();
    return client;
  };
  const { client, port, adopted } = await reach({ cluster, folder, run, connect, wanted });

  // Whoever holds this lock owns the server. It goes with the process that holds it, also by SIGKILL.
  const { rows } = await client.query<{ mine: boolean }>('SELECT pg_try_advisory_lock($1) AS mine', [OWNER_LOCK]);
  if (!rows[0]?.mine) {
    await client.end();
    throw new OperatorError(
      'DATA_DIR_IN_USE',
      `Another process already serves ${folder}. Stop it, or name another folder in DATA_DIR.`,
    );
  }
  const passwords = { admin: secrets.admin, operator: secrets.operator, app: secrets.app };
  const users = { admin: SUPERUSER, operator: OPERATOR, app: APP };
  return {
    adopted,
    logins: {
      app: { role: APP, password: secrets.app },
      operator: { role: OPERATOR, password: secrets.operator },
    },
    url: (login, database) => `postgresql://${users[login]}:${passwords[login]}@127.0.0.1:${port}/${database}`,
    async stop() {
      // The lock goes with the server: let go earlier, another process could take over what is about to stop.
      run('pg_ctl', ['-D', cluster, '-m', 'fast', '-w', 'stop']);
      await client.end().catch(() => {});
    },
  };
}

type Run = (program: string, args: string[]) => { ok: boolean; output: string };

function createCluster(folder: string, cluster: string, account: Account, run: Run): Secrets {
  const file = join(folder, 'secrets.json');
  if (!existsSync(file)) {
    const secret = () => randomBytes(24).toString('base64url');
    try {
      writeFileSync(file, JSON.stringify({ admin: secret(), operator: secret(), app: secret() }), { mode: 0o600 });
    } catch (error) {
      throw new OperatorError(
        'DATA_DIR',
        `The data folder ${folder} cannot be written to (${(error as Error).message}). Make it writable, or name another in DATA_DIR.`,
      );
    }
  }
  let secrets: Secrets;
  try {
    secrets = JSON.parse(readFileSync(file, 'utf8')) as Secrets;
  } catch {
    throw new OperatorError(
      'DATA_DIR_BROKEN',
      `${file} cannot be read. Restore the folder from a backup, or name another in DATA_DIR.`,
    );
  }
  if (existsSync(join(cluster, 'PG_VERSION'))) return secrets;
  mkdirSync(cluster, { recursive: true, mode: 0o700 });
  give(cluster, account);
  const passwordFile = join(folder, 'initial-password');
  writeFileSync(passwordFile, secrets.admin, { mode: 0o600 });
  give(passwordFile, account);
  const made = run('initdb', [
    '-D',
    cluster,
    '-U',
    SUPERUSER,
    '--auth=scram-sha-256',
    `--pwfile=${passwordFile}`,
    '--locale=C.UTF-8',
    '--encoding=UTF8',
    '--no-instructions',
  ]);
  writeFileSync(passwordFile, '');
  if (!made.ok)
    throw new OperatorError('INITDB', `The embedded PostgreSQL could not be set up in ${cluster}: ${made.output}`);
  return secrets;
}

/** The port that postmaster.pid names, if it says the server is ready: a hint, not the truth. */
function runningPort(cluster: string): number | null {
  try {
    const lines = readFileSync(join(cluster, 'postmaster.pid'), 'utf8').split('\n');
    return lines[7]?.trim() === 'ready' ? Number(lines[3]) : null;
  } catch {
    return null;
  }
}

/** Faults that pass: a server that is just going down, or a port that somebody else took first. */
const passing = /shared memory block|lock file|could not bind|could not create any TCP\/IP sockets/;

const logSize = (log: string) => (existsSync(log) ? statSync(log).size : 0);

interface Reaching {
  cluster: string;
  folder: string;
  run: Run;
  connect: (port: number) => Promise<pg.Client>;
  wanted: number | undefined;
}

async function reach({ cluster, folder, run, connect, wanted }: Reaching) {
  const adopt = async () => {
    const port = runningPort(cluster);
    if (port === null) return null;
    try {
      const client = await connect(port);
      const { rows } = await client.query<{ at: string }>(`SELECT current_setting('data_directory') AS at`);
      if (rows[0]?.at === realpathSync(cluster)) return { client, port, adopted: true };
      await client.end();
    } catch {
      // Nobody answers there: postmaster.pid was left behind.
    }
    return null;
  };
  // After SIGKILL of the server its children hold its memory for a moment, and a start fails: try again for a while.
  for (const giveUp = Date.now() + startWithinMs; ; ) {
    const running = await adopt();
    if (running !== null) return running;
    const port = wanted ?? (await freePort());
    const log = join(cluster, 'server.log');
    const logged = logSize(log);
    const started = run('pg_ctl', [
      '-D',
      cluster,
      '-w',
      '-t',
      '60',
      '-l',
      log,
      '-o',
      `-p ${port} ${settings}`,
      'start',
    ]);
    if (started.ok) return { client: await connect(port), port, adopted: false };
    const said = `${started.output}\n${existsSync(log) ? readFileSync(log).subarray(logged).toString() : ''}`;
    if (!passing.test(said) || Date.now() > giveUp) {
      const reason = /FATAL: .*|PANIC: .*|error: .*/.exec(said)?.[0] ?? started.output;
      throw new OperatorError(
        'DATABASE_START',
        `The embedded PostgreSQL in ${folder} does not start: ${reason}. Its log is ${log}. Restore the folder from a backup, or name another in DATA_DIR.`,
      );
    }
    await sleep(250);
  }
}
