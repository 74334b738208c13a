import { expect, test } from 'vitest';
import { ask, callerOf, campaigns, indicators } from '../kit/services.js';
import { awarding, type Data, form, unit } from './award-kit.js';

// Quảng Bình's plan, IV.1.b: Minh Hoá, lately no poor district, falls by 4 points a year on average in the three years before
// the nomination; or its poor and near-poor households fall by more than 50% from where the stage began.
const { done, query, database } = await awarding();
const figures = indicators(database.appUrl);
const plans = campaigns(database.appUrl);
let keys = 0;
const tell = async (tenant: string, document: string, input: object): Promise<Data> => {
  const { data, errors } = await ask(figures, callerOf(tenant, { subject: `officer-${++keys}` }), document, { input });
  expect(errors).toBeUndefined();
  return JSON.parse(JSON.stringify(data));
};

/** Year by year from the opening of the stage: households, poor ones and near-poor ones; verified by the superior. */
async function report(years: Record<string, [households: number, poor: number, nearPoor: number]>) {
  const rows = Object.entries(years).flatMap(([period, values]) =>
    ['HOUSEHOLDS', 'POOR_HOUSEHOLDS', 'NEAR_POOR_HOUSEHOLDS'].map((indicator, i) => ({
      localityCode: '452',
      indicator,
      period,
      value: String(values[i]),
      ...(i > 0 && { methodology: 'ND07_2021' }),
    })),
  );
  const { submitObservations } = await tell(
    'quang-binh',
    'mutation ($input: SubmitObservationsInput!) { submitObservations(input: $input) { accepted errors { row code message } observations { id } } }',
    { idempotencyKey: `minh-hoa-${++keys}`, rows },
  );
  expect(submitObservations.errors).toEqual([]);
  const { verifyObservations } = await tell(
    'trung-uong',
    'mutation ($input: SelectObservationsInput!) { verifyObservations(input: $input) { errors { code message } } }',
    { ids: submitObservations.observations.map(({ id }: { id: string }) => id) },
  );
  expect(verifyObservations.errors).toEqual([]);
}

const shape = `lastYear met notMet open notApplicable
  criteria { clause where verdict explanation figures { indicator period value } answer { applies } }`;
const findings = async (id: string): Promise<Data> =>
  (
    await query(
      'quang-binh',
      `{ nomination(id: "${id}") { eligibility { ${shape} } frozenEligibility { ${shape} } figuresChanged } }`,
    )
  ).nomination;
const ofMinhHoa = ({ criteria }: Data) => criteria.find(({ where }: Data) => /Minh Hoá/.test(where ?? ''));
const nominated = async (period: string, datedOn = '2025-06-01'): Promise<string> => {
  const { data } = await ask(
    plans,
    callerOf('quang-binh'),
    '{ plans(filter: { tenant: "quang-binh" }) { nodes { id criteria { id parts { id subject { where } } } } } }',
  );
  const [plan] = JSON.parse(JSON.stringify(data)).plans.nodes;
  const { id } = await done('quang-binh', 'createNomination', {
    plan: plan.id,
    form: form('PRIME_MINISTER_CERTIFICATE'),
    occasion: 'FINAL',
    period,
    nominee: { subject: 'DISTRICT', name: 'Huyện Minh Hóa', locality: unit('D452@old') },
    achievement: 'Giảm nghèo nhanh, bền vững',
    datedOn,
  });
  return id;
};

test('without figures the condition of Minh Hoá is NO_DATA, never a guess', async () => {
  const { eligibility } = await findings(await nominated('2021-2025'));
  expect(ofMinhHoa(eligibility)).toMatchObject({ clause: 'IV.1.b.2.1', verdict: 'NO_DATA' });
});

test('the first branch alone meets the condition: 4 points a year over three years, the number not yet halved', async () => {
  // 40% to 28%: (40 - 28) / 3 = 4. Poor and near-poor together from 7000 to 4800: 31%.
  await report({
    2021: [10_000, 4000, 3000],
    2022: [10_000, 3700, 2800],
    2023: [10_000, 3300, 2500],
    2024: [10_000, 2800, 2000],
  });
  const { eligibility } = await findings(await nominated('2021-2024'));
  expect(eligibility.lastYear).toBe(2024);
  const found = ofMinhHoa(eligibility);
  expect(found).toMatchObject({ verdict: 'MET' });
  expect(found.figures).toEqual(
    expect.arrayContaining([
      { indicator: 'POVERTY_RATE', period: '2021', value: '40' },
      { indicator: 'POVERTY_RATE', period: '2024', value: '28' },
    ]),
  );
  // The clause for the other districts is another group's: by itself it would be failed.
  const others = eligibility.criteria.find(({ where }: Data) => where === 'Các huyện còn lại');
  expect(others.verdict).not.toBe('MET');
});

test('a hair less than 4 points a year, and exactly half: neither branch is met', async () => {
  // 40% to 28.01%: 3.9966…; 7000 to 3500 is 50%, and "trên 50%" asks for more.
  await report({ 2024: [10_000, 2801, 699] });
  expect(ofMinhHoa((await findings(await nominated('2022-2024'))).eligibility).verdict).not.toBe('MET');
});

test('the second branch alone meets the condition: more than halved, though the rate fell by less than 4 points a year', async () => {
  // 40% to 28.5%: 3.8; 7000 to 3499 is over 50%.
  await report({ 2024: [10_000, 2850, 649] });
  expect(ofMinhHoa((await findings(await nominated('2023-2024'))).eligibility)).toMatchObject({ verdict: 'MET' });
});

test('the years run up to the nomination, not to today: figures of its own year change nothing', async () => {
  // The fall that meets it was measured at the end of 2024: a nomination of that spring has it before itself.
  const { eligibility } = await findings(await nominated('2020-2024', '2024-03-01'));
  expect(eligibility.lastYear).toBe(2023);
  expect(ofMinhHoa(eligibility).verdict).not.toBe('MET');
});

test('what the council had before it stays as it was, and a correction of the figures shows as a mark', async () => {
  const id = await nominated('2024', '2025-05-01');
  await done('quang-binh', 'submitNomination', { id });
  const { criteria } = (
    await query('quang-binh', `{ nomination(id: "${id}") { plan { id } eligibility { criteria { clause where } } } }`)
  ).nomination.eligibility;
  expect(criteria.map(({ where }: Data) => where)).toContain('Các huyện còn lại');
  const { data } = await ask(
    plans,
    callerOf('quang-binh'),
    '{ plans(filter: { tenant: "quang-binh" }) { nodes { criteria { parts { id subject { where } } } } } }',
  );
  const parts = JSON.parse(JSON.stringify(data)).plans.nodes[0].criteria.flatMap((one: Data) => one.parts);
  const others = parts.find(({ subject }: Data) => subject.where === 'Các huyện còn lại');
  // The appraisers say which group the district is of: advice no longer counts the other one.
  await done('quang-binh', 'appraiseNomination', {
    id,
    answers: [{ criterion: others.id, applies: false, met: false, note: 'Huyện Minh Hóa thuộc nhóm mới thoát nghèo' }],
  });
  await done('quang-binh', 'recordCouncilVote', {
    id,
    heldOn: '2025-05-20',
    minutes: '12/BB-HĐ',
    members: 11,
    inFavour: 11,
  });
  const before = await findings(id);
  expect(before.frozenEligibility).toMatchObject({ notApplicable: 1 });
  expect(ofMinhHoa(before.frozenEligibility).verdict).toBe('MET');
  expect(before.figuresChanged).toBe(false);
  await report({ 2024: [10_000, 3900, 2900] });
  const after = await findings(id);
  expect(after.frozenEligibility).toEqual(before.frozenEligibility);
  expect(ofMinhHoa(after.eligibility).verdict).not.toBe('MET');
  expect(after.figuresChanged).toBe(true);
});
