import { expect, test } from 'vitest';
import { graph } from '../isolation/graph.js';
import { testDatabase } from '../kit/database.js';
import { callerOf } from '../kit/services.js';

const { gateway } = await graph(await testDatabase());

test.each([
  ['NUL in a variable', 'query ($slug: String!) { tenant(slug: $slug) { id } }', { slug: 'ha\0noi' }],
  ['half a surrogate pair in a variable', 'query ($slug: String!) { tenant(slug: $slug) { id } }', { slug: '\ud83d' }],
  ['NUL written out', '{ tenant(slug: "ha\\u0000noi") { id } }', {}],
  ['NUL deep in an input', 'query ($f: PlanFilter) { plans(filter: $f) { totalCount } }', { f: { tenant: 'x\0' } }],
])('%s is refused as BAD_USER_INPUT', async (_name, query, variables) => {
  const answer = await gateway.execute({ query, variables }, callerOf('ha-noi'));
  expect(answer.errors?.map((error) => error.extensions?.code)).toEqual(['BAD_USER_INPUT']);
});
