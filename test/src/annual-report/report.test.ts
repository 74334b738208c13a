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
