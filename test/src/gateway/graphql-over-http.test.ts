import { readFileSync } from 'node:fs';
import { serverAudits } from 'graphql-http';
import { describe, expect, test } from 'vitest';
import { testDatabase } from '../kit/database.js';
import { closeAfterAll, localities, serviceOptions } from '../kit/services.js';
import { serve, tokenFor } from './served.js';
import { createWitness } from './witness.js';

const { appUrl } = await testDatabase();
const { listener } = await serve([localities(appUrl), closeAfterAll(createWitness(serviceOptions(appUrl)))]);
const authorization = `Bearer ${await tokenFor('thanh-xuan')}`;
const audits = serverAudits({
  url: `${listener.url}/graphql`,
  fetchFn: (url: string, options: RequestInit = {}) =>
    fetch(url, { ...options, headers: { ...options.headers, authorization } }),
});

/** What the document says of each audit, by its id. */
const documented = new Map(
  [
    ...readFileSync(new URL('../../../docs/graphql-over-http.md', import.meta.url), 'utf8').matchAll(
      /^\| `(\w+)` \| (.+?) \| (yes|no: .+?) \|$/gm,
    ),
  ].map(([, id = '', name = '', answer = '']) => [id, { name, answer }]),
);

describe('GraphQL over HTTP', () => {
  test.each(audits.filter(({ name }) => name.startsWith('MUST')))('$id: $name', async ({ fn }) => {
    expect(await fn()).toMatchObject({ status: 'ok' });
  });

  test.each(audits)('$id is answered in the document as the gateway answers it', async ({ id, name, fn }) => {
    const { status } = await fn();
    expect(documented.get(id)).toEqual({
      name: name.replaceAll('|', '\\|'),
      answer: status === 'ok' ? 'yes' : expect.stringMatching(/^no: /),
    });
  });

  test('the document answers no audit that there is not', () => {
    expect([...documented.keys()]).toEqual(audits.map(({ id }) => id));
  });

  test('a refusal before the operation is labelled as the client asks, too', async () => {
    for (const media of ['application/json', 'application/graphql-response+json']) {
      const response = await fetch(`${listener.url}/graphql`, {
        method: 'POST',
        headers: { accept: media },
        body: '{}',
      });
      expect([response.status, response.headers.get('content-type')]).toEqual([401, `${media}; charset=utf-8`]);
    }
  });
});
