import { createApiKeys, stillStands } from '@thi-dua/gateway/access-token/api-keys';
import { clientAddressBehind } from '@thi-dua/gateway/http/client-address';
import { connect } from '@thi-dua/prisma/connect';
import { hashOfKey, idOfKey, newKey, newKeyId } from '@thi-dua/schema/api-key';
import type { Caller } from '@thi-dua/schema/caller';
import { afterAll, describe, expect, onTestFinished, test, vi } from 'vitest';
import { serve, tokenFor } from '../gateway/served.js';
import { testDatabase } from '../kit/database.js';
import { allServices, ask, callerOf } from '../kit/services.js';

const database = await testDatabase();
const services = allServices(database.appUrl);
const localities = services[0] ?? expect.fail('no service');
const { listener, gateway } = await serve(services);
const operator = await connect(database.operatorUrl);
afterAll(() => operator.end());

interface KeyResult {
  apiKey: {
    id: string;
    prefix: string;
    status: string;
    scopes: string[];
    roles: string[];
    lastUsedAt: string | null;
  } | null;
  key: string | null;
  errors: { code: string; path: string[] }[];
}
const fields = '{ apiKey { id prefix status scopes roles lastUsedAt } key errors { code path } }';
const mutate = async (field: string, input: object, caller: Caller = callerOf('cao-bang')) => {
  const type = `${field.charAt(0).toUpperCase()}${field.slice(1)}Input`;
  const { data, errors } = await ask(
    localities,
    caller,
    `mutation ($i: ${type}!) { done: ${field}(input: $i) ${fields} }`,
    { i: input },
  );
  return { result: data?.done as unknown as KeyResult, errors };
};
const made = async (over: object = {}, tenant = 'cao-bang') => {
  const { result } = await mutate('createApiKey', { name: 'máy', scopes: ['map:read'], ...over }, callerOf(tenant));
  expect(result.errors).toEqual([]);
  return { key: result.key ?? expect.fail(), id: result.apiKey?.id ?? expect.fail(), apiKey: result.apiKey };
};
const asking = async (key: string, query = '{ viewer { tenant { slug } subject roles scopes } }') => {
  const response = await fetch(`${listener.url}/graphql`, {
    method: 'POST',
    headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
    body: JSON.stringify({ query }),
  });
  return { status: response.status, body: await response.json() };
};
/** A gateway that has not heard of any key yet. */
const elsewhere = (address: string | null = '127.0.0.1') => {
  const keys = createApiKeys(gateway);
  return (key: string) => keys.verify(key, address);
};
const refused = { extensions: { code: 'UNAUTHENTICATED' } };

describe('a key', () => {
  test('is one word that begins with its kind and ends with a checksum', () => {
    const key = newKey(newKeyId());
    expect(key).toMatch(/^tdg_[0-9A-Za-z]{16}_[0-9A-Za-z]{38}$/);
    expect(idOfKey(key)).toBe(key.slice(4, 20));
    for (const at of [6, 25, key.length - 1]) {
      const other = key.charAt(at) === 'a' ? 'b' : 'a';
      expect(idOfKey(key.slice(0, at) + other + key.slice(at + 1))).toBeNull();
    }
    expect(hashOfKey(key)).toHaveLength(32);
  });

  test('speaks for its tenant with its own scopes and the roles that they need, and is noted as used', async () => {
    const { key, id, apiKey } = await made({ scopes: ['observations:submit', 'map:read'] });
    expect(apiKey).toMatchObject({ status: 'ACTIVE', roles: ['REPORTER'], lastUsedAt: null });
    const { status, body } = await asking(key);
    expect(status).toBe(200);
    expect(body.data.viewer).toEqual({
      tenant: { slug: 'cao-bang' },
      subject: `api-key:${key.slice(4, 20)}`,
      roles: ['REPORTER'],
      scopes: ['map:read', 'observations:submit'],
    });
    const { data } = await ask(
      localities,
      callerOf('cao-bang'),
      '{ apiKeys(first: 500) { nodes { id lastUsedAt lastUsedFrom } } }',
    );
    expect(data?.apiKeys).toMatchObject({
      nodes: expect.arrayContaining([{ id, lastUsedAt: expect.any(String), lastUsedFrom: '127.0.0.1' }]),
    });
  });

  test('is not kept: the database holds a hash of it alone', async () => {
    const { key } = await made();
    const { rows } = await operator.query<{ row: string; hash: Buffer }>(
      'SELECT k::text AS row, hash FROM localities.api_key k WHERE id = $1',
      [idOfKey(key)],
    );
    expect(rows[0]?.row).not.toContain(key.slice(21));
    expect(rows[0]?.hash.equals(hashOfKey(key))).toBe(true);
  });

  test('may do what its scopes say and nothing else, and makes no keys', async () => {
    const { key } = await made({ scopes: ['map:read'] });
    const { body } = await asking(key, '{ tenant(slug: "ha-noi") { slug } plan(id: "x") { id } }');
    expect(body.data).toEqual({ tenant: { slug: 'ha-noi' }, plan: null });
    expect(body.errors).toMatchObject([{ extensions: { code: 'FORBIDDEN', requiredScopes: ['plans:read'] } }]);
    const making = await asking(key, 'mutation { createApiKey(input: { name: "x", scopes: ["map:read"] }) { key } }');
    expect(making.body).toMatchObject({ data: null, errors: [{ extensions: { requiredScopes: ['keys:manage'] } }] });
  });
});

describe('whoever presents', () => {
  test.each<[string, () => Promise<string>]>([
    ['a key that was never made', async () => newKey(newKeyId())],
    ['another secret under a known id', async () => newKey((await made()).key.slice(4, 20))],
    [
      'a key that was revoked',
      async () => {
        const { key, id } = await made();
        await mutate('revokeApiKey', { id });
        return key;
      },
    ],
    [
      'a key that expired',
      async () => {
        const { key } = await made();
        await operator.query(`UPDATE localities.api_key SET expires_at = now() - interval '1 second' WHERE id = $1`, [
          idOfKey(key),
        ]);
        return key;
      },
    ],
    [
      'a key of a tenant that has ended',
      async () => {
        const { key } = await made();
        await operator.query(`UPDATE localities.api_key SET tenant_id = 'ha-lang' WHERE id = $1`, [idOfKey(key)]);
        return key;
      },
    ],
    ['a key from another address', async () => (await made({ addresses: ['203.0.113.0/24', '2001:db8::/32'] })).key],
    ['something that only looks like a key', async () => 'tdg_x'],
  ])('%s is told what everyone is told who is not let in', async (_name, present) => {
    const { status, body } = await asking(await present());
    expect(status).toBe(401);
    expect(body).toEqual({
      errors: [{ message: expect.stringContaining('access token'), extensions: { code: 'UNAUTHENTICATED' } }],
    });
  });

  test.each([
    ['203.0.113.7', true],
    ['::ffff:203.0.113.7', true],
    ['203.0.114.7', false],
    ['2001:db8:1::1', true],
    ['2001:db9::1', false],
    [null, false],
  ])('a key confined to addresses from %s: %s', async (address, good) => {
    const { key } = await made({ addresses: ['203.0.113.0/24', '2001:db8::/32'] });
    const verdict = elsewhere(address)(key).then(
      () => true,
      () => false,
    );
    expect(await verdict).toBe(good);
  });

  test('that is used from elsewhere is in the audit log of its tenant; one whose secret is wrong is not', async () => {
    const { key } = await made({ addresses: ['203.0.113.0/24'] });
    const id = key.slice(4, 20);
    await expect(elsewhere('198.51.100.1')(key)).rejects.toMatchObject(refused);
    await expect(elsewhere('203.0.113.1')(newKey(id))).rejects.toMatchObject(refused);
    const entries = async () =>
      (
        await operator.query(
          `SELECT tenant_id AS tenant, service, action, codes, times FROM audit.entry WHERE subject = $1`,
          [`api-key:${id}`],
        )
      ).rows;
    await expect
      .poll(entries, { timeout: 10_000 })
      .toEqual([
        { tenant: 'cao-bang', service: 'localities', action: 'apiKey', codes: ['ADDRESS_NOT_ALLOWED'], times: 1 },
      ]);
  });

  test.each([
    [
      'was revoked',
      'KEY_REVOKED',
      `revoked_at = now(), revoked_by = 'someone', former_hash = NULL, former_until = NULL`,
    ],
    ['has expired', 'KEY_EXPIRED', `expires_at = now() - interval '1 second'`],
    ['was rotated away', 'KEY_ROTATED', `former_hash = hash, former_until = now(), hash = sha256('another')`],
  ])('that %s tells its tenant so when it is used, where its secret is right', async (_what, code, ended) => {
    const { key } = await made();
    const id = key.slice(4, 20);
    await operator.query(`UPDATE localities.api_key SET ${ended} WHERE id = $1`, [id]);
    await expect(elsewhere(null)(newKey(id))).rejects.toMatchObject(refused);
    await expect(elsewhere(null)(key)).rejects.toMatchObject(refused);
    const entries = `SELECT tenant_id AS tenant, action, outcome, codes, times FROM audit.entry WHERE subject = $1`;
    await expect
      .poll(async () => (await operator.query(entries, [`api-key:${id}`])).rows, { timeout: 10_000 })
      .toEqual([{ tenant: 'cao-bang', action: 'apiKey', outcome: 'REFUSED', codes: [code], times: 1 }]);
  });
});

describe('the address that a request comes from', () => {
  const proxies = ['10.0.0.0/8', '2001:db8:ffff::/48'];
  test.each<[string, string | undefined, string | string[] | undefined, string | null]>([
    ['whoever opened the connection', '203.0.113.7', undefined, '203.0.113.7'],
    ['not what a stranger says of itself', '203.0.113.7', '198.51.100.1', '203.0.113.7'],
    ['whom a trusted proxy names', '10.0.0.1', '203.0.113.7', '203.0.113.7'],
    ['the last that is no proxy of ours', '10.0.0.1', '198.51.100.1, 203.0.113.7, 10.0.0.2', '203.0.113.7'],
    ['read over several headers alike', '10.0.0.1', ['198.51.100.1', '203.0.113.7,10.0.0.2'], '203.0.113.7'],
    ['a proxy that asks for itself', '10.0.0.1', undefined, '10.0.0.1'],
    ['a proxy behind a proxy that asks for itself', '10.0.0.1', '10.0.0.2', '10.0.0.2'],
    ['IPv4 written as IPv6', '::ffff:10.0.0.1', '::ffff:203.0.113.7', '203.0.113.7'],
    ['IPv6', '2001:db8:ffff::1', '2001:db8::7', '2001:db8::7'],
    ['an address with a port', '10.0.0.1', '203.0.113.7:4711', '203.0.113.7'],
    ['IPv6 with a port', '10.0.0.1', '[2001:db8::7]:4711', '2001:db8::7'],
    ['nobody, where the proxy names no address', '10.0.0.1', '203.0.113.7, unknown', null],
    ['nobody, where there is no connection any more', undefined, '203.0.113.7', null],
  ])('is %s', (_what, remoteAddress, forwarded, expected) => {
    const request = { headers: { 'x-forwarded-for': forwarded }, socket: { remoteAddress } };
    expect(clientAddressBehind(proxies)(request as never)).toBe(expected);
    expect(clientAddressBehind([])(request as never)).toBe(remoteAddress?.replace('::ffff:', '') ?? null);
  });
});

describe('a rotation', () => {
  test('leaves the key so far good for the overlap and no longer; the one before that ends', async () => {
    const { key: first, id } = await made();
    const second = (await mutate('rotateApiKey', { id, overlapHours: 1 })).result.key ?? expect.fail();
    expect([await elsewhere()(first), await elsewhere()(second)]).toMatchObject([
      { tenant: 'cao-bang' },
      { tenant: 'cao-bang' },
    ]);
    const third = (await mutate('rotateApiKey', { id, overlapHours: 1 })).result.key ?? expect.fail();
    await expect(elsewhere()(first)).rejects.toMatchObject(refused);
    await operator.query(`UPDATE localities.api_key SET former_until = now() - interval '1 second' WHERE id = $1`, [
      idOfKey(third),
    ]);
    await expect(elsewhere()(second)).rejects.toMatchObject(refused);
    const fourth = (await mutate('rotateApiKey', { id, overlapHours: 0 })).result.key ?? expect.fail();
    await expect(elsewhere()(third)).rejects.toMatchObject(refused);
    expect(await elsewhere()(fourth)).toMatchObject({ subject: `api-key:${idOfKey(first)}` });
  });

  test('of what has ended, for too long, or of nothing there is refused with what is wrong', async () => {
    const { id } = await made();
    const codes = async (input: object) => (await mutate('rotateApiKey', input)).result.errors.map(({ code }) => code);
    expect(await codes({ id, overlapHours: 169, expiresAt: '2020-01-01T00:00:00Z' })).toEqual([
      'DAY_PAST',
      'BAD_OVERLAP',
    ]);
    await mutate('revokeApiKey', { id });
    expect(await codes({ id })).toEqual(['WRONG_STATE']);
    expect(await codes({ id: 'x' })).toEqual(['NOT_FOUND']);
  });
});

describe('a revocation', () => {
  test('is known to every gateway once what it remembers is a few seconds old, and stays told', async () => {
    const { key, id } = await made();
    const [one, two] = [elsewhere(), elsewhere()];
    expect(await Promise.all([one(key), two(key)])).toHaveLength(2);
    const { result } = await mutate('revokeApiKey', { id });
    expect(result.apiKey?.status).toBe('REVOKED');
    const later = performance.now() + 3001;
    const clock = vi.spyOn(performance, 'now').mockImplementation(() => later);
    onTestFinished(() => clock.mockRestore());
    await expect(one(key)).rejects.toMatchObject(refused);
    await expect(two(key)).rejects.toMatchObject(refused);
    expect((await mutate('revokeApiKey', { id })).result).toMatchObject({ errors: [], apiKey: { status: 'REVOKED' } });
  });

  test('of a key whose service is away is not mistaken for one: it is told that nobody knows', async () => {
    const away = createApiKeys({ serve: async () => ({ status: 503, headers: {}, body: '' }) });
    await expect(away.verify(newKey(newKeyId()), null)).rejects.toMatchObject({ extensions: { code: 'UNAVAILABLE' } });
  });
});

describe('what goes on without whoever asked for it', () => {
  test('ends with the key, and not with that of another; what was begun by token goes on', async () => {
    const { key, id } = await made({ scopes: ['exports:make', 'map:read'] });
    const { key: other } = await made();
    const stands = (subject: string) => stillStands(gateway.serve, { subject });
    expect(await stands(`api-key:${idOfKey(key)}`)).toBe(true);
    await mutate('revokeApiKey', { id });
    expect(await stands(`api-key:${idOfKey(key)}`)).toBe(false);
    expect(await stands(`api-key:${idOfKey(other)}`)).toBe(true);
    expect(await stands('officer@cao-bang')).toBe(true);
  });

  test('an export takes the scopes of the kinds that it holds', async () => {
    const { key } = await made({ scopes: ['exports:make', 'map:read'] });
    const started = async (kinds: string) =>
      (await asking(key, `mutation { startExport(input: { ${kinds} }) { errors { code path } } }`)).body.data
        .startExport.errors;
    expect(await started('')).toEqual([{ code: 'SCOPE_MISSING', path: ['kinds'] }]);
    expect(await started('kinds: [TENANT, PLAN]')).toEqual([{ code: 'SCOPE_MISSING', path: ['kinds'] }]);
    expect(await started('kinds: [TENANT, LOCALITY]')).toEqual([]);
  });

  test('routes beside the graph hold a key to its scopes', async () => {
    const { key } = await made({ scopes: ['map:read'] });
    const get = (path: string) => fetch(`${listener.url}${path}`, { headers: { authorization: `Bearer ${key}` } });
    expect((await get('/v1/tenants/cao-bang')).status).toBe(200);
    for (const path of [
      '/v1/plans',
      '/v1/localities/04/values/POVERTY_RATE/2022',
      '/reports/2022/04.json',
      '/templates/observations?period=2022',
    ])
      expect((await get(path)).status, path).toBe(403);
  });
});

describe('keys are kept', () => {
  test('by an ADMIN of their own tenant alone; to any other they do not exist', async () => {
    const { id } = await made({}, 'cao-bang');
    for (const tenant of ['trung-uong', 'ha-noi', 'so-dan-toc-ton-giao-cao-bang', 'ha-lang']) {
      const { data } = await ask(localities, callerOf(tenant), '{ apiKeys(first: 500) { totalCount nodes { id } } }');
      expect(JSON.stringify(data)).not.toContain(id);
      for (const field of ['revokeApiKey', 'rotateApiKey'])
        expect((await mutate(field, { id }, callerOf(tenant))).result.errors).toMatchObject([{ code: 'NOT_FOUND' }]);
    }
    const reporter = callerOf('cao-bang', { roles: ['REPORTER', 'SIGNER'] });
    expect((await mutate('revokeApiKey', { id }, reporter)).errors).toMatchObject([
      { extensions: { code: 'FORBIDDEN' } },
    ]);
    expect(await elsewhere()((await made()).key)).toMatchObject({ tenant: 'cao-bang' });
  });

  test.each<[string, object, string[]]>([
    ['no scope', { scopes: [] }, ['EMPTY']],
    ['a scope that does not exist', { scopes: ['plans:reed'] }, ['UNKNOWN_SCOPE']],
    [
      'a scope of an administrator',
      { scopes: ['keys:manage', 'tenants:manage'] },
      ['SCOPE_NOT_FOR_KEYS', 'SCOPE_NOT_FOR_KEYS'],
    ],
    [
      'a role that no scope needs',
      { scopes: ['plans:read'], roles: ['SIGNER', 'ADMIN'] },
      ['ROLE_NOT_NEEDED', 'ROLE_NOT_NEEDED'],
    ],
    ['a scope without the role that it needs', { scopes: ['plans:write'], roles: [] }, ['ROLE_MISSING']],
    [
      'no address',
      { addresses: ['example.vn', '10.0.0.0/33', '127.1', '10.0.0.1'] },
      ['BAD_ADDRESS', 'BAD_ADDRESS', 'BAD_ADDRESS'],
    ],
    ['a moment that has passed', { expiresAt: '2020-01-01T00:00:00Z' }, ['DAY_PAST']],
    ['too long a time', { expiresAt: new Date(Date.now() + 400 * 86_400_000).toISOString() }, ['TOO_LONG_GOOD']],
    ['an invisible name', { name: ' \u200b' }, ['BAD_NAME']],
    ['several faults', { name: '', scopes: ['x'], addresses: ['y'] }, ['UNKNOWN_SCOPE', 'BAD_NAME', 'BAD_ADDRESS']],
  ])('with %s none is made, and every fault is told', async (_name, over, codes) => {
    const { result } = await mutate('createApiKey', { name: 'n', scopes: ['map:read'], ...over });
    expect(result.errors.map(({ code }) => code)).toEqual(codes);
    expect([result.key, result.apiKey]).toEqual([null, null]);
  });

  test('by a tenant that stands, for what it has a use for', async () => {
    const codes = async (tenant: string, scopes: string[]) =>
      (await mutate('createApiKey', { name: 'n', scopes }, callerOf(tenant))).result.errors.map(({ code }) => code);
    expect(await codes('ha-lang', ['map:read'])).toEqual(['NO_TENANT']);
    expect(await codes('a-stranger', ['map:read'])).toEqual(['NO_TENANT']);
    expect(await codes('so-dan-toc-ton-giao-cao-bang', ['observations:submit'])).toEqual(['SCOPE_BEYOND_TENANT']);
  });
});

test('a token of a person is what it was, and one that claims to be a key is not one', async () => {
  expect((await asking(await tokenFor('ha-noi'))).body.data.viewer).toMatchObject({ tenant: { slug: 'ha-noi' } });
  expect((await asking(await tokenFor('ha-noi', 'api-key:0123456789abcdef'))).status).toBe(401);
});
