import { Readable } from 'node:stream';
import { crc32, createInflateRaw } from 'node:zlib';
import { ContentFault, damaged, unpacksTooLarge } from './content-fault.js';

const END = 0x06054b50;
const ENTRY = 0x02014b50;
const LOCAL = 0x04034b50;
const STORED = 0;
const DEFLATED = 8;
const MOST_ENTRIES = 5000;
/** Of all parts together, unpacked, in bytes. */
const MOST_UNPACKED = 200 * 1024 * 1024;

const broken = () => damaged('a zip file');

/** A part of a zip file, as its directory has it. */
export interface ZipPart {
  name: string;
  method: number;
  crc: number;
  compressed: number;
  size: number;
  /** Where its data begins. */
  start: number;
}

/** Where the end record stands whose comment reaches exactly to the end of the file; -1 where none does. */
function endRecord(bytes: Buffer): number {
  const least = Math.max(0, bytes.length - 22 - 0xffff);
  for (let at = bytes.length - 22; at >= least; at--) {
    if (bytes.readUInt32LE(at) === END && at + 22 + bytes.readUInt16LE(at + 20) === bytes.length) return at;
  }
  return -1;
}

/** Whether programs that look for a zip file from its end would find one. */
export const isZipToItsEnd = (bytes: Buffer): boolean => bytes.length >= 22 && endRecord(bytes) !== -1;

/** The parts of a zip file, where its directory and what stands before each part say the same. */
export function zipParts(bytes: Buffer): Map<string, ZipPart> {
  if (bytes.length < 22) throw broken();
  const end = endRecord(bytes);
  if (end === -1) throw broken();
  const count = bytes.readUInt16LE(end + 10);
  let at = bytes.readUInt32LE(end + 16);
  if (count > MOST_ENTRIES) throw unpacksTooLarge();
  if (at + bytes.readUInt32LE(end + 12) !== end) throw broken();
  const parts = new Map<string, ZipPart>();
  for (let i = 0; i < count; i++) {
    if (at + 46 > end || bytes.readUInt32LE(at) !== ENTRY) throw broken();
    const nameLength = bytes.readUInt16LE(at + 28);
    const name = bytes.toString('utf8', at + 46, at + 46 + nameLength);
    if ((bytes.readUInt16LE(at + 8) & 1) === 1)
      throw new ContentFault('FILE_ENCRYPTED', 'The file is encrypted. Save it without a password.');
    const local = bytes.readUInt32LE(at + 42);
    if (local + 30 > end || bytes.readUInt32LE(local) !== LOCAL) throw broken();
    const localName = bytes.toString('utf8', local + 30, local + 30 + bytes.readUInt16LE(local + 26));
    const part: ZipPart = {
      name,
      method: bytes.readUInt16LE(at + 10),
      crc: bytes.readUInt32LE(at + 16),
      compressed: bytes.readUInt32LE(at + 20),
      size: bytes.readUInt32LE(at + 24),
      start: local + 30 + bytes.readUInt16LE(local + 26) + bytes.readUInt16LE(local + 28),
    };
    // One name twice, or another one before the data: each program would read another part.
    if (localName !== name || parts.has(name) || !/^[^\\:]+$/.test(name) || /(^|\/)\.\.?(\/|$)|^\//.test(name))
      throw broken();
    if (part.start + part.compressed > end || (part.method !== STORED && part.method !== DEFLATED)) throw broken();
    parts.set(name, part);
    at += 46 + nameLength + bytes.readUInt16LE(at + 30) + bytes.readUInt16LE(at + 32);
  }
  if (at !== end) throw broken();
  return parts;
}

/** Unpacks a part piece by piece, which never comes to more than `most` bytes; its size and checksum are those it states. */
async function* unpacked(bytes: Buffer, part: ZipPart, most: number): AsyncGenerator<Buffer> {
  const raw = bytes.subarray(part.start, part.start + part.compressed);
  const pieces: AsyncIterable<Buffer> =
    part.method === STORED ? Readable.from([raw]) : Readable.from([raw]).pipe(createInflateRaw());
  let size = 0;
  let crc = 0;
  try {
    for await (const piece of pieces) {
      size += piece.length;
      if (size > most) throw unpacksTooLarge();
      crc = crc32(piece, crc);
      yield piece;
    }
  } catch (error) {
    throw error instanceof ContentFault ? error : broken();
  }
  if (size !== part.size || crc !== part.crc) throw broken();
}

/** A part that is known to be small, whole. */
export async function partText(bytes: Buffer, part: ZipPart, most: number): Promise<string> {
  const pieces: Buffer[] = [];
  for await (const piece of unpacked(bytes, part, most)) pieces.push(piece);
  return Buffer.concat(pieces).toString('utf8');
}

/** Unpacks every part once, keeping nothing: what a file says of its parts' sizes need not be so. */
export async function checkParts(bytes: Buffer, parts: Iterable<ZipPart>): Promise<void> {
  let left = MOST_UNPACKED;
  for (const part of parts) {
    for await (const piece of unpacked(bytes, part, left)) left -= piece.length;
  }
}
