import { parseArgs } from 'node:util';
import { OperatorError } from '@thi-dua/prisma/errors';
import { isDay } from './days.js';

const usage = `Usage: npm run import -- localities FILE --as-of YYYY-MM-DD [--mapping FILE …] [--dry-run] [--all]
       npm run import -- designations FILE [--dry-run] [--all]
  FILE       localities: the units as they stand on that day; or the neighbourhoods of some communes
             designations: a row for each status of each unit; CSV or XLSX
  --mapping  what became of the units that ended on that day; may be given several times
  --dry-run  print how the list differs from what is stored, and change nothing
  --all      print every change, not only the first of each kind`;

const SHOWN = 20;

/** What an operator wants read. */
export type Wish = { file: string; dryRun: boolean; limit: number } & (
  | { what: 'localities'; day: string; mappings: string[] }
  | { what: 'designations' }
);

const misused = (why?: string) => new OperatorError('USAGE', why === undefined ? usage : `${why}\n${usage}`);

export function wishFrom(args: string[]): Wish {
  const { positionals, values } = parse(args);
  const [what, file, ...further] = positionals;
  if (file === undefined || further.length > 0) throw misused();
  const common = { file, dryRun: values['dry-run'] ?? false, limit: values.all ? 1_000_000 : SHOWN };
  const day = values['as-of'];
  if (what === 'designations') {
    if (day !== undefined || values.mapping !== undefined)
      throw misused('A list of designations states its days itself: without --as-of and --mapping.');
    return { what, ...common };
  }
  if (what !== 'localities') throw misused();
  if (day === undefined) throw misused('--as-of is missing: the day on which the list holds.');
  if (!isDay(day)) throw new OperatorError('USAGE', `--as-of: "${day}" is no day; write it YYYY-MM-DD.`);
  return { what, ...common, day, mappings: values.mapping ?? [] };
}

function parse(args: string[]) {
  try {
    return parseArgs({
      args,
      allowPositionals: true,
      options: {
        'as-of': { type: 'string' },
        mapping: { type: 'string', multiple: true },
        'dry-run': { type: 'boolean' },
        all: { type: 'boolean' },
      },
    });
  } catch (error) {
    throw misused(error instanceof Error ? error.message : String(error));
  }
}
