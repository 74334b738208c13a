import { POVERTY_INDICATORS, REPORT_DOCUMENT, WHOLE } from '@thi-dua/gateway/report/operation';
import { strFromU8, unzipSync } from 'fflate';

/** The variables of the operation that files are made from, as any client could ask it. */
export const wholeOf = (year: number, code: string, boundary: string | null = null) => ({
  query: REPORT_DOCUMENT,
  operationName: WHOLE,
  variables: {
    year,
    code,
    boundary,
    lastDay: `${year}-12-31`,
    first: 100,
    listed: 200,
    codes: [...POVERTY_INDICATORS],
  },
});

/** The parts of an office file, by name. */
export function partsOf(bytes: Uint8Array): Record<string, string> {
  return Object.fromEntries(Object.entries(unzipSync(bytes)).map(([name, part]) => [name, strFromU8(part)]));
}

const unescaped = (xml: string) =>
  xml
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&apos;', "'")
    .replaceAll('&amp;', '&');

/** The text of each paragraph of a document, in order. */
export const paragraphsOf = (xml: string): string[] =>
  (xml.match(/<w:p[ >].*?<\/w:p>|<w:p\/>/gs) ?? []).map((paragraph) =>
    unescaped([...paragraph.matchAll(/<w:t[^>]*>([^<]*)<\/w:t>/g)].map(([, words]) => words).join('')),
  );

/** Rows of a CSV file by RFC 4180. */
export function rowsOf(csv: string): string[][] {
  const rows: string[][] = [[]];
  for (const [, quoted, plain, end] of csv.matchAll(/(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n|$)/g)) {
    if (quoted === undefined && plain === '' && end === '') break;
    rows.at(-1)?.push(quoted === undefined ? (plain ?? '') : quoted.replaceAll('""', '"'));
    if (end === '\r\n') rows.push([]);
  }
  if (rows.at(-1)?.length === 0) rows.pop();
  return rows;
}

/** Each row by the names in the header. */
export function recordsOf(csv: string): Record<string, string>[] {
  const [header = [], ...rows] = rowsOf(csv.replace(/^\uFEFF/, ''));
  return rows.map((row) => Object.fromEntries(header.map((name, i) => [name, row[i] ?? ''])));
}
