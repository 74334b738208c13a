import { isEmpty } from '@thi-dua/localities/import/difference';
import { expect, test } from 'vitest';
import { digest, onTheMap } from './lists.js';
import { changes, emptyCountry, history, listOf } from './made-up.js';

const country = await emptyCountry();
const { client, bring } = country;

const in2017 = listOf(`
  01 Tỉnh An Sơn
  001 Huyện Bình Khê < 01
  00001 Xã Đông Hoà < 001
  00002 Xã Tây Hoà < 001
  00003 Xã Nam Hoà < 001
  00004 Thị trấn Bình Khê < 001
  002 Huyện Cẩm Lâm < 01
  00010 Xã Thượng < 002
  00011 Xã Trung < 002
  02 Thành phố Hải Triều
  003 Quận Bến Cũ < 02
  00020 Phường Một < 003
  00021 Phường Hai < 003
  004 Huyện Đảo Xa < 02`);

// Tây Hoà and Nam Hoà are merged into Liên Hoà (under a reused code); Đông Hoà is spelled otherwise; the town becomes a
// ward; Trung is renamed where nobody disappeared, and moves; Phường Ba is new.
const in2022 = listOf(`
  01 Tỉnh An Sơn
  001 Thị xã Bình Khê < 01
  00001 Xã Đông Hòa < 001
  00002 Xã Liên Hòa < 001
  00004 Phường Bình Khê < 001
  00011 Xã Trung Tâm < 001
  002 Huyện Cẩm Lâm < 01
  00010 Xã Thượng < 002
  02 Thành phố Hải Triều
  003 Quận Bến Cũ < 02
  00020 Phường Một < 003
  00021 Phường Hai < 003
  00022 Phường Ba < 003
  004 Huyện Đảo Xa < 02`);

const in2025 = listOf(`
  01 Tỉnh An Sơn
  00001 Xã Đông Hòa < 01
  00010 Xã Thượng < 01
  00011 Xã Đại Hòa < 01
  02 Thành phố Hải Triều
  00020 Phường Bến Cũ < 02
  00030 Đặc khu Đảo Xa < 02`);
const provinces =
  'old_code,old_name,new_code,new_name,type\n01,Tỉnh An Sơn,01,An Sơn,full\n02,Thành phố Hải Triều,02,Hải Triều,full\n';
const communes = `old_code,new_code,coverage,note
00001,00001,full,
00002,00011,full,
00004,00011,partial,
00004,00010,partial,
00010,00010,full,
00011,00011,full,
00020,00020,full,
00021,00020,full,
00022,00020,full,
`;
const zones = 'old_district_code,old_name,new_code,new_name\n004,Huyện Đảo Xa,00030,Đặc khu Đảo Xa\n';
const mappings = [provinces, communes, zones];

test('three lists and their mappings make one history', async () => {
  const first = await bring(in2017, '2017-12-13');
  expect(changes(first, 'COMMUNE')).toEqual({ new: 8 });
  const dry = await bring(in2022, '2022-09-17', { dryRun: true });
  expect([changes(dry, 'PROVINCE'), changes(dry, 'DISTRICT'), changes(dry, 'COMMUNE')]).toEqual([
    {},
    { retyped: 1 },
    { new: 2, ended: 2, renamed: 1, retyped: 1, moved: 1, respelled: 1 },
  ]);
  expect(await bring(in2022, '2022-09-17')).toEqual(dry);
  const reform = await bring(in2025, '2025-07-01', { mappings });
  expect(reform.successions).toBe(9);

  expect(await history(client, '00001')).toEqual(['– | Xã Đông Hòa | < 001, < 01 from 2025-07-01']);
  expect(await history(client, '00002')).toEqual([
    '–2022-09-17 last? | Xã Tây Hoà | < 001',
    '2022-09-17–2025-07-01 first? | Xã Liên Hòa | < 001 | → 00011 WHOLE',
  ]);
  expect(await history(client, '00003')).toEqual(['–2022-09-17 last? | Xã Nam Hoà | < 001']);
  expect(await history(client, '00004')).toEqual([
    '–2025-07-01 | Thị trấn Bình Khê, Phường Bình Khê from 2022-09-17 | < 001 | → 00010 PART, → 00011 PART',
  ]);
  expect(await history(client, '00011')).toEqual([
    '–2025-07-01 | Xã Trung, Xã Trung Tâm from 2022-09-17 | < 002, < 001 from 2022-09-17 | → 00011 WHOLE',
    '2025-07-01– | Xã Đại Hòa | < 01',
  ]);
  expect(await history(client, '00022')).toEqual(['2022-09-17–2025-07-01 first? | Phường Ba | < 003 | → 00020 WHOLE']);
  expect(await history(client, '004')).toEqual(['–2025-07-01 | Huyện Đảo Xa | < 02 | → 00030 WHOLE']);
  expect(await history(client, '01')).toEqual(['– | Tỉnh An Sơn | < VN']);
});

test('what no list states is flagged', async () => {
  const { rows } = await client.query<{ flags: string }>(
    `SELECT l.code || ' ' || l.begins || ' ' || string_agg(f->>'code', ' ' ORDER BY n) AS flags
      FROM map.locality l, jsonb_array_elements(l.flags) WITH ORDINALITY AS e(f, n)
      WHERE l.code IN ('00002', '00011', '001') GROUP BY l.id ORDER BY l.code, l.begins`,
  );
  expect(rows.map(({ flags }) => flags)).toEqual([
    '00002 0001-01-01 LAST_DAY_UNKNOWN HEIR_UNKNOWN RESOLUTION_UNKNOWN',
    '00002 2022-09-17 FIRST_DAY_UNKNOWN ORIGIN_UNKNOWN RESOLUTION_UNKNOWN RESOLUTION_UNKNOWN',
    '00011 0001-01-01 RENAME_DAY_UNKNOWN PARENT_DAY_UNKNOWN RESOLUTION_UNKNOWN',
    '001 0001-01-01 RENAME_DAY_UNKNOWN',
  ]);
});

test('the same again changes nothing', async () => {
  const before = await digest(client);
  expect(isEmpty(await bring(in2025, '2025-07-01', { mappings }))).toBe(true);
  expect(isEmpty(await bring(in2017, '2017-12-13'))).toBe(true);
  expect(isEmpty(await bring(in2022, '2022-09-17'))).toBe(true);
  expect(await digest(client)).toBe(before);
});

test('a dry run changes nothing at all', async () => {
  await country.clear();
  const before = await digest(client);
  expect(isEmpty(await bring(in2017, '2017-12-13', { dryRun: true }))).toBe(false);
  expect(await digest(client)).toBe(before);
});

test('neighbourhoods are listed by themselves, and follow a commune that is merged whole', async () => {
  await country.clear();
  await bring(in2022, '2022-09-17');
  const villages = listOf(`
    00021-01 Tổ dân phố Số 1 < 00021
    00021-02 Tổ dân phố Số 2 < 00021
    00004-01 Khu phố Chợ < 00004`);
  expect(changes(await bring(villages, '2023-01-01'), 'NEIGHBOURHOOD')).toEqual({ new: 3 });
  const fewer = listOf('00021-01 Tổ dân phố Số Một < 00021');
  expect(changes(await bring(fewer, '2024-01-01'), 'NEIGHBOURHOOD')).toEqual({ new: 1, ended: 2 });
  await bring(in2025, '2025-07-01', { mappings });
  expect(await history(client, '00021-01')).toEqual([
    '2023-01-01–2024-01-01 first? last? | Tổ dân phố Số 1 | < 00021',
    '2024-01-01– first? | Tổ dân phố Số Một | < 00021, < 00020 from 2025-07-01',
  ]);
  expect(await history(client, '00004-01')).toEqual(['2023-01-01– first? | Khu phố Chợ | < 00004']);
  expect(await onTheMap(client, '2025-07-01')).toHaveLength(7);
});
