import { describe, expect, test } from 'vitest';
import { testDatabase } from '../kit/database.js';
import { ask, callerOf, localities } from '../kit/services.js';

const { appUrl } = await testDatabase();
const service = localities(appUrl);
const officer = callerOf('thanh-xuan');
const data = async (query: string) => {
  const result = await ask(service, officer, query);
  expect(result.errors).toBeUndefined();
  return JSON.parse(JSON.stringify(result.data));
};

describe('a code together with a day names one unit', () => {
  test.each([
    ['24', '2022-12-31', 'Tỉnh Bắc Giang', null, '2025-07-01'],
    ['24', '2025-06-30', 'Tỉnh Bắc Giang', null, '2025-07-01'],
    ['24', '2025-07-01', 'Tỉnh Bắc Ninh', '2025-07-01', null],
    ['44', '2022-07-08', 'Tỉnh Quảng Bình', null, '2025-07-01'],
    ['44', '2026-01-01', 'Tỉnh Quảng Trị', '2025-07-01', null],
    ['00352', '2022-09-29', 'Phường Khương Mai', null, '2025-07-01'],
    ['00352', '2025-07-01', 'Phường Phương Liệt', '2025-07-01', null],
    ['46', '2022-01-01', 'Tỉnh Thừa Thiên Huế', null, null],
    ['46', '2026-01-01', 'Thành phố Huế', null, null],
    ['04', '2017-01-01', 'Tỉnh Cao Bằng', null, null],
  ])('%s on %s is %s', async (code, asOf, fullName, validFrom, validTo) => {
    const { locality } = await data(
      `{ locality(code: "${code}", asOf: "${asOf}") { code fullName validFrom validTo } }`,
    );
    expect(locality).toEqual({ code, fullName, validFrom, validTo });
  });

  test('without a day, the unit of today; else the last that bore it', async () => {
    expect((await data('{ locality(code: "24") { fullName } }')).locality.fullName).toBe('Tỉnh Bắc Ninh');
    expect((await data('{ locality(code: "009") { fullName validTo } }')).locality).toEqual({
      fullName: 'Quận Thanh Xuân',
      validTo: '2025-07-01',
    });
  });

  test('an unknown code is null, a malformed one an error', async () => {
    expect((await data('{ locality(code: "98") { id } }')).locality).toBeNull();
    const { errors } = await ask(service, officer, '{ locality(code: "9 9") { id } }');
    expect(errors?.[0]?.extensions.code).toBe('BAD_USER_INPUT');
  });
});

describe('the hierarchy on a day', () => {
  test('a ward lies in its district, city and nation until the reform', async () => {
    const { locality } = await data(
      '{ locality(code: "00352", asOf: "2022-09-29") { parent { code } ancestors { code name } } }',
    );
    expect(locality).toEqual({
      parent: { code: '009' },
      ancestors: [
        { code: '009', name: 'Thanh Xuân' },
        { code: '01', name: 'Hà Nội' },
        { code: 'VN', name: 'Việt Nam' },
      ],
    });
  });

  test('a unit that ended is looked at on its own last day', async () => {
    const { locality } = await data('{ locality(code: "009") { parent { fullName } children { totalCount } } }');
    expect(locality).toEqual({ parent: { fullName: 'Thành phố Hà Nội' }, children: { totalCount: 9 } });
  });

  test('a unit that still stands is looked at today, whatever day it was looked up for, unless a day is named', async () => {
    const { locality } = await data(`{ locality(code: "04", asOf: "2022-09-29") {
      now: children(first: 500) { nodes { level } }
      then: children(first: 500, asOf: "2022-09-29") { nodes { level } }
      ancestors { code } } }`);
    const levels = ({ nodes }: { nodes: { level: string }[] }) => [...new Set(nodes.map(({ level }) => level))];
    expect([levels(locality.now), levels(locality.then)]).toEqual([['COMMUNE'], ['DISTRICT']]);
    expect(locality.ancestors).toEqual([{ code: 'VN' }]);
  });

  test('63 provinces before the reform, 34 since', async () => {
    const { before, after } = await data(`{
      before: localities(asOf: "2025-06-30", filter: { levels: [PROVINCE] }, first: 100) { totalCount nodes { code } }
      after: localities(asOf: "2025-07-01", filter: { levels: [PROVINCE] }, first: 100) { totalCount nodes { code } }
    }`);
    expect([before.totalCount, before.nodes.length, after.totalCount, after.nodes.length]).toEqual([63, 63, 34, 34]);
  });

  test('Quảng Bình counted eight districts and 151 communes when its plan was issued', async () => {
    const { districts, communes } = await data(`{
      districts: localities(asOf: "2022-09-17", filter: { within: "44", levels: [DISTRICT] }) { totalCount }
      communes: localities(asOf: "2022-09-17", filter: { within: "44", levels: [COMMUNE] }) { totalCount }
    }`);
    expect([districts.totalCount, communes.totalCount]).toEqual([8, 151]);
  });

  test('pages join to the whole list, in order, without gap or overlap', async () => {
    const codes: string[] = [];
    for (let after: string | null = null; ; ) {
      const { localities: page } = await data(
        `{ localities(asOf: "2022-09-17", filter: { within: "44" }, first: 37${after === null ? '' : `, after: "${after}"`}) { nodes { code } pageInfo { hasNextPage endCursor } } }`,
      );
      codes.push(...page.nodes.map((node: { code: string }) => node.code));
      if (!page.pageInfo.hasNextPage) break;
      after = page.pageInfo.endCursor;
    }
    expect(codes).toHaveLength(159);
    expect(new Set(codes).size).toBe(159);
  });
});

describe('what became of a unit', () => {
  test('Bắc Giang went whole into the new Bắc Ninh, as did the old one', async () => {
    const { locality } = await data(
      '{ locality(code: "24") { predecessors { from { code fullName } extent effectiveOn } } }',
    );
    expect(locality.predecessors).toEqual([
      { from: { code: '24', fullName: 'Tỉnh Bắc Giang' }, extent: 'WHOLE', effectiveOn: '2025-07-01' },
      { from: { code: '27', fullName: 'Tỉnh Bắc Ninh' }, extent: 'WHOLE', effectiveOn: '2025-07-01' },
    ]);
  });

  test('a ward whose last day no source states says so', async () => {
    const { locality } = await data(
      '{ locality(code: "00361") { fullName validTo flags { code } successors { to { code } } } }',
    );
    expect(locality).toMatchObject({ fullName: 'Phường Hạ Đình', validTo: null, successors: [] });
    expect(locality.flags.map((flag: { code: string }) => flag.code)).toEqual(
      expect.arrayContaining(['LAST_DAY_UNKNOWN', 'HEIR_UNKNOWN']),
    );
  });

  test('boundary changes of one day are listed by resolution', async () => {
    const { boundaryChanges } = await data(
      '{ boundaryChanges(from: "2025-07-01", to: "2025-07-01") { nodes { effectiveOn legalBasis successions { from { level } } } } }',
    );
    const provinces = boundaryChanges.nodes.find((change: { legalBasis: string }) =>
      change.legalBasis?.includes('202/2025/QH15'),
    );
    expect(provinces.successions).toHaveLength(52);
  });
});

describe('tenants', () => {
  test('an ended tenant names its end, its superior of then and its successor', async () => {
    const { tenant } = await data(
      '{ tenant(slug: "tp-bac-giang") { name kind dissolvedOn superior { slug } successors { slug } locality { code } } }',
    );
    expect(tenant).toEqual({
      name: 'Thành phố Bắc Giang',
      kind: 'DISTRICT',
      dissolvedOn: '2025-07-01',
      superior: { slug: 'bac-giang' },
      successors: [{ slug: 'bac-ninh' }],
      locality: { code: '213' },
    });
  });

  test('an unconfirmed end is flagged', async () => {
    const { tenant } = await data(
      '{ tenant(slug: "ban-dan-toc-cao-bang") { dissolvedOn locality { id } flags { code } } }',
    );
    expect(tenant).toEqual({ dissolvedOn: '2025-03-01', locality: null, flags: [{ code: 'END_UNCONFIRMED' }] });
  });

  test('the viewer is who the token says', async () => {
    const { viewer } = await data('{ viewer { subject roles tenant { slug } } }');
    expect(viewer).toMatchObject({ subject: 'officer@thanh-xuan', tenant: { slug: 'thanh-xuan' } });
    expect(viewer.roles).toHaveLength(10);
  });
});

describe('bad input', () => {
  test.each([
    ['{ localities(first: 501) { totalCount } }'],
    ['{ localities(first: -1) { totalCount } }'],
    ['{ localities(after: "xx") { totalCount nodes { id } } }'],
    ['{ locality(code: "24", asOf: "2023-02-29") { id } }'],
    ['{ boundaryChanges(from: "2025-07-02", to: "2025-07-01") { totalCount } }'],
  ])('%s is refused as BAD_USER_INPUT', async (query) => {
    const { errors } = await ask(service, officer, query);
    expect(errors?.map((error) => error.extensions.code)).toContain('BAD_USER_INPUT');
  });
});
