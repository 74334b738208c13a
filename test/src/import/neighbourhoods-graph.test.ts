import { beforeAll, describe, expect, test } from 'vitest';
import { localities } from '../kit/services.js';
import { boardOfEmptyCountry, fileOf } from './board.js';
import { digest } from './lists.js';
import { listOf } from './made-up.js';

const { appUrl, client, askAs, asBoard } = await boardOfEmptyCountry();
const importing = `mutation ($input: ImportLocalitiesInput!) { importLocalities(input: $input) {
  written errors { line code } difference { levels { level moved unplaced }
    unplaced: units(change: UNPLACED) { code after parentBefore parentAfter } } } }`;

const units = listOf(`
  01 Tỉnh An Sơn
  001 Huyện Bình Khê < 01
  00001 Xã Đông Hòa < 001
  00002 Xã Tây Hòa < 001
  00003 Thị trấn Bình Khê < 001`);
const villages = listOf(`
  00001-01 Thôn Thượng < 00001
  00002-01 Thôn Trung < 00002
  00003-01 Tổ dân phố Số 1 < 00003`);
const reformed = listOf('01 Tỉnh An Sơn\n00001 Xã Đông Hòa < 01\n00002 Xã Liên Hòa < 01');
const mappings = [
  fileOf('old_code,new_code,coverage\n01,01,full\n'),
  fileOf('old_code,new_code,coverage\n00001,00001,full\n00002,00001,full\n00003,00001,partial\n00003,00002,partial\n'),
];

beforeAll(async () => {
  for (const [asOf, list] of [
    ['2020-01-01', units],
    ['2021-01-01', villages],
  ] as const)
    await asBoard(importing, { input: { asOf, list: fileOf(list) } });
  const { importLocalities } = await asBoard(importing, {
    input: { asOf: '2025-07-01', list: fileOf(reformed), mappings },
  });
  expect(importLocalities).toMatchObject({
    written: true,
    difference: {
      unplaced: [{ code: '00003-01', after: 'Tổ dân phố Số 1', parentBefore: '00003', parentAfter: null }],
    },
  });
});

describe('villages and residential groups', () => {
  test('are found by their code and day, with the line of units they lie in', async () => {
    const line = (day: string) =>
      `locality(code: "00002-01", asOf: "${day}") { fullName level ancestors(asOf: "${day}") { fullName } }`;
    const data = await asBoard(`{
      before: ${line('2025-06-30')}
      after: ${line('2025-07-01')}
      homeless: locality(code: "00003-01", asOf: "2025-07-01") { parent { code } flags { code } } }`);
    const names = (found: { ancestors: { fullName: string }[] }) => found.ancestors.map(({ fullName }) => fullName);
    expect(data.before).toMatchObject({ fullName: 'Thôn Trung', level: 'NEIGHBOURHOOD' });
    expect(names(data.before)).toEqual(['Xã Tây Hòa', 'Huyện Bình Khê', 'Tỉnh An Sơn', 'Việt Nam']);
    expect(names(data.after)).toEqual(['Xã Đông Hòa', 'Tỉnh An Sơn', 'Việt Nam']);
    expect(data.homeless.parent).toBeNull();
    expect(data.homeless.flags.map(({ code }: { code: string }) => code)).toContain('PARENT_UNKNOWN');
  });

  test('are the children of their commune and descendants of all above it, on any day', async () => {
    const data = await asBoard(`{
      before: locality(code: "001", asOf: "2025-06-30") { descendants(level: NEIGHBOURHOOD) { totalCount nodes { code } } }
      province: locality(code: "01", asOf: "2025-07-01") { descendants(level: NEIGHBOURHOOD) { nodes { code } } }
      commune: locality(code: "00001", asOf: "2025-07-01") { children { totalCount nodes { code fullName } } }
      within: localities(filter: { levels: [NEIGHBOURHOOD], within: "00001" }, asOf: "2025-07-01") { nodes { code } }
      named: localities(filter: { name: "thon trung" }, asOf: "2025-07-01") { nodes { code } } }`);
    const both = { nodes: [{ code: '00001-01' }, { code: '00002-01' }] };
    expect(data).toEqual({
      before: {
        descendants: { totalCount: 3, nodes: [{ code: '00001-01' }, { code: '00002-01' }, { code: '00003-01' }] },
      },
      province: { descendants: both },
      commune: {
        children: {
          totalCount: 2,
          nodes: [
            { code: '00001-01', fullName: 'Thôn Thượng' },
            { code: '00002-01', fullName: 'Thôn Trung' },
          ],
        },
      },
      within: both,
      named: { nodes: [{ code: '00002-01' }] },
    });
  });

  test('hold designations', async () => {
    const list = fileOf('code,designation,begins,given_by\n00001-01,Thôn đặc biệt khó khăn,2021-09-16,QĐ 612\n');
    const data = await asBoard(
      `mutation ($input: ImportDesignationsInput!) { importDesignations(input: $input) { written errors { code } } }`,
      { input: { list } },
    );
    expect(data.importDesignations).toEqual({ written: true, errors: [] });
    const { localities } = await asBoard(
      '{ localities(filter: { designation: "EXTREMELY_DIFFICULT" }, asOf: "2025-07-01") { nodes { code designations { legalBasis } } } }',
    );
    expect(localities.nodes).toEqual([{ code: '00001-01', designations: [{ legalBasis: 'QĐ 612' }] }]);
  });

  test('are listed by nobody but the central board', async () => {
    const before = await digest(client);
    const input = { asOf: '2025-08-01', list: fileOf(listOf('00001-09 Thôn Xa < 00001')) };
    const { errors } = await askAs('so-noi-vu', importing, { input });
    expect(errors?.[0]?.extensions.code).toBe('FORBIDDEN');
    // Row-level security alone holds as well, also where a unit only ends.
    const open = localities(appUrl, { policyEnforced: false });
    for (const list of [listOf('00001-09 Thôn Xa < 00001'), listOf('00001-01 Thôn Thượng < 00001')]) {
      const tried = await askAs('so-noi-vu', importing, { input: { ...input, list: fileOf(list) } }, ['ADMIN'], open);
      expect(tried.errors?.[0]?.extensions.code).toBe('INTERNAL_SERVER_ERROR');
    }
    expect(await digest(client)).toBe(before);
  });
});
