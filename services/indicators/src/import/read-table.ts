import { csvRows, type TableRow } from '@thi-dua/prisma/import/csv';
import { encodingOf, textOf } from '@thi-dua/prisma/import/text';
import { UnreadableFile } from '@thi-dua/prisma/import/unreadable-file';
import type { Incoming } from './incoming.js';
import { xlsxRows } from './xlsx/xlsx-rows.js';

const FIELDS = ['localityCode', 'asOf', 'indicator', 'period', 'value', 'methodology'] as const;
type Field = (typeof FIELDS)[number];
const REQUIRED: readonly Field[] = ['localityCode', 'indicator', 'period', 'value'];
/** What a template says beside, for those who fill it in. */
const REMARKS = ['localityName', 'indicatorName', 'unit'];

/** How a column's name is compared: `locality_code`, `localityCode` and `Locality code` are one. */
const plain = (name: string) =>
  name
    .replace(/^\uFEFF/, '')
    .replace(/[\s_-]/g, '')
    .toLowerCase();

/** Where each field stands, or what is wrong with the header. */
function columnsOf(header: readonly string[]): Record<Field, number> | string {
  const names = header.map(plain);
  const missing = REQUIRED.filter((field) => !names.includes(plain(field)));
  if (missing.length > 0) {
    const hint = header.length === 1 && header[0]?.includes(';') ? ' Separate them by commas, not by semicolons.' : '';
    return `The columns ${missing.map((name) => `"${name}"`).join(', ')} are missing. Needed are ${REQUIRED.join(', ')}; methodology and asOf may be given.${hint}`;
  }
  const allowed = new Set([...FIELDS, ...REMARKS].map(plain));
  const unknown = header.filter((name, i) => names[i] !== '' && !allowed.has(plain(name)));
  if (unknown.length > 0)
    return `The columns ${unknown.map((name) => `"${name.slice(0, 40)}"`).join(', ')} are not known. Known are ${[...FIELDS, ...REMARKS].join(', ')}.`;
  const twice = FIELDS.filter((field) => names.filter((name) => name === plain(field)).length > 1);
  if (twice.length > 0) return `The columns ${twice.map((name) => `"${name}"`).join(', ')} appear twice.`;
  const at = (field: Field) => names.indexOf(plain(field));
  return {
    localityCode: at('localityCode'),
    asOf: at('asOf'),
    indicator: at('indicator'),
    period: at('period'),
    value: at('value'),
    methodology: at('methodology'),
  };
}

async function* readRows(table: AsyncIterable<TableRow>, incoming: Incoming, ragged: boolean): AsyncGenerator<void> {
  let columns: Record<Field, number> | undefined;
  let width = 0;
  for await (const { line, cells, unfinished } of table) {
    if (columns === undefined) {
      const found = columnsOf(cells);
      if (typeof found === 'string') {
        incoming.badFile(line, 'COLUMNS', found);
        return;
      }
      columns = found;
      width = cells.length;
      continue;
    }
    if (unfinished === 'IN_QUOTES') {
      incoming.badFile(line, 'CUT_SHORT', 'The file ends inside quotes that open here: it is cut short.');
      return;
    }
    if (ragged ? cells.length > width : cells.length !== width) {
      const counts = `has ${cells.length} cells, the header ${width}`;
      if (unfinished) {
        incoming.badFile(line, 'CUT_SHORT', `The file ends in the midst of this line, which ${counts}.`);
        return;
      }
      incoming.badRow(line, `The line ${counts}.`);
    } else {
      const { localityCode, asOf, indicator, period, value, methodology } = columns;
      const cell = (index: number) => cells[index]?.trim() ?? '';
      incoming.row(
        line,
        cell(localityCode),
        asOf === -1 ? '' : cell(asOf),
        cell(indicator),
        cell(period),
        cell(value),
        methodology === -1 ? '' : cell(methodology),
      );
    }
    if (incoming.full) yield;
  }
  if (incoming.count === 0) incoming.badFile(0, 'EMPTY', 'The file holds no rows.');
}

export async function* readCsv(path: string, incoming: Incoming): AsyncGenerator<void> {
  const encoding = await encodingOf(path);
  if (encoding.name === null) {
    const message = 'The file is UTF-8 but breaks here: it is damaged, or pieced together of several encodings.';
    incoming.badFile(encoding.line, 'ENCODING', message);
    return;
  }
  yield* readRows(csvRows(textOf(path, encoding.name)), incoming, false);
}

export async function* readXlsx(path: string, incoming: Incoming): AsyncGenerator<void> {
  try {
    // Cells at the end of a row that are empty are not written.
    yield* readRows(xlsxRows(path), incoming, true);
  } catch (error) {
    if (!(error instanceof UnreadableFile)) throw error;
    incoming.badFile(0, 'FILE_UNREADABLE', error.message);
  }
}
