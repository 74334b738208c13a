import { planFacts } from '@thi-dua/prisma/seed/plans/index';
import { planId } from '@thi-dua/prisma/seed/seed-campaigns';
import { toGlobalId } from '@thi-dua/schema/global-id';
import { describe, expect, test } from 'vitest';
import { graph } from '../isolation/graph.js';
import { testDatabase } from '../kit/database.js';
import { answered, type Read, report, verify } from './figures-kit.js';

const setUp = await graph(await testDatabase());
const seeded = (key: string) => toGlobalId('Plan', planId(key));

interface Part {
  rule: object | null;
  progress: {
    verdict: string;
    explanation: string;
    dueOn: string | null;
    unitCount: number;
    figureCount: number;
  } | null;
}
interface Target {
  clause: string;
  parts: Part[];
  progress: Part['progress'];
}
const STANDS = 'verdict explanation dueOn unitCount figureCount';
const targetsOf = async (
  key: string,
  who: string,
  terms = 'basis: OFFICIAL',
  read: Read = setUp.ask,
): Promise<Target[]> =>
  (
    await answered(
      read,
      who,
      `{ plan(id: "${seeded(key)}") { targets { clause progress(${terms}) { ${STANDS} }
        parts { rule { __typename } progress(${terms}) { ${STANDS} } } } } }`,
    )
  ).plan.targets;

/**
 * What the seeded figures say of every computable promise today, read off them by hand. They state hardly any closing
 * under the rules' indicators, so almost nothing can be told; what matters is that nothing is claimed.
 */
const expected: [key: string, clause: string, verdict: string, why: RegExp, due: string | null][] = [
  ['tp-bac-giang-2017', 'I.1', 'NO_DATA', /chưa có trong hệ thống/, null],
  ['tp-bac-giang-2017', 'II.1', 'NO_DATA', /năm 2020 của 16 trong 16 đơn vị/, '2020-12-31'],
  ['ha-lang-393-2017', '2.1', 'NO_DATA', /chưa có số liệu nào sau đầu kỳ/i, null],
  // Which communes of the district were difficult, no source at hand says.
  ['ha-lang-393-2017', '2.1', 'NO_DATA', /bản đồ chưa có đủ/i, null],
  ['ha-lang-393-2017', '2.1', 'NO_DATA', /bản đồ chưa có đủ/i, null],
  ['ha-lang-393-2017', '2.1', 'NO_DATA', /chưa có số liệu năm 2020/i, '2020-12-31'],
  ...['I.1.b', 'IV.1.a.5'].flatMap((clause) => [
    ...[1, 2, 3, 4].map(
      () =>
        ['thanh-xuan-255-2022', clause, 'NO_DATA', /năm 2022/, '2025-06-30'] as [
          string,
          string,
          string,
          RegExp,
          string,
        ],
    ),
    ['thanh-xuan-255-2022', clause, 'NO_DATA', /năm 2025/, '2025-06-30'] as [string, string, string, RegExp, string],
  ]),
  ['thanh-xuan-255-2022', 'IV.1.b.2.2', 'NO_DATA', /năm 2022/, '2025-06-30'],
  ['quang-binh-123-2022', 'I.1.c', 'NO_DATA', /chưa có trong hệ thống/, null],
  // 145 communes, wards and towns in 8 districts, of which the map holds all; none with a figure of 2025.
  ['quang-binh-123-2022', 'I.1.c', 'NO_DATA', /^0 trong \d+ đơn vị đạt/, '2025-06-30'],
  // 5% at the end of 2022, and no opening to hold it against.
  ['quang-binh-123-2022', 'I.1.c', 'NO_DATA', /chưa có số liệu năm 2025/i, '2025-06-30'],
  ['quang-binh-123-2022', 'I.1.c', 'NO_DATA', /bản đồ chưa có đủ/i, null],
  ['quang-binh-123-2022', 'I.1.c', 'NO_DATA', /bản đồ chưa có đủ/i, null],
  ['quang-binh-123-2022', 'I.1.c', 'NO_DATA', /chưa có trong hệ thống/, null],
  ['trung-uong-666-2022', '?.1', 'NO_DATA', /chưa có số liệu năm 2025/i, '2025-12-31'],
  ['trung-uong-666-2022', '?.2', 'NO_DATA', /chưa có số liệu năm 2025/i, '2025-12-31'],
  // Eight of the 74 poor districts are recorded: what became of them says nothing of the rest.
  ['trung-uong-666-2022', '?.3', 'NO_DATA', /bản đồ chưa có đủ/i, null],
  ['trung-uong-666-2022', '?.3', 'NO_DATA', /bản đồ chưa có đủ/i, null],
  ['trung-uong-666-2022', '?.4', 'NO_DATA', /bản đồ chưa có đủ/i, null],
];

describe('the seeded plans, on the seeded figures', async () => {
  for (const { key, tenant } of planFacts) {
    test(`${key}: every computable promise stands as the figures say, every other one has no progress`, async () => {
      const targets = await targetsOf(key, tenant);
      const parts = targets.flatMap(({ clause, parts: all }) => all.map((part) => ({ clause, ...part })));
      for (const { rule, progress } of parts) expect(progress === null).toBe(rule === null);
      const computable = parts.filter(({ rule }) => rule !== null);
      const rows = expected.filter(([plan]) => plan === key);
      expect(computable.map(({ clause, progress }) => [clause, progress?.verdict])).toEqual(
        rows.map(([, clause, verdict]) => [clause, verdict]),
      );
      for (const [i, [, , , why, due]] of rows.entries()) {
        expect(computable[i]?.progress?.explanation).toMatch(why);
        if (due !== null) expect(computable[i]?.progress?.dueOn).toBe(due);
      }
    });
  }

  test('and an overview counts each target once: 4 of the nation, none of them decided', async () => {
    const overview = async (who: string, key: string) =>
      (
        await answered(
          setUp.ask,
          who,
          `{ plan(id: "${seeded(key)}") { overview { targets met onTrack offTrack notMet noData notComparable qualitative } } }`,
        )
      ).plan.overview;
    expect(await overview('trung-uong', 'trung-uong-666-2022')).toEqual({
      targets: 4,
      met: 0,
      onTrack: 0,
      offTrack: 0,
      notMet: 0,
      noData: 4,
      notComparable: 0,
      qualitative: 0,
    });
    expect(await overview('ha-lang', 'ha-lang-393-2017')).toMatchObject({ targets: 3, noData: 1, qualitative: 2 });
    expect(await overview('ban-dan-toc-cao-bang', 'ban-dan-toc-cao-bang-2022')).toMatchObject({
      targets: 0,
      noData: 0,
    });
  });
});

describe('Bắc Giang city, whose sixteen of 2017 are one population', async () => {
  const sixteen = [
    '07201',
    '07204',
    '07207',
    '07210',
    '07213',
    '07216',
    '07219',
    '07222',
    '07225',
    '07228',
    '07231',
  ].concat(['07441', '07687', '07696', '07699', '07705']);
  const own = await graph(await testDatabase());
  const rate = async (basis: string) =>
    (await targetsOf('tp-bac-giang-2017', 'tp-bac-giang', `basis: ${basis}`, own.ask))[1]?.progress;

  test('the rate is that of the sums: 79 of 16,000 households is under 0.5%, though one ward has 6.4%', async () => {
    const rows = sixteen.flatMap((localityCode, i) => [
      { localityCode, indicator: 'HOUSEHOLDS', period: '2020', value: '1000' },
      { localityCode, indicator: 'POOR_HOUSEHOLDS', period: '2020', value: i === 0 ? '64' : '1' },
    ]);
    await report(own.ask, 'tp-bac-giang', rows.slice(0, -1));
    expect(await rate('PROVISIONAL')).toMatchObject({
      verdict: 'NO_DATA',
      explanation: 'Chưa có số liệu năm 2020 của 1 trong 16 đơn vị.',
    });
    await report(own.ask, 'tp-bac-giang', rows.slice(-1));
    expect(await rate('PROVISIONAL')).toMatchObject({
      verdict: 'MET',
      explanation: 'Tỷ lệ hộ nghèo năm 2020: 0,49%; yêu cầu dưới 0,5%.',
      dueOn: '2020-12-31',
      unitCount: 16,
      figureCount: 16,
    });
  });

  test('is official once it is verified, and not before', async () => {
    expect(await rate('OFFICIAL')).toMatchObject({ verdict: 'NO_DATA' });
    await verify(own.ask, 'bac-ninh', { localityCode: '213', asOf: '2020-12-31', period: '2020' });
    expect(await rate('OFFICIAL')).toMatchObject({ verdict: 'MET' });
  });

  test('shows how each of the sixteen stands, page by page and by verdict', async () => {
    const units = async (page: string) => {
      const { plan } = await answered(
        own.ask,
        'tp-bac-giang',
        `{ plan(id: "${seeded('tp-bac-giang-2017')}") { targets { progress { byUnit${page} { locality { id code } verdict } figures(first: 3) { value } figureCount } } } }`,
      );
      return plan.targets[1].progress;
    };
    const all = (await units('')).byUnit;
    expect(all.map(({ locality }: { locality: { code: string } }) => locality.code)).toEqual(sixteen);
    const first = (await units('(first: 10)')).byUnit;
    const rest = (await units(`(first: 10, after: "${first.at(-1).locality.id}")`)).byUnit;
    expect([...first, ...rest]).toEqual(all);
    const failing = (await units('(verdict: NOT_MET)')).byUnit;
    expect(failing.map(({ locality }: { locality: { code: string } }) => locality.code)).toEqual(['07201']);
    const { figures, figureCount } = await units('');
    expect([figures.length, figureCount]).toEqual([3, 16]);
  });

  test('was on track, or not, on a day before it was due', async () => {
    const on = async (day: string) =>
      (await targetsOf('tp-bac-giang-2017', 'tp-bac-giang', `asOf: "${day}", basis: PROVISIONAL`, own.ask))[1]
        ?.progress;
    expect(await on('2019-06-30')).toMatchObject({ verdict: 'NO_DATA' });
    expect((await on('2020-06-30'))?.verdict).toBe('MET');
    const future = await own.ask(
      'tp-bac-giang',
      `{ plan(id: "${seeded('tp-bac-giang-2017')}") { targets { progress(asOf: "2999-01-01") { verdict } } } }`,
    );
    expect(future.errors?.[0]?.extensions?.code).toBe('BAD_USER_INPUT');
  });
});

describe('Thanh Xuân’s table of five wards', async () => {
  const own = await graph(await testDatabase());
  const table = async (who: string, terms = 'basis: PROVISIONAL') => {
    const { plan } = await answered(
      own.ask,
      who,
      `{ plan(id: "${seeded('thanh-xuan-255-2022')}") { targets { clause progress(${terms}) { verdict explanation }
        scheduleProgress(${terms}) { rows { locality { code } year planned actual remaining verdict } totals { year planned actual remaining } } } } }`,
    );
    return plan.targets.find(({ clause }: { clause: string }) => clause === 'IV.1.b.2.2');
  };

  test('is planned as printed (11, 11, 10 and 0), and nothing is known yet', async () => {
    const { scheduleProgress } = await table('thanh-xuan');
    expect(scheduleProgress.totals).toEqual([
      { year: 2022, planned: '11', actual: null, remaining: null },
      { year: 2023, planned: '11', actual: null, remaining: null },
      { year: 2024, planned: '10', actual: null, remaining: null },
      { year: 2025, planned: '0', actual: null, remaining: null },
    ]);
    expect(scheduleProgress.rows).toHaveLength(20);
  });

  test('shows planned, actual and remaining a year as the wards report, from the count of September 2022 on', async () => {
    const closings: Record<string, string[]> = {
      '00367': ['4', '2', '0', '0'],
      '00364': ['4', '3', '0', '0'], // one household short in 2023
      '00358': ['6', '3', '0', '0'],
      '00349': ['1', '0', '0', '0'],
      '00343': ['5', '3', '0', '0'], // four in 2022 for three, two in 2023
    };
    await report(
      own.ask,
      'thanh-xuan',
      Object.entries(closings).flatMap(([localityCode, values]) =>
        values.map((value, i) => ({
          localityCode,
          indicator: 'NEAR_POOR_HOUSEHOLDS',
          period: i === 3 ? '2025-06' : String(2022 + i),
          value,
        })),
      ),
    );
    const { progress, scheduleProgress } = await table('thanh-xuan');
    expect(scheduleProgress.totals).toEqual([
      { year: 2022, planned: '11', actual: '12', remaining: '0' },
      { year: 2023, planned: '11', actual: '9', remaining: '2' },
      { year: 2024, planned: '10', actual: '11', remaining: '0' },
      { year: 2025, planned: '0', actual: '0', remaining: '0' },
    ]);
    expect(
      scheduleProgress.rows.filter(({ locality }: { locality: { code: string } }) => locality.code === '00364'),
    ).toEqual([
      { locality: { code: '00364' }, year: 2022, planned: '2', actual: '2', remaining: '0', verdict: 'MET' },
      { locality: { code: '00364' }, year: 2023, planned: '2', actual: '1', remaining: '1', verdict: 'NOT_MET' },
      { locality: { code: '00364' }, year: 2024, planned: '2', actual: '3', remaining: '0', verdict: 'MET' },
      { locality: { code: '00364' }, year: 2025, planned: '0', actual: '0', remaining: '0', verdict: 'MET' },
    ]);
    expect(progress.verdict).toBe('NOT_MET');
    expect(await table('thanh-xuan', 'basis: OFFICIAL')).toMatchObject({ progress: { verdict: 'NO_DATA' } });
  });

  test('reads the same to the superior, and to nobody else', async () => {
    expect(await table('ha-noi')).toEqual(await table('thanh-xuan'));
    expect(await table('trung-uong')).toEqual(await table('thanh-xuan'));
  });

  test('a ward is judged by the criterion of its own table', async () => {
    const { plan } = await answered(
      own.ask,
      'thanh-xuan',
      `{ plan(id: "${seeded('thanh-xuan-255-2022')}") { criteria { clause parts { id rule { __typename } } } } locality(code: "00349", asOf: "2022-12-31") { id } }`,
    );
    expect(plan.criteria.length).toBeGreaterThan(0);
    const { locality } = await answered(
      own.ask,
      'thanh-xuan',
      `{ locality(code: "00349", asOf: "2022-12-31") { id } }`,
    );
    const { plan: judged } = await answered(
      own.ask,
      'thanh-xuan',
      `{ plan(id: "${seeded('thanh-xuan-255-2022')}") { criteria { parts { rule { __typename } progress(locality: "${locality.id}", basis: PROVISIONAL) { verdict explanation byUnit { locality { code } verdict } } } } } }`,
    );
    const computed = judged.criteria
      .flatMap(({ parts }: { parts: { progress: object | null }[] }) => parts)
      .filter(({ progress }: { progress: object | null }) => progress !== null);
    expect(computed).toMatchObject([
      { progress: { verdict: 'MET', byUnit: [{ locality: { code: '00349' }, verdict: 'MET' }] } },
    ]);
  });
});
