import { connect } from '@thi-dua/prisma/connect';
import { describe, expect, test } from 'vitest';
import { ask, callerOf, campaigns } from '../kit/services.js';
import { awarding, form, household, signer, tenantId, unit } from './award-kit.js';

const { done, see, faults, throughCouncil, decided, query, database } = await awarding();

/** One of the five wards that the district's plan asks to bring down their near-poor households. */
const ward = {
  form: form('MERIT_LETTER', 'old'),
  occasion: 'ANNUAL',
  period: '2022',
  nominee: { subject: 'COMMUNE', name: 'UBND phường Khương Trung', locality: unit('C00349@old') },
  achievement: 'Giảm hộ cận nghèo theo kế hoạch năm 2022',
  datedOn: '2022-12-15',
};

describe('a ward of Thanh Xuân', () => {
  test("goes to the district's merit letter by its own appraisers and council, then to the city's certificate by the city's", async () => {
    const { data } = await ask(
      campaigns(database.appUrl),
      callerOf('thanh-xuan'),
      '{ plans(filter: { tenant: "thanh-xuan" }) { nodes { id } } }',
    );
    const plan = JSON.parse(JSON.stringify(data)).plans.nodes[0].id;
    const { id } = await done('thanh-xuan', 'createNomination', { ...ward, plan });
    const { eligibility } = (
      await query(
        'thanh-xuan',
        `{ nomination(id: "${id}") { eligibility { criteria { clause where rule verdict } open } } }`,
      )
    ).nomination;
    // The criteria for wards, the schedule of the plan's annex among them, and no others.
    expect(eligibility.criteria.map(({ clause }: { clause: string }) => clause)).toEqual(
      expect.arrayContaining(['IV.1.b.1', 'IV.1.b.2.2', 'IV.1.b.4']),
    );
    expect(eligibility.criteria.every(({ clause }: { clause: string }) => clause.startsWith('IV.1.b'))).toBe(true);
    expect(await see('ha-noi', id), 'the city acts for the ended district').not.toBeNull();
    await done('thanh-xuan', 'submitNomination', { id });
    expect(await see('trung-uong', id), 'it has not reached the board').toBeNull();
    await throughCouncil('thanh-xuan', id, '2022-12-20');
    await decided('thanh-xuan', [id], '2022-12-22');
    const sent = await done('thanh-xuan', 'escalateNomination', { id, form: form('PROVINCIAL_CERTIFICATE', 'old') });
    expect(sent).toMatchObject({
      status: 'ESCALATED',
      at: { id: tenantId('ha-noi') },
      form: { code: 'PROVINCIAL_CERTIFICATE' },
    });
    await throughCouncil('ha-noi', id, '2023-01-10');
    await decided('ha-noi', [id], '2023-01-17');
    const now = await see('thanh-xuan', id);
    expect(now.status).toBe('DECIDED');
    expect(now.awards.map((award: { form: { code: string } }) => award.form.code)).toEqual([
      'MERIT_LETTER',
      'PROVINCIAL_CERTIFICATE',
    ]);
    expect(now.log.map((step: { step: string }) => step.step)).toEqual([
      'SUBMITTED',
      'APPRAISED',
      'COUNCIL_VOTED',
      'DECIDED',
      'ESCALATED',
      'APPRAISED',
      'COUNCIL_VOTED',
      'DECIDED',
    ]);
  });
});

test("a form whose authority is a level that ended is conferred up to its last day and not after, and nothing is dated after a district's end", async () => {
  const { id } = await done('thanh-xuan', 'createNomination', {
    ...household,
    form: form('MERIT_LETTER'),
    datedOn: '2025-06-20',
    period: '2025',
  });
  await done('thanh-xuan', 'submitNomination', { id });
  // In flight when the district ended: its successor brings it to an end.
  await done('ha-noi', 'appraiseNomination', { id });
  const vote = { id, minutes: '02/BB', members: 9, inFavour: 9 };
  expect(await faults('ha-noi', 'recordCouncilVote', { ...vote, heldOn: '2025-07-01' })).toEqual([
    'AFTER_TENANT_END heldOn',
  ]);
  await done('ha-noi', 'recordCouncilVote', { ...vote, heldOn: '2025-06-27' });
  const decision = { tenant: 'thanh-xuan', number: '77/QĐ', signer, nominations: [id] };
  expect(await faults('ha-noi', 'decideNominations', { ...decision, day: '2025-07-01' })).toEqual([
    'AFTER_TENANT_END day',
  ]);
  expect(await faults('ha-noi', 'decideNominations', { ...decision, tenant: undefined, day: '2025-07-01' })).toEqual([
    'NOT_HERE nominations.0',
  ]);
  await done('ha-noi', 'decideNominations', { ...decision, day: '2025-06-30' });
  expect((await see('ha-noi', id)).awards).toMatchObject([
    { conferredBy: { id: tenantId('thanh-xuan') }, decidedOn: '2025-06-30' },
  ]);
});

test('in flight at an ended district, a nomination is passed on by the successor to the superior, who confers its own form', async () => {
  const { id } = await done('thanh-xuan', 'createNomination', {
    ...household,
    nominee: { subject: 'HOUSEHOLD', name: 'Hộ bà C' },
    form: form('MERIT_LETTER'),
    datedOn: '2025-06-20',
    period: '2025',
  });
  await done('thanh-xuan', 'submitNomination', { id });
  await throughCouncil('ha-noi', id, '2025-06-27');
  await done('ha-noi', 'escalateNomination', { id, form: form('PROVINCIAL_CERTIFICATE') });
  await throughCouncil('ha-noi', id, '2025-08-15');
  await decided('ha-noi', [id], '2025-08-20');
  expect((await see('thanh-xuan', id)).awards).toMatchObject([
    { form: { code: 'PROVINCIAL_CERTIFICATE' }, conferredBy: { id: tenantId('ha-noi') } },
  ]);
});

test("a department's people get its head's merit letter from the agency itself", async () => {
  const { id } = await done('ban-dan-toc-cao-bang', 'createNomination', {
    ...household,
    nominee: { subject: 'COLLECTIVE', name: 'Phòng Chính sách dân tộc' },
  });
  await done('ban-dan-toc-cao-bang', 'submitNomination', { id });
  await throughCouncil('ban-dan-toc-cao-bang', id, '2022-12-01');
  await decided('ban-dan-toc-cao-bang', [id], '2022-12-02');
  expect(await see('cao-bang', id), 'it never reached the province').toBeNull();
});

test('a household is one nominee, whether a plan counts it as a collective or as an individual', async () => {
  const both = { ...household, form: form('PROVINCIAL_CERTIFICATE'), datedOn: '2025-01-10', period: '2024' };
  const as = (subject: string, countedAs?: string) => ({ nominee: { subject, countedAs, name: 'Hộ ông  Lò Văn D' } });
  const first = await done('cao-bang', 'createNomination', { ...both, ...as('HOUSEHOLD', 'COLLECTIVE') });
  expect(await faults('cao-bang', 'createNomination', { ...both, ...as('INDIVIDUAL') })).toEqual(['DUPLICATE nominee']);
  const { errors } = (
    await query(
      'cao-bang',
      'mutation ($input: CreateNominationInput!) { createNomination(input: $input) { errors { message } } }',
      { input: { ...both, ...as('HOUSEHOLD', 'INDIVIDUAL') } },
    )
  ).createNomination;
  expect(errors[0].message).toContain(first.id);
  // Another occasion is another achievement.
  await done('cao-bang', 'createNomination', { ...both, ...as('HOUSEHOLD'), occasion: 'ANNUAL' });
});

test('a second nomination whose first may not be seen is accepted, and shown as a duplicate to the first superior who sees both', async () => {
  const same = {
    ...household,
    form: form('PROVINCIAL_CERTIFICATE'),
    datedOn: '2025-02-01',
    period: '2024',
    nominee: { subject: 'HOUSEHOLD', name: 'Hộ E', locality: unit('D048@old') },
  };
  const ofAgency = await done('ban-dan-toc-cao-bang', 'createNomination', same);
  const ofDistrict = await done('ha-lang', 'createNomination', same);
  await done('ban-dan-toc-cao-bang', 'submitNomination', { id: ofAgency.id, to: 'cao-bang' });
  const sent = await done('ha-lang', 'submitNomination', { id: ofDistrict.id, to: 'cao-bang' });
  expect(sent.duplicates).toEqual([]);
  expect((await see('cao-bang', ofDistrict.id)).duplicates).toEqual([{ id: ofAgency.id }]);
  for (const { id } of [ofAgency, ofDistrict]) await throughCouncil('cao-bang', id, '2025-03-01');
  await decided('cao-bang', [ofAgency.id], '2025-03-05');
  expect(
    await faults('cao-bang', 'decideNominations', {
      number: '5/QĐ',
      day: '2025-03-06',
      signer,
      nominations: [ofDistrict.id],
    }),
  ).toEqual(['ALREADY_AWARDED nominations.0']);
});

test('what the database itself refuses: a step by hand, a status by hand, an award by hand', async () => {
  const app = await connect(database.appUrl);
  await app.query(`SELECT set_config('app.tenant', 'thanh-xuan', false), set_config('app.subject', 'x', false)`);
  const { id } = await done('thanh-xuan', 'createNomination', {
    ...household,
    nominee: { subject: 'HOUSEHOLD', name: 'Hộ F' },
  });
  const { rows } = await app.query(`SELECT id FROM awards.nomination WHERE name = 'Hộ F'`);
  const inner = rows[0].id;
  expect(id).toBeDefined();
  const step = (kind: string) =>
    app.query(`INSERT INTO awards.nomination_step (nomination_id, step, role) VALUES ('${inner}', '${kind}', 'X')`);
  await expect(step('DECIDED')).rejects.toThrow();
  await expect(step('APPRAISED')).rejects.toThrow();
  await expect(app.query(`UPDATE awards.nomination SET status = 'DECIDED' WHERE id = '${inner}'`)).rejects.toThrow();
  await expect(app.query(`UPDATE awards.nomination SET steps = 7 WHERE id = '${inner}'`)).rejects.toThrow(
    'moves by its steps alone',
  );
  await expect(app.query('DELETE FROM awards.nomination')).rejects.toThrow('permission denied');
  await expect(app.query(`UPDATE awards.nomination_step SET remarks = 'x'`)).rejects.toThrow('permission denied');
  await expect(app.query('INSERT INTO awards.award SELECT * FROM awards.award')).rejects.toThrow('permission denied');
  await app.end();
});
