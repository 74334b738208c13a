import { connect } from '@thi-dua/prisma/connect';
import { afterAll, describe, expect, onTestFinished, test } from 'vitest';
import { serve, tokenFor } from '../gateway/served.js';
import { testDatabase } from '../kit/database.js';
import { allServices } from '../kit/services.js';
import { type Cut, cuttingProxy } from './cutting-proxy.js';

const { appUrl, adminUrl, operatorUrl } = await testDatabase();
const operator = await connect(operatorUrl);
afterAll(() => operator.end());
const proxy = await cuttingProxy(appUrl);
const { post, listener } = await serve(allServices(proxy.url));

const ask = async (query: string, variables?: object) => {
  const response = await post('quang-binh', { query, variables });
  return { status: response.status, wait: response.headers.get('retry-after'), body: await response.json() };
};
const get = async (path: string, request: RequestInit = {}) => {
  const headers = { authorization: `Bearer ${await tokenFor('quang-binh')}`, ...request.headers };
  const response = await fetch(`${listener.url}${path}`, { ...request, headers });
  return { status: response.status, wait: response.headers.get('retry-after'), text: await response.text() };
};
const submission = `mutation ($input: SubmitObservationsInput!) {
  submitObservations(input: $input) { accepted replayed errors { code } } }`;
const figure = (idempotencyKey: string, value: string) => ({
  input: { idempotencyKey, rows: [{ localityCode: '450', indicator: 'POOR_HOUSEHOLDS', period: '2023', value }] },
});
const stored = async (value: string) =>
  (await operator.query('SELECT FROM indicators.observation WHERE value = $1', [value])).rows.length;
const one = '{ indicator(code: "POOR_HOUSEHOLDS") { code } }';
const away = { code: 'UNAVAILABLE', service: 'indicators' };
/** Sent before the commit of every change, and after all that it writes. */
const LAST_WRITE = 'audit.note';
/** As a whole statement: temporary tables say the word as well. */
const COMMIT = 'COMMIT\0';

const cutting = async <Answer>(at: string, when: Cut, act: () => Promise<Answer>): Promise<Answer> => {
  const before = proxy.cuts;
  proxy.cut(at, when);
  const answer = await act();
  expect(proxy.cuts - before, 'the connection was cut').toBe(1);
  return answer;
};

describe('a connection to the database that breaks', () => {
  test('costs a query its part, which is worth repeating, and the next is answered', async () => {
    expect(await cutting('BEGIN', 'next', () => ask(one))).toEqual({
      status: 503,
      wait: '5',
      body: {
        data: { indicator: null },
        errors: [{ message: expect.any(String), path: ['indicator'], extensions: away }],
      },
    });
    expect((await ask(one)).body).toEqual({ data: { indicator: { code: 'POOR_HOUSEHOLDS' } } });
  });

  test('where a query ends takes nothing from it: it has nothing to keep', async () => {
    expect(await cutting(COMMIT, 'before', () => ask(one))).toMatchObject({
      status: 200,
      body: { data: { indicator: { code: 'POOR_HOUSEHOLDS' } } },
    });
  });

  test('before the commit of a mutation leaves nothing behind, and says nothing else', async () => {
    const { status, wait, body } = await cutting(LAST_WRITE, 'after', () => ask(submission, figure('before', '41')));
    expect([status, wait, body.errors[0].extensions]).toEqual([503, '5', away]);
    expect(await stored('41')).toBe(0);
    const { body: again } = await ask(submission, figure('before', '41'));
    expect(again.data.submitObservations).toEqual({ accepted: 1, replayed: false, errors: [] });
  });

  test.each(['before', 'after'] as const)(
    'in the midst of the commit, %s the database did it: it may have happened, and is not to be repeated blindly',
    async (when) => {
      const value = when === 'before' ? '42' : '43';
      const { status, wait, body } = await cutting(COMMIT, when, () =>
        ask(submission, figure(`${when}-commit`, value)),
      );
      expect([status, wait, body.errors[0].extensions]).toEqual([503, null, { ...away, mayHaveHappened: true }]);
      expect(await stored(value)).toBe(when === 'before' ? 0 : 1);
      const { body: again } = await ask(submission, figure(`${when}-commit`, value));
      expect(again.data.submitObservations).toEqual({ accepted: 1, replayed: when === 'after', errors: [] });
      expect(await stored(value)).toBe(1);
    },
  );

  test('beside the graph is a problem of the same code', async () => {
    const rest = await cutting('BEGIN', 'next', () => get('/v1/indicators?first=2'));
    expect([rest.status, rest.wait, JSON.parse(rest.text).code]).toEqual([503, '5', 'UNAVAILABLE']);
    const template = await cutting('BEGIN', 'after', () => get('/templates/observations?period=2023'));
    expect(template.status, 'a session that broke while it was idle is replaced').toBe(200);
    const file = await cutting('BEGIN', 'next', () => get('/templates/observations?period=2023'));
    expect([file.status, file.wait, JSON.parse(file.text).errors[0].extensions.code]).toEqual([
      503,
      '5',
      'UNAVAILABLE',
    ]);
  });

  test.each(['before', 'after'] as const)(
    'in the midst of the commit of a file, %s it was done, is told in its last line',
    async (when) => {
      const send = async () => {
        const { text } = await get('/import/observations', {
          method: 'POST',
          headers: { 'content-type': 'text/csv', 'idempotency-key': `file-${when}` },
          body: `locality_code,indicator,period,value\n450,POOR_HOUSEHOLDS,2023,${when === 'before' ? 51 : 52}\n`,
        });
        return JSON.parse(text.trim().split('\n').at(-1) ?? '');
      };
      expect(await cutting(COMMIT, when, send)).toEqual({
        type: 'error',
        code: 'UNAVAILABLE',
        message: expect.any(String),
        mayHaveHappened: true,
      });
      expect(await send()).toMatchObject({ type: 'summary', accepted: 1, replayed: when === 'after' });
    },
  );
});

test('what the database gives up is told as too busy, and undone; it is done as soon as nothing stands in its way', async () => {
  const impatient = new URL(appUrl);
  impatient.searchParams.set('options', '-c lock_timeout=200');
  const { post } = await serve(allServices(impatient.href));
  const submit = async () => {
    const response = await post('quang-binh', { query: submission, variables: figure('given-up', '47') });
    return { status: response.status, wait: response.headers.get('retry-after'), body: await response.json() };
  };
  await operator.query('BEGIN; LOCK TABLE indicators.observation IN EXCLUSIVE MODE');
  const { status, wait, body } = await submit().finally(() => operator.query('ROLLBACK'));
  expect([status, Number(wait), body.errors[0].extensions]).toEqual([
    503,
    expect.toSatisfy((seconds: number) => seconds > 0),
    { code: 'OVERLOADED', service: 'indicators', retryAfter: expect.any(Number) },
  ]);
  expect(await stored('47')).toBe(0);
  expect((await submit()).body.data.submitObservations).toEqual({ accepted: 1, replayed: false, errors: [] });
});

test('a server that gives no connection is told at once by whatever needs one, and all is well as soon as it gives some', async () => {
  const admin = await connect(adminUrl);
  const limit = (most: number) =>
    admin.query(`ALTER DATABASE "${new URL(adminUrl).pathname.slice(1)}" CONNECTION LIMIT ${most}`);
  onTestFinished(async () => {
    await limit(-1);
    await admin.end();
  });
  await limit(0);
  // Those that services have are taken as well.
  await admin.query(
    `SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity
    WHERE datname = current_database() AND usename = $1`,
    [new URL(appUrl).username],
  );
  const busy = { code: 'OVERLOADED', retryAfter: 1, service: 'indicators' };
  // A good many more than there are sessions.
  const burst = await Promise.all(Array.from({ length: 40 }, () => ask(one)));
  for (const { status, wait, body } of burst)
    expect([status, wait, body.errors[0].extensions]).toEqual([503, '1', busy]);
  const mutation = await ask(submission, figure('no-connection', '71'));
  expect([mutation.status, mutation.wait, mutation.body.errors[0].extensions]).toEqual([503, '1', busy]);
  const rest = await get('/v1/observations?first=1');
  expect([rest.status, rest.wait, JSON.parse(rest.text)]).toEqual([
    503,
    '1',
    expect.objectContaining({ code: 'OVERLOADED', service: 'indicators' }),
  ]);
  const template = await get('/templates/observations?period=2023');
  expect([template.status, template.wait]).toEqual([503, '1']);

  await limit(-1);
  expect((await ask(submission, figure('no-connection', '71'))).body.data.submitObservations).toMatchObject({
    accepted: 1,
    replayed: false,
  });
  expect((await get('/templates/observations?period=2023')).status).toBe(200);
});
