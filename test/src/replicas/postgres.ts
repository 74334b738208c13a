import { spawnSync } from 'node:child_process';
import { appendFileSync, chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Account, serverAccount } from '@thi-dua/prisma/embedded/account';
import { give } from '@thi-dua/prisma/embedded/places';
import { freePort } from '../crash/system.js';
import { BIN } from '../operations/own-server.js';

export const DATABASE = 'thi_dua';

/** A connection string to whatever listens at a port; the servers of these tests trust whoever comes from this machine. */
export const urlAt = (port: number, login: 'postgres' | 'thi_dua_app', database = DATABASE): string =>
  `postgresql://${login}:x@127.0.0.1:${port}/${database}`;

const SETTINGS = [
  "listen_addresses = '127.0.0.1'",
  "unix_socket_directories = ''",
  'max_connections = 200',
  'shared_buffers = 128MB',
  // Processes are killed here, machines are not.
  'fsync = off',
  'wal_keep_size = 512MB',
  'wal_retrieve_retry_interval = 200ms',
];

/** One PostgreSQL of Debian's, in a folder of its own. */
export class Postgres {
  private constructor(
    private readonly cluster: string,
    private readonly account: Account,
    readonly port: number,
  ) {}

  static async primary(folder: Folder): Promise<Postgres> {
    const made = new Postgres(folder.newCluster(), folder.account, await freePort());
    const how = ['-U', 'postgres', '--auth=trust', '--locale=C.UTF-8', '--encoding=UTF8', '--no-sync'];
    made.#run('initdb', ['-D', made.cluster, ...how]);
    made.#say(...SETTINGS, `port = ${made.port}`);
    return made;
  }

  /** A copy that follows whatever answers at a port, at that port for as long as it lives; `settings` are its own. */
  static async standbyOf(at: number, folder: Folder, settings: readonly string[] = []): Promise<Postgres> {
    const made = new Postgres(folder.newCluster(), folder.account, await freePort());
    const from = `host=127.0.0.1 port=${at} user=postgres application_name=standby`;
    made.#run('pg_basebackup', ['-D', made.cluster, '-d', from, '-R', '-X', 'stream', '-c', 'fast', '--no-sync']);
    made.#say(`port = ${made.port}`, ...settings);
    return made;
  }

  /** After a kill its children hold its memory for a moment, and a start fails: it is tried again for a while. */
  async start(): Promise<void> {
    const log = join(this.cluster, 'server.log');
    for (const until = Date.now() + 30_000; ; await sleep(100)) {
      try {
        this.#run('pg_ctl', ['-D', this.cluster, '-w', '-t', '60', '-l', log, 'start']);
        return;
      } catch (error) {
        if (Date.now() > until) throw new Error(`${error}\n${readFileSync(log, 'utf8').slice(-2000)}`);
      }
    }
  }

  /** In order: whoever is connected is sent away. */
  stop(): void {
    this.#run('pg_ctl', ['-D', this.cluster, '-m', 'fast', '-w', 'stop']);
  }

  promote(): void {
    this.#run('pg_ctl', ['-D', this.cluster, '-w', 'promote']);
  }

  /** As `kill -9` of its first process does it: nobody is told anything. */
  kill(): void {
    const file = join(this.cluster, 'postmaster.pid');
    if (existsSync(file)) process.kill(Number(readFileSync(file, 'utf8').split('\n', 1)[0]), 'SIGKILL');
  }

  #say(...settings: readonly string[]): void {
    appendFileSync(join(this.cluster, 'postgresql.conf'), `\n${settings.join('\n')}\n`);
  }

  #run(program: string, args: readonly string[]): void {
    const { status, stderr } = spawnSync(join(BIN, program), args, {
      ...this.account,
      cwd: '/',
      encoding: 'utf8',
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    if (status !== 0) throw new Error(`${program} failed: ${stderr}`);
  }
}

/** Where servers keep their data: they run under another account where this process is root's. */
export class Folder {
  readonly account = serverAccount();
  readonly path = mkdtempSync(join(tmpdir(), 'thi-dua-replicas-'));
  #clusters = 0;

  constructor() {
    chmodSync(this.path, 0o755);
  }

  newCluster(): string {
    const cluster = join(this.path, `pg-${++this.#clusters}`);
    mkdirSync(cluster, { mode: 0o700 });
    give(cluster, this.account);
    return cluster;
  }

  remove(): void {
    // What was killed may still be writing for a moment.
    rmSync(this.path, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 });
  }
}
