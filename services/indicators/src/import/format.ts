import { PublicError } from '@thi-dua/schema/errors';

export type Format = 'CSV' | 'NDJSON' | 'XLSX';

export const MEDIA_TYPES: Record<Format, string> = {
  CSV: 'text/csv',
  NDJSON: 'application/x-ndjson',
  XLSX: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
};

const known = new Map<string, Format>([
  ['text/csv', 'CSV'],
  ['application/csv', 'CSV'],
  ['application/x-ndjson', 'NDJSON'],
  ['application/ndjson', 'NDJSON'],
  ['application/jsonl', 'NDJSON'],
  [MEDIA_TYPES.XLSX, 'XLSX'],
]);

/** By the type alone: what is in a file is for its reader to find out. */
export function formatOf(contentType: string | undefined, contentEncoding: string | undefined): Format {
  const unsupported = (message: string) => new PublicError('BAD_USER_INPUT', message, { http: { status: 415 } });
  if (contentEncoding !== undefined && contentEncoding !== 'identity')
    throw unsupported('Send the file without content encoding.');
  const format = known.get((contentType ?? '').split(';', 1)[0]?.trim().toLowerCase() ?? '');
  if (format === undefined) throw unsupported(`Send the file as ${Object.values(MEDIA_TYPES).join(', or as ')}.`);
  return format;
}
