import { createCipheriv, createDecipheriv } from 'node:crypto';

/**
 * Where an event stands, in a form that tells nothing: positions are counted over the events of all tenants, and their gaps
 * would say how many are hidden. One block: eight bytes of position, and eight of zeros by which a forged one is known.
 */
export function sealPosition(key: Uint8Array, position: bigint): string {
  const block = Buffer.alloc(16);
  block.writeBigUInt64BE(position);
  const cipher = createCipheriv('aes-256-ecb', key, null).setAutoPadding(false);
  return Buffer.concat([cipher.update(block), cipher.final()]).toString('base64url');
}

/** Null where it was not sealed with this key. */
export function openPosition(key: Uint8Array, sealed: string): bigint | null {
  const bytes = Buffer.from(sealed, 'base64url');
  if (bytes.length !== 16) return null;
  const cipher = createDecipheriv('aes-256-ecb', key, null).setAutoPadding(false);
  const block = Buffer.concat([cipher.update(bytes), cipher.final()]);
  return block.readBigUInt64BE(8) === 0n ? block.readBigUInt64BE() : null;
}
