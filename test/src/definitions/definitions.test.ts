import { connect } from '@thi-dua/prisma/connect';
import { describe, expect, test } from 'vitest';
import { data, figuresDatabase, ofUnits, unitOf } from '../indicators/figures-kit.js';
import { ask, callerOf, indicators } from '../kit/services.js';

const { database, operator } = await figuresDatabase();
const service = indicators(database.appUrl);

const fields = `code name nameEn unit kind timeBehaviour numerator { code } denominator { code } levels validFrom validTo
  methodologies integer minimum maximum group { code name nameEn } source { document clause note }`;
const define = (input: object, caller = callerOf('trung-uong')) =>
  data(
    service,
    caller,
    `mutation ($input: DefineIndicatorInput!) { defineIndicator(input: $input) { indicator { ${fields} } errors { code path } } }`,
    { input },
  ).then(({ defineIndicator }) => defineIndicator);
const retire = (code: string, on: string) =>
  data(
    service,
    'trung-uong',
    'mutation ($input: RetireIndicatorInput!) { retireIndicator(input: $input) { indicator { code validTo } errors { code path } } }',
    { input: { code, on } },
  ).then(({ retireIndicator }) => retireIndicator);
const standard = (input: object) =>
  data(
    service,
    'trung-uong',
    `mutation ($input: DefineMethodologyInput!) { defineMethodology(input: $input) {
      methodology { code validFrom validTo territory { id } source { document } } errors { code path } } }`,
    { input },
  ).then(({ defineMethodology }) => defineMethodology);
const submit = (rows: object[], caller = 'trung-uong') =>
  data(
    service,
    caller,
    'mutation ($input: SubmitObservationsInput!) { submitObservations(input: $input) { accepted errors { code field } } }',
    { input: { idempotencyKey: `definitions-${Math.random()}`, rows } },
  ).then(({ submitObservations }) => submitObservations);

const count = {
  code: 'CLEAN_WATER_HOUSEHOLDS',
  name: 'Số hộ dùng nước sạch',
  nameEn: 'Households with clean water',
  unit: 'hộ',
  kind: 'COUNT',
  timeBehaviour: 'STOCK',
  levels: ['COMMUNE', 'PROVINCE'],
};
const ratio = {
  code: 'CLEAN_WATER_RATE',
  name: 'Tỷ lệ hộ dùng nước sạch',
  nameEn: 'Share of households with clean water',
  unit: '%',
  kind: 'RATIO',
  timeBehaviour: 'STOCK',
  numerator: 'CLEAN_WATER_HOUSEHOLDS',
  denominator: 'HOUSEHOLDS',
  levels: ['COMMUNE'],
  minimum: '0',
  maximum: '100',
};

describe('what is seeded', async () => {
  const { indicators: list } = await data(
    service,
    'ban-dan-toc-cao-bang',
    `{ indicators(first: 500) { nodes { ${fields} } } }`,
  );
  const lacking = (methodology: string) =>
    list.nodes.filter(
      (node: { code: string; kind: string; methodologies: string[] }) =>
        node.code.startsWith('POOR_LACKING_') && node.kind === 'COUNT' && node.methodologies.includes(methodology),
    );

  test.each([
    ['ND07_2021', 6, 12],
    ['QD59_2015', 5, 10],
    ['HN_2016', 0, 0],
  ])('%s measures the lack of %i services by %i indicators', (methodology, services, deprivations) => {
    const found = lacking(methodology);
    expect(found).toHaveLength(deprivations);
    expect(new Set(found.map((node: { group: { code: string } }) => node.group.code)).size).toBe(services);
  });

  test('each definition cites the document it rests on, and has levels', () => {
    for (const node of list.nodes) {
      expect(node.source?.document, node.code).toMatch(/\S/);
      expect(node.levels.length, node.code).toBeGreaterThan(0);
      expect(node.name.normalize('NFC')).toBe(node.name);
    }
  });

  test('a definition tells all about itself', () => {
    expect(list.nodes.find((node: { code: string }) => node.code === 'POOR_LACKING_NUTRITION_RATE')).toEqual({
      code: 'POOR_LACKING_NUTRITION_RATE',
      name: 'Tỷ lệ hộ nghèo thiếu hụt dinh dưỡng',
      nameEn: 'Share of poor households lacking nutrition',
      unit: '%',
      kind: 'RATIO',
      timeBehaviour: 'STOCK',
      numerator: { code: 'POOR_LACKING_NUTRITION' },
      denominator: { code: 'POOR_HOUSEHOLDS' },
      levels: ['PROVINCE', 'DISTRICT', 'COMMUNE'],
      validFrom: '2022-01-01',
      validTo: null,
      methodologies: ['ND07_2021'],
      integer: false,
      minimum: '0',
      maximum: '100',
      group: { code: 'HEALTH', name: 'Y tế', nameEn: 'Health' },
      source: {
        document: 'Nghị định 07/2021/NĐ-CP ngày 27/01/2021',
        clause: 'Điều 3 khoản 2',
        note: 'Số điều, khoản chưa đối chiếu với bản gốc.',
      },
    });
  });

  test('passes the very checks that a new definition passes', async () => {
    const { indicatorFaults } = await import('@thi-dua/indicators/definition/indicator-check');
    const { indicatorFacts } = await import('@thi-dua/prisma/seed/indicators/definitions');
    const { methodologyFacts } = await import('@thi-dua/prisma/seed/indicators/methodologies');
    const { serviceFacts } = await import('@thi-dua/prisma/seed/indicators/deprivations');
    const byCode = <Row extends { code: string }>(rows: readonly Row[]) => new Map(rows.map((row) => [row.code, row]));
    const rows = indicatorFacts.map((fact) => ({
      ...fact,
      numerator: fact.numerator ?? null,
      denominator: fact.denominator ?? null,
      levels: [...fact.levels],
      methodologies: [...fact.methodologies],
      standard: fact.methodologies.length > 0,
      lowestLevel: fact.levels.at(-1) ?? 'NATION',
    }));
    for (const row of rows) {
      const others = rows.filter(({ code }) => code !== row.code);
      const known = {
        indicators: byCode(others),
        methodologies: byCode(methodologyFacts.map((fact) => ({ ...fact, territoryId: fact.territory }))),
        groups: byCode(serviceFacts),
      };
      const group = row.group === null ? null : { code: row.group, name: null, nameEn: null };
      expect(indicatorFaults({ ...row, group }, known), row.code).toEqual([]);
    }
  });
});

describe('the central board', () => {
  test('defines a count and a ratio of it, and figures roll up at once', async () => {
    expect(await define(count)).toEqual({
      indicator: {
        ...count,
        // In the order in which they were named.
        levels: ['COMMUNE', 'PROVINCE'],
        numerator: null,
        denominator: null,
        validFrom: null,
        validTo: null,
        methodologies: [],
        integer: true,
        minimum: null,
        maximum: null,
        group: null,
        source: null,
      },
      errors: [],
    });
    const defined = await define({
      ...ratio,
      validFrom: '2020-01-01',
      group: { code: 'RURAL', name: 'Nông thôn', nameEn: 'Rural development' },
      source: { document: 'Quyết định 318/QĐ-TTg', clause: 'Tiêu chí 17' },
    });
    expect(defined.errors).toEqual([]);
    expect(defined.indicator).toMatchObject({
      validFrom: '2020-01-01',
      group: { code: 'RURAL', name: 'Nông thôn', nameEn: 'Rural development' },
      source: { document: 'Quyết định 318/QĐ-TTg', clause: 'Tiêu chí 17', note: null },
    });
    const row = { localityCode: '27', period: '2022' };
    expect(
      await submit([
        { ...row, indicator: 'CLEAN_WATER_HOUSEHOLDS', value: '90' },
        { ...row, indicator: 'HOUSEHOLDS', value: '120' },
      ]),
    ).toEqual({ accepted: 2, errors: [] });
    const nation = await unitOf(operator, 'VN', '2022-12-31');
    const [unit] = await ofUnits(
      service,
      'trung-uong',
      [nation],
      'value(indicator: "CLEAN_WATER_RATE", period: "2022", basis: PROVISIONAL) { value coverage { reported } }',
    );
    expect(unit.value).toEqual({ value: '75', coverage: { reported: 1 } });
  });

  test('is told of everything that is wrong at once, and nothing is written', async () => {
    const answer = await define({
      ...ratio,
      code: 'lower case',
      name: ' ',
      unit: 'hộ',
      numerator: 'POVERTY_RATE',
      denominator: 'NOTHING',
      levels: [],
      minimum: '5',
      maximum: '4.99',
      validFrom: '2022-01-01',
      validTo: '2022-01-01',
      integer: true,
      methodologies: ['ND07_2021', 'OLD'],
      group: { code: 'NO_SUCH' },
      source: { document: '' },
    });
    expect(answer.indicator).toBeNull();
    expect(answer.errors.map((error: { code: string }) => error.code).sort()).toEqual([
      'BOUNDS_OUT_OF_ORDER',
      'CODE_MALFORMED',
      'EMPTY',
      'EMPTY',
      'END_BEFORE_BEGIN',
      'INTEGER_NOT_ALLOWED',
      'LEVELS_EMPTY',
      'PART_NOT_A_COUNT',
      'UNIT_NOT_PERCENT',
      'UNKNOWN_GROUP',
      'UNKNOWN_METHODOLOGY',
      'UNKNOWN_PART',
    ]);
  });

  test.each([
    ['a code that is taken', { ...count, code: 'HOUSEHOLDS' }, 'CODE_TAKEN', ['code']],
    ['a count with parts', { ...count, code: 'X1', denominator: 'HOUSEHOLDS' }, 'PART_NOT_ALLOWED', ['denominator']],
    ['a ratio without', { ...ratio, code: 'X2', numerator: undefined }, 'PART_MISSING', ['numerator']],
    ['a mean without a weight', { ...count, code: 'X3', kind: 'MEAN' }, 'PART_MISSING', ['denominator']],
    ['a ratio made of itself', { ...ratio, code: 'X4', numerator: 'X4' }, 'PARTS_CYCLIC', ['numerator']],
    ['a ratio of one and the same', { ...ratio, code: 'X5', numerator: 'HOUSEHOLDS' }, 'PARTS_EQUAL', ['denominator']],
    [
      'a ratio that ignores the standard of its part',
      { ...ratio, code: 'X6', numerator: 'POOR_HOUSEHOLDS' },
      'METHODOLOGIES_MISSING',
      ['methodologies'],
    ],
    [
      'a ratio under a standard that its part does not know',
      {
        ...ratio,
        code: 'X7',
        numerator: 'POOR_LACKING_NUTRITION',
        methodologies: ['QD59_2015'],
        validFrom: '2022-01-01',
      },
      'PART_METHODOLOGY',
      ['numerator'],
    ],
    [
      'a ratio from before its part',
      { ...ratio, code: 'X8', numerator: 'POOR_LACKING_NUTRITION', methodologies: ['ND07_2021'] },
      'PART_NOT_VALID',
      ['numerator'],
    ],
    [
      'a ratio below its part',
      { ...ratio, code: 'X9', numerator: 'POVERTY_REDUCTION_MODELS', levels: ['NEIGHBOURHOOD'] },
      'LEVEL_BELOW_PART',
      ['levels'],
    ],
    ['a day far away', { ...count, code: 'X10', validFrom: '3000-01-01' }, 'DAY_OUT_OF_RANGE', ['validFrom']],
  ])('cannot define %s', async (_what, input, code, path) => {
    expect(await define(input)).toEqual({ indicator: null, errors: [{ code, path }] });
  });
});

describe('retiring', () => {
  test('waits until nothing active is made of it', async () => {
    expect((await retire('ETHNIC_MINORITY_HOUSEHOLDS', '2027-01-01')).errors).toEqual([
      { code: 'STILL_A_PART', path: ['code'] },
    ]);
    expect((await retire('POOR_LACKING_NUTRITION', '2022-01-01')).errors).toEqual([
      { code: 'END_BEFORE_BEGIN', path: ['on'] },
      { code: 'STILL_A_PART', path: ['code'] },
    ]);
    expect((await retire('NOTHING', '2022-01-01')).errors).toEqual([{ code: 'UNKNOWN_INDICATOR', path: ['code'] }]);
  });

  test('does not cut off figures that were stated, and keeps them readable', async () => {
    await submit([{ localityCode: '27', indicator: 'REGISTERED_TO_ESCAPE', period: '2022', value: '12' }]);
    expect((await retire('REGISTERED_TO_ESCAPE', '2022-07-01')).errors).toEqual([
      { code: 'FIGURES_AFTER_END', path: ['on'] },
    ]);
    expect(await retire('REGISTERED_TO_ESCAPE', '2023-01-01')).toEqual({
      indicator: { code: 'REGISTERED_TO_ESCAPE', validTo: '2023-01-01' },
      errors: [],
    });
    const { observations } = await data(
      service,
      'trung-uong',
      '{ observations(filter: { indicator: "REGISTERED_TO_ESCAPE" }) { nodes { value indicator { validTo } } } }',
    );
    expect(observations.nodes).toEqual([{ value: '12', indicator: { validTo: '2023-01-01' } }]);
    // An end that has come stands; its code stays taken.
    expect((await retire('REGISTERED_TO_ESCAPE', '2024-01-01')).errors).toEqual([
      { code: 'ALREADY_RETIRED', path: ['code'] },
    ]);
    expect((await define({ ...count, code: 'REGISTERED_TO_ESCAPE' })).errors).toEqual([
      { code: 'CODE_TAKEN', path: ['code'] },
    ]);
  });

  test('ahead of time can be moved', async () => {
    expect((await retire('POVERTY_REDUCTION_MODELS', '2999-01-01')).errors).toEqual([]);
    expect((await retire('POVERTY_REDUCTION_MODELS', '2998-01-01')).indicator.validTo).toBe('2998-01-01');
  });
});

describe('a new standard', () => {
  const next = {
    code: 'ND351_2025',
    name: 'Chuẩn nghèo đa chiều giai đoạn 2027 - 2030',
    validFrom: '2027-01-01',
    source: { document: 'Nghị định 351/2025/NĐ-CP', note: 'Số hiệu chưa đối chiếu.' },
  };

  test('does not hold beside the one in force, unless it replaces it', async () => {
    expect((await standard(next)).errors).toEqual([{ code: 'OVERLAPS', path: ['validFrom'] }]);
    expect((await standard({ ...next, replaces: 'QD59_2015' })).errors).toEqual([
      { code: 'NOT_IN_FORCE', path: ['replaces'] },
      { code: 'OVERLAPS', path: ['validFrom'] },
    ]);
    expect((await standard({ ...next, replaces: 'ND07_2021', territoryCode: '01' })).errors).toEqual([
      { code: 'OTHER_TERRITORY', path: ['replaces'] },
    ]);
    expect((await standard({ ...next, territoryCode: 'no such', code: 'X' })).errors).toEqual([
      { code: 'UNKNOWN_LOCALITY', path: ['territoryCode'] },
    ]);
    expect(
      (
        await standard({
          ...next,
          replaces: 'ND07_2021',
          indicators: ['POVERTY_RATE', 'HOUSEHOLDS', 'NOTHING'],
        })
      ).errors,
    ).toEqual([
      { code: 'PART_METHODOLOGY', path: ['indicators', '0'] },
      { code: 'NO_STANDARD_APPLIES', path: ['indicators', '1'] },
      { code: 'UNKNOWN_INDICATOR', path: ['indicators', '2'] },
    ]);
  });

  test('ends the one it replaces and measures what that one measured', async () => {
    const answer = await standard({ ...next, replaces: 'ND07_2021' });
    expect(answer).toEqual({
      methodology: {
        code: 'ND351_2025',
        validFrom: '2027-01-01',
        validTo: null,
        territory: null,
        source: { document: 'Nghị định 351/2025/NĐ-CP' },
      },
      errors: [],
    });
    const { methodologies, indicator, other } = await data(
      service,
      'ha-noi',
      `{ methodologies { code validTo } indicator(code: "POVERTY_RATE") { methodologies }
        other: indicator(code: "POOR_LACKING_HEALTH_CARE") { methodologies } }`,
    );
    expect(methodologies.find((m: { code: string }) => m.code === 'ND07_2021').validTo).toBe('2027-01-01');
    expect(indicator.methodologies).toContain('ND351_2025');
    expect(other.methodologies).toEqual(['QD59_2015']);
  });
});

describe('nobody else', () => {
  const attempts = [
    ['defineIndicator', 'DefineIndicatorInput', { ...count, code: 'FOREIGN' }],
    ['retireIndicator', 'RetireIndicatorInput', { code: 'OTHER_CHANGE', on: '2030-01-01' }],
    [
      'defineMethodology',
      'DefineMethodologyInput',
      { code: 'FOREIGN', name: 'x', validFrom: '2026-01-01', territoryCode: '24' },
    ],
  ] as const;
  const state = () =>
    data(service, 'ha-noi', '{ indicators(first: 500) { nodes { code validTo } } methodologies { code validTo } }');

  test.each(attempts)('may %s', async (name, type, input) => {
    const before = await state();
    const mutation = `mutation ($input: ${type}!) { ${name}(input: $input) { errors { code } } }`;
    // A province's ADMIN, an ended authority, a stranger; and the board's people without the role.
    for (const caller of [
      callerOf('ha-noi'),
      callerOf('tp-bac-giang'),
      callerOf('a-stranger'),
      callerOf('trung-uong', { roles: ['SIGNER', 'PLANNER'] }),
    ]) {
      const { errors } = await ask(service, caller, mutation, { input });
      expect(errors?.[0]?.extensions.code).toBe('FORBIDDEN');
    }
    // With row-level security alone.
    const open = indicators(database.appUrl, { policyEnforced: false });
    const { data: answer, errors } = await ask(open, callerOf('ha-noi'), mutation, { input });
    expect([answer?.[name] ?? null, errors?.length]).toEqual([null, 1]);
    expect(await state()).toEqual(before);
  });
});

test('a definition is not rewritten under its figures, by whoever may retire it', async () => {
  const app = await connect(database.appUrl);
  await app.query(`SELECT set_config('app.tenant', 'trung-uong', false)`);
  const rewrite = (set: string) => app.query(`UPDATE indicators.indicator SET ${set} WHERE code = 'NEWLY_POOR'`);
  for (const set of [`unit = 'người'`, `maximum = 5`, `levels = '{PROVINCE}'`, `valid_from = '2020-01-01'`])
    await expect(rewrite(set), set).rejects.toThrow('not rewritten');
  expect((await rewrite(`valid_to = '2999-01-01'`)).rowCount).toBe(1);
  await app.query(`SELECT set_config('app.tenant', 'ha-noi', false)`);
  expect((await rewrite(`valid_to = NULL`)).rowCount).toBe(0);
  await expect(app.query(`DELETE FROM indicators.indicator_methodology`)).resolves.toMatchObject({ rowCount: 0 });
  await app.end();
});
