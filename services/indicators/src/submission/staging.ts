import { Prisma } from '@thi-dua/prisma/generated/indicators/client';
import type { IndicatorsContext } from '../builder.js';

/**
 * Rows on their way to the database, column by column: as one text a column they cost next to nothing to hand over, at
 * any number. What is left out is ''.
 */
export class RowBatch {
  lines: number[] = [];
  private codes: string[] = [];
  private days: string[] = [];
  private indicators: string[] = [];
  private periods: string[] = [];
  private values: string[] = [];
  private methodologies: string[] = [];

  get size(): number {
    return this.lines.length;
  }

  add(
    line: number,
    code: string,
    asOf: string,
    indicator: string,
    period: string,
    value: string,
    methodology: string,
  ): void {
    this.lines.push(line);
    this.codes.push(code);
    this.days.push(asOf);
    this.indicators.push(indicator);
    this.periods.push(period);
    this.values.push(value);
    this.methodologies.push(methodology);
  }

  clear(): void {
    this.lines = [];
    this.codes = [];
    this.days = [];
    this.indicators = [];
    this.periods = [];
    this.values = [];
    this.methodologies = [];
  }

  columns(): string[] {
    return [this.codes, this.days, this.indicators, this.periods, this.values, this.methodologies].map(joined);
  }
}

/** One text of many, a line each; what would begin a line of its own, or cannot be stored, is no part of any valid text. */
function joined(texts: readonly string[]): string {
  const all = texts.join('\n');
  let ends = 0;
  for (let at = all.indexOf('\n'); at !== -1; at = all.indexOf('\n', at + 1)) ends++;
  if (ends === texts.length - 1 && !all.includes('\0')) return all;
  return texts.map((text) => text.replace(/[\n\0]/g, '\ufffd')).join('\n');
}

/**
 * The tables of one submission, gone with its transaction. `staged`: what was handed in; `checked`: the same rows placed
 * on the map, `ok` where nothing is wrong with them by themselves; `fault`: everything that is wrong.
 */
export async function createStaging(context: IndicatorsContext): Promise<void> {
  // One operation may hold several submissions.
  await context.db.$executeRaw(
    Prisma.sql`DROP TABLE IF EXISTS pg_temp.staged, pg_temp.checked, pg_temp.fault, pg_temp.corrected`,
  );
  await context.db.$executeRaw(Prisma.sql`
    CREATE TEMPORARY TABLE staged (line int NOT NULL, code text NOT NULL, as_of text NOT NULL, indicator text NOT NULL,
      period text NOT NULL, value text NOT NULL, number numeric, methodology text NOT NULL) ON COMMIT DROP`);
  await context.db.$executeRaw(Prisma.sql`
    CREATE TEMPORARY TABLE checked (line int NOT NULL, id uuid NOT NULL, unit uuid, owner text, indicator text, period text NOT NULL,
      period_end date, methodology text, value numeric, indicator_fault text, value_fault text, bounds_fault boolean,
      integer_fault boolean, period_fault text, day_fault boolean, standard_fault text, place_fault text, ok boolean NOT NULL)
    ON COMMIT DROP`);
  await context.db.$executeRaw(Prisma.sql`
    CREATE TEMPORARY TABLE fault (line int NOT NULL, ord smallint NOT NULL, field text NOT NULL, code text NOT NULL,
      message text NOT NULL) ON COMMIT DROP`);
}

export async function stageRows(context: IndicatorsContext, batch: RowBatch): Promise<void> {
  if (batch.size === 0) return;
  const [codes, days, indicators, periods, values, methodologies] = batch.columns();
  const column = (text: string | undefined) => Prisma.sql`string_to_array(${text ?? ''}, E'\\n')`;
  await context.db.$executeRaw(Prisma.sql`
    INSERT INTO pg_temp.staged (line, code, as_of, indicator, period, value, number, methodology)
    SELECT r.line::int, r.code, r.as_of, r.indicator, r.period, r.value,
      CASE WHEN r.value ~ '^-?\\d{1,18}(\\.\\d{1,12})?$' THEN r.value::numeric END, r.methodology
    FROM (
      -- Of '' PostgreSQL makes an empty array, not one empty text.
      SELECT u.line, coalesce(u.code, '') AS code, coalesce(u.as_of, '') AS as_of, coalesce(u.indicator, '') AS indicator,
        coalesce(u.period, '') AS period, coalesce(u.value, '') AS value, coalesce(u.methodology, '') AS methodology
      FROM unnest(${column(batch.lines.join('\n'))}, ${column(codes)}, ${column(days)}, ${column(indicators)}, ${column(periods)},
        ${column(values)}, ${column(methodologies)}) AS u(line, code, as_of, indicator, period, value, methodology)
    ) r`);
}

/** How many rows make it worth telling the planner about them. */
const MANY = 2000;

export async function staged(context: IndicatorsContext, rows: number): Promise<void> {
  if (rows >= MANY) await context.db.$executeRaw(Prisma.sql`ANALYZE pg_temp.staged`);
}

/** Faults that were found before the rows could be staged; they stand before all others of their line. */
export async function stageFaults(
  context: IndicatorsContext,
  faults: readonly { line: number; code: string; message: string }[],
): Promise<void> {
  if (faults.length === 0) return;
  await context.db.$executeRaw(Prisma.sql`
    INSERT INTO pg_temp.fault
    SELECT r.line, 0, '', r.code, r.message FROM jsonb_to_recordset(${JSON.stringify(faults)}::jsonb) AS r(line int, code text, message text)`);
}
