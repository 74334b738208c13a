import { deflateRawSync } from 'node:zlib';
import { beforeEach, describe, expect, test } from 'vitest';
import { localities } from '../kit/services.js';
import { boardOfEmptyCountry, fileOf } from './board.js';
import { digest } from './lists.js';
import { emptyCountry, history, listOf } from './made-up.js';
import { xlsx } from './xlsx-file.js';

const { appUrl, client, clear, askAs, asBoard } = await boardOfEmptyCountry();
beforeEach(clear);

const before = listOf(`
  01 Tỉnh An Sơn
  001 Huyện Bình Khê < 01
  00001 Xã Đông Hoà < 001
  00002 Xã Tây Hoà < 001
  00003 Xã Nam Hoà < 001
  00004 Thị trấn Bình Khê < 001`);
const after = listOf(`
  01 Tỉnh An Sơn
  00001 Xã Đông Hòa < 01
  00002 Xã Liên Hòa < 01`);
const provinces = 'old_code,new_code,coverage\n01,01,full\n';
const communes =
  'old_code,new_code,coverage,legal_basis\n00001,00001,full,\n00002,00002,full,NQ 1\n00003,00002,full,NQ 1\n00004,00001,partial,\n00004,00002,partial,\n';

const mutation = `mutation ($input: ImportLocalitiesInput!) { importLocalities(input: $input) {
  written errorCount errors { file line code message path }
  difference { successions levels { level listed new ended renamed retyped moved respelled }
    new: units(change: NEW, first: 2) { level code before after parentBefore parentAfter }
    ended: units(change: ENDED) { code before parentBefore } } } }`;
const bring = async (input: Record<string, unknown>) => (await asBoard(mutation, { input })).importLocalities;
const first = { asOf: '2020-01-01', list: fileOf(before) };
const reform = {
  asOf: '2025-07-01',
  list: fileOf(after),
  mappings: [fileOf(provinces, 'provinces.csv'), fileOf(communes, 'communes.csv', false)],
};

describe('the central board brings the map up to date', () => {
  test('a dry run tells the difference, and leaves everything as it is', async () => {
    const untouched = await digest(client);
    const { difference, ...rest } = await bring({ ...first, dryRun: true });
    expect(rest).toEqual({ written: false, errorCount: 0, errors: [] });
    expect(difference.levels.map((level: { level: string; new: number }) => [level.level, level.new])).toEqual([
      ['PROVINCE', 1],
      ['DISTRICT', 1],
      ['COMMUNE', 4],
    ]);
    expect(difference.new).toEqual([
      { level: 'PROVINCE', code: '01', before: null, after: 'Tỉnh An Sơn', parentBefore: null, parentAfter: 'VN' },
      { level: 'DISTRICT', code: '001', before: null, after: 'Huyện Bình Khê', parentBefore: null, parentAfter: '01' },
    ]);
    expect(await digest(client)).toBe(untouched);
  });

  test('as an operator does by command: the map ends up the same, and the same list again changes nothing', async () => {
    expect((await bring(first)).written).toBe(true);
    const { difference, written } = await bring(reform);
    expect(written).toBe(true);
    expect(difference).toMatchObject({ successions: 5 });
    expect(difference.ended).toEqual([
      { code: '001', before: 'Huyện Bình Khê', parentBefore: '01' },
      { code: '00001', before: 'Xã Đông Hoà', parentBefore: '001' },
      { code: '00002', before: 'Xã Tây Hoà', parentBefore: '001' },
      { code: '00003', before: 'Xã Nam Hoà', parentBefore: '001' },
      { code: '00004', before: 'Thị trấn Bình Khê', parentBefore: '001' },
    ]);

    const operator = await emptyCountry();
    await operator.bring(before, '2020-01-01');
    await operator.bring(after, '2025-07-01', { mappings: [provinces, communes] });
    for (const code of ['01', '001', '00001', '00002', '00003', '00004'])
      expect(await history(client, code), code).toEqual(await history(operator.client, code));
    const closure = `SELECT * FROM map.closure ORDER BY descendant_id, ancestor_id, begins`;
    expect((await client.query(closure)).rows).toEqual((await operator.client.query(closure)).rows);

    const stored = await digest(client);
    expect((await bring(reform)).difference.successions).toBe(0);
    expect(await digest(client)).toBe(stored);
  });

  test('several imports in one operation build on each other, and what follows sees them', async () => {
    const data = await asBoard(
      `mutation ($before: ImportLocalitiesInput!, $after: ImportLocalitiesInput!) {
        a: importLocalities(input: $before) { written } dry: importLocalities(input: $after) { written errorCount } }`,
      { before: first, after: { ...reform, dryRun: true } },
    );
    expect(data).toEqual({ a: { written: true }, dry: { written: false, errorCount: 0 } });
    const { locality } = await asBoard('{ locality(code: "00002") { fullName } }');
    expect(locality).toEqual({ fullName: 'Xã Tây Hoà' });
  });

  test('a workbook comes as it is', async () => {
    const rows = before
      .trimEnd()
      .split('\n')
      .map((line) => line.split(','));
    const { difference } = await bring({ ...first, list: fileOf(xlsx(rows), 'units.xlsx', false) });
    expect(difference.levels.at(-1)).toMatchObject({ level: 'COMMUNE', new: 4 });
  });
});

/** A zip without a directory, whose one part says it is empty and unpacks to 40 MB. */
const bomb = Buffer.concat([
  Buffer.from('504b03041400000008000000000000000000000000000000000001000000', 'hex'),
  Buffer.from('x'),
  deflateRawSync(Buffer.alloc(40 * 1024 * 1024, 'x')),
]);

describe('what is wrong with the files is told as data, all at once', () => {
  const told = async (input: Record<string, unknown>) => {
    const stored = await digest(client);
    const { errors, errorCount, difference, written } = await bring(input);
    expect({ difference, written, errorCount }).toEqual({
      difference: null,
      written: false,
      errorCount: errors.length,
    });
    expect(await digest(client)).toBe(stored);
    return errors.map(({ file, line, code, path }: { file: string; line: number; code: string; path: string[] }) =>
      [path.join('.'), file, line, code].join(' '),
    );
  };

  test('with the line in each file', async () => {
    await bring(first);
    expect(
      await told({
        asOf: '2025-07-01',
        list: fileOf(after.replace('00001,', '1,').replace('Xã Liên', 'Liên')),
        mappings: [
          fileOf(communes.replace('00003,', '3,').replace('00004,00001,partial', '00004,00001,some'), 'm.csv'),
        ],
      }),
    ).toEqual([
      'list list.csv 3 CODE_LENGTH',
      'list list.csv 4 NAME',
      'mappings.0 m.csv 4 CODE_LENGTH',
      'mappings.0 m.csv 5 EXTENT',
    ]);
  });

  test('of a list that does not fit the map', async () => {
    await bring(first);
    const more = `${before}00005,Xã Bắc,COMMUNE,001\n`;
    expect((await bring({ asOf: '2021-01-01', list: fileOf(more) })).written).toBe(true);
    expect(await told({ ...first, asOf: '2021-01-01' })).toEqual(['list list.csv  CONTRADICTION']);
    expect(await told({ ...first, asOf: '2019-01-01', list: fileOf(more) })).toEqual([
      'list list.csv  DATES_OUT_OF_ORDER',
    ]);
  });

  const unreadable: [what: string, content: string, code: string][] = [
    ['is no base64', '§§', 'FILE_UNREADABLE'],
    ['is gzip cut short', fileOf(before).content.slice(0, 40), 'FILE_UNREADABLE'],
    ['unpacks to more than a list can be', fileOf(Buffer.alloc(40 * 1024 * 1024, 'x')).content, 'FILE_UNREADABLE'],
    ['is a workbook that unpacks to more than it says', bomb.toString('base64'), 'FILE_UNREADABLE'],
    [
      'is a workbook cut short',
      xlsx([['code', 'name']])
        .subarray(0, 500)
        .toString('base64'),
      'FILE_UNREADABLE',
    ],
    ['is empty', '', 'EMPTY'],
  ];
  test.for(unreadable)('of content that %s', async ([, content, code]) => {
    expect(await told({ asOf: '2020-01-01', list: { name: 'a.csv', content } })).toEqual([`list a.csv  ${code}`]);
  });
});

describe('nobody else', () => {
  test('imports, whatever the role', async () => {
    for (const [tenant, roles] of [
      ['so-noi-vu', ['ADMIN']],
      ['trung-uong', ['PLANNER', 'REPORTER']],
      ['nobody', ['ADMIN']],
    ] as const) {
      const { data, errors } = await askAs(tenant, mutation, { input: first }, [...roles]);
      expect(data).toBeNull();
      expect(errors?.[0]?.extensions.code, tenant).toBe('FORBIDDEN');
    }
  });

  test('even where the service does not look: row-level security holds', async () => {
    await bring(first);
    const stored = await digest(client);
    const open = localities(appUrl, { policyEnforced: false });
    for (const input of [reform, { ...first, asOf: '2021-01-01' }]) {
      const { data, errors } = await askAs('so-noi-vu', mutation, { input }, ['ADMIN'], open);
      expect(data).toBeNull();
      expect(errors?.[0]?.extensions.code).toBe('INTERNAL_SERVER_ERROR');
    }
    expect(await digest(client)).toBe(stored);
  });
});
