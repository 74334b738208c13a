import type { Secret } from '../world/secret.js';
import type { MutationProbes } from './mutation.js';

const ofWebhook =
  (field: string, more: Record<string, unknown> = {}, name = 'id') =>
  (secret: Secret, id: string) =>
    secret.kind === 'webhook'
      ? {
          query: `mutation ($input: ${field.charAt(0).toUpperCase()}${field.slice(1)}Input!) { ${field}(input: $input) { errors { code message path } } }`,
          input: { [name]: id, ...more },
        }
      : null;

const ofKey = (field: string) => (secret: Secret, id: string) =>
  secret.kind === 'key'
    ? {
        query: `mutation ($input: ${field.charAt(0).toUpperCase()}${field.slice(1)}Input!) { ${field}(input: $input) { apiKey { id } errors { code message } } }`,
        input: { id },
      }
    : null;

/** Changes of other ways to the records: calendars, exports, endpoints and keys. */
export const accessProbes: MutationProbes = {
  // Of the caller's own tenant alone: no input names another.
  rotateCalendarFeed: () => null,
  revokeCalendarFeed: () => null,
  // Names no record: it begins one of the caller's own.
  startExport: () => null,
  cancelExport: ({ kind }, id) =>
    kind === 'export'
      ? {
          query:
            'mutation ($input: CancelExportInput!) { cancelExport(input: $input) { export { id } errors { code } } }',
          input: { id },
        }
      : null,
  // Names no record: it makes one of the caller's own.
  createWebhookEndpoint: () => null,
  updateWebhookEndpoint: ofWebhook('updateWebhookEndpoint', { description: 'x', enabled: false }),
  rotateWebhookSecret: ofWebhook('rotateWebhookSecret'),
  deleteWebhookEndpoint: ofWebhook('deleteWebhookEndpoint'),
  sendTestEvent: ofWebhook('sendTestEvent', {}, 'endpoint'),
  replayEvents: ofWebhook('replayEvents', { since: '2020-01-01T00:00:00Z' }, 'endpoint'),
  // Deliveries are there where events are sent out: test/src/events tries it on another's.
  replayWebhookDelivery: () => null,
  // Names no record: it makes one of the caller's own tenant.
  createApiKey: () => null,
  rotateApiKey: ofKey('rotateApiKey'),
  revokeApiKey: ofKey('revokeApiKey'),
};
