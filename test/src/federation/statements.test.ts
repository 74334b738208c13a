import { describe, expect, test } from 'vitest';
import { graph } from '../isolation/graph.js';
import { testDatabase } from '../kit/database.js';
import { ask, callerOf, campaigns, localities } from '../kit/services.js';
import { counted } from '../kit/statements.js';

const database = await testDatabase();

describe('the number of statements does not grow with the list', () => {
  test('of plans with all their parts', async () => {
    const service = campaigns(database.appUrl);
    const parts = `title movement { code } legalBases { number plan { title } } objectives { text } requirements { text }
      targets { text parts { text rule { summary } } schedule { year value } } criteria { text parts { text parts { text } } }
      milestones { text } assignments { duty } recipients { name } awardForms { text } annexes { title }`;
    const read = (first: number) =>
      counted(database.appUrl, () =>
        ask(service, callerOf('trung-uong'), `{ plans(first: ${first}) { totalCount nodes { ${parts} } } }`),
      );
    const [one, all] = [await read(1), await read(50)];
    expect(all.answer.errors).toBeUndefined();
    expect((all.answer.data as { plans: { nodes: unknown[] } }).plans.nodes.length).toBeGreaterThan(5);
    expect(all.statements).toBeLessThanOrEqual(20);
    expect(one.statements).toBeLessThanOrEqual(all.statements);
  });

  test('of units with parents, ancestors, children and what became of them', async () => {
    const service = localities(database.appUrl);
    const fields = `name fullName names { name } parent { name } ancestors { name } children(first: 3) { totalCount nodes { name } }
      successors { to { name parent { name } } } predecessors { from { name } } designations { kind }`;
    const read = (first: number) =>
      counted(database.appUrl, () =>
        ask(
          service,
          callerOf('ha-noi'),
          `{ localities(asOf: "2022-09-17", first: ${first}) { totalCount nodes { ${fields} } } }`,
        ),
      );
    const [two, all] = [await read(2), await read(300)];
    expect(all.answer.errors).toBeUndefined();
    expect(all.statements).toBeLessThanOrEqual(16);
    expect(two.statements).toBeLessThanOrEqual(all.statements);
  });

  test('of references across services: plans, their tenants, their units and the figures of those', async () => {
    const { ask: askGraph } = await graph(database);
    const read = (first: number) =>
      counted(database.appUrl, () =>
        askGraph(
          'trung-uong',
          `{ plans(first: ${first}) { nodes { title tenant { name locality { fullName value(indicator: "POOR_HOUSEHOLDS", period: "2022") { value coverage { expected reported } } } } } } }`,
        ),
      );
    // Once before: sessions are prepared when they are first used.
    await read(50);
    // The first is an agency's, which has no unit to ask about.
    const [two, all] = [await read(2), await read(50)];
    expect(all.answer.errors).toBeUndefined();
    expect(all.statements).toBe(two.statements);
  });
});
