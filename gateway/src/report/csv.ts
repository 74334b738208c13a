import { textFormat } from './format.js';
import type { Language } from './language.js';
import { longFigures } from './long-form.js';
import type { ReportModel } from './model.js';

/** A field as RFC 4180 has it. */
export const field = (text: string): string => (/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);

/**
 * Words that people wrote are never taken for a formula by a spreadsheet program: an apostrophe goes before those that
 * begin like one. Figures and codes are none of these, so a negative figure stays a figure.
 */
export const words = (text: string): string => field(/^[=+\-@\t\r]/.test(text) ? `'${text}` : text);

const HEADER = [
  'year',
  'boundary',
  'unit_code',
  'unit_name',
  'unit_level',
  'section',
  'item',
  'item_name',
  'measure',
  'basis',
  'period',
  'value',
  'measured_in',
  'methodology',
  'origin',
  'reported',
  'expected',
  'status',
];

/**
 * The long form, one row a figure: UTF-8 with the mark by which spreadsheet programs know it, comma, CRLF. The first three rows
 * say whether the report is complete, whether it can be less than the whole, and whether it was frozen.
 */
function* csvText({ file }: ReportModel, language: Language): Generator<string> {
  const { report } = file;
  const row = (fields: readonly string[]) => `${fields.join(',')}\r\n`;
  const about = [String(report.year), report.boundary ?? ''];
  yield `\uFEFF${row(HEADER)}`;
  const { complete, restricted, frozenAt } = report;
  for (const [measure, holds] of Object.entries({ complete, restricted, frozen: frozenAt !== null })) {
    yield row([
      ...about,
      field(report.locality?.code ?? ''),
      words(report.locality?.fullName ?? ''),
      report.locality?.level ?? '',
      'REPORT',
      'REPORT',
      '',
      measure.toUpperCase(),
      '',
      String(report.year),
      holds ? '1' : '0',
      '',
      '',
      '',
      '',
      '',
      'COMPLETE',
    ]);
  }
  for (const each of longFigures(file, language)) {
    yield row([
      ...about,
      field(each.unit?.code ?? ''),
      words(each.unit?.fullName ?? ''),
      each.unit?.level ?? '',
      each.section,
      field(each.item),
      words(each.itemName),
      each.measure,
      each.basis ?? '',
      each.period,
      each.value ?? '',
      words(each.measuredIn),
      field(each.methodology ?? ''),
      each.origin ?? '',
      each.reported === null ? '' : String(each.reported),
      each.expected === null ? '' : String(each.expected),
      each.status,
    ]);
  }
}

export const csv = textFormat(
  { extension: 'csv', media: 'text/csv', contentType: 'text/csv; charset=utf-8; header=present' },
  csvText,
);
