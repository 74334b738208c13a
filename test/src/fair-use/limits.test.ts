import { createFairUse } from '@thi-dua/gateway/fair-use/fair-use';
import { memoryBuckets } from '@thi-dua/gateway/fair-use/memory-buckets';
import { connect } from '@thi-dua/prisma/connect';
import { describe, expect, test } from 'vitest';
import { serve, tokenFor } from '../gateway/served.js';
import { testDatabase } from '../kit/database.js';
import { allServices } from '../kit/services.js';

const { appUrl, operatorUrl } = await testDatabase();
const services = allServices(appUrl);
const sizes = {
  caller: { capacity: 2000, restorePerSecond: 0.01 },
  tenant: { capacity: 3000, restorePerSecond: 0.01 },
};
/** One gateway, that each test limits anew: nothing of the one before is left. */
let limits = createFairUse(memoryBuckets(), sizes);
const served = await serve(services, {
  fairUse: { charge: (caller, cost) => limits.charge(caller, cost), close: () => limits.close() },
});
const limited = (over = sizes) => {
  limits = createFairUse(memoryBuckets(), over);
  return served;
};

const one = { query: '{ viewer { subject } }' };
const dear = { query: '{ movements(first: 400) { nodes { name code } } }' };

describe('an operation within the limit', () => {
  test('says what it cost and what is left, in its answer, its headers and the graph alike', async () => {
    const { post } = limited();
    const first = await post('ha-noi', { query: '{ rateLimit { caller { available } } viewer { subject } }' });
    const { data, extensions } = await first.json();
    const { requested, caller, tenant } = extensions.cost;
    expect(caller).toEqual({ ...sizes.caller, available: 2000 - requested });
    expect(tenant).toEqual({ ...sizes.tenant, available: 3000 - requested });
    expect(data.rateLimit.caller.available).toBe(caller.available);
    expect(first.headers.get('ratelimit-policy')).toBe('"caller";q=2000;w=200000, "tenant";q=3000;w=300000');
    expect(first.headers.get('ratelimit')).toBe(
      `"caller";r=${caller.available};t=${requested * 100}, "tenant";r=${tenant.available};t=${requested * 100}`,
    );
    const { extensions: then } = await (await post('ha-noi', one)).json();
    expect(then.cost.caller.available).toBe(caller.available - then.cost.requested);
  });

  test('is told null for its limit where nothing is limited', async () => {
    const { post } = await serve(services);
    expect(await (await post('ha-noi', { query: '{ rateLimit { caller { available } } }' })).json()).toEqual({
      data: { rateLimit: null },
    });
  });
});

describe('an operation beyond the limit', () => {
  test('is refused with 429 and the seconds to wait, and costs nothing', async () => {
    const { post } = limited();
    const costs = (await (await post('ha-noi', dear)).json()).extensions.cost.requested;
    expect(costs).toBeGreaterThan(400);
    let left = 2000 - costs;
    for (; left >= costs; left -= costs) expect((await post('ha-noi', dear)).status).toBe(200);
    const refused = await post('ha-noi', dear);
    const body = await refused.json();
    expect(refused.status).toBe(429);
    const wait = (costs - left) * 100;
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(wait - 10);
    expect(Number(refused.headers.get('retry-after'))).toBeLessThanOrEqual(wait);
    expect(body).toMatchObject({ errors: [{ extensions: { code: 'RATE_LIMITED', cost: costs } }] });
    expect(body).not.toHaveProperty('data');
    expect(body.extensions.cost.caller.available).toBe(left);
    expect((await post('ha-noi', one)).status).toBe(200);
  });

  test('of one caller leaves others of the tenant what the tenant has, and other tenants all', async () => {
    const { listener } = limited({
      caller: { capacity: 5, restorePerSecond: 0.01 },
      tenant: { capacity: 8, restorePerSecond: 0.01 },
    });
    const as = async (tenant: string, subject: string) => {
      const response = await fetch(`${listener.url}/graphql`, {
        method: 'POST',
        headers: { authorization: `Bearer ${await tokenFor(tenant, subject)}`, 'content-type': 'application/json' },
        body: JSON.stringify({ query: '{ a: __typename b: __typename c: __typename viewer { subject } }' }),
      });
      return response.status;
    };
    // An operation about nothing but the schema costs 1; this one costs 5.
    expect(await as('ha-noi', 'an')).toBe(200);
    expect(await as('ha-noi', 'an')).toBe(429);
    expect(await as('ha-noi', 'binh')).toBe(429);
    expect(await as('cao-bang', 'an')).toBe(200);
  });

  test('is refused whatever door it comes by: REST, the file of a report, a file for a service', async () => {
    const { listener, post } = limited({
      caller: { capacity: 3, restorePerSecond: 0.01 },
      tenant: { capacity: 9, restorePerSecond: 0.01 },
    });
    const headers = { authorization: `Bearer ${await tokenFor('ha-noi')}` };
    expect((await post('ha-noi', one)).status).toBe(200);
    for (const [path, method] of [
      ['/v1/localities/01', 'GET'],
      ['/reports/2022/VN.json', 'GET'],
      ['/templates/observations?period=2022', 'GET'],
      ['/import/observations', 'POST'],
    ] as const) {
      const response = await fetch(`${listener.url}${path}`, { method, headers });
      const body = await response.json();
      expect([path, response.status, body.code ?? body.errors[0].extensions.code]).toEqual([path, 429, 'RATE_LIMITED']);
      expect(Number(response.headers.get('retry-after'))).toBeGreaterThan(0);
      expect(response.headers.get('ratelimit'), path).toMatch(/^"caller";r=/);
    }
  });

  test('and so is a flood of documents that are not valid', async () => {
    const { post } = limited({
      caller: { capacity: 2, restorePerSecond: 0.01 },
      tenant: { capacity: 9, restorePerSecond: 0.01 },
    });
    const statuses = [];
    for (let i = 0; i < 4; i++) statuses.push((await post('ha-noi', { query: '{ nothing }' })).status);
    expect(statuses).toEqual([400, 400, 429, 429]);
  });

  test('is refused as a stream, too: each that is opened costs one page of it', async () => {
    const { listener } = limited({
      caller: { capacity: 1000, restorePerSecond: 0.01 },
      tenant: { capacity: 1000, restorePerSecond: 0.01 },
    });
    const statuses: number[] = [];
    for (let i = 0; i < 4; i++) {
      const leaving = new AbortController();
      const response = await fetch(`${listener.url}/graphql`, {
        method: 'POST',
        headers: {
          authorization: `Bearer ${await tokenFor('ha-noi')}`,
          'content-type': 'application/json',
          accept: 'text/event-stream',
        },
        body: JSON.stringify({ query: 'subscription { events { id type subject } }' }),
        signal: leaving.signal,
      });
      statuses.push(response.status);
      if (response.status === 429) expect(Number(response.headers.get('retry-after'))).toBeGreaterThan(0);
      leaving.abort();
    }
    expect(statuses[0]).toBe(200);
    expect(statuses.at(-1)).toBe(429);
  });

  test('stands in the audit log: one line, with how often', async () => {
    const { post } = limited({
      caller: { capacity: 1, restorePerSecond: 0.01 },
      tenant: { capacity: 9, restorePerSecond: 0.01 },
    });
    for (let i = 0; i < 3; i++) expect((await post('quang-binh', one)).status).toBe(429);
    const operator = await connect(operatorUrl);
    await expect
      .poll(
        async () =>
          (
            await operator.query(
              `SELECT subject, service, action, outcome::text, codes, times FROM audit.entry WHERE tenant_id = 'quang-binh'`,
            )
          ).rows,
        { timeout: 10_000 },
      )
      .toEqual([
        {
          subject: 'officer@quang-binh',
          service: 'gateway',
          action: 'graphql',
          outcome: 'REFUSED',
          codes: ['RATE_LIMITED'],
          times: 3,
        },
      ]);
    await operator.end();
  });
});
