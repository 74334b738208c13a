import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { localKey } from '@thi-dua/gateway/access-token/kept-key';
import { SERVICES, type ServiceName } from '@thi-dua/schema/identity';
import { freePort, Program } from '../crash/system.js';
import { absent as noPostgres } from '../operations/own-server.js';
import { type Cluster, startCluster } from './cluster.js';
import { urlAt } from './postgres.js';

/** Why it cannot be run here; undefined where it can. */
export const absent =
  noPostgres ?? (spawnSync('redis-server', ['--version']).error === undefined ? undefined : 'there is no redis-server');

/** A process of ours, one of two that do the same. */
interface Instance {
  readonly program: Program;
  readonly url: string;
}

export interface ReplicatedSystem {
  readonly cluster: Cluster;
  /** Where the gateways answer, without a path. */
  readonly gateways: readonly string[];
  /** Signs tokens that both honour. */
  readonly key: Uint8Array;
  /** Takes the first of two away, while something else goes on, and starts it again. */
  without(part: 'gateway' | ServiceName, away: () => Promise<void>): Promise<void>;
  /** Resolves when everything that was started again is there. */
  complete(): Promise<void>;
  withoutRedis(away: () => Promise<void>): Promise<void>;
  end(): Promise<void>;
}

/** Two gateways, two of each service, PostgreSQL with a standby, and Redis: each a process of its own on loopback. */
export async function startReplicatedSystem(): Promise<ReplicatedSystem> {
  const cluster = await startCluster();
  const redis = await startRedis(cluster.folder.path);
  const ports = async () => [await freePort(), await freePort()];
  const at: Record<ServiceName, number[]> = {
    localities: await ports(),
    indicators: await ports(),
    campaigns: await ports(),
    awards: await ports(),
  };
  const key = localKey(cluster.folder.path);
  const shared = {
    DATA_DIR: cluster.folder.path,
    IDENTITY_KEY: randomBytes(32).toString('base64url'),
    LOG_LEVEL: 'error',
    // Room for a busy machine: how long somebody waits is no part of this.
    MAX_WAIT_MS: '20000',
    ...Object.fromEntries(
      SERVICES.map((name) => [
        `${name.toUpperCase()}_URL`,
        at[name].map((port) => `http://127.0.0.1:${port}/graphql`).join(','),
      ]),
    ),
  };
  const instance = (file: string, port: number, env: Record<string, string> = {}): Instance => ({
    program: new Program(file, { ...shared, PORT: String(port), ...env }),
    url: `http://127.0.0.1:${port}`,
  });
  const database = {
    APP_DATABASE_URL: urlAt(cluster.primaryAt.port, 'thi_dua_app'),
    APP_REPLICA_URLS: urlAt(cluster.standbyAt.port, 'thi_dua_app'),
  };
  const two = (name: ServiceName) => at[name].map((port) => instance(`services/${name}/src/main.ts`, port, database));
  const instances: Record<'gateway' | ServiceName, readonly Instance[]> = {
    gateway: (await ports()).map((port) => instance('gateway/src/main.ts', port, { REDIS_URL: redis.url })),
    localities: two('localities'),
    indicators: two('indicators'),
    campaigns: two('campaigns'),
    awards: two('awards'),
  };
  const all = Object.values(instances).flat();
  for (const { program } of all) program.start();
  await Promise.all(all.map(ready));
  return {
    cluster,
    gateways: instances.gateway.map(({ url }) => url),
    key,
    async without(part, away) {
      const [first] = instances[part];
      if (first === undefined) throw new Error(`nobody is ${part}`);
      await first.program.kill();
      await away();
      first.program.start();
    },
    async complete() {
      await Promise.all(all.map(ready));
    },
    async withoutRedis(away) {
      await redis.kill();
      await away();
      redis.start();
    },
    async end() {
      await Promise.all(all.map(({ program }) => program.kill().catch(() => {})));
      await redis.kill();
      await cluster.end();
    },
  };
}

async function ready({ program, url }: Instance): Promise<void> {
  for (const until = Date.now() + 120_000; ; await sleep(100)) {
    program.assertRuns();
    const status = await fetch(`${url}/ready`, { signal: AbortSignal.timeout(10_000) }).then(
      (response) => response.status,
      () => 0,
    );
    if (status === 200) return;
    if (Date.now() > until) throw new Error(`not ready in time (${status}): ${program.said}`);
  }
}

async function startRedis(folder: string) {
  const port = await freePort();
  let child: ChildProcess | undefined;
  const start = () => {
    const settings = ['--port', String(port), '--bind', '127.0.0.1', '--save', '', '--appendonly', 'no'];
    child = spawn('redis-server', [...settings, '--dir', folder], { stdio: 'ignore' });
  };
  start();
  return {
    url: `redis://127.0.0.1:${port}`,
    start,
    async kill() {
      if (child === undefined || child.exitCode !== null || child.signalCode !== null) return;
      const ended = once(child, 'exit');
      child.kill('SIGKILL');
      await ended;
    },
  };
}
