import { today } from '@thi-dua/schema/day';
import { isDay } from '@thi-dua/schema/scalars';
import { Problem } from '../http/problem.js';
import { acceptable } from './accept.js';
import type { Format } from './format.js';
import { FORMATS } from './formats.js';
import { LANGUAGES, type Language } from './language.js';
import type { ReportWish } from './read-report.js';

export interface ReportRequest extends ReportWish {
  format: Format;
  language: Language;
}

const FIRST_YEAR = 1945;

export function checkedYear(text: string): number {
  const year = /^\d{4}$/.test(text) ? Number(text) : 0;
  if (year < FIRST_YEAR) throw new Problem(400, 'BAD_YEAR', `The year is one from ${FIRST_YEAR} on, e.g. 2022.`);
  if (year > Number(today().slice(0, 4))) throw new Problem(400, 'FUTURE_YEAR', `The year ${year} has not begun yet.`);
  return year;
}

export function checkedCode(text: string): string {
  if (!/^[A-Za-z0-9-]{1,20}$/.test(text))
    throw new Problem(404, 'UNKNOWN_UNIT', 'A unit is named by its code: 2, 3 or 5 digits, or VN for the country.');
  return text;
}

export function checkedBoundary(text: string | null): string | null {
  if (text !== null && !isDay(text))
    throw new Problem(400, 'BAD_BOUNDARY', '"boundary" is the day whose map is followed, as YYYY-MM-DD.');
  return text;
}

export function checkedLanguage(text: string | null): Language {
  const language = LANGUAGES.find((one) => one === (text ?? 'vi'));
  if (language === undefined) throw new Problem(400, 'UNKNOWN_LANGUAGE', `"lang" is ${LANGUAGES.join(' or ')}.`);
  return language;
}

const named = <Model>(formats: readonly Format<Model>[], extension: string): Format<Model> => {
  const format = formats.find((one) => one.extension === extension);
  if (format === undefined)
    throw new Problem(404, 'UNKNOWN_FORMAT', `A report comes as ${formats.map((one) => one.extension).join(', ')}.`);
  return format;
};

/** The format that an address ends with, else the one that is accepted most. */
export function formatAsked<Model>(
  formats: readonly Format<Model>[],
  extension: string | undefined,
  accept: string | undefined,
): Format<Model> {
  const format = acceptable(accept, extension === undefined ? formats : [named(formats, extension)]);
  if (format === null)
    throw new Problem(
      406,
      'NOT_ACCEPTABLE',
      `A report comes as ${formats.map(({ media }) => media).join(', ')}: "Accept" allows none of them${extension === undefined ? '' : ' that this address has'}.`,
    );
  return format;
}

export function checkParameters(query: URLSearchParams, known: readonly string[]): void {
  for (const name of query.keys()) {
    if (!known.includes(name))
      throw new Problem(400, 'UNKNOWN_PARAMETER', `A report is asked by ${known.join(' and ')}, not by "${name}".`);
    if (query.getAll(name).length > 1) throw new Problem(400, 'REPEATED_PARAMETER', `"${name}" is given twice.`);
  }
}

/** `/reports/{year}/{code}[.{format}]?boundary=&lang=`; null where the path is no such address. */
export function reportRequest(path: string, query: URLSearchParams, accept: string | undefined): ReportRequest | null {
  const [, year, code, extension] = /^\/reports\/([^/]+)\/([^/.]+)(?:\.([^/]+))?$/.exec(path) ?? [];
  if (year === undefined || code === undefined) return null;
  checkParameters(query, ['boundary', 'lang']);
  return {
    year: checkedYear(year),
    code: checkedCode(code),
    boundary: checkedBoundary(query.get('boundary')),
    language: checkedLanguage(query.get('lang')),
    format: formatAsked(FORMATS, extension, accept),
  };
}
