import { importDesignationList } from '@thi-dua/localities/designation/import-designations';
import { ImportFaults } from '@thi-dua/localities/import/fault';
import { beforeEach, describe, expect, test } from 'vitest';
import { digest } from '../import/lists.js';
import { emptyCountry, listOf } from '../import/made-up.js';
import { xlsx } from '../import/xlsx-file.js';

const { client, bring, write, clear } = await emptyCountry();

const units = listOf(`
  01 Tỉnh An Sơn
  001 Huyện Bình Khê < 01
  00001 Xã Đông Hòa < 001
  00002 Xã Tây Hòa < 001
  00003 Thị trấn Bình Khê < 001`);
const reformed = listOf(`
  01 Tỉnh An Sơn
  00001 Xã Đông Hòa < 01
  00002 Xã Liên Hòa < 01`);
const provinces = 'old_code,new_code,coverage\n01,01,full\n';
const communes = 'old_code,new_code,coverage\n00001,00001,full\n00002,00002,full\n00003,00002,full\n';
/** Tây Hòa ends with the reform, whose code the new Liên Hòa takes over. */
beforeEach(async () => {
  await clear();
  await bring(units, '2020-01-01');
  await bring(reformed, '2025-07-01', { mappings: [provinces, communes] });
});

const head = 'code,as_of,designation,designation_name,begins,ends,given_by,ended_by';
const csv = (...rows: string[]) => [head, ...rows, ''].join('\n');
const designate = async (content: string | Buffer, dryRun = false, ending = 'csv') => {
  const { kinds } = await importDesignationList(client, { file: write(content, ending), dryRun });
  return Object.fromEntries(kinds.map(({ kind, ...counts }) => [kind, Object.values(counts).join(' ')]));
};

const stored = async () => {
  const { rows } = await client.query<{ held: string }>(
    `SELECT concat_ws(' ', l.code, d.kind, d.begins || '–' || nullif(d.ends, '9999-12-31'), d.begins || '–' || CASE d.ends WHEN '9999-12-31' THEN '' END,
        '«' || d.name || '»', coalesce(d.legal_basis, '–'), '/', coalesce(d.ended_by, '–')) AS held
      FROM map.designation d JOIN map.locality l ON l.id = d.locality_id ORDER BY l.code, l.begins, d.kind, d.begins`,
  );
  return rows.map(({ held }) => held);
};

const given = csv(
  '00001,,EXTREMELY_DIFFICULT,Xã ĐBKK giai đoạn 2021 - 2025,2021-06-04,2026-01-01,QĐ 861,',
  '00002,,EXTREMELY_DIFFICULT,,2021-06-04,2026-01-01,QĐ 861,',
  '00002,2024-01-01,BORDER,,2022-01-01,,QĐ 12,',
  '001,,POOR_DISTRICT,,2022-03-15,2026-01-01,QĐ 353,',
);

describe('a list of designations', () => {
  test('is told as a difference by a dry run, written once, and changes nothing when read again', async () => {
    const before = await digest(client);
    const told = { BORDER: '1 1 0 0', EXTREMELY_DIFFICULT: '2 2 0 0', POOR_DISTRICT: '1 1 0 0' };
    expect(await designate(given, true)).toEqual(told);
    expect(await digest(client)).toBe(before);
    expect(await designate(given)).toEqual(told);
    const after = await digest(client);
    expect(await designate(given)).toEqual({
      BORDER: '1 0 0 0',
      EXTREMELY_DIFFICULT: '2 0 0 0',
      POOR_DISTRICT: '1 0 0 0',
    });
    expect(await digest(client)).toBe(after);
  });

  test('holds to the end of the stage, of the unit where that ends before, or to further notice', async () => {
    await designate(given);
    expect(await stored()).toEqual([
      '00001 EXTREMELY_DIFFICULT 2021-06-04–2026-01-01 «Xã ĐBKK giai đoạn 2021 - 2025» QĐ 861 / –',
      '00002 BORDER 2022-01-01–2025-07-01 «Biên giới» QĐ 12 / –',
      '00002 EXTREMELY_DIFFICULT 2021-06-04–2025-07-01 «Đặc biệt khó khăn» QĐ 861 / –',
      '001 POOR_DISTRICT 2022-03-15–2025-07-01 «Huyện nghèo» QĐ 353 / –',
    ]);
    await designate(csv('00001,,BORDER,,2022-01-01,,QĐ 12,'));
    expect((await stored())[0]).toBe('00001 BORDER 2022-01-01– «Biên giới» QĐ 12 / –');
  });

  test('takes away what is held, by a decision, and the older list read again does not give it back', async () => {
    await designate(given);
    const taken = csv('00001,,EXTREMELY_DIFFICULT,,,2024-05-01,,QĐ 99');
    expect(await designate(taken)).toEqual({ EXTREMELY_DIFFICULT: '1 0 1 0' });
    const held = '00001 EXTREMELY_DIFFICULT 2021-06-04–2024-05-01 «Xã ĐBKK giai đoạn 2021 - 2025» QĐ 861 / QĐ 99';
    expect((await stored())[0]).toBe(held);
    const after = await digest(client);
    expect(await designate(taken)).toEqual({ EXTREMELY_DIFFICULT: '1 0 0 0' });
    expect((await designate(given)).EXTREMELY_DIFFICULT).toBe('2 0 0 0');
    expect(await digest(client)).toBe(after);
    // What was taken away can be given anew, from that day on.
    await designate(csv('00001,,EXTREMELY_DIFFICULT,,2024-05-01,,QĐ 100,'));
    expect((await stored())[1]).toBe('00001 EXTREMELY_DIFFICULT 2024-05-01– «Đặc biệt khó khăn» QĐ 100 / –');
  });

  test('completes a decision that was missing, and nothing else', async () => {
    await designate(given);
    await client.query(`UPDATE map.designation SET legal_basis = NULL`);
    expect(await designate(given)).toEqual({
      BORDER: '1 0 0 1',
      EXTREMELY_DIFFICULT: '2 0 0 2',
      POOR_DISTRICT: '1 0 0 1',
    });
    expect((await stored())[1]).toBe('00002 BORDER 2022-01-01–2025-07-01 «Biên giới» QĐ 12 / –');
  });

  test('reads the columns, words and days that offices write, also in a workbook', async () => {
    const rows = [
      ['TT', 'Tên xã', 'Mã đơn vị', 'Diện', 'Từ ngày', 'Hết hiệu lực', 'Quyết định công nhận', 'Quyết định đưa ra'],
      ['1', 'Xã Đông Hòa', '00001', 'Xã đặc biệt khó khăn', '4/6/2021', '01/01/2026', 'QĐ 861', ''],
      ['2', 'Xã Đông Hòa', '00001', 'bãi ngang, ven biển', '25/01/2017', '2021-01-01T00:00:00.000Z', 'QĐ 131', ''],
      ['3', 'Huyện Bình Khê', '001', 'HUYỆN NGHÈO', '2022-03-15', '', 'QĐ 353', ''],
      [
        '4',
        'Xã Đông Hòa',
        '00001',
        'Vùng đồng bào dân tộc thiểu số  và miền núi'.normalize('NFD'),
        '2021-06-04',
        '',
        'QĐ 861',
        '',
      ],
    ];
    await designate(xlsx(rows), false, 'xlsx');
    expect((await stored()).map((held) => held.split(' «')[0])).toEqual([
      '00001 ETHNIC_MINORITY_MOUNTAINOUS 2021-06-04–',
      '00001 EXTREMELY_DIFFICULT 2021-06-04–2026-01-01',
      '00001 EXTREMELY_DIFFICULT_COASTAL 2017-01-25–2021-01-01',
      '001 POOR_DISTRICT 2022-03-15–2025-07-01',
    ]);
  });
});

/** The faults a list is refused with, as "line CODE"; the map stays as it was. */
async function refused(content: string | Buffer): Promise<string[]> {
  const before = await digest(client);
  const error = await designate(content).then(
    () => null,
    (reason: unknown) => reason,
  );
  if (!(error instanceof ImportFaults)) throw error ?? new Error('the list was taken');
  expect(await digest(client)).toBe(before);
  return error.faults.map(({ line, code }) => `${line ?? '–'} ${code}`);
}

const row = (...cells: string[]) => csv(cells.join(','));
const cases: [what: string, content: string, faults: string[]][] = [
  ['an empty file', '', ['– EMPTY']],
  ['other columns', 'code,designation\n00001,BORDER\n', ['1 COLUMNS']],
  ['too few cells', csv('00001,BORDER'), ['2 COLUMNS']],
  ['a code of no unit', row('1,,BORDER,,2022-01-01,,QĐ 1,'), ['2 CODE_LENGTH']],
  ['a unit that does not stand on the day', row('00009,,BORDER,,2022-01-01,,QĐ 1,'), ['2 UNKNOWN_UNIT']],
  ['a code that had ended by the day', row('00003,,BORDER,,2025-07-01,,QĐ 1,'), ['2 UNKNOWN_UNIT']],
  ['a day before the unit began', row('00002,2025-08-01,BORDER,,2025-01-01,,QĐ 1,'), ['2 DATES_OUT_OF_ORDER']],
  ['a day after the unit ended', row('00003,2025-01-01,BORDER,,2025-08-01,,QĐ 1,'), ['2 DATES_OUT_OF_ORDER']],
  ['an end before its beginning', row('00001,,BORDER,,2022-01-01,2021-01-01,QĐ 1,'), ['2 DATES_OUT_OF_ORDER']],
  ['a designation nobody knows', row('00001,,WET,,2022-01-01,,QĐ 1,'), ['2 UNKNOWN_DESIGNATION']],
  ['a poor district that is a commune', row('00001,,POOR_DISTRICT,,2022-01-01,,QĐ 1,'), ['2 WRONG_LEVEL']],
  ['a day of no calendar', row('00001,,BORDER,,31/2/2022,,QĐ 1,'), ['2 DATE']],
  ['no day at all', row('00001,2022-01-01,BORDER,,,,QĐ 1,'), ['2 DATE']],
  ['a decision that ended it on no day', row('00001,,BORDER,,2022-01-01,,QĐ 1,QĐ 2'), ['2 DATE']],
  ['no decision that gives', row('00001,,BORDER,,2022-01-01,,,'), ['2 MISSING_DECISION']],
  ['no decision that takes away', row('00001,,BORDER,,,2022-01-01,,'), ['2 MISSING_DECISION']],
  ['a status taken away that is not held', row('00001,,BORDER,,,2022-01-01,,QĐ 2'), ['2 NOT_HELD']],
  [
    'a row twice',
    csv('00001,,BORDER,,2022-01-01,,QĐ 1,', '00001,2020-06-01,BORDER,,2022-01-01,,QĐ 1,'),
    ['3 DUPLICATE'],
  ],
  [
    'rows that overlap',
    csv('00001,,BORDER,,2022-01-01,2023-01-01,QĐ 1,', '00001,,BORDER,,2022-12-31,,QĐ 1,'),
    ['3 OVERLAP'],
  ],
];

describe('a list that cannot be right is refused whole', () => {
  test.for(cases)('%s', async ([, content, faults]) => {
    expect(await refused(content)).toEqual(faults);
  });

  const against: [what: string, content: string, faults: string[]][] = [
    ['begins while it is held', row('00001,,EXTREMELY_DIFFICULT,,2025-01-01,,QĐ 1,'), ['2 OVERLAP']],
    ['reaches into what is held', row('00001,,EXTREMELY_DIFFICULT,,2020-02-01,2021-06-05,QĐ 1,'), ['2 OVERLAP']],
    ['holds longer than stored', row('00001,,EXTREMELY_DIFFICULT,,2021-06-04,2027-01-01,QĐ 861,'), ['2 CONTRADICTION']],
    ['names another decision', row('00001,,EXTREMELY_DIFFICULT,,2021-06-04,,QĐ 1,'), ['2 CONTRADICTION']],
    ['names it otherwise', row('00001,,EXTREMELY_DIFFICULT,ABC,2021-06-04,,QĐ 861,'), ['2 CONTRADICTION']],
    [
      'ends earlier without a decision',
      row('00001,,EXTREMELY_DIFFICULT,,2021-06-04,2024-01-01,QĐ 861,'),
      ['2 MISSING_DECISION'],
    ],
    [
      'is taken away after the unit ended',
      row('00002,2025-01-01,BORDER,,2022-01-01,2025-08-01,QĐ 12,QĐ 2'),
      ['2 CONTRADICTION'],
    ],
  ];
  test.for(against)('it %s', async ([, content, faults]) => {
    await designate(given);
    expect(await refused(content)).toEqual(faults);
  });

  test('every fault is told at once, with its line', async () => {
    await designate(given);
    expect(
      await refused(
        csv(
          '00001,,BORDER,,2022-01-01,,QĐ 12,',
          '0001,,WET,,2022-13-01,,QĐ 12,',
          '00009,,BORDER,,2022-01-01,,,',
          '00001,,EXTREMELY_DIFFICULT,,2025-01-01,,QĐ 1,',
          '001,,BORDER,,2022-01-01,2021-01-01,QĐ 1,',
          '00003,,POOR_DISTRICT,,2022-01-01,,QĐ 1,',
        ),
      ),
    ).toEqual([
      '3 CODE_LENGTH',
      '3 UNKNOWN_DESIGNATION',
      '3 DATE',
      '4 UNKNOWN_UNIT',
      '4 MISSING_DECISION',
      '5 OVERLAP',
      '6 DATES_OUT_OF_ORDER',
      '7 WRONG_LEVEL',
    ]);
  });
});
