import { nameOf } from '../annex/indicators.js';
import { field, words } from '../csv.js';
import { isPartial } from '../figure.js';
import { textFormat } from '../format.js';
import type { Language } from '../language.js';
import type { FigureValue, UnitInfo } from '../model.js';
import { textsIn } from '../texts/texts.js';
import type { MovementFile, ReviewedFigures } from './model.js';

const HEADER = [
  'movement',
  'from',
  'to',
  'boundary',
  'unit_code',
  'unit_name',
  'unit_level',
  'indicator',
  'indicator_name',
  'stretch_from',
  'stretch_to',
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

type Row = readonly string[];

const statusOf = (value: FigureValue): string =>
  value?.value == null ? 'MISSING' : isPartial(value) ? 'PARTIAL' : 'COMPLETE';

function* rowsOf(unit: UnitInfo | null, { indicator, stretches }: ReviewedFigures, language: Language): Generator<Row> {
  for (const { from, to, methodology, opening, values, change, total, provisionalOpening, provisional } of stretches) {
    const about = [
      field(unit?.code ?? ''),
      words(unit?.fullName ?? ''),
      unit?.level ?? '',
      indicator.code,
      words(nameOf(indicator, textsIn(language))),
      String(from),
      String(to),
    ];
    const figure = (measure: string, basis: string, value: FigureValue): Row => [
      ...about,
      measure,
      basis,
      value?.period ?? '',
      value?.value ?? '',
      words(indicator.unit),
      field(value?.methodology?.code ?? ''),
      value?.value == null ? '' : value.origin,
      String(value?.coverage.reported ?? ''),
      String(value?.coverage.expected ?? ''),
      statusOf(value),
    ];
    yield figure('OPENING', 'OFFICIAL', opening);
    for (const value of values) yield figure('VALUE', 'OFFICIAL', value);
    yield figure('OPENING', 'PROVISIONAL', provisionalOpening);
    for (const value of provisional) yield figure('VALUE', 'PROVISIONAL', value);
    for (const [measure, value] of Object.entries({ CHANGE: change, TOTAL: total }))
      if (value !== null)
        yield [
          ...about,
          ...[measure, 'OFFICIAL', `${from}/${to}`, value, words(indicator.unit), field(methodology?.code ?? '')],
          ...['', '', '', 'COMPLETE'],
        ];
  }
}

/** The long form of the indicators, one row a figure: each stretch of one standard by itself. See the CSV file of a year. */
function* csvText({ report }: MovementFile, language: Language): Generator<string> {
  const row = (fields: Row) => `${fields.join(',')}\r\n`;
  yield `\uFEFF${row(HEADER)}`;
  const about = [field(report.movement?.code ?? ''), String(report.from), String(report.to), report.boundary ?? ''];
  for (const { locality, indicators } of [report, ...(report.breakdown ?? [])])
    for (const each of indicators ?? [])
      for (const fields of rowsOf(locality, each, language)) yield row([...about, ...fields]);
}

export const movementCsv = textFormat<MovementFile>(
  { extension: 'csv', media: 'text/csv', contentType: 'text/csv; charset=utf-8; header=present' },
  csvText,
);
