import { createHash } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { UnreadableFile } from '@thi-dua/prisma/import/unreadable-file';
import { docxText } from './docx-text.js';

/** No plan is longer; two hundred pages come to some 600,000 characters. */
export const MOST_CHARACTERS = 4_000_000;
export const MOST_BYTES = 16 * 1024 * 1024;

/** A document as text, and what tells it from every other file. */
export interface DocumentFile {
  text: string;
  fingerprint: string;
}
export type FileFault = {
  code: 'WRONG_FILE_TYPE' | 'FILE_ENCRYPTED' | 'FILE_UNREADABLE' | 'TOO_LARGE';
  message: string;
};

const begins = (bytes: Buffer, ...head: number[]) => head.every((byte, i) => bytes[i] === byte);
const tooLarge: FileFault = {
  code: 'TOO_LARGE',
  message: `A document has at most ${MOST_CHARACTERS} characters, and its file ${MOST_BYTES} bytes.`,
};

const fingerprintOf = (bytes: Buffer | string) => createHash('sha256').update(bytes).digest('hex');

/** A text that was sent as such. */
export function documentOfText(text: string): DocumentFile | FileFault {
  if (text.length > MOST_CHARACTERS) return tooLarge;
  if (text.includes('\0')) return { code: 'WRONG_FILE_TYPE', message: 'This is no text.' };
  return { text: wellFormed(text), fingerprint: fingerprintOf(text) };
}

/** A file: plain text in UTF-8 or UTF-16, or .docx. */
export async function documentOfBytes(bytes: Buffer): Promise<DocumentFile | FileFault> {
  if (bytes.length > MOST_BYTES) return tooLarge;
  const fingerprint = fingerprintOf(bytes);
  if (begins(bytes, 0x50, 0x4b, 0x03, 0x04)) {
    const text = await textOfDocx(bytes);
    return typeof text === 'string' ? { text: wellFormed(text), fingerprint } : text;
  }
  // The container of old .doc files, and of .docx files behind a password.
  if (begins(bytes, 0xd0, 0xcf, 0x11, 0xe0))
    return {
      code: 'FILE_ENCRYPTED',
      message: 'The file is encrypted or of the old format .doc. Save it as .docx without a password.',
    };
  if (begins(bytes, 0x25, 0x50, 0x44, 0x46))
    return { code: 'WRONG_FILE_TYPE', message: 'A PDF file cannot be imported; send its text or a .docx file.' };
  const text = decoded(bytes);
  if (text === null || text.includes('\0'))
    return { code: 'WRONG_FILE_TYPE', message: 'The file is neither text (UTF-8, UTF-16) nor .docx.' };
  if (text.length > MOST_CHARACTERS) return tooLarge;
  return { text: wellFormed(text), fingerprint };
}

function decoded(bytes: Buffer): string | null {
  const encoding = begins(bytes, 0xff, 0xfe) ? 'utf-16le' : begins(bytes, 0xfe, 0xff) ? 'utf-16be' : 'utf-8';
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
}

async function textOfDocx(bytes: Buffer): Promise<string | FileFault> {
  const folder = await mkdtemp(join(tmpdir(), 'thi-dua-document-'));
  try {
    const path = join(folder, 'document');
    await writeFile(path, bytes, { mode: 0o600 });
    return await docxText(path, MOST_CHARACTERS);
  } catch (error) {
    if (!(error instanceof UnreadableFile)) throw error;
    const code = /encrypted/.test(error.message)
      ? 'FILE_ENCRYPTED'
      : /more than|longer than/.test(error.message)
        ? 'TOO_LARGE'
        : /no \.docx/.test(error.message)
          ? 'WRONG_FILE_TYPE'
          : 'FILE_UNREADABLE';
    return { code, message: error.message };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Half a character cannot be stored; it is replaced, so that every other one keeps its place. */
const wellFormed = (text: string): string =>
  text.replace(/[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g, '\ufffd');
