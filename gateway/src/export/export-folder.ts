import { createReadStream, createWriteStream } from 'node:fs';
import { type FileHandle, mkdir, open, readdir, rm, stat, statfs } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { ExportFault } from './export-fault.js';

export interface ExportLimits {
  /** Of all files together, in bytes. */
  bytes: number;
  /** Of one file, in bytes. */
  fileBytes: number;
}

/** An export, and which time it was taken up. */
export interface FileName {
  id: string;
  run: number;
}

export interface WrittenFile {
  /** Puts a piece behind what counts; on the disk when it resolves. Throws ExportFault where there is no room. */
  append(piece: Uint8Array): Promise<void>;
  close(): Promise<void>;
}

/** What is left free on the disk, whatever the limits say: in bytes. */
const SPARE = 64 * 1024 * 1024;
const NAME = /^([0-9a-f-]{36})\.(\d+)$/;

const isMissing = (error: unknown) => error instanceof Error && 'code' in error && error.code === 'ENOENT';
const isFull = (error: unknown) =>
  error instanceof Error && 'code' in error && (error.code === 'ENOSPC' || error.code === 'EDQUOT');
const noRoom = () => new ExportFault('DISK_FULL', 'There is no room for exports at the moment. Start it again later.');

/**
 * The files of exports: `id.run`. Each run writes a file of its own and begins with what the former run's file counts for, so
 * that one that was given up for lost, and goes on nevertheless, spoils nothing.
 */
export function exportFolder(folder: string, limits: ExportLimits) {
  const pathOf = ({ id, run }: FileName) => join(folder, `${id}.${run}`);

  const files = async (): Promise<(FileName & { bytes: number })[]> => {
    const found = [];
    for (const name of await readdir(folder)) {
      const [, id, run] = NAME.exec(name) ?? [];
      const size = await stat(join(folder, name)).then(
        (one) => one.size,
        () => 0,
      );
      if (id !== undefined && run !== undefined) found.push({ id, run: Number(run), bytes: size });
    }
    return found;
  };
  const requireRoom = async (more: number) => {
    const used = (await files()).reduce((sum, { bytes }) => sum + bytes, 0);
    if (used + more > limits.bytes) throw noRoom();
    const { bavail, bsize } = await statfs(folder);
    if (bavail * bsize < more + SPARE) throw noRoom();
  };
  const remove = (name: FileName) => rm(pathOf(name), { force: true });

  return {
    files,
    remove,
    /** Made on first need, and open to its owner alone. Throws where that cannot be. */
    prepare: () => mkdir(folder, { recursive: true, mode: 0o700 }),

    /** The file of a run, with the first `bytes` of the one before. FILE_LOST where that does not hold as many. */
    async begin(name: FileName, bytes: number): Promise<WrittenFile> {
      await this.prepare();
      const before = (await files()).filter(({ id, run }) => id === name.id && run < name.run);
      if (bytes > 0) {
        const former = before.filter((one) => one.bytes >= bytes).sort((a, b) => b.run - a.run)[0];
        if (former === undefined)
          throw new ExportFault('FILE_LOST', 'What was written before is no longer there. Start the export again.');
        await requireRoom(bytes);
        await pipeline(
          createReadStream(pathOf(former), { end: bytes - 1 }),
          createWriteStream(pathOf(name), { mode: 0o600 }),
        );
      }
      const file = await open(pathOf(name), bytes > 0 ? 'r+' : 'w', 0o600);
      if (bytes > 0) await file.datasync();
      for (const one of before) await remove(one);
      return writer(file, bytes, limits, requireRoom);
    },

    /** A part of a file, from one byte to another, both included; null where there is no such file. */
    async read(name: FileName, part: { start: number; end: number }) {
      const file = await open(pathOf(name)).catch((error: unknown) => {
        if (isMissing(error)) return null;
        throw error;
      });
      return file === null ? null : file.createReadStream(part);
    },
  };
}
export type ExportFolder = ReturnType<typeof exportFolder>;

function writer(
  file: FileHandle,
  from: number,
  limits: ExportLimits,
  requireRoom: (more: number) => Promise<void>,
): WrittenFile {
  let at = from;
  return {
    async append(piece) {
      if (at + piece.length > limits.fileBytes)
        throw new ExportFault(
          'TOO_LARGE',
          `An export has at most ${limits.fileBytes} bytes. Ask for fewer kinds at once.`,
        );
      await requireRoom(piece.length);
      try {
        let written = 0;
        while (written < piece.length) {
          const { bytesWritten } = await file.write(piece, written, piece.length - written, at + written);
          written += bytesWritten;
        }
        await file.datasync();
      } catch (error) {
        throw isFull(error) ? noRoom() : error;
      }
      at += piece.length;
    },
    close: () => file.close(),
  };
}
