import { createServer, type IncomingHttpHeaders, type RequestListener, type ServerResponse } from 'node:http';
import { createServer as createSecureServer } from 'node:https';
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

/**
 * Whom nobody trusts: a key and its own certificate for `hooks.example.org`, made for these tests (`openssl ca -selfsign`) and
 * good until 2099.
 */
const key = `-----BEGIN PRIVATE KEY-----
MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgFVCso+IkGrZfBdYx
mtD5CZehvAzrYnZXLKdKjMqY1Z+hRANCAASb0Tj+i3dAUfUxatdnrYBy1uGlZZbv
AbhlODE8kwyP9aEAacMq0lHebS/OaClgx8DisipGyAVWh0ji4iC6jEVQ
-----END PRIVATE KEY-----`;
export const certificate = `-----BEGIN CERTIFICATE-----
MIIBeTCCAR+gAwIBAgIBATAKBggqhkjOPQQDAjAcMRowGAYDVQQDDBFob29rcy5l
eGFtcGxlLm9yZzAgFw0yMDAxMDEwMDAwMDBaGA8yMDk5MTIzMTIzNTk1OVowHDEa
MBgGA1UEAwwRaG9va3MuZXhhbXBsZS5vcmcwWTATBgcqhkjOPQIBBggqhkjOPQMB
BwNCAASb0Tj+i3dAUfUxatdnrYBy1uGlZZbvAbhlODE8kwyP9aEAacMq0lHebS/O
aClgx8DisipGyAVWh0ji4iC6jEVQo1AwTjAPBgNVHRMBAf8EBTADAQH/MBwGA1Ud
EQQVMBOCEWhvb2tzLmV4YW1wbGUub3JnMB0GA1UdDgQWBBS1Ia4nhfPHIkq9rQQV
IwoHpOPBajAKBggqhkjOPQQDAgNIADBFAiEAnT7IBHdKI3NTzr6Gb+IBBpZsZWEM
vrKVneisBcAwYL0CIBahWt+2JQLBkvPAny3pj2qcUMS1/b3g7IO4fzr454ZZ
-----END CERTIFICATE-----`;

/** Somebody's endpoint on this machine, which keeps what it is sent; `secure`: over TLS, under {@link certificate}. */
export async function receiver({ secure = false } = {}): Promise<Receiver> {
  const received: Received[] = [];
  let reply = (_received: Received, response: ServerResponse): void => {
    response.writeHead(204).end();
  };
  const take: RequestListener = (request, response) => {
    const pieces: Buffer[] = [];
    request.on('data', (piece: Buffer) => pieces.push(piece));
    request.on('end', () => {
      const body = Buffer.concat(pieces).toString();
      const one = { event: JSON.parse(body) as Told, headers: request.headers, body };
      received.push(one);
      reply(one, response);
    });
  };
  const server = secure ? createSecureServer({ key, cert: certificate }, take) : createServer(take);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  afterAll(() => {
    server.closeAllConnections();
    server.close();
  });
  const { port } = server.address() as AddressInfo;
  return {
    url: `${secure ? 'https' : 'http'}://127.0.0.1:${port}/hook`,
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
