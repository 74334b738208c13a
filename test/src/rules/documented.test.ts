import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { graph } from '../isolation/graph.js';
import { testDatabase } from '../kit/database.js';

const guide = readFileSync(new URL('../../../docs/integration.md', import.meta.url), 'utf8');

test("the integration guide's query about a plan's progress gets the guide's answer, as the tenant it names", async () => {
  const [, query = '', tenant = '', answer = ''] =
    /```graphql\n([^`]*scheduleProgress[^`]*)```\s+As `([a-z-]+)`[^`]*```json\n([^`]*)```/.exec(guide) ?? [];
  const { ask } = await graph(await testDatabase());
  const { data, errors } = await ask(tenant, query);
  expect(errors).toBeUndefined();
  expect(JSON.parse(JSON.stringify(data))).toEqual(JSON.parse(answer));
});
