import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Issuers } from '@thi-dua/gateway/access-token/issuer';
import { createTokenVerifier } from '@thi-dua/gateway/access-token/verifier';
import { scopesOf } from '@thi-dua/schema/scopes';
import { type CryptoKey, exportJWK, generateKeyPair, type JWTPayload, SignJWT, UnsecuredJWT } from 'jose';
import { afterAll, describe, expect, test } from 'vitest';
import { silent } from '../kit/services.js';

/** An OpenID provider of its own on loopback: discovery, published keys, and tokens signed with the newest. */
async function provider() {
  const seen = { discovery: 0, keys: 0 };
  let up = true;
  let calls = '';
  const published = new Map<string, object>();
  let newest: { kid: string; key: CryptoKey } | undefined;
  const server = createServer((request, response) => {
    const answer = (body: object) => response.setHeader('content-type', 'application/json').end(JSON.stringify(body));
    if (!up) response.writeHead(503).end();
    else if (request.url === '/.well-known/openid-configuration') {
      seen.discovery++;
      answer({ issuer: calls || issuer, jwks_uri: `${issuer}/keys` });
    } else if (request.url === '/keys') {
      seen.keys++;
      answer({ keys: [...published.values()] });
    } else response.writeHead(404).end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', () => resolve()));
  afterAll(() => server.close());
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const rotate = async (kid: string, publish = true) => {
    const { publicKey, privateKey } = await generateKeyPair('ES256', { extractable: true });
    if (publish) published.set(kid, { ...(await exportJWK(publicKey)), kid, alg: 'ES256', use: 'sig' });
    newest = { kid, key: privateKey };
  };
  await rotate('one');
  const unsigned = (claims: JWTPayload, header: { typ?: string; kid?: string | undefined } = {}) => {
    const named = { kid: newest?.kid, ...header };
    return new SignJWT({ sub: 'an', iss: issuer, aud: 'thi-dua', tenant: 'cao-bang', roles: ['REPORTER'], ...claims })
      .setProtectedHeader({ alg: 'ES256', ...named })
      .setIssuedAt()
      .setExpirationTime(claims.exp ?? '1h');
  };
  return {
    issuer,
    seen,
    published,
    rotate,
    unsigned,
    take: (away: boolean) => {
      up = !away;
    },
    callItself: (name: string) => {
      calls = name;
    },
    token: (claims: JWTPayload = {}, header: { typ?: string; kid?: string | undefined } = {}) => {
      if (newest === undefined) throw new Error('no key');
      return unsigned(claims, header).sign(newest.key);
    },
  };
}
type Settings = Parameters<typeof Issuers.parse>[0] & object;
const verifierFor = (
  issuers: Settings,
  over: { throttleMs?: number; freshMs?: number; clockSkewSeconds?: number } = {},
) => {
  const { verify } = createTokenVerifier({ issuers: Issuers.parse(issuers), throttleMs: 0, ...over }, silent);
  return (token: string) => verify(`Bearer ${token}`);
};
const refused = { extensions: { code: 'UNAUTHENTICATED' } };
const seconds = (ahead: number) => Math.floor(Date.now() / 1000) + ahead;

const home = await provider();
const verify = verifierFor([{ issuer: home.issuer, audience: 'thi-dua' }]);

describe('a token of an issuer that is found by discovery', () => {
  test('speaks for its tenant with its roles, and with their scopes where it names none', async () => {
    const caller = { subject: 'an', tenant: 'cao-bang', roles: ['REPORTER'], scopes: scopesOf(['REPORTER']) };
    expect(await verify(await home.token())).toEqual(caller);
    expect(await verify(await home.token({ scope: 'openid profile' }))).toEqual(caller);
    expect(await verify(await home.token({}, { typ: 'at+jwt' }))).toEqual(caller);
    expect(await verify(await home.token({ aud: ['other', 'thi-dua'] }))).toEqual(caller);
  });

  test('with a scope claim is good for that and nothing else; scopes that only this server gives cannot be claimed', async () => {
    const scopes = async (scope: unknown) => (await verify(await home.token({ scope }))).scopes;
    expect(await scopes('openid plans:read observations:submit')).toEqual(['observations:submit', 'plans:read']);
    expect(await scopes(['plans:read'])).toEqual(['plans:read']);
    expect(await scopes('run-exports verify-api-keys read-file')).toEqual([]);
  });

  test('of a system that asks in its own name is of its client id', async () => {
    const token = await home.token({ sub: undefined, client_id: 'so-ldtbxh-cao-bang' });
    expect(await verify(token)).toMatchObject({ subject: 'so-ldtbxh-cao-bang' });
  });

  test.each<[string, () => Promise<string> | string]>([
    ['for another audience', () => home.token({ aud: 'other' })],
    ['without an audience', () => home.token({ aud: undefined })],
    ['of another issuer', () => home.token({ iss: 'https://elsewhere.example' })],
    ['of the same issuer but for a slash', () => home.token({ iss: `${home.issuer}/` })],
    ['that expired before the skew', () => home.token({ exp: seconds(-6) })],
    ['that is not good yet', () => home.token({ nbf: seconds(60) })],
    ['made for another purpose', () => home.token({}, { typ: 'logout+jwt' })],
    ['that names no tenant', () => home.token({ tenant: undefined })],
    ['that names a malformed tenant', () => home.token({ tenant: 'cao-bang/..' })],
    ['that claims to be an API key', () => home.token({ sub: 'api-key:0123456789abcdef' })],
    [
      'that is not signed',
      () =>
        new UnsecuredJWT({ sub: 'an', tenant: 'cao-bang', iss: home.issuer, aud: 'thi-dua' })
          .setExpirationTime('1h')
          .encode(),
    ],
    [
      'signed with a published key taken for a shared secret',
      () =>
        new SignJWT({ sub: 'an', tenant: 'cao-bang', iss: home.issuer, aud: 'thi-dua' })
          .setProtectedHeader({ alg: 'HS256', kid: 'one' })
          .setExpirationTime('1h')
          .sign(new TextEncoder().encode(JSON.stringify(home.published.get('one')))),
    ],
    [
      'signed with a key under the name of another',
      async () => {
        const { privateKey } = await generateKeyPair('ES256');
        return home.unsigned({}, { kid: 'one' }).sign(privateKey);
      },
    ],
  ])('%s is refused', async (_name, token) => {
    await expect(verify(await token())).rejects.toMatchObject(refused);
  });

  test('is forgiven the skew that is configured, and no more', async () => {
    const lenient = verifierFor([{ issuer: home.issuer, audience: 'thi-dua' }], { clockSkewSeconds: 60 });
    expect(await lenient(await home.token({ exp: seconds(-30) }))).toMatchObject({ tenant: 'cao-bang' });
    await expect(lenient(await home.token({ exp: seconds(-61) }))).rejects.toMatchObject(refused);
  });
});

describe('the keys of an issuer', () => {
  test('are fetched at once for a key that is new, but not for each that is invented', async () => {
    const issuer = await provider();
    const quick = verifierFor([{ issuer: issuer.issuer, audience: 'thi-dua' }]);
    await quick(await issuer.token());
    await issuer.rotate('two');
    expect(await quick(await issuer.token())).toMatchObject({ tenant: 'cao-bang' });
    expect(issuer.seen).toEqual({ discovery: 2, keys: 2 });

    const throttled = verifierFor([{ issuer: issuer.issuer, audience: 'thi-dua' }], { throttleMs: 60_000 });
    await throttled(await issuer.token());
    const before = issuer.seen.keys;
    for (let i = 0; i < 20; i++)
      await expect(throttled(await issuer.token({}, { kid: `invented-${i}` }))).rejects.toMatchObject(refused);
    expect(issuer.seen.keys).toBe(before);
  });

  test('stay good while they cannot be read; where none is known yet, that is not the fault of the token', async () => {
    const issuer = await provider();
    const settings = [{ issuer: issuer.issuer, audience: 'thi-dua' }];
    const known = verifierFor(settings, { freshMs: 0 });
    await known(await issuer.token());
    issuer.take(true);
    expect(await known(await issuer.token({ sub: 'binh' }))).toMatchObject({ subject: 'binh' });
    const unavailable = { extensions: { code: 'UNAVAILABLE' } };
    await issuer.rotate('newer');
    const signedSince = await issuer.token({ sub: 'chi' });
    await expect(known(signedSince)).rejects.toMatchObject(unavailable);
    const unknown = verifierFor(settings);
    await expect(unknown(await issuer.token())).rejects.toMatchObject(unavailable);
    issuer.take(false);
    expect(await known(signedSince)).toMatchObject({ subject: 'chi' });
    await expect(known(await issuer.token({}, { kid: 'unknown' }))).rejects.toMatchObject(refused);
    expect(await unknown(await issuer.token())).toMatchObject({ subject: 'an' });
  });

  test('may have no names: whichever of them signed counts, and no other key, nor one that was withdrawn', async () => {
    const issuer = await provider();
    await issuer.rotate('two');
    for (const key of issuer.published.values()) Reflect.deleteProperty(key, 'kid');
    const nameless = verifierFor([{ issuer: issuer.issuer, audience: 'thi-dua' }], { freshMs: 0 });
    expect(await nameless(await issuer.token({}, { kid: undefined }))).toMatchObject({ subject: 'an' });
    await expect(nameless(await issuer.token({ aud: 'other' }, { kid: undefined }))).rejects.toMatchObject(refused);
    await issuer.rotate('unpublished', false);
    await expect(nameless(await issuer.token({ sub: 'b' }, { kid: undefined }))).rejects.toMatchObject(refused);
  });

  test('of an issuer that calls itself otherwise are not taken', async () => {
    const issuer = await provider();
    issuer.callItself('https://elsewhere.example');
    const wrong = verifierFor([{ issuer: issuer.issuer, audience: 'thi-dua' }]);
    await expect(wrong(await issuer.token())).rejects.toMatchObject({ extensions: { code: 'UNAVAILABLE' } });
  });
});

describe('several issuers', () => {
  test("prove their own tokens and none of another's, and tell their persons apart", async () => {
    const other = await provider();
    const both = verifierFor([
      { issuer: home.issuer, audience: 'thi-dua' },
      { issuer: other.issuer, audience: 'thi-dua', subjectPrefix: 'tinh' },
    ]);
    expect(await both(await home.token())).toMatchObject({ subject: 'an' });
    expect(await both(await other.token())).toMatchObject({ subject: 'tinh:an' });
    await expect(both(await other.token({ iss: home.issuer }))).rejects.toMatchObject(refused);
  });

  test('speak for the tenants that they are confined to', async () => {
    const confined = verifierFor([
      { issuer: home.issuer, audience: 'thi-dua', tenants: ['cao-bang', 'so-dan-toc-ton-giao-cao-bang'] },
    ]);
    expect(await confined(await home.token())).toMatchObject({ tenant: 'cao-bang' });
    for (const tenant of ['trung-uong', 'ha-noi', 'cao-bang-2'])
      await expect(confined(await home.token({ tenant }))).rejects.toMatchObject(refused);
  });

  test('name tenant, roles and scope as their configuration says', async () => {
    const claims = { tenant: 'https://tinh.example/don_vi', roles: 'realm_access.roles', scope: 'scp', subject: 'oid' };
    const mapped = verifierFor([{ issuer: home.issuer, audience: 'thi-dua', claims }]);
    const token = await home.token({
      oid: 'chi',
      'https://tinh.example/don_vi': 'ha-noi',
      tenant: 'trung-uong',
      realm_access: { roles: ['SIGNER', 'uma_authorization'] },
      scp: 'plans:issue',
    });
    expect(await mapped(token)).toEqual({
      subject: 'chi',
      tenant: 'ha-noi',
      roles: ['SIGNER'],
      scopes: ['plans:issue'],
    });
    const strict = verifierFor([{ issuer: home.issuer, audience: 'thi-dua', withoutScope: 'nothing' }]);
    expect(await strict(await home.token())).toMatchObject({ scopes: [] });
  });

  test.each<[string, object[]]>([
    [
      'one named twice',
      [
        { issuer: 'https://a.example', audience: 'x' },
        { issuer: 'https://a.example', audience: 'x', subjectPrefix: 'b' },
      ],
    ],
    [
      'two whose persons cannot be told apart',
      [
        { issuer: 'https://a.example', audience: 'x' },
        { issuer: 'https://b.example', audience: 'x' },
      ],
    ],
    ['one without an audience', [{ issuer: 'https://a.example' }]],
    ['one that allows shared secrets', [{ issuer: 'https://a.example', audience: 'x', algorithms: ['HS256'] }]],
    ['one that cannot be discovered', [{ issuer: 'a', audience: 'x' }]],
    ['a setting that is misspelt', [{ issuer: 'https://a.example', audience: 'x', tenant: ['cao-bang'] }]],
    ['none', []],
  ])('are not configured with %s', (_name, issuers) => {
    expect(Issuers.safeParse(issuers).success).toBe(false);
  });
});
