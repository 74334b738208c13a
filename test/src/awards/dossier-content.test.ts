import { deflateRawSync } from 'node:zlib';
import { ContentFault } from '@thi-dua/awards/dossier/content/content-fault';
import { formatOf } from '@thi-dua/awards/dossier/content/media-type';
import { describe, expect, test } from 'vitest';
import { docx, jpeg, pdf, png, types, webp, zip } from './dossier-files.js';

const told = async (bytes: Buffer): Promise<string> => {
  try {
    return await formatOf(bytes);
  } catch (error) {
    if (error instanceof ContentFault) return error.code;
    throw error;
  }
};
const changed = (bytes: Buffer, at: number, value: number) => {
  const copy = Buffer.from(bytes);
  copy[at < 0 ? bytes.length + at : at] = value;
  return copy;
};
const and = (...parts: (Buffer | string)[]) => Buffer.concat(parts.map((part) => Buffer.from(part)));

/** Where the entry of a part begins in a zip file's directory. */
const entryOf = (bytes: Buffer, name: string) => {
  for (let at = bytes.readUInt32LE(bytes.length - 6); ; at += 46 + bytes.readUInt16LE(at + 28))
    if (bytes.toString('utf8', at + 46, at + 46 + bytes.readUInt16LE(at + 28)) === name) return at;
};
/** A part of which much comes when it is unpacked, and which states little. */
const bomb = (stated: number) => {
  const bytes = docx({ 'word/media/a.bmp': 'x'.repeat(100) });
  const packed = deflateRawSync(Buffer.alloc(220 * 1024 * 1024));
  const name = 'word/media/a.bmp';
  const at = entryOf(bytes, name);
  const local = bytes.readUInt32LE(at + 42);
  const from = local + 30 + name.length;
  const directory = bytes.readUInt32LE(bytes.length - 6);
  const made = Buffer.concat([bytes.subarray(0, from), packed, bytes.subarray(directory)]);
  const moved = from + packed.length;
  made.writeUInt32LE(moved, made.length - 6);
  const entry = at - directory + moved;
  made.writeUInt32LE(packed.length, entry + 20);
  made.writeUInt32LE(stated, entry + 24);
  return made;
};

describe('the type of a file is told by its content', () => {
  test.each([
    ['PDF', pdf()],
    ['DOCX', docx({ 'word/media/image1.png': 'x' })],
    ['PNG', png()],
    ['JPEG', jpeg()],
    ['JPEG', and(jpeg(), jpeg())],
    ['WEBP', webp()],
  ])('%s', async (name, bytes) => {
    expect(await told(bytes)).toBe(name);
  });

  test.each<[string, string, Buffer]>([
    ['EMPTY_FILE', 'nothing', Buffer.alloc(0)],
    ['UNSUPPORTED_TYPE', 'a program', Buffer.from('MZ\x90\0')],
    ['UNSUPPORTED_TYPE', 'a page of HTML', Buffer.from('<html><script>')],
    ['UNSUPPORTED_TYPE', 'a picture that is a program (SVG)', Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>')],
    ['UNSUPPORTED_TYPE', 'plain text', Buffer.from('Kính gửi')],
    ['UNSUPPORTED_TYPE', 'an old .doc', and(Buffer.from('d0cf11e0a1b11ae1', 'hex'), 'WordDocument')],
    [
      'FILE_ENCRYPTED',
      'a document behind a password',
      and(Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.from('EncryptedPackage', 'utf16le')),
    ],
    [
      'FILE_ENCRYPTED',
      'a PDF behind a password',
      Buffer.from(pdf().toString().replace('/Root', '/Encrypt 5 0 R /Root')),
    ],
    ['FILE_UNREADABLE', 'a PDF that is cut short', pdf().subarray(0, 60)],
    [
      'FILE_UNREADABLE',
      'a PDF whose table lies outside',
      Buffer.from(
        pdf()
          .toString()
          .replace(/startxref\n\d+/, 'startxref\n99999'),
      ),
    ],
    ['FILE_UNREADABLE', 'a PDF with something behind its end', and(pdf(), 'MZ program')],
    ['FILE_UNREADABLE', 'a PDF with a zip file behind its end', and(pdf(), docx())],
    ['FILE_UNREADABLE', 'a PNG that is cut short', png().subarray(0, 40)],
    ['FILE_UNREADABLE', 'a PNG with a wrong checksum', changed(png(), 20, 9)],
    ['FILE_UNREADABLE', 'a PNG with something behind its end', and(png(), 'PK')],
    ['UNPACKS_TOO_LARGE', 'a PNG of a billion pixels', png(40_000, 40_000)],
    ['FILE_UNREADABLE', 'a JPEG that is cut short', jpeg().subarray(0, -2)],
    ['FILE_UNREADABLE', 'a JPEG without a size', jpeg(0, 5)],
    ['UNPACKS_TOO_LARGE', 'a JPEG of a billion pixels', jpeg(40_000, 40_000)],
    ['TWO_TYPES', 'a JPEG that is a zip file from its end', and(jpeg(), docx())],
    ['TWO_TYPES', 'a JPEG that is a PDF by its first kilobyte', and(jpeg(), pdf())],
    ['FILE_UNREADABLE', 'a WebP that is longer than it says', and(webp(), 'x')],
    ['UNSUPPORTED_TYPE', 'a zip file', zip({ 'a.txt': 'x' })],
    ['UNSUPPORTED_TYPE', 'a workbook', zip({ '[Content_Types].xml': '<Types/>', 'xl/workbook.xml': 'x' })],
    ['FILE_UNREADABLE', 'a DOCX that is cut short', docx().subarray(0, -30)],
    ['FILE_UNREADABLE', 'a DOCX with something behind its end', and(docx(), 'x')],
    ['FILE_UNREADABLE', 'a DOCX of another kind by its own word', docx({ '[Content_Types].xml': '<Types/>' })],
    ['MACROS', 'a document with macros', docx({ 'word/vbaProject.bin': 'x' })],
    [
      'MACROS',
      'a document with macros under another name',
      docx({
        '[Content_Types].xml': types('<Default Extension="dat" ContentType="application/vnd.ms-office.vbaProject"/>'),
        'word/x.dat': 'x',
      }),
    ],
    [
      'MACROS',
      'a template with macros',
      docx({ '[Content_Types].xml': types('', 'application/vnd.ms-word.document.macroEnabled.main+xml') }),
    ],
    ['MACROS', 'a document with controls', docx({ 'word/activeX/activeX1.bin': 'x' })],
    ['FILE_UNREADABLE', 'a part outside the document', docx({ '../../etc/passwd': 'x' })],
    [
      'FILE_UNREADABLE',
      'a part whose checksum is wrong',
      changed(docx(), docx().readUInt32LE(docx().length - 6) + 16, 1),
    ],
  ])('%s: %s', async (code, _what, bytes) => {
    expect(await told(bytes)).toBe(code);
  });

  test('FILE_ENCRYPTED: a part behind a password', async () => {
    const bytes = docx();
    expect(await told(changed(bytes, entryOf(bytes, 'word/document.xml') + 8, 1))).toBe('FILE_ENCRYPTED');
  });

  test('FILE_UNREADABLE: a part that has another name where its data stands', async () => {
    const bytes = docx();
    expect(await told(changed(bytes, bytes.indexOf('word/document.xml'), 0x57))).toBe('FILE_UNREADABLE');
  });

  test.each([
    ['UNPACKS_TOO_LARGE', 'states how much it unpacks to', 220 * 1024 * 1024],
    ['UNPACKS_TOO_LARGE', 'states that it unpacks to little', 100],
  ])('%s: a zip bomb that %s', async (code, _what, stated) => {
    expect(await told(bomb(stated))).toBe(code);
  });
});
