import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { connect } from '@thi-dua/prisma/connect';
import { afterAll, expect, test } from 'vitest';
import { testDatabase } from '../kit/database.js';
import { commandEnv } from './env.js';
import { digest } from './lists.js';
import { clearCountry, listOf } from './made-up.js';

const { operatorUrl } = await testDatabase();
const client = await connect(operatorUrl);
const folder = mkdtempSync(join(tmpdir(), 'thi-dua-import-'));
afterAll(async () => {
  await client.end();
  rmSync(folder, { recursive: true });
});
await clearCountry(client);

const main = fileURLToPath(new URL('../../../services/localities/src/import/main.ts', import.meta.url));
const run = promisify(execFile);
const command = (...args: string[]) =>
  run(process.execPath, ['--import', 'tsx', main, ...args], {
    env: commandEnv(operatorUrl),
  }).then(
    ({ stdout, stderr }) => ({ code: 0, stdout, stderr }),
    (error: { code: number; stdout: string; stderr: string }) => error,
  );

const file = join(folder, 'list.csv');
writeFileSync(file, listOf('01 Tỉnh An Sơn\n001 Huyện Bình Khê < 01\n00001 Xã Đông < 001'));

test('a dry run prints the difference, a real run makes it, another finds none', async () => {
  const before = await digest(client);
  const dry = await command('localities', file, '--as-of', '2020-01-01', '--dry-run');
  expect(dry).toMatchObject({ code: 0, stderr: '' });
  expect(dry.stdout).toContain(
    'New: 3\n  01 Tỉnh An Sơn (in VN)\n  001 Huyện Bình Khê (in 01)\n  00001 Xã Đông (in 001)\n',
  );
  expect(dry.stdout).toContain('Dry run: nothing was changed.');
  expect(await digest(client)).toBe(before);

  expect((await command('localities', file, '--as-of', '2020-01-01')).stdout).toContain(
    'The map is up to date with the list.',
  );
  expect((await command('localities', file, '--as-of', '2020-01-01')).stdout).toContain('No difference');
}, 60_000);

test('designations are read alike: told, written, found', async () => {
  const list = join(folder, 'designations.csv');
  writeFileSync(list, 'code,designation,begins,ends,given_by\n00001,BORDER,2021-01-01,,QĐ 12\n');
  const dry = await command('designations', list, '--dry-run');
  expect(dry.stdout).toContain('Given: 1\n  00001 Xã Đông: BORDER, 2021-01-01 to further notice (QĐ 12)\n');
  expect(dry.stdout).toContain('Dry run: nothing was changed.');
  expect((await command('designations', list)).stdout).toContain('The map is up to date with the list.');
  expect((await command('designations', list)).stdout).toContain('No difference');
  writeFileSync(list, 'code,designation,begins,given_by\n00001,BORDER,2020-01-01,QĐ 1\n00001,WET,2020-01-01,QĐ 1\n');
  const { code, stderr } = await command('designations', list);
  expect(code).toBe(1);
  expect(stderr).toContain(`${list}:2: OVERLAP 00001 holds BORDER from 2021-01-01`);
  expect(stderr).toContain(`${list}:3: UNKNOWN_DESIGNATION "WET"`);
}, 60_000);

test('faults are told line by line, and the command fails', async () => {
  const bad = join(folder, 'bad.csv');
  writeFileSync(bad, 'code,name,level,parent_code\n1,Tỉnh An Sơn,PROVINCE,\n00001,Đông,COMMUNE,001\n');
  const { code, stderr } = await command('localities', bad, '--as-of', '2021-01-01');
  expect(code).toBe(1);
  expect(stderr).toContain(`${bad}:2: CODE_LENGTH "1" is no province's code`);
  expect(stderr).toContain(`${bad}:3: NAME "Đông" does not begin with a type of commune.`);
  expect(stderr).toContain('Nothing was changed.');
}, 60_000);

const wrong: [args: string[], told: RegExp][] = [
  [[], /^Usage: /],
  [['communes', file], /^Usage: /],
  [['designations', file, '--as-of', '2020-01-01'], /^A list of designations states its days itself/],
  [['localities', file], /--as-of is missing/],
  [['localities', file, '--as-of', '2020-02-30'], /"2020-02-30" is no day/],
  [['localities', join(folder, 'none.csv'), '--as-of', '2020-01-01'], /cannot be read \(ENOENT\)/],
];
test.for(wrong)('told wrongly: %s', { timeout: 60_000 }, async ([args, told]) => {
  const { code, stderr } = await command(...args);
  expect(code).toBe(1);
  expect(stderr).toMatch(told);
});
