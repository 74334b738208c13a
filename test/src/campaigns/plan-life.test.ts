import { connect } from '@thi-dua/prisma/connect';
import { planId } from '@thi-dua/prisma/seed/seed-campaigns';
import { readGlobalUuid, toGlobalId } from '@thi-dua/schema/global-id';
import { describe, expect, test } from 'vitest';
import { testDatabase } from '../kit/database.js';
import { ask, callerOf, campaigns } from '../kit/services.js';

const { appUrl } = await testDatabase();
const service = campaigns(appUrl);

interface Answer {
  plan: { id: string; version: number; status: string } | null;
  errors: { code: string; path: string[] }[];
}
const typeOf = (field: string) => `${field.charAt(0).toUpperCase()}${field.slice(1)}Input!`;

/** One mutation of a plan; drafting and issuing are different people's work. */
async function act(field: string, input: Record<string, unknown>, tenant = 'cao-bang', subject = 'planner') {
  const { data, errors } = await ask(
    service,
    callerOf(tenant, { subject: `${subject}@${tenant}` }),
    `mutation ($input: ${typeOf(field)}) { ${field}(input: $input) { plan { id version status } errors { code path } } }`,
    { input },
  );
  expect(errors).toBeUndefined();
  return (data as unknown as Record<string, Answer>)[field] as Answer;
}
async function read(id: string, selection: string, tenant = 'cao-bang') {
  const { data, errors } = await ask(service, callerOf(tenant), `{ plan(id: "${id}") { ${selection} } }`);
  expect(errors).toBeUndefined();
  return JSON.parse(JSON.stringify(data)).plan;
}
const codes = ({ errors }: Answer) => errors.map(({ code }) => code);

const document = {
  type: 'KẾ HOẠCH',
  issuer: 'UBND tỉnh Cao Bằng',
  issuedOn: '2023-02-01',
  number: '15',
  symbol: 'KH-UBND',
};
const whole = {
  movement: 'VNN-2021-2025',
  title: 'Kế hoạch thử',
  periodFrom: 2021,
  periodTo: 2025,
  document,
  legalBases: [
    { number: '666/QĐ-TTg', issuedOn: '2022-06-02', issuer: 'Thủ tướng Chính phủ', relation: 'IMPLEMENTS' },
    { title: 'Luật Thi đua, khen thưởng', relation: 'BASED_ON' },
  ],
  objectives: [{ clause: 'I.1', text: 'Giảm nghèo bền vững' }],
  priorityGroups: [{ clause: 'I.2', text: 'Hộ nghèo dân tộc thiểu số' }],
  targets: [
    {
      clause: 'II.1',
      clauseRaw: '1.',
      text: 'Giảm tỷ lệ hộ nghèo',
      parts: [
        {
          text: 'bình quân 4 điểm % một năm',
          scope: { localities: [{ code: '04' }], levels: ['PROVINCE'], fixed: true },
          rule: {
            kind: 'AVERAGE_ANNUAL_CHANGE',
            indicator: 'POVERTY_RATE',
            direction: 'DECREASE',
            comparator: 'GE',
            threshold: '4',
            window: { from: 2021, to: 2025 },
          },
        },
      ],
      schedule: [
        { locality: { code: '04' }, year: 2023, indicator: 'POOR_HOUSEHOLDS', meaning: 'REDUCTION', value: '1200' },
      ],
    },
  ],
  criteria: [
    {
      clause: 'III.1',
      subject: { kinds: ['COMMUNE'], text: 'xã', where: 'còn lại' },
      purpose: 'EMULATION_CRITERION',
      text: 'Xã tiêu biểu',
      parts: [
        {
          clause: 'III.1.a',
          subject: { kinds: ['COMMUNE'], text: 'xã' },
          purpose: 'EMULATION_CRITERION',
          text: 'Không còn hộ nghèo hoặc giảm hằng năm',
          rule: {
            kind: 'ANY_OF',
            rules: [
              { kind: 'LEVEL_AT', indicator: 'POOR_HOUSEHOLDS', comparator: 'EQ', threshold: '0' },
              { kind: 'FALLS_EVERY_YEAR', indicator: 'POOR_HOUSEHOLDS', from: 2021, to: 2025 },
            ],
          },
        },
      ],
    },
  ],
  milestones: [{ clause: 'IV.1', kinds: ['REPORT_DUE'], when: '--11-25', bound: 'BY', text: 'Báo cáo hằng năm' }],
  assignments: [{ clause: 'V.1', body: 'Sở Nội vụ', role: 'STANDING', duty: 'Thường trực' }],
  recipients: [{ name: 'Ban Thi đua – Khen thưởng Trung ương', role: 'REPORT' }],
  awardForms: [{ clause: 'VI.1', form: 'PROVINCIAL_CERTIFICATE', text: 'Bằng khen', occasions: ['FINAL'] }],
  annexes: [{ title: 'Phụ lục', columns: ['Xã', 'Số hộ'], rows: [['A', '1']] }],
};
const drafted = async (over: Record<string, unknown> = {}, tenant = 'cao-bang') => {
  const answer = await act('createPlan', { ...whole, ...over }, tenant);
  expect(answer.errors).toEqual([]);
  return answer.plan?.id ?? '';
};
const everything = `title version status document { raw issuedOn } legalBases { number relation plan { id } }
  objectives { clause text } priorityGroups { clause }
  targets { clause clauseRaw parts { text scope { localities { id } levels fixed } rule { summary } } schedule { year value meaning } }
  criteria { clause subject { text where } parts { clause rule { __typename } } }
  milestones { when kinds bound tentative } assignments { body role duty } recipients { name role }
  awardForms { text form { id } occasions } annexes { title columns rows }`;

describe('a draft', () => {
  test('holds everything a document says, with its legal basis linked to the plan it names', async () => {
    const plan = await read(await drafted(), everything);
    expect(plan).toMatchObject({
      version: 1,
      status: 'DRAFT',
      document: { raw: '15/KH-UBND' },
      legalBases: [
        { number: '666/QĐ-TTg', plan: { id: toGlobalId('Plan', planId('trung-uong-666-2022')) } },
        { number: null, plan: null },
      ],
      objectives: [{ clause: 'I.1' }],
      priorityGroups: [{ clause: 'I.2' }],
      targets: [
        {
          clauseRaw: '1.',
          parts: [
            { scope: { levels: ['PROVINCE'], fixed: true }, rule: { summary: expect.stringContaining('4 điểm %') } },
          ],
          schedule: [{ year: 2023, value: '1200', meaning: 'REDUCTION' }],
        },
      ],
      criteria: [{ clause: 'III.1', parts: [{ clause: 'III.1.a', rule: { __typename: 'AnyOfRule' } }] }],
      milestones: [{ when: '--11-25', tentative: false }],
      awardForms: [{ form: { id: expect.any(String) }, occasions: ['FINAL'] }],
      annexes: [{ rows: [['A', '1']] }],
    });
    expect(plan.targets[0].parts[0].scope.localities).toHaveLength(1);
  });

  test('with faults anywhere is refused with all of them at once, and nothing is written', async () => {
    const answer = await act('createPlan', {
      ...whole,
      title: ' ',
      objectives: [{ clause: '1..2', text: 'x' }],
      legalBases: [{ relation: 'BASED_ON' }],
      targets: [
        {
          clause: 'II.1',
          text: 'x',
          parts: [
            { text: 'x', scope: { localities: [{ code: '24' }, { code: '9999' }] } },
            { text: 'x', rule: { kind: 'LEVEL_AT', indicator: 'NO_SUCH', comparator: 'EQ', threshold: '0' } },
            { text: 'x', rule: { kind: 'LEVEL_AT', indicator: 'POOR_HOUSEHOLDS', comparator: 'EQ', min: '3' } },
          ],
          schedule: [
            { locality: { code: '04' }, year: 20, indicator: 'POOR_HOUSEHOLDS', meaning: 'LEVEL', value: '1' },
            { locality: { code: '04' }, year: 20, indicator: 'POOR_HOUSEHOLDS', meaning: 'LEVEL', value: '2' },
          ],
        },
      ],
      milestones: [{ clause: 'IV.1', kinds: [], when: '25/11', bound: 'BY', text: 'x' }],
      awardForms: [{ clause: 'VI.1', form: 'KNIGHTHOOD', text: 'x' }],
      annexes: [{ title: 'x', columns: ['a', 'b'], rows: [['1']] }],
    });
    expect(answer.plan).toBeNull();
    expect(answer.errors.map(({ code, path }) => `${code} ${path.join('.')}`).sort()).toEqual([
      'BAD_CLAUSE objectives.0.clause',
      'BAD_RULE targets.0.parts.2.rule.min',
      'BAD_RULE targets.0.parts.2.rule.threshold',
      'BAD_WHEN milestones.0.when',
      'DUPLICATE targets.0.schedule.1',
      'EMPTY legalBases.0',
      'EMPTY milestones.0.kinds',
      'EMPTY title',
      'OUTSIDE_TERRITORY targets.0.parts.0.scope.localities.0.code',
      'ROW_LENGTH annexes.0.rows.0',
      'UNKNOWN_AWARD_FORM awardForms.0.form',
      'UNKNOWN_INDICATOR targets.0.parts.1.rule',
      'UNKNOWN_LOCALITY targets.0.parts.0.scope.localities.1.code',
      'YEAR_OUT_OF_RANGE targets.0.schedule.0.year',
      'YEAR_OUT_OF_RANGE targets.0.schedule.1.year',
    ]);
    const { data } = await ask(
      service,
      callerOf('cao-bang'),
      '{ plans(filter: { tenant: "cao-bang", status: DRAFT }, first: 500) { nodes { title } } }',
    );
    expect(JSON.stringify(data)).not.toContain('" "');
  });

  test('of years that no plan is of is refused by them, whether or not its document has a day', async () => {
    for (const issuedOn of [null, '2025-08-08']) {
      const document = { ...whole.document, issuedOn };
      const answer = await act('createPlan', { ...whole, document, periodFrom: 0, periodTo: 2101 });
      expect(codes(answer).filter((code) => code === 'YEAR_OUT_OF_RANGE')).toHaveLength(2);
      expect(answer.plan).toBeNull();
    }
  });

  test('is edited list by list: what is left out stays', async () => {
    const id = await drafted();
    const before = await read(id, everything);
    const edited = await act('updatePlan', {
      id,
      version: 1,
      title: 'Sửa',
      objectives: [],
      recipients: [{ name: 'Lưu' }],
    });
    expect(edited).toMatchObject({ plan: { version: 2 }, errors: [] });
    expect(await read(id, everything)).toEqual({
      ...before,
      title: 'Sửa',
      version: 2,
      objectives: [],
      recipients: [{ name: 'Lưu', role: null }],
    });
  });

  test('edited by two at once keeps the first edit; the other is refused as stale, and nothing of it is written', async () => {
    const id = await drafted();
    const both = await Promise.all(
      ['A', 'B'].map((title) =>
        act('updatePlan', { id, version: 1, title, objectives: [{ clause: 'I.1', text: title }] }),
      ),
    );
    expect(both.map(codes).sort()).toEqual([[], ['STALE_VERSION']]);
    const { title, objectives } = await read(id, 'title objectives { text }');
    expect(objectives).toEqual([{ text: title }]);
  });

  test('is not issued in another version than the one that was read', async () => {
    const id = await drafted();
    await act('updatePlan', { id, version: 1, title: 'Sửa' });
    expect(codes(await act('issuePlan', { id, version: 1 }, 'cao-bang', 'signer'))).toEqual(['STALE_VERSION']);
    expect(codes(await act('issuePlan', { id, version: 2 }, 'cao-bang', 'signer'))).toEqual([]);
  });
});

describe('an issued plan', () => {
  const issued = async (over: Record<string, unknown> = {}) => {
    const id = await drafted(over);
    expect(codes(await act('issuePlan', { id }, 'cao-bang', 'signer'))).toEqual([]);
    return id;
  };

  test('is not edited', async () => {
    const id = await issued();
    expect(codes(await act('updatePlan', { id, version: 2, title: 'x' }))).toEqual(['NOT_A_DRAFT']);
  });

  test('is amended by a new version that begins as its copy and says what it changes; the issued text stays', async () => {
    const id = await issued();
    const before = await read(id, everything);
    const amendment = await act('amendPlan', {
      id,
      changes: 'Nâng chỉ tiêu giảm nghèo lên 4,5 điểm %.',
      document: { ...document, issuedOn: '2024-03-01', number: '31' },
    });
    expect(amendment).toMatchObject({ plan: { status: 'DRAFT' }, errors: [] });
    const draftId = amendment.plan?.id ?? '';
    const copy = await read(draftId, everything);
    expect({ ...copy, document: null, status: null, version: null }).toEqual({
      ...before,
      document: null,
      status: null,
      version: null,
    });
    expect(await read(id, 'amendedBy { id }')).toEqual({ amendedBy: null });
    await act('updatePlan', { id: draftId, version: 1, objectives: [{ clause: 'I.1', text: 'Khác' }] });
    expect(codes(await act('issuePlan', { id: draftId }, 'cao-bang', 'signer'))).toEqual([]);
    expect(await read(id, everything)).toEqual(before);
    expect(await read(id, 'amendedBy { id amends { id } changes }')).toEqual({
      amendedBy: { id: draftId, amends: { id }, changes: 'Nâng chỉ tiêu giảm nghèo lên 4,5 điểm %.' },
    });
    expect(codes(await act('amendPlan', { id, changes: 'x', document }))).toEqual(['ALREADY_AMENDED']);
  });

  test('of two amendments one is issued', async () => {
    const id = await issued();
    const [a, b] = await Promise.all(
      [1, 2].map(() => act('amendPlan', { id, changes: 'x', document: { ...document, issuedOn: '2024-03-01' } })),
    );
    expect(codes(await act('issuePlan', { id: a?.plan?.id }, 'cao-bang', 'signer'))).toEqual([]);
    expect(codes(await act('issuePlan', { id: b?.plan?.id }, 'cao-bang', 'signer'))).toEqual(['ALREADY_AMENDED']);
  });

  test('is closed once, on a day from its issue to today, and then neither amended nor opened', async () => {
    const id = await issued();
    expect(codes(await act('closePlan', { id, closedOn: '2022-01-01' }))).toEqual(['CLOSED_BEFORE_ISSUE']);
    expect(codes(await act('closePlan', { id, closedOn: '2999-01-01' }))).toEqual(['CLOSED_IN_FUTURE']);
    const both = await Promise.all([1, 2].map(() => act('closePlan', { id, closedOn: '2025-12-31' })));
    expect(both.map(codes).sort()).toEqual([[], ['NOT_ISSUED']]);
    expect(await read(id, 'status closedOn')).toEqual({ status: 'CLOSED', closedOn: '2025-12-31' });
    expect(codes(await act('amendPlan', { id, changes: 'x', document }))).toEqual(['NOT_ISSUED']);
    expect(codes(await act('openPlan', { id, visibility: 'PUBLIC' }))).toEqual(['NOT_ISSUED']);
  });

  test('is opened to everyone by its owner, and taken back', async () => {
    const id = await issued();
    const seen = async () => (await read(id, 'id', 'quang-binh')) !== null;
    expect(await seen()).toBe(false);
    expect(codes(await act('openPlan', { id, visibility: 'PUBLIC' }, 'trung-uong'))).toEqual(['NOT_YOURS']);
    await act('openPlan', { id, visibility: 'PUBLIC' });
    expect(await seen()).toBe(true);
    await act('openPlan', { id, visibility: 'LINE' });
    expect(await seen()).toBe(false);
  });

  test('of an ended tenant is closed by its successor, on a day on which the tenant stood', async () => {
    const answer = await act('createPlan', { ...whole, tenant: 'thanh-xuan', targets: [] }, 'ha-noi');
    const id = answer.plan?.id ?? '';
    expect(codes(await act('issuePlan', { id }, 'ha-noi', 'signer'))).toEqual([]);
    expect(codes(await act('closePlan', { id, closedOn: '2025-07-01' }, 'ha-noi'))).toEqual(['AFTER_TENANT_END']);
    expect(codes(await act('closePlan', { id }, 'ha-noi'))).toEqual([]);
    expect(await read(id, 'closedOn', 'ha-noi')).toEqual({ closedOn: '2025-06-30' });
  });

  test('is altered by no statement of the serving role, whoever sends it', async () => {
    const id = readGlobalUuid('Plan', await issued());
    const app = await connect(appUrl);
    await app.query(`SELECT set_config('app.tenant', 'cao-bang', false)`);
    for (const change of [`title = 'x'`, `status = 'DRAFT'`, `issued_on = '2023-03-01', record_date = '2023-03-01'`])
      await expect(app.query(`UPDATE campaigns.plan SET ${change} WHERE id = $1`, [id])).rejects.toThrow();
    await app.query(`SELECT set_config('app.tenant', 'ha-noi', false)`);
    const { rowCount } = await app.query(`UPDATE campaigns.plan SET visibility = 'PUBLIC' WHERE id = $1`, [id]);
    expect(rowCount).toBe(0);
    await app.end();
  });
});

test.each(['updatePlan', 'amendPlan', 'closePlan', 'openPlan'])(
  '%s answers for a hidden draft as for a plan that does not exist',
  async (field) => {
    const hidden = await drafted();
    const none = toGlobalId('Plan', '00000000-0000-4000-8000-000000000000');
    const input = {
      updatePlan: { version: 1, title: 'x' },
      amendPlan: { changes: 'x', document },
      closePlan: {},
      openPlan: { visibility: 'PUBLIC' },
    }[field];
    expect(await act(field, { id: hidden, ...input }, 'ha-noi')).toEqual(
      await act(field, { id: none, ...input }, 'ha-noi'),
    );
  },
);
