import { extname } from 'node:path';
import { parseArgs } from 'node:util';
import { OperatorError } from '@thi-dua/prisma/errors';
import { isIdempotencyKey } from '../submission/idempotency-key.js';
import type { SubmitMode } from '../submission/row.js';
import { type Format, MEDIA_TYPES } from './format.js';

export const usage = `Usage: npm run import -- observations FILE --tenant SLUG [--subject NAME] [--accept-valid] [--key KEY]
  FILE            figures as CSV, NDJSON or XLSX: localityCode, indicator, period, value, and methodology or asOf where needed
  --tenant        the authority that reports them, by its short name; it may report what it could report itself
  --subject       who stands for them; nobody verifies what they submitted (default: operator)
  --accept-valid  take in what is valid, though other rows are faulty
  --key           your own name for this import; the same file under the same name is taken in once (default: the file's content)`;

/** What the command line asks for. */
export interface Wish {
  file: string;
  media: string;
  tenant: string;
  subject: string;
  mode: SubmitMode;
  key: string | null;
}

const formats: Record<string, Format> = {
  '.csv': 'CSV',
  '.ndjson': 'NDJSON',
  '.jsonl': 'NDJSON',
  '.xlsx': 'XLSX',
};

export function wishFrom(args: string[]): Wish {
  const wrong = (message: string) => new OperatorError('USAGE', message === '' ? usage : `${message}\n${usage}`);
  let parsed: ReturnType<typeof parse>;
  try {
    parsed = parse(args);
  } catch (error) {
    throw wrong(error instanceof Error ? error.message : String(error));
  }
  const { positionals, values } = parsed;
  const [what, file, ...further] = positionals;
  if (what !== 'observations' || file === undefined || further.length > 0) throw wrong('');
  if (values.tenant === undefined) throw wrong('--tenant is missing: the authority that reports these figures.');
  const format = formats[extname(file).toLowerCase()];
  if (format === undefined) throw wrong(`${file}: name a file that ends in ${Object.keys(formats).join(', ')}.`);
  if (values.key !== undefined && !isIdempotencyKey(values.key))
    throw wrong('--key has 1 to 200 visible ASCII characters.');
  return {
    file,
    media: MEDIA_TYPES[format],
    tenant: values.tenant,
    subject: values.subject ?? 'operator',
    mode: values['accept-valid'] ? 'ACCEPT_VALID' : 'ALL_OR_NOTHING',
    key: values.key ?? null,
  };
}

const parse = (args: string[]) =>
  parseArgs({
    args,
    allowPositionals: true,
    options: {
      tenant: { type: 'string' },
      subject: { type: 'string' },
      'accept-valid': { type: 'boolean' },
      key: { type: 'string' },
    },
  });
