import { runService } from '@thi-dua/schema/run-service';
import { createCampaigns } from './service.js';

await runService('campaigns', createCampaigns);
