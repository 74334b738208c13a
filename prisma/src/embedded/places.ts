import { createHash } from 'node:crypto';
import {
  chownSync,
  cpSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join, parse, resolve } from 'node:path';
import { OperatorError } from '../errors.js';
import type { Account } from './account.js';

/** Where the binaries are run from, and where the cluster and its password lie. */
export interface Places {
  binaries: string;
  folder: string;
}

/** A folder of root's own, for what another account must reach when the project lies where nobody else may enter. */
const refuge = '/var/lib/thi-dua-graph';

function openToAll(path: string): boolean {
  for (let folder = realpathSync(path); ; folder = dirname(folder)) {
    if (!(statSync(folder).mode & 0o001)) return false;
    if (folder === parse(folder).root) return true;
  }
}

/** Makes the folders, and moves out of the way of a closed folder above where the server runs under another account. */
export function preparePlaces(wanted: string, native: string, account: Account): Places {
  const folder = resolve(wanted);
  try {
    mkdirSync(folder, { recursive: true });
  } catch (error) {
    throw new OperatorError(
      'DATA_DIR',
      `The data folder ${folder} cannot be made (${(error as Error).message}). Name another in DATA_DIR.`,
    );
  }
  const { uid } = statSync(folder);
  const me = process.getuid?.();
  if (me !== undefined && me !== 0 && uid !== me) {
    throw new OperatorError(
      'DATA_DIR_OWNER',
      `The data folder ${folder} belongs to another user. Start as that user, or name another folder in DATA_DIR.`,
    );
  }
  if (account.uid === undefined || (openToAll(native) && openToAll(folder))) return { binaries: native, folder };
  mkdirSync(refuge, { recursive: true, mode: 0o755 });
  const status = lstatSync(refuge);
  if (!status.isDirectory() || status.uid !== 0 || status.mode & 0o022) {
    throw new OperatorError(
      'REFUGE',
      `${refuge} must be a folder that only root may write to. Remove it, or start as an ordinary user.`,
    );
  }
  return {
    binaries: openToAll(native) ? native : copyOnce(native),
    folder: openToAll(folder) ? folder : ownFolder(folder),
  };
}

function copyOnce(native: string): string {
  const version = JSON.parse(readFileSync(join(dirname(native), 'package.json'), 'utf8')).version as string;
  const copy = join(refuge, `postgres-${version}`);
  if (existsSync(copy)) return copy;
  // Copied aside and renamed, so that two starts at once, or one that is cut off, leave no half of it.
  const aside = `${copy}.${process.pid}`;
  cpSync(native, aside, { recursive: true, verbatimSymlinks: true });
  try {
    renameSync(aside, copy);
  } catch (error) {
    rmSync(aside, { recursive: true, force: true });
    if (!existsSync(copy)) throw error;
  }
  return copy;
}

function ownFolder(folder: string): string {
  const own = join(refuge, `data-${createHash('sha256').update(folder).digest('hex').slice(0, 24)}`);
  mkdirSync(own, { recursive: true, mode: 0o755 });
  writeFileSync(join(folder, 'moved-to'), `${own}\n`);
  return own;
}

/** Hands a file or folder to the account the server runs under. */
export function give(path: string, account: Account): void {
  if (account.uid !== undefined && account.gid !== undefined) chownSync(path, account.uid, account.gid);
}
