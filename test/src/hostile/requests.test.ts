import { connect } from 'node:net';
import { afterAll, afterEach, describe, expect, test } from 'vitest';
import { testDatabase } from '../kit/database.js';
import { callerIn, startSubject } from './fuzz/subject.js';

const { appUrl } = await testDatabase();
const subject = await startSubject(appUrl);
afterAll(() => subject.stop());
const endpoint = `${subject.url}/graphql`;
const authorization = `Bearer ${await subject.tokenFor('thanh-xuan')}`;
const json = { authorization, 'content-type': 'application/json' };
const whoAmI = JSON.stringify({ query: '{ viewer { tenant { slug } } }' });

afterEach(async () => {
  const response = await fetch(endpoint, { method: 'POST', headers: json, body: whoAmI });
  expect(await response.json()).toEqual({ data: { viewer: { tenant: { slug: 'thanh-xuan' } } } });
  expect(subject.faults(), 'nothing went wrong on our side').toEqual([]);
});

const codeOf = async (response: Response) => {
  const { errors, data }: { errors?: { extensions: { code: string } }[]; data?: unknown } = await response.json();
  expect(data).toBeUndefined();
  return errors?.map(({ extensions }) => extensions.code);
};

/** Writes bytes as no client would, and gives all that comes back until the server hangs up or has no more to say. */
const raw = (bytes: string): Promise<string> =>
  new Promise((resolve) => {
    const { port } = new URL(subject.url);
    const socket = connect(Number(port), '127.0.0.1', () => socket.write(bytes));
    const chunks: Buffer[] = [];
    socket.on('data', (chunk: Buffer) => chunks.push(chunk));
    // A server that closes at once may reset what is still on its way.
    socket.on('error', () => socket.destroy());
    socket.setTimeout(5000, () => socket.destroy());
    socket.on('close', () => resolve(Buffer.concat(chunks).toString()));
  });
const statuses = (answer: string) => [...answer.matchAll(/HTTP\/1\.1 (\d{3}) /g)].map(([, status]) => Number(status));
const head = (lines: readonly string[], body = '') =>
  [...['POST /graphql HTTP/1.1', 'host: localhost', `authorization: ${authorization}`, ...lines], '', body].join(
    '\r\n',
  );

describe('what a page of another origin can send without being asked is refused', () => {
  test.each([
    'text/plain',
    'text/plain;application/json',
    'application/x-www-form-urlencoded',
    'multipart/form-data; boundary=x',
    'application/graphql',
    'application/json, text/plain',
    'application/jsonp',
    'text/json',
    '',
  ])('a body of type "%s"', async (type) => {
    const response = await fetch(endpoint, {
      method: 'POST',
      headers: { authorization, 'content-type': type },
      body: new Uint8Array(Buffer.from(whoAmI)),
    });
    expect([response.status, await codeOf(response)]).toEqual([415, ['BAD_REQUEST']]);
  });

  test.each([['GET'], ['PUT'], ['DELETE'], ['PATCH']])('an operation by %s', async (method) => {
    const mutation = encodeURIComponent('mutation { rotateCalendarFeed { feed { path } } }');
    for (const type of ['text/plain', 'application/x-www-form-urlencoded', 'application/json']) {
      const response = await fetch(`${endpoint}?query=${mutation}`, {
        method,
        headers: { authorization, 'content-type': type },
      });
      expect([response.status, await codeOf(response)]).toEqual([405, ['BAD_REQUEST']]);
    }
  });

  test('a mutation as a stream, by its address alone', async () => {
    const mutation = encodeURIComponent('mutation { rotateCalendarFeed { feed { path } } }');
    const response = await fetch(`${endpoint}?query=${mutation}`, {
      headers: { authorization, accept: 'text/event-stream' },
    });
    expect([response.status, await codeOf(response)]).toEqual([405, ['BAD_REQUEST']]);
  });

  test('no origin is told that it may read an answer', async () => {
    const response = await fetch(endpoint, {
      method: 'POST',
      headers: { ...json, origin: 'https://evil.example' },
      body: whoAmI,
    });
    expect([...response.headers.keys()].filter((name) => name.startsWith('access-control'))).toEqual([]);
    const preflight = await fetch(endpoint, {
      method: 'OPTIONS',
      headers: { origin: 'https://evil.example', 'access-control-request-method': 'POST' },
    });
    expect(preflight.status).toBe(405);
  });
});

describe('bytes are read in one way only', () => {
  const text = whoAmI;
  test.each<[string, string, Buffer]>([
    ['UTF-7', 'application/json; charset=utf-7', Buffer.from('+AHs-}')],
    ['UTF-16', 'application/json; charset=utf-16', Buffer.from(text, 'utf16le')],
    ['UTF-16LE', 'application/json;charset=utf-16le', Buffer.from(text, 'utf16le')],
    ['UTF-32', 'application/json; charset=utf-32', Buffer.from(text)],
    ['Latin 1', 'application/json; charset=iso-8859-1', Buffer.from(text, 'latin1')],
    ['a charset that comes twice', 'application/json; charset=utf-8; charset=utf-16', Buffer.from(text)],
    ['a charset and something more', 'application/json; charset=utf-8; x=y', Buffer.from(text)],
  ])('a type that names %s is not taken', async (_what, type, bytes) => {
    const response = await fetch(endpoint, {
      method: 'POST',
      headers: { authorization, 'content-type': type },
      body: new Uint8Array(bytes),
    });
    expect([response.status, await codeOf(response)]).toEqual([415, ['BAD_REQUEST']]);
  });

  test.each<[string, Buffer]>([
    ['UTF-16', Buffer.from(`\ufeff${text}`, 'utf16le')],
    ['Latin 1', Buffer.from('{"query":"{ tenant(slug: \\"é\\") { slug } }"}'.replace('é', '\xe9'), 'latin1')],
    ['an overlong slash', Buffer.concat([Buffer.from('{"query":"'), Buffer.from([0xc0, 0xaf]), Buffer.from('"}')])],
    [
      'a surrogate in UTF-8',
      Buffer.concat([Buffer.from('{"query":"'), Buffer.from([0xed, 0xa0, 0x80]), Buffer.from('"}')]),
    ],
    ['nothing', Buffer.from('')],
    ['two documents', Buffer.from(text + text)],
    ['a list of operations', Buffer.from(`[${text},${text}]`)],
    ['brackets without end', Buffer.from('['.repeat(500_000))],
    ['null', Buffer.from('null')],
  ])('JSON in UTF-8 is not %s', async (_what, bytes) => {
    const response = await fetch(endpoint, { method: 'POST', headers: json, body: new Uint8Array(bytes) });
    expect([response.status, await codeOf(response)]).toEqual([400, ['BAD_REQUEST']]);
  });

  test.each(['gzip', 'deflate', 'br', 'identity', 'zstd'])('content encoding %s is not undone', async (encoding) => {
    const response = await fetch(endpoint, {
      method: 'POST',
      headers: { ...json, 'content-encoding': encoding },
      body: whoAmI,
    });
    expect([response.status, await codeOf(response)]).toEqual([415, ['BAD_REQUEST']]);
  });

  test.each([
    'multipart/mixed; deferSpec=20220824, application/json',
    'multipart/mixed;incrementalSpec=v0.2',
    'multipart/mixed; subscriptionSpec="1.0"',
  ])('nothing is delivered in parts, whatever is accepted: %s', async (accept) => {
    const response = await fetch(endpoint, { method: 'POST', headers: { ...json, accept }, body: whoAmI });
    expect(response.headers.get('content-type')).toBe('application/json; charset=utf-8');
    await response.text();
  });
});

describe('headers', () => {
  test('no header makes a client another one, or a service', async () => {
    const forged = [
      'x-thi-dua-identity',
      'x-thi-dua-rate-limit',
      'x-thi-dua-tenant',
      'x-forwarded-user',
      'x-hasura-role',
      'apollo-require-preflight',
      'x-http-method-override',
    ];
    for (const name of forged) {
      const response = await fetch(endpoint, {
        method: 'POST',
        headers: { ...json, [name]: 'trung-uong', 'x-forwarded-for': '10.0.0.1' },
        body: whoAmI,
      });
      expect(await response.json()).toEqual({ data: { viewer: { tenant: { slug: 'thanh-xuan' } } } });
    }
  });

  test('an identity meant for a service is no access token', async () => {
    const { status, text } = await fetch(endpoint, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-thi-dua-identity': authorization.slice(7) },
      body: whoAmI,
    }).then(async (response) => ({ status: response.status, text: await response.text() }));
    expect([status, text]).toEqual([401, expect.stringContaining('UNAUTHENTICATED')]);
  });

  test.each<[string, string]>([
    [
      'two lengths that differ',
      head(['content-type: application/json', `content-length: ${whoAmI.length}`, 'content-length: 5'], whoAmI),
    ],
    [
      'a length and chunks',
      head(
        ['content-type: application/json', `content-length: ${whoAmI.length}`, 'transfer-encoding: chunked'],
        `0\r\n\r\n${head([], '')}`,
      ),
    ],
    ['chunks of chunks', head(['content-type: application/json', 'transfer-encoding: chunked, chunked'], '0\r\n\r\n')],
    ['an encoding that is none', head(['content-type: application/json', 'transfer-encoding: xchunked'], '0\r\n\r\n')],
    ['a space before the colon', head(['content-type : application/json', 'content-length: 2'], '{}')],
    ['a length that is negative', head(['content-type: application/json', 'content-length: -1'])],
    ['a length in words', head(['content-type: application/json', 'content-length: five'])],
    [
      'a folded header',
      head(['content-type: application/json', 'x: a\r\n b', 'content-length: 2'], '{}').replace('x: a', 'x: a\u0000'),
    ],
    ['two hosts', head(['host: other', 'content-type: application/json', 'content-length: 2'], '{}')],
    ['headers without end', head([`x: ${'a'.repeat(100_000)}`])],
    ['no HTTP', 'GARBAGE\r\n\r\n'],
    ['another protocol', '\u0016\u0003\u0001\u0000\u0001'],
    [
      'a chunk longer than it says',
      head(['content-type: application/json', 'transfer-encoding: chunked'], `2\r\n{}xx\r\n0\r\n\r\n`),
    ],
  ])('%s: the request is not guessed at, and nothing behind it is taken for another', async (_what, bytes) => {
    const seen = statuses(await raw(bytes));
    expect(seen.length).toBeLessThanOrEqual(1);
    for (const status of seen) expect([400, 413, 431]).toContain(status);
  });

  test('garbage behind a request is refused alone', async () => {
    const length = `content-length: ${Buffer.byteLength(whoAmI)}`;
    const answer = await raw(
      `${head(['content-type: application/json', length], whoAmI)}\r\n\r\nNOT HTTP AT ALL\r\n\r\n`,
    );
    // What was begun may be answered yet, or go down with the connection.
    for (const status of statuses(answer)) expect([200, 400]).toContain(status);
    expect(statuses(answer)).toContain(400);
  });

  test('requests on one connection are answered in their order, each as its own caller', async () => {
    const length = `content-length: ${Buffer.byteLength(whoAmI)}`;
    const one = head(['content-type: application/json', length], whoAmI);
    const other = one.replace(authorization, `Bearer ${await subject.tokenFor('ha-noi')}`);
    const nobody = one.replace(authorization, 'Bearer x');
    // Whoever is nobody has its body left unread, and the connection closed.
    const answer = await raw(one + other + nobody + one);
    expect(statuses(answer)).toEqual([200, 200, 401]);
    expect([...answer.matchAll(/"slug":"([a-z-]+)"/g)].map(([, slug]) => slug)).toEqual(['thanh-xuan', 'ha-noi']);
  });
});

test('bodies that never end hold up nobody else', async () => {
  const { port } = new URL(subject.url);
  const slow = await Promise.all(
    Array.from(
      { length: 50 },
      () =>
        new Promise<() => void>((resolve) => {
          const socket = connect(Number(port), '127.0.0.1', () => {
            socket.write(head(['content-type: application/json', 'content-length: 1000'], '{"query":'), () =>
              resolve(() => socket.destroy()),
            );
          });
        }),
    ),
  );
  const { data } = await subject.gateway.execute({ query: '{ viewer { subject } }' }, callerIn('ha-noi'));
  expect(data).toEqual({ viewer: { subject: 'fuzz@ha-noi' } });
  const response = await fetch(endpoint, { method: 'POST', headers: json, body: whoAmI });
  expect(response.status).toBe(200);
  await response.text();
  for (const end of slow) end();
});
