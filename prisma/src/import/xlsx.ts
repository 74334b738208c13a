import { stat } from 'node:fs/promises';
import { readSheet } from 'read-excel-file/node';
import { OperatorError } from '../errors.js';
import type { TableRow } from './csv.js';

/**
 * The first sheet of an XLSX file, row by row. Unlike a CSV file it is held in memory while it is read: its texts stand
 * apart from its cells. A cell typed as a number yields its digits, so a code that has lost its zeros shows as too short.
 */
export async function* xlsxRows(
  path: string,
  onProgress: (bytes: number) => void = () => {},
): AsyncGenerator<TableRow> {
  const sheet = await sheetOf(path);
  onProgress((await stat(path)).size);
  for (const [index, row] of sheet.entries()) {
    const cells = row.map((cell) => (cell === null ? '' : cell instanceof Date ? cell.toISOString() : String(cell)));
    if (cells.some((cell) => cell !== '')) yield { line: index + 1, cells };
  }
}

async function sheetOf(path: string) {
  try {
    return await readSheet(path, 1, { trim: false });
  } catch (error) {
    if (error instanceof Error) {
      throw new OperatorError(
        'FILE_UNREADABLE',
        `${path} begins like an XLSX file but cannot be read as one (cut short?): ${error.message}`,
      );
    }
    throw error;
  }
}
