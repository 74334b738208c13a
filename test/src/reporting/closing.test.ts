import { verifyRollUps } from '@thi-dua/indicators/verify-rollups/roll-up-differences';
import { connect } from '@thi-dua/prisma/connect';
import { afterAll, describe, expect, test } from 'vitest';
import { testDatabase } from '../kit/database.js';
import { ask, callerOf, indicators } from '../kit/services.js';
import { csv, reporting } from './reporting-kit.js';

const database = await testDatabase();
const operator = await connect(database.operatorUrl);
afterAll(() => operator.end());
const service = indicators(database.appUrl);
const { send } = await reporting(database.appUrl);

type Values = Partial<Record<'stock' | 'escaped' | 'newly' | 'back' | 'other', number>>;
const codes = {
  stock: 'POOR_HOUSEHOLDS',
  escaped: 'ESCAPED_POVERTY',
  newly: 'NEWLY_POOR',
  back: 'FALLEN_BACK',
  other: 'OTHER_CHANGE',
};
/** The rows of one unit and year. */
const year = (code: string, period: string, values: Values) =>
  Object.entries(values).map(([term, value]) => ({
    localityCode: code,
    indicator: codes[term as keyof typeof codes],
    period,
    value: String(value),
    ...(period === '2021' && { methodology: 'ND07_2021' }),
  }));
let keys = 0;
async function submit(rows: object[], mode = 'ALL_OR_NOTHING', tenant = 'quang-binh') {
  const { data, errors } = await ask(
    service,
    callerOf(tenant),
    `mutation ($input: SubmitObservationsInput!) { submitObservations(input: $input) { accepted rejected errors { row code message } } }`,
    { input: { idempotencyKey: `closing-${++keys}`, mode, rows } },
  );
  expect(errors).toBeUndefined();
  return (
    data as {
      submitObservations: {
        accepted: number;
        rejected: number;
        errors: { row: number; code: string; message: string }[];
      };
    }
  ).submitObservations;
}
const flagsOf = async (tenant: string, code: string, period: string) => {
  const { data, errors } = await ask(
    service,
    callerOf(tenant),
    `{ observations(filter: { localityCode: "${code}", asOf: "2022-12-31", indicator: "POOR_HOUSEHOLDS", period: "${period}" }) { nodes { value flags { code explanation } } } }`,
  );
  expect(errors).toBeUndefined();
  return (data as { observations: { nodes: { value: string; flags: { code: string; explanation: string }[] }[] } })
    .observations.nodes;
};
const holds = { escaped: 20, newly: 5, back: 3, other: -2 };

describe('the stock of a year follows from the one before', () => {
  test('within one submission', async () => {
    const rows = [...year('450', '2021', { stock: 100 }), ...year('450', '2022', { stock: 87, ...holds })];
    const broken = await submit(rows);
    expect(broken).toMatchObject({ accepted: 0, rejected: 6 });
    // Every row of the year, and not the stock that it opens with.
    expect(broken.errors.map(({ row, code }) => [row, code])).toEqual(
      [1, 2, 3, 4, 5].map((row) => [row, 'IDENTITY_BROKEN']),
    );
    expect(broken.errors[0]?.message).toBe(
      'POOR_HOUSEHOLDS of 2022 is 87, but the stock that it opens with and the changes of the year come to 86: a difference of 1.',
    );
    const whole = [...year('450', '2021', { stock: 100 }), ...year('450', '2022', { stock: 86, ...holds })];
    expect(await submit(whole)).toMatchObject({ accepted: 6, errors: [] });
  });

  test('with what is stored', async () => {
    expect((await submit(year('450', '2023', { ...holds, stock: 73 }))).errors[0]?.message).toContain(
      'a difference of 1',
    );
    expect(await submit(year('450', '2023', { ...holds, stock: 72 }))).toMatchObject({ accepted: 5 });
    // One term alone is held against all that is stored.
    expect((await submit(year('450', '2023', { escaped: 21 }))).errors).toMatchObject([
      { row: 0, code: 'IDENTITY_BROKEN' },
    ]);
    expect(await submit(year('450', '2023', { escaped: 21, newly: 6 }))).toMatchObject({ accepted: 2, errors: [] });
  });

  test('and is not asked where a term is missing', async () => {
    expect(await submit(year('452', '2022', { stock: 5, ...holds }))).toMatchObject({ accepted: 5, errors: [] });
    expect(await submit(year('453', '2022', { stock: 5, escaped: 900 }))).toMatchObject({ accepted: 2, errors: [] });
  });

  test('what belongs together is refused together, and the rest taken in', async () => {
    const rows = [
      ...year('454', '2021', { stock: 100 }),
      ...year('454', '2022', { stock: 99, ...holds }),
      ...year('455', '2021', { stock: 100 }),
      ...year('455', '2022', { stock: 86, ...holds }),
    ];
    const answer = await submit(rows, 'ACCEPT_VALID');
    expect(answer).toMatchObject({ accepted: 7, rejected: 5 });
    expect(answer.errors.map(({ row }) => row)).toEqual([1, 2, 3, 4, 5]);
  });

  test('a year that rested on one that is refused is looked at again', async () => {
    // Stored: 2021 100, 2022 86. The new 2022 does not hold; 2023 holds on it, but not on the stored one.
    await submit([...year('456', '2021', { stock: 100 }), ...year('456', '2022', { stock: 86, ...holds })]);
    const rows = [...year('456', '2022', { stock: 90 }), ...year('456', '2023', { stock: 76, ...holds })];
    const answer = await submit(rows, 'ACCEPT_VALID');
    expect(answer).toMatchObject({ accepted: 0, rejected: 6 });
    expect(answer.errors.map(({ code }) => code)).toEqual(Array(6).fill('IDENTITY_BROKEN'));
  });

  describe('in a unit that began within it, from the baseline that is stated for the month before', () => {
    const BEGAN = '2025-07-01';
    const of = (rows: object[]) => rows.map((row) => ({ ...row, asOf: BEGAN }));
    const opening = (value: number, indicator = 'POOR_HOUSEHOLDS') =>
      of([{ localityCode: '24', indicator, period: '2025-06', value: String(value) }]);
    const first = (stock: number) => of(year('24', '2025', { stock, ...holds }));

    test('within one submission, and with what is stored', async () => {
      const broken = await submit([...opening(100), ...first(87)], 'ALL_OR_NOTHING', 'bac-ninh');
      expect(broken.errors.map(({ row, code }) => [row, code])).toEqual(
        [1, 2, 3, 4, 5].map((row) => [row, 'IDENTITY_BROKEN']),
      );
      expect(broken.errors[0]?.message).toBe(
        'POOR_HOUSEHOLDS of 2025 is 87, but the stock that it opens with and the changes of the year come to 86: a difference of 1.',
      );
      expect(await submit(opening(100), 'ALL_OR_NOTHING', 'bac-ninh')).toMatchObject({ accepted: 1, errors: [] });
      expect((await submit(first(87), 'ALL_OR_NOTHING', 'bac-ninh')).errors).toHaveLength(5);
      expect(await submit(first(86), 'ALL_OR_NOTHING', 'bac-ninh')).toMatchObject({ accepted: 5, errors: [] });
    });

    test('whose correction flags that year', async () => {
      await submit(opening(101), 'ALL_OR_NOTHING', 'bac-ninh');
      const { data } = await ask(
        service,
        callerOf('bac-ninh'),
        `{ observations(filter: { localityCode: "24", asOf: "${BEGAN}", indicator: "POOR_HOUSEHOLDS" }) { nodes { period value flags { code } } } }`,
      );
      expect(JSON.parse(JSON.stringify(data)).observations.nodes).toEqual(
        expect.arrayContaining([
          { period: '2025-06', value: '101', flags: [] },
          { period: '2025', value: '86', flags: [{ code: 'IDENTITY_BROKEN' }] },
        ]),
      );
    });

    test('which is a stock of that month, stated by whoever answers for the unit; nothing rolls up of it', async () => {
      const codesOf = async (rows: object[], tenant = 'bac-ninh') =>
        (await submit(rows, 'ALL_OR_NOTHING', tenant)).errors.map(({ code }) => code);
      expect(await codesOf(opening(1, 'ESCAPED_POVERTY'))).toEqual(['NOT_YET_LOCALITY']);
      expect(await codesOf(opening(1).map((row) => ({ ...row, period: '2025-05' })))).toEqual(['NOT_YET_LOCALITY']);
      expect(await codesOf(opening(1).map((row) => ({ ...row, period: '2025-Q2' })))).toEqual(['NOT_YET_LOCALITY']);
      expect(await codesOf(opening(1), 'quang-tri')).toEqual(['FOREIGN_LOCALITY']);
      expect(await verifyRollUps(operator)).toMatchObject({ differences: [], crossings: [] });
    });
  });

  test('a faulty row is told as what it is, not as a stock that does not follow', async () => {
    await submit([...year('457', '2021', { stock: 100 }), ...year('457', '2022', { stock: 86, ...holds })]);
    const rows = [...year('457', '2022', { stock: 80 }), { ...year('457', '2022', { escaped: 26 })[0], value: '26.5' }];
    expect((await submit(rows)).errors).toMatchObject([{ row: 1, code: 'NOT_INTEGER' }]);
    expect((await submit(rows, 'ACCEPT_VALID')).errors).toMatchObject([
      { row: 0, code: 'IDENTITY_BROKEN' },
      { row: 1, code: 'NOT_INTEGER' },
    ]);
  });

  test('a stream is held to it as well', async () => {
    const line = ({ localityCode, indicator, period, value }: Record<string, string>) =>
      `${localityCode},${indicator},${period},${value}`;
    const { faults } = await send(
      'quang-binh',
      csv(year('450', '2024', { stock: 1, ...holds }).map((row) => line(row as never))),
    );
    expect(faults.map(({ line: at, code }) => [at, code])).toEqual(
      [2, 3, 4, 5, 6].map((at) => [at, 'IDENTITY_BROKEN']),
    );
  });
});

test('a correction that breaks the next year flags it, for those who may know, until it follows again', async () => {
  expect(await flagsOf('quang-binh', '455', '2022')).toMatchObject([{ value: '86', flags: [] }]);
  await submit([...year('455', '2023', { stock: 72, ...holds })]);
  // The correction of 2022 holds in itself: its flows change with it.
  expect(await submit(year('455', '2022', { stock: 90, escaped: 16 }))).toMatchObject({ accepted: 2, errors: [] });
  for (const tenant of ['quang-binh', 'trung-uong']) {
    expect(await flagsOf(tenant, '455', '2023')).toMatchObject([
      {
        value: '72',
        flags: [{ code: 'IDENTITY_BROKEN', explanation: expect.stringContaining('a difference of -4.') }],
      },
    ]);
  }
  await submit(year('455', '2023', { other: -6 }));
  expect(await flagsOf('quang-binh', '455', '2023')).toMatchObject([{ value: '72', flags: [] }]);
});
