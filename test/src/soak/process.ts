import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { localKey } from '@thi-dua/gateway/access-token/kept-key';
import { signLocalToken } from '@thi-dua/gateway/access-token/local-token';
import { ROLES } from '@thi-dua/schema/caller';
import { commandEnv } from '../kit/env.js';

export interface Soaked {
  url: string;
  tokenFor(tenant: string): Promise<string>;
  /** In bytes, as the process itself counts it. */
  memory(): Promise<{ rss: number; heap: number }>;
  /** Ends it, and takes its data away. */
  stop(): Promise<void>;
}

const freePort = () =>
  new Promise<number>((resolve) => {
    const probe = createServer().listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === 'object' && address !== null ? address.port : 0));
    });
  });

/** What `npm start` starts, in a folder of its own with a database of its own. */
export async function startSoaked(): Promise<Soaked> {
  const dataDir = mkdtempSync(join(tmpdir(), 'thi-dua-soak-'));
  const metricsPort = await freePort();
  const main = fileURLToPath(new URL('../../../gateway/src/main.ts', import.meta.url));
  const child = spawn(process.execPath, ['--import', 'tsx', main], {
    env: { ...commandEnv(), DATA_DIR: dataDir, PORT: '0', METRICS_PORT: String(metricsPort), LOG_LEVEL: 'warn' },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const exited = once(child, 'exit');
  const stop = async () => {
    child.kill('SIGTERM');
    await exited;
    rmSync(dataDir, { recursive: true, force: true });
  };
  const ready = once(createInterface({ input: child.stdout }), 'line').then(([line]) => String(line));
  const line = await Promise.race([ready, exited.then(() => '')]);
  if (!line.startsWith('ready ')) {
    await stop();
    throw new Error('what was to be soaked did not start');
  }
  const key = localKey(dataDir);
  return {
    url: line.slice('ready '.length),
    tokenFor: (tenant) => signLocalToken(key, { tenant, subject: `soak@${tenant}`, roles: ROLES }),
    async memory() {
      const text = await (await fetch(`http://127.0.0.1:${metricsPort}/metrics`)).text();
      const value = (name: string) => Number(new RegExp(`^${name}(?:\\{[^}]*\\})? (\\S+)$`, 'm').exec(text)?.[1] ?? 0);
      return { rss: value('process_resident_memory_bytes'), heap: value('nodejs_heap_size_used_bytes') };
    },
    stop,
  };
}
