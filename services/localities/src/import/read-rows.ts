import type { TableRow } from '@thi-dua/prisma/import/csv';
import { readTable } from '@thi-dua/prisma/import/table';
import type { Faults } from './fault.js';
import { knownColumns, type ListRow, listReader, type Report } from './list-row.js';
import { knownMappingColumns, type MappingRow, mappingReader } from './mapping-row.js';

type Reader<T> = (row: TableRow, report: Report) => T[];

/** A file's rows, one by one. Faults are gathered on the way and reading goes on, so that all are told at once. */
export async function* rowsOf<T>(
  path: string,
  readerFor: (header: string[]) => Reader<T> | null,
  known: string,
  faults: Faults,
  onProgress?: (bytes: number) => void,
): AsyncGenerator<T> {
  const table = await readTable(path, onProgress);
  if ('undecodable' in table) {
    faults.add(
      path,
      table.undecodable,
      'ENCODING',
      'The file is UTF-8 but breaks here: it is damaged, or pieced together of several encodings.',
    );
    return;
  }
  let reader: Reader<T> | null | undefined;
  let width = 0;
  let count = 0;
  const report: Report = (line, code, message) => faults.add(path, line, code, message);
  for await (const row of table.rows) {
    if (reader === undefined) {
      const header = row.cells.map((cell) => cell.replace(/^\uFEFF/, ''));
      reader = readerFor(header);
      width = header.length;
      if (reader === null) {
        report(
          row.line,
          'COLUMNS',
          `The columns are ${header.map((name) => `"${name}"`).join(', ')}; needed are ${known}.`,
        );
        return;
      }
      continue;
    }
    if (reader === null) return;
    count++;
    if (row.unfinished === 'IN_QUOTES') {
      report(row.line, 'CUT_SHORT', 'The file ends inside quotes that open here: it is cut short.');
      return;
    }
    if (row.cells.length !== width) {
      const counts = `has ${row.cells.length} cells, the header ${width}`;
      if (row.unfinished) report(row.line, 'CUT_SHORT', `The file ends in the midst of this line, which ${counts}.`);
      else report(row.line, 'COLUMNS', `The line ${counts}.`);
      continue;
    }
    yield* reader(row, report);
  }
  if (reader === undefined) faults.add(path, null, 'EMPTY', 'The file is empty.');
  else if (count === 0) faults.add(path, null, 'EMPTY', 'The file holds no rows.');
}

export const listRows = (path: string, faults: Faults, onProgress?: (bytes: number) => void): AsyncGenerator<ListRow> =>
  rowsOf(path, listReader, knownColumns, faults, onProgress);

export const mappingRows = (
  path: string,
  faults: Faults,
  onProgress?: (bytes: number) => void,
): AsyncGenerator<MappingRow> =>
  rowsOf(
    path,
    (header) => {
      const reader = mappingReader(header);
      return reader && ((row, report) => [reader(row, report)].filter((mapped) => mapped !== null));
    },
    knownMappingColumns,
    faults,
    onProgress,
  );
