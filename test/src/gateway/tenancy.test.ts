import { createIdentitySigner, type ServiceName } from '@thi-dua/schema/identity';
import { serveSubgraph } from '@thi-dua/schema/subgraph-server';
import { parse } from 'graphql';
import { SignJWT } from 'jose';
import { afterAll, describe, expect, test } from 'vitest';
import { testDatabase } from '../kit/database.js';
import { callerOf, closeAfterAll, identityKey, localities, serviceOptions } from '../kit/services.js';
import { type Served, serve, tokenFor } from './served.js';
import { createWitness } from './witness.js';

const { appUrl } = await testDatabase();
const services = [
  localities(appUrl, { maxWaitMs: 20_000 }),
  closeAfterAll(createWitness(serviceOptions(appUrl, { maxWaitMs: 20_000 }))),
];
const inProcess = await serve(services);

const urls: Partial<Record<ServiceName, readonly string[]>> = {};
for (const service of services) {
  const server = await serveSubgraph(service, { host: '127.0.0.1', port: 0 });
  afterAll(() => server.stop());
  urls[service.name] = [server.url];
}
const overHttp = await serve(services, { subgraphs: urls });

const tenants = ['thanh-xuan', 'quang-binh', 'trung-uong'];
const query = '{ viewer { subject tenant { slug witness } } }';
const mistaken = async ({ post }: Served, requests: number) => {
  const asked = Array.from({ length: requests }, (_, index) => tenants[index % tenants.length] ?? '');
  const answers = await Promise.all(asked.map(async (tenant) => (await post(tenant, { query })).json()));
  return answers.flatMap((answer, index) => {
    const tenant = asked[index] ?? '';
    const subject = `officer@${tenant}`;
    const expected = { data: { viewer: { subject, tenant: { slug: tenant, witness: [tenant, subject, tenant] } } } };
    return JSON.stringify(answer) === JSON.stringify(expected) ? [] : [{ tenant, answer }];
  });
};

describe("hundreds of requests of three tenants at once never get each other's answer", () => {
  test('with the services in process', async () => {
    expect(await mistaken(inProcess, 300)).toEqual([]);
  });
  test('with the services over HTTP', async () => {
    expect(await mistaken(overHttp, 300)).toEqual([]);
  });
});

describe('a service asked around the gateway answers nothing', () => {
  const [service] = services;
  const sign = (key: Uint8Array, audience: string, expires: number) =>
    new SignJWT({ tenant: 'trung-uong', roles: [], scopes: [] })
      .setProtectedHeader({ alg: 'HS256' })
      .setIssuer('thi-dua-gateway')
      .setSubject('mallory')
      .setAudience(audience)
      .setIssuedAt(expires - 30)
      .setExpirationTime(expires)
      .sign(key);
  const now = Math.floor(Date.now() / 1000);
  const identities: [string, () => Promise<string | undefined>, [code: string, status: number]?][] = [
    ['without an identity', async () => undefined],
    ['with one signed by another key', () => sign(new Uint8Array(32).fill(7), 'localities', now + 30)],
    ['with one that has expired', () => sign(identityKey, 'localities', now - 1), ['UNAVAILABLE', 503]],
    ['with one of a time to come', () => sign(identityKey, 'localities', now + 3600), ['UNAVAILABLE', 503]],
    [
      'with one replayed from another service',
      () => createIdentitySigner(identityKey).sign(callerOf('trung-uong'), 'indicators'),
    ],
    ['with an access token', () => tokenFor('trung-uong')],
  ];
  const documents = [
    '{ viewer { subject } }',
    '{ _entities(representations: [{ __typename: "Tenant", id: "VGVuYW50OmhhLW5vaQ" }]) { __typename } }',
  ];
  test.each(identities)('%s', async (_name, identity, [code, status] = ['UNAUTHENTICATED', 401]) => {
    const token = await identity();
    for (const document of documents) {
      const direct = await service?.execute({ document: parse(document), identity: token });
      expect(direct?.data ?? null).toBeNull();
      expect(direct?.errors?.[0]?.extensions.code).toBe(code);
      const response = await fetch(urls.localities?.[0] ?? '', {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...(token !== undefined && { 'x-thi-dua-identity': token }) },
        body: JSON.stringify({ query: document }),
      });
      const body = await response.json();
      expect(response.status).toBe(status);
      expect(body.data ?? null).toBeNull();
      expect(body.errors[0].extensions.code).toBe(code);
    }
  });
});

test('an identity that a client sends to the gateway is not passed on', async () => {
  const identity = await createIdentitySigner(identityKey).sign(callerOf('trung-uong'), 'localities');
  const headers = { 'x-thi-dua-identity': identity };
  for (const { post } of [inProcess, overHttp]) {
    const response = await post('thanh-xuan', { query, extensions: { headers } }, headers);
    expect(await response.json()).toMatchObject({ data: { viewer: { tenant: { slug: 'thanh-xuan' } } } });
  }
});

test('a service that is away takes its part, and no more', async () => {
  const { post } = await serve(services, { subgraphs: { ...urls, indicators: ['http://127.0.0.1:9/graphql'] } });
  const response = await post('ha-noi', { query });
  expect([response.status, await response.json()]).toEqual([
    200,
    {
      data: { viewer: { subject: 'officer@ha-noi', tenant: { slug: 'ha-noi', witness: null } } },
      errors: [
        {
          message: expect.any(String),
          path: ['viewer', 'tenant'],
          extensions: { code: 'UNAVAILABLE', service: 'indicators' },
        },
      ],
    },
  ]);
});
