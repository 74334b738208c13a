import { readFileSync } from 'node:fs';
import { readable } from '@thi-dua/gateway/report/language';
import type { ReportFile } from '@thi-dua/gateway/report/model';
import { reportSchemaFile } from '@thi-dua/gateway/schema-files';
import { connect } from '@thi-dua/prisma/connect';
import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { readSheet } from 'read-excel-file/node';
import { beforeAll, describe, expect, test } from 'vitest';
import { serve, tokenFor } from '../gateway/served.js';
import { graph } from '../isolation/graph.js';
import { testDatabase } from '../kit/database.js';
import { callerOf } from '../kit/services.js';
import { paragraphsOf, partsOf, recordsOf, wholeOf } from './kit.js';

const database = await testDatabase();
const { services, gateway, ask } = await graph(database);
const { listener } = await serve(services);

const file = async (tenant: string, path: string) => {
  const response = await fetch(`${listener.url}/reports/${path}`, {
    headers: { authorization: `Bearer ${await tokenFor(tenant)}` },
  });
  expect(response.status, path).toBe(200);
  return new Uint8Array(await response.arrayBuffer());
};
const text = async (tenant: string, path: string) =>
  new TextDecoder('utf-8', { ignoreBOM: true }).decode(await file(tenant, path));

/** Figures that were verified, others that were only submitted, and a partial roll-up: all that a report can show. */
beforeAll(async () => {
  const { data, errors } = await ask(
    'ha-lang',
    'mutation ($input: SubmitObservationsInput!) { submitObservations(input: $input) { errors { code message } } }',
    {
      input: {
        idempotencyKey: 'report-files',
        rows: [
          { localityCode: '048', indicator: 'POOR_HOUSEHOLDS', period: '2022', value: '3456' },
          { localityCode: '048', indicator: 'ESCAPED_POVERTY', period: '2022', value: '321' },
        ],
      },
    },
  );
  expect(errors).toBeUndefined();
  expect(data).toMatchObject({ submitObservations: { errors: [] } });
});

describe.each([
  ['trung-uong', 'VN'],
  ['cao-bang', '04'],
  ['quang-binh', '44'],
  ['a-stranger', '44'],
])('%s on %s in 2022', (tenant, code) => {
  let report: ReportFile['report'];
  let exemplars: ReportFile['exemplars'];
  beforeAll(async () => {
    const { data, errors } = await gateway.execute(wholeOf(2022, code), callerOf(tenant, { roles: [] }));
    expect(errors).toBeUndefined();
    const told = JSON.parse(JSON.stringify(data));
    report = { ...told.annualReport, breakdown: told.annualReport.breakdown.nodes };
    exemplars = told.annualReport.frozenAt === null ? told.exemplars : null;
  });

  test('the JSON file is what the graph answers, and what its schema says', async () => {
    const parsed = JSON.parse(await text(tenant, `2022/${code}.json`));
    expect(parsed).toEqual({ version: 1, report, exemplars });
    const ajv = new Ajv2020({ strict: false, allErrors: true });
    addFormats.default(ajv);
    const validate = ajv.compile(JSON.parse(readFileSync(reportSchemaFile, 'utf8')));
    expect(validate(parsed), JSON.stringify(validate.errors)).toBe(true);
    expect(validate({ ...parsed, report: { ...parsed.report, year: '2022' } })).toBe(false);
  });

  test('every figure is one row of the CSV file, and there is none that the graph does not have', async () => {
    const records = recordsOf(await text(tenant, `2022/${code}.csv`));
    const rows = records
      .filter(({ section, measure }) => section === 'INDICATOR' && measure !== 'CHANGE')
      .map(({ unit_code, item, measure, basis, value, status }) => [unit_code, item, measure, basis, value, status]);
    const expected = [report, ...(report.breakdown ?? [])].flatMap(({ locality, indicators }) =>
      (indicators ?? []).flatMap((each) =>
        (
          [
            ['OPENING', 'OFFICIAL', each.opening],
            ['CLOSING', 'OFFICIAL', each.closing],
            ['OPENING', 'PROVISIONAL', each.provisionalOpening],
            ['CLOSING', 'PROVISIONAL', each.provisional],
          ] as const
        ).map(([measure, basis, figure]) => [
          locality?.code,
          each.indicator.code,
          measure,
          basis,
          figure?.value ?? '',
          figure?.value == null
            ? 'MISSING'
            : figure.origin === 'ROLLED_UP' && !figure.coverage.complete
              ? 'PARTIAL'
              : 'COMPLETE',
        ]),
      ),
    );
    expect(rows).toEqual(expected);
    const only = (section: string) => records.filter((record) => record.section === section);
    expect(only('PLANS').map(({ value }) => Number(value))).toEqual([
      report.plans?.total,
      report.plans?.issued,
      report.plans?.closed,
    ]);
    expect(only('DISCIPLINE').some(({ status }) => status === 'RESTRICTED')).toBe(report.discipline === null);
    expect(only('CONTRIBUTIONS').some(({ status }) => status === 'RESTRICTED')).toBe(report.contributions === null);
  });

  test('the SDMX-CSV file holds each observation once, under all of its dimensions', async () => {
    const content = await text(tenant, `2022/${code}.sdmx.csv`);
    expect(content.startsWith('STRUCTURE,STRUCTURE_ID,ACTION,FREQ,')).toBe(true);
    const records = recordsOf(content);
    const keys = records.map((each) =>
      [each.FREQ, each.REF_AREA, each.INDICATOR, each.BASIS, each.METHODOLOGY, each.TIME_PERIOD].join('|'),
    );
    expect(new Set(keys).size).toBe(keys.length);
    for (const { locality, indicators } of [report, ...(report.breakdown ?? [])])
      for (const { indicator, closing } of indicators ?? []) {
        const found = records.find(
          (each) =>
            each.REF_AREA === locality?.code &&
            each.INDICATOR === indicator.code &&
            each.BASIS === 'OFFICIAL' &&
            each.TIME_PERIOD === '2022',
        );
        expect(found?.OBS_VALUE ?? '').toBe(closing?.value ?? '');
        if (closing && closing.value === null) expect(found?.OBS_STATUS).toBe('O');
      }
  });

  test('the workbook has a sheet for each annex, its numbers as numbers', async () => {
    const bytes = await file(tenant, `2022/${code}.xlsx`);
    const poverty = await readSheet(Buffer.from(bytes), 'PL II Hộ nghèo');
    const table = [report, ...(report.breakdown ?? [])];
    for (const [i, { indicators }] of table.entries()) {
      const of = (indicator: string) => indicators?.find((each) => each.indicator.code === indicator);
      const value = (decimal: string | null | undefined) => (decimal == null ? '–' : Number(decimal));
      const row = poverty[4 + i] ?? [];
      expect([row[3], row[4], row[5], row[9], row[10]]).toEqual([
        value(of('HOUSEHOLDS')?.closing?.value),
        value(of('POOR_HOUSEHOLDS')?.opening?.value),
        value(of('ESCAPED_POVERTY')?.closing?.value),
        value(of('POOR_HOUSEHOLDS')?.closing?.value),
        value(of('POVERTY_RATE')?.closing?.value),
      ]);
    }
    expect(poverty[4 + table.length]?.every((cell) => cell === null) ?? true).toBe(true);
    const parts = partsOf(bytes);
    expect(parts['xl/worksheets/sheet3.xml']).toContain('state="frozen"');
    expect(parts['xl/worksheets/sheet3.xml']).toContain('paperSize="9" orientation="landscape" fitToWidth="1"');
    expect(parts['xl/workbook.xml']).toContain(`localSheetId="2">'PL II Hộ nghèo'!$3:$4</definedName>`);
    for (const [, name = ''] of (parts['xl/workbook.xml'] ?? '').matchAll(/<sheet [^>]*name="([^"]*)"/g))
      expect(name.length, name).toBeLessThanOrEqual(31);
  });

  test('the document says the same figures in Vietnamese, and what is missing or not open', async () => {
    const parts = partsOf(await file(tenant, `2022/${code}.docx`));
    const paragraphs = paragraphsOf(parts['word/document.xml'] ?? '');
    const all = paragraphs.join('\n');
    for (const { indicators } of [report, ...(report.breakdown ?? [])]) {
      for (const { closing, indicator } of indicators ?? []) {
        if (closing?.value == null || indicator.code !== 'POOR_HOUSEHOLDS') continue;
        expect(all).toContain(readable(closing.value, 'vi'));
      }
    }
    expect(all).toContain('CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM');
    expect(all).toContain('từ ngày 01 tháng 01 năm 2022 đến hết ngày 31 tháng 12 năm 2022');
    expect(paragraphs.filter((paragraph) => /^(I|II|III|IV|V)\. /.test(paragraph))).toHaveLength(5);
    expect(paragraphs.filter((paragraph) => paragraph.endsWith('./.'))).toHaveLength(1);
    expect(paragraphs.filter((paragraph) => /^Phụ lục [IVX]+$/.test(paragraph)).length).toBeGreaterThanOrEqual(9);
    expect(all.includes('CHƯA ĐẦY ĐỦ')).toBe(!report.complete);
    expect(all.includes('có thể ít hơn toàn bộ')).toBe(report.restricted);
  });
});

test('a figure that was only submitted stands among the provisional ones alone', async () => {
  const records = recordsOf(await text('cao-bang', '2022/04.csv'));
  const of = (basis: string) =>
    records.find(
      (each) =>
        each.unit_code === '048' &&
        each.item === 'POOR_HOUSEHOLDS' &&
        each.measure === 'CLOSING' &&
        each.basis === basis,
    );
  expect(of('PROVISIONAL')?.value).toBe('3456');
  expect(of('OFFICIAL')?.value).not.toBe('3456');
  const stranger = await fetch(`${listener.url}/reports/2022/04.csv`, {
    headers: { authorization: `Bearer ${await tokenFor('a-stranger')}` },
  });
  expect([stranger.status, await stranger.json()]).toEqual([404, expect.objectContaining({ code: 'NO_DATA' })]);
  const sheet = await readSheet(Buffer.from(await file('cao-bang', '2022/04.xlsx')), 'PL X Hộ nghèo (tạm tính)');
  expect(sheet.find((row) => row[1] === '048')?.[9]).toBe(3456);
});

test('a frozen year gives the same file ever after, beside figures that go on changing', async () => {
  const get = async (known = '') =>
    fetch(`${listener.url}/reports/2022/44.csv`, {
      headers: { authorization: `Bearer ${await tokenFor('quang-binh')}`, 'if-none-match': known },
    });
  const before = await (await get()).text();
  const { data } = await ask(
    'quang-binh',
    'mutation { freezeAnnualReport(input: { year: 2022, code: "44" }) { errors { code } } }',
  );
  expect(data).toMatchObject({ freezeAnnualReport: { errors: [] } });
  const frozen = await get();
  const tag = frozen.headers.get('etag') ?? '';
  expect(await frozen.text()).toBe(before.replace(/(,FROZEN,,2022,)0/, '$11'));
  const { data: submitted } = await ask(
    'quang-binh',
    'mutation ($input: SubmitObservationsInput!) { submitObservations(input: $input) { errors { code } } }',
    {
      input: {
        idempotencyKey: 'after-freeze',
        rows: [{ localityCode: '44', indicator: 'ETHNIC_MINORITY_HOUSEHOLDS', period: '2022', value: '7890' }],
      },
    },
  );
  expect(submitted).toMatchObject({ submitObservations: { errors: [] } });
  expect((await get(tag)).status).toBe(304);
  expect(await text('trung-uong', '2022/44.csv')).toContain(',7890,');
});

test('what is renamed, closed or retired after a freeze changes no byte of its files', async () => {
  const bytes = (name: string) => text('thanh-xuan', `2022/009.${name}`);
  const mutate = async (tenant: string, mutation: string) => {
    const { data, errors } = await ask(tenant, `mutation { ${mutation} }`);
    expect(errors).toBeUndefined();
    for (const answer of Object.values(data ?? {})) expect(answer).toMatchObject({ errors: [] });
  };
  await mutate('thanh-xuan', 'freezeAnnualReport(input: { year: 2022, code: "009" }) { errors { code } }');
  const [file, rows] = [await bytes('json'), await bytes('csv')];
  const { report } = JSON.parse(file);
  const plan = report.plans.plans.nodes.find((one: { tenant: { slug: string } }) => one.tenant.slug === 'thanh-xuan');
  expect([plan.status, report.milestones.length > 0]).toEqual(['ISSUED', true]);
  await mutate('thanh-xuan', `closePlan(input: { id: "${plan.id}", closedOn: "2022-12-01" }) { errors { code } }`);
  const code = 'POVERTY_REDUCTION_MODELS';
  await mutate('trung-uong', `retireIndicator(input: { code: "${code}", on: "2027-01-01" }) { errors { code } }`);
  const operator = await connect(database.operatorUrl);
  // As if the names had been other ones all the time.
  await operator.query(`UPDATE map.locality_name SET name = 'Tên khác', full_name = 'Quận Tên khác'
    WHERE locality_id IN (SELECT id FROM map.locality WHERE code IN ('01', '009'))`);
  await operator.query(`UPDATE map.tenant SET name = 'Tên khác'`);
  await operator.end();
  expect(await bytes('json')).toBe(file);
  expect(await bytes('csv')).toBe(rows);
  expect(file).toContain('Thanh Xuân');
  // Whoever stands above, and the report of today, sees the new names.
  expect(await text('trung-uong', '2022/009.json')).toContain('Tên khác');
});
