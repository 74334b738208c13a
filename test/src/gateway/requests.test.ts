import { randomBytes } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Writable } from 'node:stream';
import { Issuers } from '@thi-dua/gateway/access-token/issuer';
import { signLocalToken } from '@thi-dua/gateway/access-token/local-token';
import { createTokenVerifier } from '@thi-dua/gateway/access-token/verifier';
import { scopesOf } from '@thi-dua/schema/scopes';
import { getIntrospectionQuery } from 'graphql';
import { exportJWK, generateKeyPair, SignJWT, UnsecuredJWT } from 'jose';
import { pino } from 'pino';
import { afterAll, describe, expect, test } from 'vitest';
import { testDatabase } from '../kit/database.js';
import { closeAfterAll, localities, serviceOptions, silent } from '../kit/services.js';
import { serve, tokenFor } from './served.js';
import { createWitness } from './witness.js';

const { appUrl } = await testDatabase();
const lines: string[] = [];
const log = pino(
  new Writable({
    write(chunk, _encoding, done) {
      lines.push(String(chunk));
      done();
    },
  }),
);
const services = [localities(appUrl), closeAfterAll(createWitness(serviceOptions(appUrl)))];
const served = await serve(services, { log });
const ask = async (body: unknown, headers?: Record<string, string>) => {
  const response = await served.post('thanh-xuan', body, headers);
  return { status: response.status, headers: response.headers, body: await response.json() };
};
const endpoint = `${served.listener.url}/graphql`;

describe('who asks', () => {
  const viewer = { query: '{ viewer { subject } }' };
  const key = new Uint8Array(randomBytes(32));
  const claims = { tenant: 'trung-uong', roles: ['ADMIN'] };
  const jwt = (payload: Record<string, unknown>) =>
    new SignJWT(payload)
      .setProtectedHeader({ alg: 'HS256' })
      .setIssuer('thi-dua-local')
      .setAudience('thi-dua-graph')
      .setSubject('mallory');

  test.each<[string, () => Promise<Record<string, string>>]>([
    ['no token', async () => ({ authorization: '' })],
    ['something that is no token', async () => ({ authorization: 'Bearer x.y.z' })],
    [
      'a token signed by another key',
      async () => ({
        authorization: `Bearer ${await signLocalToken(key, { tenant: 'trung-uong', subject: 'mallory', roles: [] })}`,
      }),
    ],
    [
      'an unsigned token',
      async () => ({
        authorization: `Bearer ${new UnsecuredJWT(claims).setSubject('mallory').setExpirationTime('1h').encode()}`,
      }),
    ],
  ])('%s is refused with 401 and without data', async (_name, headers) => {
    for (const query of [viewer.query, getIntrospectionQuery(), '{ __typename }', 'not even GraphQL']) {
      const { status, body, headers: answered } = await ask({ query }, await headers());
      expect({ status, body }).toEqual({
        status: 401,
        body: {
          errors: [{ message: expect.stringContaining('access token'), extensions: { code: 'UNAUTHENTICATED' } }],
        },
      });
      expect(answered.get('www-authenticate')).toBe('Bearer');
    }
  });

  const verifier = createTokenVerifier({ localKey: key }, silent);
  const refused = { extensions: { code: 'UNAUTHENTICATED' } };
  test.each<[string, () => SignJWT]>([
    ['has expired', () => jwt(claims).setExpirationTime('-1s')],
    ['never expires', () => jwt(claims)],
    ['names no tenant', () => jwt({}).setExpirationTime('1h')],
    ['names a malformed tenant', () => jwt({ tenant: "x' OR 1=1" }).setExpirationTime('1h')],
    ['is for another audience', () => jwt(claims).setAudience('other').setExpirationTime('1h')],
    ['is of another issuer', () => jwt(claims).setIssuer('other').setExpirationTime('1h')],
  ])('a token that %s is refused', async (_name, token) => {
    await expect(verifier.verify(`Bearer ${await token().sign(key)}`)).rejects.toMatchObject(refused);
  });

  test('a token is not honoured beyond its end because it was honoured before', async () => {
    const short = `Bearer ${await jwt(claims)
      .setExpirationTime(Math.floor(Date.now() / 1000) + 1)
      .sign(key)}`;
    expect(await verifier.verify(short)).toEqual({
      subject: 'mallory',
      tenant: 'trung-uong',
      roles: ['ADMIN'],
      scopes: scopesOf(['ADMIN']),
    });
    await new Promise((resolve) => setTimeout(resolve, 1100));
    await expect(verifier.verify(short)).rejects.toMatchObject(refused);
  });

  test("an issuer's tokens count by its published keys; local ones, and those of an algorithm that is not public-key, no longer", async () => {
    const { publicKey, privateKey } = await generateKeyPair('ES256');
    const jwk = { ...(await exportJWK(publicKey)), kid: 'one', alg: 'ES256' };
    const issuer = createServer((_request, response) => response.end(JSON.stringify({ keys: [jwk] })));
    await new Promise<void>((resolve) => issuer.listen(0, '127.0.0.1', () => resolve()));
    afterAll(() => issuer.close());
    const jwksUrl = `http://127.0.0.1:${(issuer.address() as AddressInfo).port}/jwks`;
    const configured = createTokenVerifier(
      { issuers: Issuers.parse([{ jwksUrl, issuer: 'https://issuer.example', audience: 'thi-dua' }]) },
      silent,
    );
    const payload = { tenant: 'ha-noi', roles: ['SIGNER', 'offline_access'], scope: 'openid figures:read plans:read' };
    const token = new SignJWT(payload)
      .setProtectedHeader({ alg: 'ES256', kid: 'one' })
      .setIssuer('https://issuer.example')
      .setAudience('thi-dua')
      .setSubject('an')
      .setExpirationTime('1h');
    expect(await configured.verify(`Bearer ${await token.sign(privateKey)}`)).toEqual({
      subject: 'an',
      tenant: 'ha-noi',
      roles: ['SIGNER'],
      scopes: ['plans:read'],
    });
    await expect(
      configured.verify(`Bearer ${await signLocalToken(key, { tenant: 'ha-noi', subject: 'an', roles: [] })}`),
    ).rejects.toMatchObject(refused);
    // The public key taken for a shared secret.
    const confused = new SignJWT(payload)
      .setProtectedHeader({ alg: 'HS256', kid: 'one' })
      .setIssuer('https://issuer.example')
      .setAudience('thi-dua')
      .setSubject('an')
      .setExpirationTime('1h');
    await expect(
      configured.verify(`Bearer ${await confused.sign(new TextEncoder().encode(JSON.stringify(jwk)))}`),
    ).rejects.toMatchObject(refused);
  });

  test('keys that cannot be read are not the fault of the token', async () => {
    const away = createTokenVerifier(
      { issuers: Issuers.parse([{ jwksUrl: 'http://127.0.0.1:9/jwks', issuer: 'i', audience: 'a' }]) },
      silent,
    );
    const { privateKey } = await generateKeyPair('ES256');
    const token = await new SignJWT(claims)
      .setProtectedHeader({ alg: 'ES256', kid: 'k' })
      .setIssuer('i')
      .setAudience('a')
      .setSubject('s')
      .setExpirationTime('1h')
      .sign(privateKey);
    await expect(away.verify(`Bearer ${token}`)).rejects.toMatchObject({ extensions: { code: 'UNAVAILABLE' } });
  });
});

describe('limits', () => {
  const nested = (depth: number) =>
    `{ ${'locality(code: "VN") { parent { '.repeat(depth / 2)} code ${'} }'.repeat(depth / 2)} }`;
  const bomb = Array.from({ length: 30 }, (_, i) => `fragment F${i} on Query { ...F${i + 1} ...F${i + 1} }`).join(' ');
  test.each<[string, string, string]>([
    ['tokens', `{ ${'viewer { subject } '.repeat(1500)} }`, 'tokens'],
    ['nesting', nested(40), 'depth'],
    [
      'nesting at the edge of what a parser gets through',
      `{ ${'viewer { '.repeat(1300)} subject ${'}'.repeat(1300)} }`,
      'depth',
    ],
    [
      'nesting hidden in fragments',
      `{ tenant(slug: "a") { ...A } } ${'ABCDEFGHIJKLMNOPQRSTUV'
        .split('')
        .map(
          (n, i, all) => `fragment ${n} on Tenant { superior { ${i + 1 < all.length ? `...${all[i + 1]}` : 'id'} } }`,
        )
        .join(' ')}`,
      'depth',
    ],
    ['aliases', `{ viewer { ${Array.from({ length: 101 }, (_, i) => `a${i}: subject`).join(' ')} } }`, 'aliases'],
    [
      'aliases hidden in fragments',
      `{ viewer { ${'...A '.repeat(11)} } } fragment A on Viewer { ${Array.from({ length: 10 }, (_, i) => `a${i}: subject`).join(' ')} }`,
      'aliases',
    ],
    ['root fields', `{ ${Array.from({ length: 65 }, () => '__typename').join(' ')} }`, 'rootFields'],
    [
      'fields by fragments that double at each step',
      `{ viewer { ...V } } fragment V on Viewer { ${'...W '.repeat(50)} } fragment W on Viewer { ${'subject '.repeat(50)} }`,
      'fields',
    ],
    [
      'root fields by fragments that double at each step',
      `{ ...F0 } ${bomb} fragment F30 on Query { __typename }`,
      'rootFields',
    ],
    ['cost', '{ localities(first: 500) { nodes { children(first: 500) { nodes { code name level } } } } }', 'cost'],
    [
      'cost hidden in a fragment and a variable',
      'query ($n: Int = 500) { localities(first: $n) { nodes { ...C } } } fragment C on Locality { children(first: $n) { nodes { code name level } } }',
      'cost',
    ],
  ])('refuse too many or too much: %s', async (_name, query, limit) => {
    const begun = performance.now();
    const { status, body } = await ask({ query });
    expect(performance.now() - begun).toBeLessThan(2000);
    expect(status).toBe(400);
    expect(body.data).toBeUndefined();
    expect(body.errors).toHaveLength(1);
    expect(body.errors[0].extensions).toMatchObject({ code: 'LIMIT_EXCEEDED', limit, allowed: expect.any(Number) });
  });

  test('refuse fragments that contain themselves', async () => {
    const { status, body } = await ask({
      query: '{ viewer { ...A } } fragment A on Viewer { ...B } fragment B on Viewer { ...A }',
    });
    expect([status, body.errors[0].extensions.code]).toEqual([400, 'GRAPHQL_VALIDATION_FAILED']);
  });

  test.each(['__proto__', 'constructor', '__x', 'toString'])('refuse the alias %s', async (alias) => {
    const { status, body } = await ask({ query: `{ ${alias}: viewer { subject } }` });
    expect([status, body.errors[0].extensions.code]).toEqual([400, 'GRAPHQL_VALIDATION_FAILED']);
    expect(({} as Record<string, unknown>).subject).toBeUndefined();
  });

  test('let the editor read the schema, without what is hidden', async () => {
    const { status, body } = await ask({
      query: getIntrospectionQuery({ inputValueDeprecation: true, specifiedByUrl: true, directiveIsRepeatable: true }),
    });
    expect(status).toBe(200);
    const names: string[] = body.data.__schema.types.map((type: { name: string }) => type.name);
    expect(names).toContain('Viewer');
    expect(names.filter((name) => /^(\w+__|_)/.test(name) && !name.startsWith('__'))).toEqual([]);
    const directives: string[] = body.data.__schema.directives.map((directive: { name: string }) => directive.name);
    expect(directives.sort()).toEqual(['deprecated', 'include', 'oneOf', 'skip', 'specifiedBy']);
  });

  test('a body over 1 MiB is refused, announced or not', async () => {
    const big = JSON.stringify({ query: '{ viewer { subject } }', variables: { x: 'x'.repeat(3_000_000) } });
    const headers = { authorization: `Bearer ${await tokenFor('thanh-xuan')}`, 'content-type': 'application/json' };
    const announced = await fetch(endpoint, { method: 'POST', headers, body: big });
    expect([announced.status, (await announced.json()).errors[0].extensions.code]).toEqual([413, 'BODY_TOO_LARGE']);
    const stream = new ReadableStream({
      start(controller) {
        controller.enqueue(new TextEncoder().encode(big));
        controller.close();
      },
    });
    const streamed = await fetch(endpoint, { method: 'POST', headers, body: stream, duplex: 'half' } as RequestInit);
    expect(streamed.status).toBe(413);
  });
});

describe('what counts as a request', () => {
  const query = '{ viewer { subject } }';
  test.each<[string, unknown, number]>([
    ['several operations in one request', [{ query }, { query }], 400],
    ['no query', { variables: {} }, 400],
    ['variables that are no object', { query, variables: 'x' }, 400],
    ['an operation name that the document does not have', { query: `query A ${query}`, operationName: 'B' }, 400],
    ['several operations and no name', { query: `query A ${query} query B ${query}` }, 400],
    ['fields that do not exist', { query: '{ secrets }' }, 400],
    ['what is not GraphQL', { query: '{ viewer ' }, 400],
    [
      'a variable that does not fit',
      { query: 'query ($s: String!) { tenant(slug: $s) { id } }', variables: { s: 5 } },
      400,
    ],
    [
      'two variables that do not fit',
      { query: 'query ($s: String!, $n: Int!) { tenant(slug: $s) { id } tenants(first: $n) { totalCount } }' },
      400,
    ],
    ['schema and data at once', { query: '{ viewer { subject } __schema { queryType { name } } }' }, 400],
  ])('%s is refused', async (_name, body, status) => {
    const answer = await ask(body);
    expect(answer.status).toBe(status);
    expect(answer.body.data).toBeUndefined();
    expect(answer.body.errors[0].extensions.code).toMatch(
      /^(BAD_REQUEST|BAD_USER_INPUT|GRAPHQL_(PARSE|VALIDATION)_FAILED)$/,
    );
  });
  test.each([
    ['text/plain'],
    ['application/x-www-form-urlencoded'],
    ['application/json; charset=utf-16'],
    ['multipart/form-data; boundary=x'],
  ])('a body of type %s is refused', async (type) => {
    expect((await ask({ query }, { 'content-type': type })).status).toBe(415);
  });
  test('operations by GET are refused', async () => {
    const response = await fetch(`${endpoint}?query=${encodeURIComponent(query)}`, {
      headers: { authorization: `Bearer ${await tokenFor('ha-noi')}` },
    });
    expect([response.status, response.headers.get('allow')]).toEqual([405, 'POST']);
  });
});

describe('errors', () => {
  test("a service's own pass unchanged, beside what could be answered", async () => {
    const { status, body } = await ask({ query: '{ viewer { subject } picky(word: "so") }' });
    expect(status).toBe(200);
    expect(body).toEqual({
      data: { viewer: { subject: 'officer@thanh-xuan' }, picky: null },
      errors: [
        {
          message: 'No word is good enough.',
          path: ['picky'],
          extensions: { code: 'BAD_USER_INPUT', argument: 'word' },
        },
      ],
    });
  });
  test('of the database are masked, without a service, an address or a stack', async () => {
    const { body } = await ask({ query: '{ broken }' });
    expect(body.errors[0].extensions).toEqual({ code: 'INTERNAL_SERVER_ERROR' });
    expect(JSON.stringify(body)).not.toMatch(/secret|relation|indicators|localities|http|at /);
  });
  test('an overloaded service is 503 with Retry-After where nothing else could be answered', async () => {
    const alone = await ask({ query: '{ busy }' });
    expect([alone.status, alone.headers.get('retry-after')]).toEqual([503, '1']);
    expect(alone.body.errors[0].extensions).toEqual({ code: 'OVERLOADED', retryAfter: 1, service: 'indicators' });
    expect((await ask({ query: '{ busy viewer { subject } }' })).status).toBe(200);
  });
  test('a service that is away is 503, with its name and without its address', async () => {
    const away = ['http://127.0.0.1:9/graphql'];
    const { post } = await serve(services, { subgraphs: { indicators: away, localities: away } });
    const response = await post('ha-noi', { query: '{ picky(word: "so") }' });
    expect([response.status, await response.json()]).toEqual([
      503,
      {
        data: null,
        errors: [
          {
            message: expect.not.stringMatching(/127/),
            path: ['picky'],
            extensions: { code: 'UNAVAILABLE', service: 'indicators' },
          },
        ],
      },
    ]);
  });
});

test('the log has one line a request: who asked what kind of thing, never a value', async () => {
  lines.length = 0;
  await ask({
    query: 'query Secretly($slug: String!) { tenant(slug: $slug) { name } }',
    variables: { slug: 'no-such-place' },
  });
  await ask({ query: 'query { tenant(slug: "no-such-place") { nam } }' });
  const [ok, bad] = lines.map((line) => JSON.parse(line));
  expect(lines).toHaveLength(2);
  expect(ok).toMatchObject({
    operation: 'Secretly',
    type: 'query',
    tenant: 'thanh-xuan',
    cost: 2,
    status: 200,
    ms: expect.any(Number),
  });
  expect(bad).toMatchObject({ tenant: 'thanh-xuan', status: 400, errors: ['GRAPHQL_VALIDATION_FAILED'] });
  expect(lines.join()).not.toMatch(/no-such-place|slug/);
});
