import { promisify } from 'node:util';
import { constants, inflateRaw } from 'node:zlib';

const HEADER = Buffer.from([0x50, 0x4b, 0x03, 0x04]);
const DEFLATED = 8;
const unpack = promisify(inflateRaw);

/**
 * Whether the parts of a zip file, all unpacked, stay within a bound. A zip may state any size of itself: each part is
 * unpacked here, wherever one could be taken to begin.
 */
export async function unzipsWithin(bytes: Buffer, bound: number): Promise<boolean> {
  let left = bound;
  for (let at = bytes.indexOf(HEADER); at !== -1 && at + 30 <= bytes.length; at = bytes.indexOf(HEADER, at + 4)) {
    if (bytes.readUInt16LE(at + 8) !== DEFLATED) continue;
    const from = at + 30 + bytes.readUInt16LE(at + 26) + bytes.readUInt16LE(at + 28);
    try {
      const part = await unpack(bytes.subarray(from), {
        maxOutputLength: Math.max(1, left),
        finishFlush: constants.Z_SYNC_FLUSH,
      });
      left -= part.length;
    } catch (error) {
      if (error instanceof Error && 'code' in error && error.code === 'ERR_BUFFER_TOO_LARGE') return false;
      // No part begins here after all, or a damaged one, of which whoever reads the file tells.
    }
  }
  return left >= 0;
}
