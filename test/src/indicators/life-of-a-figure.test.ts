import { toGlobalId } from '@thi-dua/schema/global-id';
import { describe, expect, test } from 'vitest';
import { ask, callerOf, indicators } from '../kit/services.js';
import { data, figuresDatabase, ofUnits, unitOf } from './figures-kit.js';

const { database, operator } = await figuresDatabase();
const service = indicators(database.appUrl);

interface Row {
  localityCode: string;
  indicator?: string;
  period?: string;
  value?: string;
  asOf?: string;
  methodology?: string;
}
const submission = `mutation ($input: SubmitObservationsInput!) { submitObservations(input: $input) {
  accepted rejected replayed errors { row field code } observations { id status revision value } } }`;
let keys = 0;
const submit = async (
  tenant: string,
  rows: Row[],
  over: { mode?: string; idempotencyKey?: string; subject?: string } = {},
) => {
  const { subject = `reporter@${tenant}`, ...rest } = over;
  const answer = await data(service, callerOf(tenant, { subject, roles: ['REPORTER'] }), submission, {
    input: {
      idempotencyKey: `key-${++keys}`,
      rows: rows.map((row) => ({ indicator: 'POOR_HOUSEHOLDS', period: '2023', value: '1', ...row })),
      ...rest,
    },
  });
  return answer.submitObservations;
};
const judge = async (
  field: 'verifyObservations' | 'returnObservations',
  tenant: string,
  input: object,
  subject = `verifier@${tenant}`,
) => {
  const type = field === 'verifyObservations' ? 'SelectObservationsInput' : 'ReturnObservationsInput';
  const answer = await data(
    service,
    callerOf(tenant, { subject, roles: ['VERIFIER'] }),
    `mutation ($input: ${type}!) { ${field}(input: $input) { observations { id status } errors { code path } } }`,
    { input },
  );
  return answer[field];
};
const releaseFigures = async (tenant: string, input: object) =>
  (
    await data(
      service,
      callerOf(tenant, { subject: `signer@${tenant}`, roles: ['SIGNER'] }),
      'mutation ($input: ReleaseFiguresInput!) { releaseFigures(input: $input) { released errors { code } } }',
      { input: { decision: 'Quyết định 1', ...input } },
    )
  ).releaseFigures;
const figureOf = async (
  caller: string,
  code: string,
  period: string,
  basis = 'OFFICIAL',
  indicator = 'POOR_HOUSEHOLDS',
) => {
  const [unit] = await ofUnits(
    service,
    caller,
    [await unitOf(operator, code, '2023-06-30')],
    `v: value(indicator: "${indicator}", period: "${period}", basis: ${basis}) { value origin coverage { reported complete } }`,
  );
  return unit.v;
};
const codes = (errors: { code: string }[]) => errors.map((error) => error.code);

describe('submitting', () => {
  test('reports every faulty row with its reason in one answer, and writes nothing', async () => {
    const answer = await submit('quang-binh', [
      { localityCode: '450' },
      { localityCode: '99999' },
      { localityCode: '009' },
      { localityCode: '44', asOf: '2025-07-01' },
      { localityCode: '44', period: '2025' },
      { localityCode: '450', indicator: 'NOTHING' },
      { localityCode: '450', period: '2023-13' },
      { localityCode: '450', period: '2999' },
      { localityCode: '450', value: '-1' },
      { localityCode: '450', value: '1.5', period: '2023-Q2' },
      { localityCode: '450', methodology: 'QD59_2015' },
      { localityCode: '450', period: '2022', methodology: 'HN_2016' },
      { localityCode: '450' },
    ]);
    expect(answer).toMatchObject({ accepted: 0, rejected: 13, observations: [] });
    expect(answer.errors).toEqual([
      { row: 1, field: 'localityCode', code: 'UNKNOWN_LOCALITY' },
      { row: 2, field: 'localityCode', code: 'FOREIGN_LOCALITY' },
      { row: 3, field: 'localityCode', code: 'NOT_YET_LOCALITY' },
      // On the last day of 2025 code 44 is the new Quảng Trị.
      { row: 4, field: 'period', code: 'AFTER_TENANT_END' },
      { row: 5, field: 'indicator', code: 'UNKNOWN_INDICATOR' },
      { row: 6, field: 'period', code: 'BAD_PERIOD' },
      { row: 7, field: 'period', code: 'FUTURE_PERIOD' },
      { row: 8, field: 'value', code: 'OUT_OF_BOUNDS' },
      { row: 8, field: 'localityCode', code: 'DUPLICATE_ROW' },
      { row: 9, field: 'value', code: 'NOT_INTEGER' },
      { row: 10, field: 'methodology', code: 'METHODOLOGY_NOT_VALID' },
      { row: 11, field: 'methodology', code: 'METHODOLOGY_NOT_VALID' },
      { row: 12, field: 'localityCode', code: 'DUPLICATE_ROW' },
    ]);
    expect((await figureOf('quang-binh', '450', '2023', 'PROVISIONAL')).value).toBeNull();
  });

  test('takes in the valid rows where asked to', async () => {
    const answer = await submit('quang-binh', [{ localityCode: '452', value: '7' }, { localityCode: '009' }], {
      mode: 'ACCEPT_VALID',
    });
    expect(answer).toMatchObject({ accepted: 1, rejected: 1, errors: [{ row: 1, code: 'FOREIGN_LOCALITY' }] });
    expect(answer.observations).toMatchObject([{ status: 'SUBMITTED', revision: 1, value: '7' }]);
    expect(await figureOf('quang-binh', '452', '2023', 'PROVISIONAL')).toMatchObject({ value: '7' });
    expect(await figureOf('quang-binh', '452', '2023')).toMatchObject({ value: null });
    // A district has no say in the province's figures, and nobody else sees them.
    expect(await figureOf('ha-noi', '452', '2023', 'PROVISIONAL')).toMatchObject({ value: null });
  });

  test('a key is answered again, and not done again', async () => {
    const rows = [{ localityCode: '453', value: '3' }];
    const first = await submit('quang-binh', rows, { idempotencyKey: 'once' });
    const again = await submit('quang-binh', rows, { idempotencyKey: 'once' });
    expect(again).toEqual({ ...first, replayed: true });
    const other = await submit('quang-binh', [{ localityCode: '453', value: '4' }], { idempotencyKey: 'once' });
    expect(other).toMatchObject({ accepted: 0, errors: [{ row: null, code: 'IDEMPOTENCY_KEY_REUSED' }] });
    // The key is this person's own.
    expect((await submit('ha-noi', [{ localityCode: '001' }], { idempotencyKey: 'once' })).replayed).toBe(false);
    expect((await submit('quang-binh', rows, { idempotencyKey: 'once', subject: 'other' })).observations).toMatchObject(
      [{ revision: 2 }],
    );
  });

  test('two at once with one key do it once', async () => {
    const rows = [{ localityCode: '454', value: '3' }];
    const answers = await Promise.all([1, 2, 3].map(() => submit('quang-binh', rows, { idempotencyKey: 'race' })));
    expect(answers.map((answer) => answer.replayed).sort()).toEqual([false, true, true]);
    const corrections = await Promise.all(
      [4, 5, 6].map((value) => submit('quang-binh', [{ localityCode: '454', value: String(value) }])),
    );
    expect(corrections.map((answer) => answer.observations[0].revision).sort()).toEqual([2, 3, 4]);
  });

  test('the successor completes what an ended district left, up to its end', async () => {
    expect((await submit('ha-noi', [{ localityCode: '009', period: '2025-06', value: '0' }])).accepted).toBe(1);
    expect((await submit('thanh-xuan', [{ localityCode: '00343', period: '2025-06', value: '0' }])).accepted).toBe(1);
    expect(codes((await submit('thanh-xuan', [{ localityCode: '00352', period: '2025-07' }])).errors)).toEqual([
      'AFTER_TENANT_END',
    ]);
    expect(codes((await submit('ha-noi', [{ localityCode: '009', period: '2025-07' }])).errors)).toEqual([
      'ENDED_LOCALITY',
    ]);
  });

  test('needs the role', async () => {
    const result = await ask(service, callerOf('quang-binh', { roles: ['ANALYST'] }), submission, {
      input: {
        idempotencyKey: 'k',
        rows: [{ localityCode: '450', indicator: 'POOR_HOUSEHOLDS', period: '2023', value: '1' }],
      },
    });
    expect(result.errors?.[0]?.extensions.code).toBe('FORBIDDEN');
  });
});

describe('verifying, returning, releasing', () => {
  test('a figure goes from the district to everyone', async () => {
    const { observations } = await submit('thanh-xuan', [{ localityCode: '009', value: '5' }]);
    const [{ id }] = observations;
    expect(codes((await judge('verifyObservations', 'thanh-xuan', { ids: [id] })).errors)).toEqual(['NOT_SUPERIOR']);
    // Hidden and missing are the same.
    const hidden = await judge('verifyObservations', 'quang-binh', { ids: [id] });
    const missing = await judge('verifyObservations', 'quang-binh', {
      ids: [toGlobalId('Observation', '00000000-0000-4000-8000-000000000000')],
    });
    expect(hidden).toEqual(missing);
    expect(codes(hidden.errors)).toEqual(['NOT_FOUND']);

    expect(await judge('verifyObservations', 'ha-noi', { ids: [id] })).toEqual({
      observations: [{ id, status: 'VERIFIED' }],
      errors: [],
    });
    expect(codes((await judge('verifyObservations', 'ha-noi', { ids: [id] })).errors)).toEqual(['NOT_SUBMITTED']);
    expect(await figureOf('thanh-xuan', '009', '2023')).toMatchObject({ value: '5' });
    expect(await figureOf('quang-binh', '009', '2023')).toMatchObject({ value: null, coverage: { reported: 0 } });

    expect(codes((await releaseFigures('thanh-xuan', { localityCode: '009', period: '2023' })).errors)).toEqual([
      'NOT_YOURS_TO_RELEASE',
    ]);
    expect(await releaseFigures('ha-noi', { localityCode: '009', period: '2023' })).toEqual({
      released: 1,
      errors: [],
    });
    expect(await figureOf('quang-binh', '009', '2023')).toMatchObject({ value: '5', origin: 'REPORTED' });
  });

  test('a correction is a new revision, and the verified one counts until it is verified too', async () => {
    const { observations } = await submit('thanh-xuan', [{ localityCode: '009', value: '6' }]);
    expect(observations).toMatchObject([{ revision: 2, status: 'SUBMITTED' }]);
    expect(await figureOf('ha-noi', '009', '2023')).toMatchObject({ value: '5' });
    expect(await figureOf('ha-noi', '009', '2023', 'PROVISIONAL')).toMatchObject({ value: '6' });
    const list = `{ observations(filter: { localityCode: "009", period: "2023", asOf: "2023-12-31" }) { totalCount nodes { value status revision submittedBy } } }`;
    expect((await data(service, 'quang-binh', list)).observations).toEqual({
      totalCount: 1,
      nodes: [{ value: '5', status: 'RELEASED', revision: 1, submittedBy: null }],
    });
    expect((await data(service, 'ha-noi', list)).observations.totalCount).toBe(2);
    const back = await judge('returnObservations', 'ha-noi', { localityCode: '009', period: '2023', reason: 'Sai số' });
    expect(back.observations).toMatchObject([{ status: 'RETURNED' }]);
    expect(await figureOf('ha-noi', '009', '2023', 'PROVISIONAL')).toMatchObject({ value: '5' });
  });

  test('what was released stays official, to everyone, until its correction is released in its turn', async () => {
    const [{ id }] = (await submit('thanh-xuan', [{ localityCode: '009', value: '7' }])).observations;
    expect((await judge('verifyObservations', 'ha-noi', { ids: [id] })).observations).toMatchObject([
      { status: 'VERIFIED' },
    ]);
    for (const caller of ['thanh-xuan', 'ha-noi', 'trung-uong', 'quang-binh'])
      expect(await figureOf(caller, '009', '2023'), caller).toMatchObject({ value: '5' });
    // To those in the line the correction is what counts for the time being; to others it is not there.
    for (const caller of ['thanh-xuan', 'ha-noi', 'trung-uong'])
      expect(await figureOf(caller, '009', '2023', 'PROVISIONAL'), caller).toMatchObject({ value: '7' });
    expect(await figureOf('quang-binh', '009', '2023', 'PROVISIONAL')).toMatchObject({ value: null });
    const list = `{ observations(filter: { localityCode: "009", period: "2023", asOf: "2023-12-31" }) { nodes { value status } } }`;
    expect((await data(service, 'quang-binh', list)).observations.nodes).toEqual([{ value: '5', status: 'RELEASED' }]);

    expect(await releaseFigures('ha-noi', { localityCode: '009', period: '2023' })).toEqual({
      released: 1,
      errors: [],
    });
    for (const caller of ['thanh-xuan', 'quang-binh'])
      expect(await figureOf(caller, '009', '2023'), caller).toMatchObject({ value: '7' });
    expect((await data(service, 'quang-binh', list)).observations.nodes).toEqual([{ value: '7', status: 'RELEASED' }]);
  });

  test('one of several corrections is released: the latest that was verified', async () => {
    const verified = async (value: string) => {
      const [{ id }] = (await submit('thanh-xuan', [{ localityCode: '009', value }])).observations;
      await judge('verifyObservations', 'ha-noi', { ids: [id] });
      return id;
    };
    const releaseOne = async (id: string) =>
      (
        await data(
          service,
          callerOf('ha-noi', { subject: 'signer@ha-noi', roles: ['SIGNER'] }),
          'mutation ($input: ReleaseObservationsInput!) { releaseObservations(input: $input) { observations { status value } errors { code } } }',
          { input: { ids: [id], decision: 'QĐ 2' } },
        )
      ).releaseObservations;
    const first = await verified('8');
    const second = await verified('9');
    await submit('thanh-xuan', [{ localityCode: '009', value: '10' }]);
    expect(codes((await releaseOne(first)).errors)).toEqual(['NOT_VERIFIED']);
    expect(await figureOf('quang-binh', '009', '2023')).toMatchObject({ value: '7' });
    expect((await releaseOne(second)).observations).toEqual([{ status: 'RELEASED', value: '9' }]);
    expect(await figureOf('quang-binh', '009', '2023')).toMatchObject({ value: '9' });
    expect(await figureOf('ha-noi', '009', '2023', 'PROVISIONAL')).toMatchObject({ value: '10' });
  });

  test('nobody verifies what they submitted', async () => {
    await submit('ha-noi', [{ localityCode: '001', period: '2024', value: '2' }], { subject: 'both' });
    // Hà Nội reports for a district without an authority of its own: the board verifies.
    expect(
      codes((await judge('verifyObservations', 'ha-noi', { localityCode: '001', period: '2024' })).errors),
    ).toEqual(['NOT_SUPERIOR']);
    expect(
      codes((await judge('verifyObservations', 'trung-uong', { localityCode: '001', period: '2024' }, 'both')).errors),
    ).toEqual(['FOUR_EYES']);
    expect((await judge('verifyObservations', 'trung-uong', { localityCode: 'VN', period: '2024' })).errors).toEqual([
      { code: 'NOT_SUPERIOR', path: ['localityCode'] },
    ]);
    expect(
      (await judge('verifyObservations', 'trung-uong', { localityCode: '01', period: '2024' })).observations,
    ).toHaveLength(1);
  });

  test('a province sees every district counted at once; below it, only what is complete', async () => {
    const districts = ['450', '452', '453', '454', '455', '456', '457', '458'];
    await submit(
      'quang-binh',
      districts.map((localityCode) => ({ localityCode, period: '2024', value: '10' })),
    );
    expect(await figureOf('quang-binh', '44', '2024', 'PROVISIONAL')).toEqual({
      value: '80',
      origin: 'ROLLED_UP',
      coverage: { reported: 8, complete: true },
    });
    expect(await figureOf('ha-noi', '44', '2024', 'PROVISIONAL')).toMatchObject({
      value: null,
      coverage: { reported: 0, complete: false },
    });
    expect(
      (await judge('verifyObservations', 'trung-uong', { localityCode: '44', period: '2024' })).observations,
    ).toHaveLength(8);
    expect(await releaseFigures('trung-uong', { localityCode: '44', period: '2024' })).toEqual({
      released: 0,
      errors: [],
    });
    expect(await figureOf('ha-noi', '44', '2024')).toEqual({
      value: '80',
      origin: 'ROLLED_UP',
      coverage: { reported: 8, complete: true },
    });
    expect(await figureOf('ha-noi', '450', '2024')).toMatchObject({ value: null });
  });

  test('a release of a roll-up that is not complete shows nobody the single figures in it', async () => {
    await submit('quang-binh', [{ localityCode: '450', period: '2023-11', value: '1' }]);
    await releaseFigures('trung-uong', { localityCode: '44', period: '2023-11', basis: 'PROVISIONAL' });
    expect(await figureOf('trung-uong', '44', '2023-11', 'PROVISIONAL')).toMatchObject({ value: '1' });
    expect(await figureOf('ha-noi', '44', '2023-11', 'PROVISIONAL')).toMatchObject({
      value: null,
      coverage: { reported: 0 },
    });
  });

  test("the board's own figures need a decision and a second person", async () => {
    const { observations } = await submit(
      'trung-uong',
      [{ localityCode: 'VN', period: '2021', value: '9', methodology: 'ND07_2021' }],
      { subject: 'both' },
    );
    const at = { ids: [observations[0].id] };
    expect(codes((await judge('verifyObservations', 'trung-uong', at)).errors)).toEqual(['NOT_SUPERIOR']);
    expect(
      codes((await judge('verifyObservations', 'trung-uong', { ...at, decision: 'QĐ 1' }, 'both')).errors),
    ).toEqual(['FOUR_EYES']);
    expect((await judge('verifyObservations', 'trung-uong', { ...at, decision: 'QĐ 1' })).observations).toHaveLength(1);
    expect(await releaseFigures('trung-uong', { localityCode: 'VN', period: '2021' })).toEqual({
      released: 1,
      errors: [],
    });
  });
});

test('thousands of rows go in at once', async () => {
  const { rows } = await operator.query<{ code: string }>(
    `SELECT l.code FROM map.locality l JOIN map.closure c ON c.descendant_id = l.id JOIN map.locality p ON p.id = c.ancestor_id AND p.code = '44' AND p.ends = '2025-07-01'
     WHERE l.level = 'COMMUNE' AND l.begins <= '2018-12-31' AND '2020-12-31' < l.ends`,
  );
  const periods = Array.from(
    { length: 120 },
    (_, i) => `${2010 + Math.floor(i / 12)}-${String((i % 12) + 1).padStart(2, '0')}`,
  ).filter((period) => period >= '2018-12');
  const all = periods
    .flatMap((period) =>
      ['HOUSEHOLDS', 'ETHNIC_MINORITY_HOUSEHOLDS', 'POVERTY_REDUCTION_MODELS'].flatMap((indicator) =>
        rows.map(({ code }) => ({ localityCode: code, asOf: '2019-01-01', indicator, period, value: '100' })),
      ),
    )
    .slice(0, 10_000);
  const answer = await submit('quang-binh', all);
  expect(answer.errors).toEqual([]);
  expect(answer.accepted).toBe(all.length);
  expect(all.length).toBeGreaterThan(4000);
}, 60_000);
