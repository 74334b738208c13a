import { randomBytes } from 'node:crypto';
import { chmodSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { OperatorError } from '@thi-dua/prisma/errors';

const keyBytes = 32;

/**
 * The key that signs tokens for local use. Honoured only where no issuer is configured and the gateway listens on
 * loopback.
 */
export const localKey = (dataDir: string): Uint8Array => keptKey(dataDir, 'token.key');

/** The key that gateway and services share where none is configured: what it signed must outlive a restart. */
export const serverKey = (dataDir: string): Uint8Array => keptKey(dataDir, 'server.key');

/** Made on first need, and readable by its owner alone. */
function keptKey(dataDir: string, name: string): Uint8Array {
  const file = join(resolve(dataDir), name);
  try {
    mkdirSync(resolve(dataDir), { recursive: true });
    try {
      writeFileSync(file, `${randomBytes(keyBytes).toString('base64url')}\n`, { mode: 0o600, flag: 'wx' });
    } catch (error) {
      if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
    }
    const key = Buffer.from(readFileSync(file, 'utf8').trim(), 'base64url');
    if (key.length < keyBytes) {
      throw new OperatorError('LOCAL_KEY', `${file} does not hold a key. Remove it: the next start makes a new one.`);
    }
    chmodSync(file, 0o600);
    return new Uint8Array(key);
  } catch (error) {
    if (error instanceof OperatorError) throw error;
    const reason = error instanceof Error ? error.message : String(error);
    throw new OperatorError(
      'LOCAL_KEY',
      `The key in ${name} cannot be read or made (${reason}). Start as the owner of that folder, or name another in DATA_DIR.`,
    );
  }
}
