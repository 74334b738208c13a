import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { graph } from '../isolation/graph.js';
import { testDatabase } from '../kit/database.js';

const readme = readFileSync(new URL('../../../README.md', import.meta.url), 'utf8');

test("the README's first query gets the README's answer, as the tenant it names", async () => {
  const [, tenant = ''] = /npm run --silent token -- ([a-z-]+)/.exec(readme) ?? [];
  const [, body = ''] = /-d '(\{"query".*\})'/.exec(readme) ?? [];
  const [, answer = ''] = /```json\n([\s\S]*?)```/.exec(readme) ?? [];
  const { ask } = await graph(await testDatabase());
  const { data, errors } = await ask(tenant, (JSON.parse(body) as { query: string }).query);
  expect({ data, errors }).toEqual({ data: (JSON.parse(answer) as { data: unknown }).data, errors: undefined });
});

test("the README's query for the Board is answered in full", async () => {
  const [, body = ''] = [...readme.matchAll(/-d '(\{"query".*\})'/g)].at(-1) ?? [];
  const { ask } = await graph(await testDatabase());
  const { data, errors } = await ask('trung-uong', (JSON.parse(body) as { query: string }).query);
  expect(errors).toBeUndefined();
  expect(data).toMatchObject({
    annualReport: {
      indicators: expect.arrayContaining([expect.objectContaining({ indicator: { name: 'Tỷ lệ hộ nghèo' } })]),
    },
  });
});
