import { connect } from '@thi-dua/prisma/connect';
import { expect, test } from 'vitest';
import { type Place, plant, province, state } from '../indicators/small-country.js';
import { graph } from '../isolation/graph.js';
import { testDatabase } from '../kit/database.js';

const database = await testDatabase();
const { ask } = await graph(database);
const operator = await connect(database.operatorUrl);
const unit = { ...province('C1', [1]), tenant: 'c1' };
const [below] = unit.children;
if (below === undefined) throw new Error('unreachable');
const district: Place = { ...below, tenant: 'c1' };
await plant(operator, [unit]);

const read = async (tenant: string) => {
  const { data, errors } = await ask(
    tenant,
    '{ annualReport(year: 2022, code: "C1") { complete restricted discipline { due onTime late } } }',
  );
  expect(errors).toBeUndefined();
  return JSON.parse(JSON.stringify(data)).annualReport;
};
/** States a figure, verified, of everything whose lowest level is the unit's own or, of the lowest unit, further down. */
async function stateAll(place: Place, lowest: string, but?: string): Promise<void> {
  const { rows } = await operator.query<{ code: string; standard: boolean }>(
    `SELECT code, standard FROM indicators.indicator
     WHERE kind <> 'RATIO' AND (valid_from IS NULL OR valid_from <= '2022-12-31') AND (valid_to IS NULL OR valid_to > '2022-01-01')
       AND CASE WHEN $1 = 'PROVINCE' THEN lowest_level = 'PROVINCE' ELSE lowest_level > 'PROVINCE' END ORDER BY position`,
    [lowest],
  );
  for (const { code, standard } of rows) {
    if (code === but) continue;
    const id = await state(operator, place, {
      indicator: code,
      period: '2022',
      methodology: standard ? 'ND07_2021' : null,
      value: 10,
    });
    await operator.query(
      `UPDATE indicators.observation SET status = 'VERIFIED', official = true, verified_at = now(), verified_by = 'another' WHERE id = $1`,
      [id],
    );
  }
}

test('a year is complete once every figure that is due is verified and every report has come, and not before', async () => {
  await operator.query('BEGIN');
  const last = 'HOUSEHOLDS';
  await stateAll(district, 'DISTRICT', last);
  // What only provinces state is due of the province, and of no district.
  await stateAll(unit, 'PROVINCE');
  await operator.query('COMMIT');
  expect((await read('c1')).complete).toBe(false);
  await operator.query('BEGIN');
  await state(operator, district, { indicator: last, period: '2022', methodology: null, value: 100 });
  await operator.query('COMMIT');
  // Submitted is not verified.
  expect((await read('c1')).complete).toBe(false);
  await operator.query(
    `UPDATE indicators.observation SET status = 'VERIFIED', official = true, verified_at = now(), verified_by = 'another' WHERE locality_id = $1 AND indicator = $2`,
    [district.id, last],
  );
  const { discipline } = await read('c1');
  if (discipline.due > 0) {
    expect((await read('c1')).complete).toBe(false);
    const drafted = await ask(
      'c1',
      'mutation ($input: DraftReportInput!) { draftReport(input: $input) { report { id } errors { code } } }',
      {
        input: {
          movement: 'VNN-2021-2025',
          kind: 'ANNUAL',
          period: '2022',
          title: 'Báo cáo năm 2022',
          sections: ['I', 'II.1', 'III.1', 'IV'].map((key) => ({ key, text: 'Đã làm' })),
        },
      },
    );
    const { report } = JSON.parse(JSON.stringify(drafted.data)).draftReport;
    const sent = await ask(
      'c1',
      'mutation ($input: SubmitReportInput!) { submitReport(input: $input) { errors { code } } }',
      { input: { id: report.id } },
    );
    expect(sent.data).toEqual({ submitReport: { errors: [] } });
  }
  for (const tenant of ['c1', 'trung-uong'])
    expect(await read(tenant), tenant).toMatchObject({ complete: true, restricted: false });
  // Whoever may not know whether it is, is not told that it is.
  expect(await read('ha-noi')).toEqual({ complete: false, restricted: true, discipline: null });
});
