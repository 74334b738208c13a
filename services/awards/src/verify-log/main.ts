import { parseArgs } from 'node:util';
import { OperatorError } from '@thi-dua/prisma/errors';
import { openOperatorDatabase } from '@thi-dua/prisma/operator-database';
import { toGlobalId } from '@thi-dua/schema/global-id';
import { openStore } from '../dossier/store/open-store.js';
import { operatorEnv } from '../operator-env.js';
import { type BrokenChain, verifyLogs } from './broken-chains.js';
import { verifyFiles } from './broken-files.js';

const usage = `Usage: npm run verify:log -- [--files]
  --files  read every file of every dossier as well, and hold it against its hash`;

function wishFrom(args: string[]): { files: boolean } {
  try {
    const { values } = parseArgs({ args, options: { files: { type: 'boolean' } } });
    return { files: values.files ?? false };
  } catch (error) {
    throw new OperatorError('USAGE', `${error instanceof Error ? error.message : String(error)}\n${usage}`);
  }
}

function report(broken: readonly BrokenChain[]): void {
  for (const { nomination, tenant, number, fault } of broken) {
    process.stdout.write(
      `nomination ${toGlobalId('Nomination', nomination)} (${nomination}) of ${tenant}, entry ${number}: ${fault}\n`,
    );
  }
  if (broken.length > 0) process.exitCode = 1;
}

// `npm run verify:log`: holds the log of every nomination against its hashes; fails where one was tampered with.
try {
  const wish = wishFrom(process.argv.slice(2));
  const env = operatorEnv();
  const { client, close } = await openOperatorDatabase(env, 'awards.dossier_file');
  try {
    const { nominations, entries, broken } = await verifyLogs(client);
    report(broken);
    process.stdout.write(
      broken.length === 0
        ? `All ${entries} entries of ${nominations} nominations are as they were written.\n`
        : `${broken.length} of ${nominations} nominations were tampered with; the first entry of each is named.\n`,
    );
    if (wish.files) {
      const found = await verifyFiles(client, openStore(env));
      report(found.broken);
      process.stdout.write(
        found.broken.length === 0
          ? `All ${found.files} files of dossiers are as they were added.\n`
          : `${found.broken.length} of ${found.files} files of dossiers are not as they were added.\n`,
      );
    }
  } finally {
    await close();
  }
} catch (error) {
  if (!(error instanceof OperatorError)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
}
