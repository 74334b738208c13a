import { connect } from '@thi-dua/prisma/connect';
import { planId } from '@thi-dua/prisma/seed/seed-campaigns';
import { readGlobalUuid, toGlobalId } from '@thi-dua/schema/global-id';
import { describe, expect, test } from 'vitest';
import { testDatabase } from '../kit/database.js';
import { ask, callerOf, campaigns } from '../kit/services.js';

const { appUrl, operatorUrl } = await testDatabase();
const service = campaigns(appUrl);
const idOf = (key: string) => toGlobalId('Plan', planId(key));
const thanhXuan = idOf('thanh-xuan-255-2022');
const quangBinh = idOf('quang-binh-123-2022');
const data = async (tenant: string, query: string, variables?: Record<string, unknown>) => {
  const result = await ask(service, callerOf(tenant), query, variables);
  expect(result.errors).toBeUndefined();
  return JSON.parse(JSON.stringify(result.data));
};

describe("Thanh Xuân's plan, as its officer asks for it", () => {
  test('has the document data, with what is wrong kept raw and flagged', async () => {
    const { plan } = await data(
      'thanh-xuan',
      '{ plan(id: "' +
        thanhXuan +
        '") { status periodFrom periodTo document { type number symbol issuedOn place signer { name position onBehalfOf actingFor } flags { code } } } }',
    );
    expect(plan).toMatchObject({
      status: 'ISSUED',
      periodFrom: null,
      periodTo: 2025,
      document: {
        number: '255',
        symbol: 'KH-UBND',
        issuedOn: '2022-09-29',
        place: 'Thanh Xuân',
        signer: { name: 'Đặng Khánh Hòa', actingFor: expect.stringContaining('CHỦ TỊCH') },
      },
    });
    expect(plan.document.flags.map((flag: { code: string }) => flag.code)).toContain('NAME_MISPRINTED');
  });

  test('plans the near-poor households of five wards down by 11, 11, 10 and 0 a year', async () => {
    const { plan } = await data(
      'thanh-xuan',
      '{ plan(id: "' +
        thanhXuan +
        '") { targets { clause schedule { year value meaning locality { id } indicator { code } } } annexes { title columns rows } } }',
    );
    const schedule = plan.targets.flatMap((target: { schedule: { year: number; value: string }[] }) => target.schedule);
    expect(schedule).toHaveLength(20);
    const total = (year: number) =>
      schedule
        .filter((v: { year: number }) => v.year === year)
        .reduce((sum: number, v: { value: string }) => sum + Number(v.value), 0);
    expect([2022, 2023, 2024, 2025].map(total)).toEqual([11, 11, 10, 0]);
    expect(plan.annexes[0].rows.flat()).toContain('Phường Liệt');
  });

  test('has twenty top-level emulation criteria, and award standards beside them', async () => {
    for (const [tenant, id] of [
      ['thanh-xuan', thanhXuan],
      ['quang-binh', quangBinh],
    ] as const) {
      const { plan } = await data(tenant, `{ plan(id: "${id}") { criteria { purpose clause parts { clause } } } }`);
      const purposes = plan.criteria.map((criterion: { purpose: string }) => criterion.purpose);
      expect(purposes.filter((purpose: string) => purpose === 'EMULATION_CRITERION')).toHaveLength(20);
      expect(purposes).toContain('AWARD_STANDARD');
    }
  });
});

test("Minh Hoá's condition is any of two rules, in words an official would accept", async () => {
  const { plan } = await data(
    'quang-binh',
    `{ plan(id: "${quangBinh}") { criteria { clause parts { subject { text where } rule { __typename summary summaryEn ... on AnyOfRule { rules { __typename ... on AverageAnnualChangeRule { comparator threshold direction window { consecutiveYearsBeforeNomination } } ... on ChangeFromBaselineRule { comparator threshold indicators { code } baseline } } } } } } } }`,
  );
  const rules = plan.criteria.flatMap((c: { parts: { rule: unknown }[] }) => c.parts.map((part) => part.rule));
  const any = rules.find((rule: { __typename: string } | null) => rule?.__typename === 'AnyOfRule');
  expect(any).toMatchObject({
    summary: expect.stringContaining('từ 4 điểm %/năm trở lên trong 3 năm liên tục trước khi trình khen thưởng; hoặc '),
    rules: [
      { comparator: 'GE', threshold: '4', direction: 'DECREASE', window: { consecutiveYearsBeforeNomination: 3 } },
      {
        comparator: 'GT',
        threshold: '50',
        baseline: 'OPENING',
        indicators: [{ code: 'POOR_HOUSEHOLDS' }, { code: 'NEAR_POOR_HOUSEHOLDS' }],
      },
    ],
  });
});

describe('who sees a plan', () => {
  const sees = async (tenant: string, id: string) => (await data(tenant, `{ plan(id: "${id}") { id } }`)).plan !== null;

  test.each([
    ['its owner', 'thanh-xuan', true],
    ['its superior', 'ha-noi', true],
    ['the board', 'trung-uong', true],
    ['a sibling of another line', 'ha-lang', false],
    ['another province', 'quang-binh', false],
  ])('%s (%s): %s', async (_who, tenant, expected) => {
    expect(await sees(tenant, thanhXuan)).toBe(expected);
  });

  test('the successor of an ended owner reads its archive', async () => {
    expect(await sees('quang-tri', quangBinh)).toBe(true);
    expect(await sees('bac-ninh', quangBinh)).toBe(false);
  });

  test('a plan that may not be seen and one that does not exist get the same answer, also by reference', async () => {
    const none = toGlobalId('Plan', '00000000-0000-4000-8000-000000000000');
    const look = (id: string) =>
      ask(
        service,
        callerOf('ha-lang'),
        'query ($id: ID!, $r: [_Any!]!) { plan(id: $id) { id } _entities(representations: $r) { __typename ... on Plan { id title } } }',
        { id, r: [{ __typename: 'Plan', id }] },
      );
    expect(await look(thanhXuan)).toEqual(await look(none));
  });

  test('an open plan is seen by everyone signed in, a cited one only where it may be', async () => {
    expect(await sees('ha-lang', idOf('trung-uong-666-2022'))).toBe(true);
    const { plan } = await data(
      'quang-binh',
      `{ plan(id: "${quangBinh}") { legalBases { number relation plan { document { number } } } } }`,
    );
    expect(
      plan.legalBases.find((basis: { number: string }) => basis.number === '666/QĐ-TTg').plan.document.number,
    ).toBe('666');
  });
});

/** What a mutation answered. */
function payload(answer: unknown, field: 'createPlan' | 'issuePlan') {
  const result = (answer as Record<string, { plan: { id: string } | null; errors: { code: string }[] }>)[field];
  if (result === undefined) throw new Error(`no answer to ${field}`);
  return result;
}

describe('drafting and issuing', () => {
  const create = (tenant: string, input: Record<string, unknown>, subject = `planner@${tenant}`) =>
    ask(
      service,
      callerOf(tenant, { subject }),
      'mutation ($input: CreatePlanInput!) { createPlan(input: $input) { plan { id status } errors { code path } } }',
      { input },
    );
  const issue = (tenant: string, input: Record<string, unknown>, subject = `signer@${tenant}`) =>
    ask(
      service,
      callerOf(tenant, { subject }),
      'mutation ($input: IssuePlanInput!) { issuePlan(input: $input) { plan { status document { issuedOn raw } } errors { code path } } }',
      { input },
    );
  const draft = {
    movement: 'VNN-2021-2025',
    title: 'Kế hoạch thử',
    periodFrom: 2023,
    periodTo: 2025,
    document: { type: 'KẾ HOẠCH', issuer: 'UBND tỉnh Cao Bằng' },
  };
  const created = async (tenant: string, over = {}) => {
    const { data: answer } = await create(tenant, { ...draft, ...over });
    return payload(answer, 'createPlan').plan?.id ?? '';
  };

  test("a draft is its owner's alone; issued, it is its line's", async () => {
    const id = await created('cao-bang', {
      objectives: [{ clause: 'I.1', text: 'Giảm nghèo' }],
      targets: [{ clause: 'I.2', text: 'Không còn hộ nghèo' }],
    });
    const visible = async (tenant: string) => (await data(tenant, `{ plan(id: "${id}") { id } }`)).plan !== null;
    expect(await Promise.all(['cao-bang', 'trung-uong', 'ban-dan-toc-cao-bang', 'ha-noi'].map(visible))).toEqual([
      true,
      false,
      false,
      false,
    ]);
    const { data: answer } = await issue('cao-bang', { id, issuedOn: '2024-02-01', number: '7', symbol: 'KH-UBND' });
    expect(answer?.issuePlan).toEqual({
      plan: { status: 'ISSUED', document: { issuedOn: '2024-02-01', raw: '7/KH-UBND' } },
      errors: [],
    });
    expect(await Promise.all(['cao-bang', 'trung-uong', 'ban-dan-toc-cao-bang', 'ha-noi'].map(visible))).toEqual([
      true,
      true,
      true,
      false,
    ]);
  });

  test('every fault is told at once and nothing is written', async () => {
    const before = (await data('thanh-xuan', '{ plans(filter: { tenant: "thanh-xuan" }) { totalCount } }')).plans
      .totalCount;
    const { data: answer } = await create('thanh-xuan', {
      ...draft,
      movement: 'NONE',
      title: ' ',
      periodFrom: 2026,
      document: { ...draft.document, issuedOn: '2026-03-01' },
    });
    expect(
      payload(answer, 'createPlan')
        .errors.map((error) => error.code)
        .sort(),
    ).toEqual([
      'AFTER_TENANT_END',
      'AFTER_TENANT_END',
      'EMPTY',
      'ISSUED_AFTER_PERIOD',
      'PERIOD_REVERSED',
      'UNKNOWN_MOVEMENT',
    ]);
    expect(
      (await data('thanh-xuan', '{ plans(filter: { tenant: "thanh-xuan" }) { totalCount } }')).plans.totalCount,
    ).toBe(before);
  });

  test('nobody drafts for another tenant, but a successor completes what its ended tenant left', async () => {
    const foreign = await create('ha-noi', { ...draft, tenant: 'cao-bang' });
    expect(foreign.data?.createPlan).toMatchObject({ plan: null, errors: [{ code: 'NOT_YOURS' }] });
    const archived = await create('ha-noi', {
      ...draft,
      tenant: 'thanh-xuan',
      document: { ...draft.document, issuedOn: '2025-06-30' },
    });
    expect(archived.data?.createPlan).toMatchObject({ plan: { status: 'DRAFT' }, errors: [] });
  });

  test('whoever drafted does not issue; a plan is issued once; a hidden draft does not exist', async () => {
    const id = await created('cao-bang');
    expect((await issue('cao-bang', { id, issuedOn: '2024-02-01' }, 'planner@cao-bang')).data?.issuePlan).toMatchObject(
      { errors: [{ code: 'SAME_PERSON' }] },
    );
    expect((await issue('ha-noi', { id })).data?.issuePlan).toMatchObject({ errors: [{ code: 'NOT_FOUND' }] });
    const both = await Promise.all([1, 2].map(() => issue('cao-bang', { id, issuedOn: '2024-02-01' })));
    expect(both.map(({ data: answer }) => payload(answer, 'issuePlan').errors.map((e) => e.code)).sort()).toEqual([
      [],
      ['NOT_A_DRAFT'],
    ]);
  });

  test('no plan of an ended tenant begins after its end', async () => {
    const { data: answer } = await create('ha-noi', {
      ...draft,
      tenant: 'thanh-xuan',
      periodFrom: 2026,
      periodTo: 2030,
    });
    expect(answer?.createPlan).toMatchObject({
      plan: null,
      errors: [{ code: 'AFTER_TENANT_END', path: ['periodFrom'] }],
    });
  });

  test('a forged cursor is refused, whatever is in it', async () => {
    for (const key of [['x', '-200000-01-01T00:00:00.000Z', 'y'], ['x', '2022-01-01T00:00:00.000Z', 'y'], ['x']]) {
      const after = Buffer.from(JSON.stringify(key)).toString('base64url');
      const { errors } = await ask(
        service,
        callerOf('ha-noi'),
        'query ($after: String) { plans(after: $after) { nodes { id } } }',
        { after },
      );
      expect(errors?.map((error) => error.extensions.code)).toEqual(['BAD_USER_INPUT']);
    }
  });

  test('row-level security alone keeps parts with their own plan, and issued plans as they are', async () => {
    const operator = await connect(operatorUrl);
    const { rows: targets } = await operator.query<{ id: string }>(
      'SELECT t.id FROM campaigns.target t JOIN campaigns.plan p ON p.id = t.plan_id WHERE p.tenant_id = $1',
      ['thanh-xuan'],
    );
    await operator.end();
    const own = readGlobalUuid('Plan', await created('cao-bang')) ?? '';
    const app = await connect(appUrl);
    await app.query(`SELECT set_config('app.tenant', 'cao-bang', false)`);
    await expect(
      app.query('INSERT INTO campaigns.target_part (plan_id, target_id, position, text) VALUES ($1, $2, 99, $3)', [
        own,
        targets[0]?.id,
        'x',
      ]),
    ).rejects.toThrow('foreign key');
    await expect(app.query(`UPDATE campaigns.plan SET status = 'CLOSED' WHERE id = $1`, [own])).rejects.toThrow(
      'never altered',
    );
    await expect(app.query(`UPDATE campaigns.plan SET tenant_id = 'ha-noi' WHERE id = $1`, [own])).rejects.toThrow();
    await app.query(`SELECT set_config('app.tenant', 'thanh-xuan', false)`);
    await expect(
      app.query(`UPDATE campaigns.plan SET title = 'x' WHERE tenant_id = 'thanh-xuan' AND status <> 'DRAFT'`),
    ).rejects.toThrow('never altered');
    await app.end();
  });

  test('the roles of the caller are asked for', async () => {
    const { errors } = await ask(
      service,
      callerOf('cao-bang', { roles: ['ANALYST'] }),
      'mutation ($input: CreatePlanInput!) { createPlan(input: $input) { plan { id } } }',
      { input: draft },
    );
    expect(errors?.map((error) => error.extensions.code)).toEqual(['FORBIDDEN']);
  });
});

test('movements, and plans by movement, state and year', async () => {
  const answer = await data(
    'trung-uong',
    `{
    movements { nodes { code periodFrom periodTo legalBasis } totalCount }
    first: plans(filter: { movement: "CCCT-2016-2020" }) { nodes { movement { code } tenant { id } } }
    drafts: plans(filter: { status: DRAFT, tenant: "thanh-xuan" }) { totalCount }
    y2018: plans(filter: { year: 2018, tenant: "tp-bac-giang" }) { totalCount }
    y2021: plans(filter: { year: 2021, tenant: "tp-bac-giang" }) { totalCount }
  }`,
  );
  expect(answer.movements).toMatchObject({
    totalCount: 2,
    nodes: [
      { code: 'CCCT-2016-2020', periodFrom: 2016 },
      { code: 'VNN-2021-2025', periodTo: 2025 },
    ],
  });
  expect(new Set(answer.first.nodes.map((node: { movement: { code: string } }) => node.movement.code))).toEqual(
    new Set(['CCCT-2016-2020']),
  );
  expect([answer.drafts.totalCount, answer.y2018.totalCount, answer.y2021.totalCount]).toEqual([0, 1, 0]);
});

test('pages of plans join to what the caller may see, and to nothing else', async () => {
  const ids: string[] = [];
  for (let after: string | null = null; ; ) {
    const { plans } = await data(
      'trung-uong',
      'query ($after: String) { plans(first: 2, after: $after) { nodes { id } totalCount pageInfo { hasNextPage endCursor } } }',
      { after },
    );
    ids.push(...plans.nodes.map((node: { id: string }) => node.id));
    expect(ids.length).toBeLessThanOrEqual(plans.totalCount);
    if (!plans.pageInfo.hasNextPage) break;
    after = plans.pageInfo.endCursor;
  }
  expect(new Set(ids).size).toBe(ids.length);
  expect(ids).toEqual(expect.arrayContaining([thanhXuan, quangBinh]));
});
