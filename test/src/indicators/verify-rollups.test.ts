import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { commandEnv } from '../import/env.js';
import { figuresDatabase } from './figures-kit.js';
import { plant, province, state, withAllBelow } from './small-country.js';

const { database, operator } = await figuresDatabase();
const country = province('V1', [2, 2]);
await plant(operator, [country]);
for (const place of withAllBelow(country).filter(({ level }) => level === 'COMMUNE'))
  await state(operator, place, { indicator: 'POOR_HOUSEHOLDS', period: '2022', value: 5 });

const main = fileURLToPath(new URL('../../../services/indicators/src/verify-rollups/main.ts', import.meta.url));
const run = promisify(execFile);
const command = (...args: string[]) =>
  run(process.execPath, ['--import', 'tsx', main, ...args], { env: commandEnv(database.operatorUrl) }).then(
    ({ stdout, stderr }) => ({ code: 0, stdout, stderr }),
    (error: { code: number; stdout: string; stderr: string }) => error,
  );

test('finds nothing where nobody has meddled', async () => {
  const { code, stdout } = await command();
  expect(stdout).toMatch(/^All \d+ roll-ups are what observations and map add up to\.\n$/);
  expect(code).toBe(0);
}, 60_000);

test('names a roll-up that was tampered with, one that is missing and one that should not be; and repairs them', async () => {
  const [district, other] = country.children;
  await operator.query(
    "UPDATE indicators.roll_up SET provisional_x = 11 WHERE unit = $1 AND indicator = 'POOR_HOUSEHOLDS'",
    [district?.id],
  );
  await operator.query('DELETE FROM indicators.roll_up WHERE unit = $1', [country.id]);
  await operator.query(
    `INSERT INTO indicators.roll_up (unit, indicator, methodology, period, period_end, expected, official_x) VALUES ($1, 'HOUSEHOLDS', '', '2022', '2022-12-31', 1, 3)`,
    [other?.id],
  );
  const { code, stdout } = await command();
  expect(code).toBe(1);
  expect(stdout).toContain('3 differences in');
  expect(stdout).toContain(`POOR_HOUSEHOLDS ND07_2021 2022 PROVISIONAL, V101 since 0001-01-01 (${district?.id})
  stored:     {"x": 11, "y": null, "open": false, "complete": true, "expected": 2, "reported": 2, "periodEnd": "2022-12-31"}
  recomputed: {"x": 10, "y": null, "open": false, "complete": true, "expected": 2, "reported": 2, "periodEnd": "2022-12-31"}
`);
  expect(stdout).toContain(`POOR_HOUSEHOLDS ND07_2021 2022 PROVISIONAL, V1 since 0001-01-01 (${country.id})
  stored:     nothing
`);
  expect(stdout).toMatch(/HOUSEHOLDS 2022 OFFICIAL, V102 .*\n {2}stored: .*\n {2}recomputed: nothing\n/);

  const repaired = await command('--repair');
  expect(repaired).toMatchObject({ code: 0, stderr: '' });
  expect(repaired.stdout).toContain('Added up anew after 3 differences.');
  expect((await command()).code).toBe(0);
}, 60_000);

test('names a crossed border that is not so by the map, and one that is missing; and repairs them', async () => {
  const [district, other] = country.children;
  const village = district?.children[0];
  await operator.query(`UPDATE map.locality_parent SET ends = '2025-07-01' WHERE child_id = $1`, [village?.id]);
  await operator.query(
    `INSERT INTO map.locality_parent (child_id, parent_id, begins, ends) VALUES ($1, $2, '2025-07-01', '9999-12-31')`,
    [village?.id, other?.id],
  );
  await operator.query('SELECT map.refresh_closure(ARRAY[$1]::uuid[])', [village?.id]);
  expect((await command()).code).toBe(0);
  await operator.query('DELETE FROM map.crossing WHERE unit_id = $1', [district?.id]);
  await operator.query(`INSERT INTO map.crossing (unit_id, on_day, by_id) VALUES ($1, '2025-07-01', $2)`, [
    country.id,
    village?.id,
  ]);
  const { code, stdout } = await command();
  expect(code).toBe(1);
  expect(stdout).toContain(
    `Border of V101 (${district?.id}), crossed on 2025-07-01 by ${village?.id}: by the map, and not stored\n`,
  );
  expect(stdout).toContain(
    `Border of V1 (${country.id}), crossed on 2025-07-01 by ${village?.id}: stored, and not so by the map\n`,
  );
  expect((await command('--repair')).code).toBe(0);
}, 60_000);
