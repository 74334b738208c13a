import { createServer, type IncomingHttpHeaders, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Webhook } from 'standardwebhooks';
import { afterAll, expect } from 'vitest';

/** A CloudEvent as it arrives. */
export interface Told {
  specversion: string;
  id: string;
  source: string;
  type: string;
  subject: string;
  time: string;
  datacontenttype: string;
  sequence: string;
  data: Record<string, string>;
}
export interface Received {
  event: Told;
  headers: IncomingHttpHeaders;
  body: string;
}
export interface Receiver {
  url: string;
  /** All that came, whatever was answered. */
  received: Received[];
  /** Says how the next requests are answered; 204 unless said otherwise. */
  answer(reply: (received: Received, response: ServerResponse) => void): void;
}

/** Somebody's endpoint on this machine, which keeps what it is sent. */
export async function receiver(): Promise<Receiver> {
  const received: Received[] = [];
  let reply = (_received: Received, response: ServerResponse): void => {
    response.writeHead(204).end();
  };
  const server = createServer((request, response) => {
    const pieces: Buffer[] = [];
    request.on('data', (piece: Buffer) => pieces.push(piece));
    request.on('end', () => {
      const body = Buffer.concat(pieces).toString();
      const one = { event: JSON.parse(body) as Told, headers: request.headers, body };
      received.push(one);
      reply(one, response);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  afterAll(() => {
    server.closeAllConnections();
    server.close();
  });
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/hook`,
    received,
    answer: (next) => {
      reply = next;
    },
  };
}

/** Checks a message as a receiver does, by the library of Standard Webhooks: throws where the signature is not of the secret. */
export function verified(secret: string, { headers, body }: Received): Told {
  const event = new Webhook(secret).verify(body, {
    'webhook-id': String(headers['webhook-id']),
    'webhook-timestamp': String(headers['webhook-timestamp']),
    'webhook-signature': String(headers['webhook-signature']),
  }) as Told;
  expect(headers['webhook-id']).toBe(event.id);
  return event;
}
