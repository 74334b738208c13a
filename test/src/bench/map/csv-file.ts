import { writeFileSync } from 'node:fs';
import { csvRows } from '@thi-dua/prisma/import/csv';
import { textOf } from '@thi-dua/prisma/import/text';

/** A CSV file in memory: small ones only. */
export interface CsvFile {
  path: string;
  header: readonly string[];
  rows: readonly (readonly string[])[];
}

export async function readCsv(path: string): Promise<CsvFile> {
  const rows: string[][] = [];
  for await (const { cells } of csvRows(textOf(path, 'utf-8'))) rows.push(cells);
  const [header = [], ...others] = rows;
  return { path, header: header.map((name) => name.replace(/^\uFEFF/, '')), rows: others };
}

const quoted = (cell: string) => (/[",\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell);

export function writeCsv(path: string, header: readonly string[], rows: readonly (readonly string[])[]): CsvFile {
  writeFileSync(path, `${[header, ...rows].map((row) => row.map(quoted).join(',')).join('\n')}\n`);
  return { path, header, rows };
}

/** What a row holds under a column. */
export const cell = ({ header }: CsvFile, row: readonly string[], ...names: string[]): string =>
  row[header.findIndex((name) => names.includes(name))]?.trim() ?? '';
