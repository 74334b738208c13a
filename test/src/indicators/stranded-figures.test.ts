import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { connect } from '@thi-dua/prisma/connect';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type ActInput, enactment, inputOf, withdrawal } from '../boundary-change/kit.js';
import { callerOf, campaigns, indicators, localities } from '../kit/services.js';
import { data, figuresDatabase, unitOf } from './figures-kit.js';

const { database, operator } = await figuresDatabase();
const plans = campaigns(database.appUrl);
const map = localities(database.appUrl, { peers: (_name, request) => plans.execute(request) });
const service = indicators(database.appUrl);
const slow = await connect(database.appUrl);
afterAll(() => slow.end());

const always = `'0001-01-01', '9999-12-31'`;
/** A unit that stands since ever. */
async function put(code: string, level: string, parent: string): Promise<void> {
  const id = randomUUID();
  await operator.query(`INSERT INTO map.locality (id, code, level, begins, ends) VALUES ($1, $2, $3, ${always})`, [
    id,
    code,
    level,
  ]);
  await operator.query(
    `INSERT INTO map.locality_name (locality_id, begins, ends, name, full_name, type) VALUES ($1, ${always}, $2, $2, $3)`,
    [id, code, level],
  );
  await operator.query(
    `INSERT INTO map.locality_parent SELECT $1, id, ${always} FROM map.locality WHERE code = $2 AND ends = '9999-12-31'`,
    [id, parent],
  );
}
/** An authority for such a unit, as an operator records it: nobody asks what it strands. */
async function tenant(
  slug: string,
  kind: string,
  code: string,
  superior: string,
  begins = '0001-01-01',
  ends = '9999-12-31',
) {
  await operator.query(
    `INSERT INTO map.tenant (slug, kind, name, locality_id, begins, ends) SELECT $1, $2, $1, id, $4, $5 FROM map.locality WHERE code = $3 AND ends = '9999-12-31'`,
    [slug, kind, code, begins, ends],
  );
  await operator.query('INSERT INTO map.tenant_line (subordinate, superior, begins, ends) VALUES ($1, $2, $3, $4)', [
    slug,
    superior,
    begins,
    ends,
  ]);
}
await put('98', 'PROVINCE', 'VN');
for (const district of ['981', '982', '983', '984']) {
  await put(district, 'DISTRICT', '98');
  for (const last of ['1', '2', '3']) await put(`${district}0${last}`, 'COMMUNE', district);
}
await operator.query('SELECT map.rebuild_closure()');
await tenant('p', 'PROVINCE', '98', 'trung-uong');
await tenant('d1', 'DISTRICT', '981', 'p');
await tenant('d2', 'DISTRICT', '982', 'p');
await tenant('d3', 'DISTRICT', '983', 'p', '0001-01-01', '2024-01-01');
await operator.query(`INSERT INTO map.tenant_successor VALUES ('d3', 'd2')`);
await operator.query('SELECT map.rebuild_authority()');

let keys = 0;
const submission =
  'mutation ($input: SubmitObservationsInput!) { submitObservations(input: $input) { accepted rejected observations { id revision value } errors { row field code message } } }';
const report = async (
  caller: string,
  rows: { localityCode: string; asOf?: string; period: string; value?: string }[],
  mode = 'ALL_OR_NOTHING',
) =>
  (
    await data(service, callerOf(caller, { roles: ['REPORTER'], subject: `reporter@${caller}` }), submission, {
      input: {
        idempotencyKey: `key-${++keys}`,
        mode,
        rows: rows.map((row) => ({ indicator: 'HOUSEHOLDS', value: '1', ...row })),
      },
    })
  ).submitObservations;
const reported = async (caller: string, localityCode: string, period: string, value = '1') => {
  const answer = await report(caller, [{ localityCode, period, value }]);
  expect(answer.errors).toEqual([]);
  return answer.observations[0];
};
interface Fault {
  code: string;
  path: string[];
  message: string;
}
const change = async (caller: string, mutation: string, input: object): Promise<Fault[]> => {
  const type = `${mutation.charAt(0).toUpperCase()}${mutation.slice(1)}Input`;
  const answer = await data(
    map,
    callerOf(caller, { roles: ['ADMIN'] }),
    `mutation ($input: ${type}!) { ${mutation}(input: $input) { tenant { slug } errors { code message path } } }`,
    { input },
  );
  return answer[mutation].errors;
};
const enact = async (act: ActInput): Promise<{ change: { id: string } | null; errors: Fault[] }> =>
  (await data(map, 'trung-uong', enactment, { input: inputOf({ issuedOn: '2020-01-01', ...act }) }))
    .enactBoundaryChange;
const short = (faults: Fault[]) => faults.map(({ code, path }) => `${code} ${path.join('.')}`);
const commune = (slug: string, localityCode: string, establishedOn: string, superior = 'd1') => ({
  slug,
  kind: 'COMMUNE',
  name: slug,
  localityCode,
  superior,
  establishedOn,
});

describe('a tenant', () => {
  test('is not made for days of which figures stand that others reported; who may know of them is told whose', async () => {
    await reported('d1', '98101', '2022');
    await reported('d1', '98101', '2023-06');
    await reported('d1', '98102', '2023');
    const faults = await change('p', 'createTenant', commune('x1', '98101', '2022-12-31'));
    expect(short(faults)).toEqual(['RECORDS_LATER establishedOn']);
    expect(faults[0]?.message).toContain(
      '2 figures that "d1" reported stand for periods that end on 2022-12-31 or later, the last on 2023-06-30 (units 98101)',
    );
    // Nothing of it stays: the old owner corrects as before.
    expect(await reported('d1', '98101', '2022', '2')).toMatchObject({ revision: 2 });
  });

  test('is made from the day after the last of them, and answers from then on', async () => {
    expect(await change('d1', 'createTenant', commune('x1', '98101', '2023-07-01'))).toEqual([]);
    await reported('x1', '98101', '2023');
    expect(await reported('d1', '98101', '2023-06', '5')).toMatchObject({ revision: 2 });
    expect((await report('d1', [{ localityCode: '98101', period: '2023' }])).errors).toMatchObject([
      { code: 'FOREIGN_LOCALITY' },
    ]);
  });

  test('does not end before the last period of a unit that another would then answer for', async () => {
    const end = (on: string) => change('p', 'dissolveTenant', { slug: 'x1', on, legalBasis: 'NQ 1' });
    const faults = await end('2023-12-31');
    expect(short(faults)).toEqual(['RECORDS_LATER on']);
    expect(faults[0]?.message).toContain('1 figures that "x1" reported');
    expect(await end('2024-01-01')).toEqual([]);
    expect(await reported('d1', '98101', '2024')).toMatchObject({ revision: 1 });
    // It completes what it began.
    expect(await reported('x1', '98101', '2023', '7')).toMatchObject({ revision: 2 });
  });

  test('is moved whatever figures stand: it goes on answering for them', async () => {
    expect(await change('p', 'createTenant', commune('x2', '98103', '2020-01-01'))).toEqual([]);
    await reported('x2', '98103', '2022');
    expect(await change('p', 'transferTenant', { slug: 'x2', superior: 'p', from: '2021-01-01' })).toEqual([]);
    expect(await reported('x2', '98103', '2022', '2')).toMatchObject({ revision: 2 });
  });
});

describe('an act of the past', () => {
  const moving = (codes: string[], effectiveOn: string, parentCode = '982'): ActInput => ({
    effectiveOn,
    transfer: [{ codes, parentCode }],
  });

  test('moves no unit away from who reported for later days, tried or in earnest', async () => {
    for (const dryRun of [true, false]) {
      const { change: enacted, errors } = await enact({ ...moving(['98102'], '2023-07-01'), dryRun });
      expect(short(errors)).toEqual(['RECORDS_LATER effectiveOn']);
      expect(errors[0]?.message).toContain('1 figures that "d1" reported');
      expect(enacted).toBeNull();
    }
    expect(await reported('d1', '98102', '2023', '2')).toMatchObject({ revision: 2 });
  });

  test('moves it from the day after the last of them', async () => {
    expect((await enact(moving(['98102'], '2024-01-01'))).errors).toEqual([]);
    await reported('d2', '98102', '2024');
    expect(await reported('d1', '98102', '2023', '3')).toMatchObject({ revision: 3 });
  });

  test('moves it to the successor of who reported: that one corrects, and a superior verifies', async () => {
    const { id } = await reported('d3', '98301', '2022');
    const verify = async (observation: string) =>
      (
        await data(
          service,
          callerOf('p', { roles: ['VERIFIER'], subject: 'verifier' }),
          'mutation ($input: SelectObservationsInput!) { verifyObservations(input: $input) { count errors { code } } }',
          { input: { ids: [observation] } },
        )
      ).verifyObservations;
    expect(await verify(id)).toEqual({ count: 1, errors: [] });
    expect((await enact(moving(['98301'], '2022-07-01'))).errors).toEqual([]);
    const correction = await reported('d2', '98301', '2022', '9');
    expect(correction).toMatchObject({ revision: 2 });
    expect(await verify(correction.id)).toEqual({ count: 1, errors: [] });
    // To anyone else it is still foreign.
    await reported('d3', '98302', '2022');
    expect(short((await enact(moving(['98302'], '2022-07-01', '981'))).errors)).toEqual(['RECORDS_LATER effectiveOn']);
  });

  test('and that successor is not replaced while it answers for them', async () => {
    await tenant('d4', 'DISTRICT', '984', 'p');
    await operator.query('SELECT map.rebuild_authority()');
    await operator.query(
      // As it stood before the successor corrected it.
      `UPDATE indicators.observation SET current = false WHERE tenant_id = 'd2' AND locality_id = $1`,
      [await unitOf(operator, '98301', '2022-12-31')],
    );
    await operator.query(
      `UPDATE indicators.observation SET current = true WHERE tenant_id = 'd3' AND locality_id = $1`,
      [await unitOf(operator, '98301', '2022-12-31')],
    );
    const name = { tenant: 'd3', successor: 'd4' };
    expect(short(await change('p', 'nameSuccessor', { ...name, insteadOf: 'd2' }))).toEqual([
      'RECORDS_LATER insteadOf',
    ]);
    expect(await reported('d2', '98301', '2022', '10')).toMatchObject({ revision: 2 });
    expect(await change('p', 'nameSuccessor', name)).toEqual([]);
  });

  test('ends units for which figures of later days stand: nobody else is to answer for them', async () => {
    await reported('d4', '98401', '2023');
    await reported('d4', '98402', '2023');
    const { errors } = await enact({
      effectiveOn: '2023-07-01',
      establish: [
        {
          code: '98409',
          level: 'COMMUNE',
          fullName: 'Xã Chín',
          parentCode: '984',
          from: [{ code: '98401' }, { code: '98402' }],
        },
      ],
    });
    expect(errors).toEqual([]);
    expect((await report('d4', [{ localityCode: '98401', asOf: '2022-01-01', period: '2023' }])).errors).toMatchObject([
      { code: 'ENDED_LOCALITY' },
    ]);
  });

  test('is not withdrawn where figures rest on it', async () => {
    const { change: enacted } = await enact(moving(['98103'], '2090-07-01'));
    await operator.query(`UPDATE map.tenant SET ends = '2030-01-01' WHERE slug = 'x2'`);
    await operator.query(
      `INSERT INTO indicators.observation (id, tenant_id, locality_id, indicator, period, period_end, value, status, revision, current, official, submitted_at, submitted_by)
       VALUES ($1, 'd2', $2, 'HOUSEHOLDS', '2090', '2090-12-31', 1, 'SUBMITTED', 1, true, false, now(), 'someone')`,
      [randomUUID(), await unitOf(operator, '98103', '2090-12-31')],
    );
    const { withdrawBoundaryChange } = await data(map, 'trung-uong', withdrawal, {
      input: { id: enacted?.id ?? '', reason: 'Thu hồi' },
    });
    expect(short(withdrawBoundaryChange.errors)).toEqual(['RECORDS_LATER id']);
  });
});

describe('at once', () => {
  const held = async (work: Promise<unknown>) => {
    const outcome = await Promise.race([work.then(() => 'done'), sleep(700, 'waiting')]);
    expect(outcome).toBe('waiting');
  };

  test('a change waits for a report that is on its way, and then knows of it', async () => {
    await slow.query('BEGIN');
    await slow.query(`SELECT set_config('app.tenant', 'd2', true), set_config('app.subject', 'slow', true)`);
    await slow.query(
      `INSERT INTO indicators.observation (id, tenant_id, locality_id, indicator, period, period_end, value, status, revision, current, official, submitted_at, submitted_by)
       VALUES ($1, 'd2', $2, 'HOUSEHOLDS', '2019', '2019-12-31', 1, 'SUBMITTED', 1, true, false, now(), 'slow')`,
      [randomUUID(), await unitOf(operator, '98201', '2019-12-31')],
    );
    const making = change('p', 'createTenant', commune('x3', '98201', '2019-06-01', 'd2'));
    await held(making);
    await slow.query('COMMIT');
    expect(short(await making)).toEqual(['RECORDS_LATER establishedOn']);
  });

  test('a report waits for a change that is on its way, and is judged by it', async () => {
    await operator.query('BEGIN');
    await operator.query('SELECT indicators.lock_map(true)');
    await tenant('x4', 'COMMUNE', '98202', 'd2', '2019-01-01');
    await operator.query('SELECT map.rebuild_authority()');
    const reporting = report('d2', [{ localityCode: '98202', period: '2019' }]);
    await held(reporting);
    await operator.query('COMMIT');
    expect((await reporting).errors).toMatchObject([{ row: 0, code: 'FOREIGN_LOCALITY' }]);
    await reported('x4', '98202', '2019');
  });
});

describe('where an operator stranded figures all the same', () => {
  beforeAll(async () => {
    await reported('d2', '98203', '2021', '4711');
    await reported('d2', '98203', '2020', '4712');
    await operator.query(`UPDATE indicators.observation SET status = 'RELEASED', official = true WHERE value = 4712`);
    await tenant('x5', 'COMMUNE', '98203', 'd2', '2020-01-01');
    await operator.query('SELECT map.rebuild_authority()');
  });
  const rows = ['2020', '2021', '2022'].map((period) => ({ localityCode: '98203', period, value: '8' }));

  test('whoever answers now is told of the row that it is not theirs, and nothing of what stands', async () => {
    const answer = await report('x5', rows);
    expect(answer).toMatchObject({ accepted: 0, rejected: 3, observations: [] });
    expect(answer.errors.map(({ row, code }: { row: number; code: string }) => `${row} ${code}`)).toEqual([
      '0 FIGURE_OF_ANOTHER',
      '1 FIGURE_OF_ANOTHER',
    ]);
    expect(JSON.stringify(answer)).not.toMatch(/471|d2|RELEASED|SUBMITTED/);
  });

  test('the others of its rows are taken in where it asks so', async () => {
    const answer = await report('x5', rows, 'ACCEPT_VALID');
    expect(answer).toMatchObject({ accepted: 1, rejected: 2, observations: [{ revision: 1, value: '8' }] });
    expect(answer.errors).toHaveLength(2);
    const { rows: standing } = await operator.query(
      `SELECT o.tenant_id, o.period, trim_scale(o.value)::text AS value FROM indicators.observation o JOIN map.locality l ON l.id = o.locality_id
       WHERE l.code = '98203' AND o.current ORDER BY o.period`,
    );
    expect(standing).toEqual([
      { tenant_id: 'd2', period: '2020', value: '4712' },
      { tenant_id: 'd2', period: '2021', value: '4711' },
      { tenant_id: 'x5', period: '2022', value: '8' },
    ]);
  });

  test('what stands is told to nobody who may not know it, though it stops them', async () => {
    await slow.query('BEGIN');
    await slow.query(`SELECT set_config('app.tenant', 'ha-noi', true)`);
    const { rows: told } = await slow.query('SELECT * FROM map.stranded_figures(ARRAY[$1]::uuid[], $2, NULL)', [
      await unitOf(operator, '98203', '2021-12-31'),
      '2020-01-01',
    ]);
    await slow.query('ROLLBACK');
    expect(told).toEqual([{ tenant: null, figures: null, lastDay: null, codes: null }]);
  });
});
