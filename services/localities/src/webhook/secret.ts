import { createHmac } from 'node:crypto';
import { Webhook } from 'standardwebhooks';

/**
 * The secret of an endpoint, as Standard Webhooks write it. Derived from the server's key, the endpoint and how often its
 * secret was rotated: it is shown once and stored nowhere.
 */
export const secretOf = (key: Uint8Array, endpoint: string, version: number): string =>
  `whsec_${createHmac('sha256', key).update(`${endpoint}.${version}`).digest('base64')}`;

export interface Secrets {
  endpoint: string;
  version: number;
  /** Until when the secret before this one signs as well. */
  previousUntil: Date | null;
}

/** Those with which a message of this instant is signed, the current one first. */
export function secretsAt(key: Uint8Array, { endpoint, version, previousUntil }: Secrets, now: Date): string[] {
  const both = previousUntil !== null && previousUntil > now && version > 1;
  return (both ? [version, version - 1] : [version]).map((each) => secretOf(key, endpoint, each));
}

/** The headers of a message by Standard Webhooks: its id stays the same however often it is sent. */
export function signedHeaders(id: string, now: Date, body: string, secrets: readonly string[]): Record<string, string> {
  return {
    'webhook-id': id,
    'webhook-timestamp': String(Math.floor(now.getTime() / 1000)),
    'webhook-signature': secrets.map((secret) => new Webhook(secret).sign(id, now, body)).join(' '),
  };
}
