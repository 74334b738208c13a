import { toGlobalId } from '@thi-dua/schema/global-id';
import { describe, expect, test } from 'vitest';
import { testDatabase } from '../kit/database.js';
import { ask, callerOf, campaigns } from '../kit/services.js';
import { quoted, searchKit } from './kit.js';

const { appUrl } = await testDatabase();
const service = campaigns(appUrl);
const { act, search } = searchKit(service);

const document = { type: 'KẾ HOẠCH', issuer: 'UBND tỉnh Cao Bằng', issuedOn: '2023-02-01' };
const plan = (over: Record<string, unknown>) => ({
  movement: 'VNN-2021-2025',
  title: 'Kế hoạch thử',
  periodFrom: 2021,
  periodTo: 2025,
  document,
  ...over,
});
const draft = (over: Record<string, unknown>, tenant = 'cao-bang') => act('createPlan', plan(over), tenant, 'planner');
const issue = (id: string, tenant = 'cao-bang') => act('issuePlan', { id }, tenant, 'signer');

describe('the seeded plans', () => {
  test('are searched with or without diacritics, and quoted with the clause', async () => {
    for (const query of ['bai ngang ven bien', 'Bãi ngang, VEN BIỂN']) {
      const [hit] = (await search('trung-uong', query, 'filter: { tenant: "trung-uong" }')).nodes;
      expect(hit).toMatchObject({ kind: 'TARGET', plan: { tenant: { id: toGlobalId('Tenant', 'trung-uong') } } });
      expect(quoted(hit)).toBe(
        '30% huyện nghèo và 30% xã đặc biệt khó khăn vùng [bãi ngang], [ven biển], hải đảo ra khỏi diện.',
      );
    }
    // The word stands in the plan of Hạ Lang alone, which Hà Nội does not see.
    expect((await search('ha-lang', 'xom dac biet kho khan')).nodes[0]?.clause).toBe('3.3.2.2');
    expect((await search('ha-noi', 'xom dac biet kho khan')).nodes).toEqual([]);
    const some = await search('trung-uong', 'ho ngheo');
    expect(some.totalCount).toBeGreaterThan(20);
    expect(some.nodes).toHaveLength(Math.min(500, some.totalCount));
    for (const hit of some.nodes) expect(quoted(hit)).toMatch(/\[[^\]]*(hộ|nghèo)[^\]]*\]/i);
    expect(
      some.nodes.filter(({ kind, clause }) => kind === 'CONTENT' && !/^[\p{L}\d]+(\.[\p{L}\d]+)*$/u.test(clause ?? '')),
    ).toEqual([]);
  });
});

describe('every text of a plan', () => {
  const said = 'Kbytwz';
  const everywhere = {
    title: `${said} tên`,
    legalBases: [{ title: `${said} luật`, relation: 'BASED_ON' }],
    objectives: [{ clause: 'I.1', text: `${said} mục tiêu` }],
    requirements: [{ clause: 'I.2', text: `${said} yêu cầu` }],
    contents: [{ clause: 'II.1', text: `${said} nội dung` }],
    solutions: [{ clause: 'II.2', text: `${said} giải pháp` }],
    priorityGroups: [{ clause: 'II.3', text: `${said} ưu tiên` }],
    eligibleSubjects: [{ clause: 'II.4', text: `${said} đối tượng` }],
    targets: [
      { clause: 'III.1', text: `${said} chỉ tiêu`, parts: [{ text: `${said} phần` }] },
      { clause: 'III.2', text: 'Khác', parts: [{ text: `${said} phần khác` }] },
    ],
    criteria: [
      {
        clause: 'IV.1',
        subject: { kinds: ['COMMUNE'], text: 'Xã', where: `${said} ở đâu` },
        purpose: 'EMULATION_CRITERION',
        text: 'Tiêu chí',
        parts: [
          {
            clause: 'IV.1.a',
            subject: { kinds: ['COMMUNE'], text: 'Xã' },
            purpose: 'EMULATION_CRITERION',
            text: `${said} ý`,
          },
        ],
      },
    ],
    milestones: [{ clause: 'V.1', kinds: ['LAUNCH'], when: '2022', bound: 'ON', text: `${said} mốc` }],
    assignments: [{ clause: 'V.2', body: `${said} cơ quan`, duty: 'Việc' }],
    recipients: [{ name: `${said} nơi nhận` }],
    awardForms: [{ clause: 'VI.1', text: `${said} khen` }],
    annexes: [
      {
        title: 'Phụ lục',
        columns: ['Xã', 'Số'],
        rows: [
          ['A', '1'],
          [`${said} ô`, '2'],
        ],
      },
    ],
  };
  const found = async (viewer = 'cao-bang', query = said) =>
    (await search(viewer, query)).nodes.map(({ kind, clause }) => `${kind} ${clause ?? '–'}`).sort();

  test('is found, each with its clause; of a target that answers whole not its parts once more', async () => {
    const { id } = await draft(everywhere);
    expect(await found()).toEqual(
      [
        'TITLE –',
        'LEGAL_BASIS –',
        'OBJECTIVE I.1',
        'REQUIREMENT I.2',
        'CONTENT II.1',
        'SOLUTION II.2',
        'PRIORITY_GROUP II.3',
        'ELIGIBLE_SUBJECT II.4',
        'TARGET III.1',
        'TARGET_PART III.2',
        'CRITERION IV.1',
        'CRITERION IV.1.a',
        'MILESTONE V.1',
        'ASSIGNMENT V.2',
        'RECIPIENT –',
        'AWARD_FORM VI.1',
        'ANNEX –',
      ].sort(),
    );
    // A draft is its owner's alone; issued, its line finds it; opened, everyone.
    expect(await found('trung-uong')).toEqual([]);
    await issue(id);
    expect(await found('trung-uong')).toHaveLength(17);
    expect(await found('ha-lang')).toHaveLength(17);
    expect(await found('ha-noi')).toEqual([]);
    await act('openPlan', { id, visibility: 'PUBLIC' }, 'cao-bang', 'signer');
    expect(await found('ha-noi')).toHaveLength(17);
    // Closed, it stays readable and so it is found.
    await act('closePlan', { id, closedOn: '2024-01-01' }, 'cao-bang', 'signer');
    expect(await found('ha-noi')).toHaveLength(17);
  });

  test('is found as it now stands: an edit replaces what it replaces', async () => {
    const { id } = await draft({
      title: 'Thqwx một',
      objectives: [
        { clause: 'I.1', text: 'Thqwx hai' },
        { clause: 'I.2', text: 'Thqwx ba' },
      ],
    });
    expect(await found('cao-bang', 'thqwx')).toEqual(['OBJECTIVE I.1', 'OBJECTIVE I.2', 'TITLE –']);
    await act(
      'updatePlan',
      { id, version: 1, title: 'Tên khác', objectives: [{ clause: 'I.9', text: 'Thqwx bốn' }] },
      'cao-bang',
      'planner',
    );
    expect(await found('cao-bang', 'thqwx')).toEqual(['OBJECTIVE I.9']);
  });
});

describe('a plan that was amended', () => {
  test('answers in the version in force, and in the older one where that is asked for', async () => {
    const { id } = await draft({ title: 'Prvzk gốc' });
    await issue(id);
    const amendment = await act(
      'amendPlan',
      { id, changes: 'x', title: 'Prvzk sửa', document: { ...document, issuedOn: '2023-05-01' } },
      'cao-bang',
      'signer',
    );
    const titles = async (viewer: string, filter = '') =>
      (await search(viewer, 'prvzk', `first: 50, filter: { ${filter} }`)).nodes.map(({ text }) => text).sort();
    // While the amendment is a draft, it is its owner's and replaces nothing.
    expect(await titles('cao-bang')).toEqual(['Prvzk gốc', 'Prvzk sửa']);
    expect(await titles('trung-uong')).toEqual(['Prvzk gốc']);
    await act('issuePlan', { id: amendment.id }, 'cao-bang', 'other-signer');
    expect(await titles('trung-uong')).toEqual(['Prvzk sửa']);
    expect(await titles('trung-uong', 'superseded: true')).toEqual(['Prvzk gốc', 'Prvzk sửa']);
  });

  test('still answers to whoever sees it and not its amendment: nothing tells that there is one', async () => {
    const { id } = await draft({ title: 'Mldrk gốc', visibility: 'PUBLIC' });
    await issue(id);
    const amendment = await act(
      'amendPlan',
      { id, changes: 'x', title: 'Mldrk sửa', document: { ...document, issuedOn: '2023-05-01' } },
      'cao-bang',
      'signer',
    );
    await act('updatePlan', { id: amendment.id, version: 1, visibility: 'LINE' }, 'cao-bang', 'planner');
    await act('issuePlan', { id: amendment.id }, 'cao-bang', 'other-signer');
    const titles = async (viewer: string) => (await search(viewer, 'mldrk')).nodes.map(({ text }) => text);
    expect(await titles('ha-noi')).toEqual(['Mldrk gốc']);
    expect(await titles('trung-uong')).toEqual(['Mldrk sửa']);
  });
});

describe('the order', () => {
  test('puts what is spelled as asked first, then word behind word, then words apart', async () => {
    await draft({
      title: 'x',
      objectives: [
        { clause: '1', text: 'Gbqa hơ trên đất zrvw' },
        { clause: '2', text: 'Gbqa ho zrvw' },
        { clause: '3', text: 'Gbqa hộ zrvw' },
        { clause: '4', text: 'Zrvw hò rồi gbqa' },
      ],
    });
    const order = async (query: string) => (await search('cao-bang', query)).nodes.map(({ clause }) => clause);
    expect((await order('gbqa hộ zrvw'))[0]).toBe('3');
    expect((await order('gbqa ho zrvw'))[0]).toBe('2');
    expect(new Set((await order('gbqa ho zrvw')).slice(0, 2))).toEqual(new Set(['2', '3']));
    expect(await order('gbqa hớ zrvw')).toHaveLength(4);
  });

  test('holds from page to page: each hit once, and as many as are counted', async () => {
    const whole = await search('trung-uong', 'giam ngheo');
    const seen: string[] = [];
    for (let after: string | null = null; ; ) {
      const page = await search('trung-uong', 'giam ngheo', `first: 7, after: ${JSON.stringify(after)}`);
      expect(page.totalCount).toBe(whole.totalCount);
      seen.push(...page.nodes.map((hit) => `${hit.plan?.id} ${hit.kind} ${hit.clause} ${hit.text}`));
      if (!page.pageInfo.hasNextPage) break;
      after = page.pageInfo.endCursor;
    }
    expect(seen).toEqual(whole.nodes.map((hit) => `${hit.plan?.id} ${hit.kind} ${hit.clause} ${hit.text}`));
    expect(seen).toHaveLength(whole.totalCount);
  });
});

test('exemplars are found beside plans, or alone', async () => {
  const submitted = await ask(
    service,
    callerOf('cao-bang'),
    `mutation ($input: SubmitExemplarInput!) { submitExemplar(input: $input) { exemplar { id } errors { code } } }`,
    {
      input: {
        title: 'Vxqun mô hình',
        topics: ['Sinh kế'],
        subject: 'HOUSEHOLD',
        summary: 'x',
        story: 'y',
        recordedOn: '2023-01-01',
        household: { name: 'Bí mật Vxqun' },
      },
    },
  );
  expect(JSON.parse(JSON.stringify(submitted.data)).submitExemplar.errors).toEqual([]);
  await draft({ title: 'Vxqun kế hoạch' });
  const kinds = async (filter: string, query = 'vxqun') =>
    (await search('cao-bang', query, `filter: { ${filter} }`)).nodes.map(({ kind }) => kind).sort();
  expect(await kinds('')).toEqual(['EXEMPLAR', 'TITLE']);
  expect(await kinds('source: EXEMPLARS')).toEqual(['EXEMPLAR']);
  expect(await kinds('source: PLANS')).toEqual(['TITLE']);
  expect(await kinds('tenant: "ha-noi"')).toEqual([]);
  const [hit] = (await search('cao-bang', 'sinh ke vxqun')).nodes;
  expect(quoted(hit)).toBe('[Vxqun] mô hình\n[Sinh kế]\nx\ny');
  // Who the household is, is found by nobody.
  expect(await kinds('', 'bi mat vxqun')).toEqual([]);
});

test.each([['""'], ['"— …"'], [JSON.stringify('a '.repeat(21))], [JSON.stringify('a'.repeat(201))]])(
  'a search for %s is refused',
  async (query) => {
    const { errors } = await ask(service, callerOf('ha-noi'), `{ search(query: ${query}) { totalCount } }`);
    expect(errors?.[0]?.extensions.code).toBe('BAD_USER_INPUT');
  },
);

test.each([['x'], ['[1.5,"00000000-0000-4000-8000-000000000000"]'], ['[1,"x"]'], ['["1","x"]']])(
  'a search is not read on from the cursor %s',
  async (cursor) => {
    const after = Buffer.from(cursor).toString('base64url');
    const { errors } = await ask(
      service,
      callerOf('ha-noi'),
      `{ search(query: "x", after: "${after}") { nodes { kind } } }`,
    );
    expect(errors?.[0]?.extensions.code).toBe('BAD_USER_INPUT');
  },
);
