import { describe, expect, test, vi } from 'vitest';
import { testDatabase } from '../kit/database.js';
import { asking, dispatching, endpointShape, mutating, planning } from './events-kit.js';
import { receiver, verified } from './receiver.js';

const database = await testDatabase();
const query = asking(dispatching(database));
const webhook = mutating(query, endpointShape);
const plans = planning(database);

/** An endpoint of a tenant's, with somebody there who receives. */
async function endpointOf(tenant: string, input: Record<string, unknown> = {}) {
  const there = await receiver();
  const { endpoint, secret, errors } = await webhook(tenant, 'createWebhookEndpoint', { url: there.url, ...input });
  expect(errors).toEqual([]);
  return { ...there, id: endpoint.id as string, secret: secret as string };
}
const SEND_TEST = 'mutation ($input: SendTestEventInput!) { sendTestEvent(input: $input) { errors { code } } }';
const arrived = (there: { received: unknown[] }, count: number) =>
  vi.waitFor(() => expect(there.received).toHaveLength(count), { timeout: 10_000, interval: 20 });

describe('what happens', () => {
  test('reaches the endpoint of a tenant that may see it, signed, as a CloudEvent that holds ids alone', async () => {
    const there = await endpointOf('cao-bang');
    const plan = await plans.issue('cao-bang');
    await arrived(there, 1);
    const [received] = there.received;
    if (received === undefined) throw new Error('nothing came');
    const event = verified(there.secret, received);
    expect(event).toEqual({
      specversion: '1.0',
      id: expect.any(String),
      source: 'urn:thi-dua-test',
      type: 'thidua.plan.issued',
      subject: plan,
      time: expect.stringMatching(/^\d{4}-.*Z$/),
      datacontenttype: 'application/json',
      sequence: '1',
      data: { plan },
    });
    expect(received.headers['content-type']).toBe('application/cloudevents+json; charset=utf-8');
    expect(() => verified('whsec_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA', received)).toThrow();
  });

  test('is tried again where it failed, before anything later of the same subject', async () => {
    const there = await endpointOf('ha-noi');
    const failed: string[] = [];
    there.answer(({ event }, response) => {
      const first = failed.length === 0;
      if (first) failed.push(event.id);
      response.writeHead(first ? 503 : 204).end();
    });
    const plan = await plans.issue('ha-noi');
    await arrived(there, 1);
    await plans.close('ha-noi', plan);
    await arrived(there, 3);
    expect(there.received.map(({ event }) => event.type)).toEqual([
      'thidua.plan.issued',
      'thidua.plan.issued',
      'thidua.plan.closed',
    ]);
    expect(there.received[1]?.event.id).toBe(failed[0]);
    await expect
      .poll(async () => (await deliveries('ha-noi', there.id)).map(({ state, attempts }) => `${state} ${attempts}`))
      .toEqual(['DELIVERED 1', 'DELIVERED 2']);
  }, 30_000);

  test('is sent once, and in the order of its subject, by two who send at once', async () => {
    dispatching(database);
    const there = await endpointOf('ha-noi', { types: ['PLAN_ISSUED', 'PLAN_AMENDED', 'PLAN_CLOSED'] });
    // One subject is answered while others are under way: whoever is quicker overtakes.
    const under: string[] = [];
    const together: number[] = [];
    const doubled: string[] = [];
    there.answer(({ event: { subject } }, response) => {
      if (under.includes(subject)) doubled.push(subject);
      together.push(under.push(subject));
      const answer = () => {
        under.splice(under.indexOf(subject), 1);
        response.writeHead(204).end();
      };
      setTimeout(answer, 5 + (there.received.length % 7) * 5);
    });
    const issued = await Promise.all(Array.from({ length: 12 }, () => plans.issue('ha-noi')));
    await Promise.all(issued.map((plan) => plans.close('ha-noi', plan)));
    await arrived(there, 24);
    for (const plan of issued) {
      const its = there.received.filter(({ event }) => event.subject === plan);
      expect(its.map(({ event: { type, sequence } }) => `${sequence} ${type}`)).toEqual([
        '1 thidua.plan.issued',
        '2 thidua.plan.closed',
      ]);
    }
    expect(doubled).toEqual([]);
    expect(Math.max(...together)).toBeGreaterThan(1);
  }, 30_000);

  test('is not told of a draft, nor to whom the plan is hidden, nor after the whole change was taken back', async () => {
    const stranger = await endpointOf('thanh-xuan', { types: ['PLAN_ISSUED'] });
    const own = await endpointOf('quang-binh');
    await plans.draft('quang-binh');
    await plans.issue('quang-binh');
    await arrived(own, 1);
    expect(stranger.received).toEqual([]);
  });
});

async function deliveries(tenant: string, id: string) {
  const { webhookEndpoint } = await query(
    tenant,
    'query ($id: ID!) { webhookEndpoint(id: $id) { enabled disabledReason deliveries { nodes { id state attempts lastStatus lastError event { type } } } } }',
    { id },
  );
  return webhookEndpoint.deliveries.nodes as { id: string; state: string; attempts: number; event: { type: string } }[];
}
const codes = ({ errors }: { errors: { code: string; path: string[] }[] }) =>
  errors.map(({ code, path }) => `${code} ${path.join('.')}`.trim());

describe('an endpoint', () => {
  test('that answers 410 is disabled, and its tenant is told at its others', async () => {
    const other = await endpointOf('tp-bac-giang', { types: ['WEBHOOK_DISABLED'] });
    const gone = await endpointOf('tp-bac-giang', { types: ['PLAN_ISSUED'] });
    gone.answer((_received, response) => response.writeHead(410).end());
    await webhook('tp-bac-giang', 'sendTestEvent', { endpoint: gone.id });
    await arrived(other, 1);
    expect(other.received[0]?.event).toMatchObject({ type: 'thidua.webhook.disabled', subject: gone.id });
    const refused = await webhook('tp-bac-giang', 'sendTestEvent', { endpoint: gone.id });
    expect(codes(refused)).toEqual(['ENDPOINT_DISABLED endpoint']);
    gone.answer((_received, response) => response.writeHead(204).end());
    const on = await webhook('tp-bac-giang', 'updateWebhookEndpoint', { id: gone.id, enabled: true });
    expect(on.endpoint).toMatchObject({ enabled: true, disabledReason: null });
  });

  test('is signed for with the old secret beside the new one as long as its administrator said, and with no older one', async () => {
    const there = await endpointOf('ban-dan-toc-cao-bang');
    const { secret } = await webhook('ban-dan-toc-cao-bang', 'rotateWebhookSecret', { id: there.id, overlapHours: 1 });
    await query('ban-dan-toc-cao-bang', SEND_TEST, { input: { endpoint: there.id } });
    await arrived(there, 1);
    const [both] = there.received;
    if (both === undefined) throw new Error('nothing came');
    expect(verified(there.secret, both).type).toBe('thidua.webhook.test');
    expect(verified(secret, both).id).toBe(both.event.id);
    const { secret: third } = await webhook('ban-dan-toc-cao-bang', 'rotateWebhookSecret', {
      id: there.id,
      overlapHours: 0,
    });
    await query('ban-dan-toc-cao-bang', SEND_TEST, { input: { endpoint: there.id } });
    await arrived(there, 2);
    const [, alone] = there.received;
    if (alone === undefined) throw new Error('nothing came');
    expect(verified(third, alone).type).toBe('thidua.webhook.test');
    for (const old of [there.secret, secret]) expect(() => verified(old, alone)).toThrow();
  });

  test('gets again what was delivered, one by one or all since a time, under the same ids', async () => {
    const there = await endpointOf('bac-ninh');
    const since = new Date(Date.now() - 60_000).toISOString();
    await webhook('bac-ninh', 'updateWebhookEndpoint', { id: there.id, types: ['WEBHOOK_DISABLED'] });
    await query('bac-ninh', SEND_TEST, { input: { endpoint: there.id } });
    await arrived(there, 1);
    await expect.poll(async () => (await deliveries('bac-ninh', there.id))[0]?.state).toBe('DELIVERED');
    const [delivery] = await deliveries('bac-ninh', there.id);
    const replay = (tenant: string) =>
      mutating(query, 'delivery { id }')(tenant, 'replayWebhookDelivery', { id: delivery?.id });
    expect(codes(await replay('bac-giang'))).toEqual(['NOT_FOUND id']);
    expect(codes(await replay('bac-ninh'))).toEqual([]);
    await arrived(there, 2);
    expect(there.received[1]?.event).toEqual(there.received[0]?.event);
    // Nothing else: what is told of the endpoints of tp-bac-giang, for which it acts, is not told to it.
    const all = await mutating(query, 'count')('bac-ninh', 'replayEvents', { endpoint: there.id, since });
    expect(all).toEqual({ count: 0, errors: [] });
  });

  test('is registered by an ADMIN, at a target that is allowed, and known to nobody else', async () => {
    const { id } = await endpointOf('bac-giang');
    const bad = { url: 'http://10.0.0.1/', types: [], description: 'x'.repeat(501) };
    expect(codes(await webhook('bac-giang', 'createWebhookEndpoint', bad))).toEqual([
      'BAD_URL url',
      'EMPTY types',
      'TOO_LONG description',
    ]);
    for (const tenant of ['trung-uong', 'bac-ninh', 'tp-bac-giang']) {
      expect(
        (await query(tenant, 'query ($id: ID!) { webhookEndpoint(id: $id) { id } }', { id })).webhookEndpoint,
      ).toBeNull();
      expect(codes(await webhook(tenant, 'updateWebhookEndpoint', { id, enabled: false }))).toEqual(['NOT_FOUND id']);
      expect(codes(await mutating(query, 'deletedId')(tenant, 'deleteWebhookEndpoint', { id }))).toEqual([
        'NOT_FOUND id',
      ]);
    }
    expect(await query('bac-giang', '{ webhookEndpoints { id } }', {}, { roles: ['ANALYST'] })).toEqual({
      webhookEndpoints: [],
    });
    expect(await mutating(query, 'deletedId')('bac-giang', 'deleteWebhookEndpoint', { id })).toEqual({
      deletedId: id,
      errors: [],
    });
  });
});
