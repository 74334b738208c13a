import { isDay } from '@thi-dua/schema/scalars';
import { Problem } from '../../http/problem.js';
import type { Format } from '../format.js';
import { movementJson } from '../json.js';
import type { Language } from '../language.js';
import {
  checkedBoundary,
  checkedCode,
  checkedLanguage,
  checkedYear,
  checkParameters,
  formatAsked,
} from '../request.js';
import { movementCsv } from './csv.js';
import type { MovementFile } from './model.js';
import type { MovementWish } from './read-movement.js';

export const MOVEMENT_FORMATS: readonly Format<MovementFile>[] = [movementJson, movementCsv];

export interface MovementRequest extends MovementWish {
  format: Format<MovementFile>;
  language: Language;
}

function checkedAsOf(text: string | null): string | null {
  if (text !== null && !isDay(text))
    throw new Problem(400, 'BAD_DAY', '"asOf" is the day on which the unit bears the code, as YYYY-MM-DD.');
  return text;
}

const address = /^\/reports\/movement\/([\w-]{1,40})\/([^/-]+)-([^/-]+)\/([^/.]+)(?:\.([^/]+))?$/;

/** `/reports/movement/{movement}/{from}-{to}/{code}[.{format}]?asOf=&boundary=&lang=`; null where the path is no such address. */
export function movementRequest(
  path: string,
  query: URLSearchParams,
  accept: string | undefined,
): MovementRequest | null {
  const [, movement, from, to, code, extension] = address.exec(path) ?? [];
  if (movement === undefined || from === undefined || to === undefined || code === undefined) return null;
  checkParameters(query, ['asOf', 'boundary', 'lang']);
  return {
    movement,
    from: checkedYear(from),
    to: checkedYear(to),
    code: checkedCode(code),
    asOf: checkedAsOf(query.get('asOf')),
    boundary: checkedBoundary(query.get('boundary')),
    language: checkedLanguage(query.get('lang')),
    format: formatAsked(MOVEMENT_FORMATS, extension, accept),
  };
}
