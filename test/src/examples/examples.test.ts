import { execFile, spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, describe, expect, test } from 'vitest';
import { serve, tokenFor } from '../gateway/served.js';
import { testDatabase } from '../kit/database.js';
import { commandEnv } from '../kit/env.js';
import { allServices } from '../kit/services.js';
import { operationsFile, typedOperations } from './typed-operations.js';

const folder = fileURLToPath(new URL('../../../docs/examples/', import.meta.url));
const { listener } = await serve(allServices((await testDatabase()).appUrl));

/** Before the gateway: answers the second request, then the third, as a busy one does, and hands on all others. */
async function busyGateway() {
  const refusals = new Map([
    [2, 503],
    [3, 429],
  ]);
  let asked = 0;
  const server = createServer(async (request, response) => {
    const refusal = refusals.get(++asked);
    if (refusal !== undefined) {
      response.writeHead(refusal, { 'retry-after': '1', 'content-type': 'text/plain' }).end('busy\n');
      return;
    }
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    const { authorization = '', accept = '', 'content-type': type = '' } = request.headers;
    const answer = await fetch(`${listener.url}/graphql`, {
      method: 'POST',
      headers: { authorization, accept, 'content-type': type },
      body: Buffer.concat(chunks),
    });
    response
      .writeHead(answer.status, { 'content-type': answer.headers.get('content-type') ?? '' })
      .end(await answer.text());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', () => resolve()));
  afterAll(() => new Promise((resolve) => server.close(resolve)));
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/graphql`, asked: () => asked };
}

const languages: readonly (readonly [name: string, command: string, args: readonly string[], period: string])[] = [
  ['curl', 'sh', [`${folder}curl/client.sh`], '2023-01'],
  ['Python', 'python3', [`${folder}python/client.py`], '2023-02'],
  ['TypeScript', process.execPath, ['--import', 'tsx', `${folder}typescript/main.ts`], '2023-03'],
  ['C#', 'dotnet', ['run', '--project', `${folder}csharp`], '2023-04'],
];
const isThere = (command: string) => spawnSync(command, ['--version'], { stdio: 'ignore' }).error === undefined;

describe('the example', () => {
  for (const [name, command, args, period] of languages) {
    const there = isThere(name === 'curl' ? 'curl' : command);
    test.skipIf(!there)(
      `in ${name} pages, submits once, tells of a refused row, and waits while the gateway is busy${there ? '' : ` (skipped: no ${name === 'curl' ? 'curl' : command} on this machine)`}`,
      async () => {
        const gateway = await busyGateway();
        const { stdout } = await promisify(execFile)(command, args, {
          env: {
            ...commandEnv(),
            GRAPHQL_URL: gateway.url,
            TOKEN: await tokenFor('thanh-xuan'),
            UNIT: '009',
            AS_OF: `${period}-28`,
            PERIOD: period,
            VALUE: '412',
          },
        });
        expect(
          stdout
            .trim()
            .split(/\r?\n/)
            .map((line) => line.toLowerCase()),
        ).toEqual([
          'provinces 63',
          'accepted 1 replayed false',
          'accepted 1 replayed true',
          'refused row 0 unknown_indicator',
        ]);
        // Four pages, three submissions, and the two that were refused.
        expect(gateway.asked()).toBe(9);
      },
    );
  }

  test.skipIf(!isThere('python3'))(
    'stops, and says why, where repeating does not help (skipped without python3)',
    async () => {
      const asked = promisify(execFile)('python3', [`${folder}python/client.py`], {
        env: { ...commandEnv(), GRAPHQL_URL: `${listener.url}/graphql`, TOKEN: 'none', AS_OF: '2023-01-01' },
      });
      await expect(asked).rejects.toMatchObject({ stderr: expect.stringContaining('UNAUTHENTICATED') });
    },
  );

  test('in TypeScript has the types of its operations (else: npm run examples)', async () => {
    expect(readFileSync(operationsFile, 'utf8')).toBe(await typedOperations());
  });
});
