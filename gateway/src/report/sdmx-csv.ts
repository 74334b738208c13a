import { field } from './csv.js';
import { isPartial } from './figure.js';
import { textFormat } from './format.js';
import type { FigureValue, ReportModel, UnitBelow } from './model.js';

/** Agency, dataflow and version: raised with the columns below. */
const DATAFLOW = 'THI_DUA:POVERTY_INDICATORS(1.0.0)';

const DIMENSIONS = ['FREQ', 'REF_AREA', 'INDICATOR', 'BASIS', 'METHODOLOGY', 'TIME_PERIOD'];
const ATTRIBUTES = ['UNIT_MEASURE', 'OBS_STATUS', 'REF_AREA_DAY', 'ORIGIN', 'COVERAGE_REPORTED', 'COVERAGE_EXPECTED'];

/** "đồng/người/năm" as an identifier: SDMX codes have plain letters only. A percentage is PT, as elsewhere. */
export const unitCode = (unit: string): string =>
  unit === '%'
    ? 'PT'
    : unit
        .replaceAll(/[đĐ]/g, 'd')
        .normalize('NFD')
        .replaceAll(/\p{M}/gu, '')
        .toUpperCase()
        .replaceAll(/[^A-Z0-9]+/g, '_')
        .replaceAll(/^_|_$/g, '');

/** CL_OBS_STATUS: O missing, U not whole, B under another standard than the year before, P provisional, A normal. */
function statusOf(value: NonNullable<FigureValue>, basis: string, isBreak: boolean): string {
  if (value.value === null) return 'O';
  if (isPartial(value)) return 'U';
  if (isBreak) return 'B';
  return basis === 'PROVISIONAL' ? 'P' : 'A';
}

/** SDMX-CSV 2.0: the indicators of the unit itself and of each unit below, one observation a row. */
function* sdmxText({ file: { report } }: ReportModel): Generator<string> {
  const row = (fields: readonly string[]) => `${fields.map(field).join(',')}\r\n`;
  yield row(['STRUCTURE', 'STRUCTURE_ID', 'ACTION', ...DIMENSIONS, 'OBS_VALUE', ...ATTRIBUTES]);
  const areaDay = report.boundary ?? `${report.year}-12-31`;
  const broken = new Set(
    (report.indicators ?? []).filter((each) => each.standardBreak !== null).map(({ indicator }) => indicator.code),
  );
  const units: Pick<UnitBelow, 'locality' | 'indicators'>[] = [report, ...(report.breakdown ?? [])];
  for (const { locality, indicators } of units) {
    for (const each of indicators ?? []) {
      const { code, unit } = each.indicator;
      for (const [basis, value] of [
        ['OFFICIAL', each.opening],
        ['OFFICIAL', each.closing],
        ['PROVISIONAL', each.provisionalOpening],
        ['PROVISIONAL', each.provisional],
      ] as const) {
        if (value === null) continue;
        const isBreak = broken.has(code) && value.period === String(report.year);
        yield row([
          'dataflow',
          DATAFLOW,
          'I',
          'A',
          locality?.code ?? '',
          code,
          basis,
          value.methodology?.code ?? '_Z',
          value.period,
          value.value ?? '',
          unitCode(unit),
          statusOf(value, basis, isBreak),
          areaDay,
          value.value === null ? '' : value.origin,
          String(value.coverage.reported),
          String(value.coverage.expected),
        ]);
      }
    }
  }
}

export const sdmxCsv = textFormat(
  {
    extension: 'sdmx.csv',
    media: 'application/vnd.sdmx.data+csv',
    contentType: 'application/vnd.sdmx.data+csv; version=2.0.0; charset=utf-8',
  },
  sdmxText,
);
