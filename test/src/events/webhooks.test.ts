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
});
