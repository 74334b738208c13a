import { expect, test } from 'vitest';
import { graph } from '../isolation/graph.js';
import { testDatabase } from '../kit/database.js';
import { counted } from '../kit/statements.js';

const database = await testDatabase();
const { ask } = await graph(database);

async function statementsOf(query: string): Promise<number> {
  const { answer, statements } = await counted(database.appUrl, () => ask('trung-uong', query));
  expect(answer.errors).toBeUndefined();
  return statements;
}

test('a report of 63 provinces asks no more statements than one of 40', async () => {
  const sections = `complete restricted frozenAt units { levels { atEnd } changes { effectiveOn } }
    indicators(codes: ["HOUSEHOLDS", "POOR_HOUSEHOLDS", "POVERTY_RATE"]) { opening { value } closing { value } change provisional { value } }
    targets { targets } plans { issued } milestones { dueOn } discipline { due } exemplars contributions { year } awards { count } narrative { text }`;
  const read = (first: number) =>
    statementsOf(
      `{ annualReport(year: 2022) { breakdown(first: ${first}) { totalCount nodes { locality { fullName } ${sections} } } } }`,
    );
  // Once before: sessions are prepared when they are first used.
  await read(63);
  const [some, all] = [await read(40), await read(63)];
  expect(all).toBe(some);
  expect(all).toBeLessThanOrEqual(60);
});
