import { importList } from '@thi-dua/localities/import/import-list';
import { connect } from '@thi-dua/prisma/connect';
import { beforeAll, describe, expect, test } from 'vitest';
import { absent, file, lists, present } from '../import/lists.js';
import { testDatabase } from '../kit/database.js';
import { callerOf, localities } from '../kit/services.js';
import { reader } from './ask.js';

interface Unit {
  code: string;
  fullName: string;
  ancestors: { name: string }[];
}

describe.skipIf(!present)(`the whole country (${present ? 'present' : absent})`, () => {
  let data: ReturnType<typeof reader>;
  beforeAll(async () => {
    const { operatorUrl, appUrl } = await testDatabase();
    const client = await connect(operatorUrl);
    for (const { name, mappings, day } of lists)
      await importList(client, { file: file(name), mappings: mappings.map(file), day, dryRun: false });
    await client.end();
    data = reader(localities(appUrl), callerOf('trung-uong'));
  }, 120_000);

  const search = async (name: string, asOf: string, filter = ''): Promise<{ totalCount: number; nodes: Unit[] }> =>
    (
      await data(
        `query ($name: String!) { localities(asOf: "${asOf}", filter: { name: $name ${filter} }, first: 500) {
          totalCount nodes { code fullName ancestors { name } } } }`,
        { name },
      )
    ).localities;

  test('homonyms are told apart by what they lie in', async () => {
    const { nodes } = await search('xã tân lập', '2022-09-17');
    const same = nodes.filter(({ fullName }) => fullName === 'Xã Tân Lập');
    expect(same.length).toBeGreaterThan(15);
    expect(nodes.slice(0, same.length)).toEqual(same);
    expect(new Set(same.map(({ ancestors }) => ancestors.map(({ name }) => name).join())).size).toBe(same.length);
    const [one] = (await search('tan lap, moc chau', '2022-09-17')).nodes;
    expect(one).toMatchObject({
      code: '03997',
      ancestors: [{ name: 'Mộc Châu' }, { name: 'Sơn La' }, { name: 'Việt Nam' }],
    });
    const inSonLa = await search('Tân Lập', '2022-09-17', 'within: "14", levels: [COMMUNE]');
    expect(inSonLa.nodes[0]?.code).toBe('03997');
  });

  test.each([
    ['Q1', 'Quận 1'],
    ['P.1, Q. Tân Bình', 'Phường 01'],
    ['TPHCM', 'Thành phố Hồ Chí Minh'],
    ['hue', 'Thành phố Huế'],
    ['heu', 'Thành phố Huế'],
    ['dak lak', 'Tỉnh Đắk Lắk'],
    ['vung tau', 'Thành phố Vũng Tàu'],
    ['ba ria vung tau', 'Tỉnh Bà Rịa - Vũng Tàu'],
    ['ea hleo', "Huyện Ea H'leo"],
    ['H. Muong La', 'Huyện Mường La'],
    ['thanh xaun', 'Quận Thanh Xuân'],
  ])('%s: %s', async (typed, fullName) => {
    expect((await search(typed, '2022-09-17')).nodes[0]?.fullName.replace('’', "'")).toBe(fullName);
  });

  test('every unit of a day is the best match of its own full name, or stands beside its homonyms', async () => {
    const { localities: some } = await data(
      '{ localities(asOf: "2022-09-17", filter: { within: "11" }, first: 500) { nodes { code fullName } } }',
    );
    const units: Unit[] = some.nodes.filter((_: Unit, i: number) => i % 4 === 0);
    expect(units.length).toBeGreaterThan(25);
    for (const { code, fullName } of units) {
      const { nodes } = await search(fullName, '2022-09-17');
      expect(nodes[0]?.fullName, fullName).toBe(fullName);
      expect(nodes.filter((node) => node.fullName === fullName).map((node) => node.code)).toContain(code);
    }
  });

  test('old wards lead to the new one, and it leads back to them', async () => {
    const { locality } = await data(
      '{ locality(code: "00097", asOf: "2026-01-01") { fullName origins(asOf: "2024-01-01") { extent locality { code fullName } } } }',
    );
    expect(locality.fullName).toBe('Phường Hồng Hà');
    expect(locality.origins).toContainEqual({
      extent: 'WHOLE',
      locality: { code: '00001', fullName: 'Phường Phúc Xá' },
    });
    for (const { extent, locality: old } of locality.origins) {
      const { locality: unit } = await data(
        `{ locality(code: "${old.code}", asOf: "2024-01-01") { heirs { extent locality { code } } } }`,
      );
      expect(unit.heirs).toContainEqual({ extent, locality: { code: '00097' } });
    }
  });

  test('descendants of the nation on four days', async () => {
    for (const { day, counts } of lists) {
      const { locality } = await data(`{ locality(code: "VN", asOf: "${day}") {
        p: descendants(level: PROVINCE, first: 0) { totalCount } d: descendants(level: DISTRICT, first: 0) { totalCount }
        c: descendants(level: COMMUNE, first: 0) { totalCount } } }`);
      expect([locality.p.totalCount, locality.d.totalCount, locality.c.totalCount]).toEqual(counts);
    }
  });
});
