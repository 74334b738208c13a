import { databaseUrls } from './env.js';
import { OperatorError } from './errors.js';
import { migrate } from './migrate.js';
import { seed } from './seed/seed.js';
import { loginOf } from './urls.js';

// `npm run migrate`: brings a PostgreSQL of one's own up to date, the project's seed facts included.
try {
  const urls = databaseUrls();
  if (urls === null)
    throw new OperatorError(
      'ENVIRONMENT',
      'Set DATABASE_URL and APP_DATABASE_URL. The embedded database is migrated by "npm start".',
    );
  await migrate({ adminUrl: urls.admin, app: loginOf(urls.app) });
  await seed(urls.admin);
  process.stdout.write('The database is up to date.\n');
} catch (error) {
  if (!(error instanceof OperatorError)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
}
