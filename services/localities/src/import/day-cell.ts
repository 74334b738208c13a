import { isDay } from './days.js';

/** A day as lists write it: 2022-03-15, 15/3/2022, or a cell of a workbook that holds a date. Null: it is none. */
export function dayOf(cell: string): string | null {
  const written = /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})$/.exec(cell);
  const [, day = '', month = '', year = ''] = written ?? [];
  const iso = written
    ? `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`
    : cell.replace(/T00:00:00(\.000)?Z$/, '');
  return isDay(iso) ? iso : null;
}
