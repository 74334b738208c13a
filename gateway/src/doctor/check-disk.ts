import { accessSync, constants, existsSync, statfsSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { type Finding, fail, ok, warn } from './finding.js';

const GIB = 1024 ** 3;
const WARN_BYTES = 10 * GIB;
const FAIL_BYTES = GIB;

/** Whether a folder, or the one in which it will be made, can be written to, and how much room there is. */
export function checkFolder(name: string, folder: string): Finding {
  let there = resolve(folder);
  while (!existsSync(there)) there = dirname(there);
  try {
    accessSync(there, constants.W_OK);
  } catch {
    return fail('disk', `${name}: ${there} cannot be written to.`, `Make it writable for this user, or set ${name}.`);
  }
  const { bavail, bsize } = statfsSync(there);
  return judgeRoom(name, there, bavail * bsize);
}

export function judgeRoom(name: string, folder: string, bytes: number): Finding {
  const says = `${name}: ${(bytes / GIB).toFixed(1)} GiB are free in ${folder}.`;
  const todo = 'Make room, or name a folder on a larger disk.';
  if (bytes < FAIL_BYTES) return fail('disk', says, todo);
  return bytes < WARN_BYTES ? warn('disk', says, todo) : ok('disk', says);
}
