import { type DatedStep, dueDays } from '@thi-dua/campaigns/deadline/due-day';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { testDatabase } from '../kit/database.js';
import { ask, callerOf, campaigns } from '../kit/services.js';

const { appUrl } = await testDatabase();
const service = campaigns(appUrl);
const ever = { from: 2021, to: 2025 };

describe('a step is due', () => {
  test.each<[string, DatedStep['bound'], string[]]>([
    ['2022-07-08', 'ON', ['2022-07-08']],
    ['2022-07-08', 'BEFORE', ['2022-07-07']],
    ['2022-07', 'WITHIN', ['2022-07-31']],
    ['2024-02', 'BY', ['2024-02-29']],
    ['2022-07', 'BEFORE', ['2022-06-30']],
    ['2023-Q1', 'WITHIN', ['2023-03-31']],
    ['2025', 'WITHIN', ['2025-12-31']],
    ['--11-25', 'BY', ['2021-11-25', '2022-11-25', '2023-11-25', '2024-11-25', '2025-11-25']],
    ['--02-29', 'ON', ['2024-02-29']],
    ['--', 'BY', []],
    ['2023-02-30', 'ON', []],
  ])('"%s" %s on %j', (when, bound, expected) => {
    expect(dueDays({ when, bound }, ever, '2020-01-01', '2030-01-01').map(({ on }) => on)).toEqual(expected);
  });

  test('before every first of January on the last day of the year before, in each year of the plan', () => {
    const days = dueDays({ when: '--01-01', bound: 'BEFORE' }, ever, '2021-12-31', '2022-12-31').map(({ on }) => on);
    expect(days).toEqual(['2021-12-31', '2022-12-31']);
  });

  test('on the same days whether a stretch of time is asked for at once or in two parts', () => {
    const day = fc
      .integer({ min: Date.UTC(2019, 0), max: Date.UTC(2028, 0) })
      .map((time) => new Date(time).toISOString().slice(0, 10));
    const step = fc.record({
      when: fc.constantFrom('--11-25', '--01-01', '--02-29', '2023', '2024-Q3', '2022-12-31', '2025-02'),
      bound: fc.constantFrom<DatedStep['bound']>('ON', 'BEFORE', 'BY', 'WITHIN'),
    });
    const next = (text: string) => new Date(Date.parse(text) + 86_400_000).toISOString().slice(0, 10);
    fc.assert(
      fc.property(step, fc.tuple(day, day, day), (one, days) => {
        const [first = '', middle = '', last = ''] = days.toSorted();
        const due = (from: string, to: string) => dueDays(one, ever, from, to).map(({ on }) => on);
        expect([...due(first, middle), ...due(next(middle), last)]).toEqual(due(first, last));
      }),
      { numRuns: 1000 },
    );
  });
});

async function deadlines(tenant: string, from: string, to: string, page = 'first: 500') {
  const { data, errors } = await ask(
    service,
    callerOf(tenant),
    `{ deadlines(from: "${from}", to: "${to}", ${page}) { totalCount pageInfo { hasNextPage endCursor }
       nodes { dueOn from plan { tenant { id } document { number } } milestone { when text kinds } } } }`,
  );
  expect(errors).toBeUndefined();
  return JSON.parse(JSON.stringify(data)).deadlines;
}

test("Quảng Bình's units report every year by 25 November, as their province and its superior see it, and no other line", async () => {
  const yearly = ({ nodes }: { nodes: { milestone: { when: string }; dueOn: string; plan: object }[] }) =>
    nodes.filter(({ milestone }) => milestone.when === '--11-25');
  for (const tenant of ['quang-binh', 'trung-uong', 'quang-tri']) {
    const found = yearly(await deadlines(tenant, '2022-01-01', '2024-12-31'));
    expect(new Set(found.map(({ dueOn }) => dueOn)), tenant).toEqual(
      new Set(['2022-11-25', '2023-11-25', '2024-11-25']),
    );
  }
  const foreign = await deadlines('ha-lang', '2022-01-01', '2024-12-31');
  expect(JSON.stringify(foreign)).not.toContain('"123"');
});

test('deadlines come in order, and page by page the same', async () => {
  const all = await deadlines('trung-uong', '2017-01-01', '2026-12-31');
  expect(all.nodes.length).toBe(all.totalCount);
  expect(all.totalCount).toBeGreaterThan(10);
  const days = all.nodes.map(({ dueOn }: { dueOn: string }) => dueOn);
  expect(days).toEqual(days.toSorted());
  const paged: unknown[] = [];
  for (let after = ''; ; ) {
    const part = await deadlines('trung-uong', '2017-01-01', '2026-12-31', `first: 3${after}`);
    paged.push(...part.nodes);
    if (!part.pageInfo.hasNextPage) break;
    after = `, after: "${part.pageInfo.endCursor}"`;
  }
  expect(paged).toEqual(all.nodes);
});

test.each([
  ['2024-01-01', '2023-01-01'],
  ['1990-01-01', '2026-01-01'],
])('a stretch of time from %s to %s is refused', async (from, to) => {
  const { errors } = await ask(
    service,
    callerOf('ha-noi'),
    `{ deadlines(from: "${from}", to: "${to}") { totalCount } }`,
  );
  expect(errors?.[0]?.extensions.code).toBe('BAD_USER_INPUT');
});
