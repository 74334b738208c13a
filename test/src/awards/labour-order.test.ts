import { expect, test } from 'vitest';
import { ask, callerOf, localities } from '../kit/services.js';
import { awarding, type Data, form, household, signer, tenantId, unit } from './award-kit.js';

const { done, see, faults, throughCouncil, decided, query, database } = await awarding();
const map = localities(database.appUrl);

/** Minh Hóa and its commune Hồng Hóa as tenants of their own, up to the day on which both ended. */
async function established(tenant: string, input: Record<string, unknown>) {
  const { data, errors } = await ask(
    map,
    callerOf(tenant),
    'mutation ($input: CreateTenantInput!) { createTenant(input: $input) { tenant { slug } errors { code path message } } }',
    { input: { establishedOn: '2020-01-01', dissolvedOn: '2025-07-01', ...input } },
  );
  expect(errors).toBeUndefined();
  expect(JSON.parse(JSON.stringify(data)).createTenant).toMatchObject({ errors: [] });
}
await established('trung-uong', {
  slug: 'minh-hoa',
  kind: 'DISTRICT',
  name: 'Huyện Minh Hóa',
  localityCode: '452',
  superior: 'quang-binh',
});
await established('trung-uong', {
  slug: 'hong-hoa',
  kind: 'COMMUNE',
  name: 'Xã Hồng Hóa',
  localityCode: '18913',
  superior: 'minh-hoa',
});

const commune = {
  ...household,
  occasion: 'FINAL',
  period: '2021-2025',
  form: form('MERIT_LETTER'),
  datedOn: '2025-04-10',
  nominee: { subject: 'COMMUNE', name: 'Xã Hồng Hóa', locality: unit('C18913@old') },
  achievement: 'Giảm hộ nghèo, hộ cận nghèo trên 50% so với đầu kỳ',
};

test('a commune of Quảng Bình goes up step by step: district, province, and the Labour Order through Prime Minister and President', async () => {
  const { id } = await done('hong-hoa', 'createNomination', commune);
  const sees = async () => {
    const tenants = ['hong-hoa', 'minh-hoa', 'quang-tri', 'trung-uong', 'ha-noi', 'quang-binh'];
    const seen = await Promise.all(tenants.map((tenant) => see(tenant, id)));
    return tenants.filter((_tenant, i) => seen[i] !== null);
  };
  expect(await sees()).toEqual(['hong-hoa']);
  expect(await faults('hong-hoa', 'submitNomination', { id, to: 'quang-binh' }), 'no level is passed over').toEqual([
    'NOT_DIRECTLY_ABOVE to',
  ]);
  await done('hong-hoa', 'submitNomination', { id, to: 'minh-hoa' });
  expect(await sees()).toEqual(['hong-hoa', 'minh-hoa']);
  await throughCouncil('minh-hoa', id, '2025-04-20');
  await decided('minh-hoa', [id], '2025-04-22');
  // The province has ended: its successor takes its place.
  await done('minh-hoa', 'escalateNomination', { id, form: form('PROVINCIAL_CERTIFICATE') });
  expect(await sees()).toEqual(['hong-hoa', 'minh-hoa', 'quang-tri']);
  // Each level appraises and votes anew: what the district's council agreed to does not carry.
  expect(await faults('quang-tri', 'escalateNomination', { id })).toEqual(['WRONG_STATE id']);
  await throughCouncil('quang-tri', id, '2025-08-05');
  await decided('quang-tri', [id], '2025-08-10');
  // The plan names the order without a class, and so may the province.
  await done('quang-tri', 'escalateNomination', { id, form: form('LABOUR_ORDER') });
  expect(await sees()).toEqual(['hong-hoa', 'minh-hoa', 'quang-tri', 'trung-uong']);

  await done('trung-uong', 'appraiseNomination', { id });
  const vote = { id, heldOn: '2025-09-20', minutes: '9/BB', members: 10, inFavour: 8 };
  expect(await faults('trung-uong', 'recordCouncilVote', vote), 'nine of ten must be there').toEqual([
    'NO_QUORUM members',
  ]);
  await done('trung-uong', 'recordCouncilVote', { ...vote, inFavour: 8, against: 1 });
  const order = { number: '1900/QĐ-CTN', day: '2025-12-01', signer, nominations: [id] };
  expect(await faults('trung-uong', 'decideNominations', order)).toEqual(['CLASS_MISSING nominations.0']);
  await done('trung-uong', 'returnNomination', { id, remarks: 'Đề nghị ghi rõ hạng' });
  const { version, ...back } = await see('hong-hoa', id);
  expect(back, "in its owner's hands again").toMatchObject({ status: 'RETURNED', at: null });
  await done('hong-hoa', 'updateNomination', { id, version, form: form('MERIT_LETTER') });
  await done('hong-hoa', 'submitNomination', { id, to: 'minh-hoa' });
  for (const [tenant, day, asked] of [
    ['minh-hoa', '2025-06-10', form('PROVINCIAL_CERTIFICATE')],
    ['quang-tri', '2025-10-06', form('LABOUR_ORDER')],
  ] as const) {
    await throughCouncil(tenant, id, day);
    const again = { number: '2/QĐ', day, signer, nominations: [id] };
    expect(await faults(tenant, 'decideNominations', again), 'nobody confers it twice').toEqual([
      'ALREADY_AWARDED nominations.0',
    ]);
    await done(tenant, 'escalateNomination', { id, form: asked });
  }
  await done('trung-uong', 'appraiseNomination', { id, form: form('LABOUR_ORDER', '2024-01-01', 3) });
  await done('trung-uong', 'recordCouncilVote', { ...vote, heldOn: '2025-11-03', inFavour: 9 });

  // The President decides on the Prime Minister's submission, which follows the council's vote.
  expect(await faults('trung-uong', 'decideNominations', order)).toEqual(['SUBMISSION_MISSING nominations.0']);
  const submission = { number: '700/TTr-TTg', day: '2025-11-20' };
  expect(
    await faults('trung-uong', 'decideNominations', { ...order, submission: { ...submission, day: '2025-11-02' } }),
  ).toEqual(['BEFORE_VOTE nominations.0']);
  expect(
    await faults('trung-uong', 'decideNominations', { ...order, submission: { ...submission, day: '2025-12-02' } }),
  ).toEqual(['AFTER_DECISION submission.day']);
  const decision = await done('trung-uong', 'decideNominations', { ...order, submission });
  expect(decision).toMatchObject({ submission, awards: [{ form: { code: 'LABOUR_ORDER', class: 3 } }] });
  const { awards, log } = await see('hong-hoa', id);
  expect(awards.map(({ form: { code }, conferredBy }: Data) => [code, conferredBy.id])).toEqual([
    ['MERIT_LETTER', tenantId('minh-hoa')],
    ['PROVINCIAL_CERTIFICATE', tenantId('quang-tri')],
    ['LABOUR_ORDER', tenantId('trung-uong')],
  ]);
  expect(log.map(({ number }: Data) => number)).toEqual(log.map((_step: unknown, i: number) => i + 1));
  expect(await see('quang-tri', id), 'the successor follows it').toMatchObject({ status: 'DECIDED' });
});

test('the form says who decides: one document does not hold what the Prime Minister and what the President decide', async () => {
  const ids: string[] = [];
  for (const [name, asked] of [
    ['Hộ M', form('PRIME_MINISTER_CERTIFICATE')],
    ['Hộ N', form('LABOUR_ORDER', '2024-01-01', 3)],
  ]) {
    const { id } = await done('trung-uong', 'createNomination', {
      ...commune,
      form: asked,
      nominee: { subject: 'HOUSEHOLD', name },
    });
    await done('trung-uong', 'submitNomination', { id });
    await throughCouncil('trung-uong', id, '2025-05-01');
    ids.push(id);
  }
  const document = { number: '800/QĐ', day: '2025-06-01', signer, submission: { number: '8/TTr', day: '2025-05-10' } };
  expect(
    (await faults('trung-uong', 'decideNominations', { ...document, nominations: ids })).map(
      (one) => one.split(' ')[0],
    ),
  ).toEqual(['MIXED_AUTHORITIES']);
  for (const id of ids) await decided('trung-uong', [id], '2025-06-01', { submission: document.submission });
});

test('a class of the order is a form of its own, each known by the law of the day with its decrees', async () => {
  const { awardForms } = await query(
    'hong-hoa',
    '{ awardForms(asOf: "2025-06-01") { code class decrees { number validFrom validTo confirmed } conferrals { conferredBy submittedBy confirmed } } }',
  );
  const orders = awardForms.filter(({ code }: Data) => code === 'LABOUR_ORDER');
  expect(orders.map(({ class: rank, conferrals }: Data) => [rank, conferrals.length])).toEqual([
    [null, 0],
    [1, 1],
    [2, 1],
    [3, 1],
  ]);
  expect(orders[3].conferrals[0]).toMatchObject({ submittedBy: 'Thủ tướng Chính phủ', confirmed: false });
  expect(orders[3].decrees).toEqual([
    { number: 'Nghị định 98/2023/NĐ-CP', validFrom: '2024-01-01', validTo: '2025-07-01', confirmed: false },
    { number: 'Nghị định 152/2025/NĐ-CP', validFrom: '2025-07-01', validTo: null, confirmed: true },
  ]);
});
