import { OperatorError } from '@thi-dua/prisma/errors';
import { openOperatorDatabase } from '@thi-dua/prisma/operator-database';
import { importBar } from './bar.js';
import { importFile } from './command.js';
import { commandEnv } from './env.js';
import { wishFrom } from './wish.js';

// `npm run import -- observations`: takes in a file of figures in the name of a tenant.
const bar = importBar(process.stderr);
try {
  const wish = wishFrom(process.argv.slice(2));
  const database = await openOperatorDatabase(commandEnv(), 'indicators.submission_fault');
  try {
    const { accepted, rejected, empty, replayed } = await importFile(database.url, wish, (line, bytes) => {
      bar.show(line, bytes);
      if (line.type !== 'fault') return;
      bar.clear();
      const { line: at, field, code, message } = line;
      process.stderr.write(
        `${wish.file}${at === null ? '' : `:${at}`}: ${code}${field ? ` ${field}` : ''} ${message}\n`,
      );
    });
    bar.clear();
    const blank = empty > 0 ? `, ${empty} without a value` : '';
    process.stdout.write(
      `${replayed ? 'Taken in before: ' : ''}${accepted} figures taken in, ${rejected} refused${blank}.\n`,
    );
    if (accepted === 0) process.exitCode = 1;
  } finally {
    await database.close();
  }
} catch (error) {
  bar.clear();
  if (!(error instanceof OperatorError)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
}
