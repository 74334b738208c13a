import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { createInflateRaw } from 'node:zlib';
import { UnreadableFile } from './unreadable-file.js';

export interface ZipEntry {
  name: string;
  method: number;
  compressed: number;
  offset: number;
  encrypted: boolean;
}

const END = 0x06054b50;
const ENTRY = 0x02014b50;
const LOCAL = 0x04034b50;
/** What one part may come to when it is unpacked: a small file can be made to hold any amount. A workbook holds the most. */
const MOST = 8 * 1024 ** 3;
const LARGEST_DIRECTORY = 16 * 1024 ** 2;

const damaged = () => new UnreadableFile('The file cannot be read: it is damaged or cut short.');

/** What lies in a zip file, by its directory, which stands at the end. */
export async function zipEntries(path: string): Promise<Map<string, ZipEntry>> {
  const file = await open(path);
  try {
    const { size } = await file.stat();
    const tail = Buffer.alloc(Math.min(size, 65_557));
    await file.read(tail, 0, tail.length, size - tail.length);
    const end = tail.lastIndexOf(Buffer.from([0x50, 0x4b, 0x05, 0x06]));
    if (end === -1 || end + 22 > tail.length || tail.readUInt32LE(end) !== END) throw damaged();
    const count = tail.readUInt16LE(end + 10);
    const length = tail.readUInt32LE(end + 12);
    const offset = tail.readUInt32LE(end + 16);
    if (length > LARGEST_DIRECTORY || offset + length > size) throw damaged();
    const directory = Buffer.alloc(length);
    await file.read(directory, 0, length, offset);
    const entries = new Map<string, ZipEntry>();
    let at = 0;
    for (let i = 0; i < count; i++) {
      if (at + 46 > length || directory.readUInt32LE(at) !== ENTRY) throw damaged();
      const nameLength = directory.readUInt16LE(at + 28);
      const next = at + 46 + nameLength + directory.readUInt16LE(at + 30) + directory.readUInt16LE(at + 32);
      const name = directory.toString('utf8', at + 46, at + 46 + nameLength);
      entries.set(name, {
        name,
        method: directory.readUInt16LE(at + 10),
        encrypted: (directory.readUInt16LE(at + 8) & 1) === 1,
        compressed: directory.readUInt32LE(at + 20),
        offset: directory.readUInt32LE(at + 42),
      });
      at = next;
    }
    return entries;
  } finally {
    await file.close();
  }
}

/** The text of one part, piece by piece; one that unpacks to more than `most` bytes is refused. */
export async function* zipText(path: string, entry: ZipEntry, most = MOST): AsyncGenerator<string> {
  const file = await open(path);
  const head = Buffer.alloc(30);
  try {
    const { bytesRead } = await file.read(head, 0, 30, entry.offset);
    if (bytesRead < 30 || head.readUInt32LE(0) !== LOCAL) throw damaged();
  } finally {
    await file.close();
  }
  if (entry.encrypted) throw new UnreadableFile('The file is encrypted.');
  if (entry.method !== 0 && entry.method !== 8) throw damaged();
  const start = entry.offset + 30 + head.readUInt16LE(26) + head.readUInt16LE(28);
  if (entry.compressed === 0) return;
  const raw = createReadStream(path, { start, end: start + entry.compressed - 1 });
  const bytes = entry.method === 0 ? raw : raw.pipe(createInflateRaw());
  raw.on('error', (error) => bytes.destroy(error));
  const decoder = new TextDecoder('utf-8', { fatal: true });
  let size = 0;
  try {
    for await (const chunk of bytes) {
      const piece: Buffer = chunk;
      size += piece.length;
      if (size > most) throw new UnreadableFile('The file unpacks to more than any such file holds.');
      yield decoder.decode(piece, { stream: true });
    }
    yield decoder.decode();
  } catch (error) {
    if (error instanceof UnreadableFile) throw error;
    throw damaged();
  } finally {
    raw.destroy();
  }
}
