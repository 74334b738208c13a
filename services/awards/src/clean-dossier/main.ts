import { parseArgs } from 'node:util';
import { OperatorError } from '@thi-dua/prisma/errors';
import { openOperatorDatabase } from '@thi-dua/prisma/operator-database';
import { openStore } from '../dossier/store/open-store.js';
import { operatorEnv } from '../operator-env.js';
import { cleanStore } from './clean-store.js';

const usage = `Usage: npm run clean:dossier -- [--dry-run]
  --dry-run  only say how many files no dossier names`;
const DAY = 86_400_000;

function wishFrom(args: string[]): { dryRun: boolean } {
  try {
    const { values } = parseArgs({ args, options: { 'dry-run': { type: 'boolean' } } });
    return { dryRun: values['dry-run'] ?? false };
  } catch (error) {
    throw new OperatorError('USAGE', `${error instanceof Error ? error.message : String(error)}\n${usage}`);
  }
}

// `npm run clean:dossier`: removes files that no dossier names and that are older than a day. By hand or by a timer, never at
// a start: whoever starts with another database by mistake must not lose a single file.
try {
  const { dryRun } = wishFrom(process.argv.slice(2));
  const env = operatorEnv();
  const { client, close } = await openOperatorDatabase(env, 'awards.dossier_file');
  try {
    const { removed, kept, swept } = await cleanStore(client, openStore(env), {
      before: new Date(Date.now() - DAY),
      dryRun,
    });
    process.stdout.write(
      `${removed} files that no dossier names ${dryRun ? 'would be' : 'were'} removed, ${kept} kept; ${swept} half-written ones swept.\n`,
    );
  } finally {
    await close();
  }
} catch (error) {
  if (!(error instanceof OperatorError)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
}
