import { commandEnv } from '@thi-dua/indicators/import/env';
import { OperatorError } from '@thi-dua/prisma/errors';
import { openOperatorDatabase } from '@thi-dua/prisma/operator-database';
import { importPlanFile, planReport, planWish } from './plan-command.js';

// `npm run import -- plan`: drafts a plan from its official document in the name of a tenant.
try {
  const wish = planWish(process.argv.slice(2));
  const database = await openOperatorDatabase(commandEnv(), 'campaigns.plan_document');
  try {
    const { rowCount } = await database.client.query('SELECT FROM map.tenant WHERE slug = $1', [wish.tenant]);
    if (rowCount === 0) throw new OperatorError('UNKNOWN_TENANT', `No tenant has the short name "${wish.tenant}".`);
    const answer = await importPlanFile(database.url, wish);
    (answer.errors.length > 0 ? process.stderr : process.stdout).write(planReport(answer));
    if (answer.errors.length > 0) process.exitCode = 1;
  } finally {
    await database.close();
  }
} catch (error) {
  if (!(error instanceof OperatorError)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
}
