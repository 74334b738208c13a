import { beforeAll, expect, test } from 'vitest';
import { listOf } from '../import/made-up.js';
import { changingCountry, country, DAY, LATER } from './kit.js';

const { asBoard, askAs, bring, restore, enacted } = await changingCountry();
const ids: string[] = [];
beforeAll(async () => {
  await restore();
  const after = country
    .split('\n')
    .filter((line) => !/^ {2}(00002 |\d{5}-)/.test(line))
    .join('\n')
    .replace('00001 Xã Đông Hòa', '00001 Xã Liên Hòa');
  const mapping = listOf(country)
    .split('\n')
    .filter((line) => line.includes('COMMUNE'))
    .map((line) => line.slice(0, 5))
    .map((code) => `${code},${code === '00002' ? '00001' : code},full,${code < '00003' ? 'NQ 1' : ''}`);
  await bring(listOf(after), '2023-01-01', [`old_code,new_code,coverage,legal_basis\n${mapping.join('\n')}\n`]);
  ids.push(
    await enacted({ number: 'b', effectiveOn: LATER, transfer: [{ codes: ['00005'], parentCode: '001' }] }),
    await enacted({
      number: 'a',
      establish: [
        {
          code: '00009',
          level: 'COMMUNE',
          fullName: 'Xã Mới',
          parentCode: '001',
          from: [{ code: '00003' }, { code: '00004' }],
        },
      ],
      rename: [{ code: '02', fullName: 'Thành phố Bắc Hải' }],
    }),
    await enacted({ number: 'a', rename: [{ code: '01', fullName: 'Thành phố An Sơn' }] }),
  );
});

const ask = async (args: string, fields: string) =>
  (await asBoard(`{ boundaryChanges${args} { ${fields} } }`)).boundaryChanges;
const codes = 'units { nodes { kind code before after parentBefore parentAfter } }';

test('acts and what lists state stand in one list, oldest first', async () => {
  const { nodes, totalCount } = await ask(
    '',
    'totalCount nodes { number legalBasis effectiveOn enactedAt successions { from { code } to { code } } }',
  );
  expect(totalCount).toBe(4);
  expect(
    nodes.map(({ number, effectiveOn, legalBasis }: Record<string, string>) => [number, effectiveOn, legalBasis]),
  ).toEqual([
    [null, '2023-01-01', 'NQ 1'],
    ['a', DAY, 'Nghị quyết a ngày 1/1/2020'],
    ['a', DAY, 'Nghị quyết a ngày 1/1/2020'],
    ['b', LATER, 'Nghị quyết b ngày 1/1/2020'],
  ]);
  expect(nodes[0]).toMatchObject({
    enactedAt: null,
    successions: [
      { from: { code: '00001' }, to: { code: '00001' } },
      { from: { code: '00002' }, to: { code: '00001' } },
    ],
  });
});

test('each says what it establishes, ends, renames and moves', async () => {
  const { nodes } = await ask('', `nodes { number ${codes} }`);
  const by = nodes.map(({ units }: { units: { nodes: Record<string, string | null>[] } }) =>
    units.nodes.map((unit) =>
      Object.values(unit)
        .map((value) => value ?? '–')
        .join(' '),
    ),
  );
  expect(by[0]).toEqual([
    'ENDED 00001 Xã Đông Hòa – 001 –',
    'ESTABLISHED 00001 – Xã Liên Hòa – 001',
    'ENDED 00002 Xã Tây Hòa – 001 –',
  ]);
  expect([...by[1], ...by[2]].sort()).toEqual([
    'ENDED 00003 Xã Nam Hòa – 001 –',
    'ENDED 00004 Thị trấn Bình Khê – 001 –',
    'ESTABLISHED 00009 – Xã Mới – 001',
    'RENAMED 01 Tỉnh An Sơn Thành phố An Sơn – –',
    'RENAMED 02 Tỉnh Bắc Hải Thành phố Bắc Hải – –',
  ]);
  expect(by[3]).toEqual(['MOVED 00005 – – 002 001']);
});

test('within days, page by page, without a gap or a repetition', async () => {
  const all = (await ask('', 'nodes { id }')).nodes.map(({ id }: { id: string }) => id);
  expect(new Set(all).size).toBe(4);
  const paged: string[] = [];
  for (let after: string | null = null; ; ) {
    const page: { nodes: { id: string }[]; pageInfo: { hasNextPage: boolean; endCursor: string } } = await ask(
      `(first: 1, after: ${JSON.stringify(after)})`,
      'nodes { id } pageInfo { hasNextPage endCursor }',
    );
    paged.push(...page.nodes.map(({ id }) => id));
    if (!page.pageInfo.hasNextPage) break;
    after = page.pageInfo.endCursor;
  }
  expect(paged).toEqual(all);
  expect((await ask(`(from: "${DAY}", to: "${DAY}")`, 'totalCount')).totalCount).toBe(2);
  expect((await ask(`(from: "${LATER}")`, 'nodes { id }')).nodes).toEqual([{ id: ids[0] }]);
  expect((await ask('(to: "2022-12-31")', 'totalCount')).totalCount).toBe(0);
});

test('the units of a change page as well, and can be asked by kind', async () => {
  const { nodes } = await ask(
    `(from: "${DAY}", to: "${DAY}")`,
    'nodes { id ended: units(kind: ENDED, first: 1) { totalCount nodes { code locality { code validTo } } pageInfo { hasNextPage endCursor } } none: units(first: 0, kind: MOVED) { totalCount pageInfo { hasNextPage } } }',
  );
  const change = nodes.find(({ id }: { id: string }) => id === ids[1]);
  expect(change).toMatchObject({
    ended: {
      totalCount: 2,
      nodes: [{ code: '00003', locality: { code: '00003', validTo: DAY } }],
      pageInfo: { hasNextPage: true },
    },
    none: { totalCount: 0, pageInfo: { hasNextPage: false } },
  });
  const next = await ask(
    `(from: "${DAY}", to: "${DAY}")`,
    `nodes { id units(kind: ENDED, after: "${change.ended.pageInfo.endCursor}") { nodes { code } pageInfo { hasNextPage } } }`,
  );
  expect(next.nodes.find(({ id }: { id: string }) => id === ids[1]).units).toEqual({
    nodes: [{ code: '00004' }],
    pageInfo: { hasNextPage: false },
  });
  // Of what lists state, too.
  const listed = (first: string) =>
    ask(
      '(to: "2023-01-01")',
      `nodes { units(${first}) { totalCount nodes { code before after } pageInfo { endCursor } } }`,
    );
  const [page] = (await listed('first: 1')).nodes;
  expect(page.units).toMatchObject({ totalCount: 3, nodes: [{ code: '00001', before: 'Xã Đông Hòa', after: null }] });
  const [rest] = (await listed(`kind: ESTABLISHED, after: "${page.units.pageInfo.endCursor}"`)).nodes;
  expect(rest.units).toMatchObject({ totalCount: 1, nodes: [{ code: '00001', before: null, after: 'Xã Liên Hòa' }] });
});

test('everyone signed in reads it; a cursor of another list is refused', async () => {
  const { data, errors } = await askAs('so-noi-vu', '{ boundaryChanges { totalCount } }', {}, []);
  expect({ data, errors }).toEqual({ data: { boundaryChanges: { totalCount: 4 } }, errors: undefined });
  for (const after of [
    'xx',
    Buffer.from('["a","b","c"]').toString('base64url'),
    Buffer.from('["2020-01-01",""]').toString('base64url'),
  ]) {
    const answer = await askAs('so-noi-vu', `{ boundaryChanges(after: "${after}") { totalCount } }`, {}, []);
    expect(answer.errors?.[0]?.extensions.code).toBe('BAD_USER_INPUT');
  }
});
