import { OperatorError } from '@thi-dua/prisma/errors';
import { openOperatorDatabase } from '@thi-dua/prisma/operator-database';
import { toGlobalId } from '@thi-dua/schema/global-id';
import { verifyLogs } from './broken-chains.js';
import { verifyEnv } from './env.js';

// `npm run verify:log`: holds the log of every nomination against its hashes; fails where one was tampered with.
try {
  const { client, close } = await openOperatorDatabase(verifyEnv(), 'awards.nomination_step');
  try {
    const { nominations, entries, broken } = await verifyLogs(client);
    for (const { nomination, tenant, number, fault } of broken) {
      process.stdout.write(
        `nomination ${toGlobalId('Nomination', nomination)} (${nomination}) of ${tenant}, entry ${number}: ${fault}\n`,
      );
    }
    process.stdout.write(
      broken.length === 0
        ? `All ${entries} entries of ${nominations} nominations are as they were written.\n`
        : `${broken.length} of ${nominations} nominations were tampered with; the first entry of each is named.\n`,
    );
    if (broken.length > 0) process.exitCode = 1;
  } finally {
    await close();
  }
} catch (error) {
  if (!(error instanceof OperatorError)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
}
