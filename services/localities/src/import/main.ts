import { parseArgs } from 'node:util';
import { OperatorError } from '@thi-dua/prisma/errors';
import { openDatabase } from './database.js';
import { isDay } from './days.js';
import { importEnv } from './env.js';
import { ImportFaults } from './fault.js';
import { importList } from './import-list.js';
import { progressBar } from './progress.js';
import { differenceText, faultsText } from './report.js';

const usage = `Usage: npm run import -- localities FILE --as-of YYYY-MM-DD [--mapping FILE …] [--dry-run] [--all]
  FILE       the list of units as they stand on that day, CSV or XLSX
  --mapping  what became of the units that ended on that day; may be given several times
  --dry-run  print how the list differs from what is stored, and change nothing
  --all      print every change, not only the first of each kind`;

const SHOWN = 20;

function wishFrom(args: string[]) {
  const { positionals, values } = parse(args);
  const [what, file, ...further] = positionals;
  if (what !== 'localities' || file === undefined || further.length > 0) throw new OperatorError('USAGE', usage);
  const day = values['as-of'];
  if (day === undefined)
    throw new OperatorError('USAGE', `--as-of is missing: the day on which the list holds.\n${usage}`);
  if (!isDay(day)) throw new OperatorError('USAGE', `--as-of: "${day}" is no day; write it YYYY-MM-DD.`);
  return {
    file,
    day,
    mappings: values.mapping ?? [],
    dryRun: values['dry-run'] ?? false,
    limit: values.all ? 1_000_000 : SHOWN,
  };
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
    throw new OperatorError('USAGE', `${error instanceof Error ? error.message : String(error)}\n${usage}`);
  }
}

// `npm run import`: brings the administrative units up to date with a list.
const bar = progressBar(process.stderr);
try {
  const { limit, ...list } = wishFrom(process.argv.slice(2));
  const { client, close } = await openDatabase(importEnv());
  try {
    await importList(client, list, {
      onProgress: bar.show,
      onDifference: async (difference, transaction) => {
        const text = await differenceText(difference, transaction, limit);
        bar.clear();
        process.stdout.write(text);
      },
    });
    bar.clear();
    process.stdout.write(list.dryRun ? 'Dry run: nothing was changed.\n' : 'The map is up to date with the list.\n');
  } finally {
    await close();
  }
} catch (error) {
  bar.clear();
  if (error instanceof ImportFaults) {
    process.stderr.write(`${faultsText(error)}Nothing was changed.\n`);
  } else if (error instanceof OperatorError) {
    process.stderr.write(`${error.message}\n`);
  } else throw error;
  process.exitCode = 1;
}
