import { connect } from '@thi-dua/prisma/connect';
import type { ServiceName } from '@thi-dua/schema/identity';
import { serveSubgraph } from '@thi-dua/schema/subgraph-server';
import { Metrics } from '@thi-dua/schema/telemetry/metrics';
import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import { serve } from '../gateway/served.js';
import { testDatabase } from '../kit/database.js';
import { allServices } from '../kit/services.js';
import { faultyProxy } from './faulty-proxy.js';

/** Room for a busy machine: only the test of a service that never answers waits as long. */
const TIMEOUT_MS = 4000;
const REST_MS = 200;

const { appUrl, operatorUrl } = await testDatabase();
const operator = await connect(operatorUrl);
afterAll(() => operator.end());
const services = allServices(appUrl);
const urls: Partial<Record<ServiceName, string>> = {};
for (const service of services) {
  const server = await serveSubgraph(service, { host: '127.0.0.1', port: 0 });
  afterAll(() => server.stop());
  urls[service.name] = server.url;
}
const proxy = await faultyProxy(urls.indicators ?? '');
const metrics = new Metrics();
const gateway = async () => {
  const { post } = await serve(services, {
    subgraphs: { ...urls, indicators: proxy.url },
    subgraphTimeoutMs: TIMEOUT_MS,
    subgraphRestMs: REST_MS,
    metrics,
  });
  return async (query: string, variables?: object) => {
    const response = await post('quang-binh', { query, variables });
    return { status: response.status, body: await response.json() };
  };
};

const ask = await gateway();
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

describe('a service that fails again and again', () => {
  test('is left alone, so that it is missing at once and not asked, then tried by one request, and asked again', async () => {
    // A gateway of its own: what this one learned of the service, the others' requests do not count in.
    const ask = await gateway();
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
