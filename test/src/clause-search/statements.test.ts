import { expect, test } from 'vitest';
import { contributionKit } from '../contributions/kit.js';
import { exemplarKit } from '../exemplars/kit.js';
import { testDatabase } from '../kit/database.js';
import { ask, callerOf, campaigns } from '../kit/services.js';
import { counted } from '../kit/statements.js';

const { appUrl } = await testDatabase();
const service = campaigns(appUrl);

async function listed(query: string): Promise<{ rows: number; statements: number }> {
  const { answer, statements } = await counted(appUrl, () => ask(service, callerOf('trung-uong'), query));
  expect(answer.errors).toBeUndefined();
  const [list] = Object.values(JSON.parse(JSON.stringify(answer.data))) as { nodes: unknown[] }[];
  return { rows: list?.nodes.length ?? 0, statements };
}

const exemplars = exemplarKit(service);
const gifts = contributionKit(service);
for (let i = 0; i < 6; i++) {
  await exemplars.submitted({ subject: 'HOUSEHOLD', household: { name: `Hộ ${i}` } });
  await gifts.recorded({ gift: { amount: '1', on: '2023-03-01' } });
}

test.each([
  ['exemplars', 'exemplars', 'totalCount nodes { title household { name } plan { title } }'],
  ['contributions', 'contributions', 'totalCount nodes { given gifts { amount } exemplar { title } }'],
  ['hits', 'search', 'totalCount nodes { text excerpt { text } plan { title } exemplar { title } }'],
])('the number of statements does not grow with the list of %s', async (_name, field, selection) => {
  const of = (first: number) =>
    listed(`{ ${field}(${field === 'search' ? 'query: "ngheo", ' : ''}first: ${first}) { ${selection} } }`);
  const [two, many] = [await of(2), await of(50)];
  expect(many.rows).toBeGreaterThan(5);
  // A page that leaves something out asks for the total by a statement of its own; a whole list counts itself.
  expect(many.statements).toBeLessThanOrEqual(9);
  expect(two.statements).toBeLessThanOrEqual(9);
  expect(many.statements).toBeLessThanOrEqual(two.statements);
});
