import { connect } from '@thi-dua/prisma/connect';
import { readGlobalId } from '@thi-dua/schema/global-id';
import fc from 'fast-check';
import { afterAll, describe, expect, test } from 'vitest';
import { awarding, type Data, form, household } from './award-kit.js';

const { done, act, faults, see, query, throughCouncil, decided, database } = await awarding();
const operator = await connect(database.operatorUrl);
afterAll(() => operator.end());

const after = async (start: string, days: number): Promise<string> =>
  (await operator.query('SELECT awards.after_working_days($1::date, $2)::text AS day', [start, days])).rows[0].day;
const today = async (): Promise<string> => (await operator.query('SELECT map.today()::text AS day')).rows[0].day;
const following = (day: string) => new Date(Date.parse(`${day}T00:00:00Z`) + 86_400_000).toISOString().slice(0, 10);
const setHoliday = async (tenant: string, day: string, off: boolean) =>
  (
    await query(tenant, 'mutation ($input: SetHolidayInput!) { setHoliday(input: $input) { errors { code path } } }', {
      input: { day, off, name: 'Nghỉ hoán đổi' },
    })
  ).setHoliday.errors;

describe('working days', () => {
  test.each([
    ['a Friday goes on with Monday', '2024-05-17', 1, '2024-05-20'],
    ['ten of them are two weeks', '2024-05-17', 10, '2024-05-31'],
    // The lunar year 2026 begins on Tuesday 17 February: off from its eve to its fourth day, Monday to Friday.
    ['none lies in the week of Tết Nguyên đán', '2026-02-13', 1, '2026-02-23'],
    // Giỗ Tổ on Sunday 26 April 2026 is made good on Monday; 30 April and 1 May are Thursday and Friday.
    ['none lies on a holiday that is made good', '2026-04-24', 1, '2026-04-28'],
    ['none lies on 30 April and 1 May', '2026-04-24', 3, '2026-05-04'],
    ['none lies on 2 September and the day before it', '2026-08-31', 1, '2026-09-03'],
    ['none lies on 1 January', '2025-12-31', 1, '2026-01-02'],
  ])('%s: %s and %i more are %s', async (_what, start, days, expected) => {
    expect(await after(start, days)).toBe(expected);
  });

  test('are counted one by one, by the holidays that the graph shows', async () => {
    const { holidays } = await query('ha-lang', '{ holidays(from: "2017-01-01", to: "2027-12-31") { day off } }');
    const known = new Map(holidays.map(({ day, off }: Data) => [day, off]));
    const works = (day: string) => {
      const off = known.get(day);
      return off === undefined ? ![0, 6].includes(new Date(`${day}T00:00:00Z`).getUTCDay()) : !off;
    };
    await fc.assert(
      fc.asyncProperty(
        fc.date({ min: new Date('2017-01-02'), max: new Date('2026-06-30'), noInvalidDate: true }),
        fc.integer({ min: 1, max: 250 }),
        async (from, days) => {
          const start = from.toISOString().slice(0, 10);
          let day = start;
          for (let left = days; left > 0; ) {
            day = following(day);
            if (works(day)) left -= 1;
          }
          expect(await after(start, days)).toBe(day);
        },
      ),
      { numRuns: 60, seed: 7 },
    );
  });

  test('follow what the central board sets: a day that is swapped, off and made good on a Saturday', async () => {
    expect(await after('2026-12-31', 1)).toBe('2027-01-04');
    expect(await setHoliday('ha-noi', '2026-12-31', true)).toEqual([{ code: 'NOT_YOURS', path: ['day'] }]);
    expect(await after('2026-12-30', 1)).toBe('2026-12-31');
    expect(await setHoliday('trung-uong', '2026-12-31', true)).toEqual([]);
    expect(await setHoliday('trung-uong', '2027-01-09', false)).toEqual([]);
    expect(await after('2026-12-30', 1)).toBe('2027-01-04');
    expect(await after('2027-01-08', 1)).toBe('2027-01-09');
    const { holidays } = await query('ha-noi', '{ holidays(from: "2027-01-09", to: "2027-01-09") { off confirmed } }');
    expect(holidays).toEqual([{ off: false, confirmed: true }]);
  });
});

describe('the limit of a tenant', () => {
  let count = 0;
  const submitted = async (tenant: string, over: Record<string, unknown> = {}, to?: string): Promise<Data> => {
    const { id } = await done(tenant, 'createNomination', {
      ...household,
      form: form('PROVINCIAL_CERTIFICATE'),
      datedOn: '2025-02-10',
      nominee: { subject: 'HOUSEHOLD', name: `Hộ ${++count}` },
      ...over,
    });
    return done(tenant, 'submitNomination', { id, ...(to && { to }) });
  };
  const due = async (days: number) => ({ dueOn: await after(await today(), days), overdue: false });

  test('is 15 working days for what a province confers itself, 30 for what goes on to the Prime Minister', async () => {
    expect(await submitted('cao-bang')).toMatchObject(await due(15));
    expect(await submitted('cao-bang', { form: form('PRIME_MINISTER_CERTIFICATE') })).toMatchObject(await due(30));
  });

  test('is 10 for an agency and a district, also where the successor now acts; the next level has its own', async () => {
    const letter = { form: form('MERIT_LETTER') };
    const { id, ...own } = await submitted('ban-dan-toc-cao-bang', letter);
    expect(own).toMatchObject(await due(10));
    expect(await submitted('thanh-xuan', letter)).toMatchObject(await due(10));
    await throughCouncil('ban-dan-toc-cao-bang', id, '2025-02-12');
    expect(await see('ban-dan-toc-cao-bang', id), 'appraising does not begin it anew').toMatchObject(await due(10));
    const asked = { id, form: form('PROVINCIAL_CERTIFICATE') };
    expect(await done('ban-dan-toc-cao-bang', 'escalateNomination', asked)).toMatchObject(await due(15));
    expect(await done('cao-bang', 'returnNomination', { id, remarks: 'x' })).toMatchObject({ dueOn: null });
  });

  test('is none for an extraordinary occasion', async () => {
    expect(await submitted('cao-bang', { occasion: 'EXTRAORDINARY' })).toMatchObject({ dueOn: null, overdue: false });
  });

  test('is what the tenant sets, from then on: what runs already stays as it was reckoned', async () => {
    const before = await submitted('ha-noi');
    const reached = await after(await today(), 3);
    await done('ha-noi', 'configureAwards', { decideDays: 3, escalateDays: 5 });
    expect(await submitted('ha-noi')).toMatchObject({ dueOn: reached });
    expect(await submitted('ha-noi', { form: form('PRIME_MINISTER_CERTIFICATE') })).toMatchObject(await due(5));
    expect(await setHoliday('trung-uong', reached, true)).toEqual([]);
    expect((await submitted('ha-noi')).dueOn).toBe(await after(await today(), 3));
    expect((await submitted('ha-noi')).dueOn).not.toBe(reached);
    expect((await see('ha-noi', before.id)).dueOn).toBe(before.dueOn);
    expect(await faults('ha-noi', 'configureAwards', { decideDays: 0, escalateDays: 251 })).toEqual([
      'OUT_OF_RANGE decideDays',
      'OUT_OF_RANGE escalateDays',
    ]);
    expect((await act('ha-noi', 'configureAwards', { tenant: 'cao-bang', decideDays: 3 })).errors).toMatchObject([
      { code: 'NOT_YOURS' },
    ]);
  });

  test('that has passed shows in the list of what is overdue: to where it stands and to its owner, until it is done', async () => {
    const ofSince = { datedOn: '2025-04-01', period: '2025' };
    const late = await submitted('so-dan-toc-ton-giao-cao-bang', ofSince, 'cao-bang');
    const inTime = await submitted('so-dan-toc-ton-giao-cao-bang', ofSince, 'cao-bang');
    const unlimited = await submitted(
      'so-dan-toc-ton-giao-cao-bang',
      { ...ofSince, occasion: 'EXTRAORDINARY' },
      'cao-bang',
    );
    const listed = async (tenant: string, overdue: boolean) =>
      (
        await query(
          tenant,
          `{ nominations(filter: { tenant: "so-dan-toc-ton-giao-cao-bang", at: "cao-bang", overdue: ${overdue} }) { totalCount nodes { id overdue dueOn } } }`,
        )
      ).nominations.nodes.map(({ id }: Data) => id);
    // Time passes: what was due ten working days from now was due yesterday. Its last day itself is not late yet.
    const moveDue = async (to: string, { id }: Data) => {
      const admin = await connect(database.adminUrl);
      await admin.query('SET session_replication_role = replica');
      for (const [table, key] of [
        ['nomination', 'id'],
        ['nomination_stage', 'nomination_id'],
      ])
        await admin.query(`UPDATE awards.${table} SET due_on = map.today() + $1::int WHERE ${key} = $2`, [
          to,
          readGlobalId('Nomination', id),
        ]);
      await admin.end();
    };
    await moveDue('0', late);
    expect(await listed('cao-bang', true)).toEqual([]);
    await moveDue('-1', late);
    expect(await listed('cao-bang', true)).toEqual([late.id]);
    expect(await listed('so-dan-toc-ton-giao-cao-bang', true)).toEqual([late.id]);
    expect(await listed('cao-bang', false)).toEqual([inTime.id, unlimited.id]);
    expect(await listed('trung-uong', true), 'it has not reached the board').toEqual([]);
    expect(await see('cao-bang', late.id)).toMatchObject({ overdue: true });
    await throughCouncil('cao-bang', late.id, '2025-05-01');
    expect(await listed('cao-bang', true), 'half of the way is not the whole').toEqual([late.id]);
    await decided('cao-bang', [late.id], '2025-05-05');
    expect(await listed('cao-bang', true)).toEqual([]);
  });
});
