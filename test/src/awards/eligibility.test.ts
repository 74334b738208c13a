import { connect } from '@thi-dua/prisma/connect';
import { expect, test } from 'vitest';
import { ask, callerOf, campaigns } from '../kit/services.js';
import { awarding, form, unit } from './award-kit.js';

const { done, act, query, database } = await awarding();
const plans = campaigns(database.appUrl);
const planOf = async (tenant: string): Promise<string> => {
  const { data } = await ask(plans, callerOf(tenant), `{ plans(filter: { tenant: "${tenant}" }) { nodes { id } } }`);
  return JSON.parse(JSON.stringify(data)).plans.nodes[0].id;
};
const shape =
  'lastYear met notMet open criteria { clause text rule verdict figures { indicator period value } answer { met note } }';
const judged = async (tenant: string, id: string) =>
  (
    await query(
      tenant,
      `{ nomination(id: "${id}") { plan { id } eligibility { ${shape} } frozenEligibility { ${shape} } figuresChanged } }`,
    )
  ).nomination;

const minhHoa = 'D452@old';

test("Minh Hoá is judged by Quảng Bình's criteria for districts, as advice, and what the council had before it stays", async () => {
  const plan = await planOf('quang-binh');
  const { id } = await done('quang-binh', 'createNomination', {
    plan,
    form: form('PROVINCIAL_CERTIFICATE'),
    occasion: 'FINAL',
    period: '2021-2025',
    nominee: { subject: 'DISTRICT', name: 'Huyện Minh Hóa', locality: unit(minhHoa) },
    achievement: 'Giảm nghèo nhanh',
    datedOn: '2025-06-01',
  });
  const { eligibility, frozenEligibility } = await judged('quang-binh', id);
  expect(frozenEligibility).toBeNull();
  expect(eligibility.lastYear).toBe(2024);
  expect(eligibility.criteria.length).toBeGreaterThan(0);
  expect(eligibility.criteria.some(({ rule }: { rule: string | null }) => rule !== null)).toBe(true);
  expect(eligibility.met + eligibility.notMet + eligibility.open).toBe(eligibility.criteria.length);
  // Never a decision: whatever it says, the nomination goes on.
  await done('quang-binh', 'submitNomination', { id });
  const { errors } = await act('quang-binh', 'appraiseNomination', {
    id,
    answers: [{ criterion: plan, met: true, note: 'x' }],
  });
  expect(errors.map(({ code }) => code)).toEqual(['UNKNOWN_CRITERION']);
  await done('quang-binh', 'appraiseNomination', { id });
  await done('quang-binh', 'recordCouncilVote', { id, heldOn: '2025-06-10', minutes: 'x', members: 9, inFavour: 9 });
  const after = await judged('quang-binh', id);
  expect(after.frozenEligibility).toEqual(after.eligibility);
  expect(after.figuresChanged).toBe(false);
  // Evidence that says something else than the figures of today shows as such.
  const admin = await connect(database.adminUrl);
  await admin.query('SET session_replication_role = replica');
  await admin.query(
    `UPDATE awards.nomination_step SET content = jsonb_set(content, '{eligibility,criteria,0,verdict}', '"MET"') || '{}' WHERE step = 'COUNCIL_VOTED'`,
  );
  await admin.end();
  const verdict = after.eligibility.criteria[0].verdict;
  expect((await judged('quang-binh', id)).figuresChanged).toBe(verdict !== 'MET');
});

test('a plan that a caller may not see gives neither key nor criteria', async () => {
  const plan = await planOf('quang-binh');
  const { errors } = await act('thanh-xuan', 'createNomination', {
    plan,
    form: form('MERIT_LETTER'),
    occasion: 'ANNUAL',
    period: '2024',
    nominee: { subject: 'HOUSEHOLD', name: 'Hộ A' },
    achievement: 'x',
    datedOn: '2025-01-01',
  });
  expect(errors.map(({ code }) => code)).toEqual(['UNKNOWN_PLAN']);
});
