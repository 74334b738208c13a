import { type IncomingMessage, request } from 'node:http';
import { text } from 'node:stream/consumers';
import { listen } from '@thi-dua/gateway/http/server';
import { createRestHandler, type RestHandlerOptions } from '@thi-dua/gateway/rest/handler';
import { describe, expect, onTestFinished, test } from 'vitest';
import { serve } from '../gateway/served.js';
import { graph } from '../isolation/graph.js';
import { testDatabase } from '../kit/database.js';
import { callerOf, silent } from '../kit/services.js';
import { committed, expectProblem } from './described.js';
import { getFrom } from './rest-kit.js';

const { services, gateway } = await graph(await testDatabase());
const { listener } = await serve(services);
const get = getFrom(listener.url);

describe('a request that cannot be answered', () => {
  test('is told every fault of its address at once', async () => {
    const { status, headers, body } = await get(
      'thanh-xuan',
      '/v1/localities?asOf=2023-02-29&levels=PROVINCE&levels=VILLAGE&first=501&within=04&within=24&colour=red',
    );
    expect(status).toBe(400);
    expect(headers.get('content-type')).toBe('application/problem+json');
    expect(headers.get('cache-control')).toBe('no-store');
    expect(body).toEqual({
      type: 'urn:thi-dua:problem:bad-user-input',
      title: 'Bad user input',
      status: 400,
      detail: 'The address holds what cannot be understood: see "errors".',
      code: 'BAD_USER_INPUT',
      instance: '/v1/localities',
      errors: [
        { parameter: 'asOf', in: 'query', detail: expect.stringContaining('2023-02-29') },
        { parameter: 'levels', in: 'query', detail: expect.stringContaining('COMMUNE, DISTRICT') },
        { parameter: 'within', in: 'query', detail: 'It is given more than once.' },
        { parameter: 'first', in: 'query', detail: 'It is a whole number from 0 to 500.' },
        { parameter: 'colour', in: 'query', detail: 'There is no parameter of this name here.' },
      ],
    });
    expectProblem(body);
  });

  test.each<[string, string, object]>([
    ['what is required', '/v1/localities/04/series/POVERTY_RATE?from=2020', { parameter: 'to', in: 'query' }],
    ['a year in words', '/v1/annual-reports/now/VN', { parameter: 'year', in: 'path' }],
    ['a year to come', '/v1/annual-reports/2090/VN', { parameter: 'year', in: 'path' }],
    ['a number beyond 32 bits', '/v1/plans?year=2147483648', { parameter: 'year', in: 'query' }],
    ['a fraction', '/v1/plans?year=2022.5', { parameter: 'year', in: 'query' }],
    ['yes for true', '/v1/awards?revoked=yes', { parameter: 'revoked', in: 'query' }],
    ['a cursor of no list', '/v1/tenants?after=x', { parameter: 'after', in: 'query' }],
    ['an instant without a time', '/v1/observations?updatedSince=2022-01-01', { parameter: 'updatedSince' }],
    ['a malformed id', '/v1/plans/x', {}],
    ['a NUL', '/v1/localities?name=%00', {}],
    ['an unknown indicator', '/v1/localities/04/values/NONE/2022', {}],
    ['a period that is none', '/v1/localities/04/values/POVERTY_RATE/2022-13', {}],
  ])('tells %s', async (_name, address, fault) => {
    const { status, body } = await get('thanh-xuan', address);
    expect({ status, body }).toMatchObject({ status: 400, body: { code: 'BAD_USER_INPUT', errors: [fault] } });
    expectProblem(body);
  });

  test.each<[number, string, string, RequestInit, Record<string, string>]>([
    [401, 'UNAUTHENTICATED', '/v1/plans', { headers: { authorization: '' } }, { 'www-authenticate': 'Bearer' }],
    [401, 'UNAUTHENTICATED', '/v1/nothing', { headers: { authorization: 'Bearer x.y.z' } }, {}],
    [404, 'NOT_FOUND', '/v1/nothing', {}, {}],
    [404, 'NOT_FOUND', '/v1/localities/%FF', {}, {}],
    [404, 'NOT_FOUND', '/v1/localities/', {}, {}],
    [405, 'METHOD_NOT_ALLOWED', '/v1/plans', { method: 'POST', body: '{}' }, { allow: 'GET, HEAD' }],
    [405, 'METHOD_NOT_ALLOWED', '/openapi.json', { method: 'DELETE' }, { allow: 'GET, HEAD' }],
    [406, 'NOT_ACCEPTABLE', '/v1/plans', { headers: { accept: 'text/csv, application/json;q=0' } }, {}],
  ])('is %i %s: %s', async (status, code, address, init, headers) => {
    const answer = await get('thanh-xuan', address, init);
    expect(answer).toMatchObject({ status, body: { code, instance: address } });
    for (const [name, value] of Object.entries(headers)) expect(answer.headers.get(name)).toBe(value);
    expectProblem(answer.body);
  });

  test('has no body', async () => {
    const asked = request(`${listener.url}/v1/plans`, { headers: { 'content-length': 2 } });
    const answered = new Promise<IncomingMessage>((resolve) => asked.once('response', resolve));
    asked.end('{}');
    const response = await answered;
    expect(response.statusCode).toBe(413);
    expect(JSON.parse(await text(response))).toMatchObject({ code: 'BODY_TOO_LARGE' });
  });

  test('costs no more than any operation may', async () => {
    const limited = await serve(services, { limits: { cost: 300 } });
    const { status, body } = await getFrom(limited.listener.url)('thanh-xuan', '/v1/plans?first=500');
    expect({ status, body }).toMatchObject({ status: 400, body: { code: 'LIMIT_EXCEEDED' } });
    expectProblem(body);
  });
});

describe('what a client has kept', () => {
  test('is asked for again by its tag', async () => {
    const first = await get('thanh-xuan', '/v1/tenants?first=2');
    const etag = first.headers.get('etag') ?? '';
    expect(first.headers.get('cache-control')).toBe('private, no-cache');
    expect(first.headers.get('vary')).toBe('accept, authorization');
    for (const known of [etag, `W/${etag}`, `"other", ${etag}`, '*']) {
      const again = await get('thanh-xuan', '/v1/tenants?first=2', { headers: { 'if-none-match': known } });
      expect(again).toMatchObject({ status: 304, text: '' });
      expect(again.headers.get('etag')).toBe(etag);
    }
    const other = await get('thanh-xuan', '/v1/tenants?first=3', { headers: { 'if-none-match': etag } });
    expect(other.status).toBe(200);
  });
  test('HEAD has the head of GET alone', async () => {
    for (const address of ['/v1/tenants?first=2', '/v1/tenants/khong-co', '/openapi.json']) {
      const [got, head] = await Promise.all([get('cao-bang', address), get('cao-bang', address, { method: 'HEAD' })]);
      expect(head.text).toBe('');
      expect(head.status).toBe(got.status);
      for (const name of ['etag', 'link', 'content-type', 'content-length', 'cache-control', 'vary'])
        expect(head.headers.get(name), name).toBe(got.headers.get(name));
    }
  });
  test('the description is given to everyone, as it is committed', async () => {
    const { text, headers, status } = await get('x', '/openapi.json', { headers: { authorization: '' } });
    expect(status).toBe(200);
    expect(text).toBe(committed);
    const again = await get('x', '/openapi.json', { headers: { 'if-none-match': headers.get('etag') ?? '' } });
    expect(again.status).toBe(304);
  });
});

describe('an operation with errors', () => {
  const serveRest = async (gateway: RestHandlerOptions['gateway']) => {
    const listener = await listen({ host: '127.0.0.1', port: 0 }, silent);
    onTestFinished(() => listener.stop({ delayMs: 0, timeoutMs: 1000 }));
    const authentication = { callerOf: async () => callerOf('cao-bang'), addressOf: () => null };
    listener.serve(createRestHandler({ gateway, authentication, log: silent }));
    return getFrom(listener.url);
  };
  const answers: RestHandlerOptions['gateway'] = {
    scopesOf: gateway.scopesOf,
    schema: gateway.schema,
    execute: async ({ variables }) => ({
      data: { tenant: { id: 'x', slug: 'x', name: 'X' } },
      errors: String(variables?.slug)
        .split(',')
        .map((code) => ({ message: code, extensions: { code, ...(code === 'OVERLOADED' && { retryAfter: 3 }) } })),
      executed: true,
      name: 'tenant',
      type: undefined,
      cost: 1,
    }),
  };
  test.each<[string, number, string, string | null]>([
    ['UNAVAILABLE', 503, 'UNAVAILABLE', '5'],
    ['UNAVAILABLE,OVERLOADED', 503, 'OVERLOADED', '3'],
    ['FORBIDDEN', 403, 'FORBIDDEN', null],
    ['INTERNAL_SERVER_ERROR', 500, 'INTERNAL_SERVER_ERROR', null],
    ['INTERNAL_SERVER_ERROR,LIMIT_EXCEEDED', 400, 'LIMIT_EXCEEDED', null],
  ])('is never answered in part: %s', async (codes, status, code, wait) => {
    const answer = await (await serveRest(answers))('cao-bang', `/v1/tenants/${codes}`);
    expect({ status: answer.status, body: answer.body }).toMatchObject({ status, body: { code } });
    expect(answer.headers.get('retry-after')).toBe(wait);
    expectProblem(answer.body);
  });
  test('that nobody foresaw says nothing of itself', async () => {
    const ask = await serveRest({ ...answers, execute: () => Promise.reject(new Error('select secret')) });
    const { status, body } = await ask('cao-bang', '/v1/tenants/x');
    expect({ status, body }).toMatchObject({ status: 500, body: { code: 'INTERNAL_SERVER_ERROR' } });
    expect(JSON.stringify(body)).not.toContain('secret');
    expectProblem(body);
  });
});
