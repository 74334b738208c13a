import { createForwarder } from '@thi-dua/gateway/route/forward';
import { connect } from '@thi-dua/prisma/connect';
import { createIdentitySigner, type ServiceName } from '@thi-dua/schema/identity';
import { serveSubgraph } from '@thi-dua/schema/subgraph-server';
import { Metrics } from '@thi-dua/schema/telemetry/metrics';
import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import { serve, tokenFor } from '../gateway/served.js';
import { testDatabase } from '../kit/database.js';
import { allServices, callerOf, identityKey, silent } from '../kit/services.js';
import { faultyProxy } from './faulty-proxy.js';

/** Room for a busy machine: only the test of a service that never answers waits as long. */
const TIMEOUT_MS = 3000;
const REST_MS = 200;

const { appUrl, operatorUrl } = await testDatabase();
const operator = await connect(operatorUrl);
afterAll(() => operator.end());
const services = allServices(appUrl);
const urls: Partial<Record<ServiceName, readonly string[]>> = {};
for (const service of services) {
  const server = await serveSubgraph(service, { host: '127.0.0.1', port: 0 });
  afterAll(() => server.stop());
  urls[service.name] = [server.url];
}
const proxy = await faultyProxy(urls.indicators?.[0] ?? '');
const metrics = new Metrics();
/** One of its own where a service fails: what it learned of it, the requests of others do not count in. */
const gateway = async () => {
  const { post, listener } = await serve(services, {
    subgraphs: { ...urls, indicators: [proxy.url] },
    subgraphTimeoutMs: TIMEOUT_MS,
    subgraphRestMs: REST_MS,
    metrics,
  });
  return {
    async ask(query: string, variables?: object) {
      const response = await post('quang-binh', { query, variables });
      return { status: response.status, body: await response.json() };
    },
    /** Beside the graph: status, how long to wait, and what is told. */
    async get(path: string, request: RequestInit = {}) {
      const headers = { authorization: `Bearer ${await tokenFor('quang-binh')}`, ...request.headers };
      const response = await fetch(`${listener.url}${path}`, { ...request, headers });
      return { status: response.status, wait: response.headers.get('retry-after'), text: await response.text() };
    },
  };
};

const { ask, get } = await gateway();
const one = '{ indicator(code: "POOR_HOUSEHOLDS") { code } }';
const missing = { code: 'UNAVAILABLE', service: 'indicators' };
const submission = `mutation ($input: SubmitObservationsInput!) {
  submitObservations(input: $input) { accepted replayed errors { code } } }`;
const figures = (idempotencyKey: string) => ({
  input: {
    idempotencyKey,
    rows: [{ localityCode: '450', indicator: 'POOR_HOUSEHOLDS', period: '2023', value: '12' }],
  },
});
const leftAlone = async () =>
  (await metrics.registry.getSingleMetric('thidua_subgraph_left_alone')?.get())?.values.find(
    ({ labels }) => labels.service === 'indicators',
  )?.value;

beforeEach(() => proxy.become('pass'));

test('a service that takes too long costs its part, with a code and its name; a query is not sent to it again', async () => {
  proxy.become('stall');
  const before = proxy.asked;
  expect(await ask('{ viewer { subject } indicator(code: "POOR_HOUSEHOLDS") { code } }')).toEqual({
    status: 200,
    body: {
      data: { viewer: { subject: 'officer@quang-binh' }, indicator: null },
      errors: [{ message: expect.any(String), path: ['indicator'], extensions: missing }],
    },
  });
  expect(proxy.asked - before).toBe(1);
});

describe('a connection that breaks', () => {
  test('is nothing to a query that is answered at the second try', async () => {
    proxy.become('cut', { once: true });
    const before = proxy.asked;
    expect((await ask(one)).body.errors).toBeUndefined();
    expect(proxy.asked - before).toBe(2);
  });

  test('after a mutation was sent: it is not repeated, said to have perhaps happened, and did so once', async () => {
    proxy.become('cut', { once: true });
    const before = proxy.asked;
    const { body } = await ask(submission, figures('cut-1'));
    expect(body.errors[0].extensions).toEqual({ ...missing, mayHaveHappened: true });
    expect(proxy.asked - before).toBe(1);
    const { body: again } = await ask(submission, figures('cut-1'));
    expect(again.data.submitObservations).toEqual({ accepted: 1, replayed: true, errors: [] });
    const { rows } = await operator.query(
      `SELECT count(*)::int AS n FROM indicators.observation WHERE value = 12 AND period = '2023'`,
    );
    expect(rows).toEqual([{ n: 1 }]);
  });
});

test('of two processes of a service the other one answers where the first refuses, queries and mutations alike; where a connection broke, queries alone', async () => {
  const real = urls.indicators?.[0] ?? '';
  const between = async (first: string) => {
    const { post } = await serve(services, { subgraphs: { ...urls, indicators: [first, real] } });
    return async (query: string, variables?: object) => (await post('quang-binh', { query, variables })).json();
  };
  const gone = await serveSubgraph(services[0] ?? expect.fail(), { host: '127.0.0.1', port: 0 });
  await gone.stop();
  const refused = await between(gone.url);
  // By turns: of two requests one begins with each.
  for (let n = 0; n < 2; n++) expect((await refused(one)).errors).toBeUndefined();
  for (let n = 0; n < 2; n++)
    expect((await refused(submission, figures(`two-${n}`))).data.submitObservations).toMatchObject({ errors: [] });
  proxy.become('cut');
  const cut = await between(proxy.url);
  expect((await cut(one)).errors).toBeUndefined();
  expect((await cut(one)).errors).toBeUndefined();
  const before = proxy.asked;
  expect((await cut(submission, figures('two-cut'))).errors[0].extensions).toEqual({
    ...missing,
    mayHaveHappened: true,
  });
  expect(proxy.asked - before).toBe(1);
});

describe('a service that fails again and again', () => {
  test('is left alone, so that it is missing at once and not asked, then tried by one request, and asked again', async () => {
    const { ask } = await gateway();
    proxy.become('gibberish');
    for (let n = 0; n < 5; n++) expect((await ask(one)).body.errors[0].extensions).toEqual(missing);
    expect(await leftAlone()).toBe(1);
    const asked = proxy.asked;
    // A mutation that never left is not one that may have happened.
    expect((await ask(submission, figures('alone-1'))).body.errors[0].extensions).toEqual(missing);
    expect((await ask('{ viewer { subject } }')).body.data).toEqual({ viewer: { subject: 'officer@quang-binh' } });
    expect(proxy.asked).toBe(asked);
    proxy.become('pass');
    // It rests for a time that has a timer of its own: asked until it is tried.
    await expect.poll(async () => (await ask(one)).body.errors, { timeout: 10_000 }).toBeUndefined();
    expect(await leftAlone()).toBe(0);
    expect((await ask(submission, figures('alone-1'))).body.data.submitObservations).toMatchObject({
      accepted: 1,
      replayed: false,
    });
  });

  test('is not one that refuses: what it answers, errors included, closes nothing', async () => {
    for (let n = 0; n < 10; n++)
      expect((await ask('{ observations(after: "?") { nodes { id } } }')).body.errors[0].extensions.code).toBe(
        'BAD_USER_INPUT',
      );
    expect(await leftAlone()).toBe(0);
  });
});

describe('beside the graph', () => {
  const TEMPLATE = '/templates/observations?period=2023';
  const errorsIn = (text: string) => JSON.parse(text).errors?.[0].extensions;
  const file = (key: string, value: string) => ({
    method: 'POST',
    headers: { 'content-type': 'text/csv', 'idempotency-key': key },
    body: `locality_code,indicator,period,value\n450,POOR_HOUSEHOLDS,2022,${value}\n`,
  });
  const lastLine = (text: string) => JSON.parse(text.trim().split('\n').at(-1) ?? '');

  test('a service that takes too long is told of in time, by its name; a file that it has got may have been taken in', async () => {
    proxy.become('stall');
    const [rest, report, template, sent] = await Promise.all([
      get('/v1/observations?first=1'),
      get('/reports/2022/44.json'),
      get(TEMPLATE),
      get('/import/observations', file('stalled', '31')),
    ]);
    for (const { status, wait, text } of [rest, report])
      expect([status, wait, JSON.parse(text)]).toEqual([503, '5', expect.objectContaining(missing)]);
    expect([template.status, template.wait, errorsIn(template.text)]).toEqual([503, '5', missing]);
    expect([sent.status, sent.wait, errorsIn(sent.text)]).toEqual([503, null, { ...missing, mayHaveHappened: true }]);
  });

  test('a connection that breaks is tried once more where nothing is changed, and where a file was sent it is told', async () => {
    const { get } = await gateway();
    proxy.become('cut', { once: true });
    expect((await get(TEMPLATE)).status).toBe(200);
    proxy.become('cut', { once: true });
    const before = proxy.asked;
    const sent = await get('/import/observations', file('broke', '32'));
    expect([sent.status, errorsIn(sent.text)]).toEqual([503, { ...missing, mayHaveHappened: true }]);
    expect(proxy.asked - before).toBe(1);
    expect(lastLine((await get('/import/observations', file('broke', '32'))).text)).toMatchObject({
      accepted: 1,
      replayed: true,
    });
  });

  test('an answer in lines that breaks off ends with a line that says so', async () => {
    const { get } = await gateway();
    proxy.become('half', { once: true });
    const { status, text } = await get('/import/observations', file('half', '33'));
    expect([status, lastLine(text)]).toEqual([
      200,
      { type: 'error', message: expect.any(String), ...missing, mayHaveHappened: true },
    ]);
    expect(lastLine((await get('/import/observations', file('half', '33'))).text)).toMatchObject({ replayed: true });
  });

  test('a service that fails again and again is left alone, and asked again after a while', async () => {
    const { get } = await gateway();
    proxy.become('gibberish');
    for (let n = 0; n < 5; n++) {
      const { status, text } = await get(TEMPLATE);
      expect([status, errorsIn(text)]).toEqual([503, missing]);
    }
    const asked = proxy.asked;
    // A file that never left is not one that may have been taken in.
    const sent = await get('/import/observations', file('alone', '34'));
    expect([sent.status, sent.wait, errorsIn(sent.text)]).toEqual([503, '5', missing]);
    expect(proxy.asked).toBe(asked);
    proxy.become('pass');
    await expect.poll(async () => (await get(TEMPLATE)).status, { timeout: 10_000 }).toBe(200);
  });

  test('what a service refuses, and whoever breaks off, close nothing', async () => {
    const { get } = await gateway();
    for (let n = 0; n < 10; n++) {
      expect((await get('/templates/observations?period=x')).status).toBe(400);
      const leaving = new AbortController();
      proxy.become('stall', { once: true });
      const before = proxy.asked;
      const left = get('/import/observations', { ...file('left', '35'), signal: leaving.signal }).catch(() => 'left');
      await expect.poll(() => proxy.asked, { interval: 5 }).toBe(before + 1);
      leaving.abort();
      expect(await left).toBe('left');
    }
    expect((await get(TEMPLATE)).status).toBe(200);
  });

  test('a file that its sender breaks off is begun nowhere else: another place would take the rest for the whole', async () => {
    const takers = await Promise.all([faultyProxy('http://127.0.0.1:9'), faultyProxy('http://127.0.0.1:9')]);
    for (const taker of takers) taker.become('stall');
    const forward = createForwarder({
      subgraphs: { indicators: takers.map(({ url }) => url) },
      identities: createIdentitySigner(identityKey),
      log: silent,
    });
    const { status } = await forward(
      { method: 'POST', path: '/import/observations', service: 'indicators' },
      {
        query: new URLSearchParams(),
        headers: {},
        body: (async function* () {
          yield Buffer.alloc(100_000);
          await expect.poll(() => takers.reduce((sum, { asked }) => sum + asked, 0), { interval: 5 }).toBe(1);
          throw new Error('broken off');
        })(),
        signal: new AbortController().signal,
      },
      callerOf('quang-binh'),
    );
    forward.close();
    expect([status, takers.map(({ asked }) => asked).sort()]).toEqual([503, [0, 1]]);
  });
});
