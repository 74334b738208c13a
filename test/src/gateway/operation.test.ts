import { Agent, get } from 'node:http';
import { examples } from '@thi-dua/gateway/graphiql/examples';
import { serveSubgraph } from '@thi-dua/schema/subgraph-server';
import { describe, expect, test, vi } from 'vitest';
import { testDatabase } from '../kit/database.js';
import { closeAfterAll, localities, serviceOptions } from '../kit/services.js';
import { serve } from './served.js';
import { createWitness } from './witness.js';

const { appUrl } = await testDatabase();
const services = [localities(appUrl), closeAfterAll(createWitness(serviceOptions(appUrl)))];
const served = await serve(services);

describe('the editor', () => {
  test('is one page that asks no other host for anything', async () => {
    const response = await fetch(`${served.listener.url}/graphql`, { headers: { accept: 'text/html' } });
    expect(response.status).toBe(200);
    const html = await response.text();
    const policy = response.headers.get('content-security-policy') ?? '';
    expect(policy).toMatch(/default-src 'none'; script-src 'sha256-/);
    expect(policy).not.toMatch(/https?:|\*|unsafe-eval|script-src[^;]*unsafe-inline/);
    const markup = html.replace(/<script>[\s\S]*?<\/script>/g, '').replace(/<style>[\s\S]*?<\/style>/g, '');
    expect(markup).not.toMatch(/(src|href)="(?!data:)/);
    const styles = [...html.matchAll(/<style>([\s\S]*?)<\/style>/g)].map(([, style = '']) => style).join();
    expect(styles).not.toMatch(/@import|url\(["']?(https?:)?\/\//);
    for (const { query } of examples) expect(html).toContain(JSON.stringify(query).slice(1, -1));
    expect(html).toContain('Authorization');
  });
});

describe('health and readiness', () => {
  const state = async (url: string) => {
    const response = await fetch(`${url}/ready`);
    return { status: response.status, body: await response.json() };
  };
  test('alive and ready while everything answers', async () => {
    expect((await fetch(`${served.listener.url}/health`)).status).toBe(200);
    expect(await state(served.listener.url)).toEqual({
      status: 200,
      body: { status: 'ready', database: 'up', subgraphs: { localities: 'up', indicators: 'up' } },
    });
  });
  test('not ready, but alive, without the database', async () => {
    const away = appUrl.replace(/:\d+\//, ':9/');
    const { listener } = await serve([localities(away), closeAfterAll(createWitness(serviceOptions(appUrl)))], {
      checkDatabase: () => Promise.reject(new Error('away')),
    });
    expect(await state(listener.url)).toEqual({
      status: 503,
      body: { status: 'not ready', database: 'down', subgraphs: { localities: 'down', indicators: 'up' } },
    });
    expect((await fetch(`${listener.url}/health`)).status).toBe(200);
  });
  test('over HTTP, a service that does not answer is told from a database that does not', async () => {
    const without = await serveSubgraph(localities(appUrl.replace(/:\d+\//, ':9/')), { host: '127.0.0.1', port: 0 });
    const subgraphs = { localities: [without.url], indicators: ['http://127.0.0.1:9/graphql'] };
    const { listener } = await serve(services, { subgraphs });
    expect(await state(listener.url)).toEqual({
      status: 503,
      body: { status: 'not ready', database: 'down', subgraphs: { localities: 'down', indicators: 'down' } },
    });
    await without.stop();
  });
});

test('starts with each level of the log, also those that the runtime below does not know', async () => {
  vi.stubEnv('LOG_LEVEL', 'silent');
  try {
    const { listener } = await serve(services);
    expect((await fetch(`${listener.url}/health`)).status).toBe(200);
  } finally {
    vi.unstubAllEnvs();
  }
});

test('a connection that is left alone is kept for longer than balancers keep theirs, by the gateway and by a service', async () => {
  const service = await serveSubgraph(localities(appUrl), { host: '127.0.0.1', port: 0 });
  for (const url of [served.listener.url, new URL(service.url).origin]) {
    const { headers } = await fetch(`${url}/health`);
    const [, seconds] = /timeout=(\d+)/.exec(headers.get('keep-alive') ?? '') ?? [];
    expect(Number(seconds), url).toBeGreaterThan(60);
  }
  await service.stop();
});

describe('stopping', () => {
  test('a service answers what runs, and does not wait for connections that are only kept', async () => {
    const service = await serveSubgraph(closeAfterAll(createWitness(serviceOptions(appUrl))), {
      host: '127.0.0.1',
      port: 0,
    });
    const { post } = await serve(services, {
      subgraphs: { localities: ['http://127.0.0.1:9/graphql'], indicators: [service.url] },
    });
    await (await post('ha-noi', { query: '{ slow(ms: 0) }' })).text();
    const running = post('ha-noi', { query: '{ slow(ms: 1000) }' });
    await new Promise((resolve) => setTimeout(resolve, 300));
    const begun = performance.now();
    await service.stop();
    expect(performance.now() - begun).toBeLessThan(3000);
    expect(await (await running).json()).toEqual({ data: { slow: 'done' } });
  });
  test('answers what runs, says that it drains, and takes nothing new', async () => {
    const { listener, post } = await serve(services);
    const agent = new Agent({ keepAlive: true });
    const running = post('ha-noi', { query: '{ slow(ms: 600) }' });
    await new Promise((resolve) => setTimeout(resolve, 150));
    const stopped = listener.stop({ delayMs: 200, timeoutMs: 5000 });
    const status = await new Promise((resolve, reject) => {
      get(`${listener.url}/ready`, { agent }, (response) => {
        response.resume();
        resolve(response.statusCode);
      }).once('error', reject);
    });
    expect(status).toBe(503);
    expect(await (await running).json()).toEqual({ data: { slow: 'done' } });
    await stopped;
    await expect(fetch(`${listener.url}/health`)).rejects.toThrow();
    agent.destroy();
  });
  test('is bounded', async () => {
    const { listener, post } = await serve(services);
    const running = post('ha-noi', { query: '{ slow(ms: 3000) }' }).catch(() => 'cut off');
    await new Promise((resolve) => setTimeout(resolve, 150));
    const begun = performance.now();
    await listener.stop({ delayMs: 0, timeoutMs: 300 });
    expect(performance.now() - begun).toBeLessThan(1500);
    expect(await running).toBe('cut off');
  });
});
