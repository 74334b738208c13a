import { describe, expect, test } from 'vitest';
import { testDatabase } from '../kit/database.js';
import { ask, callerOf, localities } from '../kit/services.js';
import { counted } from '../kit/statements.js';
import { pages, reader } from './ask.js';

const { appUrl } = await testDatabase();
const service = localities(appUrl);
const officer = callerOf('thanh-xuan');
const data = reader(service, officer);

interface Found {
  code: string;
  fullName: string;
  ancestors: { code: string }[];
}
const search = async (name: string, filter = '', asOf = '2022-09-29', first = 20) => {
  const { localities } = await data(
    `query ($name: String!) { localities(asOf: "${asOf}", filter: { name: $name ${filter} }, first: ${first}) {
      totalCount nodes { code fullName ancestors { code } } } }`,
    { name },
  );
  return { found: localities.nodes as Found[], total: localities.totalCount as number };
};
const best = async (name: string, filter?: string, asOf?: string) =>
  (await search(name, filter, asOf, 1)).found[0]?.fullName;

describe('the best match stands first', () => {
  test.each([
    ['Thanh Xuân', 'Quận Thanh Xuân'],
    ['thanh xuan', 'Quận Thanh Xuân'],
    ['THANH XUÂN', 'Quận Thanh Xuân'],
    ['Q. Thanh Xuan', 'Quận Thanh Xuân'],
    ['tp ha noi', 'Thành phố Hà Nội'],
    ['TP.Ha Noi', 'Thành phố Hà Nội'],
    ['Đồng Hới', 'Thành phố Đồng Hới'],
    ['dong hoi', 'Thành phố Đồng Hới'],
    ['P. Phuong Liet', 'Phường Phương Liệt'],
    ['Phuơng Lietj', 'Phường Phương Liệt'],
    ['phuong liệt', 'Phường Phương Liệt'],
    ['Dong Hio', 'Thành phố Đồng Hới'],
    ['Ha Nio', 'Thành phố Hà Nội'],
    ['Qunag Binh', 'Tỉnh Quảng Bình'],
    ['Quảng Bìn', 'Tỉnh Quảng Bình'],
    ['Khương', 'Phường Khương Mai'],
    ['00352', 'Phường Khương Mai'],
    ['P. Khương Mai, Thanh Xuân', 'Phường Khương Mai'],
    ['khuong mai, q. thanh xaun, tp ha noi', 'Phường Khương Mai'],
    ['Thừa Thiên Huế', 'Tỉnh Thừa Thiên Huế'],
  ])('%s: %s', async (typed, fullName) => {
    expect(await best(typed)).toBe(fullName);
  });

  test('exact before begun before resembling, and diacritics decide between equals', async () => {
    const names = (await search('Thanh Xuân')).found.map(({ fullName }) => fullName);
    expect(names[0]).toBe('Quận Thanh Xuân');
    expect(names.slice(1, 4).sort()).toEqual([
      'Phường Thanh Xuân Bắc',
      'Phường Thanh Xuân Nam',
      'Phường Thanh Xuân Trung',
    ]);
    for (const accented of ['Quảng Văn', 'Quang Văn']) {
      const [first] = (await search(accented, 'within: "44"')).found;
      expect(first?.fullName).toBe('Xã Quảng Văn');
    }
  });

  test('names are those of the day', async () => {
    expect(await best('Thừa Thiên Huế', '', '2026-01-01')).not.toBe('Tỉnh Thừa Thiên Huế');
    expect(await best('Huế', 'levels: [PROVINCE]', '2026-01-01')).toBe('Thành phố Huế');
    expect(await best('Khương Mai', 'levels: [COMMUNE]', '2026-01-01')).not.toBe('Phường Khương Mai');
  });
});

describe('a search stays within what it is bounded to', () => {
  test('by level, by ancestor, by the units that were said', async () => {
    const bounded = await search('Quang', 'within: "44", levels: [DISTRICT]');
    expect(bounded.found[0]?.fullName).toMatch(/^Huyện Quảng/);
    expect(bounded.found.every(({ ancestors }) => ancestors[0]?.code === '44')).toBe(true);
    const { found } = await search('Q, Quảng Bình');
    expect(found.length).toBeGreaterThan(5);
    expect(found.every(({ ancestors }) => ancestors.some(({ code }) => code === '44'))).toBe(true);
    expect((await search('Khương Mai, Quảng Bình')).total).toBe(0);
  });

  test('by designation', async () => {
    const { localities } = await data(
      '{ localities(asOf: "2019-01-01", filter: { designation: "EXTREMELY_DIFFICULT_COASTAL" }) { totalCount } }',
    );
    expect(localities.totalCount).toBe(12);
  });

  test('nothing like it: an empty list', async () => {
    expect(await search('zzzzzz')).toEqual({ found: [], total: 0 });
  });
});

test.each(['Quang', 'xa', 'H', 'Phuơng Lietj'])('pages of "%s" join to the whole list, in order', async (typed) => {
  const page = async (first: number, after: string | null) =>
    (
      await data(
        `query ($name: String!, $after: String) { localities(asOf: "2022-09-29", filter: { name: $name }, first: ${first}, after: $after) {
          totalCount nodes { code } pageInfo { hasNextPage endCursor } } }`,
        { name: typed, after },
      )
    ).localities;
  const whole = await page(500, null);
  const joined = await pages<{ code: string }>((after) => page(7, after));
  expect(joined).toEqual(whole.nodes);
  expect(joined).toHaveLength(whole.totalCount);
  expect(new Set(joined.map(({ code }) => code)).size).toBe(joined.length);
});

describe('descendants', () => {
  test('of a level, on the day, page by page', async () => {
    const { locality } = await data(`{ locality(code: "44", asOf: "2022-09-17") {
      communes: descendants(level: COMMUNE, first: 200) { totalCount nodes { code level } }
      districts: descendants(level: DISTRICT) { totalCount }
      provinces: descendants(level: PROVINCE) { totalCount }
      later: descendants(level: COMMUNE, asOf: "2026-01-01") { totalCount nodes { code } } } }`);
    expect([locality.communes.totalCount, locality.districts.totalCount, locality.provinces.totalCount]).toEqual([
      151, 8, 0,
    ]);
    expect(locality.later).toEqual({ totalCount: 0, nodes: [] });
    const joined = await pages<{ code: string; level: string }>(async (after) => {
      const { locality: unit } = await data(
        `query ($after: String) { locality(code: "44", asOf: "2022-09-17") {
          descendants(level: COMMUNE, first: 40, after: $after) { nodes { code level } pageInfo { hasNextPage endCursor } } } }`,
        { after },
      );
      return unit.descendants;
    });
    expect(joined).toEqual(locality.communes.nodes);
    expect(new Set(joined.map(({ level }) => level))).toEqual(new Set(['COMMUNE']));
  });
});

test('the number of statements does not grow with the list', async () => {
  const read = (first: number) =>
    counted(appUrl, () =>
      data(`{ localities(asOf: "2022-09-17", filter: { name: "Q" }, first: ${first}) { totalCount nodes {
        fullName ancestors { fullName } descendants(level: COMMUNE, first: 3) { totalCount nodes { fullName } }
        heirs { extent locality { fullName } } origins { extent locality { fullName } } } } }`),
    );
  const [two, all] = [await read(2), await read(100)];
  expect(all.statements).toBeLessThanOrEqual(14);
  expect(two.statements).toBeLessThanOrEqual(all.statements);
});

describe('bad input', () => {
  const cursor = (key: unknown) => Buffer.from(JSON.stringify(key)).toString('base64url');
  test.each([
    ['an empty name', '{ localities(filter: { name: "" }) { totalCount } }'],
    ['a name of spaces', '{ localities(filter: { name: "  " }) { totalCount } }'],
    ['a name without a letter', '{ localities(filter: { name: "%_!" }) { totalCount } }'],
    ['nothing before the comma', '{ localities(filter: { name: ", Hà Nội" }) { totalCount } }'],
    ['too long a name', `{ localities(filter: { name: "${'a'.repeat(101)}" }) { totalCount } }`],
    ['too many parts', '{ localities(filter: { name: "a, b, c, d, e, f" }) { totalCount } }'],
    [
      'the cursor of another list',
      `{ localities(filter: { name: "a" }, after: "${cursor([1, '01'])}") { totalCount } }`,
    ],
    ['no level in a cursor', `{ localities(filter: { name: "a" }, after: "${cursor([1, 9, '01'])}") { totalCount } }`],
    [
      'no whole number in a cursor',
      `{ localities(filter: { name: "a" }, after: "${cursor([1.5, 1, '01'])}") { totalCount } }`,
    ],
    ['a kind in small letters', '{ localities(filter: { designation: "poor" }) { totalCount } }'],
    ['days out of order', '{ designationChanges(from: "2022-01-02", to: "2022-01-01") { totalCount } }'],
    ['no kind', '{ designationChanges(kind: "", from: "2022-01-01", to: "2022-01-01") { totalCount } }'],
    ['no code', '{ designationChanges(within: "4 4", from: "2022-01-01", to: "2022-01-01") { totalCount } }'],
    [
      'no day in a cursor',
      `{ designationChanges(from: "2022-01-01", to: "2022-01-01", after: "${cursor(['2022-13-01', '', '', ''])}") { totalCount } }`,
    ],
    [
      'a page too long',
      '{ locality(code: "44", asOf: "2022-01-01") { descendants(level: COMMUNE, first: 501) { totalCount } } }',
    ],
  ])('%s is refused as BAD_USER_INPUT', async (_what, query) => {
    const { errors } = await ask(service, officer, query);
    expect(errors?.map((error) => error.extensions.code)).toContain('BAD_USER_INPUT');
  });

  test.each(["'; DROP TABLE map.locality; --", 'a%b_c\\', "O'Brien", '漢a', '👍 1'])(
    '%s is a name like any other',
    async (name) => {
      expect((await search(name)).total).toBeGreaterThanOrEqual(0);
    },
  );
});
