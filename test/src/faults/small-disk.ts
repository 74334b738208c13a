import { spawnSync } from 'node:child_process';
import { chmodSync, chownSync, closeSync, mkdirSync, mkdtempSync, openSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { serverAccount } from '@thi-dua/prisma/embedded/account';

const run = (program: string, ...args: string[]) => spawnSync(program, args, { encoding: 'utf8' });

/** A disk of its own, of a few megabytes, that can be filled to the last byte. */
export class SmallDisk {
  private constructor(readonly folder: string) {}

  /** Why there is none, where only the owner of the machine may mount one. */
  static make(bytes: number): SmallDisk | string {
    const folder = mkdtempSync(join(tmpdir(), 'thi-dua-disk-'));
    const { status, error, stderr } = run('mount', '-t', 'tmpfs', '-o', `size=${bytes},mode=755`, 'tmpfs', folder);
    if (status === 0) return new SmallDisk(folder);
    rmSync(folder, { recursive: true });
    return `no disk can be mounted here: ${error?.message ?? stderr.trim()}`;
  }

  /** A folder on it, of the account under which PostgreSQL runs. */
  folderFor(name: string): string {
    const made = join(this.folder, name);
    mkdirSync(made);
    chmodSync(made, 0o700);
    const { uid, gid } = serverAccount();
    if (uid !== undefined && gid !== undefined) chownSync(made, uid, gid);
    return made;
  }

  private get filler(): string {
    return join(this.folder, 'filler');
  }

  fill(): void {
    const file = openSync(this.filler, 'w');
    try {
      for (let size = 1024 * 1024; size >= 1; ) {
        try {
          writeSync(file, Buffer.alloc(size));
        } catch {
          size = Math.floor(size / 2);
        }
      }
    } finally {
      closeSync(file);
    }
  }

  free(): void {
    rmSync(this.filler, { force: true });
  }

  remove(): void {
    run('umount', '-l', this.folder);
    rmSync(this.folder, { recursive: true, force: true });
  }
}
