import { type ChildProcess, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { Agent, request } from 'node:http';
import { fileURLToPath } from 'node:url';
import { signLocalToken } from '@thi-dua/gateway/access-token/local-token';
import { ROLES } from '@thi-dua/schema/caller';
import type { ServerOrder } from './server.js';

const key = () => randomBytes(32).toString('base64url');
const [identityKey, tokenKey] = [key(), key()];
const children: ChildProcess[] = [];
const agent = new Agent({ keepAlive: true, maxSockets: 1 });
const token = await signLocalToken(new Uint8Array(Buffer.from(tokenKey, 'base64url')), {
  tenant: 'trung-uong',
  subject: 'bench',
  roles: ROLES,
});

/** Starts one process that is measured, and waits until it listens. */
export async function run(
  order: Omit<ServerOrder, 'identityKey' | 'tokenKey'>,
  nodeOptions: string[] = [],
): Promise<{ url: string; pid: number }> {
  const script = fileURLToPath(new URL('./server.ts', import.meta.url));
  const child = spawn(
    process.execPath,
    [...nodeOptions, '--import', 'tsx', script, JSON.stringify({ ...order, identityKey, tokenKey })],
    {
      stdio: ['ignore', 'pipe', 'inherit'],
    },
  );
  children.push(child);
  const [line] = (await Promise.race([
    once(child.stdout, 'data'),
    once(child, 'exit').then(() => [Buffer.from('')]),
  ])) as [Buffer];
  const url = line.toString().trim();
  if (url === '' || child.pid === undefined) throw new Error(`the ${order.kind} server did not start`);
  return { url, pid: child.pid };
}

/** Ends one of them, and waits until it has. */
export async function end(pid: number): Promise<void> {
  const child = children.find((one) => one.pid === pid);
  child?.kill('SIGTERM');
  if (child) await once(child, 'exit');
}

export function endAll(): void {
  for (const child of children) child.kill('SIGTERM');
  agent.destroy();
}

/** Asks as a client does, over one connection that stays; `name` is what the bare handler knows the operation by. */
export function ask(
  url: string,
  { query, name }: { query: string; name: string },
  variables: Record<string, unknown> = {},
): Promise<unknown> {
  const body = JSON.stringify({ query, name, variables });
  return new Promise((resolve, reject) => {
    const sent = request(
      url,
      {
        method: 'POST',
        agent,
        headers: {
          'content-type': 'application/json',
          authorization: `Bearer ${token}`,
          'content-length': Buffer.byteLength(body),
        },
      },
      (response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.on('end', () => {
          try {
            resolve(JSON.parse(Buffer.concat(chunks).toString()));
          } catch (error) {
            reject(error as Error);
          }
        });
      },
    );
    sent.on('error', reject).end(body);
  });
}
