import { z } from 'zod';
import { readNetworks, type TargetRules } from './target.js';

const unset = (value: unknown) => (value === '' ? undefined : value);
const whole = (least: number, most: number, fallback: number) =>
  z.preprocess(unset, z.coerce.number().int().min(least).max(most).default(fallback));
const flag = z
  .preprocess(unset, z.enum(['true', 'false'], 'must be true or false').default('false'))
  .transform((text) => text === 'true');

/** What the environment says of events; docs/operations.md explains each. */
export const eventSettings = {
  EVENT_DAYS: whole(1, 3650, 90),
  EVENT_SOURCE: z.preprocess(unset, z.string().default('urn:thi-dua-graph')),
  WEBHOOKS_AT_ONCE: whole(0, 100, 4),
  WEBHOOK_TIMEOUT_MS: whole(100, 60_000, 15_000),
  WEBHOOK_PATIENCE_DAYS: whole(1, 365, 5),
  WEBHOOK_ALLOW_HTTP: flag,
  WEBHOOK_ALLOW_NETWORKS: z.preprocess(
    unset,
    z
      .string()
      .default('')
      .transform((text, context) => {
        const networks = readNetworks(text);
        if (networks !== null) return networks;
        context.addIssue({ code: 'custom', message: 'must be networks like 10.1.0.0/16, separated by commas' });
        return z.NEVER;
      }),
  ),
};
export type EventSettings = z.infer<z.ZodObject<typeof eventSettings>>;

/** How events are sent out; `atOnce` 0: not by this process. */
export interface WebhookOptions {
  targets: TargetRules;
  atOnce: number;
  timeoutMs: number;
  patienceSeconds: number;
  keptSeconds: number;
  source: string;
}

const DAY_SECONDS = 86_400;

export const webhookOptions = (env: EventSettings): WebhookOptions => ({
  targets: { allowHttp: env.WEBHOOK_ALLOW_HTTP, allowNetworks: env.WEBHOOK_ALLOW_NETWORKS },
  atOnce: env.WEBHOOKS_AT_ONCE,
  timeoutMs: env.WEBHOOK_TIMEOUT_MS,
  patienceSeconds: env.WEBHOOK_PATIENCE_DAYS * DAY_SECONDS,
  keptSeconds: env.EVENT_DAYS * DAY_SECONDS,
  source: env.EVENT_SOURCE,
});
