import { isEmpty } from '@thi-dua/localities/import/difference';
import { beforeEach, describe, expect, test } from 'vitest';
import { onTheMap } from './lists.js';
import { emptyCountry, listOf } from './made-up.js';
import { xlsx } from './xlsx-file.js';

const { client, bring, clear } = await emptyCountry();
beforeEach(clear);

const plain = listOf(`
  01 Tỉnh Đắk Ước
  001 Huyện Krông Ánh < 01
  00001 Xã Ea H'leo < 001
  00002 Thị trấn Quảng Ngữ < 001
  002 Huyện Đảo Phú Quý < 01`);
const units = [
  "COMMUNE 00001 xã ea h'leo < 001",
  'COMMUNE 00002 thị trấn quảng ngữ < 001',
  'DISTRICT 001 huyện krông ánh < 01',
  'DISTRICT 002 huyện đảo phú quý < 01',
  'PROVINCE 01 tỉnh đắk ước < VN',
];

const exported = [
  ['Tỉnh Thành Phố', 'Mã TP', 'Quận Huyện', 'Mã QH', 'Phường Xã', 'Mã PX', 'Cấp', 'Tên Tiếng Anh'],
  ['Tỉnh Đắk Ước', '01', 'Huyện Krông Ánh', '001', "Xã Ea H'leo", '00001', 'Xã', "Ea H'leo Commune"],
  ['Tỉnh Đắk Ước', '01', 'Huyện Krông Ánh', '001', 'Thị trấn Quảng Ngữ', '00002', 'Thị trấn', ''],
  ['Tỉnh Đắk Ước', '01', 'Huyện Đảo Phú Quý', '002', '', '', 'Huyện', ''],
];
const csv = (rows: string[][]) => `${rows.map((row) => row.join(',')).join('\r\n')}\r\n`;

/** As old programs on Windows wrote Vietnamese: letters with their tone as a mark of its own. */
function windows1258(text: string): Buffer {
  const special = {
    ă: 0xe3,
    Ă: 0xc3,
    đ: 0xf0,
    Đ: 0xd0,
    ơ: 0xf5,
    Ơ: 0xd5,
    ư: 0xfd,
    Ư: 0xdd,
    '\u0300': 0xcc,
    '\u0301': 0xec,
    '\u0303': 0xde,
    '\u0309': 0xd2,
    '\u0323': 0xf2,
  };
  const bytes = new Map<string, number>(Object.entries(special));
  const spelled = [...text].flatMap((letter) => {
    const [base = '', ...marks] = letter.normalize('NFD');
    const tones = marks.filter((mark) => bytes.has(mark));
    const whole = [base, ...marks.filter((mark) => !bytes.has(mark))].join('').normalize('NFC');
    return [whole, ...tones];
  });
  return Buffer.from(spelled.map((letter) => bytes.get(letter) ?? letter.charCodeAt(0)));
}

describe('the same list, written otherwise, is the same list', () => {
  const ways: [string, string | Buffer, string?][] = [
    ['as it is', plain],
    ['UTF-8 with a byte-order mark', `\uFEFF${plain}`],
    ['decomposed Unicode', plain.normalize('NFD')],
    ['Windows line ends', plain.replaceAll('\n', '\r\n')],
    ['UTF-16', Buffer.from(`\uFEFF${plain}`, 'utf16le')],
    ['Windows-1258', windows1258(plain)],
    ['stray spaces', plain.replace('Xã Ea', 'Xã  Ea').replace('Krông Ánh', 'Krông\u00a0Ánh ')],
    ['every cell quoted', plain.replaceAll(/[^,\n]+/g, '"$&"')],
    ["the export's columns", csv(exported)],
    ["the export's columns, with a byte-order mark", `\uFEFF${csv(exported)}`],
    [
      'XLSX',
      xlsx(
        plain
          .trim()
          .split('\n')
          .map((line) => line.split(',')),
      ),
      'xlsx',
    ],
    ["XLSX with the export's columns", xlsx(exported), 'xlsx'],
  ];
  test.for(ways)('%s', async ([, content, ending]) => {
    await bring(content, '2020-01-01', { ending });
    expect(await onTheMap(client, '2020-01-01')).toEqual(units);
    expect(isEmpty(await bring(plain, '2020-01-01'))).toBe(true);
  });
});

test('names are stored in NFC', async () => {
  await bring(plain.normalize('NFD'), '2020-01-01');
  const { rows } = await client.query<{ name: string }>('SELECT full_name AS name FROM map.locality_name');
  expect(rows.filter(({ name }) => name !== name.normalize('NFC'))).toEqual([]);
});
