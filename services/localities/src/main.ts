import { runService } from '@thi-dua/schema/run-service';
import { createLocalities } from './service.js';
import { webhookEnv } from './webhook/env.js';

await runService('localities', (options) => createLocalities({ ...options, webhooks: webhookEnv() }));
