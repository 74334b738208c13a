import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { serve } from '../gateway/served.js';
import { graph } from '../isolation/graph.js';
import { testDatabase } from '../kit/database.js';
import { getFrom } from './rest-kit.js';

const guide = readFileSync(new URL('../../../docs/integration.md', import.meta.url), 'utf8');
const { services } = await graph(await testDatabase());
const get = getFrom((await serve(services)).listener.url);

describe('what the guide asks by REST', () => {
  const asked = [...guide.matchAll(/'http:\/\/localhost:4000(\/v1\/[^']+)'\n```(?:\n\n```json\n([\s\S]*?)```)?/g)].map(
    ([, address = '', answer]) => [address, answer] as const,
  );
  test('is something', () => expect(asked.length).toBeGreaterThan(2));
  test.each(asked)('is answered as it says: %s', async (address, answer) => {
    const { status, body } = await get('thanh-xuan', address);
    if (answer === undefined) expect(status).toBe(200);
    else expect(body).toEqual(JSON.parse(answer));
  });
});
