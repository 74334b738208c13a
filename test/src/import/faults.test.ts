import { ImportFaults } from '@thi-dua/localities/import/fault';
import { beforeAll, describe, expect, test } from 'vitest';
import { digest } from './lists.js';
import { emptyCountry, listOf } from './made-up.js';
import { xlsx } from './xlsx-file.js';

const { client, bring } = await emptyCountry();
const sound = listOf(`
  01 Tỉnh An Sơn
  001 Huyện Bình Khê < 01
  00001 Xã Đông < 001
  00002 Xã Tây < 001
  02 Tỉnh Hải Triều
  002 Huyện Đảo Xa < 02
  00003 Xã Nam < 002`);
beforeAll(() => bring(sound, '2020-01-01'));

/** The faults a list is refused with, as "line CODE"; the map stays as it was. */
async function refused(...wish: Parameters<typeof bring>): Promise<string[]> {
  const before = await digest(client);
  const error = await bring(...wish).then(
    () => null,
    (reason: unknown) => reason,
  );
  if (!(error instanceof ImportFaults)) throw error ?? new Error('the list was taken');
  expect(await digest(client)).toBe(before);
  return error.faults.map(({ line, code }) => `${line ?? '–'} ${code}`);
}

const head = 'code,name,level,parent_code\n';
const rest = '02,Tỉnh Hải Triều,PROVINCE,\n002,Huyện Đảo Xa,DISTRICT,02\n00003,Xã Nam,COMMUNE,002\n';
const cases: [what: string, content: string | Buffer, faults: string[]][] = [
  ['an empty file', '', ['– EMPTY']],
  ['nothing but a header', head, ['– EMPTY']],
  ['other columns', 'ma,ten\n01,Tỉnh An Sơn\n', ['1 COLUMNS']],
  ['too few cells', `${head}01,Tỉnh An Sơn,PROVINCE\n${rest}`, ['2 COLUMNS']],
  ['a level nobody knows', `${head}01,Tỉnh An Sơn,TỈNH,\n${rest}`, ['2 COLUMNS']],
  ['a code twice', sound.replace('00002', '00001'), ['5 DUPLICATE']],
  ['a name twice in one unit', sound.replace('Xã Tây', 'Xã Đông'), ['5 DUPLICATE']],
  ['a unit in one that is not there', sound.replace('COMMUNE,001\n00002', 'COMMUNE,009\n00002'), ['4 ORPHAN']],
  ['a commune without a parent', sound.replace('COMMUNE,002', 'COMMUNE,'), ['8 ORPHAN']],
  ['a level skipped', sound.replace('00001,Xã Đông,COMMUNE,001', '00001,Xã Đông,COMMUNE,01'), ['4 LEVEL_SKIPPED']],
  ['a district in a district', sound.replace('DISTRICT,02', 'DISTRICT,001'), ['7 LEVEL_SKIPPED', '8 ORPHAN']],
  [
    'codes that lost their zeros',
    sound.replace('00001', '1').replace('002,Huyện', '2,Huyện'),
    ['4 CODE_LENGTH', '7 CODE_LENGTH', '8 ORPHAN'],
  ],
  ['a name without its type', sound.replace('Xã Tây', 'Tây'), ['5 NAME']],
  ['a type of another level', sound.replace('Xã Tây', 'Huyện Tây'), ['5 NAME']],
  [
    'UTF-8 read as another encoding',
    Buffer.from(Buffer.from(sound).toString('latin1')),
    ['2 ENCODING', '3 ENCODING', '4 ENCODING', '5 ENCODING', '6 ENCODING', '7 ENCODING', '8 ENCODING'],
  ],
  [
    'UTF-8 with a broken byte',
    Buffer.concat([Buffer.from(sound.slice(0, 60)), Buffer.from([0xe1, 0x20]), Buffer.from(sound.slice(60))]),
    ['3 ENCODING'],
  ],
  ['a file cut within its last line', sound.slice(0, -12), ['8 CUT_SHORT']],
  ['a file cut within a code', sound.slice(0, -2), ['8 LEVEL_SKIPPED', '8 ORPHAN']],
  ['a file cut within quotes', `${head}01,"Tỉnh An Sơn,PROVINCE,\n${rest}`, ['2 CUT_SHORT']],
  ['a file cut between lines', sound.slice(0, sound.indexOf('00003')), ['6 CUT_SHORT']],
];

describe('a list that cannot be right is refused whole', () => {
  test.for(cases)('%s', async ([, content, faults]) => {
    expect((await refused(content, '2020-01-01')).sort()).toEqual([...faults].sort());
  });
});

test('every fault is told at once, with its line', async () => {
  const many = `${head}1,Tỉnh An Sơn,PROVINCE,\n01,Tỉnh An Sơn,PROVINCE,\n001,Bình Khê,DISTRICT,01\n00001,Xã Đông,COMMUNE,001\n00001,Xã Tây,COMMUNE,001\n00009,Xã Bắc,COMMUNE,077\n${rest}`;
  expect(await refused(many, '2020-01-01')).toEqual(['2 CODE_LENGTH', '4 NAME', '6 DUPLICATE', '7 ORPHAN']);
});

test('the export must tell the same of a unit on every line', async () => {
  const lines = [
    'Tỉnh Thành Phố,Mã TP,Quận Huyện,Mã QH,Phường Xã,Mã PX,Cấp,Tên Tiếng Anh',
    'Tỉnh An Sơn,01,Huyện Bình Khê,001,Xã Đông,00001,Xã,',
    'Tỉnh An Sơn,01,Huyện Bình Khê,002,Xã Tây,00002,Xã,',
    'Tỉnh An Sơn,02,Huyện Bình Khê,001,Xã Nam,00003,Xã,',
  ];
  expect(await refused(`${lines.join('\n')}\n`, '2020-01-01')).toContain('4 CONTRADICTION');
});

test('numbers in a workbook have lost their zeros', async () => {
  const rows = [
    ['code', 'name', 'level', 'parent_code'],
    [1, 'Tỉnh An Sơn', 'PROVINCE', ''],
  ];
  expect(await refused(xlsx(rows), '2020-01-01', { ending: 'xlsx' })).toEqual(['2 CODE_LENGTH']);
});

test('a workbook cut short is no workbook', async () => {
  const whole = xlsx([
    ['code', 'name', 'level', 'parent_code'],
    ['01', 'Tỉnh An Sơn', 'PROVINCE', ''],
  ]);
  await expect(bring(whole.subarray(0, 900), '2020-01-01', { ending: 'xlsx' })).rejects.toMatchObject({
    code: 'FILE_UNREADABLE',
  });
});

describe('a list that does not fit the map is refused', () => {
  test('a change dated before the newest list', async () => {
    expect(await refused(sound.replace('Xã Tây', 'Xã Tây Sơn'), '2019-01-01')).toEqual(['– DATES_OUT_OF_ORDER']);
  });
  test('another list of the same day', async () => {
    const other = `${sound}00004,Xã Bắc,COMMUNE,002\n`;
    await bring(other, '2021-01-01');
    expect(await refused(sound, '2021-01-01')).toEqual(['– CONTRADICTION']);
  });
  test('districts gone without a mapping', async () => {
    const flat = listOf('01 Tỉnh An Sơn\n00001 Xã Đông < 01\n02 Tỉnh Hải Triều\n00003 Xã Nam < 02');
    expect(await refused(flat, '2022-01-01')).toEqual(['– CUT_SHORT']);
  });
  test('a mapping that leaves units out, divides into one, or names none', async () => {
    const after = listOf('01 Tỉnh An Sơn\n00001 Xã Đông < 01\n02 Tỉnh Hải Triều\n00003 Xã Nam < 02');
    const mapping =
      'old_code,new_code,coverage\n00001,00001,full\n00002,00001,partial\n00003,00003,half\n00077,00003,full\n00001,00001,full\n00004,00009,full\n';
    expect(await refused(after, '2022-01-01', { mappings: [mapping] })).toEqual(['4 EXTENT']);
    const told = await refused(after, '2022-01-01', { mappings: [mapping.replace('half', 'full')] });
    expect(told.sort()).toEqual([
      '2 EXTENT',
      '3 EXTENT',
      '5 UNKNOWN_UNIT',
      '6 DUPLICATE',
      '6 EXTENT',
      '7 UNKNOWN_UNIT',
    ]);
    const partial = await refused(after, '2022-01-01', { mappings: ['old_code,new_code\n00001,00001\n'] });
    expect(partial.sort()).toEqual(['5 UNMAPPED', '– UNMAPPED', '– UNMAPPED', '– UNMAPPED'].sort());
  });
});
