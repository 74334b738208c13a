import { readFileSync } from 'node:fs';
import { withoutValues } from '@thi-dua/prisma/sql-span';
import { EVENT_HEAD, eventFollower } from '@thi-dua/schema/event-head';
import { serveSubgraph } from '@thi-dua/schema/subgraph-server';
import { BoundedNames } from '@thi-dua/schema/telemetry/bounded-names';
import { Metrics, outcomeOf } from '@thi-dua/schema/telemetry/metrics';
import { serveMetrics } from '@thi-dua/schema/telemetry/metrics-server';
import { startTracing } from '@thi-dua/schema/telemetry/tracing';
import { afterAll, describe, expect, test } from 'vitest';
import { serve, tokenFor } from '../gateway/served.js';
import { testDatabase } from '../kit/database.js';
import { awards, campaigns, indicators, localities } from '../kit/services.js';
import { collector, type SeenSpan } from './collector.js';

const database = await testDatabase();
const metrics = new Metrics();
const services = [localities, indicators, campaigns, awards].map((create) => create(database.appUrl, { metrics }));
const server = await serveMetrics(metrics, { host: '127.0.0.1', port: 0 });
afterAll(() => server.stop());

const traceId = (n: number) => n.toString(16).padStart(32, '0');
const federated = {
  query:
    'query Named($name: String!) { plans(first: 3) { nodes { id tenant { name } } } tenants(first: 1) { totalCount } localities(asOf: "2023-05-05", filter: { name: $name }) { totalCount } }',
  variables: { name: 'Bí mật không được ghi' },
};

/** Names from a span up to the one that nothing here began. */
function pathOf(span: SeenSpan, spans: readonly SeenSpan[]): string[] {
  const above = spans.find(({ spanId }) => spanId === span.parentSpanId);
  return [span.name, ...(above === undefined ? [] : pathOf(above, spans))];
}
async function* nothing(): AsyncGenerator<Uint8Array> {}
const attribute = (span: SeenSpan, key: string) => span.attributes.find((one) => one.key === key)?.value;

describe('one federated query is one trace, from the request down to its statements,', () => {
  test.each(['in one process', 'over HTTP'] as const)('%s', async (way) => {
    const { endpoint, spans, text } = await collector();
    const stopTracing = await startTracing({ endpoint, service: 'test', ratio: 1 });
    try {
      let over = {};
      if (way === 'over HTTP') {
        const running = await Promise.all(
          services.map(
            async (service) => [service.name, await serveSubgraph(service, { host: '127.0.0.1', port: 0 })] as const,
          ),
        );
        afterAll(() => Promise.all(running.map(([, each]) => each.stop())));
        over = { subgraphs: Object.fromEntries(running.map(([name, { url }]) => [name, [url]])) };
      }
      const { post } = await serve(services, over);
      const id = traceId(way === 'over HTTP' ? 2 : 1);
      const response = await post('cao-bang', federated, {
        authorization: `Bearer ${await tokenFor('cao-bang', 'Nguyễn Thị Ẩn')}`,
        traceparent: `00-${id}-00000000000000ff-00`,
        baggage: 'secret=1',
      });
      expect(await response.json()).not.toHaveProperty('errors');
    } finally {
      await stopTracing();
    }
    expect(spans.filter((span) => span.traceId !== traceId(way === 'over HTTP' ? 2 : 1))).toEqual([]);
    const statements = spans.filter((span) => attribute(span, 'db.system.name') !== undefined);
    const paths = new Set(statements.map((span) => pathOf(span, spans).join(' < ')));
    for (const service of ['localities', 'campaigns']) {
      expect([...paths], way).toContain(`SELECT < ${service} < fetch ${service} < query Named < POST /graphql`);
    }
    const request = spans.find(({ name }) => name === 'POST /graphql');
    expect(request?.parentSpanId).toBe('00000000000000ff');
    expect(attribute(spans.find(({ name }) => name === 'query Named') ?? spans[0]!, 'thidua.tenant')).toEqual({
      stringValue: 'cao-bang',
    });
    for (const hidden of ['Bí mật', 'Nguyễn', 'secret=1']) expect(text()).not.toContain(hidden);
  });

  test('and what the gateway looks for at its own pace begins none', async () => {
    const { gateway } = await serve(services);
    const { endpoint, spans } = await collector();
    const stopTracing = await startTracing({ endpoint, service: 'test', ratio: 1 });
    const looked = { query: new URLSearchParams(), headers: {}, body: nothing(), signal: AbortSignal.timeout(10_000) };
    const { status } = await gateway
      .serve({ ...EVENT_HEAD, service: 'localities' }, looked, eventFollower, { unmetered: true })
      .finally(stopTracing);
    expect(status).toBe(200);
    expect(spans).toEqual([]);
  });

  test('and without a collector nothing is sent, and no log line names a trace', async () => {
    const { spans } = await collector();
    const { post } = await serve(services);
    expect((await post('cao-bang', federated, { traceparent: `00-${traceId(3)}-00000000000000ff-01` })).status).toBe(
      200,
    );
    expect(spans).toEqual([]);
  });
});

test.each([
  ["SELECT set_config('app.subject', 'Nguyễn''s', true)", "SELECT set_config('?', '?', true)"],
  ['SELECT $1,\n  a  FROM t', 'SELECT $1, a FROM t'],
  ["DO $x$ 'a' $x$", "DO '?'"],
])('a statement is shown without what is quoted in it: %s', (sql, shown) => {
  expect(withoutValues(sql)).toBe(shown);
});

describe('metrics', () => {
  const shown = async () => (await fetch(server.url)).text();

  test('count operations by name, tenant and outcome, errors by code, and the fetches and sessions behind them', async () => {
    const { post } = await serve(services, { metrics });
    await post('cao-bang', { query: 'query Plans { plans { totalCount } }' });
    await post('cao-bang', { query: 'query Broken { nothing }' });
    await post('cao-bang', { query: '{ viewer { subject } }' }, { authorization: 'Bearer none' });
    const text = await shown();
    expect(text).toContain('thidua_operations_total{operation="Plans",tenant="cao-bang",outcome="ok"} 1');
    expect(text).toContain('thidua_operations_total{operation="invalid",tenant="cao-bang",outcome="refused"} 1');
    expect(text).toContain('thidua_errors_total{code="GRAPHQL_VALIDATION_FAILED"} 1');
    expect(text).toContain('thidua_errors_total{code="UNAUTHENTICATED"} 1');
    expect(text).toContain('thidua_subgraph_fetches_total{service="campaigns",outcome="ok"} 1');
    expect(text).toContain('thidua_sessions_max{service="campaigns"} 8');
    expect(text).toMatch(/thidua_http_requests_total\{route="\/graphql",status="401"\} 1/);
    expect(text).toMatch(/thidua_operation_cost_sum\{type="query"\} \d+/);
  });

  test('stand on a listener of their own, at one path, and not on the one of the API', async () => {
    expect((await fetch(new URL('/', server.url))).status).toBe(404);
    expect((await fetch(server.url, { method: 'POST' })).status).toBe(404);
    const { listener } = await serve(services, { metrics });
    expect(await (await fetch(`${listener.url}/metrics`)).text()).not.toContain('thidua_operations_total');
  });

  test('stay bounded whatever names clients send, and one tenant does not use up the names of others', () => {
    const names = new BoundedNames(60, 20);
    const many = (tenant: string) =>
      Array.from({ length: 1000 }, (_, n) => names.label(`${tenant}-${n}`, tenant)).filter(
        (label) => label !== 'other',
      );
    expect(many('a')).toHaveLength(20);
    expect(many('b')).toHaveLength(20);
    expect(many('c')).toHaveLength(20);
    expect(many('d')).toHaveLength(0);
    expect(names.label('a-1', 'd')).toBe('a-1');
  });

  test.each([
    [[], 'ok'],
    [['FORBIDDEN'], 'refused'],
    [['FORBIDDEN', 'UNAVAILABLE'], 'failed'],
  ] as const)('call an operation with codes %j %s', (codes, outcome) => {
    expect(outcomeOf(codes)).toBe(outcome);
  });

  test.each(['dashboard.json', 'alerts.yaml'])(
    'named in %s are all there, with the labels it asks for',
    async (file) => {
      metrics.exportBegun();
      metrics.exportEnded('done');
      const text = await shown();
      const samples = new Set([...text.matchAll(/^(\w+)(?:\{| )/gm)].map(([, name]) => name));
      const wanted = readFileSync(new URL(`../../../docs/operations/${file}`, import.meta.url), 'utf8');
      const names = new Set([...wanted.matchAll(/\b(?:thidua|nodejs|process)_\w+/g)].map(([name]) => name));
      expect(names.size).toBeGreaterThan(5);
      expect([...names].filter((name) => !samples.has(name))).toEqual([]);
      const labels = [...wanted.matchAll(/\bby \(([^)]*)\)/g)].flatMap(([, list = '']) => list.split(/,\s*/));
      // What Prometheus itself adds to every sample is not in them yet.
      const ours = new Set(labels.filter((label) => label !== 'instance'));
      expect([...ours].filter((label) => !text.includes(`${label}="`))).toEqual([]);
    },
  );
});
