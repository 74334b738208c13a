import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { importPlanFile, planReport, planWish } from '@thi-dua/gateway/import/plan-command';
import { afterAll, describe, expect, test } from 'vitest';
import { testDatabase } from '../kit/database.js';
import { made } from './made-up/index.js';

const { operatorUrl } = await testDatabase();
const folder = await mkdtemp(join(tmpdir(), 'thi-dua-plan-'));
afterAll(() => rm(folder, { recursive: true, force: true }));
const file = join(folder, 'kế hoạch.txt');
await writeFile(file, made.province.text);

describe('npm run import -- plan', () => {
  test('drafts the plan in the name of the tenant, and says what was read, in doubt and left over', async () => {
    const dry = await importPlanFile(operatorUrl, planWish(['plan', file, '--tenant', 'cao-bang', '--dry-run']));
    expect(planReport(dry)).toMatch(/^Dry run: nothing was changed\.\n.*targets 4.*criteria 6/);
    const first = await importPlanFile(operatorUrl, planWish(['plan', file, '--tenant', 'cao-bang']));
    expect(planReport(first)).toMatch(/^Drafted /);
    const again = await importPlanFile(operatorUrl, planWish(['plan', file, '--tenant', 'cao-bang']));
    expect(planReport(again)).toBe(`Imported before: ${first.plan?.id} ${first.plan?.title}\n`);
  });

  test('says what is wrong with the wish or the file', async () => {
    expect(() => planWish(['plan', file])).toThrow('--tenant is missing');
    expect(() => planWish(['plan'])).toThrow('Usage:');
    await expect(
      importPlanFile(operatorUrl, planWish(['plan', join(folder, 'none'), '--tenant', 'cao-bang'])),
    ).rejects.toThrow('cannot be read (ENOENT)');
    await writeFile(join(folder, 'x.txt'), 'x');
    const refused = await importPlanFile(
      operatorUrl,
      planWish(['plan', join(folder, 'x.txt'), '--tenant', 'cao-bang']),
    );
    expect(planReport(refused)).toMatch(/^NO_PLAN document\.type: .*\n[\s\S]*Nothing was changed\.\n$/);
  });
});
