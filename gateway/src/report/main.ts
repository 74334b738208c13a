import { commandEnv } from '@thi-dua/indicators/import/env';
import { OperatorError } from '@thi-dua/prisma/errors';
import { openOperatorDatabase } from '@thi-dua/prisma/operator-database';
import { reportCommand, writeReport } from './command.js';

// `npm run report -- YEAR CODE --format xlsx`: a report as a file, for operators.
try {
  const command = reportCommand(process.argv.slice(2));
  const database = await openOperatorDatabase(commandEnv(), 'awards.award_count');
  try {
    await writeReport(database, command, (read, all) => process.stderr.write(`${read} of ${all} units read\n`));
    process.stdout.write(`${command.out}\n`);
  } finally {
    await database.close();
  }
} catch (error) {
  if (!(error instanceof OperatorError)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
}
