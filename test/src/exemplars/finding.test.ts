import { planId } from '@thi-dua/prisma/seed/seed-campaigns';
import { toGlobalId } from '@thi-dua/schema/global-id';
import { describe, expect, test } from 'vitest';
import { testDatabase } from '../kit/database.js';
import { ask, callerOf, campaigns } from '../kit/services.js';
import { exemplarKit } from './kit.js';

const { appUrl } = await testDatabase();
const service = campaigns(appUrl);
const { act, read, submitted, published, titles } = exemplarKit(service);

describe('published exemplars', async () => {
  await published({ title: 'Chăn nuôi đường biên', topics: ['Sinh kế'], story: 'Dê núi', recordedOn: '2022-05-01' });
  await published({ title: 'Nhà đại đoàn kết', topics: ['Nhà ở'], story: 'Sửa nhà cho người nghèo' }, 'ha-noi');
  await published(
    { title: 'Nhóm hộ nuôi ong', topics: ['sinh kế', 'Hợp tác'], subject: 'COLLECTIVE', localityCode: '048' },
    'cao-bang',
  );
  await submitted({ title: 'Chưa công bố', topics: ['Sinh kế'] });

  test('are found nationwide by topic, with or without diacritics, whole topics only', async () => {
    for (const topic of ['Sinh kế', 'sinh ke', 'SINH KẾ', ' sinh-kế '])
      expect(await titles('ha-noi', `topic: "${topic}"`), topic).toEqual(['Nhóm hộ nuôi ong', 'Chăn nuôi đường biên']);
    expect(await titles('ha-noi', 'topic: "sinh"')).toEqual([]);
    expect(await titles('cao-bang', 'topic: "sinh ke"')).toContain('Chưa công bố');
  });

  test('are found by words anywhere in them, all of which must be there', async () => {
    expect(await titles('bac-ninh', 'text: "de nui"')).toEqual(['Chăn nuôi đường biên']);
    expect(await titles('bac-ninh', 'text: "Đường biên"')).toEqual(['Chăn nuôi đường biên']);
    expect(await titles('bac-ninh', 'text: "nguoi ngheo"')).toEqual(['Nhà đại đoàn kết']);
    expect(await titles('bac-ninh', 'text: "nguoi giau"')).toEqual([]);
    // Marks of the language of searches are words and nothing else.
    expect(await titles('bac-ninh', 'text: "de & !nui | (x"')).toEqual([]);
    expect(await titles('bac-ninh', `text: "de' nui:*"`)).toEqual(['Chăn nuôi đường biên']);
  });

  test('are narrowed by owner, subject, year, status and place', async () => {
    expect(await titles('bac-ninh', 'tenant: "ha-noi"')).toEqual(['Nhà đại đoàn kết']);
    expect(await titles('bac-ninh', 'subject: COLLECTIVE')).toEqual(['Nhóm hộ nuôi ong']);
    expect(await titles('bac-ninh', 'year: 2022')).toEqual(['Chăn nuôi đường biên']);
    expect(await titles('bac-ninh', 'status: SUBMITTED')).toEqual([]);
    expect(await titles('cao-bang', 'status: SUBMITTED')).toEqual(['Chưa công bố']);
    expect(await titles('bac-ninh', 'localityCode: "04"')).toEqual(['Nhóm hộ nuôi ong']);
    expect(await titles('bac-ninh', 'localityCode: "01"')).toEqual([]);
  });

  test('come page by page, latest first, each once', async () => {
    const seen: string[] = [];
    for (let after: string | null = null; ; ) {
      const page: {
        nodes: { title: string }[];
        totalCount: number;
        pageInfo: { hasNextPage: boolean; endCursor: string };
      } = (
        await read(
          'ha-noi',
          `exemplars(first: 2, after: ${JSON.stringify(after)}) { totalCount nodes { title } pageInfo { hasNextPage endCursor } }`,
        )
      ).exemplars;
      expect(page.totalCount).toBe(3);
      seen.push(...page.nodes.map(({ title }) => title));
      if (!page.pageInfo.hasNextPage) break;
      after = page.pageInfo.endCursor;
    }
    expect(seen).toHaveLength(3);
    expect(seen.at(-1)).toBe('Chăn nuôi đường biên');
    expect(new Set(seen).size).toBe(3);
  });

  test.each([
    ['text: ""'],
    ['text: "—"'],
    [`text: "${'a '.repeat(21)}"`],
    [`topic: "${'a'.repeat(201)}"`],
    ['year: 99999'],
  ])('cannot be asked for with %s', async (filter) => {
    const { errors } = await ask(service, callerOf('ha-noi'), `{ exemplars(filter: { ${filter} }) { totalCount } }`);
    expect(errors?.[0]?.extensions.code).toBe('BAD_USER_INPUT');
  });

  test.each([
    ['x'],
    [Buffer.from('["2022-99-99","x"]').toString('base64url')],
    [Buffer.from('[1,2]').toString('base64url')],
  ])('cannot be read on from the cursor %s', async (after) => {
    const { errors } = await ask(
      service,
      callerOf('ha-noi'),
      `{ exemplars(after: "${after}") { totalCount nodes { id } } }`,
    );
    expect(errors?.[0]?.extensions.code).toBe('BAD_USER_INPUT');
  });
});

test('the plan that an exemplar carries out is named to whoever sees that plan alone', async () => {
  const plan = toGlobalId('Plan', planId('cao-bang-ban-dan-toc-2022'));
  const known = await read(
    'ban-dan-toc-cao-bang',
    'plans(filter: { tenant: "ban-dan-toc-cao-bang" }) { nodes { id visibility } }',
  );
  const own = known.plans.nodes.find(({ visibility }: { visibility: string }) => visibility === 'LINE')?.id ?? plan;
  const { exemplar, errors } = await act(
    'submitExemplar',
    { title: 'x', topics: ['x'], subject: 'AGENCY', summary: 'x', story: 'x', recordedOn: '2023-03-08', plan: own },
    'ban-dan-toc-cao-bang',
  );
  expect(errors).toEqual([]);
  await act('publishExemplar', { id: exemplar?.id, version: 1 }, 'trung-uong');
  const of = async (viewer: string) => (await read(viewer, `exemplar(id: "${exemplar?.id}") { plan { id } }`)).exemplar;
  expect(await of('cao-bang')).toEqual({ plan: { id: own } });
  expect(await of('ha-noi')).toEqual({ plan: null });
});
