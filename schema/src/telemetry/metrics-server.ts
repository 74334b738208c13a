import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { OperatorError } from '@thi-dua/prisma/errors';
import type { Metrics } from './metrics.js';

export interface MetricsServer {
  readonly url: string;
  stop(): Promise<void>;
}

/**
 * Shows metrics on a listener of their own, which no client of the API reaches: they name tenants, and how much each does.
 * Whoever reaches it needs no token.
 */
export async function serveMetrics(metrics: Metrics, at: { host: string; port: number }): Promise<MetricsServer> {
  const server = createServer((request, response) => {
    if (request.method !== 'GET' || request.url?.split('?', 1)[0] !== '/metrics') {
      response.writeHead(404, { 'content-type': 'text/plain; charset=utf-8' }).end('not found\n');
      return;
    }
    metrics.registry.metrics().then(
      (text) => response.writeHead(200, { 'content-type': metrics.registry.contentType }).end(text),
      () => response.writeHead(500).end(),
    );
  });
  await new Promise<void>((resolve, reject) => {
    const refused = (error: NodeJS.ErrnoException) =>
      reject(
        new OperatorError(
          'METRICS_PORT',
          `Metrics cannot be shown at ${at.host}:${at.port} (${error.code}). Set METRICS_PORT or METRICS_HOST to another.`,
        ),
      );
    server.once('error', refused).listen(at.port, at.host, () => {
      server.off('error', refused);
      resolve();
    });
  });
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://${at.host.includes(':') ? `[${at.host}]` : at.host}:${port}/metrics`,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
