import { beforeEach, describe, expect, test } from 'vitest';
import { boardOfEmptyCountry, fileOf } from '../import/board.js';
import { digest } from '../import/lists.js';
import { listOf } from '../import/made-up.js';
import { localities } from '../kit/services.js';

const { appUrl, client, clear, askAs, asBoard } = await boardOfEmptyCountry();

const units = listOf(`
  01 Tỉnh An Sơn
  001 Huyện Bình Khê < 01
  00001 Xã Đông Hòa < 001
  00002 Xã Tây Hòa < 001`);
beforeEach(async () => {
  await clear();
  const input = { asOf: '2020-01-01', list: fileOf(units) };
  await asBoard('mutation ($input: ImportLocalitiesInput!) { importLocalities(input: $input) { written } }', { input });
});

const mutation = `mutation ($input: ImportDesignationsInput!) { importDesignations(input: $input) {
  written errorCount errors { file line code message path }
  difference { kinds { kind listed given taken completed }
    given: holdings(change: GIVEN) { line code fullName kind validFrom validTo legalBasis endedBy }
    taken: holdings(change: TAKEN) { code validTo endedBy } } } }`;
const head = 'code,designation,begins,ends,given_by,ended_by\n';
const list = `${head}00001,BORDER,2022-01-01,,QĐ 12,\n00001,EXTREMELY_DIFFICULT,2021-06-04,2026-01-01,QĐ 861,\n`;
const left = `${head}00001,EXTREMELY_DIFFICULT,,2024-05-01,,QĐ 99\n`;
const designate = async (content: string, over = {}) =>
  (await asBoard(mutation, { input: { list: fileOf(content, 'dbkk.csv'), ...over } })).importDesignations;

const border = {
  line: 2,
  code: '00001',
  fullName: 'Xã Đông Hòa',
  kind: 'BORDER',
  validFrom: '2022-01-01',
  validTo: null,
  legalBasis: 'QĐ 12',
  endedBy: null,
};

describe('the central board says what units are designated as', () => {
  test('a dry run tells the difference and changes nothing; written once, the same list finds none', async () => {
    const before = await digest(client);
    const dry = await designate(list, { dryRun: true });
    expect(dry).toMatchObject({ written: false, errorCount: 0, errors: [] });
    expect(dry.difference.kinds).toEqual([
      { kind: 'BORDER', listed: 1, given: 1, taken: 0, completed: 0 },
      { kind: 'EXTREMELY_DIFFICULT', listed: 1, given: 1, taken: 0, completed: 0 },
    ]);
    expect(dry.difference.given).toContainEqual(border);
    expect(await digest(client)).toBe(before);

    expect((await designate(list)).written).toBe(true);
    const after = await digest(client);
    expect((await designate(list)).difference.given).toEqual([]);
    expect(await digest(client)).toBe(after);
  });

  test('and who holds what, and who left, is answered', async () => {
    await designate(list);
    const { difference } = await designate(left);
    expect(difference.taken).toEqual([{ code: '00001', validTo: '2024-05-01', endedBy: 'QĐ 99' }]);
    const data = await asBoard(`{
      held: localities(filter: { designation: "EXTREMELY_DIFFICULT" }, asOf: "2024-04-30") { nodes { code } }
      no: localities(filter: { designation: "EXTREMELY_DIFFICULT" }, asOf: "2024-05-01") { totalCount }
      locality(code: "00001", asOf: "2024-04-30") {
        before: designations { kind } after: designations(asOf: "2024-05-01") { kind } }
      designationChanges(kind: "EXTREMELY_DIFFICULT", from: "2024-01-01", to: "2024-12-31") {
        nodes { turn effectiveOn decision locality { code } } } }`);
    expect(data).toEqual({
      held: { nodes: [{ code: '00001' }] },
      no: { totalCount: 0 },
      locality: { before: [{ kind: 'EXTREMELY_DIFFICULT' }, { kind: 'BORDER' }], after: [{ kind: 'BORDER' }] },
      designationChanges: {
        nodes: [{ turn: 'LEFT', effectiveOn: '2024-05-01', decision: 'QĐ 99', locality: { code: '00001' } }],
      },
    });
  });

  test('what follows in the operation sees it', async () => {
    const data = await asBoard(
      `mutation ($a: ImportDesignationsInput!, $b: ImportDesignationsInput!) {
        a: importDesignations(input: $a) { written } b: importDesignations(input: $b) { written errorCount } }`,
      { a: { list: fileOf(list) }, b: { list: fileOf(left) } },
    );
    expect(data).toEqual({ a: { written: true }, b: { written: true, errorCount: 0 } });
  });

  test('what is wrong with the file is told as data, all at once, and nothing is written', async () => {
    const before = await digest(client);
    const refused = await designate(
      `${list}00009,BORDER,2022-01-01,,QĐ 1,\n00002,WET,2022-01-01,,QĐ 1,\n00002,BORDER,2022-01-01,,,\n`,
    );
    expect(refused).toMatchObject({ written: false, difference: null, errorCount: 3 });
    expect(
      refused.errors.map(({ path, file, line, code }: { path: string[]; file: string; line: number; code: string }) =>
        [...path, file, line, code].join(' '),
      ),
    ).toEqual([
      'list dbkk.csv 4 UNKNOWN_UNIT',
      'list dbkk.csv 5 UNKNOWN_DESIGNATION',
      'list dbkk.csv 6 MISSING_DECISION',
    ]);
    expect(await digest(client)).toBe(before);
  });
});

describe('nobody else does', () => {
  const input = { list: fileOf(list) };
  test('whatever the role', async () => {
    for (const [tenant, roles] of [
      ['so-noi-vu', ['ADMIN']],
      ['trung-uong', ['PLANNER', 'REPORTER']],
      ['nobody', ['ADMIN']],
    ] as const) {
      const { data, errors } = await askAs(tenant, mutation, { input }, [...roles]);
      expect(data).toBeNull();
      expect(errors?.[0]?.extensions.code, tenant).toBe('FORBIDDEN');
    }
  });

  test('even where the service does not look: row-level security holds', async () => {
    await designate(list);
    const before = await digest(client);
    const open = localities(appUrl, { policyEnforced: false });
    const other = `${head}00002,BORDER,2022-01-01,,QĐ 12,\n`;
    // New rows are refused; an update is withheld, which must not pass for done.
    for (const content of [other, left]) {
      const { data, errors } = await askAs(
        'so-noi-vu',
        mutation,
        { input: { list: fileOf(content) } },
        ['ADMIN'],
        open,
      );
      expect(data).toBeNull();
      expect(errors?.[0]?.extensions.code).toBe('INTERNAL_SERVER_ERROR');
    }
    expect(await digest(client)).toBe(before);
  });

  test('even where row-level security is gone: the service holds', async () => {
    await client.query('ALTER TABLE map.designation DISABLE ROW LEVEL SECURITY');
    const before = await digest(client);
    const { errors } = await askAs('so-noi-vu', mutation, { input }, ['ADMIN']);
    expect(errors?.[0]?.extensions.code).toBe('FORBIDDEN');
    expect(await digest(client)).toBe(before);
    await client.query('ALTER TABLE map.designation ENABLE ROW LEVEL SECURITY');
  });
});
