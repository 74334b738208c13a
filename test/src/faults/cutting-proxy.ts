import { once } from 'node:events';
import { connect, createServer, type Socket } from 'node:net';
import { afterAll } from 'vitest';

/**
 * before: the server never gets it. after: the server does it, and the connection breaks before anyone hears of it. next: it is done
 * and told, and what follows never arrives.
 */
export type Cut = 'before' | 'after' | 'next';

export interface CuttingProxy {
  /** The same database, by way of it. */
  readonly url: string;
  /** How many connections were cut. */
  readonly cuts: number;
  /** Breaks the connection that is the first to send this text. */
  cut(at: string, when: Cut): void;
}

/** Stands between services and their database, and breaks a connection at a statement of one's choice. */
export async function cuttingProxy(databaseUrl: string): Promise<CuttingProxy> {
  const target = new URL(databaseUrl);
  let next: { at: string; when: Cut } | null = null;
  let cuts = 0;
  const open = new Set<Socket>();
  const server = createServer((client) => {
    const database = connect(Number(target.port), target.hostname);
    const end = () => {
      client.destroy();
      database.destroy();
    };
    let ending = false;
    for (const socket of [client, database]) {
      open.add(socket);
      socket.on('error', end).on('close', () => {
        open.delete(socket);
        end();
      });
    }
    let following = false;
    client.on('data', (sent) => {
      if (following) return end();
      const cutting = next !== null && sent.includes(next.at) ? next.when : null;
      if (cutting !== null) {
        next = null;
        cuts++;
      }
      if (cutting === 'before') return end();
      following ||= cutting === 'next';
      ending ||= cutting === 'after';
      database.write(sent);
    });
    database.on('data', (answered) => (ending ? end() : client.write(answered)));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  afterAll(() => {
    for (const socket of open) socket.destroy();
    server.close();
  });
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  const url = new URL(databaseUrl);
  url.hostname = '127.0.0.1';
  url.port = String(address.port);
  return {
    url: url.toString(),
    get cuts() {
      return cuts;
    },
    cut(at, when) {
      next = { at, when };
    },
  };
}
