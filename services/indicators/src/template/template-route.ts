import { badInput } from '@thi-dua/schema/errors';
import type { Route, RouteAnswer } from '@thi-dua/schema/route';
import type { IndicatorsContext } from '../builder.js';
import { MEDIA_TYPES } from '../import/format.js';
import { parsePeriod } from '../period/period.js';
import { csvText } from './csv-write.js';
import { dueIndicators, dueUnits } from './due.js';
import { countRows, HEADER, templateRows } from './template-rows.js';
import { MOST_ROWS, xlsxFile } from './xlsx-write.js';

const WIDTHS = [14, 32, 36, 44, 18, 10, 14, 16];

/** `GET /templates/observations?period=2022&format=xlsx`: a file to fill in and send back, with a row for each figure due. */
export const templateRoute: Route = {
  method: 'GET',
  path: '/templates/observations',
  requiresScopes: ['definitions:read', 'map:read'],
  changes: null,
  async answer({ query }, caller, open) {
    const period = parsePeriod(query.get('period') ?? '');
    if (period === null)
      throw badInput('"period" is a year ("2022"), a quarter ("2022-Q3") or a month ("2022-11").', 'period');
    const format = query.get('format') ?? 'csv';
    if (format !== 'csv' && format !== 'xlsx') throw badInput('"format" is csv or xlsx.', 'format');
    const execution = open();
    // The pool that opened it is this service's own.
    const context = execution.context as IndicatorsContext;
    const [units, indicators] = await Promise.all([dueUnits(context, period), dueIndicators(context, period)]).finally(
      () => execution.end('rollback'),
    );
    if (format === 'xlsx' && countRows(units, indicators) >= MOST_ROWS)
      throw badInput(`A sheet has at most ${MOST_ROWS} rows. Take the template as CSV.`, 'format');
    const rows = function* () {
      yield HEADER;
      yield* templateRows(units, indicators, period);
    };
    const body: RouteAnswer['body'] =
      format === 'csv' ? pieces(csvText(rows())) : xlsxFile('observations', rows(), WIDTHS);
    return {
      status: 200,
      headers: {
        'content-type': format === 'csv' ? `${MEDIA_TYPES.CSV}; charset=utf-8` : MEDIA_TYPES.XLSX,
        'content-disposition': `attachment; filename="observations-${caller.tenant.replace(/[^a-z0-9-]/g, '')}-${period.text}.${format}"`,
      },
      body,
    };
  },
};

async function* pieces(texts: Iterable<string>): AsyncGenerator<string> {
  yield* texts;
}
