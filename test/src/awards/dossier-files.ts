import { crc32 } from 'node:zlib';
import { zipOf } from '../document/office-file.js';

/** Small files of each kind that a dossier holds, whole and sound. */
export const pdf = (text = 'Tờ trình'): Buffer => {
  const body = `%PDF-1.4\n1 0 obj << /Type /Catalog >> endobj\n% ${text}\n`;
  const bytes = Buffer.from(body);
  return Buffer.concat([
    bytes,
    Buffer.from(`xref\n0 1\n0000000000 65535 f \ntrailer << /Root 1 0 R >>\nstartxref\n${bytes.length}\n%%EOF\n`),
  ]);
};

const chunk = (type: string, data: Buffer): Buffer => {
  const named = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const framed = Buffer.alloc(named.length + 8);
  framed.writeUInt32BE(data.length, 0);
  named.copy(framed, 4);
  framed.writeUInt32BE(crc32(named), named.length + 4);
  return framed;
};
const PNG_HEAD = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
export const png = (width = 1, height = 1): Buffer => {
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(height, 4);
  head[8] = 8;
  return Buffer.concat([
    PNG_HEAD,
    chunk('IHDR', head),
    chunk('IDAT', Buffer.from('x')),
    chunk('IEND', Buffer.alloc(0)),
  ]);
};

export const jpeg = (width = 1, height = 1): Buffer => {
  const frame = Buffer.from([0xff, 0xc0, 0, 11, 8, 0, 0, 0, 0, 1, 1, 0x11, 0]);
  frame.writeUInt16BE(height, 5);
  frame.writeUInt16BE(width, 7);
  return Buffer.concat([
    Buffer.from([0xff, 0xd8, 0xff, 0xe0, 0, 4, 0x4a, 0x46]),
    frame,
    Buffer.from([0xff, 0xda, 0, 8, 1, 1, 0, 0, 63, 0, 0x12, 0x34, 0xff, 0xd9]),
  ]);
};

export const webp = (): Buffer => {
  const data = Buffer.alloc(10);
  const bytes = Buffer.concat([Buffer.from('RIFF\0\0\0\0WEBPVP8 \0\0\0\0', 'latin1'), data]);
  bytes.writeUInt32LE(bytes.length - 8, 4);
  bytes.writeUInt32LE(data.length, 16);
  return bytes;
};

const MAIN = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml';
export const types = (more = '', main = MAIN) =>
  `<Types><Override PartName="/word/document.xml" ContentType="${main}"/>${more}</Types>`;
/** A zip file whose parts state their checksums, too. */
export const zip = (parts: Record<string, string>): Buffer => {
  const bytes = zipOf(parts);
  let at = bytes.readUInt32LE(bytes.length - 6);
  for (const text of Object.values(parts)) {
    bytes.writeUInt32LE(crc32(text), at + 16);
    at += 46 + bytes.readUInt16LE(at + 28);
  }
  return bytes;
};
export const docx = (over: Record<string, string> = {}): Buffer =>
  zip({ '[Content_Types].xml': types(), 'word/document.xml': '<w:document/>', ...over });
