import { expect } from 'vitest';
import type { Graph } from '../graph.js';
import type { Secret } from './secret.js';

/** Other ways to the records: a calendar, an export, a key and an endpoint. */
export async function accessOf(graph: Graph, owner: string, day: string): Promise<Secret[]> {
  const secrets: Secret[] = [];
  const calendar = await graph.ask(owner, 'mutation { rotateCalendarFeed { feed { path } errors { code } } }');
  expect(calendar.errors, owner).toBeUndefined();
  const { feed } = (calendar.data as { rotateCalendarFeed: { feed: { path: string } } }).rotateCalendarFeed;
  secrets.push({ kind: 'feed', owner, day, id: feed.path, marker: feed.path });
  const started = await graph.ask(owner, 'mutation { startExport { export { id } errors { code } } }');
  expect(started.errors, owner).toBeUndefined();
  const { export: made } = (started.data as { startExport: { export: { id: string } } }).startExport;
  secrets.push({ kind: 'export', owner, day, id: made.id, marker: made.id });
  const keyed = await graph.ask(
    owner,
    `mutation { createApiKey(input: { name: "key of ${owner}", scopes: ["map:read"] }) { apiKey { id } errors { code } } }`,
  );
  expect(keyed.errors, owner).toBeUndefined();
  // A tenant that has ended makes none.
  const { apiKey } = (keyed.data as { createApiKey: { apiKey: { id: string } | null } }).createApiKey;
  if (apiKey !== null) secrets.push({ kind: 'key', owner, day, id: apiKey.id, marker: apiKey.id });

  const described = `«webhook-${owner}»`;
  const registered = await graph.ask(
    owner,
    'mutation ($input: CreateWebhookEndpointInput!) { createWebhookEndpoint(input: $input) { endpoint { id } errors { code } } }',
    { input: { url: 'https://hooks.example.org/', description: described } },
  );
  expect(registered.errors, owner).toBeUndefined();
  const { endpoint } = (registered.data as { createWebhookEndpoint: { endpoint: { id: string } } })
    .createWebhookEndpoint;
  secrets.push({ kind: 'webhook', owner, day, id: endpoint.id, marker: described });
  return secrets;
}
