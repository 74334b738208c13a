import { open } from 'node:fs/promises';
import { OperatorError } from '../errors.js';
import { csvRows, type TableRow } from './csv.js';
import { encodingOf, textOf } from './text.js';
import { xlsxRows } from './xlsx.js';

/** A table read from a file, record by record; or the line at which its encoding cannot be told. */
export type Table = { rows: AsyncIterable<TableRow> } | { undecodable: number };

async function beginning(path: string): Promise<Buffer> {
  try {
    const file = await open(path);
    try {
      const { buffer, bytesRead } = await file.read(Buffer.alloc(4), 0, 4, 0);
      return buffer.subarray(0, bytesRead);
    } finally {
      await file.close();
    }
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : '';
    if (!['ENOENT', 'EACCES', 'EISDIR', 'ENOTDIR'].includes(code)) throw error;
    throw new OperatorError('FILE_UNREADABLE', `${path} cannot be read (${code}). Name a CSV or XLSX file.`);
  }
}

/** Opens a CSV file (UTF-8 with or without a byte-order mark, UTF-16, Windows-1258) or the first sheet of an XLSX file. */
export async function readTable(path: string, onProgress?: (bytes: number) => void): Promise<Table> {
  const head = await beginning(path);
  if (head.equals(Buffer.from('PK\x03\x04', 'latin1'))) return { rows: xlsxRows(path, onProgress) };
  const encoding = await encodingOf(path);
  if (encoding.name === null) return { undecodable: encoding.line };
  return { rows: csvRows(textOf(path, encoding.name, onProgress)) };
}
