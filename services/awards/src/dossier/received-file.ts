import { createHash } from 'node:crypto';
import { mkdtemp, open, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Of one file in a dossier, in bytes: 20 MB. */
export const MOST_BYTES = 20 * 1024 * 1024;

/** A file that has arrived whole; `remove` in the end, whatever becomes of it. */
export interface ReceivedFile {
  path: string;
  size: number;
  sha256: string;
  bytes(): Promise<Buffer>;
  remove(): Promise<void>;
}

/**
 * Receives a body into a folder of its own, hashed as it comes, so that neither memory nor a database session waits for a
 * slow line. Null where it is larger than a file may be: as much again is read and forgotten, so that whoever sends it gets to
 * read the answer. Nothing is left of a body that breaks off.
 */
export async function receive(body: AsyncIterable<Uint8Array>): Promise<ReceivedFile | null> {
  const folder = await mkdtemp(join(tmpdir(), 'thi-dua-dossier-'));
  const remove = () => rm(folder, { recursive: true, force: true });
  const path = join(folder, 'file');
  const hash = createHash('sha256');
  let size = 0;
  try {
    const file = await open(path, 'wx', 0o600);
    try {
      // Taken by hand: to leave a loop early would break the connection off, and the answer with it.
      const pieces = body[Symbol.asyncIterator]();
      for (let next = await pieces.next(); !next.done && size <= 2 * MOST_BYTES; next = await pieces.next()) {
        size += next.value.length;
        if (size > MOST_BYTES) continue;
        hash.update(next.value);
        await file.writeFile(next.value);
      }
    } finally {
      await file.close();
    }
  } catch (error) {
    await remove();
    throw error;
  }
  if (size > MOST_BYTES) {
    await remove();
    return null;
  }
  return { path, size, sha256: hash.digest('hex'), bytes: () => readFile(path), remove };
}
