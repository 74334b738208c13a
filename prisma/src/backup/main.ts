import { databaseUrls } from '../env.js';
import { OperatorError } from '../errors.js';
import { backup } from './backup.js';
import { restore } from './restore.js';

// `npm run backup -- FILE` and `npm run restore -- FILE`: all of a database into a file, and a new database from it.
try {
  const [task, file, ...further] = process.argv.slice(2);
  if ((task !== 'backup' && task !== 'restore') || file === undefined || further.length > 0)
    throw new OperatorError('USAGE', `Usage: npm run ${task === 'restore' ? 'restore' : 'backup'} -- FILE`);
  const urls = databaseUrls();
  if (urls === null)
    throw new OperatorError(
      'ENVIRONMENT',
      'Set DATABASE_URL and APP_DATABASE_URL. The embedded database is saved by copying DATA_DIR while nothing runs on it.',
    );
  if (task === 'backup') await backup(urls.admin, file);
  else await restore(urls, file);
  process.stdout.write(
    task === 'backup'
      ? `${file} is written. The files of dossiers lie beside the database: save DOSSIER_DIR next.\n`
      : 'The database is restored. Now run "npm run verify:rollups" and "npm run verify:log -- --files".\n',
  );
} catch (error) {
  if (!(error instanceof OperatorError)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
}
