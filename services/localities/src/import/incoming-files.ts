import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import { unzipsWithin } from './zip-bound.js';

/** A file as it comes with a request. */
export interface IncomingFile {
  name: string;
  /** Base64 of its bytes, or of these packed with gzip. */
  content: string;
}

/** What one file may come to when it is unpacked: a small one can be made to hold any amount. The real lists have 0.7 MB. */
export const UNPACKED_LIMIT = 32 * 1024 * 1024;

const base64 = /^[A-Za-z0-9+/\s]*={0,2}\s*$/;
const unpack = promisify(gunzip);

const beginsWith = (bytes: Buffer, ...head: number[]) => head.every((byte, i) => bytes[i] === byte);

/** The file's own bytes; or why there are none. */
async function bytesOf({ content }: IncomingFile): Promise<Buffer | string> {
  if (!base64.test(content)) return 'The content is not base64.';
  let bytes: Buffer = Buffer.from(content, 'base64');
  if (beginsWith(bytes, 0x1f, 0x8b)) {
    try {
      bytes = await unpack(bytes, { maxOutputLength: UNPACKED_LIMIT });
    } catch (error) {
      const large = error instanceof Error && 'code' in error && error.code === 'ERR_BUFFER_TOO_LARGE';
      return large ? tooLarge : 'The content begins like gzip but cannot be unpacked: it is damaged or cut short.';
    }
  }
  if (beginsWith(bytes, 0x50, 0x4b, 0x03, 0x04) && !(await unzipsWithin(bytes, UNPACKED_LIMIT))) return tooLarge;
  return bytes;
}
const tooLarge = `The file unpacks to more than ${UNPACKED_LIMIT} bytes.`;

/** Files laid down in a folder of their own, for as long as they are worked on. */
export interface LaidDown {
  /** Where each lies, in the order given; null where its content cannot be read, which `unreadable` explains. */
  paths: readonly (string | null)[];
  unreadable: readonly { file: number; message: string }[];
}

export async function withFiles<T>(files: readonly IncomingFile[], work: (laid: LaidDown) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), 'thi-dua-import-'));
  try {
    const paths: (string | null)[] = [];
    const unreadable: { file: number; message: string }[] = [];
    for (const [i, file] of files.entries()) {
      const bytes = await bytesOf(file);
      if (typeof bytes === 'string') {
        unreadable.push({ file: i, message: bytes });
        paths.push(null);
        continue;
      }
      // Never under the name it came with: that is for messages only.
      const path = join(folder, String(i).padStart(3, '0'));
      await writeFile(path, bytes, { mode: 0o600 });
      paths.push(path);
    }
    return await work({ paths, unreadable });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
