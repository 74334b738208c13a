import { type ChildProcess, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { localKey } from '@thi-dua/gateway/access-token/kept-key';
import { type EmbeddedServer, startEmbedded } from '@thi-dua/prisma/embedded/server';
import { migrate } from '@thi-dua/prisma/migrate';
import { seed } from '@thi-dua/prisma/seed/seed';
import { SERVICES } from '@thi-dua/schema/identity';
import { commandEnv } from '../kit/env.js';

const root = fileURLToPath(new URL('../../..', import.meta.url));
const DATABASE = 'thi_dua_crash';

export const PARTS = ['postgresql', 'gateway', ...SERVICES] as const;
export type Part = (typeof PARTS)[number];

export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  if (address === null || typeof address === 'string') throw new Error('no port');
  return address.port;
}

/** A program of ours that can be killed and started again at the same address. */
export class Program {
  #child: ChildProcess | undefined;
  #said = '';
  constructor(
    private readonly file: string,
    private readonly env: Record<string, string>,
  ) {}

  start(): void {
    const child = spawn(process.execPath, ['--import', 'tsx', join(root, this.file)], {
      cwd: root,
      env: { ...commandEnv(), ...this.env },
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    child.stderr.on('data', (chunk) => {
      this.#said = `${this.#said}${chunk}`.slice(-4000);
    });
    this.#child = child;
  }

  async kill(): Promise<void> {
    const child = this.#child;
    if (child === undefined) return;
    this.assertRuns();
    child.kill('SIGKILL');
    await once(child, 'exit');
  }

  /** Throws where it ended without having been killed. */
  assertRuns(): void {
    const { exitCode = null, signalCode = null } = this.#child ?? {};
    if (exitCode !== null || signalCode !== null)
      throw new Error(`${this.file} ended by itself (${exitCode ?? signalCode}): ${this.#said}`);
  }

  /** What it wrote where nothing should be written. */
  get said(): string {
    return this.#said;
  }
}

export interface System {
  /** Where the gateway takes operations. */
  readonly url: string;
  /** Signs tokens that this gateway honours. */
  readonly key: Uint8Array;
  operatorUrl(): string;
  /** As `kill -9` does it. Nothing is told to anyone, nothing is ended in order. */
  kill(part: Part): Promise<void>;
  start(part: Part): Promise<void>;
  /** Resolves when every part answers. */
  ready(): Promise<void>;
  end(): Promise<void>;
}

/** PostgreSQL, four services and the gateway, each a process of its own on loopback, with a database of their own. */
export async function startSystem(): Promise<System> {
  const folder = mkdtempSync(join(tmpdir(), 'thi-dua-crash-'));
  // Run as root, the database works under another account, which must be able to enter.
  chmodSync(folder, 0o755);
  const databasePort = await freePort();
  let database: EmbeddedServer = await startEmbedded({ dataDir: folder, port: databasePort });
  await migrate({ adminUrl: database.url('admin', DATABASE), ...database.logins });
  await seed(database.url('operator', DATABASE));

  const ports = Object.fromEntries(await Promise.all(PARTS.map(async (part) => [part, await freePort()] as const)));
  const shared = {
    DATA_DIR: folder,
    IDENTITY_KEY: randomBytes(32).toString('base64url'),
    LOG_LEVEL: 'error',
    SUBGRAPH_TIMEOUT_MS: '15000',
    ...Object.fromEntries(
      SERVICES.map((name) => [`${name.toUpperCase()}_URL`, `http://127.0.0.1:${ports[name]}/graphql`]),
    ),
  };
  const programs = new Map<Part, Program>([
    ['gateway', new Program('gateway/src/main.ts', { ...shared, PORT: String(ports.gateway) })],
    ...SERVICES.map((name): [Part, Program] => [
      name,
      new Program(`services/${name}/src/main.ts`, {
        ...shared,
        PORT: String(ports[name]),
        APP_DATABASE_URL: database.url('app', DATABASE),
      }),
    ]),
  ]);
  const key = localKey(folder);
  const moved = join(folder, 'moved-to');
  const cluster = join(existsSync(moved) ? readFileSync(moved, 'utf8').trim() : folder, 'pg');
  const address = `http://127.0.0.1:${ports.gateway}`;

  const start = async (part: Part) => {
    if (part === 'postgresql') database = await startEmbedded({ dataDir: folder, port: databasePort });
    else programs.get(part)?.start();
  };
  const kill = async (part: Part) => {
    if (part !== 'postgresql') await programs.get(part)?.kill();
    else process.kill(Number(readFileSync(join(cluster, 'postmaster.pid'), 'utf8').split('\n', 1)[0]), 'SIGKILL');
  };
  const ready = async () => {
    for (const until = Date.now() + 90_000; ; await sleep(100)) {
      const status = await fetch(`${address}/ready`, { signal: AbortSignal.timeout(10_000) }).then(
        (response) => response.status,
        () => 0,
      );
      if (status === 200) return;
      for (const program of programs.values()) program.assertRuns();
      if (Date.now() > until) {
        const said = [...programs].map(([part, program]) => `${part}: ${program.said}`).join('\n');
        throw new Error(`not ready in time (${status}):\n${said}`);
      }
    }
  };
  for (const part of programs.keys()) await start(part);
  return {
    url: `${address}/graphql`,
    key,
    operatorUrl: () => database.url('operator', DATABASE),
    kill,
    start,
    ready,
    async end() {
      for (const program of programs.values()) await program.kill().catch(() => {});
      await database.stop();
      rmSync(folder, { recursive: true, force: true });
      if (existsSync(cluster)) rmSync(cluster, { recursive: true, force: true });
    },
  };
}
