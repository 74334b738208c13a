import { committedSupergraph } from '@thi-dua/gateway/supergraph';
import { isErrorCode } from '@thi-dua/schema/error-codes';

export interface Answered {
  status: number;
  text: string;
}

/** What is between gateway and services, and what composition hides: no caller is to learn that it is there. */
const hidden = new Set([
  ...['_entities', '_service', '_Any', '_Entity', '_FieldSet', 'join__', 'link__'],
  ...[...committedSupergraph().matchAll(/^ {2}(\w+).*@inaccessible$/gm)].map(([, name = '']) => name),
]);
const hiddenIn = (message: string, sent: string) =>
  [...hidden].find((name) => message.includes(name) && !sent.includes(name));
/** A stack, a statement, a driver, an address: what only our own logs may hold. */
const INNARDS =
  /\n\s+at |node_modules|\bprisma\b|\bSELECT\b|\bINSERT\b|\bpg_|PostgreSQL|violates|127\.0\.0\.1|Cannot read prop|is not a function|undefined/;
const STATUS = new Set([200, 400, 401, 408, 413, 415, 429]);

const isMap = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const isPath = (path: unknown) =>
  path === undefined ||
  (Array.isArray(path) && path.every((step) => typeof step === 'string' || Number.isInteger(step)));

/**
 * What is wrong with an answer, in words that are the same each time the same is wrong; null for one that keeps to what is
 * promised. One client alone overloads nothing: OVERLOADED and UNAVAILABLE are as wrong here as INTERNAL_SERVER_ERROR.
 */
export function faultOf({ status, text }: Answered, sent: string, markers: readonly string[]): string | null {
  const marker = markers.find((one) => text.includes(one));
  if (marker !== undefined) return `it shows ${marker}, which the caller may not see`;
  let body: unknown;
  try {
    body = JSON.parse(text);
  } catch {
    return `status ${status} with a body that is no JSON`;
  }
  if (!isMap(body)) return `status ${status} with a body that is no object`;
  const extra = Object.keys(body).find((key) => !['data', 'errors', 'extensions'].includes(key));
  if (extra !== undefined) return `an answer with "${extra}"`;
  const { data, errors = [] } = body;
  if (data !== undefined && data !== null && !isMap(data)) return 'data that is no object';
  if (!Array.isArray(errors) || (body.errors !== undefined && errors.length === 0))
    return 'errors that are no list, or none';
  if (!('data' in body) && errors.length === 0) return 'neither data nor errors';
  for (const error of errors as unknown[]) {
    if (!isMap(error) || typeof error.message !== 'string') return 'an error without a message';
    const code = isMap(error.extensions) ? error.extensions.code : undefined;
    if (typeof code !== 'string' || !isErrorCode(code)) return `an error of the code ${String(code)}`;
    if (code === 'INTERNAL_SERVER_ERROR' || code === 'OVERLOADED' || code === 'UNAVAILABLE') return code;
    if (!isPath(error.path)) return 'a path that is none';
    const told = hiddenIn(error.message, sent);
    if (told !== undefined) return `a message that names ${told}`;
    if (INNARDS.test(error.message) && !INNARDS.test(sent))
      return `a message of innards: ${error.message.slice(0, 200)}`;
  }
  if (!STATUS.has(status)) return `status ${status}`;
  return null;
}
