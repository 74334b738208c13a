import { type ChildProcess, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { Client } from './client.js';

const key = () => randomBytes(32).toString('base64url');

export interface Process {
  client: Client;
  pid: number;
}

/** The processes that are measured. */
export class Bench {
  private readonly children: ChildProcess[] = [];
  private readonly clients: Client[] = [];

  /** The product as one process: gateway and services. */
  gateway(databaseUrl: string): Promise<Process> {
    return this.start('../server.ts', { kind: 'in-process', databaseUrl });
  }

  bare(databaseUrl: string): Promise<Process> {
    return this.start('./bare-server.ts', { databaseUrl });
  }

  /** Reads the report's rows by hand. */
  bareReport(databaseUrl: string): Promise<Process> {
    return this.start('../report/bare-server.ts', { databaseUrl });
  }

  private async start(script: string, order: object): Promise<Process> {
    const tokenKey = key();
    const child = spawn(
      process.execPath,
      [
        '--import',
        'tsx',
        fileURLToPath(new URL(script, import.meta.url)),
        JSON.stringify({ ...order, identityKey: key(), tokenKey }),
      ],
      { stdio: ['ignore', 'pipe', 'inherit'] },
    );
    this.children.push(child);
    const [line] = (await Promise.race([
      once(child.stdout, 'data'),
      once(child, 'exit').then(() => [Buffer.from('')]),
    ])) as [Buffer];
    const url = line.toString().trim();
    if (url === '' || child.pid === undefined) throw new Error(`${script} did not start`);
    const client = new Client(url, tokenKey);
    this.clients.push(client);
    return { client, pid: child.pid };
  }

  async stop(): Promise<void> {
    for (const client of this.clients) client.close();
    await Promise.all(
      this.children
        .filter((child) => child.exitCode === null && child.signalCode === null)
        .map((child) => {
          const gone = once(child, 'exit');
          child.kill('SIGTERM');
          return gone;
        }),
    );
  }
}
