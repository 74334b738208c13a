import { once } from 'node:events';
import { createServer, request as forward } from 'node:http';
import { afterAll } from 'vitest';

/**
 * pass: as if it were not there. stall: takes requests and never answers. cut: the service answers, and the connection
 * breaks before anyone hears of it. half: the same once the answer has begun. gibberish: what a proxy's error page looks like.
 */
export type Fault = 'pass' | 'stall' | 'cut' | 'half' | 'gibberish';

export interface FaultyProxy {
  readonly url: string;
  /** How many requests came. */
  readonly asked: number;
  /** What happens to the next requests; `once`: to one of them. */
  become(fault: Fault, how?: { once: boolean }): void;
}

/** Stands between the gateway and a real service, and does to requests what networks do. */
export async function faultyProxy(target: string): Promise<FaultyProxy> {
  let fault: Fault = 'pass';
  let then: Fault = 'pass';
  let asked = 0;
  const server = createServer((request, response) => {
    asked++;
    const doing = fault;
    fault = then;
    if (doing === 'stall') return;
    if (doing === 'gibberish') {
      response.writeHead(502, { 'content-type': 'text/html' }).end('<html>bad gateway</html>');
      return;
    }
    const url = new URL(request.url ?? '/', target);
    const onward = forward(url, { method: request.method, headers: { ...request.headers, host: url.host } });
    onward.once('response', (answer) => {
      if (doing === 'half') {
        response.writeHead(answer.statusCode ?? 502, answer.headers).write('{"type":');
        answer.resume().once('end', () => response.destroy());
      } else if (doing === 'cut') answer.resume().once('end', () => response.destroy());
      else answer.pipe(response.writeHead(answer.statusCode ?? 502, answer.headers));
    });
    onward.once('error', () => response.destroy());
    request.pipe(onward);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  afterAll(() => {
    server.closeAllConnections();
    server.close();
  });
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  return {
    url: `http://127.0.0.1:${address.port}/graphql`,
    get asked() {
      return asked;
    },
    become(next, how) {
      fault = next;
      then = how?.once ? 'pass' : next;
    },
  };
}
