import { isEmpty } from '@thi-dua/localities/import/difference';
import { ImportFaults } from '@thi-dua/localities/import/fault';
import { beforeEach, describe, expect, test } from 'vitest';
import { digest } from './lists.js';
import { changes, emptyCountry, history, listOf } from './made-up.js';

const { client, bring, clear } = await emptyCountry();

const units = listOf(`
  01 Tỉnh An Sơn
  001 Huyện Bình Khê < 01
  00001 Xã Đông Hòa < 001
  00002 Xã Tây Hòa < 001
  00003 Xã Nam Hòa < 001
  00004 Thị trấn Bình Khê < 001
  00005 Xã Bắc Hòa < 001`);
const villages = listOf(`
  00001-01 Thôn Thượng < 00001
  00001-02 Thôn Hạ < 00001
  00002-01 Thôn Trung < 00002
  00003-01 Thôn Đoài < 00003
  00004-01 Tổ dân phố Số 1 < 00004
  00004-02 Tổ dân phố Số 2 < 00004
  00005-01 Thôn Ngoại < 00005`);

// Tây Hòa and Nam Hòa become Liên Hòa, under the code of Tây Hòa; the town is divided between it and Đông Hòa, which is
// another unit thereby. Bắc Hòa goes on.
const reformed = listOf(`
  01 Tỉnh An Sơn
  00001 Xã Đông Hòa < 01
  00002 Xã Liên Hòa < 01
  00005 Xã Bắc Hòa < 01`);
const provinces = 'old_code,new_code,coverage\n01,01,full\n';
const communes = `old_code,new_code,coverage
00001,00001,full
00002,00002,full
00003,00002,full
00004,00001,partial
00004,00002,partial
00005,00005,full
`;
const mappings = [provinces, communes];
const reform = '2025-07-01';

beforeEach(async () => {
  await clear();
  await bring(units, '2020-01-01');
  await bring(villages, '2021-01-01');
});

const flagsOf = async (code: string) => {
  const { rows } = await client.query<{ flags: string | null }>(
    `SELECT (SELECT string_agg(f->>'code', ' ') FROM jsonb_array_elements(flags) f) AS flags FROM map.locality
      WHERE code = $1 ORDER BY begins DESC LIMIT 1`,
    [code],
  );
  return rows[0]?.flags?.split(' ').filter((flag) => flag.startsWith('PARENT')) ?? [];
};
/** In which unit it lies on a day. */
const commune = async (code: string, day: string) => {
  const { rows } = await client.query<{ code: string }>(
    `SELECT a.code FROM map.locality l JOIN map.closure c ON c.descendant_id = l.id AND c.depth = 1 AND c.begins <= $2 AND $2 < c.ends
      JOIN map.locality a ON a.id = c.ancestor_id WHERE l.code = $1 AND l.begins <= $2 AND $2 < l.ends`,
    [code, day],
  );
  return rows.map((row) => row.code).join(' ');
};
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

describe('a list of neighbourhoods covers the communes that it names, and nothing else', () => {
  test('others keep theirs, and the units above stay', async () => {
    const difference = await bring(listOf('00001-01 Thôn Thượng < 00001\n00001-03 Thôn Mới < 00001'), '2022-01-01');
    expect(changes(difference, 'NEIGHBOURHOOD')).toEqual({ new: 1, ended: 1 });
    expect(difference.levels.map(({ level }) => level)).toEqual(['NEIGHBOURHOOD']);
    expect(await history(client, '00002-01')).toEqual(['2021-01-01– first? | Thôn Trung | < 00002']);
    expect(await history(client, '00004')).toEqual(['– | Thị trấn Bình Khê | < 001']);
  });

  test('a list of units ends no neighbourhood', async () => {
    expect(isEmpty(await bring(units, '2022-01-01'))).toBe(true);
  });

  test('lists of different communes come in any order, those of one in that of their days', async () => {
    await bring(listOf('00001-01 Thôn Thượng < 00001'), '2023-01-01');
    await bring(listOf('00002-01 Thôn Trung < 00002\n00002-02 Thôn Mới < 00002'), '2022-01-01');
    const late = listOf('00001-01 Thôn Thượng < 00001\n00001-02 Thôn Hạ < 00001\n00001-04 Thôn Xa < 00001');
    expect(await refused(late, '2022-01-01')).toEqual(['4 DATES_OUT_OF_ORDER']);
    // A list of the whole country is dated by its own kind.
    const renamed = units.replace('Xã Nam Hòa', 'Xã Nam Sơn');
    expect(changes(await bring(renamed, '2022-06-01'), 'COMMUNE')).toEqual({ renamed: 1 });
  });

  test('the same list again changes nothing', async () => {
    const before = await digest(client);
    expect(isEmpty(await bring(villages, '2021-01-01'))).toBe(true);
    expect(await digest(client)).toBe(before);
  });

  test('a neighbourhood lies in a commune that stands', async () => {
    expect(await refused(listOf('00009-01 Thôn Xa < 00009'), '2022-01-01')).toEqual(['2 ORPHAN']);
    expect(await refused(listOf('00001-01 Thôn Thượng < 001'), '2022-01-01')).toEqual(['2 LEVEL_SKIPPED']);
    expect(await refused(listOf('00001-Thôn-1 Thôn Thượng < 00001'), '2022-01-01')).toEqual(['2 CODE_LENGTH']);
  });
});

describe('when communes are merged', () => {
  test('neighbourhoods follow the whole of theirs; those of a divided one are told to have no home', async () => {
    const dry = await bring(reformed, reform, { mappings, dryRun: true });
    expect(changes(dry, 'NEIGHBOURHOOD')).toEqual({ moved: 4, unplaced: 2 });
    expect(await bring(reformed, reform, { mappings })).toEqual(dry);
    expect(await history(client, '00002-01')).toEqual([
      '2021-01-01– first? | Thôn Trung | < 00002, < 00002 from 2025-07-01',
    ]);
    expect(await history(client, '00003-01')).toEqual([
      '2021-01-01– first? | Thôn Đoài | < 00003, < 00002 from 2025-07-01',
    ]);
    expect([await commune('00003-01', '2025-06-30'), await commune('00003-01', reform)]).toEqual(['00003', '00002']);
    expect(await history(client, '00005-01')).toEqual(['2021-01-01– first? | Thôn Ngoại | < 00005']);
    expect([await commune('00004-01', '2025-06-30'), await commune('00004-01', reform)]).toEqual(['00004', '']);
    expect(await flagsOf('00004-01')).toEqual(['PARENT_UNKNOWN']);
    expect(await flagsOf('00003-01')).toEqual([]);

    const before = await digest(client);
    expect(isEmpty(await bring(reformed, reform, { mappings }))).toBe(true);
    expect(await digest(client)).toBe(before);
  });

  test('the list itself may say where those of a divided commune go', async () => {
    const whole = `${reformed}${listOf(`
      00001-01 Thôn Thượng < 00001
      00001-02 Thôn Hạ < 00001
      00004-01 Tổ dân phố Số 1 < 00001
      00002-01 Thôn Trung < 00002
      00003-01 Thôn Đoài < 00002
      00004-02 Tổ dân phố Số 2 < 00002`)
      .split('\n')
      .slice(1)
      .join('\n')}`;
    expect(changes(await bring(whole, reform, { mappings }), 'NEIGHBOURHOOD')).toEqual({ moved: 6 });
    expect(await history(client, '00004-01')).toEqual([
      '2021-01-01– first? | Tổ dân phố Số 1 | < 00004, < 00001 from 2025-07-01',
    ]);
    expect(await flagsOf('00004-01')).toEqual([]);
    const before = await digest(client);
    expect(isEmpty(await bring(whole, reform, { mappings }))).toBe(true);
    expect(await digest(client)).toBe(before);
  });

  test('a list that names the heir covers the neighbourhoods of all it is whole made of', async () => {
    const whole = `${reformed}00002-01,Thôn Trung,NEIGHBOURHOOD,00002\n`;
    expect(changes(await bring(whole, reform, { mappings }), 'NEIGHBOURHOOD')).toEqual({
      moved: 3,
      ended: 1,
      unplaced: 2,
    });
    expect(await history(client, '00003-01')).toEqual(['2021-01-01–2025-07-01 first? last? | Thôn Đoài | < 00003']);
    expect(isEmpty(await bring(whole, reform, { mappings }))).toBe(true);
  });

  test('a list of the day itself places them, a later one from its day on', async () => {
    await bring(reformed, reform, { mappings });
    const mine = '00001-01 Thôn Thượng < 00001\n00001-02 Thôn Hạ < 00001\n00004-01 Tổ dân phố Số 1 < 00001';
    expect(changes(await bring(listOf(mine), reform), 'NEIGHBOURHOOD')).toEqual({ moved: 1 });
    expect([await commune('00004-01', reform), await flagsOf('00004-01')]).toEqual(['00001', []]);

    const theirs = '00002-01 Thôn Trung < 00002\n00003-01 Thôn Đoài < 00002\n00004-02 Tổ dân phố Số 2 < 00002';
    expect(changes(await bring(listOf(theirs), '2025-10-01'), 'NEIGHBOURHOOD')).toEqual({ moved: 1 });
    expect([await commune('00004-02', '2025-09-30'), await commune('00004-02', '2025-10-01')]).toEqual(['', '00002']);
    expect(await flagsOf('00004-02')).toEqual(['PARENT_UNKNOWN', 'PARENT_DAY_UNKNOWN']);
    expect(isEmpty(await bring(reformed, reform, { mappings }))).toBe(true);
  });

  test('a code that a neighbourhood brought along is not another one’s', async () => {
    await bring(reformed, reform, { mappings });
    // 00003-01 lies in 00002 now: Đông Hòa cannot give its code to another.
    const other = '00001-01 Thôn Thượng < 00001\n00001-02 Thôn Hạ < 00001\n00003-01 Thôn Lạ < 00001';
    expect(await refused(listOf(other), '2025-10-01')).toEqual(['4 CONTRADICTION']);
    expect(changes(await bring(listOf(other.replace('Lạ', 'Đoài')), '2025-10-01'), 'NEIGHBOURHOOD')).toEqual({
      moved: 1,
    });
  });

  test('a merger before neighbourhoods that are stored in what it ends comes too late', async () => {
    await bring(listOf('00003-01 Thôn Đoài < 00003\n00003-02 Thôn Mới < 00003'), '2025-09-01');
    expect(await refused(reformed, reform, { mappings })).toEqual(['– OVERLAP']);
  });
});
