import { once } from 'node:events';
import { request } from 'node:http';
import { expect, test } from 'vitest';
import { serve, tokenFor } from '../gateway/served.js';
import { createWitness } from '../gateway/witness.js';
import { testDatabase } from '../kit/database.js';
import { closeAfterAll, localities, serviceOptions } from '../kit/services.js';

const MOST = 4;
const { appUrl } = await testDatabase();
const services = [localities(appUrl), closeAfterAll(createWitness(serviceOptions(appUrl)))];

test('of a burst far beyond capacity as many are answered as may be in flight, the rest told at once, and all is well after', async () => {
  const { post } = await serve(services, { maxInFlight: MOST });
  const answers = await Promise.all(
    Array.from({ length: 200 }, async () => {
      const response = await post('ha-noi', { query: '{ slow(ms: 1500) }' });
      return { status: response.status, wait: response.headers.get('retry-after'), body: await response.json() };
    }),
  );
  const answered = answers.filter(({ status }) => status === 200);
  expect(answered.length).toBeGreaterThanOrEqual(MOST);
  for (const { body } of answered) expect(body).toEqual({ data: { slow: 'done' } });
  const refused = answers.filter(({ status }) => status !== 200);
  expect(refused.length).toBeGreaterThan(0);
  for (const { status, wait, body } of refused) {
    expect([status, wait]).toEqual([503, '1']);
    expect(body).toEqual({
      errors: [{ message: expect.any(String), extensions: { code: 'OVERLOADED', retryAfter: 1 } }],
    });
  }
  for (let n = 0; n < 3 * MOST; n++)
    expect(await (await post('ha-noi', { query: '{ viewer { subject } }' })).json()).toEqual({
      data: { viewer: { subject: 'officer@ha-noi' } },
    });
});

test('beside the graph it is told as a problem; what says how the gateway is stays open', async () => {
  const { listener } = await serve(services, { maxInFlight: 1 });
  const headers = { authorization: `Bearer ${await tokenFor('ha-noi')}` };
  const running = request(`${listener.url}/graphql`, {
    method: 'POST',
    headers: { ...headers, 'content-type': 'application/json', expect: '100-continue' },
  });
  running.flushHeaders();
  // The request is taken in, and waits for its body.
  await once(running, 'continue');
  for (const path of ['/v1/tenants', '/reports/2022/44.json']) {
    const response = await fetch(`${listener.url}${path}`, { headers });
    expect([response.status, response.headers.get('retry-after'), response.headers.get('content-type')]).toEqual([
      503,
      '1',
      'application/problem+json',
    ]);
    expect(await response.json()).toMatchObject({ status: 503, code: 'OVERLOADED' });
  }
  for (const path of ['/health', '/ready']) expect((await fetch(`${listener.url}${path}`)).status).toBe(200);
  running.end(JSON.stringify({ query: '{ viewer { subject } }' }));
  const [answer] = await once(running, 'response');
  expect(answer.statusCode).toBe(200);
  answer.resume();
});

test('an operation that is refused or never was one gives its place back', async () => {
  const { post, listener } = await serve(services, { maxInFlight: 1 });
  for (let n = 0; n < 3; n++) {
    expect((await post('ha-noi', { query: '{' })).status).toBe(400);
    expect((await post('ha-noi', { query: '{ viewer { subject } }' }, { authorization: 'Bearer x' })).status).toBe(401);
    expect((await fetch(`${listener.url}/reports/2022/44.nothing`)).status).toBe(401);
  }
  expect((await post('ha-noi', { query: '{ viewer { subject } }' })).status).toBe(200);
});

test('of a burst on few sessions as many are answered as get one within the bound, the rest told of the service that is busy, and all is well after', async () => {
  const few = closeAfterAll(createWitness(serviceOptions(appUrl, { sessions: 2, maxWaitMs: 300 })));
  const { post } = await serve([services[0] ?? few, few]);
  const hold = async (ms: number) => {
    const response = await post('ha-noi', { query: `{ holding(ms: ${ms}) }` });
    return { status: response.status, wait: response.headers.get('retry-after'), body: await response.json() };
  };
  const answers = await Promise.all(Array.from({ length: 60 }, () => hold(100)));
  const answered = answers.filter(({ status }) => status === 200);
  expect(answered.length).toBeGreaterThanOrEqual(2);
  for (const { body } of answered) expect(body).toEqual({ data: { holding: 'done' } });
  const refused = answers.filter(({ status }) => status !== 200);
  expect(refused.length).toBeGreaterThan(0);
  for (const { status, wait, body } of refused) {
    expect([status, wait]).toEqual([503, '1']);
    expect(body.errors[0].extensions).toEqual({ code: 'OVERLOADED', retryAfter: 1, service: 'indicators' });
  }
  for (let n = 0; n < 6; n++)
    expect(await hold(0)).toEqual({ status: 200, wait: null, body: { data: { holding: 'done' } } });
});
