import { describe, expect, test } from 'vitest';
import { ask, callerOf } from '../kit/services.js';
import { awarding, type Data, form, household, signer } from './award-kit.js';

const { done, faults, see, query, throughCouncil, decided, service } = await awarding();
let count = 0;
const appraised = async (tenant: string, over: Record<string, unknown> = {}): Promise<string> => {
  const { id } = await done(tenant, 'createNomination', {
    ...household,
    form: form('MERIT_LETTER', 'old'),
    nominee: { subject: 'HOUSEHOLD', name: `Hộ ${++count}` },
    ...over,
  });
  await done(tenant, 'submitNomination', { id });
  await done(tenant, 'appraiseNomination', { id });
  return id;
};
const vote = (id: string, inFavour: number, against = 0, abstained = 0, members = 9) => ({
  id,
  heldOn: '2022-12-01',
  minutes: '01/BB-HĐ',
  members,
  inFavour,
  against,
  abstained,
});
const decision = (id: string) => ({ number: `${++count}/QĐ`, day: '2022-12-02', signer, nominations: [id] });

describe('who appraises and votes', () => {
  test('is what each tenant says, and the log keeps the body that held the role that day', async () => {
    // As the plans name them: Phòng LĐTBXH in Thanh Xuân, Văn phòng in Ban Dân tộc.
    await done('thanh-xuan', 'configureAwards', {
      appraiser: 'Phòng Lao động - Thương binh và Xã hội',
      council: 'Hội đồng Thi đua - Khen thưởng quận',
    });
    await done('ban-dan-toc-cao-bang', 'configureAwards', { appraiser: 'Văn phòng Ban' });
    const first = await appraised('thanh-xuan');
    await done('thanh-xuan', 'recordCouncilVote', vote(first, 9));
    await done('thanh-xuan', 'configureAwards', { appraiser: 'Phòng Nội vụ' });
    const second = await appraised('thanh-xuan');
    const bodies = async (tenant: string, id: string) =>
      (await see(tenant, id)).log.map(({ role, body, person }: Data) => [role, body, person]);
    expect(await bodies('thanh-xuan', first)).toEqual([
      ['PLANNER', null, 'submitNomination@thanh-xuan'],
      ['APPRAISER', 'Phòng Lao động - Thương binh và Xã hội', 'appraiseNomination@thanh-xuan'],
      ['COUNCIL', 'Hội đồng Thi đua - Khen thưởng quận', 'recordCouncilVote@thanh-xuan'],
    ]);
    expect((await bodies('thanh-xuan', second))[1][1]).toBe('Phòng Nội vụ');
    const agency = await appraised('ban-dan-toc-cao-bang');
    expect((await bodies('ban-dan-toc-cao-bang', agency))[1][1]).toBe('Văn phòng Ban');
  });

  test('is known along the line, and to nobody else', async () => {
    const appraiser = async (caller: string) =>
      (await query(caller, '{ awardProcedure(tenant: "thanh-xuan") { appraiser } }')).awardProcedure.appraiser;
    expect(await appraiser('thanh-xuan')).toBe('Phòng Nội vụ');
    expect(await appraiser('ha-noi')).toBe('Phòng Nội vụ');
    expect(await appraiser('cao-bang')).toBeNull();
  });

  test('needs the role of each step: another one is forbidden, whoever asks', async () => {
    const id = await appraised('thanh-xuan');
    const codes = await Promise.all(
      (
        [
          ['submitNomination', 'NominationStepInput', { id }, 'PLANNER'],
          ['appraiseNomination', 'NominationStepInput', { id }, 'APPRAISER'],
          ['returnNomination', 'NominationStepInput', { id, remarks: 'x' }, 'APPRAISER'],
          ['escalateNomination', 'NominationStepInput', { id }, 'APPRAISER'],
          ['recordCouncilVote', 'CouncilVoteInput', vote(id, 9), 'COUNCIL'],
          ['rejectNomination', 'NominationStepInput', { id, remarks: 'x' }, 'SIGNER'],
          ['decideNominations', 'DecisionInput', decision(id), 'SIGNER'],
        ] as const
      ).map(async ([field, type, input, needed]) => {
        const roles = callerOf('thanh-xuan').roles.filter((role) => role !== needed);
        const { errors } = await ask(
          service,
          callerOf('thanh-xuan', { roles }),
          `mutation ($input: ${type}!) { ${field}(input: $input) { errors { code } } }`,
          { input },
        );
        return errors?.[0]?.extensions.code;
      }),
    );
    expect(new Set(codes)).toEqual(new Set(['FORBIDDEN']));
    expect((await see('thanh-xuan', id)).log).toHaveLength(2);
  });
});

describe('the vote of a council', () => {
  test('counts against the quorum: 67% of 9 are 7, and 6 are too few', async () => {
    const id = await appraised('cao-bang');
    expect(await faults('cao-bang', 'recordCouncilVote', vote(id, 6))).toEqual(['NO_QUORUM members']);
    expect(await faults('cao-bang', 'recordCouncilVote', vote(id, 10))).toEqual(['TOO_MANY_VOTES members']);
    expect(await faults('cao-bang', 'recordCouncilVote', vote(id, -1, 9))).toEqual(['OUT_OF_RANGE inFavour']);
    expect((await done('cao-bang', 'recordCouncilVote', vote(id, 7))).log.at(-1).vote).toEqual({ passed: true });
  });

  test('counts against the share of those present: 51% of 9 are 5, and 4 do not carry, abstentions being no consent', async () => {
    const passed = async (...votes: [number, number, number]) => {
      const id = await appraised('cao-bang');
      return (await done('cao-bang', 'recordCouncilVote', vote(id, ...votes))).log.at(-1).vote.passed;
    };
    expect(await passed(5, 4, 0)).toBe(true);
    expect(await passed(4, 0, 5)).toBe(false);
  });

  test('is closed with its record: there is no second one, and what it was counted against stays', async () => {
    const id = await appraised('ha-lang', { datedOn: '2022-11-01' });
    await done('ha-lang', 'recordCouncilVote', vote(id, 5, 4));
    expect(await faults('ha-lang', 'recordCouncilVote', vote(id, 9))).toEqual(['WRONG_STATE id']);
    await done('ha-lang', 'configureAwards', { councilMembers: 11, approvalPercent: 100 });
    await decided('ha-lang', [id], '2022-12-05');
    const next = await appraised('ha-lang', { datedOn: '2022-11-01' });
    expect(await faults('ha-lang', 'recordCouncilVote', vote(next, 9))).toEqual(['OTHER_COUNCIL members']);
    const { log } = await done('ha-lang', 'recordCouncilVote', vote(next, 10, 1, 0, 11));
    expect(log.at(-1).vote.passed).toBe(false);
  });

  test('that does not carry lets the nomination be returned and resubmitted, or rejected, and nothing else', async () => {
    const id = await appraised('cao-bang', { form: form('PROVINCIAL_CERTIFICATE', 'old') });
    await done('cao-bang', 'recordCouncilVote', vote(id, 0, 9));
    expect(await faults('cao-bang', 'decideNominations', decision(id))).toEqual(['NOT_PASSED nominations.0']);
    expect(await faults('cao-bang', 'escalateNomination', { id })).toEqual(['NOT_PASSED id']);
    expect(await faults('cao-bang', 'returnNomination', { id })).toEqual(['REMARKS_MISSING remarks']);
    const returned = await done('cao-bang', 'returnNomination', { id, remarks: 'Bổ sung thành tích' });
    expect(returned).toMatchObject({ status: 'RETURNED', at: null });
    const edited = await done('cao-bang', 'updateNomination', { id, version: returned.version, achievement: 'Đủ' });
    await done('cao-bang', 'submitNomination', { id, version: edited.version });
    // Judged anew from the start: the vote of before does not stand in for one.
    expect(await faults('cao-bang', 'decideNominations', decision(id))).toEqual(['WRONG_STATE nominations.0']);
    await throughCouncil('cao-bang', id, '2022-12-10');
    expect(await faults('cao-bang', 'rejectNomination', { id }), 'a reason is needed').toEqual([
      'REMARKS_MISSING remarks',
    ]);
    const rejected = await done('cao-bang', 'rejectNomination', { id, remarks: 'Không đủ tiêu chuẩn' });
    expect(rejected.log.at(-1)).toMatchObject({ step: 'REJECTED', remarks: 'Không đủ tiêu chuẩn', role: 'SIGNER' });
    for (const [field, input] of [
      ['submitNomination', { id }],
      ['appraiseNomination', { id }],
      ['returnNomination', { id, remarks: 'x' }],
      ['escalateNomination', { id }],
    ] as const)
      expect(await faults('cao-bang', field, input), field).toEqual(['WRONG_STATE id']);
  });

  test('for a form is held against the share that the law asks for it, which the central board alone mends', async () => {
    const flag = { form: form('PROVINCIAL_EMULATION_FLAG', 'old'), conferredBy: 'PROVINCE', quorumPercent: 100 };
    expect(await faults('cao-bang', 'mendConferral', flag)).toEqual(['NOT_YOURS form']);
    expect(await done('trung-uong', 'mendConferral', flag)).toMatchObject({ quorumPercent: 100, confirmed: false });
    const id = await appraised('cao-bang', {
      form: form('PROVINCIAL_EMULATION_FLAG', 'old'),
      nominee: { subject: 'COLLECTIVE', name: 'Phòng Dân tộc' },
    });
    expect(await faults('cao-bang', 'recordCouncilVote', vote(id, 8))).toEqual(['NO_QUORUM members']);
    await done('cao-bang', 'recordCouncilVote', vote(id, 9));
  });
});

describe('no person both submits and decides', () => {
  test('neither who drafted, nor who submitted, nor who passed it on decides, rejects or revokes, wherever it stands', async () => {
    const { id } = await done('thanh-xuan', 'createNomination', { ...household, period: '2021' }, 'an');
    await done('thanh-xuan', 'submitNomination', { id }, 'binh');
    await done('thanh-xuan', 'appraiseNomination', { id }, 'chi');
    await done('thanh-xuan', 'recordCouncilVote', { ...vote(id, 9), heldOn: '2022-10-01' }, 'chi');
    const by = async (tenant: string, person: string) => [
      ...(await faults(tenant, 'decideNominations', { ...decision(id), day: '2022-12-20' }, person)),
      ...(await faults(tenant, 'rejectNomination', { id, remarks: 'x' }, person)),
    ];
    for (const person of ['an', 'binh'])
      expect(await by('thanh-xuan', person), person).toEqual(['SAME_PERSON nominations.0', 'SAME_PERSON id']);
    await done('thanh-xuan', 'escalateNomination', { id, form: form('PROVINCIAL_CERTIFICATE', 'old') }, 'dung');
    await throughCouncil('ha-noi', id, '2022-12-15');
    for (const person of ['an', 'binh', 'dung'])
      expect(await by('ha-noi', person), person).toEqual(['SAME_PERSON nominations.0', 'SAME_PERSON id']);
    const { awards } = await done('ha-noi', 'decideNominations', { ...decision(id), day: '2022-12-20' }, 'chi');
    const revocation = { id: awards[0].id, number: '9/QĐ', day: '2023-01-05', reason: 'Kê khai gian dối' };
    expect(await faults('ha-noi', 'revokeAward', revocation, 'dung')).toEqual(['SAME_PERSON id']);
    expect(await faults('ha-noi', 'revokeAward', { ...revocation, day: '2022-12-01' }, 'chi')).toEqual([
      'BEFORE_DECISION day',
    ]);
    expect(await done('ha-noi', 'revokeAward', revocation, 'chi')).toMatchObject({
      revocation: { number: '9/QĐ', reason: 'Kê khai gian dối', day: '2023-01-05' },
      nomination: { status: 'REVOKED' },
    });
  });
});

test('every step says how it moved the nomination, without a gap', async () => {
  const id = await appraised('cao-bang', { form: form('PROVINCIAL_CERTIFICATE', 'old') });
  await done('cao-bang', 'recordCouncilVote', vote(id, 9));
  await decided('cao-bang', [id], '2022-12-05');
  const { nomination } = await query(
    'cao-bang',
    `{ nomination(id: "${id}") { log { number from to hash previousHash at } } }`,
  );
  expect(nomination.log.map(({ from, to }: Data) => `${from} › ${to}`)).toEqual([
    'DRAFT › SUBMITTED',
    'SUBMITTED › APPRAISED',
    'APPRAISED › COUNCIL_VOTED',
    'COUNCIL_VOTED › DECIDED',
  ]);
  nomination.log.forEach(({ previousHash }: Data, i: number) => {
    expect(previousHash).toBe(i === 0 ? null : nomination.log[i - 1].hash);
  });
});
