import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { OperatorError } from '@thi-dua/prisma/errors';
import type { Log } from '@thi-dua/schema/log';
import { SERVER_OPTIONS } from '@thi-dua/schema/server-options';

export type Handler = (request: IncomingMessage, response: ServerResponse) => Promise<void>;

export interface Listener {
  /** Where it answers, without a path. */
  readonly url: string;
  readonly draining: boolean;
  /** Until it is called, every request is told that the start is still under way. */
  serve(handler: Handler): void;
  /**
   * Says that it is draining for `delayMs`, so that a load balancer can turn away; then takes no new connection, and
   * lets running requests end for at most `timeoutMs`.
   */
  stop(drain: { delayMs: number; timeoutMs: number }): Promise<void>;
}

/** Takes the port first, before anything is started that would have to be stopped again. */
export async function listen(at: { host: string; port: number }, log: Log): Promise<Listener> {
  const running = new Set<Promise<void>>();
  let draining = false;
  let handler: Handler = async (_request, response) => {
    response.writeHead(503, { 'content-type': 'text/plain; charset=utf-8', 'retry-after': '1' }).end('starting\n');
  };
  const server = createServer(SERVER_OPTIONS, (request, response) => {
    response.setHeader('x-content-type-options', 'nosniff');
    if (draining) response.setHeader('connection', 'close');
    // A request runs until its handler is done, also where the client has hung up meanwhile.
    const done = handler(request, response).catch((error: unknown) => {
      log.error({ err: error }, 'request failed');
      if (response.headersSent) response.destroy();
      else response.writeHead(500, { 'content-type': 'text/plain; charset=utf-8' }).end('something went wrong\n');
    });
    running.add(done);
    void done.finally(() => running.delete(done));
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error) => reject(explained(error, at))).listen(at.port, at.host, resolve);
  });
  server.removeAllListeners('error').on('error', (error) => log.error({ err: error }, 'the listener failed'));
  const { port } = server.address() as AddressInfo;

  return {
    url: `http://${at.host.includes(':') ? `[${at.host}]` : at.host === '127.0.0.1' ? 'localhost' : at.host}:${port}`,
    get draining() {
      return draining;
    },
    serve(next) {
      handler = next;
    },
    async stop({ delayMs, timeoutMs }) {
      draining = true;
      if (delayMs > 0) await sleep(delayMs);
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      server.closeIdleConnections();
      const deadline = new AbortController();
      const late = sleep(timeoutMs, undefined, { signal: deadline.signal }).catch(() => {});
      const drained = (async () => {
        while (running.size > 0) await Promise.allSettled(running);
      })();
      await Promise.race([drained, late]);
      if (running.size > 0) log.warn({ requests: running.size }, 'stopped before these requests were answered');
      // Answers that are written but not yet sent get the rest of the time.
      server.closeIdleConnections();
      await Promise.race([closed, late]);
      server.closeAllConnections();
      deadline.abort();
    },
  };
}

function explained(error: NodeJS.ErrnoException, { host, port }: { host: string; port: number }): Error {
  if (error.code === 'EADDRINUSE') {
    return new OperatorError(
      'PORT_IN_USE',
      `Port ${port} on ${host} is in use. Stop what listens there, or set PORT to another.`,
    );
  }
  if (error.code === 'EACCES')
    return new OperatorError('PORT_DENIED', `Port ${port} may not be opened by this user. Set PORT to one above 1023.`);
  if (error.code === 'EADDRNOTAVAIL' || error.code === 'ENOTFOUND') {
    return new OperatorError('HOST_UNKNOWN', `${host} is no address of this machine. Set HOST to one, e.g. 127.0.0.1.`);
  }
  return error;
}
