/** What lies in a store, by the hash of its content. */
export interface StoredFile {
  sha256: string;
  storedAt: Date;
}

/** Keeps files by the SHA-256 of their content, each once, whole or not at all. Knows nothing of who may read them. */
export interface FileStore {
  /** Takes a copy of a file on this machine, which has that content; one that is there already stays as it is. */
  put(sha256: string, path: string): Promise<void>;
  has(sha256: string): Promise<boolean>;
  /** The content, piece by piece; null where there is none. */
  read(sha256: string): Promise<AsyncIterable<Uint8Array> | null>;
  /** Nothing happens where there is none. */
  remove(sha256: string): Promise<void>;
  list(): AsyncIterable<StoredFile>;
  /** Removes what crashes left half-written before a moment; how much there was. */
  sweep(before: Date): Promise<number>;
}

const HASH = /^[0-9a-f]{64}$/;
export const isHash = (text: string): boolean => HASH.test(text);

/** Of a key or path that is made of a hash nothing else can be made. */
export function requireHash(sha256: string): string {
  if (!isHash(sha256)) throw new Error('not a SHA-256 in hexadecimal digits');
  return sha256;
}
