import { acceptable } from '@thi-dua/gateway/report/accept';
import { words } from '@thi-dua/gateway/report/csv';
import { letterOf } from '@thi-dua/gateway/report/docx/letter';
import { FORMATS } from '@thi-dua/gateway/report/formats';
import { dayInWords, readable, readableDay } from '@thi-dua/gateway/report/language';
import type { IssuerInfo } from '@thi-dua/gateway/report/model';
import { unitCode } from '@thi-dua/gateway/report/sdmx-csv';
import { printable } from '@thi-dua/gateway/report/table';
import { textsIn } from '@thi-dua/gateway/report/texts/texts';
import { exactNumber } from '@thi-dua/gateway/report/xlsx/exact-number';
import { describe, expect, test } from 'vitest';

test.each([
  ['1057374', '1.057.374', '1,057,374'],
  ['-1000', '-1.000', '-1,000'],
  ['0.5', '0,5', '0.5'],
  ['999', '999', '999'],
  ['123456789012345678.000000000001', '123.456.789.012.345.678,000000000001', '123,456,789,012,345,678.000000000001'],
])('%s is read as %s in Vietnamese and as %s in English: no digit is lost', (decimal, vi, en) => {
  expect([readable(decimal, 'vi'), readable(decimal, 'en')]).toEqual([vi, en]);
});

test('days below 10 and the months 1 and 2 take a zero, other months do not (NĐ 30/2020)', () => {
  expect(dayInWords('2022-07-08', 'vi')).toBe('ngày 08 tháng 7 năm 2022');
  expect(dayInWords('2023-02-11', 'vi')).toBe('ngày 11 tháng 02 năm 2023');
  expect(readableDay('2023-10-01', 'vi')).toBe('01/10/2023');
});

test.each([
  ['1057374', 1_057_374],
  ['-4.03', -4.03],
  ['0.000001', 0.000001],
  ['999999999999999', 999_999_999_999_999],
  ['1000000000000000', null],
  ['0.1234567890123456', null],
])('%s fits a number cell as %s', (decimal, value) => {
  expect(exactNumber(decimal)).toBe(value);
});

test.each([
  ['=HYPERLINK("x")', `"'=HYPERLINK(""x"")"`],
  ['+84', "'+84"],
  ['-5', "'-5"],
  ['@SUM(A1)', "'@SUM(A1)"],
  ['\t=1', "'\t=1"],
  ['Xã A, huyện B', '"Xã A, huyện B"'],
  ['một\ndòng', '"một\ndòng"'],
])('words like %j are written as %j: no spreadsheet takes them for a formula', (given, written) => {
  expect(words(given)).toBe(written);
});

test('what XML cannot hold is left out of words', () => {
  expect(printable('a\u0000b\u000Bc\nd')).toBe('abc\nd');
});

test.each([
  ['hộ', 'HO'],
  ['%', 'PT'],
  ['đồng/người/năm', 'DONG_NGUOI_NAM'],
])('%s is %s in SDMX', (unit, code) => {
  expect(unitCode(unit)).toBe(code);
});

test('of formats that are wanted alike the first is given; of wishes the most precise counts', () => {
  const extension = (accept: string) => acceptable(accept, FORMATS)?.extension ?? null;
  expect(extension('application/*')).toBe('json');
  expect(extension('text/*;q=0.5, application/json;q=0.4')).toBe('csv');
  expect(extension('*/*, text/csv;q=0, application/json;q=0')).toBe('sdmx.csv');
  expect(extension('image/png')).toBeNull();
  expect(extension('nonsense')).toBeNull();
});

describe('a document is drafted in the name of who asks', () => {
  const board: IssuerInfo = {
    slug: 'b',
    name: 'Ban Thi đua Trung ương',
    kind: 'CENTRAL_BOARD',
    locality: { level: 'NATION', name: 'Việt Nam' },
  };
  const province: IssuerInfo = {
    slug: 'p',
    name: 'Tỉnh Quảng Bình',
    kind: 'PROVINCE',
    locality: { level: 'PROVINCE', name: 'Quảng Bình' },
  };
  const commune: IssuerInfo = {
    slug: 'c',
    name: 'Ủy ban nhân dân phường Khương Đình',
    kind: 'COMMUNE',
    locality: { level: 'COMMUNE', name: 'Khương Đình' },
  };
  const agency: IssuerInfo = { slug: 'a', name: 'Sở Nội vụ', kind: 'AGENCY', locality: null };
  const vi = textsIn('vi');

  test.each([
    [{ ...province, superior: board }, 'ỦY BAN NHÂN DÂN', 'TỈNH QUẢNG BÌNH', 'UBND', 'Quảng Bình', 'CHỦ TỊCH'],
    [{ ...commune, superior: province }, 'ỦY BAN NHÂN DÂN', 'PHƯỜNG KHƯƠNG ĐÌNH', 'UBND', 'Khương Đình', 'CHỦ TỊCH'],
    [{ ...agency, superior: province }, 'ỦY BAN NHÂN DÂN TỈNH QUẢNG BÌNH', 'SỞ NỘI VỤ', '……', 'Quảng Bình', 'GIÁM ĐỐC'],
    [{ ...board, superior: null }, '', 'BAN THI ĐUA TRUNG ƯƠNG', '……', '……', 'TRƯỞNG BAN'],
    [null, '', '……', '……', '……', 'THỦ TRƯỞNG CƠ QUAN'],
  ] as const)('%j', (issuer, over, body, symbol, place, signs) => {
    const letter = letterOf(issuer, vi);
    expect([letter.over, letter.body, letter.signature.at(-1)]).toEqual([over, body, signs]);
    expect(letter.number).toBe(`Số:          /BC-${symbol}`);
    expect(letter.placeAndDay.startsWith(`${place}, ngày `)).toBe(true);
    expect(letter.recipients.at(-1)).toBe('- Lưu: VT.');
  });
});
