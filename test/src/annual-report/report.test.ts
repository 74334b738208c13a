import { describe, expect, test } from 'vitest';
import { graph } from '../isolation/graph.js';
import { testDatabase } from '../kit/database.js';

const { ask } = await graph(await testDatabase());

describe('annualReport', () => {
  test('tells each service what it is of, and holds the section of each', async () => {
    const answer = await ask(
      'trung-uong',
      `{ annualReport(year: 2022) { id year complete restricted locality { code }
          units { levels { level atStart atEnd begun ended } changes { effectiveOn } }
          indicators { indicator { code } opening { value } closing { period value coverage { expected reported } } provisional { value } change standardBreak { on } }
          plans { total issued closed plans(first: 3) { totalCount nodes { title } } } targets { targets met noData }
          milestones { dueOn reported milestone { text } plan { title } } discipline { due onTime late missing byTenant { tenant { slug } due } }
          exemplars contributions { kinds { kind given } } awards { count } narrative { key }
          breakdown(first: 2) { totalCount nodes { id restricted locality { code } indicators(codes: ["POOR_HOUSEHOLDS"]) { closing { value } } } } } }`,
    );
    expect(answer.errors).toBeUndefined();
    const { annualReport } = JSON.parse(JSON.stringify(answer.data));
    expect(annualReport).toMatchObject({ year: 2022, complete: false, restricted: false, locality: { code: 'VN' } });
    expect(annualReport.units.levels[0]).toEqual({ level: 'PROVINCE', atStart: 63, atEnd: 63, begun: 0, ended: 0 });
    expect(annualReport.plans).toMatchObject({ total: 5, issued: 5, closed: 0, plans: { totalCount: 5 } });
    expect(annualReport.breakdown).toMatchObject({
      totalCount: 63,
      nodes: [{ locality: { code: '01' } }, { locality: { code: '02' } }],
    });
    expect(annualReport.contributions.kinds).toContainEqual({ kind: 'MONEY', given: '0' });
    expect(annualReport.awards).toEqual([]);
  });
});

describe('movementReport', () => {
  test('cuts every indicator where the standard changes, and shows the changes of the map', async () => {
    const answer = await ask(
      'trung-uong',
      `{ movementReport(movement: "VNN-2021-2025", from: 2021, to: 2025) { from to movement { code } complete restricted
          units { levels { level atStart atEnd begun ended } changes { effectiveOn } }
          indicators(codes: ["POOR_HOUSEHOLDS", "HOUSEHOLDS"]) { indicator { code } breaks { on before { code } after { code } }
            stretches { methodology { code } from to opening { period value } values { period value coverage { complete } } change total } }
          plans { total } targets { targets } milestones { dueOn } discipline { due } exemplars contributions { year } awards { count } narrative { key }
          years { year frozen: locality { code } } breakdown(first: 1) { totalCount nodes { locality { code } } } } }`,
    );
    expect(answer.errors).toBeUndefined();
    const { movementReport } = JSON.parse(JSON.stringify(answer.data));
    expect(movementReport.units.levels[0]).toMatchObject({ level: 'PROVINCE', atStart: 63, atEnd: 34 });
    const [poor, households] = movementReport.indicators;
    expect(poor.breaks).toHaveLength(1);
    expect(poor.stretches.map(({ from, to }: { from: number; to: number }) => [from, to])).toEqual([
      [2021, 2021],
      [2022, 2025],
    ]);
    expect(households.stretches).toMatchObject([{ methodology: null, from: 2021, to: 2025 }]);
    expect(movementReport.years).toHaveLength(5);
    expect(movementReport.contributions).toHaveLength(5);
    expect(movementReport.breakdown).toMatchObject({ totalCount: 34 });
  });
});

describe('what cannot be answered', () => {
  const code = async (query: string) => {
    const { data, errors } = await ask('trung-uong', query);
    return errors?.[0]?.extensions?.code ?? data;
  };
  test.each([
    'annualReport(year: 2090)',
    'annualReport(year: 1900)',
    'annualReport(year: 2022, code: "không có")',
    // Bắc Giang has gone into Bắc Ninh by then, and its code is another's.
    'annualReport(year: 2022, code: "24", boundary: "2025-12-31")',
    'movementReport(movement: "NONE", from: 2021, to: 2025)',
    'movementReport(movement: "VNN-2021-2025", from: 2025, to: 2021)',
    'movementReport(movement: "VNN-2021-2025", from: 2021, to: 2090)',
    'movementReport(movement: "VNN-2021-2025", from: 2016, to: 2019)',
  ])('is refused as the mistake it is: %s', async (field) => {
    expect(await code(`{ ${field} { id } }`)).toBe('BAD_USER_INPUT');
  });
  test.each([
    'annualReport(year: 2022, code: "99999")',
    // No district has stood since 1 July 2025.
    'annualReport(year: 2025, code: "213")',
    'movementReport(movement: "VNN-2021-2025", from: 2021, to: 2025, code: "213")',
  ])('is null where no unit bears the code then: %s', async (field) => {
    expect(Object.values((await code(`{ ${field} { id } }`)) as object)).toEqual([null]);
  });
  test('a year without data is a report without values, and not complete', async () => {
    const { data, errors } = await ask(
      'trung-uong',
      '{ annualReport(year: 1999) { complete indicators { closing { value } change } discipline { due } narrative { key } } }',
    );
    expect(errors).toBeUndefined();
    const { annualReport } = JSON.parse(JSON.stringify(data));
    expect(annualReport).toMatchObject({ complete: false, discipline: { due: 0 }, narrative: [] });
    for (const one of annualReport.indicators) expect(one.closing?.value ?? null).toBeNull();
  });
});
