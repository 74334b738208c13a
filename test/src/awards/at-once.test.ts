import { verifyLogs } from '@thi-dua/awards/verify-log/broken-chains';
import { connect } from '@thi-dua/prisma/connect';
import { expect, test } from 'vitest';
import { awarding, form, household, signer, unit } from './award-kit.js';

const { done, act, see, throughCouncil, faults, query, database } = await awarding();
let number = 0;
const nominated = async (over: Record<string, unknown> = {}) => {
  const { id } = await done('cao-bang', 'createNomination', {
    ...household,
    form: form('PROVINCIAL_CERTIFICATE'),
    datedOn: '2025-02-01',
    period: '2024',
    nominee: { subject: 'HOUSEHOLD', name: `Hộ ${++number}` },
    ...over,
  });
  await done('cao-bang', 'submitNomination', { id });
  return id as string;
};
const codes = (answers: Awaited<ReturnType<typeof act>>[]) =>
  answers.map(({ errors }) => errors.map(({ code }) => code).join()).sort();

test('of two clicks at once on one step, one takes it and the other is told where the nomination stands', async () => {
  const id = await nominated();
  const both = await Promise.all(
    ['a', 'b'].map((person) => act('cao-bang', 'appraiseNomination', { id }, `${person}@cao-bang`)),
  );
  expect(codes(both)).toEqual(['', 'WRONG_STATE']);
  expect((await see('cao-bang', id)).log).toHaveLength(2);
});

test('of two councils that vote at once, one vote counts', async () => {
  const id = await nominated();
  await done('cao-bang', 'appraiseNomination', { id });
  const vote = { id, heldOn: '2025-03-01', minutes: 'x', members: 9 };
  const both = await Promise.all([
    act('cao-bang', 'recordCouncilVote', { ...vote, inFavour: 9 }, 'a@cao-bang'),
    act('cao-bang', 'recordCouncilVote', { ...vote, inFavour: 0, against: 9 }, 'b@cao-bang'),
  ]);
  expect(codes(both)).toEqual(['', 'WRONG_STATE']);
});

test('of a decision and an escalation at once, and of two decisions at once, each nomination gets one award or none', async () => {
  const ids = [await nominated(), await nominated(), await nominated()];
  for (const id of ids) await throughCouncil('cao-bang', id, '2025-03-01');
  const decide = (no: string, nominations: string[]) =>
    act('cao-bang', 'decideNominations', { number: no, day: '2025-03-02', signer, nominations }, `${no}@cao-bang`);
  const answers = await Promise.all([
    decide('A', ids),
    decide('B', [...ids].reverse()),
    act('cao-bang', 'rejectNomination', { id: ids[1], remarks: 'x' }, 'r@cao-bang'),
  ]);
  const taken = answers.filter(({ errors }) => errors.length === 0);
  const after = await Promise.all(ids.map((id) => see('cao-bang', id)));
  // All of a decision or nothing of it.
  expect(taken.length).toBeGreaterThan(0);
  const awards = after.map((nomination) => nomination.awards.length);
  expect([[1, 1, 1].join(), [0, 0, 0].join()]).toContain(awards.join());
  expect(after.every(({ awards: given, status }) => (given.length === 1) === (status === 'DECIDED'))).toBe(true);
});

test('of two decisions at once for one achievement, one is taken', async () => {
  const same = {
    occasion: 'ANNUAL',
    nominee: { subject: 'HOUSEHOLD', name: 'Hộ hai lần', locality: unit('D048@old') },
  };
  const first = await nominated(same);
  // By a district that does not see the first.
  const { id: second } = await done('ha-lang', 'createNomination', {
    ...household,
    form: form('PROVINCIAL_CERTIFICATE'),
    datedOn: '2025-02-01',
    period: '2024',
    ...same,
  });
  await done('ha-lang', 'submitNomination', { id: second, to: 'cao-bang' });
  for (const id of [first, second]) await throughCouncil('cao-bang', id, '2025-03-01');
  const both = await Promise.all(
    [first, second].map((id, i) =>
      act('cao-bang', 'decideNominations', { number: `T${i}`, day: '2025-03-02', signer, nominations: [id] }),
    ),
  );
  expect(codes(both)).toEqual(['', 'ALREADY_AWARDED']);
});

test('a decision of several awards is counted once each, and no more once taken back', async () => {
  const counts = async () => {
    const { _entities } = await query(
      'a-stranger',
      'query ($r: [_Any!]!) { _entities(representations: $r) { ... on Locality { awardCounts(year: 2025, occasion: FINAL) { form { code } subject count } awards { totalCount } } } }',
      { r: ['P04@old', 'VN'].map((key) => ({ __typename: 'Locality', id: unit(key) })) },
    );
    return _entities.map(
      ({ awardCounts, awards }: { awardCounts: { count: number }[]; awards: { totalCount: number } }) => [
        awardCounts.reduce((sum, { count }) => sum + count, 0),
        awards.totalCount,
      ],
    );
  };
  expect(await counts()).toEqual([
    [0, 0],
    [0, 0],
  ]);
  const ids = [await nominated({ occasion: 'FINAL' }), await nominated({ occasion: 'FINAL' })];
  for (const id of ids) await throughCouncil('cao-bang', id, '2025-03-01');
  const { awards } = await done('cao-bang', 'decideNominations', {
    number: 'C',
    day: '2025-03-02',
    signer,
    nominations: ids,
  });
  // Counts for everyone; names for nobody beside the line.
  expect(await counts()).toEqual([
    [2, 0],
    [2, 0],
  ]);
  const revocation = { id: awards[0].id, number: '9/QĐ', day: '2025-04-01', reason: 'Kê khai gian dối' };
  expect(await faults('cao-bang', 'revokeAward', revocation, 'submitNomination@cao-bang')).toEqual(['SAME_PERSON id']);
  expect(await faults('thanh-xuan', 'revokeAward', revocation)).toEqual(['NOT_FOUND id']);
  const both = await Promise.all(
    ['a', 'b'].map((person) => act('cao-bang', 'revokeAward', revocation, `${person}@cao-bang`)),
  );
  expect(codes(both)).toEqual(['', 'REVOKED_ALREADY']);
  expect(await counts()).toEqual([
    [1, 0],
    [1, 0],
  ]);
  expect((await see('cao-bang', awards[0].nomination.id)).status).toBe('REVOKED');
});

test('after all this every log is whole', async () => {
  const operator = await connect(database.operatorUrl);
  expect((await verifyLogs(operator)).broken).toEqual([]);
  await operator.end();
});
