import { readEnv } from '@thi-dua/schema/env';
import { z } from 'zod';
import { eventSettings, type WebhookOptions, webhookOptions } from './settings.js';

/** How events are sent out, for a service that runs on its own. */
export const webhookEnv = (): WebhookOptions => webhookOptions(readEnv(z.object(eventSettings)));
