/** The stretch of time a report is about: a year, a quarter or a month; both days included. */
export interface ReportPeriod {
  text: string;
  first: string;
  last: string;
}

const pad = (n: number) => String(n).padStart(2, '0');

export function reportPeriod(text: string): ReportPeriod | null {
  const [, year = '', quarter, month] = /^((?:19|20|21)\d\d)(?:-Q([1-4])|-(0[1-9]|1[0-2]))?$/.exec(text) ?? [];
  if (year === '') return null;
  const [begin, end] =
    month !== undefined
      ? [Number(month), Number(month)]
      : quarter !== undefined
        ? [Number(quarter) * 3 - 2, Number(quarter) * 3]
        : [1, 12];
  const last = new Date(Date.UTC(Number(year), end, 0)).toISOString().slice(0, 10);
  return { text, first: `${year}-${pad(begin)}-01`, last };
}
