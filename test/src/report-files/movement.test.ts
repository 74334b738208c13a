import { reportCommand } from '@thi-dua/gateway/report/command';
import { movementSchema } from '@thi-dua/gateway/report/json-schema';
import { MOVEMENT, MOVEMENT_DOCUMENT } from '@thi-dua/gateway/report/movement/operation';
import { POVERTY_INDICATORS } from '@thi-dua/gateway/report/operation';
import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { describe, expect, test } from 'vitest';
import { serve, tokenFor } from '../gateway/served.js';
import { graph } from '../isolation/graph.js';
import { testDatabase } from '../kit/database.js';
import { callerOf } from '../kit/services.js';
import { recordsOf } from './kit.js';

const { services, gateway } = await graph(await testDatabase());
const { listener } = await serve(services);

const get = async (tenant: string, path: string, headers: Record<string, string> = {}) =>
  fetch(`${listener.url}/reports/movement/${path}`, {
    headers: { authorization: `Bearer ${await tokenFor(tenant)}`, ...headers },
  });
const FINAL = 'VNN-2021-2025/2021-2025/04';

/** What the graph answers the same caller, its units together as the file has them. */
async function byGraph(tenant: string) {
  const { data, errors } = await gateway.execute(
    {
      query: MOVEMENT_DOCUMENT,
      operationName: MOVEMENT,
      variables: {
        ...{ movement: 'VNN-2021-2025', from: 2021, to: 2025, code: '04', asOf: null, boundary: null },
        ...{ first: 500, listed: 200, codes: [...POVERTY_INDICATORS] },
      },
    },
    callerOf(tenant, { roles: [] }),
  );
  expect(errors).toBeUndefined();
  const { movementReport } = JSON.parse(JSON.stringify(data));
  return { version: 1, report: { ...movementReport, breakdown: movementReport.breakdown.nodes } };
}

describe.each(['cao-bang', 'a-stranger'])("a movement's report as a file, for %s", (tenant) => {
  test('is in JSON what the graph answers, and what its schema says', async () => {
    const response = await get(tenant, `${FINAL}.json`);
    expect(response.status).toBe(200);
    const file = await response.json();
    expect(file).toEqual(await byGraph(tenant));
    const ajv = new Ajv2020({ strict: false });
    addFormats.default(ajv);
    const valid = ajv.compile(JSON.parse(movementSchema()));
    expect(valid(file), JSON.stringify(valid.errors)).toBe(true);
    // The standard of 2021 and that of the years behind it, and what became of the map in 2025.
    const poor = file.report.indicators.find(
      ({ indicator }: { indicator: { code: string } }) => indicator.code === 'POOR_HOUSEHOLDS',
    );
    expect(poor.breaks).toHaveLength(1);
    expect(file.report.units.changes.length).toBeGreaterThan(0);
  });

  test('is in CSV each of its figures once, by stretch of one standard', async () => {
    const { report } = await byGraph(tenant);
    const rows = recordsOf(await (await get(tenant, `${FINAL}.csv`)).text());
    type Figures = { stretches: { values: unknown[]; provisional: unknown[]; change: unknown; total: unknown }[] };
    const expected = [report, ...report.breakdown]
      .flatMap(({ indicators }: { indicators: Figures[] }) => indicators)
      .flatMap(({ stretches }) => stretches)
      .map(({ values, provisional, change, total }) => {
        const more = [change, total].filter((each) => each !== null).length;
        return 2 + values.length + provisional.length + more;
      });
    expect(rows).toHaveLength(expected.reduce((sum, each) => sum + each, 0));
    expect(new Set(rows.map(({ stretch_from, stretch_to }) => `${stretch_from}-${stretch_to}`))).toEqual(
      new Set(['2021-2021', '2022-2025', '2021-2025']),
    );
  });
});

test('has an entity tag by which nothing is sent twice', async () => {
  const first = await get('cao-bang', `${FINAL}.json`);
  await first.text();
  const etag = first.headers.get('etag') ?? '';
  expect((await get('cao-bang', `${FINAL}.json`, { 'if-none-match': etag })).status).toBe(304);
  expect((await get('a-stranger', `${FINAL}.json`, { 'if-none-match': etag })).status).toBe(200);
});

const next = new Date().getFullYear() + 1;
test.each([
  ['VNN-2021-2025/2021-2025/04.pdf', {}, '404 UNKNOWN_FORMAT'],
  ['VNN-2021-2025/2021-2025/zz.json', {}, '404 UNKNOWN_UNIT'],
  ['VNN-2021-2025/2021/04.json', {}, '404 NOT_FOUND'],
  ['VNN-2021-2025/2025-2021/04.json', {}, '400 BAD_REQUEST'],
  ['VNN-2021-2025/2016-2019/04.json', {}, '400 BAD_REQUEST'],
  ['NONE/2021-2025/04.json', {}, '400 BAD_REQUEST'],
  [`VNN-2021-2025/2021-${next}/04.json`, {}, '400 FUTURE_YEAR'],
  ['VNN-2021-2025/2021-2025/04.json?asOf=2025-02-30', {}, '400 BAD_DAY'],
  ['VNN-2021-2025/2021-2025/04.json?year=2021', {}, '400 UNKNOWN_PARAMETER'],
  ['VNN-2021-2025/2021-2025/04', { accept: 'application/pdf' }, '406 NOT_ACCEPTABLE'],
])('%s with %j is answered with %s', async (path, headers, expected) => {
  const response = await get('cao-bang', path, headers);
  const { code } = await response.json();
  expect(`${response.status} ${code}`).toBe(expected);
});

test('is written by the command of operators as well', () => {
  const { wish, out } = reportCommand(['2021-2025', '04', '--movement', 'VNN-2021-2025', '--format', 'csv']);
  expect(wish).toMatchObject({ movement: 'VNN-2021-2025', from: 2021, to: 2025, code: '04', asOf: null });
  expect(out).toBe('2021-2025-04.csv');
  expect(() => reportCommand(['2022', '04', '--as-of', '2022-01-01', '--format', 'csv'])).toThrow('--movement');
});
