import { connect } from '@thi-dua/prisma/connect';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { testDatabase } from '../kit/database.js';

const { appUrl } = await testDatabase();
let client: Awaited<ReturnType<typeof connect>>;
beforeAll(async () => {
  client = await connect(appUrl);
});
afterAll(() => client.end());

const plain = async (texts: string[]): Promise<string[]> => {
  const { rows } = await client.query<{ plain: string }>(
    'SELECT map.plain(t) AS plain FROM unnest($1::text[]) WITH ORDINALITY AS g(t, n) ORDER BY n',
    [texts],
  );
  return rows.map((row) => row.plain);
};

describe('a name as it is compared', () => {
  test.each([
    ['Thanh Xuân', 'thanh xuan'],
    ['Đồng Hới', 'dong hoi'],
    ['Đồng Hới'.normalize('NFD'), 'dong hoi'],
    ['ĐẮK LẮK', 'dak lak'],
    ['Hoà Bình', 'hoa binh'],
    ['Hòa  Bình ', 'hoa binh'],
    ['Ưng Hoà ươ', 'ung hoa uo'],
    ['Bà Rịa - Vũng Tàu', 'ba ria vung tau'],
    ['Phan Rang-Tháp Chàm', 'phan rang thap cham'],
    ["Ea H'leo", 'ea hleo'],
    ['Ea H’Leo', 'ea hleo'],
    ['Q. Thanh Xuan', 'quan thanh xuan'],
    ['q.thanh xuân', 'quan thanh xuan'],
    ['tp ha noi', 'thanh pho ha noi'],
    ['TP.Hà Nội', 'thanh pho ha noi'],
    ['T.P. Huế', 'thanh pho hue'],
    ['TP.HCM', 'thanh pho ho chi minh'],
    ['TPHCM', 'thanh pho ho chi minh'],
    ['H. Mộc Châu', 'huyen moc chau'],
    ['TX Sơn Tây', 'thi xa son tay'],
    ['TT. Yên Bình', 'thi tran yen binh'],
    ['X. Tân Lập', 'xa tan lap'],
    ['T. Quảng Bình', 'tinh quang binh'],
    ['P. Phuong Liet', 'phuong phuong liet'],
    ['Phuơng Lietj', 'phuong lietj'],
    ['TDP 5', 'to dan pho 5'],
    ['P.01', 'phuong 1'],
    ['Q10', 'quan 10'],
    ['Phường 01', 'phuong 1'],
    // A name of one word is no abbreviation.
    ['TX', 'tx'],
    ['Húc', 'huc'],
    ['', ''],
    ['– ! –', ''],
  ])('%s: "%s"', async (given, expected) => {
    expect(await plain([given])).toEqual([expected]);
  });

  test('whatever is typed, it holds nothing but letters and digits, apart by one space', async () => {
    // Every place where the map of characters changes its habits, around letters that matter here.
    const pieces = [
      'Đ',
      'ườ',
      'Ạ',
      '0',
      '007',
      ' ',
      '\u00a0',
      '\t',
      '.',
      '-',
      '’',
      '%',
      '_',
      '\\',
      'ß',
      'İ',
      'Ω',
      '漢',
      '👍',
      '\u0301',
      '\uffff',
      'tp',
      'HCM',
      'q',
      'T.',
    ];
    const typed = Array.from({ length: 2000 }, (_, i) =>
      Array.from({ length: 1 + (i % 9) }, (_piece, j) => pieces[(i * 7 + j * j * 13 + i * j) % pieces.length]).join(''),
    );
    const made = await plain(typed);
    for (const [i, text] of made.entries()) expect(text, typed[i]).toMatch(/^([a-z0-9]+( [a-z0-9]+)*)?$/);
    expect(await plain(typed.map((text) => text.normalize('NFD')))).toEqual(made);
  });

  test('is kept beside every name of the map', async () => {
    const { rows } = await client.query(
      'SELECT full_name FROM map.locality_name WHERE plain_name <> map.plain(name) OR plain_full_name <> map.plain(full_name)',
    );
    expect(rows).toEqual([]);
  });
});
