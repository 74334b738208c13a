import { OperatorError } from '@thi-dua/prisma/errors';
import { designationText } from '../designation/designation-report.js';
import { importDesignationList } from '../designation/import-designations.js';
import type { Client } from './client.js';
import { openDatabase } from './database.js';
import { importEnv } from './env.js';
import { ImportFaults } from './fault.js';
import { importList } from './import-list.js';
import { progressBar } from './progress.js';
import { differenceText, faultsText } from './report.js';
import { type Wish, wishFrom } from './wish.js';

// `npm run import`: brings the administrative units, or what they are designated as, up to date with a list.
const bar = progressBar(process.stderr);
const print = (text: string) => {
  bar.clear();
  process.stdout.write(text);
};

async function fulfil(client: Client, wish: Wish): Promise<void> {
  if (wish.what === 'designations') {
    await importDesignationList(client, wish, {
      onProgress: () => bar.show(`reading ${wish.file}`, null),
      onDifference: async (difference, own) => print(await designationText(difference, own, wish.limit)),
    });
  } else {
    await importList(client, wish, {
      onProgress: bar.show,
      onDifference: async (difference, own) => print(await differenceText(difference, own, wish.limit)),
    });
  }
  print(wish.dryRun ? 'Dry run: nothing was changed.\n' : 'The map is up to date with the list.\n');
}

try {
  const wish = wishFrom(process.argv.slice(2));
  const { client, close } = await openDatabase(importEnv());
  try {
    await fulfil(client, wish);
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
