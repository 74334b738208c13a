import { randomUUID } from 'node:crypto';
import type { Dirent } from 'node:fs';
import { copyFile, mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { type FileStore, isHash, requireHash, type StoredFile } from './file-store.js';

const INCOMING = 'incoming';

const isMissing = (error: unknown) => error instanceof Error && 'code' in error && error.code === 'ENOENT';
const orNothing =
  <T>(nothing: T) =>
  (error: unknown): T => {
    if (isMissing(error)) return nothing;
    throw error;
  };

/**
 * A folder of this machine: `ab/abcd…` under the hash. A file appears under its hash whole and written through to the disk,
 * or not at all; what a crash leaves behind lies in `incoming` and is listed by no name.
 */
export function localFolder(folder: string): FileStore {
  const folderOf = (sha256: string) => join(folder, requireHash(sha256).slice(0, 2));
  const pathOf = (sha256: string) => join(folderOf(sha256), sha256);
  const has = async (sha256: string) => (await stat(pathOf(sha256)).catch(orNothing(null))) !== null;
  return {
    has,
    async put(sha256, path) {
      if (await has(sha256)) return;
      const incoming = join(folder, INCOMING);
      await mkdir(incoming, { recursive: true, mode: 0o700 });
      await mkdir(folderOf(sha256), { recursive: true, mode: 0o700 });
      const made = join(incoming, randomUUID());
      try {
        await copyFile(path, made);
        await synced(made);
        await rename(made, pathOf(sha256));
        await synced(folderOf(sha256));
      } finally {
        await rm(made, { force: true });
      }
    },
    async read(sha256) {
      const file = await open(pathOf(sha256)).catch(orNothing(null));
      return file === null ? null : file.createReadStream();
    },
    remove: (sha256) => rm(pathOf(sha256), { force: true }),
    async *list(): AsyncGenerator<StoredFile> {
      for (const shelf of await entries(folder)) {
        if (!shelf.isDirectory() || shelf.name === INCOMING) continue;
        for (const { name } of await entries(join(folder, shelf.name))) {
          const found = isHash(name) ? await stat(join(folder, shelf.name, name)).catch(orNothing(null)) : null;
          if (found !== null) yield { sha256: name, storedAt: found.mtime };
        }
      }
    },
    async sweep(before) {
      let swept = 0;
      for (const { name } of await entries(join(folder, INCOMING))) {
        const path = join(folder, INCOMING, name);
        const found = await stat(path).catch(orNothing(null));
        if (found === null || found.mtime >= before) continue;
        await rm(path, { force: true });
        swept++;
      }
      return swept;
    },
  };
}

const entries = (folder: string): Promise<Dirent[]> => readdir(folder, { withFileTypes: true }).catch(orNothing([]));

/** Written through to the disk; some systems cannot do so for a folder, and need not. */
async function synced(path: string): Promise<void> {
  const file = await open(path, 'r');
  try {
    await file.sync();
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && (error.code === 'EISDIR' || error.code === 'EPERM')))
      throw error;
  } finally {
    await file.close();
  }
}
