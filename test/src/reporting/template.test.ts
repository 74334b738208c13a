import { readSheet } from 'read-excel-file/node';
import { describe, expect, test } from 'vitest';
import { xlsx } from '../import/xlsx-file.js';
import { testDatabase } from '../kit/database.js';
import { CSV, reporting, XLSX } from './reporting-kit.js';

const database = await testDatabase();
const { send, template } = await reporting(database.appUrl);
const elsewhere = await reporting(database.appUrl, 'over HTTP');

const column = (header: readonly unknown[], name: string) => header.indexOf(name);

describe('a template', () => {
  test('as CSV, filled in, is taken in as it is', async () => {
    const response = await template('thanh-xuan', 'period=2022&format=csv');
    expect(response.status).toBe(200);
    expect(response.headers.get('content-disposition')).toBe('attachment; filename="observations-thanh-xuan-2022.csv"');
    const bytes = new Uint8Array(await response.arrayBuffer());
    // The mark by which spreadsheet programs know Vietnamese letters.
    expect([...bytes.subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
    const [header = '', ...rows] = new TextDecoder().decode(bytes).trimEnd().split('\r\n');
    expect(header).toBe('localityCode,localityName,indicator,indicatorName,unit,period,methodology,value');
    expect(rows.some((row) => row.startsWith('00343,Phường Nhân Chính,HOUSEHOLDS,'))).toBe(true);
    expect(rows.every((row) => row.endsWith(','))).toBe(true);
    const filled = rows.map((row) => (row.includes(',HOUSEHOLDS,') ? `${row}1000` : row));
    const answer = await send('thanh-xuan', [header, ...filled].join('\r\n'), { media: CSV });
    expect(answer.faults).toEqual([]);
    const households = rows.filter((row) => row.includes(',HOUSEHOLDS,')).length;
    expect(answer.end).toMatchObject({ accepted: households, empty: rows.length - households });
    expect(households).toBeGreaterThan(5);
  });

  test('as a workbook, filled in with everything that is due, is taken in as it is', async () => {
    const response = await elsewhere.template('thanh-xuan', 'period=2023-11&format=xlsx');
    expect(response.headers.get('content-type')).toBe(XLSX);
    const sheet = await readSheet(Buffer.from(await response.arrayBuffer()), 1);
    const [header = [], ...rows] = sheet.map((row) => row.map((cell) => String(cell ?? '')));
    const value = header.length - 1;
    expect(column(header, 'value')).toBe(value);
    const filled = rows.map((row) => row.map((cell, i): string | number => (i === value ? 0 : cell)));
    const answer = await send('thanh-xuan', new Uint8Array(xlsx([header, ...filled])), { media: XLSX });
    expect(answer.faults).toEqual([]);
    expect(answer.end).toMatchObject({ accepted: rows.length, empty: 0 });
  });

  test("lists one's own units and no others': not those that have an authority of their own", async () => {
    const codes = async (tenant: string, period: string) => {
      const text = await (await template(tenant, `period=${period}`)).text();
      return new Set(
        text
          .trimEnd()
          .split('\r\n')
          .slice(1)
          .map((row) => row.split(',', 1)[0]),
      );
    };
    const [province, city] = [await codes('bac-giang', '2022'), await codes('tp-bac-giang', '2022')];
    expect(province.has('24')).toBe(true);
    expect(city.has('213')).toBe(true);
    expect([...city].filter((code) => province.has(code))).toEqual([]);
    // An agency has no territory; a tenant that had ended has none left, and its successor reports what was open.
    expect((await codes('ban-dan-toc-cao-bang', '2022')).size).toBe(0);
    expect((await codes('thanh-xuan', '2026')).size).toBe(0);
    expect((await codes('quang-tri', '2022')).has('450')).toBe(true);
  });

  test('asks for figures under a local standard as well where it holds, and nowhere else', async () => {
    const rowsOf = async (tenant: string, period: string) =>
      (await (await template(tenant, `period=${period}`)).text()).trimEnd().split('\r\n').slice(1);
    const due = (rows: string[], standard: string) =>
      rows.filter((row) => row.includes(',POOR_HOUSEHOLDS,') && row.includes(`,${standard},`));
    const here = await rowsOf('thanh-xuan', '2019');
    const [national, local] = [due(here, 'QD59_2015'), due(here, 'HN_2016')];
    expect(local.length).toBeGreaterThan(5);
    expect(local).toHaveLength(national.length);
    const [header] = (await (await template('thanh-xuan', 'period=2019')).text()).split('\r\n');
    const answer = await send('thanh-xuan', [header, ...local.map((row) => `${row}3`)].join('\r\n'), { media: CSV });
    expect(answer.end).toMatchObject({ accepted: local.length, faults: 0 });
    expect(due(await rowsOf('quang-binh', '2019'), 'HN_2016')).toEqual([]);
    // When it was no longer in force, nobody was due to use it.
    expect(due(await rowsOf('thanh-xuan', '2023'), 'HN_2016')).toEqual([]);
  });

  test.each([
    ['period=2022-13', 400],
    ['', 400],
    ['period=2022&format=pdf', 400],
  ])('told wrongly: %s', async (query, status) => {
    expect((await template('ha-noi', query)).status).toBe(status);
  });
});
