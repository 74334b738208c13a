import { randomUUID } from 'node:crypto';
import { restApi } from '@thi-dua/gateway/rest/api';
import { toGlobalId } from '@thi-dua/schema/global-id';
import { describe, expect, test } from 'vitest';
import { serve } from '../gateway/served.js';
import { graph } from '../isolation/graph.js';
import { populate } from '../isolation/world/populate.js';
import type { Secret } from '../isolation/world/secret.js';
import { testDatabase } from '../kit/database.js';
import { expectDescribed, expectProblem } from './described.js';
import { endpointNamed, getFrom } from './rest-kit.js';
import { SAMPLES, type Sample } from './samples.js';

const whole = await graph(await testDatabase());
const { listener } = await serve(whole.services);
const secrets = await populate(whole);
const api = restApi(whole.gateway.schema);
const get = getFrom(listener.url);

/** The nation, a province, a district and one of another line. */
const viewers = ['trung-uong', 'cao-bang', 'thanh-xuan', 'quang-binh'] as const;

/** What GraphQL answers to the same, and null where there is nothing on the way to it. */
async function byGraph(viewer: string, { operation, variables }: Sample): Promise<unknown> {
  const { query, target } = endpointNamed(api, operation);
  const { data, errors } = await whole.ask(viewer, query, variables);
  expect(errors, operation).toBeUndefined();
  let value = JSON.parse(JSON.stringify(data));
  for (const name of target.path) value = value?.[name] ?? null;
  return value;
}

async function expectTheSame(viewer: string, sample: Sample): Promise<string> {
  const [answer, expected] = await Promise.all([get(viewer, sample.address), byGraph(viewer, sample)]);
  if (expected === null) {
    expect(answer, `${viewer} ${sample.address}`).toMatchObject({ status: 404, body: { code: 'NOT_FOUND' } });
    expectProblem(answer.body);
  } else {
    expect({ status: answer.status, body: answer.body }, `${viewer} ${sample.address}`).toEqual({
      status: 200,
      body: expected,
    });
    expectDescribed(answer.body, endpointNamed(api, sample.operation).path);
  }
  return answer.text;
}

const records = {
  draft: ['plan', 'plans', 'Plan'],
  issued: ['plan', 'plans', 'Plan'],
  open: ['plan', 'plans', 'Plan'],
  exemplar: ['exemplar', 'exemplars', 'Exemplar'],
  'published-exemplar': ['exemplar', 'exemplars', 'Exemplar'],
  award: ['award', 'awards', 'Award'],
} as const;
const isRecord = (secret: Secret): secret is Secret & { kind: keyof typeof records } => secret.kind in records;
const found = secrets.filter(isRecord);
const sampleOf = ({ kind, id }: { kind: keyof typeof records; id: string }): Sample => ({
  operation: records[kind][0],
  address: `/v1/${records[kind][1]}/${id}`,
  variables: { id },
});

describe('every operation answers as /graphql does', () => {
  test('and every one of them is tried', () => {
    const tried = new Set([...SAMPLES, ...found.map(sampleOf)].map(({ operation }) => operation));
    expect([...tried].sort()).toEqual(api.endpoints.map(({ name }) => name).sort());
  });
  test.each(viewers)('to %s', async (viewer) => {
    for (const sample of SAMPLES) await expectTheSame(viewer, sample);
  });
});

describe('what the caller may not see', () => {
  test.each(viewers)('is as what does not exist, for %s', async (viewer) => {
    let hidden = 0;
    for (const secret of found) {
      const text = await expectTheSame(viewer, sampleOf(secret));
      if (text.includes(secret.marker)) continue;
      hidden += 1;
      const unknown = toGlobalId(records[secret.kind][2], randomUUID());
      const absent = await get(viewer, sampleOf({ kind: secret.kind, id: unknown }).address);
      expect(absent.status).toBe(404);
      expect(text.replaceAll(secret.id, '…')).toBe(absent.text.replaceAll(unknown, '…'));
    }
    expect(hidden).toBeGreaterThan(0);
  });
  test('shows in no list', async () => {
    const viewer = 'quang-binh';
    for (const kind of ['draft', 'exemplar', 'award'] as const) {
      const [, list] = records[kind];
      const { text, status } = await get(viewer, `/v1/${list}?first=500`);
      expect(status).toBe(200);
      const others = found.filter((one) => one.kind === kind && one.owner === 'thanh-xuan');
      expect(others).not.toEqual([]);
      for (const { marker } of others) expect(text).not.toContain(marker);
    }
  });
});

describe('lists', () => {
  test.each([
    '/v1/tenants?first=3',
    '/v1/localities?levels=PROVINCE&asOf=2022-01-01&first=20',
    '/v1/observations?first=7',
  ])('are read to their end by their links: %s', async (first) => {
    const ids: string[] = [];
    let next: string | undefined = first;
    for (let pages = 0; next !== undefined && pages < 100; pages += 1) {
      const { body, headers, status } = await get('cao-bang', next);
      expect(status).toBe(200);
      ids.push(...JSON.parse(JSON.stringify(body)).nodes.map((node: { id: string }) => node.id));
      next = /^<([^>]+)>; rel="next"$/.exec(headers.get('link') ?? '')?.[1];
    }
    const all = await get('cao-bang', first.replace(/first=\d+/, 'first=500'));
    expect(all.headers.get('link')).toBeNull();
    expect(ids).toEqual(JSON.parse(all.text).nodes.map((node: { id: string }) => node.id));
    expect(ids.length).toBeGreaterThan(7);
  });
});
