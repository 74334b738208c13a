import { hkdfSync } from 'node:crypto';

/** What a server key is used for: a key made for one purpose is of no use for another. */
export type KeyPurpose = 'calendar feed' | 'file link' | 'export link' | 'event cursor' | 'webhook secret';

/** A key of its own for one purpose, from the key that gateway and services share. */
export const keyFor = (serverKey: Uint8Array, purpose: KeyPurpose): Uint8Array =>
  new Uint8Array(hkdfSync('sha256', serverKey, new Uint8Array(), purpose, 32));
