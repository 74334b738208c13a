import { randomUUID } from 'node:crypto';
import { ImportFaults } from '@thi-dua/localities/import/fault';
import { expect, test } from 'vitest';
import { emptyCountry, listOf } from './made-up.js';

const { client, bring } = await emptyCountry();
const country = (district: string) => `
  01 Tỉnh An Sơn
  001 Huyện Bình Khê < 01
  00001 Xã Đông Hòa < ${district}
  00002 Xã Tây Hòa < 001
  002 Huyện Châu Lâm < 01
  00003 Xã Lâm Hạ < 002`;
const DAY = '2022-07-01';
await bring(listOf(country('001')), '2020-01-01');
for (const [slug, code] of [
  ['binh-khe', '001'],
  ['chau-lam', '002'],
])
  await client.query(
    `INSERT INTO map.tenant (slug, kind, name, locality_id, begins, ends) SELECT $1, 'DISTRICT', $1, id, '0001-01-01', '9999-12-31' FROM map.locality WHERE code = $2`,
    [slug, code],
  );
const state = (period: string, tenant: string) =>
  client.query(
    `INSERT INTO indicators.observation (id, tenant_id, locality_id, indicator, period, period_end, value, status, revision, current, official, submitted_at, submitted_by)
     SELECT $1, $3, id, 'HOUSEHOLDS', $2, indicators.last_day($2), 1, 'SUBMITTED', 1, true, false, now(), 'someone' FROM map.locality WHERE code = '00001'`,
    [randomUUID(), period, tenant],
  );
const faultsOf = async (dryRun: boolean): Promise<{ code: string; message: string }[]> => {
  try {
    await bring(listOf(country('002')), DAY, { dryRun });
  } catch (error) {
    if (error instanceof ImportFaults) return error.faults.map(({ code, message }) => ({ code, message }));
    throw error;
  }
  return [];
};
const parentOn = async (day: string) =>
  (
    await client.query<{ code: string }>(
      `SELECT p.code FROM map.locality_parent e JOIN map.locality c ON c.id = e.child_id AND c.code = '00001' JOIN map.locality p ON p.id = e.parent_id
       WHERE e.begins <= $1::date AND $1::date < e.ends`,
      [day],
    )
  ).rows;

test('a list that moves a unit away from who reported for later days is refused, tried or in earnest', async () => {
  await state('2021', 'binh-khe');
  await state('2022', 'binh-khe');
  for (const dryRun of [true, false]) {
    const faults = await faultsOf(dryRun);
    expect(faults).toMatchObject([{ code: 'RECORDS_LATER' }]);
    // The operator is told everything.
    expect(faults[0]?.message).toContain('1 figures that "binh-khe" reported');
    expect(await parentOn(DAY)).toEqual([{ code: '001' }]);
  }
});

test('where none stand, a dry run changes nothing, and the list moves the unit', async () => {
  await client.query(`DELETE FROM indicators.observation WHERE period = '2022'`);
  expect(await faultsOf(true)).toEqual([]);
  expect(await parentOn(DAY)).toEqual([{ code: '001' }]);
  expect(await faultsOf(false)).toEqual([]);
  expect(await parentOn(DAY)).toEqual([{ code: '002' }]);
});
