import { crc32 } from 'node:zlib';
import { damaged, unpacksTooLarge } from './content-fault.js';
import { MOST_PIXELS } from './pixels.js';

/** Every chunk with its checksum, from the head to the end of the file: there is no room for anything else. */
export function checkPng(bytes: Buffer): void {
  const broken = () => damaged('a PNG image');
  let at = 8;
  let pixels = 0;
  let data = false;
  for (let first = true; ; first = false) {
    if (at + 12 > bytes.length) throw broken();
    const length = bytes.readUInt32BE(at);
    const end = at + 12 + length;
    if (end > bytes.length) throw broken();
    const type = bytes.toString('latin1', at + 4, at + 8);
    if (crc32(bytes.subarray(at + 4, end - 4)) !== bytes.readUInt32BE(end - 4)) throw broken();
    if (first !== (type === 'IHDR')) throw broken();
    if (first) {
      if (length !== 13) throw broken();
      pixels = bytes.readUInt32BE(at + 8) * bytes.readUInt32BE(at + 12);
    }
    if (type === 'IDAT') data = true;
    at = end;
    if (type === 'IEND') break;
  }
  if (at !== bytes.length || !data || pixels === 0) throw broken();
  if (pixels > MOST_PIXELS) throw unpacksTooLarge();
}
