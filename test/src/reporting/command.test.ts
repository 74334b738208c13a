import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { connect } from '@thi-dua/prisma/connect';
import { afterAll, expect, test } from 'vitest';
import { commandEnv } from '../import/env.js';
import { testDatabase } from '../kit/database.js';
import { csv } from './reporting-kit.js';

const { operatorUrl } = await testDatabase();
const operator = await connect(operatorUrl);
const folder = mkdtempSync(join(tmpdir(), 'thi-dua-command-'));
afterAll(async () => {
  await operator.end();
  rmSync(folder, { recursive: true });
});

const main = fileURLToPath(new URL('../../../gateway/src/import-command.ts', import.meta.url));
const run = promisify(execFile);
const command = (...args: string[]) =>
  run(process.execPath, ['--import', 'tsx', main, ...args], { env: commandEnv(operatorUrl) }).then(
    ({ stdout, stderr }) => ({ code: 0, stdout, stderr }),
    (error: { code: number; stdout: string; stderr: string }) => error,
  );

const file = join(folder, 'figures.csv');
writeFileSync(file, csv(['450,HOUSEHOLDS,2018,7', '009,HOUSEHOLDS,2018,7']));

test('an operator brings in figures in the name of a tenant, which passes the same checks as its own people', async () => {
  const refused = await command('observations', file, '--tenant', 'quang-binh');
  expect(refused).toMatchObject({ code: 1, stdout: '0 figures taken in, 2 refused.\n' });
  expect(refused.stderr).toBe(`${file}:3: FOREIGN_LOCALITY localityCode This unit is not yours to report for.\n`);
  const taken = await command('observations', file, '--tenant', 'quang-binh', '--accept-valid', '--subject', 'an');
  expect(taken).toMatchObject({ code: 0, stdout: '1 figures taken in, 1 refused.\n' });
  const again = await command('observations', file, '--tenant', 'quang-binh', '--accept-valid', '--subject', 'an');
  expect(again.stdout).toBe('Taken in before: 1 figures taken in, 1 refused.\n');
  const { rows } = await operator.query(
    `SELECT tenant_id, submitted_by, status, value::int AS value FROM indicators.observation WHERE period = '2018' AND indicator = 'HOUSEHOLDS' AND submitted_by <> 'seed'`,
  );
  expect(rows).toEqual([{ tenant_id: 'quang-binh', submitted_by: 'an', status: 'SUBMITTED', value: 7 }]);
}, 60_000);

const wrong: [args: string[], told: RegExp][] = [
  [['observations'], /^Usage: npm run import -- observations/],
  [['observations', file], /--tenant is missing/],
  [['observations', file, '--tenant', 'atlantis'], /No tenant has the short name "atlantis"/],
  [['observations', join(folder, 'none.csv'), '--tenant', 'ha-noi'], /cannot be read \(ENOENT\)/],
  [['observations', join(folder, 'figures.pdf'), '--tenant', 'ha-noi'], /name a file that ends in \.csv/],
  // What is not figures goes to whom it belongs.
  [['localities', file], /--as-of is missing/],
];
test.for(wrong)('told wrongly: %s', { timeout: 60_000 }, async ([args, told]) => {
  const { code, stderr } = await command(...args);
  expect(code).toBe(1);
  expect(stderr).toMatch(told);
});
