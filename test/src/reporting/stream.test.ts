import { request } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { connect } from '@thi-dua/prisma/connect';
import { createIdentitySigner } from '@thi-dua/schema/identity';
import { afterAll, describe, expect, test } from 'vitest';
import { tokenFor } from '../gateway/served.js';
import { xlsx } from '../import/xlsx-file.js';
import { testDatabase } from '../kit/database.js';
import { callerOf, identityKey, indicators } from '../kit/services.js';
import { CSV, csv, NDJSON, newKey, reporting, XLSX } from './reporting-kit.js';

const database = await testDatabase();
const operator = await connect(database.operatorUrl);
afterAll(() => operator.end());
const { send } = await reporting(database.appUrl);

const districts = ['450', '452', '453', '454', '455', '456', '457', '458'];
const rowsOf = (period: string, value: string, indicator = 'HOUSEHOLDS') =>
  districts.map((code) => `${code},${indicator},${period},${value}`);
const stored = async (period: string, indicator = 'HOUSEHOLDS') => {
  const { rows } = await operator.query<{ n: number }>(
    "SELECT count(*)::int AS n FROM indicators.observation WHERE period = $1 AND indicator = $2 AND submitted_by <> 'seed'",
    [period, indicator],
  );
  return rows[0]?.n;
};
const leftovers = async () => {
  const { rows } = await operator.query<{ n: number }>(
    `SELECT count(*)::int AS n FROM pg_stat_activity WHERE datname = current_database() AND state LIKE 'idle in transaction%'`,
  );
  return rows[0]?.n;
};

describe.each(['in process', 'over HTTP'] as const)('a file, %s', async (over) => {
  const at = await reporting(database.appUrl, over);
  const year = over === 'in process' ? '2019' : '2020';

  test('is taken in whole, and told about line by line', async () => {
    const answer = await at.send('quang-binh', csv(rowsOf(year, '7')));
    expect(answer.status).toBe(200);
    expect(answer.lines[0]).toMatchObject({ type: 'progress', phase: 'receiving' });
    expect(answer.end).toEqual({ type: 'summary', accepted: 8, rejected: 0, empty: 0, faults: 0, replayed: false });
    expect(await stored(year)).toBe(8);
  });

  test('with one faulty row is refused whole, or but for that row; every fault is told', async () => {
    const rows = [
      ...rowsOf(`${year}-11`, '7').slice(1),
      `450,HOUSEHOLDS,${year}-11,x`,
      `009,HOUSEHOLDS,${year}-11,1,2`,
    ];
    const refused = await at.send('quang-binh', csv(rows));
    expect(refused.end).toMatchObject({ accepted: 0, rejected: 9, faults: 2 });
    expect(refused.faults).toMatchObject([
      { line: 9, field: 'value', code: 'BAD_VALUE' },
      { line: 10, field: null, code: 'BAD_ROW' },
    ]);
    expect(await stored(`${year}-11`)).toBe(0);
    const taken = await at.send('quang-binh', csv(rows), { mode: 'ACCEPT_VALID' });
    expect(taken.end).toMatchObject({ accepted: 7, rejected: 2, faults: 2 });
    expect(taken.faults).toEqual(refused.faults);
    expect(await stored(`${year}-11`)).toBe(7);
  });

  test('is taken in once under one key: a retry is answered, faults included', async () => {
    const key = newKey();
    const file = csv([...rowsOf(`${year}-10`, '7'), `009,HOUSEHOLDS,${year}-10,1`]);
    const first = await at.send('quang-binh', file, { key, mode: 'ACCEPT_VALID' });
    const again = await at.send('quang-binh', file, { key, mode: 'ACCEPT_VALID' });
    expect(first.end).toMatchObject({ accepted: 8, rejected: 1, replayed: false });
    expect(again.end).toEqual({ ...first.end, replayed: true });
    expect(again.faults).toEqual(first.faults);
    expect(await stored(`${year}-10`)).toBe(8);
    const other = await at.send('quang-binh', csv(rowsOf(`${year}-10`, '8')), { key, mode: 'ACCEPT_VALID' });
    expect(other.end).toMatchObject({ type: 'error', code: 'IDEMPOTENCY_KEY_REUSED' });
    // The key is this person's own.
    expect((await at.send('quang-binh', file, { key, mode: 'ACCEPT_VALID', subject: 'another' })).end).toMatchObject({
      replayed: false,
    });
  });

  test('two at once under one key are one', async () => {
    const key = newKey();
    const file = csv(rowsOf(`${year}-09`, '7'));
    const answers = await Promise.all([1, 2, 3].map(() => at.send('quang-binh', file, { key })));
    expect(answers.map(({ end }) => end?.replayed).sort()).toEqual([false, true, true]);
    expect(await stored(`${year}-09`)).toBe(8);
  });

  test('is refused before it is read where something about the request is wrong', async () => {
    const file = csv(rowsOf('2018', '1'));
    expect((await at.send('quang-binh', file, { media: 'application/json' })).status).toBe(415);
    expect((await at.send('quang-binh', file, { key: 'two words' })).status).toBe(400);
    expect((await at.send('quang-binh', file, { mode: 'PERHAPS' })).status).toBe(400);
    const url = `${at.served.listener.url}/import/observations`;
    expect((await fetch(url, { method: 'POST', body: file })).status).toBe(401);
    expect((await fetch(url)).status).toBe(405);
    expect(await stored('2018')).toBe(0);
  });

  test('whose sender goes away midway leaves nothing', async () => {
    const rows = Array.from({ length: 40_000 }, (_, i) => `450,HOUSEHOLDS,${1900 + (i % 100)}-0${1 + (i % 9)},${i}`);
    const before = await stored('1950-06');
    const token = await tokenFor('quang-binh');
    await new Promise<void>((resolve) => {
      const sending = request(`${at.served.listener.url}/import/observations?mode=ACCEPT_VALID`, {
        method: 'POST',
        headers: { authorization: `Bearer ${token}`, 'content-type': CSV, 'idempotency-key': newKey() },
      });
      sending.once('error', () => {}).once('close', resolve);
      sending.write(csv(rows));
      setTimeout(() => sending.destroy(), 300);
    });
    await sleep(500);
    expect(await stored('1950-06')).toBe(before);
    expect(await leftovers()).toBe(0);
  });

  test('whose sender goes away while it is written leaves nothing either', async () => {
    const period = over === 'in process' ? '2015-01' : '2015-02';
    const token = await tokenFor('quang-binh');
    // Someone holds the tenant's turn, so that the import waits in the midst of its transaction.
    await operator.query('BEGIN');
    await operator.query(`SELECT pg_advisory_xact_lock(hashtextextended('indicators.observation/quang-binh', 0))`);
    await new Promise<void>((resolve) => {
      const sending = request(
        `${at.served.listener.url}/import/observations`,
        {
          method: 'POST',
          headers: { authorization: `Bearer ${token}`, 'content-type': CSV, 'idempotency-key': newKey() },
        },
        (response) => {
          response.on('data', (data) => {
            if (String(data).includes('checking')) sending.destroy();
          });
        },
      );
      sending.once('error', () => {}).once('close', resolve);
      sending.end(csv(rowsOf(period, '1')));
    });
    await sleep(200);
    await operator.query('ROLLBACK');
    await expect.poll(leftovers, { timeout: 10_000 }).toBe(0);
    expect(await stored(period)).toBe(0);
  });
});

describe('a file as programs write them', () => {
  const ndjson = (rows: object[]) => `${rows.map((row) => JSON.stringify(row)).join('\n')}\n`;

  test('NDJSON, with numbers or texts', async () => {
    const file = ndjson([
      { localityCode: '450', indicator: 'HOUSEHOLDS', period: '2017', value: 7 },
      {
        localityCode: '452',
        indicator: 'HOUSEHOLDS',
        period: '2017',
        value: '8',
        asOf: '2017-06-01',
        methodology: null,
      },
    ]);
    expect((await send('quang-binh', file, { media: NDJSON })).end).toMatchObject({ accepted: 2, faults: 0 });
  });

  test('NDJSON whose lines are not what they should be', async () => {
    const file = `{"localityCode":"450","indicator":"HOUSEHOLDS","period":"2017-05","value":1}
[1]
{"localityCode":450,"indicator":"HOUSEHOLDS","period":"2017","value":1}
{"localityCode":"450","indicator":"HOUSEHOLDS","period":"2017","value":1e30}
{"localityCode":"450","indicator":"HOUSEHOLDS","period":"2017","value":1,"colour":"red"}
{"localityCode":"450","ind`;
    const { faults, end } = await send('quang-binh', file, { media: NDJSON, mode: 'ACCEPT_VALID' });
    expect(faults.map(({ line, code }) => [line, code])).toEqual([
      [2, 'BAD_ROW'],
      [3, 'BAD_ROW'],
      [4, 'BAD_VALUE'],
      [5, 'BAD_ROW'],
      [6, 'BAD_ROW'],
      [6, 'CUT_SHORT'],
    ]);
    // A file that was cut is not taken in by halves, whatever the mode.
    expect(end).toMatchObject({ accepted: 0 });
  });

  test('XLSX, with codes as texts and values as numbers', async () => {
    const file = xlsx([
      ['localityCode', 'indicator', 'period', 'value', 'localityName'],
      ['450', 'HOUSEHOLDS', '2016', 7, 'Đồng Hới'],
      ['452', 'HOUSEHOLDS', 2016, '8'],
      ['453', 'HOUSEHOLDS', '2016', 9.5],
    ]);
    const { faults, end } = await send('quang-binh', new Uint8Array(file), { media: XLSX, mode: 'ACCEPT_VALID' });
    expect(faults).toMatchObject([{ line: 4, code: 'NOT_INTEGER' }]);
    expect(end).toMatchObject({ accepted: 2, rejected: 1 });
  });

  const whole = xlsx([
    ['localityCode', 'indicator', 'period', 'value'],
    ['450', 'HOUSEHOLDS', '2016-01', 7],
  ]);
  test.each([
    ['cut short', whole.subarray(0, whole.length - 40)],
    ['not one at all', Buffer.from('localityCode,indicator,period,value\n')],
    ['a zip of other things', Buffer.from(whole.toString('latin1').replaceAll('xl/workbook', 'xx/workbook'), 'latin1')],
    ['with a broken sheet', Buffer.from(whole.toString('latin1').replaceAll('</sheetData>', '</sheetDota>'), 'latin1')],
    ['empty', Buffer.alloc(0)],
  ])('XLSX %s', async (_what, file) => {
    const { faults, end } = await send('quang-binh', new Uint8Array(file), { media: XLSX, mode: 'ACCEPT_VALID' });
    expect(faults).toMatchObject([{ line: null, code: 'FILE_UNREADABLE' }]);
    expect(end).toMatchObject({ type: 'summary', accepted: 0 });
  });

  const header = 'localityCode,localityName,indicator,period,value';
  const named = (name: string, period: string) => `${header}\n450,${name},HOUSEHOLDS,${period},7\n`;
  test.each([
    ['with a byte-order mark', `\uFEFF${named('Đồng Hới', '2016-03')}`],
    ['with names in pieces (NFD)', named('Đồng Hới'.normalize('NFD'), '2016-04')],
    ['with lines that end as on Windows', named('Đồng Hới', '2016-05').replaceAll('\n', '\r\n')],
    [
      'in the old code page',
      Buffer.from('localityCode,localityName,indicator,period,value\n450,\xD0\xF4ng,HOUSEHOLDS,2016-06,7\n', 'latin1'),
    ],
    ['in UTF-16', Buffer.from(`\uFEFF${named('Đồng Hới', '2016-07')}`, 'utf16le')],
    ['without a last line end', named('Đồng Hới', '2016-08').trimEnd()],
    [
      'with other names of columns',
      named('Đồng Hới', '2016-09').replace(header, 'Locality_Code,LOCALITY NAME,indicator,period,Value'),
    ],
  ])('CSV %s', async (_what, file) => {
    const body = typeof file === 'string' ? file : new Uint8Array(file);
    expect((await send('quang-binh', body)).end).toMatchObject({ accepted: 1, faults: 0 });
  });

  const good = '450,HOUSEHOLDS,2016-10,7';
  test.each<[string, string | Buffer, string, number | null]>([
    ['without a column that is needed', 'localityCode,indicator,value\n450,HOUSEHOLDS,1\n', 'COLUMNS', 1],
    ['separated by semicolons', csv([good]).replaceAll(',', ';'), 'COLUMNS', 1],
    ['with a column nobody knows', csv([`${good},x`], 'localityCode,indicator,period,value,methdology'), 'COLUMNS', 1],
    ['that names a column twice', csv([`${good},x`], 'localityCode,indicator,period,value,value'), 'COLUMNS', 1],
    ['that is empty', '', 'EMPTY', null],
    ['without rows', csv([]), 'EMPTY', null],
    ['cut short in a line', csv([good, '452,HOUSEHOLDS']).trimEnd(), 'CUT_SHORT', 3],
    ['cut short in quotes', csv([good, '452,"HOUSEHOLDS']).trimEnd(), 'CUT_SHORT', 3],
    [
      'damaged in its midst',
      Buffer.concat([Buffer.from(csv([good, `452,Đồng Hới,x`, '453,Bố Trạch,x'])), Buffer.from([0xff, 0x0a])]),
      'ENCODING',
      5,
    ],
  ])('CSV %s is refused whole, whatever the mode', async (_what, file, code, line) => {
    const body = typeof file === 'string' ? file : new Uint8Array(file);
    const { faults, end } = await send('quang-binh', body, { mode: 'ACCEPT_VALID' });
    expect(faults.at(-1)).toMatchObject({ code, line });
    expect(end).toMatchObject({ type: 'summary', accepted: 0 });
    expect(await stored('2016-10')).toBe(0);
  });

  test('rows that state nothing are left out', async () => {
    const file = csv([...rowsOf('2016-12', '').slice(1), '450,HOUSEHOLDS,2016-12,4']);
    expect((await send('quang-binh', file)).end).toMatchObject({ accepted: 1, empty: 7, faults: 0 });
  });

  test('texts that no database holds, numbers of any length, days that are none', async () => {
    const file = csv(
      [
        '45\u00000,HOUSEHOLDS,2023,1,',
        `450,HOUSEHOLDS,2023,${'9'.repeat(400)},`,
        '450,HOUSEHOLDS,2023,1e3,',
        '450,HOUSEHOLDS,2023,1,2023-02-29',
        "450,HOUSEHOLDS,2023',1,",
        '450,"HOUSE\nHOLDS",2023,1,',
        '450,HOUSEHOLDS,2022,-1,',
      ],
      'localityCode,indicator,period,value,asOf',
    );
    const { faults } = await send('quang-binh', file);
    expect(faults.map(({ line, code }) => [line, code])).toEqual([
      [2, 'UNKNOWN_LOCALITY'],
      [3, 'BAD_VALUE'],
      [4, 'BAD_VALUE'],
      [4, 'DUPLICATE_ROW'],
      [5, 'BAD_DAY'],
      [6, 'BAD_PERIOD'],
      [7, 'UNKNOWN_INDICATOR'],
      [9, 'OUT_OF_BOUNDS'],
    ]);
  });
});

test('a hundred thousand faults are told in the order of their lines, without being held', async () => {
  const rows = Array.from({ length: 100_000 }, (_, i) => `x${i},HOUSEHOLDS,2023,1`);
  const before = process.memoryUsage().rss;
  const { faults, end } = await send('quang-binh', csv(rows), { mode: 'ACCEPT_VALID' });
  expect(end).toMatchObject({ accepted: 0, rejected: 100_000, faults: 100_000 });
  expect(faults.length).toBe(100_000);
  expect(faults.every(({ line }, i) => line === i + 2)).toBe(true);
  expect(process.memoryUsage().rss - before).toBeLessThan(500 * 1024 ** 2);
}, 120_000);

test('needs the role', async () => {
  const service = indicators(database.appUrl);
  const identity = await createIdentitySigner(identityKey).sign(
    callerOf('quang-binh', { roles: ['ANALYST'] }),
    service.name,
  );
  const answer = await service.serve(
    { method: 'POST', path: '/import/observations' },
    {
      query: new URLSearchParams(),
      headers: { 'content-type': CSV, 'idempotency-key': 'k' },
      body: (async function* () {})(),
      signal: new AbortController().signal,
    },
    identity,
  );
  expect([answer.status, JSON.parse(String(answer.body)).errors[0].extensions.code]).toEqual([403, 'FORBIDDEN']);
});
