import { connect } from '@thi-dua/prisma/connect';
import { describe, expect, test } from 'vitest';
import { testDatabase } from '../kit/database.js';
import { ask, callerOf, localities } from '../kit/services.js';

const { appUrl, operatorUrl } = await testDatabase();
const service = localities(appUrl);

interface Region {
  code: string;
  name: string;
  flags: { code: string }[];
  provinces: { code: string; fullName: string }[];
}
async function regionsOn(day: string): Promise<Region[]> {
  const { data, errors } = await ask(
    service,
    callerOf('thanh-xuan'),
    `{ regions(asOf: "${day}") { code name flags { code } provinces { code fullName } } }`,
  );
  expect(errors).toBeUndefined();
  return JSON.parse(JSON.stringify(data)).regions;
}

describe('socio-economic regions', () => {
  test.each([
    ['2022-12-31', [14, 11, 14, 5, 6, 13]],
    ['2025-06-30', [14, 11, 14, 5, 6, 13]],
    ['2025-07-01', [9, 6, 5, 6, 3, 5]],
  ])('of %s share out all provinces of the day', async (day, counts) => {
    const regions = await regionsOn(day);
    expect(regions.map((region) => region.provinces.length)).toEqual(counts);
    const operator = await connect(operatorUrl);
    const { rows } = await operator.query<{ code: string }>(
      `SELECT code FROM map.locality WHERE level = 'PROVINCE' AND begins <= $1 AND $1 < ends ORDER BY code`,
      [day],
    );
    await operator.end();
    expect(regions.flatMap((region) => region.provinces.map(({ code }) => code)).sort()).toEqual(
      rows.map(({ code }) => code),
    );
  });

  test('name their provinces as they were on the day', async () => {
    const [north] = await regionsOn('2022-12-31');
    expect(north?.provinces.find(({ code }) => code === '24')?.fullName).toBe('Tỉnh Bắc Giang');
    const [, delta] = await regionsOn('2025-07-01');
    expect(delta?.provinces.find(({ code }) => code === '24')?.fullName).toBe('Tỉnh Bắc Ninh');
  });

  test('drawn by a resolution later than the day they are taken to begin say so', async () => {
    const plain = (regions: Region[]) => regions.filter(({ flags }) => flags.length === 0).map(({ code }) => code);
    expect(plain(await regionsOn('2025-07-01'))).toEqual([]);
    expect(plain(await regionsOn('2022-12-31'))).toEqual(['NORTH_CENTRAL_AND_CENTRAL_COAST', 'CENTRAL_HIGHLANDS']);
  });

  test('are asked of a province; any other unit has none', async () => {
    const { data } = await ask(
      service,
      callerOf('ha-noi'),
      `{ province: locality(code: "24", asOf: "2022-12-31") { region { code } later: region(asOf: "2026-01-01") { code } }
         district: locality(code: "009", asOf: "2022-12-31") { region { code } }
         nation: locality(code: "VN") { region { code } } }`,
    );
    expect(data).toEqual({
      province: { region: { code: 'NORTHERN_MIDLANDS_AND_MOUNTAINS' }, later: null },
      district: { region: null },
      nation: { region: null },
    });
  });
});
