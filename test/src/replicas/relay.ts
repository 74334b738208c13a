import { once } from 'node:events';
import { createServer, connect as dial, type Socket } from 'node:net';

/** An address of its own in front of one that changes, as a cluster's virtual address is. */
export interface Relay {
  readonly port: number;
  /** Ends what is connected; from now on whoever comes is brought there, or nowhere. */
  turnTo(port: number | null): void;
  close(): Promise<void>;
}

export async function startRelay(to: number): Promise<Relay> {
  let target: number | null = to;
  const open = new Set<Socket>();
  const server = createServer((near) => {
    if (target === null) return near.destroy();
    const far = dial(target, '127.0.0.1');
    for (const [one, other] of [
      [near, far],
      [far, near],
    ] as const) {
      open.add(one);
      one.setNoDelay(true);
      one
        .on('error', () => {})
        .on('close', () => {
          open.delete(one);
          other.destroy();
        });
      one.pipe(other);
    }
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  const cut = () => {
    for (const socket of open) socket.destroy();
  };
  return {
    port: address.port,
    turnTo(port) {
      target = port;
      cut();
    },
    async close() {
      server.close();
      cut();
      await once(server, 'close');
    },
  };
}
